// Changes when text is made comparable differently before promises and dates are looked for in it.

const letters: Readonly<Record<string, string>> = {
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ٱ: 'ا',
  ي: 'ی',
  ى: 'ی',
  ك: 'ک',
  ة: 'ه',
  ۀ: 'ه',
  '’': "'",
  '‘': "'",
  '`': "'",
  '\u200c': ' ',
  '\u00a0': ' ',
  '\u202f': ' ',
};

/** @returns the text in small letters, Arabic letters of one kind, digits as 0 to 9. The same length is not kept. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/[\u064b-\u0652\u0640\u200e\u200f\u2066-\u2069\u202a-\u202e]/g, '')
    .replace(/[أإآٱيىكةۀ’‘`\u200c\u00a0\u202f]/g, (letter) => letters[letter] ?? letter)
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0));
}

/**
 * @param source a pattern in natural letters; groups may be named. Classes of letters and digits are \\p{l} and \\p{n}.
 * @returns a pattern of whole words over folded text.
 */
export function words(source: string): RegExp {
  const folded = fold(source).replaceAll('\\p{l}', '\\p{L}').replaceAll('\\p{n}', '\\p{N}');
  return new RegExp(`(?<![\\p{L}\\p{N}])(?:${folded})(?![\\p{L}\\p{N}])`, 'gu');
}
