// Slips in typed words: how many count as one and the same word. Changes when search and palette forgive others.

/** With so many hits nobody has mistyped. */
export const enoughHits = 5;

/** @returns how many slips a word of this length may hold. */
export const slips = (word: string): number => (word.length < 4 ? 0 : word.length < 8 ? 1 : 2);

/**
 * How many single slips (a letter too many, too few, another one, two swapped) lie between a typed word
 * and the beginning of `term`; anything over `most` is given as `most + 1`.
 */
export function slipsBetween(typed: string, term: string, most: number): number {
  let before: number[] = [];
  let last = Array.from({ length: term.length + 1 }, (_, i) => i);
  for (let i = 1; i <= typed.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= term.length; j++) {
      const same = typed[i - 1] === term[j - 1];
      let cost = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && typed[i - 1] === term[j - 2] && typed[i - 2] === term[j - 1];
      if (swapped) cost = Math.min(cost, before[j - 2]! + 1);
      row.push(cost);
      least = Math.min(least, cost);
    }
    if (least > most) return most + 1;
    before = last;
    last = row;
  }
  // What is typed may be only the beginning of the word.
  return Math.min(...last, most + 1);
}
