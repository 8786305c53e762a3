// Changes when it is learned in another way which language a text is in.
import { eachLanguageFeature, languageClasses } from '../../shared/sentiment/language.ts';
import { fold } from '../../shared/sentiment/fold.ts';
import { judged, type Judged } from '../../shared/sentiment/languages.ts';
import { slot } from '../../shared/sentiment/hash.ts';
import { cut } from '../../shared/sentiment/read.ts';
import { createRandom, shuffle } from './random.ts';

/** What is learned: a weight for each class at each place. */
export interface Tongues {
  weights: Float64Array;
  bias: number[];
}

/** Small words of each language: short messages are made of little else. */
const common: Record<Judged, string> = {
  en: `a the and is are was were you your i my me we our it this that of to in for with on not have has had do does did can could would will be been what when where how why which there from at by an as if or so but they them he she please thanks hello hi am i'm it's don't can't order still any about just get got no yes great good bad never again worst best company service order parcel delivery not happy really very thank you kind regards disappointed perfect amazing this`,
  de: `der die das und ist sind war ich sie mein meine meinen wir uns es ein eine einen einem einer zu im mit auf nicht haben habe hat hatte kann können wird werden was wann wo wie warum von bei aus für als wenn oder aber auch noch schon ja nein bitte danke hallo guten mir mich dem den des seit nach nur ihr ihre ihnen bin wurde keine kein immer gut schlecht nie wieder sehr super zufrieden wirklich`,
  pl: `i w z na do nie się jest są to że mam ma mój moja moje co jak czy gdzie kiedy dlaczego który która po od za przez ale tak już jeszcze tylko dla przy bez o jestem byłem była było proszę dziękuję dzień dobry mnie mi was wam państwo pan pani nic nikt bardzo ich jego ten ta te tego tej lub oraz więc a ze go u by`,
  da: `og er det jeg du den en et i på til med for af at ikke har havde min mit mine vi os kan vil skal hvad hvor hvornår hvordan hvorfor der som men også så nu fra om eller hej tak ja nej jer jeres mig dig han hun de dem bliver blev været være noget nogen ingen kun efter når ved endnu stadig aldrig mere ingenting få får meget godt selv over`,
  ar: `في من على الى إلى عن ان أن هذا هذه ذلك التي الذي هل ما متى كيف اين لماذا لم لا لن كان كانت هو هي انا أنا نحن انتم لكن مع بعد قبل كل غير او ثم قد شكرا مرحبا السلام عليكم يا اريد حتى منذ عند لي لكم ايش شو وين ليش مش مو`,
  fa: `و در از به که را این آن با برای من ما شما است هست نیست بود شد شده می کنم کنید کرد کردم هم تا یا اگر چه چرا کجا کی چطور سلام ممنون لطفا خیلی هنوز یک دو بار رو تو دیگه دیگر ولی اما هر چیزی کسی دارم دارد داره ندارم باید شود بشه نمی های ها ام اند`,
  fr: `je le la les des une est pas que qui dans pour avec sur vous nous c'est très bonjour merci mon ma mes où quand comment pourquoi commande colis encore toujours jamais rien mais il elle être avoir fait ne plus bien`,
  hi: `मैं है हैं का की के को से नहीं यह वह मेरा मेरी ऑर्डर कहाँ कब क्यों कैसे धन्यवाद पैसे वापस बहुत खराब अच्छा था हो गया क्या अभी और में पर main hai ka ki ke ko se nahi yeh mera order kahan kab kyun kaise paise wapas bahut accha kya abhi aur mein kar diya`,
  it: `io il lo gli che non per sono è di della ciao grazie buongiorno mio mia dove quando come perché ordine pacco ancora sempre mai niente ma con una un del nel questo quello ho hai ha molto bene male`,
  pt: `eu o a os as que não para com uma um você obrigado obrigada olá bom dia meu minha onde quando como porque pedido encomenda ainda sempre nunca nada mas é está foi muito bem mal do da no na`,
  es: `yo el la los las que no por para con una un pero muy está hola gracias buenos días mi mis dónde cuándo cómo por qué pedido paquete todavía siempre nunca nada es fue del en ha he más bien mal`,
};

/** Small words of languages that are not judged, so that these are not taken for a neighbour. */
const others = [
  'de het een van en in is dat op te zijn met voor niet ik je mijn wat waar hoe nog maar ook als bij naar heeft hebben kan wordt geen wel jullie ben waarom bestelling pakket bedankt graag alsjeblieft geld terug klant nooit',
  'och att det som en på är av för med till den har de inte om ett jag men var sig så vi kan man när år nu också efter vid mig min mina vad hur varför tack hej beställning paket pengar tillbaka aldrig mycket dålig',
  've bir bu da için ile çok ne var ama gibi daha olarak en kadar ben sen bana siparişim nerede neden nasıl değil teşekkürler merhaba kargo paramı geri istiyorum hiç kötü müşteri iyi yok mı mi lütfen',
  'a se na je že to v s z do o ale jako za po by jsem si co už být není jsou mi můj kde kdy proč objednávka zásilka děkuji dobrý den peníze zpět nikdy špatný prosím také jen',
  'și în a de la cu pe nu este o un pentru care ce mai din sunt am au că se să dar fost unde când cum comanda coletul mulțumesc bună ziua banii înapoi niciodată foarte rău vă rog',
  'a az és hogy nem is egy de meg van volt ez csak már ha mint vagy én mit hol mikor miért csomag rendelés köszönöm jó napot pénz vissza soha nagyon rossz kérem',
  'ja on ei se että oli en mutta hän niin kuin ole olen mitä missä milloin miksi tilaus paketti kiitos hei rahat takaisin koskaan huono erittäin minun teidän',
  'yang dan di ini itu dengan untuk tidak dari dalam akan pada saya kami anda ada bisa sudah belum pesanan saya di mana kapan kenapa terima kasih halo uang kembali tolong sangat buruk',
  'là và của không có được trong một cho tôi bạn này đã đang với các những khi nào ở đâu tại sao đơn hàng cảm ơn xin chào tiền lại rất tệ',
  'i u je na se da su za od što kako gdje kada zašto nije sam moj narudžba paket hvala dobar dan novac natrag nikad vrlo loše molim ali samo već',
].map((text) => text.split(' '));
/** The same in Urdu, Pashto, Kurdish, and in Marathi and Nepali. */
const otherScripts = [
  'ہے میں کا کی کے اور سے کو نہیں یہ ہیں پر آپ میرا میری آرڈر کہاں کب کیوں شکریہ پیسے واپس بہت خراب ہوں تھا ہو گیا کیا ابھی تک',
  'دی د په او چې نه سره ته له دا زما څه چیرته کله ولې مننه پیسې بېرته ډېر خراب یم شو شوی',
  'لە و بۆ کە بە ئەم من تۆ نییە هەیە چی کوێ کەی بۆچی سوپاس پارە زۆر خراپ داواکارییەکەم',
  'आहे आणि मी नाही ते हे काय कुठे कधी माझा माझी ऑर्डर धन्यवाद पैसे परत खूप वाईट होते आहेत',
].map((text) => text.split(' '));

/** Much of what is labelled Hindi is English with a word of Hindi: only what has several teaches the language. */
const hindi =
  /\b(hai|hain|ka|ki|ke|ko|se|nahi|nahin|kya|bhi|aur|ho|tha|kar|ye|toh|na|bhai|raha|hoga|aap|tum|mera|mai|hum|koi|jo|ye|wo|ab)\b/gi;
const isHindi = (text: string): boolean =>
  /\p{Script=Devanagari}/u.test(text) || new Set(text.toLowerCase().match(hindi) ?? []).size >= 3;

/** Persian is often typed on Arabic keys. */
const onArabicKeys = (text: string): string => text.replaceAll('ی', 'ي').replaceAll('ک', 'ك');

const rounds = 4;
const rate = 0.5;
const mostTexts = 4000;
const newest = 1000;

/** @returns pretended sentences of words drawn from a list. */
function babble(words: readonly string[], count: number, random: () => number): string[] {
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + Math.floor(random() * 8) },
      () => words[Math.floor(random() * words.length)]!,
    ).join(' '),
  );
}

/** @returns a stretch of a text, so that short messages are learned too. */
function stretch(text: string, random: () => number): string {
  const words = text.split(/\s+/).filter((word) => !/^(@|https?:|http$|RT$)/.test(word));
  if (words.length <= 3 || random() < 0.35) return words.join(' ');
  const count = 1 + Math.floor(random() * Math.min(12, words.length));
  const from = Math.floor(random() * (words.length - count + 1));
  return words.slice(from, from + count).join(' ');
}

/**
 * Softmax regression over parts of words.
 * @param texts what is written in each language.
 * @param wordsOf word lists; those of languages that are not judged teach what to leave alone.
 */
export function learnTongues(
  texts: ReadonlyMap<Judged, readonly string[]>,
  wordsOf: (language: string) => readonly string[],
  places: number,
  seed: number,
): Tongues {
  const random = createRandom(seed);
  const rows: [text: string, label: number][] = [];
  judged.forEach((language, label) => {
    const some = (texts.get(language) ?? []).filter((text) => language !== 'hi' || isHindi(text));
    // What was written for Parley stands last, and is what comes to a desk: all of it teaches, twice.
    const ours = some.slice(-newest);
    shuffle(some, random);
    const taken = some.slice(0, mostTexts).map((text) => stretch(text, random));
    taken.push(...ours, ...ours.map((text) => stretch(text, random)));
    while (taken.length > 0 && taken.length < mostTexts)
      taken.push(stretch(some[Math.floor(random() * some.length)]!, random));
    taken.push(...babble(fold(common[language]).text.split(' '), 900, random));
    if (language === 'fa') taken.push(...taken.slice(0, mostTexts / 3).map(onArabicKeys));
    const list = wordsOf(language);
    if (list.length > 0) taken.push(...babble(list, 500, random));
    rows.push(...taken.map((text): [string, number] => [text, label]));
  });
  const add = (some: readonly string[]): void =>
    void rows.push(...some.map((text): [string, number] => [text, judged.length]));
  for (const words of [...others, ...otherScripts]) add(babble(words, 350, random));
  for (const language of [
    'nl',
    'sv',
    'tr',
    'cs',
    'sk',
    'ro',
    'hu',
    'fi',
    'id',
    'vi',
    'hr',
    'ur',
    'ps',
    'mr',
    'ne',
    'et',
    'lt',
  ]) {
    const list = wordsOf(language);
    if (list.length > 0) add(babble(list, 150, random));
  }
  const weights = new Float64Array(places * languageClasses);
  const squares = new Float32Array(places * languageClasses);
  const bias = Array.from({ length: languageClasses }, () => 0);
  const features = rows.map(([text]) => {
    const found: number[] = [];
    eachLanguageFeature(text, cut(text).tokens, (hash) => found.push(slot(hash, places) * languageClasses));
    return Uint32Array.from(found);
  });
  const order = rows.map((_, row) => row);
  for (let round = 0; round < rounds; round++) {
    shuffle(order, random);
    for (const row of order) {
      const places = features[row]!;
      const scores = [...bias];
      for (const at of places) for (let i = 0; i < languageClasses; i++) scores[i]! += weights[at + i]!;
      const most = Math.max(...scores);
      const e = scores.map((score) => Math.exp(score - most));
      const sum = e.reduce((total, one) => total + one, 0);
      const gradients = e.map((one, i) => one / sum - (i === rows[row]![1] ? 1 : 0));
      if (Math.max(...gradients.map(Math.abs)) < 0.02) continue;
      for (const at of places) {
        for (let i = 0; i < languageClasses; i++) {
          const g = gradients[i]! / Math.sqrt(places.length);
          squares[at + i] = squares[at + i]! + g * g;
          weights[at + i] = weights[at + i]! - (rate * 0.2 * g) / (Math.sqrt(squares[at + i]!) + 1e-2);
        }
      }
      gradients.forEach((g, i) => (bias[i]! -= 0.005 * g));
    }
  }
  return { weights, bias };
}
