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

const joiners = /[\u200b-\u200d\u2060\ufeff\u00ad]/g;

/** @returns the text as it is indexed: a word written with a zero-width joiner is found joined and apart. */
export function indexText(text: string): string {
  const base = plain(text);
  if (!/[\u200b-\u200d\u2060\ufeff\u00ad]/.test(base)) return base;
  const joined = base.match(/\S*[\u200b-\u200d\u2060\ufeff\u00ad]\S*/g) ?? [];
  return `${base.replace(joiners, ' ')} ${joined.map((word) => word.replace(joiners, '')).join(' ')}`;
}

/** @returns the words of a query, plain, at most 8. */
export function queryWords(text: string): string[] {
  return (
    plain(text)
      .replace(joiners, ' ')
      .match(/[\p{L}\p{N}]+/gu) ?? []
  ).slice(0, 8);
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

const wholeWord = /[\p{L}\p{N}\p{M}]+/gu;
/** A word that begins in ASCII is plainly of another beginning than most of what is looked for. */
const lastAscii = 0x7f;
const asciiSmall = 0x20;

/** @returns where the first word begins that begins like one of `words`; 0 where none does. */
function placeOf(line: string, words: readonly string[]): number {
  const first = new Set(words.map((word) => word.charCodeAt(0)));
  for (const { 0: found, index } of line.matchAll(wholeWord)) {
    const code = found.charCodeAt(0);
    // Letters of ASCII become small ones by that bit, digits have it.
    if (code <= lastAscii && !first.has(code | asciiSmall)) continue;
    const word = plain(found);
    if (words.some((wanted) => word.startsWith(wanted))) return index;
  }
  return 0;
}

/**
 * @returns a part of `text` around the first place where a word of the query begins, on one line, at most `length` long.
 */
export function excerpt(text: string, query: string, length = 160): string {
  const line = text.replace(/\s+/g, ' ').trim();
  if (line.length <= length) return line;
  const words = queryWords(query);
  const at = placeOf(line, words);
  const start = Math.max(0, Math.min(at - Math.floor(length / 3), line.length - length));
  const cut = line.slice(start, start + length).trim();
  return `${start > 0 ? '…' : ''}${cut}${start + length < line.length ? '…' : ''}`;
}

/** @returns a small number that changes when the text does: FNV-1a, 32 bits. */
export function textHash(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}
