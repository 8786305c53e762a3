// Changes when a language is told apart by other marks, or another language is judged.
import { locales, type Locale } from '../domain/people.ts';
import { foldLetters } from './fold.ts';
import { wordLists } from './lexicon/index.ts';
import type { Token } from './tokens.ts';

const set = (text: string): ReadonlySet<string> => new Set(foldLetters(text).split(/\s+/));

/** Small words that give a language away. */
const small: Record<Locale, ReadonlySet<string>> = {
  en: set(`a the and is are was were you your i my me we our it this that of to in for with on not have has had do does did can could would will
    be been what when where how why which there from at by an as if or so but they them he she please thanks hello hi am i'm it's don't can't order still any about just get got no yes`),
  de: set(`der die das und ist sind war ich sie mein meine meinen wir uns es ein eine einen einem einer zu im mit auf nicht haben habe hat hatte kann können
    wird werden was wann wo wie warum von bei aus für als wenn oder aber auch noch schon ja nein bitte danke hallo guten mir mich dem den des seit nach nur ihr ihre ihnen bin wurde keine kein immer`),
  pl: set(`i w z na do nie się jest są to że mam ma mój moja moje co jak czy gdzie kiedy dlaczego który która po od za przez ale tak już jeszcze tylko
    dla przy bez o jestem byłem była było proszę dziękuję dzień dobry mnie mi was wam państwo pan pani nic nikt bardzo ich jego ten ta te tego tej lub oraz więc a ze go u by`),
  da: set(`og er det jeg du den en et i på til med for af at ikke har havde min mit mine vi os kan vil skal hvad hvor hvornår hvordan hvorfor der som men
    også så nu fra om eller hej tak ja nej jer jeres mig dig han hun de dem bliver blev været være noget nogen ingen kun efter når ved endnu stadig aldrig mere ingenting få får meget godt selv over`),
  ar: set(`في من على الى إلى عن ان أن هذا هذه ذلك التي الذي هل ما متى كيف اين لماذا لم لا لن كان كانت هو هي انا أنا نحن انتم لكن مع بعد قبل كل غير او ثم قد
    شكرا مرحبا السلام عليكم يا اريد حتى منذ عند لي لكم ايش شو وين ليش مش مو`),
  fa: set(`و در از به که را این آن با برای من ما شما است هست نیست بود شد شده می کنم کنید کرد کردم هم تا یا اگر چه چرا کجا کی چطور سلام ممنون لطفا خیلی هنوز
    یک دو بار رو تو دیگه دیگر ولی اما هر چیزی کسی دارم دارد داره ندارم باید شود بشه نمی های ها ام اند`),
};
/** Languages in the same letters that are not judged: their small words speak against a guess. */
const strangers =
  set(`le la les des une est pas que qui dans pour avec sur vous nous je c'est très bonjour merci el los las una por para con más pero muy está hola gracias
  il lo gli che non per sono è di della ciao grazie não uma os às você obrigado com het een van niet dat ik zijn maar voor jag och är inte att som på hej tack ve bir bu için değil
  merhaba nie-wiem și nu este sunt pentru jsem není že děkuji prosím dobrý`);

/** Letters and runs of letters that speak for a language. */
const runs: readonly (readonly [Locale, RegExp, number])[] = [
  ['de', /ß|ä|ö|ü/g, 1.2],
  ['de', /sch|cht|ung\b|eit\b|lich|ich\b|ein|tzt/g, 0.35],
  ['pl', /[ąćęłńśźż]/g, 1.5],
  ['pl', /rz|sz|cz|dz|ów\b|ści|nie|wa[ćłm]|ego\b|ych\b|uj[eę]/g, 0.35],
  ['da', /[æå]|ø/g, 1.5],
  ['da', /lig\b|ede\b|hed\b|eren\b|jeg|øj|ldt|gt\b|kke|hv/g, 0.4],
  ['en', /th|ing\b|wh|ght|ou|ee|oo|ly\b|'s\b|ck/g, 0.3],
];
const persian = /[پچژگ]/g;
const arabicOnly = /[ةيكأإىؤئ]|(?<!\p{L})(?:و|ف|ب)?ال\p{L}{3,}/gu;
const persianForms = /[یک]|های?(?!\p{L})/gu;
const persianMarks = /(?<!\p{L})ن?می\u200c|[۰-۹]/gu;
const arabicDigits = /[٠-٩]/g;
/** Letters that none of the four Latin languages has of its own. */
const strangeLetters = /[¿¡ñáíúàèêëçãõìòùâîôûœğşıčřžýěőűțșă]/g;
const otherArabicScript = /[ٹڈڑےھںۆێڵڕ]/g;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;
const isLocale = (tag: string): tag is Locale => (locales as readonly string[]).includes(tag);

/**
 * Tells which of the six languages a message is in.
 * @param original the text as written: Arabic and Persian are told apart by letters that folding makes equal.
 * @param hint preferred when the text alone does not tell.
 * @returns "und" for another language or none.
 */
export function identify(
  original: string,
  folded: string,
  tokens: readonly Token[],
  hint: string | undefined,
): Locale | 'und' {
  const hinted = hint?.toLowerCase().split('-')[0] ?? '';
  const preferred = isLocale(hinted) ? hinted : undefined;
  const words = tokens.filter((token) => token.kind === 'word' && /\p{L}/u.test(token.text)).slice(0, 120);
  const latin = count(folded, /\p{Script=Latin}/gu);
  const arabic = count(folded, /\p{Script=Arabic}/gu);
  const other = count(folded, /\p{L}/gu) - latin - arabic;
  if (words.length === 0) return 'und';
  if (other > latin && other > arabic) return 'und';
  const scores = new Map<Locale, number>();
  const add = (locale: Locale, points: number): void =>
    void scores.set(locale, (scores.get(locale) ?? 0) + points);
  const candidates: Locale[] = arabic >= latin ? ['ar', 'fa'] : ['en', 'de', 'pl', 'da'];
  for (const { text } of words) {
    for (const locale of candidates) {
      if (small[locale].has(text)) add(locale, 1);
      else if (wordLists[locale].find(text) !== undefined) add(locale, 0.5);
    }
  }
  let stranger = 0;
  if (arabic >= latin) {
    add(
      'fa',
      1.5 * count(original, persian) + 0.2 * count(original, persianForms) + count(original, persianMarks),
    );
    add('ar', 0.6 * count(original, arabicOnly) + count(original, arabicDigits));
    stranger = 1.5 * count(original, otherArabicScript);
  } else {
    for (const [locale, pattern, points] of runs) add(locale, points * Math.min(count(folded, pattern), 12));
    stranger = words.filter(({ text }) => strangers.has(text)).length + 1.2 * count(folded, strangeLetters);
  }
  if (preferred !== undefined && candidates.includes(preferred)) add(preferred, 0.8);
  const [first, second] = [...scores].toSorted(([, a], [, b]) => b - a);
  if (first === undefined || first[1] < 0.5)
    return preferred !== undefined && candidates.includes(preferred) ? preferred : 'und';
  if (stranger > first[1] || (second !== undefined && first[1] === second[1] && first[0] !== preferred))
    return preferred ?? 'und';
  return first[0];
}
