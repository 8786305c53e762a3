// The name of this service, made once in the life of its database: desks tell services apart by it, whatever their address.
import { randomUUID } from 'node:crypto';
import type { Pool } from 'pg';

/** @returns the service's id; the same for every process on the database, and after a restore. */
export async function settleServiceId(pool: Pool): Promise<string> {
  await pool.query(`insert into meta (key, value) values ('service_id', $1) on conflict (key) do nothing`, [
    randomUUID(),
  ]);
  const { rows } = await pool.query<{ value: string }>(`select value from meta where key = 'service_id'`);
  return rows[0]!.value;
}
