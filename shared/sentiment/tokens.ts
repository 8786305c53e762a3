// Changes when a text is to be cut into words, emoji and marks in another way. The model must be trained again then.

/** A piece of the folded text. */
export interface Token {
  /** `name` stands for an address: a link, an e-mail, somebody's handle. Its text says which, not what. */
  kind: 'word' | 'emoji' | 'mark' | 'name';
  text: string;
  /** Offsets into the folded text. */
  start: number;
  end: number;
}

/** A link, a mail address, a handle, a word, an emoji, marks: in this order, without names, as named groups cost as much again. */
const pieces =
  /((?:https?:\/\/|www\.)\S+)|([\w.+-]{1,64}@[\w-]{1,64}\.[\w.]+)|(@\w+)|([\p{L}\p{N}\p{M}]+(?:'\p{L}+)*)|((?:\p{RI}\p{RI}|\p{Extended_Pictographic}(?:[\u{1f3fb}-\u{1f3ff}]|\u200d\p{Extended_Pictographic})*)|[:;=8x][-o*']?[)(\][dp/\\|3](?![\p{L}\p{N}])|<3|:'\()|([.,;:!?؟،؛…\n()–—"«»„“”*#$€£%&+=/_~|<>^-]+)/gu;

/** Longer "words" are data, not language: kept, but cut, so that no later step is slow. */
const longestWord = 60;

/** @returns words, emoji, addresses and punctuation in order. */
export function tokenise(folded: string): Token[] {
  const tokens: Token[] = [];
  pieces.lastIndex = 0;
  for (let match = pieces.exec(folded); match !== null; match = pieces.exec(folded)) {
    const [, url, mail, user, word, emoji] = match;
    const start = match.index;
    const end = start + match[0].length;
    if (url !== undefined || mail !== undefined) tokens.push({ kind: 'name', text: '<url>', start, end });
    else if (user !== undefined) tokens.push({ kind: 'name', text: '<user>', start, end });
    else {
      const kind = word !== undefined ? 'word' : emoji !== undefined ? 'emoji' : 'mark';
      const text = match[0].slice(0, longestWord);
      tokens.push({ kind, text, start, end: start + text.length });
    }
  }
  return tokens;
}

const quotes = /^["«»„“”*#$€£%&+=/_~|<>^-]+$/;
/** @returns whether a mark ends a clause, so that a "not" before it does not reach over it. */
export function endsClause(token: Token): boolean {
  return token.kind === 'mark' && !quotes.test(token.text);
}
