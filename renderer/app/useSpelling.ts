// Changes when other names are never marked as slips.
import { useEffect, useMemo } from 'react';
import { spellingBounds } from '../../shared/ipc/spelling.ts';
import { useData, useQueryPart } from '../data/hooks.ts';
import { useOwnWords } from '../state/own-words.ts';

/** Tells the spell checker the names of the world around this agent and the words that were taught; learns further ones. */
export function useSpelling(): void {
  const { main } = useData();
  const { words, learn } = useOwnWords();
  // As texts: only another text is told anew.
  const customers = useQueryPart('conversation.mine', {}, (rows) => lines(rows, ({ title }) => title));
  const queues = useQueryPart('queue.list', {}, (rows) => lines(rows, ({ name }) => name));
  const agents = useQueryPart('agent.list', {}, (rows) => lines(rows, ({ name }) => name));
  const names = useMemo(
    () => [
      'Parley',
      ...words.toReversed(),
      ...[customers, queues, agents].flatMap((text) => text.split('\n')),
    ],
    [words, customers, queues, agents],
  );
  useEffect(() => main.on('learnWord', ({ word }) => learn(word)), [main, learn]);
  useEffect(() => {
    const known = names.filter((name) => name !== '').map((name) => name.slice(0, spellingBounds.knownText));
    main.request('spelling.know', { words: known.slice(0, spellingBounds.known) }).catch(() => {
      // Main has gone, and with it the checker.
    });
  }, [main, names]);
}

function lines<Row>(rows: readonly Row[] | undefined, text: (row: Row) => string): string {
  return (rows ?? []).map((row) => text(row).replaceAll('\n', ' ')).join('\n');
}
