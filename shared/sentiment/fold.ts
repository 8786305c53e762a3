// Changes when texts that look the same should be read the same: one spelling per word, with the way back to the original.

/** A text in its folded spelling, and where each of its characters stands in the original. */
export interface Folded {
  text: string;
  /** `from[i]` is the UTF-16 offset of folded character i in the original. */
  from: number[];
  /** `to[i]` is the offset after it. */
  to: number[];
}

/** Letters of Arabic and Persian that are written in several ways. */
const letters: Record<string, string> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ي: 'ی',
  ى: 'ی',
  ئ: 'ی',
  ؤ: 'و',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  '’': "'",
  '‘': "'",
  '`': "'",
  '´': "'",
  '\u00a0': ' ',
  '\u202f': ' ',
};
/** What is not seen: vowel marks, tatweel, direction controls, joiners, variation selectors, soft hyphens. */
const unseen =
  /^(?:\p{Cf}|\u034f|\u0640|[\ufe00-\ufe0f]|(?=\p{Mn})\p{Script=Arabic}|[\u064b-\u065f\u0670])$/u;
const combining = /^[\u{300}-\u{36f}]$/u;
/** Full-width, mathematical and circled letters, ligatures: letters in disguise. */
const disguised =
  /^[\uff01-\uff5e\ufb00-\ufdff\ufe70-\ufefc\u2100-\u214f\u24b6-\u24e9]$|^[\u{1d400}-\u{1d7ff}\u{1f130}-\u{1f149}]$/u;
/** White letters on black discs and squares: Unicode does not say which letters they are, but has them in order. */
const reversed = /^[\u{1f150}-\u{1f169}\u{1f170}-\u{1f189}]$/u;
const plainly = (point: string): string =>
  reversed.test(point)
    ? String.fromCharCode(0x61 + ((point.codePointAt(0)! - 0x1f150) & 31))
    : disguised.test(point)
      ? point.normalize('NFKC')
      : point;

/** @returns the text in lower case and one spelling. Never throws, whatever the text holds. */
export function fold(original: string): Folded {
  const chars: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  let at = 0;
  for (const point of original) {
    const start = at;
    at += point.length;
    const code = point.charCodeAt(0);
    // Most letters by far: nothing to look up for them.
    if (code < 0x7f && code !== 0x60) {
      chars.push(code >= 0x41 && code <= 0x5a ? String.fromCharCode(code + 32) : point);
      from.push(start);
      to.push(at);
      continue;
    }
    if (unseen.test(point)) continue;
    if (combining.test(point)) {
      const before = chars[chars.length - 1];
      const joined = before === undefined ? '' : (before + point).normalize('NFC');
      if (joined.length === 1) chars[chars.length - 1] = joined;
      if (to.length > 0) to[to.length - 1] = at;
      continue;
    }
    const plain = plainly(point);
    for (const char of letters[plain] ?? plain.toLowerCase()) {
      for (const unit of char.split('')) {
        chars.push(letters[unit] ?? unit);
        from.push(start);
        to.push(at);
      }
    }
  }
  return { text: chars.join(''), from, to };
}

/** All but the letters that nothing is done to: word lists are made of those, and are folded whenever an engine starts. */
const touched = /[^\0-\x5f\x61-\x7e]/gu;

/** @returns the letters of a word list or a pattern as {@link fold} would leave them, all else untouched. */
export function foldLetters(source: string): string {
  return source.replace(touched, (char) => (unseen.test(char) ? '' : (letters[char] ?? char)));
}
