// Asking search.db while it is written by somebody else: a connection of its own, that never waits and can be let go at once. Changes with what is asked of the index.
import { existsSync } from 'node:fs';
import type { SearchKind } from '../../../shared/cache/spec.ts';
import { asStorageError, isDamaged, isSqlError, openDatabase, type Db } from '../db/open.ts';
import { plucked, prepared } from '../db/prepared.ts';
import { cacheIdOf, endsTable, ftsOf, kinds, wordsOf } from './layout.ts';
import type { Vocabulary } from './near.ts';
import { markOf, removeSearchFile } from './work.ts';

/** The index as it is at one moment. */
export interface OpenIndex {
  /** Numbers of entries below `before` that fit an FTS5 expression, largest and so newest first. */
  entries(kind: SearchKind, expression: string, before: number, limit: number): number[];
  /** Words from `first` up to but not including `end`, in their order. */
  words(kind: SearchKind, first: string, end: string, limit: number): string[];
  /** The words in their order, by what one of them is or begins with. */
  vocabulary(kind: SearchKind): Vocabulary;
  /** The ends of words by which they are found too, in their order. */
  partVocabulary(kind: SearchKind): Vocabulary;
  /** Words that hold `first` up to but not including `end` at the beginning of an end of theirs, in the order of these ends. */
  ends(kind: SearchKind, first: string, end: string, limit: number): { part: string; word: string }[];
  /** Those of these words that are in the index of any kind. */
  known(words: readonly string[]): Set<string>;
  /** Texts up to this stamp are in it. */
  mark(kind: SearchKind): number;
}

/** See the head of this file. */
export interface SearchReader {
  /** @returns what `read` gives; null while there is no index of the cache that serves now. @throws AppError `storage`. */
  look<T>(read: (index: OpenIndex) => T): T | null;
  /**
   * To be asked when a cache was opened, before anything is written to it: where the disk has lost the end of the cache
   * but not of its index, entries would stand for texts that never were. Such an index is removed.
   * @param stamp the newest of the cache.
   */
  check(stamp: number): void;
  /** Closes the file and does not open it again before {@link SearchReader.allow}, so that it can be removed. */
  letGo(): void;
  allow(): void;
  close(): void;
}

/** What a reader is given. */
export interface ReaderDeps {
  /** Absolute path of search.db. */
  file: string;
  keyHex: string;
  /** Of the cache that serves now. */
  cacheId: () => string;
  /** The file is damaged; it is closed here and must be written anew. */
  onDamaged: () => void;
}

// Most words are in messages.
const knownSql = `SELECT value FROM json_each(?) WHERE ${[...kinds]
  .toSorted((a) => (a === 'message' ? -1 : 0))
  .map((kind) => `EXISTS (SELECT 1 FROM ${wordsOf(kind)} WHERE word = value)`)
  .join(' OR ')}`;

function inOrder(db: Db, table: string, column: string): Vocabulary {
  const next = plucked(db, `SELECT ${column} FROM ${table} WHERE ${column} >= ? ORDER BY ${column} LIMIT 1`);
  return { from: (text) => next.get(text) as string | undefined };
}

/** @returns a reader; the file is opened when it is first asked. */
export function createSearchReader({ file, keyHex, cacheId, onDamaged }: ReaderDeps): SearchReader {
  let opened: Db | null = null;
  let allowed = true;

  function close(): void {
    const closing = opened;
    opened = null;
    closing?.close();
  }

  function open(): Db | null {
    if (opened !== null) return opened;
    if (!allowed || !existsSync(file)) return null;
    const db = openDatabase({ file, keyHex, durability: 'normal', cacheMb: 8 });
    const found = cacheIdOf(db);
    if (found === '' || found === null) {
      // It is being made, or is to be made anew.
      db.close();
      return null;
    }
    opened = db;
    return db;
  }

  const fact = (from: Db, key: string): unknown =>
    plucked(from, 'SELECT value FROM meta WHERE key = ?').get(key);

  const indexOf = (from: Db): OpenIndex => ({
    entries: (kind, expression, before, limit) =>
      plucked(
        from,
        `SELECT rowid FROM ${ftsOf(kind)} WHERE ${ftsOf(kind)} MATCH ? AND rowid < ? ORDER BY rowid DESC LIMIT ?`,
      ).all(expression, before, limit) as number[],
    words: (kind, first, end, limit) =>
      plucked(
        from,
        `SELECT word FROM ${wordsOf(kind)} WHERE word >= ? AND word < ? ORDER BY word LIMIT ?`,
      ).all(first, end, limit) as string[],
    vocabulary: (kind) => inOrder(from, wordsOf(kind), 'word'),
    partVocabulary: (kind) => inOrder(from, endsTable(kind), 'part'),
    ends: (kind, first, end, limit) =>
      prepared(
        from,
        `SELECT part, word FROM ${endsTable(kind)} WHERE part >= ? AND part < ? ORDER BY part LIMIT ?`,
      ).all(first, end, limit) as { part: string; word: string }[],
    known: (words) =>
      words.length === 0
        ? new Set()
        : new Set(plucked(from, knownSql).all(JSON.stringify(words)) as string[]),
    mark: (kind) => Number(fact(from, markOf(kind)) ?? 0),
  });

  function look<T>(read: (index: OpenIndex) => T): T | null {
    try {
      const from = open();
      if (from === null) return null;
      // One moment: marks, words and entries belong together.
      return from.transaction(() => (fact(from, 'cache') === cacheId() ? read(indexOf(from)) : null))();
    } catch (error) {
      if (!isSqlError(error)) throw error;
      if (!isDamaged(error)) throw asStorageError(error);
      close();
      onDamaged();
      return null;
    }
  }

  return {
    look,
    check: (stamp) => {
      let fits: boolean;
      try {
        const from = open();
        if (from === null) return;
        const ahead = Math.max(Number(fact(from, 'removed') ?? 0), ...kinds.map(indexOf(from).mark));
        fits = fact(from, 'cache') !== cacheId() || ahead <= stamp;
      } catch (error) {
        if (!isSqlError(error)) throw error;
        fits = !isDamaged(error);
      }
      if (fits) return;
      close();
      removeSearchFile(file);
    },
    letGo: () => {
      allowed = false;
      close();
    },
    allow: () => {
      allowed = true;
    },
    close,
  };
}

/** Nothing is found. */
export const noIndex: SearchReader = {
  look: () => null,
  check: () => undefined,
  letGo: () => undefined,
  allow: () => undefined,
  close: () => undefined,
};
