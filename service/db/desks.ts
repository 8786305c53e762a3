// SQL of desks: the count of their commands, the verdicts given, and which of them are linked.
import type { ClientBase, Pool } from 'pg';
import { errorDataSchema, type ErrorData } from '../../shared/errors.ts';
import type { Cursor } from '../../shared/sync/cursor.ts';
import { toJson } from './records.ts';

/** Names a desk: agents who share a machine have a desk each. */
export interface DeskKey {
  readonly agentId: string;
  readonly deskId: string;
}

/** What the service has decided about one command of a desk. */
export interface StoredVerdict {
  readonly commandId: string;
  readonly at: Cursor | null;
  readonly refusal: ErrorData | null;
}

/** Makes the desk known. @returns the newest command of it that is decided. */
export async function touchDesk(pool: Pool, desk: DeskKey, now: number): Promise<number> {
  const { rows } = await pool.query<{ last_n: string }>(
    `insert into desk (agent_id, id, last_seen) values ($1, $2, $3)
     on conflict (agent_id, id) do update set last_seen = excluded.last_seen returning last_n`,
    [desk.agentId, desk.deskId, now],
  );
  return Number(rows[0]!.last_n);
}

/** Locks the desk, so that its commands are decided one at a time. @returns the newest command decided. */
export async function lockDesk(client: ClientBase, desk: DeskKey): Promise<number> {
  const { rows } = await client.query<{ last_n: string }>({
    name: 'lock-desk',
    text: 'select last_n from desk where agent_id = $1 and id = $2 for update',
    values: [desk.agentId, desk.deskId],
  });
  return Number(rows[0]?.last_n ?? 0);
}

/** @returns what was decided about command `n`, if it is still kept. */
export async function findVerdict(
  client: ClientBase,
  desk: DeskKey,
  n: number,
): Promise<StoredVerdict | undefined> {
  const { rows } = await client.query<{ command_id: string; at: string | null; refusal: unknown }>(
    'select command_id, at, refusal from verdict where agent_id = $1 and desk_id = $2 and n = $3',
    [desk.agentId, desk.deskId, n],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  const refusal = row.refusal === null ? null : errorDataSchema.parse(row.refusal);
  return { commandId: row.command_id, at: row.at, refusal };
}

/**
 * Keeps a verdict and moves the desk's count to it. Without a cursor and a refusal the command changed nothing;
 * then it holds from where the log ends now.
 */
export async function keepVerdict(
  client: ClientBase,
  desk: DeskKey,
  n: number,
  verdict: StoredVerdict,
): Promise<StoredVerdict> {
  const { commandId, at, refusal } = verdict;
  const { rows } = await client.query<{ at: Cursor | null }>({
    name: 'keep-verdict',
    text: `with moved as (update desk set last_n = $3 where agent_id = $1 and id = $2)
      insert into verdict (agent_id, desk_id, n, command_id, at, refusal)
      values ($1, $2, $3, $4, case when $6::jsonb is null
        then coalesce($5, pg_snapshot_xmax(pg_current_snapshot())::text || '.0') end, $6::jsonb)
      returning at`,
    values: [desk.agentId, desk.deskId, n, commandId, at, refusal === null ? null : toJson(refusal)],
  });
  return { commandId, at: rows[0]!.at, refusal };
}

/** Says which desks this process holds links of, for `forMs`, and that it no longer holds those of `lost`. */
export async function leaseLinks(
  pool: Pool,
  held: readonly DeskKey[],
  lost: readonly DeskKey[],
  now: number,
  forMs: number,
): Promise<void> {
  const columns = (desks: readonly DeskKey[]): string[][] => [
    desks.map(({ agentId }) => agentId),
    desks.map(({ deskId }) => deskId),
  ];
  await pool.query(
    `update desk d set linked_until = k.until, last_seen = $5
     from (select a, i, $6::bigint as until from unnest($1::text[], $2::text[]) as held (a, i)
       union all select a, i, null from unnest($3::text[], $4::text[]) as lost (a, i)) k
     where d.agent_id = k.a and d.id = k.i`,
    [...columns(held), ...columns(lost), now, now + forMs],
  );
}

/** @returns the agents that have a desk linked to any process. */
export async function linkedAgents(pool: Pool, now: number): Promise<string[]> {
  const { rows } = await pool.query<{ agent_id: string }>(
    'select distinct agent_id from desk where linked_until > $1',
    [now],
  );
  return rows.map(({ agent_id }) => agent_id);
}

/** @returns the agents whose presence says that a desk of theirs is linked. */
export async function agentsMarkedLinked(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from record where kind = 'presence' and body -> 'linked' = 'true'`,
  );
  return rows.map(({ id }) => id);
}
