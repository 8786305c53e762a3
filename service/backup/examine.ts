// What can be told of a service's database without changing it: for `parley doctor`. Changes with what is looked at.
import { statfs } from 'node:fs/promises';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { ClientBase } from 'pg';
import { AppError } from '../../shared/errors.ts';
import { horizonLag } from '../db/horizon.ts';
import { readMigrations } from '../db/migrate.ts';
import { clusterUser, findCluster } from '../db/postgres-folder.ts';
import { answers, runningServer } from '../db/postgres-process.ts';
import { ownDatabase } from '../db/postgres.ts';
import { servicesOn } from './in-use.ts';
import { withSession } from './session.ts';

/** What an answering database tells. Sizes in bytes, times in ms since the epoch, spans in ms. */
export interface DatabaseFacts {
  readonly postgres: string;
  /** Settings that durability hangs on and that are not as they must be. */
  readonly undurable: readonly string[];
  readonly services: number;
  readonly bytes: number;
  readonly migrations: { readonly applied: number; readonly known: number; readonly differ: boolean };
  readonly records: Readonly<Record<string, number>>;
  readonly accounts: number;
  readonly feed: { readonly length: number; readonly oldestAt: number | null };
  readonly horizonLagMs: number;
  readonly lastBackup: { readonly at: number; readonly bytes: number } | null;
  readonly epoch: string | null;
  /** Entries of the log after each of the cursors that were asked about, at most {@link mostBehind}; of all scopes. */
  readonly behind: Readonly<Record<string, number>>;
  /** Newest seen first, at most 1,000. */
  readonly desks: readonly { readonly linked: boolean; readonly seenAt: number; readonly lastN: number }[];
}

/** More than these are not counted: a desk that far behind is loaded anew. */
export const mostBehind = 100_000;

/** What is found of a service on this machine. */
export interface ServiceFacts {
  readonly kind: 'embedded' | 'own' | 'none';
  /** Of the embedded one: whether its Postgres runs, and where. */
  readonly server: { readonly pid: number; readonly port: number } | null;
  readonly clusterBytes: number | null;
  readonly freeBytes: number | null;
  readonly database: DatabaseFacts | null;
  /** Why there is no answer, for people. */
  readonly trouble: string | null;
}

/** What the answers are made from. */
export interface Examined {
  readonly data: string;
  readonly databaseUrl?: string | undefined;
  /** How far desks have come, "xid.seq"; what is none is left out. */
  readonly cursors?: readonly string[];
  /** ms since the epoch. */
  readonly now: () => number;
}

/** @returns what there is; a database that is not there or does not answer is a finding, not an error. */
export async function examineService({
  data,
  databaseUrl,
  cursors = [],
  now,
}: Examined): Promise<ServiceFacts> {
  const nothing = { server: null, clusterBytes: null, freeBytes: null, database: null, trouble: null };
  const ask = async (url: string): Promise<Pick<ServiceFacts, 'database' | 'trouble'>> => {
    try {
      return {
        database: await withSession(url, (client) => askDatabase(client, now(), cursors)),
        trouble: null,
      };
    } catch (error) {
      const trouble =
        error instanceof AppError ? error.message : `The database failed: ${(error as Error).message}`;
      return { database: null, trouble };
    }
  };
  if (databaseUrl !== undefined) return { ...nothing, kind: 'own', ...(await ask(databaseUrl)) };
  const cluster = await findCluster(data).catch(() => null);
  if (cluster === null) return { ...nothing, kind: 'none' };
  const free = await statfs(cluster.folder).catch(() => null);
  const sizes = {
    clusterBytes: folderBytes(cluster.folder),
    freeBytes: free === null ? null : free.bavail * free.bsize,
  };
  const server = (await runningServer(cluster)) ?? null;
  if (server === null || !(await answers(cluster, server, 3000)))
    return { ...nothing, ...sizes, kind: 'embedded', server };
  const url = `postgres://${clusterUser}:${encodeURIComponent(cluster.password)}@127.0.0.1:${server.port}/${ownDatabase}`;
  return { ...nothing, ...sizes, kind: 'embedded', server, ...(await ask(url)) };
}

function folderBytes(folder: string): number | null {
  try {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' }).reduce(
      (sum, name) => sum + (statSync(join(folder, name), { throwIfNoEntry: false })?.size ?? 0),
      0,
    );
  } catch {
    return null;
  }
}

const lastBackup = (text: string | undefined): DatabaseFacts['lastBackup'] => {
  try {
    const { at, bytes } = JSON.parse(text ?? '') as { at: unknown; bytes: unknown };
    return typeof at === 'number' && typeof bytes === 'number' ? { at, bytes } : null;
  } catch {
    return null;
  }
};

async function askDatabase(
  client: ClientBase,
  now: number,
  cursors: readonly string[],
): Promise<DatabaseFacts> {
  await client.query(`set statement_timeout = '30s'`);
  const rows = async <T>(text: string, values: unknown[] = []): Promise<T[]> =>
    (await client.query(text, values)).rows as T[];
  const [about] = await rows<{ version: string; bytes: string; ready: boolean }>(
    `select current_setting('server_version') as version, pg_database_size(current_database()) as bytes,
       to_regclass('public.migration') is not null as ready`,
  );
  if (about?.ready !== true) throw new AppError('notFound', 'There is no Parley in this database.');
  const undurable = await rows<{ name: string }>(
    `select name from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit') and setting = 'off' order by 1`,
  );
  const known = await readMigrations();
  const applied = await rows<{ number: number; sha256: string }>(
    'select number, sha256 from migration order by number',
  );
  const meta = new Map(
    (await rows<{ key: string; value: string }>('select key, value from meta')).map(({ key, value }) => [
      key,
      value,
    ]),
  );
  const records = await rows<{ kind: string; n: string }>(
    'select kind, count(*) as n from record group by kind order by kind',
  );
  const [feed] = await rows<{ n: string; at: string | null }>(
    'select count(*) as n, min(at) as at from feed',
  );
  const [accounts] = await rows<{ n: string }>('select count(*) as n from account');
  const desks = await rows<{ linked: boolean; seen: string; n: string }>(
    `select coalesce(linked_until > $1, false) as linked, last_seen as seen, last_n as n from desk order by last_seen desc limit 1000`,
    [now],
  );
  const behind: Record<string, number> = {};
  for (const cursor of cursors) {
    const [, xid, seq] = /^(\d{1,19})\.(\d{1,18})$/.exec(cursor) ?? [];
    if (xid === undefined || seq === undefined) continue;
    const [after] = await rows<{ n: string }>(
      'select count(*) as n from (select from feed where (xid, seq) > ($1::xid8, $2::bigint) limit $3) one',
      [xid, seq, mostBehind],
    );
    behind[cursor] = Number(after?.n ?? 0);
  }
  return {
    postgres: about.version,
    undurable: undurable.map(({ name }) => name),
    services: await servicesOn(client),
    bytes: Number(about.bytes),
    migrations: {
      applied: applied.length,
      known: known.length,
      differ: applied.some((one) => known.find(({ number }) => number === one.number)?.sha256 !== one.sha256),
    },
    records: Object.fromEntries(records.map(({ kind, n }) => [kind, Number(n)])),
    accounts: Number(accounts?.n ?? 0),
    feed: { length: Number(feed?.n ?? 0), oldestAt: feed?.at == null ? null : Number(feed.at) },
    horizonLagMs: (await horizonLag(client)).ms,
    lastBackup: lastBackup(meta.get('last_backup')),
    epoch: meta.get('epoch') ?? null,
    behind,
    desks: desks.map(({ linked, seen, n }) => ({ linked, seenAt: Number(seen), lastN: Number(n) })),
  };
}
