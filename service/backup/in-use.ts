// Says of a database that a service works on it, so that nobody restores over its head. Changes with how that is told.
import { Client, type ClientBase } from 'pg';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';

// Services hold it shared, a restore alone. Any number that nothing else locks in the database.
const useLock = 4_110_411_043;
const connectAgainMs = 1000;

/** A service's hold on its database. */
export interface InUse {
  /** Lets go. */
  stop(): Promise<void>;
}

/**
 * Marks the database as used by a service for as long as this process lives, over losses of the connection.
 * @throws AppError `taken` while a restore is running on it.
 */
export async function markInUse(url: string, log: Log): Promise<InUse> {
  let client: Client | null = null;
  let again: NodeJS.Timeout | undefined;
  let stopped = false;

  async function hold(): Promise<void> {
    const mine = new Client({
      connectionString: url,
      application_name: 'parley-in-use',
      connectionTimeoutMillis: 10_000,
    });
    mine.on('error', () => {});
    await mine.connect();
    const { rows } = await mine.query<{ got: boolean }>('select pg_try_advisory_lock_shared($1) as got', [
      useLock,
    ]);
    if (rows[0]?.got !== true) {
      await mine.end();
      throw new AppError(
        'taken',
        'A backup is being restored into this database. Start again when that is done.',
      );
    }
    client = mine;
    mine.once('end', () => {
      if (client === mine) client = null;
      if (!stopped) later();
    });
  }
  function later(): void {
    clearTimeout(again);
    again = setTimeout(() => {
      if (stopped) return;
      hold().catch((error: unknown) => {
        log.warn('The database cannot be marked as in use yet', { error });
        later();
      });
    }, connectAgainMs);
    again.unref();
  }

  await hold();
  return {
    async stop() {
      stopped = true;
      clearTimeout(again);
      await client?.end().catch(() => {});
    },
  };
}

/**
 * Keeps services off the database until the transaction ends.
 * @throws AppError `taken` while one is running on it.
 */
export async function keepServicesOff(client: ClientBase): Promise<void> {
  const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_xact_lock($1) as got', [
    useLock,
  ]);
  if (rows[0]?.got === true) return;
  throw new AppError(
    'taken',
    'A Parley service is running on this database. Stop it first; nothing was changed.',
  );
}

/** @returns how many services work on the database now. */
export async function servicesOn(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ n: string }>(
    `select count(distinct pid) as n from pg_locks where locktype = 'advisory' and granted and mode = 'ShareLock'
       and database = (select oid from pg_database where datname = current_database())
       and ((classid::bigint << 32) | objid::bigint) = $1`,
    [useLock],
  );
  return Number(rows[0]!.n);
}
