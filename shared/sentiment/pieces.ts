// Changes when a message falls into pieces in another way: then the model must be trained again.
import { foldLetters } from './fold.ts';
import type { Token } from './tokens.ts';

/** After these words another thing is said than before them: "but" and its like in the six languages. */
const turning: ReadonlySet<string> = new Set(
  foldLetters(
    'but however though although yet aber jedoch allerdings doch trotzdem ale jednak lecz choć men dog alligevel لکن بس ولکن ولی اما',
  ).split(' '),
);
const ending = /[.!?؟…\n]/;

/** Which piece of its message a token is of. Of a message of one piece all is `only`. */
export const piece = { only: 0, first: 1, between: 2, last: 3 } as const;

/** @returns by token one of {@link piece}: sentences, and what "but" begins, are pieces. Marks at the end are of the last one. */
export function piecesOf(tokens: readonly Token[]): Uint8Array {
  const pieces = new Uint8Array(tokens.length);
  let count = 0;
  let words = 0;
  tokens.forEach((token, at) => {
    if (words > 0 && token.kind === 'word' && turning.has(token.text)) {
      count += 1;
      words = 0;
    }
    pieces[at] = Math.min(255, count);
    if (token.kind === 'word' || token.kind === 'emoji') words += 1;
    if (words === 0 || token.kind !== 'mark' || !ending.test(token.text)) return;
    count += 1;
    words = 0;
  });
  const last = Math.min(255, words === 0 ? count - 1 : count);
  for (let at = 0; at < pieces.length; at++) {
    const one = pieces[at]!;
    pieces[at] = last <= 0 ? piece.only : one === 0 ? piece.first : one >= last ? piece.last : piece.between;
  }
  return pieces;
}
