// Changes when other words should be taken for mere mortar: what holds a sentence together and is no reason by itself.
import { foldLetters } from './fold.ts';
import { isLocale, negationOf, type Judged } from './languages.ts';
import { wordListOf } from './lexicon/index.ts';

/**
 * What a word is to a reader who asks why. `word`: a reason by itself. `filler`: none. `not`: turns the next word, or stands
 * alone ("never"). `bare`: turns the next word, and alone is nothing ("not"). `after`: turns the word before it. `more`:
 * makes a word stronger or weaker, and alone is nothing ("very"). `strong`: the same, and alone is a word ("incredible").
 */
export type Role = 'word' | 'filler' | 'not' | 'bare' | 'after' | 'more' | 'strong';

/** How to tell the roles in one language. */
export interface Roles {
  of(word: string): Role;
  /** What makes a word stronger stands behind it. */
  readonly moreFollows: boolean;
}

const lists: Record<Judged, string> = {
  en: `a an the this that these those it its it's i i'm im i've ive i'd i'll me my mine myself we we're we've we'll our us you
    you're you've your yours u ur he she they they're them their his her him one is am are was were be been being do does did
    doing have has had having will would shall should can could may might must to of in on at by for from with about into onto
    as if when while than then there here and or but because cause cuz that's there's what what's which who how why where also
    just all any some get got let s t m re ve d ll not no yes please`,
  de: `der die das den dem des ein eine einen einem einer eines ich du er sie es wir ihr mich mir dich dir uns euch ihn ihm ihnen
    mein meine meinen meinem meiner dein deine sein seine ihre ihren ihrem ihrer unser unsere man sich dies diese dieser dieses
    diesen diesem jene ist bin bist sind seid war waren wäre sei habe hab hat haben hatte hätte wird werde werden wurde wurden
    würde kann können könnte muss müssen soll sollte will wollen zu zum zur von vom in im ins an am auf bei beim mit nach aus für
    um über unter vor seit bis durch gegen und oder aber denn weil dass daß ob wenn als wie was wer wo wann warum welche welcher
    welches da hier dort dann auch doch nur mal ja nein bitte so nicht kein keine keinen keiner net`,
  pl: `i a o w we z ze na do od dla po przy pod nad przez u ja ty on ona ono my wy oni one mnie mi mną ci ciebie cię go mu jej ją
    jego ich im nas nam was wam się sobie mój moja moje mojej mojego twój wasz wasza wasze nasz ten ta to te ci tym tego tej tych
    tę który która które której którego jest są był była było były być będzie będą mam ma mamy mają mieć czy że żeby aby bo ale
    albo lub więc jak kiedy gdy gdzie co kto ile jaki jaka jakie oraz też także no już tylko by niech proszę nie tak państwo pan
    pani państwa pana`,
  da: `en et den det de der dem deres jeg mig min mit mine du dig din dit dine han hun ham hende vi os vores i jer jeres man sig er
    var være været har havde have bliver blev blive vil ville kan kunne skal skulle må måtte at og eller men fordi hvis når da som
    hvad hvem hvor hvordan hvorfor hvilken på til fra af med om ved under over efter før mod hos ud ind op ned her så også bare
    jo nu nej ja ikke ikk ej`,
  ar: `في من الي علي عن مع هذا هذه ذلك تلک هو هي هم نحن انا انت انتم انتي التي الذي الذين ان انه انها اني لان لانه کان کانت يکون
    تکون قد لقد ثم او ام اذا لو کما کل حتي بعد قبل عند عندي لي له لها لهم لنا لک لکم به بها فيه فيها منه منها منکم عليه عليها
    هل ما ماذا متي اين کيف لماذا يا ايضا و ف لا لم لن نعم هنا هناک دي ده اللي کده انو هاد هذي`,
  fa: `و از به با در بر برای تا که این ان اون من تو او ما شما انها اونا ایشان را رو هم است هست هستم هستی هستید هستیم هستند بود
    بودم بودید بودند بودیم شد شده شدم میشود میشه شود باشد باشه باشید کرد کرده کردم کردید کنم کند کنید کنیم میکنم میکنید میکند
    ام ای اند اگر ولی اما یا چون چرا کی کجا کدام چه چی چطور ایا پس یک یه هر خود خودم خودتان مال می نمی نه بله لطفا دارم دارد
    دارید داره داشتم داشت هنوزم دیگر`,
  fr: `le la les l un une des du de d au aux ce cet cette ces c'est c je j'ai j tu il elle on nous vous ils elles me m te se s lui
    leur mon ma mes ton ta tes son sa ses notre nos votre vos est suis es sommes êtes sont était étais été être ai as a avons avez
    ont avait avoir fait à en y dans sur sous par pour avec chez et ou mais donc car que qu qui quoi quand où comment pourquoi si
    comme aussi ne n pas non oui d'un d'une qu'il s'il n'est j'étais`,
  hi: `है हैं था थी थे हूँ हूं हो का की के को से में पर ने तो भी ही और या लेकिन कि जो यह ये वह वो मैं मैंने मुझे मेरा मेरी मेरे
    हम आप आपका आपकी आपके तुम कर किया रहा रही रहे गया गई क्या क्यों कब कहाँ नहीं नही न hai hain tha thi the ho hu hoon ka ki ke
    ko se mein me par ne to bhi hi aur ya lekin jo ye yeh wo woh main maine mujhe mera meri mere hum aap apka aapka tum kar kiya
    raha rahi rahe gaya gayi kya kyu kyun nahi nahin na`,
  it: `il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle al allo alla ai agli alle dal
    dalla nel nella sul sulla io tu lui lei noi voi loro mi ti si ci vi ne me te mio mia miei mie tuo sua suo nostro vostro questo
    questa questi queste quello quella che chi cui è sono sei siamo siete era erano essere ho hai ha abbiamo avete hanno avevo e ed
    o ma se come quando dove perché anche non no sì c'è`,
  pt: `o a os as um uma uns umas de do da dos das em no na nos nas por pelo pela para pra com ao à aos eu tu ele ela nós vós eles
    elas você vocês me te se lhe meu minha meus minhas seu sua seus suas nosso este esta esse essa isso isto aquele que quem qual
    é são sou era foi ser estar está estou estão tem tenho ter e ou mas se como quando onde porque também já não nao sim`,
  es: `el la los las lo un una unos unas de del a al en con por para sobre yo tú tu él ella nosotros ustedes ellos me te se le
    les nos mi mis su sus nuestro este esta estos estas ese esa eso esto que qué quien cual es son soy era fue ser está estoy están
    estar ha he han hay tengo tiene tener y e o u pero si como cuando donde porque también ya no sí`,
};

/** "Very" and "a little" in the languages without word lists of their own. */
const modifiers: Partial<Record<Judged, string>> = {
  fr: 'très trop si tellement vraiment super bien assez plutôt peu tout toute',
  hi: 'बहुत बड़ा काफी bahut bohot bahot kaafi kafi itna',
  it: 'molto tanto troppo davvero così veramente proprio poco',
  pt: 'muito muita tão demais realmente bem pouco',
  es: 'muy tan demasiado realmente bastante poco',
};

const words = (text: string): string[] =>
  foldLetters(text)
    .split(/\s+/)
    .filter((word) => word !== '');

function rolesIn(language: Judged): Roles {
  // English is mixed into all of them, in Arabic and Persian in its own letters.
  const fillers = new Set([...words(lists[language]), ...words(lists.en)]);
  const known = isLocale(language) ? wordListOf(language) : undefined;
  const own = new Set(words(modifiers[language] ?? ''));
  const { isNegator, isBackwards } = negationOf(language);
  const isMore = (word: string): boolean =>
    own.has(word) || known?.boosters.has(word) === true || known?.dampers.has(word) === true;
  // "And" is written together with the word after it.
  const isFiller = (word: string): boolean =>
    fillers.has(word) || (language === 'ar' && /^[وف]/.test(word) && fillers.has(word.slice(1)));
  return {
    moreFollows: language === 'ar',
    of: (word) => {
      if (/^\p{N}+$/u.test(word) || (word.length === 1 && /^\p{Script=Latin}$/u.test(word))) return 'filler';
      if (isNegator(word)) return isFiller(word) || word.endsWith("n't") ? 'bare' : 'not';
      if (isBackwards(word)) return 'after';
      if (isMore(word)) return Math.abs(known?.find(word)?.weight ?? 0) >= 1 ? 'strong' : 'more';
      return isFiller(word) ? 'filler' : 'word';
    },
  };
}

const roles = new Map<Judged, Roles>();

/** @returns how to tell the roles of folded words in a language. */
export function rolesOf(language: Judged): Roles {
  const known = roles.get(language) ?? rolesIn(language);
  roles.set(language, known);
  return known;
}
