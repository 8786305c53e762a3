// Changes when connections to Postgres are made, bounded or classified in another way.
import { Pool, type ClientBase } from 'pg';
import type { Log } from '../../shared/log.ts';

/** Limits that any Postgres gets from us; the embedded one has them in its own settings too. */
const sessionOptions = '-c idle_in_transaction_session_timeout=15s -c statement_timeout=60s -c timezone=UTC';

// The log is read again and again by one statement. Planned anew each time it takes longer than reading a note; planned
// once while the log is short it would go on reading all of it when it has grown, were it not held to indexes.
const logOptions = '-c plan_cache_mode=force_generic_plan -c enable_seqscan=off -c enable_bitmapscan=off';

const mostConnections = 16;

/** How a pool differs from the usual. */
export interface PoolOptions {
  /** For reading the log, and nothing else. */
  readonly forLog?: boolean;
}

/** @returns a pool of at most `max` connections; none is made before the first query. */
export function createPool(url: string, log: Log, max = mostConnections, options: PoolOptions = {}): Pool {
  const { forLog = false } = options;
  const pool = new Pool({
    connectionString: url,
    max,
    options: forLog ? `${sessionOptions} ${logOptions}` : sessionOptions,
    application_name: 'parley',
    connectionTimeoutMillis: 10_000,
    // Idle tests and commands end without waiting for the pool.
    allowExitOnIdle: true,
  });
  pool.on(
    'error',
    (error) => pool.ending || log.warn('A database connection was lost', { error: error.message }),
  );
  // While a connection is lent the pool does not listen; one that is lost then would end the process. Its query fails anyway.
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** @returns whether the transaction may simply be run again: deadlock, serialization, or somebody wrote first. */
export function isConflict(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === '40001' || code === '40P01' || code === '55P03';
}

/** @returns whether the database is away or overloaded, so that nothing was decided and a later try may work. */
export function isOutage(error: unknown): boolean {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  if (typeof code === 'string') {
    if (/^(08|53|57|58)/.test(code)) return true;
    // 25P03, 25P04: a timeout of the transaction.
    if (/^(ECONN|EPIPE|ETIMEDOUT|ENOTFOUND|25P03|25P04)/.test(code)) return true;
  }
  return (
    typeof message === 'string' &&
    /Connection terminated|timeout exceeded when trying to connect|not queryable|Cannot use a pool after/.test(
      message,
    )
  );
}

/** Runs work in a transaction of this client. @throws what the work throws; then nothing has happened. */
export async function inTransaction<T>(client: ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('begin');
  try {
    const result = await work();
    await client.query('commit');
    return result;
  } catch (error) {
    await client.query('rollback').catch(() => {});
    throw error;
  }
}
