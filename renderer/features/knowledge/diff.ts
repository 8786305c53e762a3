// Changes when two versions of an article are compared otherwise.
import { diffComm } from 'node-diff3';

/** A stretch of a line. */
export interface Run {
  text: string;
  changed: boolean;
}
/** One line of a comparison. */
export interface DiffLine {
  kind: 'same' | 'gone' | 'new';
  runs: Run[];
}

/** Comparing costs the product of lengths: beyond this it is shown as all gone and all new. */
const maxLines = 2_000;
const maxWords = 600;

const plainLine = (kind: DiffLine['kind'], text: string): DiffLine => ({
  kind,
  runs: [{ text, changed: false }],
});

/** @returns every line of both texts: what is the same, what is gone, what is new; of a line that was changed also which words. */
export function diffLines(before: string, after: string): DiffLine[] {
  const [old, now] = [before.split('\n'), after.split('\n')];
  if (Math.max(old.length, now.length) > maxLines)
    return [...old.map((text) => plainLine('gone', text)), ...now.map((text) => plainLine('new', text))];
  return diffComm(old, now).flatMap((chunk): DiffLine[] => {
    if ('common' in chunk) return chunk.common.map((text) => plainLine('same', text));
    const { buffer1: gone, buffer2: added } = chunk;
    // Only lines that stand for each other are compared by words.
    if (gone.length !== added.length)
      return [...gone.map((text) => plainLine('gone', text)), ...added.map((text) => plainLine('new', text))];
    return gone.flatMap((text, at) => beside(text, added[at] ?? ''));
  });
}

function beside(old: string, now: string): DiffLine[] {
  const [a, b] = [wordsOf(old), wordsOf(now)];
  if (Math.max(a.length, b.length) > maxWords) return [plainLine('gone', old), plainLine('new', now)];
  const chunks = diffComm(a, b);
  const side = (pick: 'buffer1' | 'buffer2'): Run[] =>
    chunks
      .map((chunk): Run => {
        if ('common' in chunk) return { text: chunk.common.join(''), changed: false };
        return { text: chunk[pick].join(''), changed: true };
      })
      .filter(({ text }) => text !== '');
  return [
    { kind: 'gone', runs: side('buffer1') },
    { kind: 'new', runs: side('buffer2') },
  ];
}

const wordsOf = (text: string): string[] =>
  text.match(/[\p{L}\p{N}\p{M}]+|\s+|[^\p{L}\p{N}\p{M}\s]+/gu) ?? [];
