// SQL of who could see what once: the queues an agent has worked, and the queues a record has been in.
import type { ClientBase, Pool } from 'pg';
import type { RecordKey } from './records.ts';

/**
 * @returns whether there was a time when the agent worked the queue that the case or conversation was in. It says nothing
 * about what the agent may see as a supervisor, or of records of other kinds.
 */
export async function couldSee(client: ClientBase, agentId: string, key: RecordKey): Promise<boolean> {
  const { rowCount } = await client.query({
    name: 'could-see',
    text: `select 1 from (
        select scope, since, null::bigint as until from record where kind = $2 and id = $3
        union all select scope, since, until from record_past where kind = $2 and id = $3
      ) r join agent_queue a on a.agent_id = $1 and r.scope = 'queue:' || a.queue_id
      where (r.until is null or a.since < r.until) and (a.until is null or r.since < a.until) limit 1`,
    values: [agentId, key.kind, key.id],
  });
  return rowCount === 1;
}

/** Forgets where records were and what agents worked until `before`, in ms since the epoch. */
export async function prunePast(pool: Pool, before: number): Promise<void> {
  await pool.query('delete from record_past where ended < $1', [before]);
  await pool.query('delete from agent_queue where ended < $1', [before]);
}
