// A connection for work that may take long: no time-outs but that of waiting for a lock. Changes with what Postgres may cut off.
import { Client } from 'pg';
import { AppError } from '../../shared/errors.ts';

/** Connects to `url`, runs `work`, and disconnects. @throws AppError `unreachable` when nothing answers there. */
export async function withSession<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({
    connectionString: url,
    application_name: 'parley-backup',
    options:
      '-c timezone=UTC -c statement_timeout=0 -c idle_in_transaction_session_timeout=0 -c lock_timeout=20s',
    connectionTimeoutMillis: 10_000,
  });
  let lost: Error | null = null;
  client.on('error', (error) => (lost ??= error));
  try {
    await client.connect();
  } catch (cause) {
    throw new AppError('unreachable', `The database does not answer: ${(cause as Error).message}`, { cause });
  }
  try {
    // Only where there is such a setting: Postgres 17 and later.
    await client.query(
      `select set_config(name, '0', false) from pg_settings where name = 'transaction_timeout'`,
    );
    return await work(client);
  } catch (error) {
    if (error instanceof AppError) throw error;
    if (lost !== null || /Connection terminated|not queryable/.test((error as Error).message)) {
      throw new AppError('unreachable', 'The database went away in the middle of the work.', {
        cause: error,
      });
    }
    throw error;
  } finally {
    await client.end().catch(() => {});
  }
}
