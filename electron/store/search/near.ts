// Which beginnings of words a typed one may have been meant as: a walk along the words themselves, sorted as they are, that looks only where so many slips can lead. Pure; no list of misspellings is kept.

/** Words in the order of their code points. */
export interface Vocabulary {
  /** @returns the first word that is `text` or comes after it; undefined where none does. */
  from(text: string): string | undefined;
}

/** What several walks may look up together, counted down. */
export interface Budget {
  left: number;
}

/** What may have been meant. */
export interface Near {
  /** With which at least one word begins. */
  beginning: string;
  /** It is a word itself. */
  whole: boolean;
}

/** Of those that a folded word has. */
const firstLetter = 'a';
const lastPoint = 0x10ffff;
const firstSurrogate = 0xd800;
const afterSurrogates = 0xe000;
const latin = /^[a-z]+$/;
const letter = /^\p{L}$/u;

/** @returns the letter after this one; undefined after the last. */
function after(one: string): string | undefined {
  const next = one.codePointAt(0)! + 1;
  if (next > lastPoint) return undefined;
  return String.fromCodePoint(next === firstSurrogate ? afterSurrogates : next);
}

/**
 * @param typed folded, of letters alone.
 * @param most how many slips: a letter too many, too few, another one, or two swapped, which count as one; of several
 * none is in the first letter.
 * @returns beginnings of words that lie between 1 and `most` slips from what was typed, each once, however much of a word
 * follows; what the budget does not reach is left out.
 */
export function nearBeginnings(vocabulary: Vocabulary, typed: string, most: number, budget: Budget): Near[] {
  const letters = Array.from(typed);
  // A slip does not lead into another script: of words in Latin letters nothing else is looked at.
  const last = latin.test(typed) ? 'z' : String.fromCodePoint(lastPoint);
  const near = new Set<string>();
  /** With how many slips left a place was gone through. */
  const been = new Map<string, number>();
  const known = new Map<string, string | undefined>();

  function from(text: string): string | undefined {
    if (known.has(text)) return known.get(text);
    if (budget.left <= 0) return undefined;
    budget.left -= 1;
    const word = vocabulary.from(text);
    known.set(text, word);
    return word;
  }
  const begins = (text: string): boolean => from(text)?.startsWith(text) === true;

  /** @returns the letters that follow this beginning in any word. */
  function following(prefix: string): string[] {
    const found: string[] = [];
    for (let next: string | undefined = firstLetter; next !== undefined; ) {
      const word = from(prefix + next);
      if (word?.startsWith(prefix) !== true) break;
      const one = String.fromCodePoint(word.codePointAt(prefix.length)!);
      if (one > last) break;
      if (letter.test(one)) found.push(one);
      next = after(one);
    }
    return found;
  }

  /** What was typed up to `at` has led to `prefix`, with which words begin. */
  function walk(prefix: string, at: number, left: number): void {
    if (left === 0) {
      const whole = prefix + letters.slice(at).join('');
      if (whole !== '' && begins(whole)) near.add(whole);
      return;
    }
    const place = `${at} ${prefix}`;
    if ((been.get(place) ?? 0) >= left) return;
    been.set(place, left);
    const [one, two] = [letters[at], letters[at + 1]];
    if (one === undefined) {
      if (prefix !== '' && !prefix.startsWith(typed)) near.add(prefix);
      return;
    }
    if (begins(prefix + one)) walk(prefix + one, at + 1, left);
    walk(prefix, at + 1, left - 1);
    if (two !== undefined && two !== one && begins(prefix + two + one))
      walk(prefix + two + one, at + 2, left - 1);
    for (const other of following(prefix)) {
      if (other === one) continue;
      walk(prefix + other, at + 1, left - 1);
      walk(prefix + other, at, left - 1);
    }
  }

  walk('', 0, 1);
  // Of two slips none is in the first letter: hardly anybody makes those, and they are most of the way.
  const [start] = letters;
  if (most > 1 && start !== undefined && begins(start)) walk(start, 1, most);
  // What begins as it was typed is no slip.
  return [...near].flatMap((one) =>
    one.startsWith(typed) ? [] : [{ beginning: one, whole: from(one) === one }],
  );
}
