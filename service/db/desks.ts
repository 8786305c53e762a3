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

/** One command of a desk by its number. */
export interface VerdictKey extends DeskKey {
  readonly n: number;
}

/** A verdict to keep. */
export interface NewVerdict extends VerdictKey, StoredVerdict {
  /** It changed nothing: it holds from where the log ends now, or from `at` where that is later. */
  readonly settled: boolean;
}

const columns = (desks: readonly DeskKey[]): string[][] => [
  desks.map(({ agentId }) => agentId),
  desks.map(({ deskId }) => deskId),
];

/** Names a desk in maps. */
export const deskName = ({ agentId, deskId }: DeskKey): string => `${agentId} ${deskId}`;

/**
 * Locks desks in one order, so that the commands of each are decided one at a time.
 * @param desks each once.
 * @returns the newest command decided of each, by {@link deskName}.
 */
export async function lockDesks(client: ClientBase, desks: readonly DeskKey[]): Promise<Map<string, number>> {
  const { rows } = await client.query<{ agentId: string; deskId: string; last: string }>({
    name: 'lock-desks',
    text: `select d.agent_id as "agentId", d.id as "deskId", d.last_n as last
      from unnest($1::text[], $2::text[]) as k (agent_id, id) join desk d using (agent_id, id)
      order by d.agent_id, d.id for update of d`,
    values: columns(desks),
  });
  return new Map(rows.map(({ last, ...desk }) => [deskName(desk), Number(last)]));
}

/** @returns what was decided about these commands, where it is still kept, by desk name and number. */
export async function findVerdicts(
  client: ClientBase,
  keys: readonly VerdictKey[],
): Promise<Map<string, StoredVerdict>> {
  if (keys.length === 0) return new Map();
  const { rows } = await client.query<
    VerdictKey & { commandId: string; at: string | null; refusal: unknown }
  >({
    name: 'find-verdicts',
    text: `select v.agent_id as "agentId", v.desk_id as "deskId", v.n::int as n, v.command_id as "commandId", v.at, v.refusal
        from unnest($1::text[], $2::text[], $3::bigint[]) as k (agent_id, desk_id, n)
        join verdict v using (agent_id, desk_id, n)`,
    values: [...columns(keys), keys.map(({ n }) => n)],
  });
  return new Map(
    rows.map(({ commandId, at, refusal, ...key }) => [
      `${deskName(key)} ${key.n}`,
      { commandId, at, refusal: refusal === null ? null : errorDataSchema.parse(refusal) },
    ]),
  );
}

const keepText = `
  with x as (
    select * from jsonb_to_recordset($1::jsonb)
      as x ("agentId" text, "deskId" text, n bigint, "commandId" text, at text, refusal jsonb, settled boolean)
  ), moved as (
    update desk d set last_n = k.n
    from (select "agentId", "deskId", max(n) as n from x group by 1, 2) k where d.agent_id = k."agentId" and d.id = k."deskId"
  ), e as (select pg_snapshot_xmax(pg_current_snapshot()) as next)
  insert into verdict (agent_id, desk_id, n, command_id, at, refusal)
  select "agentId", "deskId", n, "commandId",
    case when settled and (at is null or split_part(at, '.', 1)::xid8 < e.next) then e.next::text || '.0' else at end, refusal
  from x, e
  returning agent_id as "agentId", desk_id as "deskId", n::int as n, at`;

/**
 * Keeps verdicts and moves the desks' counts to them.
 * @returns from where each holds in the log, by desk name and number; null for a refusal.
 */
export async function keepVerdicts(
  client: ClientBase,
  verdicts: readonly NewVerdict[],
): Promise<Map<string, Cursor | null>> {
  const { rows } = await client.query<VerdictKey & { at: Cursor | null }>({
    name: 'keep-verdicts',
    text: keepText,
    values: [toJson(verdicts)],
  });
  return new Map(rows.map(({ at, ...key }) => [`${deskName(key)} ${key.n}`, at]));
}

const pruneAtOnce = 20_000;

/**
 * Forgets verdicts that nobody will ask for: all but the newest `keep` of a desk, and what was accepted of desks that were
 * last seen before `unseenSince`, in ms since the epoch. What was refused waits for its desk however long it is away:
 * it would take a number without a verdict for accepted.
 * @returns how many were forgotten.
 */
export async function pruneVerdicts(pool: Pool, keep: number, unseenSince: number): Promise<number> {
  let gone = 0;
  for (;;) {
    // In portions, so that no lock is held for long.
    const { rowCount } = await pool.query(
      `delete from verdict where ctid = any (array (
         select v.ctid from desk d join verdict v on v.agent_id = d.agent_id and v.desk_id = d.id
         where v.n <= d.last_n - $1 or (d.last_seen < $2 and v.refusal is null) limit $3))`,
      [keep, unseenSince, pruneAtOnce],
    );
    gone += rowCount ?? 0;
    if ((rowCount ?? 0) < pruneAtOnce) return gone;
  }
}

/** Says which desks this process holds links of, for `forMs`, and that it no longer holds those of `lost`. */
export async function leaseLinks(
  pool: Pool,
  held: readonly DeskKey[],
  lost: readonly DeskKey[],
  now: number,
  forMs: number,
): Promise<void> {
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

/** An agent without any linked desk counts as lost when the last was let go this long ago, in ms: longer than any grace. */
const letGoMs = 60_000;

/**
 * @returns the agents whose presence is not what the desks' leases say, and what it should be: linked while a process holds
 * a desk, and not any more when every lease has run out.
 */
export async function wrongPresences(
  pool: Pool,
  now: number,
): Promise<{ agentId: string; linked: boolean }[]> {
  const { rows } = await pool.query<{ agentId: string; linked: boolean }>(
    `with d as (
       select agent_id, coalesce(bool_or(linked_until > $1), false) as held,
         bool_and(coalesce(linked_until <= $1, last_seen < $1 - $2)) as lost
       from desk group by agent_id
     )
     select d.agent_id as "agentId", d.held as linked
     from d join record r on r.kind = 'presence' and r.id = d.agent_id
     where (d.held and r.body -> 'linked' = 'false')
       or (d.lost and r.body -> 'linked' = 'true')`,
    [now, letGoMs],
  );
  return rows;
}
