// One NOTIFY channel of Postgres: short texts to every process on the database, heard by all in one order, or lost.
import { Client, type Pool } from 'pg';
import type { Timers } from './timers.ts';

/** See {@link createPgChannel}. */
export interface Channel {
  /** Sends a text of at most {@link mostBytes}. Not within a transaction: there it costs a factor of ten. */
  send(text: string): Promise<void>;
  /**
   * Hears what is sent, also by this process; null where something may have been missed. @returns what stops it.
   * @throws when the database is away.
   */
  listen(listener: (text: string | null) => void): Promise<() => Promise<void>>;
}

/** What Postgres takes in one NOTIFY, with room to spare. */
export const mostBytes = 7_900;
const relistenMs = 500;

/** @param url of the database, for the connection that listens. @param name of the channel, a plain identifier. */
export function createPgChannel(pool: Pool, url: string, name: string, timers: Timers): Channel {
  return {
    async send(text) {
      await pool.query({ name: 'notify', text: 'select pg_notify($1, $2)', values: [name, text] });
    },
    async listen(listener) {
      let running = true;
      let ear: Client | null = null;
      let again: unknown;
      async function listen(): Promise<void> {
        const client = new Client({ connectionString: url, application_name: 'parley-listen' });
        client.on('error', () => {});
        client.once('end', () => {
          ear = null;
          if (running) again = timers.set(() => void listen().catch(() => {}), relistenMs);
        });
        client.on('notification', ({ payload = '' }) => listener(payload));
        await client.connect();
        await client.query(`listen ${name}`);
        ear = client;
        // Sent while nobody listened.
        listener(null);
      }
      await listen();
      return async () => {
        running = false;
        timers.clear(again);
        await ear?.end().catch(() => {});
      };
    },
  };
}
