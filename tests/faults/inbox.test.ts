// Verdicts that came together share one turn, and so one commit. Changes with how frames are taken in.
import { expect, test } from 'vitest';
import { createInbox } from '../../electron/store/sync/inbox.ts';

test('STORE-10: what weighs nothing is worked on together, what weighs something alone, and never without end', () => {
  const turns: (() => void)[] = [];
  const worked: string[][] = [];
  const inbox = createInbox<string>(
    (run) => void turns.push(run),
    (piece) => {
      worked.at(-1)!.push(piece);
      return 'done';
    },
  );
  const play = (): void => {
    for (let turn = turns.shift(); turn !== undefined; turn = turns.shift()) {
      worked.push([]);
      turn();
    }
  };
  for (const [piece, weight] of [
    ['v1', 0],
    ['v2', 0],
    ['rows', 3],
    ['v3', 0],
    ['v4', 0],
  ] as const)
    inbox.push(piece, weight);
  play();
  expect(worked.filter((turn) => turn.length > 0)).toEqual([['v1', 'v2'], ['rows'], ['v3', 'v4']]);
  worked.length = 0;
  for (let i = 0; i < 1000; i++) inbox.push(`v${i}`, 0);
  play();
  expect(worked.flat()).toHaveLength(1000);
  expect(Math.max(...worked.map((turn) => turn.length))).toBeLessThanOrEqual(256);
});
