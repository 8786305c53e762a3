// Puts a backup in place of what a database holds: all of it or nothing, whatever happens in between.
//
//   check the whole file -> begin -> throw away -> the backup's own schema -> rows -> newer migrations -> new epoch -> commit
import { once } from 'node:events';
import { finished } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, type CopyStreamQuery } from 'pg-copy-streams';
import { AppError } from '../../shared/errors.ts';
import {
  applyMigration,
  createMigrationTable,
  readMigrations,
  renewEpoch,
  type Migration,
} from '../db/migrate.ts';
import type { Progress } from './create.ts';
import { damaged, type Header } from './format.ts';
import { keepServicesOff } from './in-use.ts';
import { withSession } from './session.ts';
import { dropAll, holdings, tables, tablesOf } from './tables.ts';
import { walkBackup, type Contents } from './walk.ts';

/** What a restore is given. */
export interface RestoreOptions {
  /** Of the database. */
  readonly url: string;
  readonly file: string;
  /** Throws away what the database holds. */
  readonly replace: boolean;
  readonly onProgress?: (progress: Progress) => void;
  /** Only tests give others. */
  readonly migrations?: readonly Migration[];
}

/** What came of it. */
export interface Restored {
  readonly contents: Contents;
  /** How many migrations the backup was behind. */
  readonly migrated: number;
  /** How many rows of which table were thrown away. */
  readonly replaced: Readonly<Record<string, number>>;
}

/**
 * Checks the backup, which changes nothing.
 * @throws AppError `invalid`, `version`, `notFound` or `storage`.
 */
export async function checkBackup({
  file,
  migrations,
  onProgress,
}: Omit<RestoreOptions, 'url' | 'replace'>): Promise<Contents> {
  const known = migrations ?? (await readMigrations());
  return walkBackup(file, {
    header: (header) => void splitMigrations(file, header, known),
    progress: (part) => onProgress?.({ step: 'check', table: null, part }),
  });
}

/** @returns the migrations that the backup has seen, and those it has not. */
function splitMigrations(
  file: string,
  header: Header,
  known: readonly Migration[],
): { seen: Migration[]; missing: Migration[] } {
  for (const theirs of header.migrations) {
    const ours = known.find(({ number }) => number === theirs.number);
    if (ours === undefined) {
      throw new AppError(
        'version',
        `${file} was made by a newer Parley (${theirs.name}); update this one. Nothing was changed.`,
      );
    }
    if (ours.sha256 !== theirs.sha256) {
      throw new AppError(
        'version',
        `${file} was made by a Parley whose ${theirs.name} is another. Nothing was changed.`,
      );
    }
  }
  const newest = header.migrations.at(-1)?.number ?? 0;
  const seen = known.filter(({ number }) => number <= newest);
  if (seen.length !== header.migrations.length) throw damaged(file, 'its list of migrations');
  return { seen, missing: known.filter(({ number }) => number > newest) };
}

/**
 * Restores. The file is checked whole before anything is touched; then all is one transaction.
 * @throws AppError `taken` (a service runs on it, or tables of somebody else's), `conflict` (it holds something and
 * `replace` is not set; `facts` counts what), and those of {@link checkBackup}. Then the database is as it was.
 */
export async function restoreBackup(options: RestoreOptions): Promise<Restored> {
  const { file, onProgress } = options;
  const known = options.migrations ?? (await readMigrations());
  const checked = await checkBackup(options);
  return withSession(options.url, async (client) => {
    await client.query('begin');
    await keepServicesOff(client);
    const replaced = await holdings(client);
    if (!options.replace && Object.keys(replaced).length > 0) {
      const what = Object.entries(replaced).map(([name, n]) => `${n} ${name}${n === 1 ? '' : 's'}`);
      throw new AppError(
        'conflict',
        `The database is not empty: it holds ${what.join(', ')}. With --replace all of that goes and the backup takes its place. Nothing was changed.`,
        { facts: { ...replaced } },
      );
    }
    await dropAll(client);
    const { seen, missing } = splitMigrations(file, checked.header, known);
    await createMigrationTable(client);
    for (const migration of seen) await applyMigration(client, migration);
    // What triggers keep comes with the backup; they must not keep it once more.
    await triggers(client, 'disable');
    const contents = await load(client, options);
    await triggers(client, 'enable');
    if (contents.tables.some((table, i) => table.sha256 !== checked.tables[i]?.sha256))
      throw damaged(file, 'it was changed meanwhile');
    onProgress?.({ step: 'finish', table: null, part: 0 });
    for (const { name, value, called } of contents.header.sequences)
      await client.query('select setval($1::regclass, $2, $3)', [`public.${name}`, value, called]);
    for (const migration of missing) await applyMigration(client, migration);
    await client.query('update desk set linked_until = null');
    await renewEpoch(client);
    onProgress?.({ step: 'finish', table: null, part: 0.5 });
    await client.query('commit');
    // Without figures the first plans are bad ones; a failure here is none of the restore.
    await client.query('analyze').catch(() => {});
    onProgress?.({ step: 'finish', table: null, part: 1 });
    return { contents, migrated: missing.length, replaced };
  });
}

async function triggers(client: Client, what: 'enable' | 'disable'): Promise<void> {
  for (const { name } of await tablesOf(client))
    await client.query(`alter table ${client.escapeIdentifier(name)} ${what} trigger user`);
}

async function load(client: Client, { file, onProgress }: RestoreOptions): Promise<Contents> {
  let table: string | null = null;
  let read = 0;
  let into: CopyStreamQuery | null = null;
  let over: Promise<void> = Promise.resolve();
  return walkBackup(file, {
    table: (name, columns) => {
      if (tables[name] !== 'rows') throw damaged(file, `the table ${name}`);
      table = name;
      onProgress?.({ step: 'load', table, part: read });
      const list = columns.map((one) => client.escapeIdentifier(one)).join(', ');
      into = client.query(copyFrom(`copy ${client.escapeIdentifier(name)} (${list}) from stdin`));
      over = finished(into);
      // Heard where it is awaited.
      over.catch(() => {});
    },
    data: async (data) => {
      // Copied: the frame's bytes are used again once this returns.
      if (!into!.write(Buffer.from(data))) await Promise.race([once(into!, 'drain'), over]);
    },
    end: async ({ name, rows }) => {
      into!.end();
      await over;
      if (into!.rowCount !== rows) throw damaged(file, `the rows of ${name}`);
    },
    progress: (part) => {
      read = part;
      onProgress?.({ step: 'load', table, part });
    },
  });
}
