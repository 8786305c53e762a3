// How text is made comparable for search: accents, letter forms and digits. The index and the query use the same function.

// Latin letters that do not decompose into a letter and a mark.
const latin: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  // At the end of a word it is written otherwise.
  ς: 'σ',
};
// Arabic and Persian write the same letter with different code points; people type either.
const arabic: Readonly<Record<string, string>> = {
  ي: 'ی',
  ى: 'ی',
  ې: 'ی',
  ك: 'ک',
  ڪ: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  ە: 'ه',
  ٱ: 'ا',
  ـ: '',
};
const letters = new RegExp(`[${Object.keys({ ...latin, ...arabic }).join('')}]`, 'g');
const replacement: Readonly<Record<string, string>> = { ...latin, ...arabic };

/** A run of letters beyond ASCII; words come again and again, so each is worked out once. */
const beyondAscii = /[^\p{ASCII}]+/gu;
const known = new Map<string, string>();
const mostKnown = 30_000;
const longestKnown = 40;

function plainRun(run: string): string {
  const before = known.get(run);
  if (before !== undefined) return before;
  const made = run
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(letters, (letter) => replacement[letter] ?? letter)
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0));
  if (run.length > longestKnown) return made;
  if (known.size >= mostKnown) known.clear();
  known.set(run, made);
  return made;
}

/** @returns the text in lower case without marks, with one form per letter and western digits. */
export function plain(text: string): string {
  return text.replace(beyondAscii, plainRun).toLowerCase();
}

// What people write who have no key for the letter.
const spelled: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', ø: 'oe', å: 'aa' };
// Composed or not.
const hasSpelled = /[äöüøåÄÖÜØÅ]|[aouAOU]\u0308|[aA]\u030a/;
const wholeWords = /[\p{L}\p{N}\p{M}]+/gu;

/** @returns the word, plain, with ä, ö, ü, ø and å written as two letters; null where it has none of them. */
function spelledOut(word: string): string | null {
  if (!hasSpelled.test(word)) return null;
  const composed = word.normalize('NFC').toLowerCase();
  return plain(composed.replace(/[äöüøå]/g, (letter) => spelled[letter] ?? letter));
}

const joiners = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/**
 * @returns the text as it is indexed: a word written with a zero-width joiner is found joined and apart, one with ä, ö, ü,
 * ø or å also by two letters for each.
 */
export function indexText(text: string): string {
  const base = plain(text);
  const also = hasSpelled.test(text)
    ? (text.match(wholeWords) ?? []).flatMap((word) => spelledOut(word) ?? [])
    : [];
  if (!/[\u200b-\u200d\u2060\ufeff\u00ad]/.test(base))
    return also.length === 0 ? base : `${base} ${also.join(' ')}`;
  const joined = base.match(/\S*[\u200b-\u200d\u2060\ufeff\u00ad]\S*/g) ?? [];
  return [base.replace(joiners, ' '), ...joined.map((word) => word.replace(joiners, '')), ...also].join(' ');
}

/** @returns every form in which a word of a text is in the index: the first as it is written, plain. */
export function formsOf(word: string): string[] {
  const base = plain(word);
  const out = spelledOut(word);
  const forms = [base.replace(joiners, ''), ...(out === null ? [] : [out.replace(joiners, '')])];
  const parts = base.split(joiners);
  return parts.length < 2 ? forms : [...forms, ...parts.filter((part) => part !== '')];
}

/** A word of a query is also looked for inside of words: from this length on, in words from that length on. */
export const leastInside = 4;
export const leastCompound = 7;
const mostQueryWords = 8;
/** Longer ones are no words; the beginning is enough to find them. */
const mostWordLength = 64;

/** @returns the words of a query, plain, at most 8. */
export function queryWords(text: string): string[] {
  return (
    plain(text)
      .replace(joiners, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  )
    .slice(0, mostQueryWords)
    .map((word) => word.slice(0, mostWordLength));
}

/**
 * @returns as {@link queryWords}, each with what else finds the same: two letters for an umlaut, so that "Müller" finds
 * a text that has "Mueller".
 */
export function queryForms(text: string): string[][] {
  if (!hasSpelled.test(text)) return queryWords(text).map((word) => [word]);
  return text
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .flatMap((word) => {
      const words = queryWords(word);
      const out = words.length === 1 ? spelledOut(word) : null;
      return out === null ? words.map((one) => [one]) : [[words[0]!, out.slice(0, mostWordLength)]];
    })
    .slice(0, mostQueryWords);
}

/** @returns the FTS5 expression that finds all these words, each as the beginning of a word; null when there is none. */
export function matchExpression(text: string): string | null {
  const words = queryWords(text);
  return words.length === 0 ? null : words.map((word) => `"${word}"*`).join(' AND ');
}

/** @returns only the digits, western. */
export function digits(text: string): string {
  return plain(text).replace(/\D+/g, '');
}

/** @returns a small number that changes when the text does: FNV-1a, 32 bits. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
