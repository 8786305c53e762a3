// Which words a text is found by. The same words that a query is cut into; changes with shared/cache/text.ts.
import { indexText } from '../../../shared/cache/text.ts';

/** Runs of what may belong to a word; all that FTS5's tokenizer `ascii` holds together. */
const runs = /[a-z0-9\u0080-\uffff]+/g;
const ascii = /^[a-z0-9]+$/;
const letters = /[\p{L}\p{N}]+/gu;

/** Words come again and again: those with letters beyond ASCII are taken apart once. */
const known = new Map<string, readonly string[]>();
const mostKnown = 20_000;
const longestKnown = 40;

function apart(run: string): readonly string[] {
  const before = known.get(run);
  if (before !== undefined) return before;
  const made = run.match(letters) ?? [];
  if (run.length > longestKnown) return made;
  if (known.size >= mostKnown) known.clear();
  known.set(run, made);
  return made;
}

/** @returns the words of a text, each once, in the form in which queries ask for them. */
export function indexedWords(text: string): Set<string> {
  const words = new Set<string>();
  for (const run of indexText(text).match(runs) ?? []) {
    if (ascii.test(run)) words.add(run);
    else for (const word of apart(run)) words.add(word);
  }
  return words;
}
