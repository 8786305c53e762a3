// Of all processes of a service one leads (routes, watches clocks): who holds a lock of the database's session.
//
//   asking --lock got--> leading --connection lost--> asking;  --stop--> over
import type { Pool, PoolClient } from 'pg';
import type { Log } from '../shared/log.ts';

/** Starts a timer. @returns what stops it. */
export type After = (ms: number, then: () => void) => () => void;

/** What leadership is given. */
export interface LeaderDeps {
  pool: Pool;
  /** Any number; the same in all processes. */
  lockKey: number;
  after: After;
  log: Log;
  onLead(): void;
  /** Another process may lead from now on. */
  onLost(): void;
}

const askAgainMs = 3_000;

/** Asks until it leads. @returns what ends it. */
export function seekLeadership({
  pool,
  lockKey,
  after,
  log,
  onLead,
  onLost,
}: LeaderDeps): () => Promise<void> {
  let over = false;
  let held: PoolClient | null = null;
  let cancel = (): void => {};

  const again = (): void => {
    if (!over) cancel = after(askAgainMs, () => void ask());
  };

  async function ask(): Promise<void> {
    let client: PoolClient | null = null;
    try {
      client = await pool.connect();
      const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
        lockKey,
      ]);
      if (rows[0]?.got !== true || over) {
        // A destroyed connection gives back a lock that came too late.
        client.release(over);
        return again();
      }
      lead(client);
    } catch (error) {
      client?.release(true);
      log.debug('no database to ask for the lead', { error });
      again();
    }
  }

  function lead(client: PoolClient): void {
    held = client;
    const lose = (): void => {
      if (held !== client) return;
      held = null;
      client.release(true);
      onLost();
      again();
    };
    client.on('error', lose);
    client.once('end', lose);
    onLead();
  }

  void ask();
  return async () => {
    over = true;
    cancel();
    const client = held;
    held = null;
    if (client === null) return;
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
    client.release();
  };
}
