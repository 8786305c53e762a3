// Takes a backup: everything as of one moment, streamed out of a service that works on. Changes with how that is read.
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createZstdCompress } from 'node:zlib';
import type { ClientBase } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { AppError } from '../../shared/errors.ts';
import { createMeter, formatVersion, frame, zstdOptions, type Header, type TableEnd } from './format.ts';
import { withSession } from './session.ts';
import { migrationTable, tables, tablesOf, type TableShape } from './tables.ts';
import { walkBackup, type Contents } from './walk.ts';
import { syncFolder } from '../sync-folder.ts';

/** What a backup or a restore says while it works. */
export interface Progress {
  readonly step: 'read' | 'check' | 'load' | 'finish';
  /** The table at work. */
  readonly table: string | null;
  /** 0 to 1 within this step, as far as that can be told. */
  readonly part: number;
}

/** What a backup is made of. */
export interface BackupOptions {
  /** Of the database. */
  readonly url: string;
  /** Where it goes; one that is there already is replaced at once when the new one is whole. */
  readonly file: string;
  /** Of this Parley. */
  readonly version: string;
  /** ms since the epoch. */
  readonly now: () => number;
  readonly onProgress?: (progress: Progress) => void;
}

const chunkBytes = 64 * 1024;
const mostFrameBytes = 1024 * 1024;

async function headerOf(client: ClientBase, options: BackupOptions): Promise<Header> {
  const { rows: migrations } = await client
    .query<Header['migrations'][number]>(`select number, name, sha256 from ${migrationTable} order by number`)
    .catch((cause: unknown) => {
      throw new AppError('notFound', 'There is no Parley in this database.', { cause });
    });
  const { rows: names } = await client.query<{ name: string }>(
    `select relname as name from pg_class where relkind = 'S' and relnamespace = 'public'::regnamespace order by 1`,
  );
  const sequences: Header['sequences'] = [];
  for (const { name } of names) {
    const { rows } = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${client.escapeIdentifier(name)}`,
    );
    sequences.push({ name, ...rows[0]! });
  }
  const { rows: epoch } = await client.query<{ value: string }>(`select value from meta where key = 'epoch'`);
  return {
    format: 'parley-backup',
    formatVersion,
    version: options.version,
    createdAt: options.now(),
    epoch: epoch[0]?.value ?? null,
    migrations,
    sequences,
  };
}

/** Rows in the order of their key: the same database gives the same bytes. */
function copyText(client: ClientBase, { name, columns, key }: TableShape): string {
  const list = (names: readonly string[]): string =>
    names.map((one) => client.escapeIdentifier(one)).join(', ');
  const order = key.length === 0 ? '' : ` order by ${list(key)}`;
  return `copy (select ${list(columns)} from ${client.escapeIdentifier(name)}${order}) to stdout`;
}

async function* framesOf(client: ClientBase, options: BackupOptions): AsyncGenerator<Buffer> {
  const all = createHash('sha256');
  const hashed = (bytes: Buffer): Buffer => (all.update(bytes), bytes);
  yield hashed(frame('header', await headerOf(client, options)));
  const shapes = (await tablesOf(client)).filter(({ name }) => name !== migrationTable);
  const expected = await estimate(client);
  let done = 0;
  const ended: TableEnd[] = [];
  for (const shape of shapes) {
    if (tables[shape.name] === 'empty') continue;
    yield hashed(frame('table', { name: shape.name, columns: shape.columns }));
    const meter = createMeter();
    let held: Buffer[] = [];
    let size = 0;
    const flush = (): Buffer => {
      const data = Buffer.concat(held);
      held = [];
      size = 0;
      meter.add(data);
      done += data.length;
      options.onProgress?.({ step: 'read', table: shape.name, part: Math.min(0.99, done / expected) });
      return hashed(frame('data', data));
    };
    for await (const chunk of client.query(copyTo(copyText(client, shape))) as AsyncIterable<Buffer>) {
      for (let at = 0; at < chunk.length; at += mostFrameBytes) {
        const piece = chunk.subarray(at, at + mostFrameBytes);
        held.push(piece);
        size += piece.length;
        if (size >= chunkBytes) yield flush();
      }
    }
    if (size > 0) yield flush();
    const end = meter.end(shape.name);
    ended.push(end);
    yield hashed(frame('end', end));
  }
  yield frame('trailer', { tables: ended, sha256: all.digest('hex') });
}

/** Bytes as they lie on disk, packed; only for the progress. */
async function estimate(client: ClientBase): Promise<number> {
  const { rows } = await client.query<{ bytes: string }>(
    `select coalesce(sum(pg_table_size(oid)), 0) as bytes from pg_class
     where relkind = 'r' and relnamespace = 'public'::regnamespace and relname <> all($1)`,
    [Object.keys(tables).filter((name) => tables[name] === 'empty')],
  );
  return Math.max(1, Number(rows[0]!.bytes));
}

/**
 * Writes the backup beside its name, reads it again whole, and then gives it the name: under that name there is always
 * a whole one or none. The service works on meanwhile; nothing of what it does after the first moment is in the backup.
 * @throws AppError `unreachable`, `notFound` (no Parley there), `storage` (the disk).
 */
export async function createBackup(options: BackupOptions): Promise<Contents> {
  const { file } = options;
  const part = `${file}.part`;
  try {
    await withSession(options.url, async (client) => {
      await client.query('begin isolation level repeatable read, read only');
      await pipeline(
        Readable.from(framesOf(client, options), { objectMode: false, highWaterMark: mostFrameBytes }),
        createZstdCompress(zstdOptions),
        // For its owner alone: it holds what customers wrote, and hashes of passwords.
        createWriteStream(part, { mode: 0o600, flush: true }),
      );
      await client.query('commit');
    });
    const contents = await walkBackup(part, {
      progress: (done) => options.onProgress?.({ step: 'check', table: null, part: done }),
    });
    await rename(part, file);
    await syncFolder(dirname(file));
    await remember(options, contents.bytes);
    return contents;
  } catch (error) {
    await rm(part, { force: true });
    throw asDiskError(file, error);
  }
}

/** For doctor: when there was one last. */
async function remember({ url, now }: BackupOptions, bytes: number): Promise<void> {
  await withSession(url, (client) =>
    client.query(
      `insert into meta (key, value) values ('last_backup', $1) on conflict (key) do update set value = excluded.value`,
      [JSON.stringify({ at: now(), bytes })],
    ),
  ).catch(() => {});
}

function asDiskError(file: string, error: unknown): unknown {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (error instanceof AppError || !/^(E[A-Z]+)$/.test(code)) return error;
  const why =
    {
      ENOSPC: 'the disk is full',
      EDQUOT: 'the disk is full',
      EROFS: 'the disk is read-only',
      ENOENT: 'there is no such folder',
    }[code] ?? `it cannot be written (${code})`;
  return new AppError('storage', `The backup ${file} was not written: ${why}.`, { cause: error });
}
