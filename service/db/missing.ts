// Changes when a seeded database is given differently what it lacks.
import type { ClientBase, Pool } from 'pg';
import type { AnyRecord, RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { nobody, scopeOf, type ReadAny } from '../visibility.ts';
import { state } from './bulk.ts';
import { inTransaction } from './pool.ts';
import { toJson } from './records.ts';

const seeded = 'seeded';

/**
 * Adds what a seeded database lacks: rows that came to the seed after it was filled. What is there, and what was there
 * and has been taken away, stays as it is; so does a database that was never seeded. What hangs on something that is no
 * longer there is left out.
 * @returns how many were added.
 */
export async function addMissing(pool: Pool, rows: readonly AnyRecord[], now: number): Promise<number> {
  const client = await pool.connect();
  try {
    return await inTransaction(client, () => add(client, rows, now));
  } finally {
    client.release();
  }
}

async function add(client: ClientBase, rows: readonly AnyRecord[], now: number): Promise<number> {
  const keyOf = ({ kind, record }: AnyRecord): string => `${kind} ${record.id}`;
  // One of several processes that start at once; the others then find it done.
  const { rows: metas } = await client.query<{ key: string; value: string }>(
    `select key, value from meta where key in ($1, $2) order by key for update`,
    [state, seeded],
  );
  const meta = new Map(metas.map(({ key, value }) => [key, value]));
  if (meta.get(state) !== 'complete') return 0;
  const known = new Set(JSON.parse(meta.get(seeded) ?? '[]') as string[]);
  const fresh = rows.filter((row) => !known.has(keyOf(row)));
  if (fresh.length === 0) return 0;
  const asked = fresh.flatMap((row) => [{ kind: row.kind, id: row.record.id }, ...hangsOn(row)]);
  const { rows: found } = await client.query<{
    kind: RecordKind;
    id: string;
    body: unknown;
    here: boolean;
  }>(
    `select k.kind, k.id, r.body, r.id is not null as here
     from (select distinct kind, id from unnest($1::text[], $2::text[]) as u (kind, id)) as k
     left join record r using (kind, id)
     where r.id is not null or exists (select 1 from feed f where f.kind = k.kind and f.id = k.id)`,
    [asked.map(({ kind }) => kind), asked.map(({ id }) => id)],
  );
  const before = new Set(found.map(({ kind, id }) => `${kind} ${id}`));
  const there = new Map<string, unknown>(
    found.flatMap(({ kind, id, body, here }) => (here ? [[`${kind} ${id}`, body] as const] : [])),
  );
  const read: ReadAny = <K extends RecordKind>(kind: K, id: string) =>
    there.get(`${kind} ${id}`) as RecordOf<K> | undefined;
  const items = [];
  for (const row of fresh) {
    if (before.has(keyOf(row)) || hangsOn(row).some(({ kind, id }) => !there.has(`${kind} ${id}`))) continue;
    there.set(keyOf(row), row.record);
    const scope = scopeOf(row, read);
    if (scope !== nobody) items.push({ kind: row.kind, id: row.record.id, scope, body: row.record });
  }
  await client.query(
    `with x as (select * from jsonb_to_recordset($1::jsonb) as x (kind text, id text, scope text, body jsonb)),
     ins as (insert into record (kind, id, scope, body) select kind, id, scope, body from x
             on conflict do nothing returning kind, id, scope)
     insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, 1, $2 from ins`,
    [toJson(items), now],
  );
  await client.query(
    `insert into meta (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value`,
    [seeded, JSON.stringify([...known, ...fresh.map(keyOf)])],
  );
  return items.length;
}

/** The records that a row speaks of by their ids. */
function hangsOn({ record }: AnyRecord): { kind: string; id: string }[] {
  const fields: Record<string, unknown> = record;
  const kinds = {
    customerId: 'customer',
    caseId: 'case',
    conversationId: 'conversation',
    articleId: 'article',
  };
  const people = ['ownerId', 'authorId', 'agentId', 'fromAgentId', 'toAgentId'].map(
    (field) => [field, 'agent'] as const,
  );
  return [...Object.entries(kinds), ...people].flatMap(([field, kind]) => {
    const id = fields[field];
    return typeof id === 'string' && !(kind === 'agent' && fields['authorKind'] === 'customer')
      ? [{ kind, id }]
      : [];
  });
}
