// Changes when a message falls into sentences in another way: then the second judgement must be learned again.
import type { Token } from './tokens.ts';

/** A run of tokens, `to` not included. */
export interface Sentence {
  from: number;
  to: number;
}

const ending = /[.!?؟…\n]/;
/** Of a longer message its first sentence is heard by itself, and the last ones: there is said what is felt. */
const mostHeard = 4;

/**
 * @returns the sentences of a message that are heard by themselves, at most four of them: each has a word or an emoji, and ends
 * with marks before a gap. All of a message that is one sentence, or says nothing.
 */
export function sentencesOf(tokens: readonly Token[]): Sentence[] {
  const sentences: Sentence[] = [];
  let from = 0;
  let says = false;
  tokens.forEach((token, at) => {
    if (token.kind === 'word' || token.kind === 'emoji') says = true;
    const next = tokens[at + 1];
    const gap = next !== undefined && (next.start > token.end || token.text.includes('\n'));
    if (!says || token.kind !== 'mark' || !ending.test(token.text) || !gap) return;
    sentences.push({ from, to: at + 1 });
    from = at + 1;
    says = false;
  });
  const last = sentences.at(-1);
  // Marks alone at the end are of the sentence before them.
  if (says || last === undefined) sentences.push({ from, to: tokens.length });
  else last.to = tokens.length;
  return sentences.length <= mostHeard
    ? sentences
    : [...sentences.slice(0, 1), ...sentences.slice(1 - mostHeard)];
}
