// Watches how far the log's horizon lags behind: a transaction that stays open holds back every desk. Rule: SYNC-5.
import type { ClientBase, Pool } from 'pg';
import type { Log } from '../../shared/log.ts';

/** What holds the horizon back most. */
export interface HorizonLag {
  /** How long it has been open, in ms; 0 when nothing is. */
  readonly ms: number;
  /** The server process, the program's own name, and what it is doing; null when nothing holds it back. */
  readonly by: { readonly pid: number; readonly application: string; readonly state: string } | null;
}

/** @returns the oldest transaction that writes, of whatever program and database of this Postgres. */
export async function horizonLag(client: ClientBase | Pool): Promise<HorizonLag> {
  const { rows } = await (client as Pool).query<{
    ms: string;
    pid: number;
    application: string;
    state: string;
  }>(
    `select * from (
       select extract(epoch from clock_timestamp() - xact_start) * 1000 as ms, pid, application_name as application,
         coalesce(state, '') as state
       from pg_stat_activity where backend_xid is not null and pid <> pg_backend_pid() and xact_start is not null
       union all
       select extract(epoch from clock_timestamp() - prepared) * 1000, 0, gid, 'prepared' from pg_prepared_xacts
     ) open order by ms desc limit 1`,
  );
  const [oldest] = rows;
  if (oldest === undefined) return { ms: 0, by: null };
  const { pid, application, state } = oldest;
  return { ms: Math.max(0, Math.round(Number(oldest.ms))), by: { pid, application, state } };
}

/** What the watch needs. */
export interface HorizonWatchDeps {
  readonly pool: Pool;
  readonly log: Log;
  /** How often it looks, in ms. */
  readonly everyMs?: number;
  /** From which lag on it speaks up, in ms. */
  readonly alarmMs?: number;
}

/** See {@link watchHorizon}. */
export interface HorizonWatch {
  /** The lag as it was last seen, in ms; null while the database is away. */
  lagMs(): number | null;
  stop(): void;
}

/** Looks regularly. Says once that the horizon lags, by whom, and once that it does no longer. */
export function watchHorizon({
  pool,
  log,
  everyMs = 5000,
  alarmMs = 10_000,
}: HorizonWatchDeps): HorizonWatch {
  let lag: number | null = 0;
  let alarmed = false;
  let looking = false;

  async function look(): Promise<void> {
    if (looking) return;
    looking = true;
    try {
      const found = await horizonLag(pool);
      lag = found.ms;
      if (found.ms >= alarmMs && !alarmed) {
        alarmed = true;
        log.warn('A long transaction holds back what desks are sent', { ms: found.ms, ...found.by });
      } else if (found.ms < alarmMs && alarmed) {
        alarmed = false;
        log.info('Desks are up to date again: the long transaction is over');
      }
    } catch {
      // The pool says that the database is away.
      lag = null;
    } finally {
      looking = false;
    }
  }
  const timer = setInterval(() => void look(), everyMs);
  timer.unref();
  return { lagMs: () => lag, stop: () => clearInterval(timer) };
}
