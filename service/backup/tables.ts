// What of each table belongs in a backup. Changes when a table comes or goes; a test holds it to the migrations.
import type { ClientBase } from 'pg';
import { AppError } from '../../shared/errors.ts';

/**
 * `rows`: everything. `empty`: the table, without rows: it means something only to the service that wrote it.
 * Columns of type xid8 never go along: they number the transactions of one cluster.
 */
export const tables: Readonly<Record<string, 'rows' | 'empty'>> = {
  meta: 'rows',
  record: 'rows',
  account: 'rows',
  desk: 'rows',
  verdict: 'rows',
  chat_token: 'rows',
  record_past: 'rows',
  agent_queue: 'rows',
  file: 'rows',
  file_piece: 'rows',
  // Its places are of one epoch; desks of another start from a snapshot.
  feed: 'empty',
  run: 'empty',
  // A sign-in that was ended after the backup must not come back with it: everybody signs in again.
  token: 'empty',
};

/** A table as it is read and written: its columns in order. */
export interface TableShape {
  readonly name: string;
  readonly columns: readonly string[];
  readonly key: readonly string[];
}

/** @returns the tables of the schema `public`, those first that others refer to. */
export async function tablesOf(client: ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{
    name: string;
    columns: string[];
    key: string[] | null;
    needs: string[];
  }>(
    `select c.relname as name,
       (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
         where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
           and a.atttypid <> 'xid8'::regtype) as columns,
       (select array_agg(a.attname::text order by array_position(i.indkey::int[], a.attnum::int)) from pg_index i
         join pg_attribute a on a.attrelid = c.oid and a.attnum = any(i.indkey)
         where i.indrelid = c.oid and i.indisprimary) as key,
       array(select f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
         where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as needs
     from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`,
  );
  const sorted: typeof rows = [];
  const add = (row: (typeof rows)[number]): void => {
    if (sorted.includes(row)) return;
    for (const need of row.needs) add(rows.find(({ name }) => name === need)!);
    sorted.push(row);
  };
  rows.forEach(add);
  return sorted.map(({ name, columns, key }) => ({ name, columns: columns ?? [], key: key ?? [] }));
}

/** What the service itself has no table list for: the migrations that were applied. */
export const migrationTable = 'migration';

/** Throws away everything that migrations have made in the schema `public`; extensions stay. */
export async function dropAll(client: ClientBase): Promise<void> {
  const own = (catalogue: string): string =>
    `not exists (select 1 from pg_depend d where d.classid = '${catalogue}'::regclass and d.objid = x.oid and d.deptype in ('e', 'i', 'a'))`;
  const { rows } = await client.query<{ statement: string }>(
    `select format('drop %s if exists public.%I cascade',
         case x.relkind when 'v' then 'view' when 'm' then 'materialized view' when 'S' then 'sequence' else 'table' end,
         x.relname) as statement
       from pg_class x where x.relnamespace = 'public'::regnamespace and x.relkind in ('r', 'p', 'v', 'm', 'S') and ${own('pg_class')}
     union all
     select format('drop routine if exists %s cascade', x.oid::regprocedure)
       from pg_proc x where x.pronamespace = 'public'::regnamespace and ${own('pg_proc')}
     union all
     select format('drop type if exists public.%I cascade', x.typname)
       from pg_type x where x.typnamespace = 'public'::regnamespace and x.typtype in ('e', 'd') and ${own('pg_type')}`,
  );
  for (const { statement } of rows) await client.query(statement);
}

/**
 * @returns what the database holds, for people: how many rows of which table; empty for a fresh one.
 * @throws AppError `taken` when there are tables in it that are not Parley's.
 */
export async function holdings(client: ClientBase): Promise<Readonly<Record<string, number>>> {
  const found = (await tablesOf(client)).map(({ name }) => name);
  const foreign = found.filter((name) => name !== migrationTable && tables[name] === undefined);
  if (foreign.length > 0) {
    throw new AppError(
      'taken',
      `The database holds tables that this Parley does not know (${foreign.slice(0, 5).join(', ')}). Restore into one of its own; nothing was changed.`,
    );
  }
  const counts: Record<string, number> = {};
  for (const name of ['account', 'desk', 'record'].filter((one) => found.includes(one))) {
    const { rows } = await client.query<{ n: string }>(`select count(*) as n from ${name}`);
    if (Number(rows[0]!.n) > 0) counts[name] = Number(rows[0]!.n);
  }
  return counts;
}
