// Puts presence right where a process was killed before it could: its word for its desks has run out, or was never given.
import type { Pool } from 'pg';
import type { Now } from '../shared/domain/ids.ts';
import type { Log } from '../shared/log.ts';
import { wrongPresences } from './db/desks.ts';
import { repeat, type Timers } from './timers.ts';

/** What it needs. */
export interface LostLinkDeps {
  pool: Pool;
  now: Now;
  timers: Timers;
  log: Log;
  /** How often it looks, in ms. */
  everyMs: number;
  /** Gives the command presence.link. */
  mark(agentId: string, linked: boolean): Promise<void>;
}

/** Looks now and again. Any process may do so for all, also several at once. @returns what stops it. */
export function watchLostLinks({ pool, now, timers, log, everyMs, mark }: LostLinkDeps): () => void {
  let looking = false;
  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      for (const { agentId, linked } of await wrongPresences(pool, now())) await mark(agentId, linked);
    } catch (error) {
      log.warn('Presence cannot be put right yet', { error });
    }
    looking = false;
  }
  return repeat(timers, () => void look(), everyMs);
}
