// Decides pushes together where that works, and in ever smaller parts where one of them stands in the way of all. Rule: SYNC-14.
import type { Pool } from 'pg';
import type { Now } from '../../shared/domain/ids.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { isOutage } from '../db/pool.ts';
import type { Mask } from '../masking.ts';
import { decideBatch, type DeskAnswer, type Push } from './batch.ts';
import { isRace, transaction, type Pause } from './transaction.ts';

/** What deciding needs. */
export interface DecideDeps {
  pool: Pool;
  now: Now;
  pause: Pause;
  log: Log;
  mask?: Mask | undefined;
}

/** Decides pushes in their order. @returns the answers per push. @throws when the database is away. */
export type Decide = (pushes: readonly Push[]) => Promise<DeskAnswer[][]>;

const triesTogether = 4;
const triesAlone = 12;
const failed: ErrorData = { kind: 'internal', message: 'Parley could not carry this out.' };

/** @returns what decides pushes over a database. */
export function createDecide({ pool, now, pause, log, mask }: DecideDeps): Decide {
  const together: Decide = (pushes) =>
    transaction(pool, pause, isAlone(pushes) ? triesAlone : triesTogether, (one) =>
      decideBatch(one, pushes, now, mask),
    );

  return async function decide(pushes) {
    try {
      return await together(pushes);
    } catch (error) {
      if (isOutage(error)) throw error;
      if (!isAlone(pushes)) {
        log.debug('Pushes are decided in parts', { items: count(pushes), error });
        return inParts(decide, pushes);
      }
      if (isRace(error)) throw error;
      // A command that we cannot digest must not hold up those behind it.
      const push = pushes.find(({ items }) => items.length > 0)!;
      const item = push.items[0]!;
      log.error('A command failed', { type: item.command?.type, commandId: item.commandId, error });
      return together(
        pushes.map((each) =>
          each === push ? { ...each, items: [{ ...item, command: null, refusal: failed }] } : each,
        ),
      );
    }
  };
}

const count = (pushes: readonly Push[]): number => pushes.reduce((sum, { items }) => sum + items.length, 0);
const isAlone = (pushes: readonly Push[]): boolean => count(pushes) <= 1;

/** Decides the first half of the commands, then the others; what follows a gap is left out. */
async function inParts(decide: Decide, pushes: readonly Push[]): Promise<DeskAnswer[][]> {
  let left = Math.ceil(count(pushes) / 2);
  const cuts = pushes.map(({ items }) => {
    const cut = Math.min(left, items.length);
    left -= cut;
    return cut;
  });
  const first = await decide(pushes.map((push, i) => ({ ...push, items: push.items.slice(0, cuts[i]) })));
  const isCut = first.map((answers) => answers.at(-1)?.kind === 'gap');
  const rest = await decide(
    pushes.map((push, i) => ({ ...push, items: isCut[i] === true ? [] : push.items.slice(cuts[i]) })),
  );
  return first.map((answers, i) => [...answers, ...rest[i]!]);
}
