// The starts of the service, as the database remembers them: they tell a database that was put back to an older state. Rule: SYNC-26.
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import type { Log } from '../../shared/log.ts';
import type { Cursor } from '../../shared/sync/cursor.ts';
import { renewEpoch } from './migrate.ts';
import { inTransaction } from './pool.ts';

/** See {@link openRuns}. */
export interface Runs {
  /** The run of this process. */
  readonly run: string;
  /** The epoch as it is by now. */
  epoch(): string;
  /**
   * Looks at where a desk comes from. One that knows more than this database does makes the log begin a new history, once
   * per start.
   * @returns whether its cursor, if it is of this epoch, can be believed.
   */
  look(desk: {
    epoch: string | null;
    cursor: Cursor | null;
    run?: string | null | undefined;
  }): Promise<boolean>;
  /** Hears that the log has begun a new history; every desk must begin anew. */
  onRenewed(listener: () => void): void;
}

/** What runs need. */
export interface RunsDeps {
  pool: Pool;
  /** As settled at the start. */
  epoch: string;
  /** Whether no other process uses the database: then each start is a run of its own, else all share the newest. */
  exclusive: boolean;
  log: Log;
}

// Two processes that start at once on a new database must agree on one run.
const runLock = 4_110_411_045;

async function begin(pool: Pool, exclusive: boolean): Promise<string> {
  const id = randomUUID();
  if (exclusive) {
    await pool.query('insert into run (id) values ($1)', [id]);
    return id;
  }
  const client = await pool.connect();
  try {
    return await inTransaction(client, async () => {
      // By itself: a statement that also waits would go on to look with the eyes it had before it waited.
      await client.query('select pg_advisory_xact_lock($1)', [runLock]);
      const { rows } = await client.query<{ id: string }>(
        `with made as (insert into run (id) select $1 where not exists (select 1 from run) returning id)
         select id from made union all (select id from run order by began desc, id limit 1) limit 1`,
        [id],
      );
      return rows[0]!.id;
    });
  } finally {
    client.release();
  }
}

/** Begins a run, or joins the one that other processes on the database share. */
export async function openRuns({ pool, epoch: settled, exclusive, log }: RunsDeps): Promise<Runs> {
  const run = await begin(pool, exclusive);
  const listeners: (() => void)[] = [];
  let epoch = settled;
  let changes = 0;
  let renewed: Promise<void> | null = null;

  function is(now: string): void {
    if (now === epoch) return;
    epoch = now;
    changes += 1;
    for (const listener of listeners) listener();
  }

  async function renew(why: string): Promise<void> {
    log.error('The database was put back to an older state: its log begins a new history', { why });
    const client = await pool.connect();
    try {
      is(await inTransaction(client, () => renewEpoch(client)));
    } catch (error) {
      renewed = null;
      throw error;
    } finally {
      client.release();
    }
  }

  return {
    run,
    epoch: () => epoch,
    async look(desk) {
      const [xid = '0', seq = '0'] = (desk.cursor ?? '0.0').split('.');
      const asked = changes;
      const { rows } = await pool.query<{ epoch: string; known: boolean; later: boolean }>({
        name: 'look-at-run',
        text: `select (select value from meta where key = 'epoch') as epoch,
            exists (select 1 from run where id = $1) as known,
            exists (select 1 from run r join run own on own.id = $1 where r.began > own.began
              and (r.began < $2::xid8 or (r.began = $2::xid8 and $3::bigint > 0))) as later`,
        values: [desk.run ?? null, xid, seq],
      });
      const found = rows[0]!;
      // Answers may overtake each other: one asked for before the last change knows nothing newer.
      if (asked === changes) is(found.epoch);
      // A desk of version 1 names no run.
      if (desk.cursor === null || desk.epoch !== epoch || desk.run === null || desk.run === undefined)
        return true;
      if (found.known && !found.later) return true;
      const why = found.known
        ? 'a later run began before what a desk has read'
        : 'a desk comes from an unknown run';
      renewed ??= renew(why);
      await renewed;
      return false;
    },
    onRenewed: (listener) => void listeners.push(listener),
  };
}
