// Changes when a text is to be cut into words, emoji and marks in another way.

/** A piece of the folded text. */
export interface Token {
  kind: 'word' | 'emoji' | 'mark';
  text: string;
  /** Offsets into the folded text. */
  start: number;
  end: number;
}

const pieces =
  /(?:https?:\/\/|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.]+|(?<word>[\p{L}\p{N}]+(?:'\p{L}+)*)|(?<emoji>\p{Extended_Pictographic}(?:\u200d\p{Extended_Pictographic})*|[:;=][-']?[()DPp/|[\]\\]|<3|:'\()|(?<mark>[.,;:!?؟،؛…\n()–—"«»„“”]+)/gu;

/** Longer "words" are data, not language: kept, but cut, so that no later step is slow. */
const longestWord = 60;

/** @returns words, emoji and punctuation in order; links and addresses are left out. */
export function tokenise(folded: string): Token[] {
  const tokens: Token[] = [];
  for (const match of folded.matchAll(pieces)) {
    const { word, emoji, mark } = match.groups ?? {};
    const kind =
      word !== undefined ? 'word' : emoji !== undefined ? 'emoji' : mark !== undefined ? 'mark' : undefined;
    if (kind === undefined) continue;
    const text = match[0].slice(0, longestWord);
    tokens.push({ kind, text, start: match.index, end: match.index + text.length });
  }
  return tokens;
}

/** @returns whether a mark ends a clause, so that a "not" before it does not reach over it. */
export function endsClause(token: Token): boolean {
  return token.kind === 'mark' && !/^["«»„“”]+$/.test(token.text);
}
