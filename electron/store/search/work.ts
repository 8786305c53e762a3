// The work on one search.db: texts of the cache become entries, step by step; dead entries go, pieces are put together. Changes when the index is kept otherwise.
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { tableOf } from '../../../shared/cache/segment.ts';
import { specs, type KindSpec, type SearchKind } from '../../../shared/cache/spec.ts';
import type { RecordKind, RecordOf } from '../../../shared/domain/records.ts';
import { removeFile } from '../db/cache-builder.ts';
import { bodyAtFault } from '../db/checking.ts';
import { syncFolder } from '../db/lasting.ts';
import { isDamaged, openDatabase, type Db } from '../db/open.ts';
import { plucked, prepared } from '../db/prepared.ts';
import {
  cacheIdOf,
  createSearchLayout,
  endsTable,
  entriesOf,
  entryOf,
  ftsOf,
  kinds,
  stampOf,
  timeOf,
  wordsOf,
} from './layout.ts';
import { endsOf } from './parts.ts';
import { indexedWords } from './words.ts';

/** Gives the cache for reading, in one short transaction; null while there is none. What is read of it is of one moment. */
export type Source = <T>(read: (cache: Db) => T) => T | null;

/** Damage that was met in the cache; it must not be taken for damage of the index. A {@link Source} throws it. */
export class SourceDamaged extends Error {}

/** A row that came in bulk and breaks its schema. */
export interface Invalid {
  kind: SearchKind;
  id: string;
  /** Of the text that was looked at: a row that has changed since is another. */
  stamp: number;
  field: string;
}

/** What a step has done. `unfit`: the file cannot be used and {@link SearchWork.renew} must follow. */
export type Step =
  | { t: 'done'; rows: number; invalid: Invalid | null }
  | { t: 'unfit'; why: 'damaged' | 'other' };

/** See the head of this file. The file is opened at the first step. */
export interface SearchWork {
  /** Writes the entries of up to so many texts, with the marks that say how far it has come, in one transaction. Ends before a row that breaks its schema. */
  step(most: number): Step;
  /** One piece of what can wait until all is quiet. @returns whether there is more. */
  tidy(): boolean;
  /** Removes the file, which nobody else may have open, and starts anew. */
  renew(): void;
  close(): void;
}

interface Waiting {
  kind: SearchKind;
  stamp: number;
  at: number;
  id: string;
  body: string;
}
interface Batch {
  id: string;
  unchecked: number;
  /** The stamp of the newest removal. */
  removed: number;
  rows: Waiting[];
}

/** Kinds that are still to be swept, and how far the first is. */
interface Sweep {
  left: readonly SearchKind[];
  after: number;
}

const factOf = (db: Db, key: string): string | undefined =>
  plucked(db, 'SELECT value FROM meta WHERE key = ?').get(key) as string | undefined;
/** The key of how far a kind has been indexed. */
export const markOf = (kind: SearchKind): string => `mark.${kind}`;

/** Entries looked at by one piece of sweeping, and pages written by one of merging. */
const sweptAtOnce = 4000;
const mergedPages = 200;
/** New words of one text that are taken apart: who writes thousands that nobody knows does not fill the disk. */
const mostParted = 400;
/** Words that are known to be in the file, so that they need not be written again. */
const mostWords = 30_000;

/** @param file absolute path of search.db. */
export function createSearchWork(
  { file, keyHex }: { file: string; keyHex: string },
  source: Source,
): SearchWork {
  let open: { db: Db; cacheId: string; words: Map<SearchKind, Set<string>> } | null = null;
  let sweeping: Sweep | 'asked' | null = 'asked';
  let merging = 0;

  function close(): void {
    const closing = open;
    open = null;
    closing?.db.close();
  }

  /** @returns null when what is there is none of ours. */
  function openFile(cacheId: string): typeof open {
    const db = openDatabase({ file, keyHex, durability: 'normal', cacheMb: 8 });
    try {
      const found = cacheIdOf(db);
      if (found === '') createSearchLayout(db, cacheId);
      else if (found !== cacheId) {
        db.close();
        return null;
      }
      db.pragma('wal_autocheckpoint = 2000');
      sweeping = 'asked';
      return { db, cacheId, words: new Map(kinds.map((kind) => [kind, new Set<string>()])) };
    } catch (error) {
      db.close();
      throw error;
    }
  }

  const mark = (db: Db, kind: SearchKind): number => Number(factOf(db, markOf(kind)) ?? 0);

  function readBatch(cache: Db, marks: ReadonlyMap<SearchKind, number>, most: number): Batch {
    const rows: Waiting[] = [];
    for (const kind of kinds) {
      if (rows.length >= most) break;
      const sql = `SELECT '${kind}' AS kind, stamp, ${timeOf[kind]} AS at, id, body FROM ${tableOf(kind)} WHERE stamp > ? ORDER BY stamp LIMIT ?`;
      rows.push(...(prepared(cache, sql).all(marks.get(kind) ?? 0, most - rows.length) as Waiting[]));
    }
    return {
      id: factOf(cache, 'id') ?? '',
      unchecked: Number(factOf(cache, 'unchecked') ?? 0),
      removed: Number(factOf(cache, 'stamp') ?? 0),
      rows,
    };
  }

  function write({ db, words: known }: NonNullable<typeof open>, kind: SearchKind, rows: Waiting[]): void {
    const insert = prepared(db, `INSERT INTO ${ftsOf(kind)} (rowid, text) VALUES (?, ?)`);
    const put = prepared(db, `INSERT OR IGNORE INTO ${wordsOf(kind)} VALUES (?)`);
    const putEnd = prepared(db, `INSERT OR IGNORE INTO ${endsTable(kind)} VALUES (?, ?)`);
    const seen = known.get(kind)!;
    /** Each with whether it is found by its parts too. */
    const fresh = new Map<string, boolean>();
    const entries = rows.map(({ at, stamp, body }) => {
      const { text } = specs[kind] as KindSpec<RecordKind>;
      const words = indexedWords(text!(JSON.parse(body) as RecordOf<RecordKind>));
      let parted = 0;
      for (const word of words)
        if (!seen.has(word) && !fresh.has(word)) fresh.set(word, ++parted <= mostParted);
      return { entry: entryOf(at, stamp), text: [...words].join(' ') };
    });
    // In their order FTS5 makes one piece of them.
    for (const { entry, text } of entries.toSorted((a, b) => a.entry - b.entry)) insert.run(entry, text);
    if (seen.size + fresh.size > mostWords) seen.clear();
    for (const [word, parts] of [...fresh].toSorted(([a], [b]) => (a < b ? -1 : 1))) {
      seen.add(word);
      if (put.run(word).changes > 0 && parts) for (const end of endsOf(word)) putEnd.run(end, word);
    }
  }

  function step(most: number): Step {
    const using = open;
    const marks = new Map(using === null ? [] : kinds.map((kind) => [kind, mark(using.db, kind)]));
    const batch = source((cache) => readBatch(cache, marks, using === null ? 0 : most));
    if (batch === null) return { t: 'done', rows: 0, invalid: null };
    if (using === null) {
      open = openFile(batch.id);
      return open === null ? { t: 'unfit', why: 'other' } : step(most);
    }
    if (batch.id !== using.cacheId) {
      close();
      return { t: 'unfit', why: 'other' };
    }
    let invalid: Invalid | null = null;
    const kept: Waiting[] = [];
    for (const row of batch.rows) {
      const { kind, id, stamp, body } = row;
      const field = stamp <= batch.unchecked ? bodyAtFault(kind, id, body) : null;
      if (field !== null) {
        invalid = { kind, id, stamp, field };
        break;
      }
      kept.push(row);
    }
    const { db } = using;
    const removed = Number(factOf(db, 'removed') ?? 0);
    if (kept.length === 0 && removed === batch.removed) return { t: 'done', rows: 0, invalid };
    const note = prepared(db, 'INSERT OR REPLACE INTO meta VALUES (?, ?)');
    try {
      db.transaction(() => {
        for (const kind of kinds) {
          const mine = kept.filter((row) => row.kind === kind);
          if (mine.length === 0) continue;
          write(using, kind, mine);
          note.run(markOf(kind), String(mine.at(-1)!.stamp));
        }
        note.run('removed', String(batch.removed));
      })();
    } catch (error) {
      // Words of a transaction that did not come about are not in the file.
      for (const words of using.words.values()) words.clear();
      throw error;
    }
    sweeping = 'asked';
    return { t: 'done', rows: kept.length, invalid };
  }

  /** @returns the kinds that hold entries of texts that the cache has no more. */
  function planSweep(db: Db): Exclude<typeof sweeping, string> {
    const marks = kinds.map((kind) => mark(db, kind));
    const live = source((cache) =>
      kinds.map((kind, i) =>
        count(cache, `SELECT count(*) FROM ${tableOf(kind)} WHERE stamp <= ?`, marks[i]!),
      ),
    );
    if (live === null) return null;
    return {
      left: kinds.filter((kind, i) => count(db, `SELECT count(*) FROM ${entriesOf(kind)}`) > live[i]!),
      after: 0,
    };
  }

  function sweep(db: Db, { left, after }: Sweep): Sweep | null {
    const kind = left[0];
    if (kind === undefined) return null;
    const sql = `SELECT id FROM ${entriesOf(kind)} WHERE id > ? ORDER BY id LIMIT ?`;
    const entries = plucked(db, sql).all(after, sweptAtOnce) as number[];
    const last = entries.at(-1);
    if (last === undefined) return { left: left.slice(1), after: 0 };
    const asked = JSON.stringify(entries.map(stampOf));
    const found = source(
      (cache) =>
        new Set(
          plucked(
            cache,
            `SELECT stamp FROM ${tableOf(kind)} WHERE stamp IN (SELECT value FROM json_each(?))`,
          ).all(asked) as number[],
        ),
    );
    if (found === null) return null;
    const dead = entries.filter((entry) => !found.has(stampOf(entry)));
    const remove = prepared(db, `DELETE FROM ${ftsOf(kind)} WHERE rowid = ?`);
    if (dead.length > 0) db.transaction(() => dead.forEach((entry) => remove.run(entry)))();
    return { left, after: last };
  }

  /** @returns whether anything was put together. */
  function merge(db: Db, kind: SearchKind): boolean {
    const changes = (): number => plucked(db, 'SELECT total_changes()').get() as number;
    const before = changes();
    prepared(db, `INSERT INTO ${ftsOf(kind)} (${ftsOf(kind)}, rank) VALUES ('merge', ?)`).run(mergedPages);
    return changes() - before >= 2;
  }

  function tidy(): boolean {
    if (open === null) return false;
    const { db } = open;
    if (sweeping === 'asked') {
      sweeping = planSweep(db);
      merging = 0;
      return true;
    }
    if (sweeping !== null) {
      sweeping = sweep(db, sweeping);
      return true;
    }
    const kind = kinds[merging];
    if (kind !== undefined) {
      if (!merge(db, kind)) merging += 1;
      return true;
    }
    db.pragma('wal_checkpoint(TRUNCATE)');
    return false;
  }

  /** Damage is of the index alone; it is told apart from trouble of the cache by where it was met. */
  function guarded<T>(run: () => T, damaged: T): T {
    try {
      return run();
    } catch (error) {
      if (!isDamaged(error) || error instanceof SourceDamaged) throw error;
      try {
        close();
      } catch {
        // It is thrown away.
      }
      return damaged;
    }
  }

  return {
    step: (most) => guarded(() => step(most), { t: 'unfit', why: 'damaged' }),
    // What is damaged is thrown away by the step that meets it next.
    tidy: () => guarded(tidy, false),
    renew: () => {
      close();
      removeSearchFile(file);
    },
    close,
  };
}

const count = (db: Db, sql: string, ...params: number[]): number => plucked(db, sql).get(...params) as number;

/** Removes a closed search.db for good. */
export function removeSearchFile(file: string): void {
  if (!existsSync(file)) return;
  removeFile(file);
  syncFolder(dirname(file));
}
