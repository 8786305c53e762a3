// SQL of routing: what decides who is offered what, read whole when routing starts.
import type { Pool } from 'pg';
import type { Change, RecordKind } from '../../shared/domain/records.ts';
import type { RoutingFacts } from '../routing/state.ts';

const live = `
  with open as (
    select id from record where kind = 'conversation' and body ->> 'state' <> 'closed'
  ), ringing as (
    select id, body ->> 'conversationId' as of from record where kind = 'offer' and body ->> 'state' = 'ringing'
  ), offers as (
    select r.id from record r join open on r.body ->> 'conversationId' = open.id where r.kind = 'offer'
    union select id from ringing
  )
  select kind, id, body from record where kind in ('queue', 'agent', 'presence')
  union all
  select kind, id, body from record where kind = 'conversation' and id in (select id from open union select of from ringing)
  union all
  select kind, id, body from record where kind = 'handover' and body ->> 'state' = 'offered'
  union all
  select h.kind, h.id, h.body from record c
    cross join lateral (
      select jsonb_array_elements_text(coalesce(c.body -> 'consultIds', '[]'::jsonb)) as id
      union select c.body ->> 'handoverId'
    ) of
    join record h on h.kind = 'handover' and h.id = of.id and h.body ->> 'state' <> 'offered'
    where c.kind = 'conversation' and c.id in (select id from open)
  union all
  select * from (
    select kind, id, body from record where kind = 'offer' and id in (select id from offers)
    order by (body ->> 'offeredAt')::bigint, id
  ) as ordered`;

const lastTaken = `
  select a.id, (
    select (c.body ->> 'acceptedAt')::bigint from record c
    where c.kind = 'conversation' and c.body ->> 'agentId' = a.id and c.body ->> 'acceptedAt' is not null
    order by (c.body ->> 'acceptedAt')::bigint desc limit 1
  ) as at
  from record a where a.kind = 'agent'`;

/** @returns everything that is not closed, who could take it, and when each agent last took something. */
export async function loadRouting(pool: Pool): Promise<RoutingFacts> {
  const { rows } = await pool.query<{ kind: RecordKind; id: string; body: unknown }>(live);
  const taken = await pool.query<{ id: string; at: string | null }>(lastTaken);
  return {
    changes: rows.map(({ kind, id, body }) => ({ kind, id, op: 'put', record: body }) as Change),
    lastTaken: new Map(taken.rows.flatMap(({ id, at }) => (at === null ? [] : [[id, Number(at)] as const]))),
  };
}
