// Changes when a demand or a threat is told from a question about it in another way.

/** No part of a word; a vowel sign of Devanagari is of its word. */
const begins = String.raw`(?<![\p{L}\p{M}])`;
const ends = String.raw`(?![\p{L}\p{M}])`;
/** @returns what finds one of such patterns over the folded text as whole words. */
export const words = (...patterns: readonly string[]): RegExp =>
  new RegExp(`${begins}(?:${patterns.join('|')})${ends}`, 'gu');

/** Who asks how, where and when demands nothing: "Je change de banque, comment clôturer mon compte ?" */
const before = String.raw`comment|où|quand|savoir si|come|dove|quando|sapere se|como|onde|saber s[ei]|cómo|dónde|donde|cuándo|kaise|कैसे`;
const behind = String.raw`comment|où|quelle?s?|come|dove|quale?|como|onde|cómo|dónde|qué|cuál|कौन\S*|kaun\p{L}*|kya|क्या`;
/** @returns the same where it is said and not asked. */
export const stated = (...patterns: readonly string[]): RegExp =>
  new RegExp(
    [
      `(?<!${begins}(?:${before}) [^.,!?\\n]{0,25})(?:(?<!${begins}s[ei] [^.,!?\\n]{0,25})|(?![^.!?\\n]*\\?))`,
      words(...patterns).source,
      `(?![^.!?\\n]{0,30}${begins}(?:${behind})${ends}[^.!?\\n]*\\?|[^.!?\\n]{0,30}(?:process|प्रक्रिया|kaise|कैसे))`,
    ].join(''),
    'gu',
  );
