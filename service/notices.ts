// How the processes on one database tell each other of commits: NOTIFY, outside of every transaction. Rule: SYNC-7.
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Cursor } from '../shared/sync/cursor.ts';
import { createPgChannel } from './pg-channel.ts';
import { realTimers } from './timers.ts';

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

/** @param url of the database, for the connection that listens; @returns notices over Postgres. */
export function createPgNotices(pool: Pool, url: string): Notices {
  const self = randomUUID();
  const channel = createPgChannel(pool, url, 'parley_feed', realTimers);
  return {
    tell: (at) => channel.send(`${self} ${at}`),
    hear: (listener) =>
      channel.listen((text) => {
        if (text === null) return listener(null);
        const [from, at] = text.split(' ');
        if (from !== self && at !== undefined) listener(at);
      }),
  };
}
