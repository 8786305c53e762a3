// Measures the search over everything in an encrypted cache of 1,000,000 messages against FTS5 alone, and what finding parts of words costs.
import { copyFileSync, existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inRepository } from '../../../build/paths.ts';
import { createCache } from '../../../electron/store/db/cache.ts';
import { openCacheFile } from '../../../electron/store/db/cache-file.ts';
import { searchAll, searchNear } from '../../../electron/store/db/finding.ts';
import { openDatabase, type Db } from '../../../electron/store/db/open.ts';
import type { QueryContext } from '../../../electron/store/query-context.ts';
import { endsTable, ftsOf, kinds, wordsOf } from '../../../electron/store/search/layout.ts';
import { enoughHits } from '../../../shared/cache/slips.ts';
import { queryWords } from '../../../shared/cache/text.ts';
import { testKey } from '../../support/desk.ts';
import { searchOver } from '../../support/searching.ts';
import { makeDataset, type Size } from '../sync/dataset.ts';
import { percentile, row, type Row } from '../table.ts';

const whole: Size = { cases: 200_000, messages: 1_000_000 };
const note = (text: string): void => console.log(`  ${text}`);

interface Facts {
  rows: number;
  /** Of the thread that indexes, per 50,000 rows, and the longest step of 1,000. */
  indexCpu: number;
  longestMs: number;
}

/** @returns a folder with a cache of this size; made once, as it takes minutes. */
function cacheOf(size: Size): string {
  const folder = inRepository('out', 'bench', 'data', `search-${size.cases}-${size.messages}`);
  const done = join(folder, 'rows.json');
  if (existsSync(done)) return folder;
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  note(`making ${size.messages} messages`);
  const file = join(folder, 'cache.db');
  const { cache } = openCacheFile({ file, keyHex: testKey, touch: () => undefined, now: Date.now });
  let rows = 0;
  let open = false;
  for (const { kind, id, record } of makeDataset(size)) {
    if (!open) cache.db.exec('BEGIN');
    open = true;
    cache.put(kind, id, 1, record);
    rows += 1;
    if (rows % 20_000 !== 0) continue;
    cache.db.exec('COMMIT');
    open = false;
  }
  if (open) cache.db.exec('COMMIT');
  cache.db.pragma('wal_checkpoint(TRUNCATE)');
  cache.close();
  writeFileSync(done, JSON.stringify({ rows }));
  return folder;
}

/** Indexes it, as after a long quiet time, where this layout of the index is not there yet. */
function indexed(folder: string): Facts {
  const known = join(folder, 'index.json');
  const search = join(folder, 'search.db');
  const { rows } = JSON.parse(readFileSync(join(folder, 'rows.json'), 'utf8')) as { rows: number };
  const { db, searching } = opened(folder);
  try {
    if (existsSync(known) && searching.search.look(() => true) === true)
      return JSON.parse(readFileSync(known, 'utf8')) as Facts;
    note('indexing');
    searching.search.letGo();
    searching.work.renew();
    searching.search.allow();
    const before = process.cpuUsage();
    let longestMs = 0;
    for (;;) {
      const began = performance.now();
      const did = searching.step(1000);
      longestMs = Math.max(longestMs, performance.now() - began);
      if (did.t === 'unfit' || did.rows === 0) break;
    }
    const { user, system } = process.cpuUsage(before);
    searching.tidy();
    const facts = { rows, indexCpu: ((user + system) / 1e6 / rows) * 50_000, longestMs };
    writeFileSync(known, JSON.stringify(facts));
    note(`search.db has ${(statSync(search).size / 1e6).toFixed(0)} MB`);
    return facts;
  } finally {
    searching.close();
    db.close();
  }
}

function opened(folder: string): { db: Db; context: QueryContext; searching: ReturnType<typeof searchOver> } {
  const db = openDatabase({
    file: join(folder, 'cache.db'),
    keyHex: testKey,
    durability: 'normal',
    cacheMb: 64,
  });
  const cache = createCache(db, () => undefined);
  const searching = searchOver(join(folder, 'search.db'), () => cache);
  // What a search does not use is not there.
  const context = { cache, search: searching.search } as unknown as QueryContext;
  return { db, context, searching };
}

/** How much smaller the index is without the parts of words. */
function partsBytes(folder: string): { withParts: number; without: number } {
  const file = join(folder, 'search.db');
  const copy = join(folder, 'without.db');
  copyFileSync(file, copy);
  const db = openDatabase({ file: copy, keyHex: testKey, durability: 'normal' });
  for (const kind of kinds) db.exec(`DELETE FROM ${endsTable(kind)}`);
  db.exec('VACUUM');
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
  const without = statSync(copy).size;
  for (const end of ['', '-wal', '-shm']) rmSync(copy + end, { force: true });
  return { withParts: statSync(file).size, without };
}

interface Asked {
  what: string;
  texts: readonly string[];
}

/** Words that stand side by side in messages of this dataset, out of its middle; parts and slips of its own words. */
function askedOf(db: Db, search: Db): Asked[] {
  const { n } = db.prepare('SELECT max(row) AS n FROM message').get() as { n: number };
  const texts = Array.from({ length: 60 }, (_, i) => {
    const at = Math.floor((n * (i + 20)) / 100);
    const body = db.prepare('SELECT body FROM message WHERE row >= ? LIMIT 1').pluck().get(at) as string;
    return (JSON.parse(body) as { text: string }).text;
  });
  const runs = texts.map((text) => queryWords(text.slice(0, 400)).filter((word) => word.length >= 4));
  const some = (count: number): string[] =>
    runs.filter((words) => words.length >= count).map((words) => words.slice(0, count).join(' '));
  const words = search
    .prepare(
      `SELECT word FROM ${wordsOf('message')} WHERE length(word) BETWEEN 10 AND 18 AND word GLOB '[a-z]*'`,
    )
    .pluck()
    .all() as string[];
  const sample = (all: readonly string[]): string[] => {
    const every = Math.max(1, Math.floor(all.length / 60));
    return all.filter((_, i) => i % every === 0).slice(0, 60);
  };
  const long = sample(words);
  const short = sample(
    search
      .prepare(
        `SELECT word FROM ${wordsOf('message')} WHERE length(word) BETWEEN 5 AND 7 AND word GLOB '[a-z]*'`,
      )
      .pluck()
      .all() as string[],
  );
  const swapped = (word: string): string => `${word.slice(0, 3)}${word[4]!}${word[3]!}${word.slice(5)}`;
  return [
    { what: '1 word', texts: some(1) },
    { what: '2 words', texts: some(2) },
    { what: '3 words', texts: some(3) },
    { what: '3 letters', texts: [...new Set(some(1).map((word) => word.slice(0, 3)))] },
    { what: 'the end of a word', texts: long.map((word) => word.slice(-Math.ceil(word.length / 2))) },
    { what: 'a slip', texts: long.map(swapped) },
    { what: 'a slip in a short word', texts: short.map(swapped) },
    { what: 'two slips', texts: long.map((word) => `${word[1]!}${word[0]!}${swapped(word).slice(2)}`) },
    { what: 'no word', texts: long.map((word) => Array.from(word).toReversed().join('')) },
  ];
}

const turns = 10;

/** What a run took, by the clock and of the processor: on a machine that others use too only the second can be compared. */
interface Times {
  ms: number[];
  cpu: number[];
}

function timesOf(texts: readonly string[], run: (text: string) => void): Times {
  const times: Times = { ms: [], cpu: [] };
  for (let turn = -1; turn < turns; turn++) {
    for (const text of texts) {
      const began = performance.now();
      const before = process.cpuUsage();
      run(text);
      const { user, system } = process.cpuUsage(before);
      if (turn < 0) continue;
      times.ms.push(performance.now() - began);
      times.cpu.push((user + system) / 1000);
    }
  }
  return times;
}

/** See the head of this file. @param context its share of the whole, 1 where none is given. */
export async function searchPart({ scale = 1 }: { scale?: number } = {}): Promise<Row[]> {
  await Promise.resolve();
  const size = { cases: whole.cases * scale, messages: whole.messages * scale };
  const folder = cacheOf(size);
  const facts = indexed(folder);
  const { withParts, without } = partsBytes(folder);
  const { db, context, searching } = opened(folder);
  const index = openDatabase({
    file: join(folder, 'search.db'),
    keyHex: testKey,
    durability: 'normal',
    cacheMb: 8,
  });
  try {
    const raw = kinds.map((kind) =>
      index
        .prepare(`SELECT rowid FROM ${ftsOf(kind)} WHERE ${ftsOf(kind)} MATCH ? ORDER BY rowid DESC LIMIT 14`)
        .pluck(),
    );
    const rawOf = (text: string): void => {
      const match = queryWords(text)
        .map((word) => `"${word}"*`)
        .join(' AND ');
      for (const statement of raw) statement.all(match);
    };
    const rows = askedOf(db, index).flatMap(({ what, texts }) => {
      const ours = timesOf(texts, (text) => {
        // As the palette asks.
        if (searchAll(context, text).length < enoughHits) searchNear(context, text);
      });
      const theirs = timesOf(texts, rawOf);
      const figure = (name: string, share: number, of: 'ms' | 'cpu'): Row =>
        row(`search, ${what}, ${name}`, percentile(ours[of], share), 'ms', {
          against: percentile(theirs[of], share),
        });
      return [figure('p50', 0.5, 'ms'), figure('p95', 0.95, 'ms'), figure('CPU p50', 0.5, 'cpu')];
    });
    return [
      ...rows,
      row('indexing 50,000 rows, CPU', facts.indexCpu, 's'),
      row('longest step of indexing', facts.longestMs, 'ms'),
      row('search.db', withParts / 1e6, 'MB', { against: without / 1e6 }),
    ];
  } finally {
    searching.close();
    index.close();
    db.close();
  }
}
