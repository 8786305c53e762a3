// Changes when the words that an agent has taught are kept otherwise.
import { useCallback, useMemo } from 'react';
import { bounds } from '../../shared/domain/text.ts';
import { spellingBounds } from '../../shared/ipc/spelling.ts';
import { useData, useDraft } from '../data/hooks.ts';

/** Kept as half-written words are: with the agent's own, encrypted, and safe from a crash. They may be names of customers. */
const key = 'spelling:own';

/** @returns the words of a kept text, a line each. */
export function readOwnWords(text: string): string[] {
  return text.split('\n').filter((word) => word !== '' && word.length <= spellingBounds.word);
}

/** @returns the text with this word in it, once; the oldest words go when there is no room. */
export function withOwnWord(text: string, word: string): string {
  const words = [...readOwnWords(text).filter((one) => one !== word), word];
  while (words.join('\n').length > bounds.note) words.shift();
  return words.join('\n');
}

/** @returns this agent's own words, the newest last, and how to change them. */
export function useOwnWords(): {
  words: readonly string[];
  learn: (word: string) => void;
  forget: (word: string) => void;
} {
  const { drafts } = useData();
  const { text } = useDraft(key);
  const words = useMemo(() => readOwnWords(text), [text]);
  const learn = useCallback(
    (word: string) => drafts.set(key, withOwnWord(drafts.get(key).text, word.trim()), 0),
    [drafts],
  );
  const forget = useCallback(
    (word: string) => {
      const left = readOwnWords(drafts.get(key).text).filter((one) => one !== word);
      drafts.set(key, left.join('\n'), 0);
    },
    [drafts],
  );
  return { words, learn, forget };
}
