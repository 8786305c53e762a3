// Changes when the hand-written word lists need another shape.

/**
 * Words of one language by how strongly they speak, from -3 to 3, separated by white space.
 * `word*` matches every word that begins with it; `verb^` may also be negated by a word that follows ("gefällt mir nicht").
 * Everything is written as fold.ts leaves it: lower case, no vowel marks in Arabic and Persian.
 * Words that only name a problem (broken, late, error) are not in here: a problem stated plainly is neutral.
 */
export interface Lexicon {
  '3': string;
  '2': string;
  '1': string;
  /** Politeness: far below what makes a message positive. */
  polite: string;
  /** What stands beside polite words and greetings without saying more: "you", "very", "and". */
  beside: string;
  /** "Unfortunately": as often courtesy as feeling. Not enough alone. */
  regret: string;
  '-1': string;
  '-2': string;
  '-3': string;
  negators: string;
  /** Words that follow what they negate, as Persian verbs do. */
  negatorsAfter: string;
  boosters: string;
  dampers: string;
  /** Patterns over the folded text that are removed first: greetings and farewells made of kind words. */
  neutral: readonly RegExp[];
  /** Patterns over the folded text that weigh as a whole: reproach, money back, a threat to leave, relief. */
  phrases: readonly (readonly [pattern: RegExp, weight: number])[];
}
