// Changes when benches pick the case they write on in another way.
import type { Pool } from 'pg';

/** A case, and the queue that it is in. */
export interface CaseKey {
  id: string;
  queueId: string;
}

/** @returns one case of this queue, or of any. */
export async function someCase(pool: Pool, queueId?: string, skip = 0): Promise<CaseKey> {
  const text = `select id, body ->> 'queueId' as "queueId" from record
    where kind = 'case' and ($1::text is null or scope = 'queue:' || $1) order by id offset $2 limit 1`;
  return (await pool.query<CaseKey>(text, [queueId ?? null, skip])).rows[0]!;
}
