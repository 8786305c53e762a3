// Changes when transactions are begun, run again or given up in another way.
import type { Pool, PoolClient } from 'pg';
import { isConflict } from '../db/pool.ts';
import type { RecordKey } from '../db/records.ts';
import { RunAgain } from '../working-set.ts';

/** Waits, in ms. */
export type Pause = (ms: number) => Promise<void>;

/** One try of a transaction. */
export interface Try {
  readonly client: PoolClient;
  /** The records that earlier tries needed, by name; see {@link import('../working-set.ts').createWorkingSet}. */
  readonly known: Map<string, RecordKey>;
}

// Everything here goes by keys. A plan that was made while a table was small would go on reading all of it when it has grown.
const begin =
  'begin; set local enable_seqscan = off; set local enable_hashjoin = off; set local enable_mergejoin = off';

/** @returns whether the transaction may simply be run again. */
export function isRace(error: unknown): boolean {
  return error instanceof RunAgain || isConflict(error);
}

/**
 * Runs work in a transaction, again where somebody else came in between.
 * @param mostTries after which the last conflict is thrown.
 * @throws what `work` throws, and what the database does; then nothing has happened.
 */
export async function transaction<T>(
  pool: Pool,
  pause: Pause,
  mostTries: number,
  work: (one: Try) => Promise<T>,
): Promise<T> {
  const known = new Map<string, RecordKey>();
  for (let tries = 1; ; tries += 1) {
    const client = await pool.connect();
    let broken = false;
    try {
      await client.query(begin);
      const result = await work({ client, known });
      await client.query('commit');
      return result;
    } catch (error) {
      await client.query('rollback').catch(() => (broken = true));
      if (!isRace(error) || tries >= mostTries) throw error;
    } finally {
      client.release(broken);
    }
    await pause(tries * 3);
  }
}
