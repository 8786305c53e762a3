// How the processes on one database tell each other of commits: NOTIFY, outside of every transaction. Rule: SYNC-7.
import { randomUUID } from 'node:crypto';
import { Client, type Pool } from 'pg';
import type { Cursor } from '../shared/sync/cursor.ts';

/** See {@link createPgNotices}. A notice may be lost: it delays, and loses nothing. */
export interface Notices {
  /** Tells the other processes that the log reaches, or soon will, up to `at`. */
  tell(at: Cursor): Promise<void>;
  /**
   * Hears what the others tell; null where something may have been missed. @returns a function that stops it.
   * @throws when the database is away.
   */
  hear(listener: (at: Cursor | null) => void): Promise<() => Promise<void>>;
}

const channel = 'parley_feed';
const relistenMs = 500;

/** @param url of the database, for the connection that listens; @returns notices over Postgres. */
export function createPgNotices(pool: Pool, url: string): Notices {
  const self = randomUUID();
  return {
    async tell(at) {
      // Outside of every transaction: a NOTIFY inside each costs a factor of ten.
      await pool.query('select pg_notify($1, $2)', [channel, `${self} ${at}`]);
    },
    async hear(listener) {
      let running = true;
      let ear: Client | null = null;
      let again: NodeJS.Timeout | undefined;
      async function listen(): Promise<void> {
        const client = new Client({ connectionString: url, application_name: 'parley-log' });
        client.on('error', () => {});
        client.once('end', () => {
          ear = null;
          if (running) again = setTimeout(() => void listen().catch(() => {}), relistenMs);
        });
        client.on('notification', ({ payload = '' }) => {
          const [from, at] = payload.split(' ');
          if (from !== self && at !== undefined) listener(at);
        });
        await client.connect();
        await client.query(`listen ${channel}`);
        ear = client;
        // Told while nobody listened.
        listener(null);
      }
      await listen();
      return async () => {
        running = false;
        clearTimeout(again);
        await ear?.end().catch(() => {});
      };
    },
  };
}
