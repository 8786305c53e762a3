// The search index in a file of its own: what it is held to, what may befall it, and the thread that writes it.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { findRows, indexLag } from '../../electron/store/db/search.ts';
import { createIndexer } from '../../electron/store/indexer.ts';
import { entriesOf } from '../../electron/store/search/layout.ts';
import { createThreadIndexer } from '../../electron/store/search/worker.ts';
import { openDatabase } from '../../electron/store/db/open.ts';
import { createLog } from '../../shared/log.ts';
import { testKey } from '../support/desk.ts';
import { aCase, aNote } from '../support/factories.ts';
import { searchOver, type Searching } from '../support/searching.ts';
import { setSyncScene, type SyncScene } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';

const openCache = (folder: string): Cache =>
  openCacheFile({ file: join(folder, 'cache.db'), keyHex: testKey, touch: () => undefined, now: () => 1 })
    .cache;

describe('over a cache', () => {
  let root: string;
  let folder: string;
  let cache: Cache;
  let searching: Searching;
  let folders = 0;
  const open = (): void => {
    cache = openCache(folder);
    searching = searchOver(join(folder, 'search.db'), () => cache);
    searching.search.check(cache.stamp());
  };
  const close = (): void => {
    searching.close();
    cache.close();
  };
  const fresh = (): void => {
    folder = mkdtempSync(join(root, `f${++folders}-`));
    open();
  };
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'parley-indexing-'));
    fresh();
  });
  afterEach(() => {
    close();
    rmSync(root, { recursive: true, force: true });
  });
  const put = (id: string, text: string, version: number): void =>
    void cache.transaction(() => cache.put('note', id, version, aNote(id, { text })));
  const remove = (id: string): void => cache.transaction(() => cache.remove('note', id));
  const find = (text: string): string[] =>
    (findRows({ cache, search: searching.search }, 'note', text, 50) ?? [])
      .map((row) => cache.one<{ id: string }>('SELECT id FROM note WHERE row = ?', row)!.id)
      .toSorted();
  const truth = (word: string): string[] =>
    cache
      .all<{ id: string; body: string }>('SELECT id, body FROM note')
      .filter(({ body }) => (JSON.parse(body) as { text: string }).text.split(' ').includes(word))
      .map(({ id }) => id)
      .toSorted();
  const entries = (): number => {
    searching.close();
    const db = openDatabase({ file: join(folder, 'search.db'), keyHex: testKey, durability: 'normal' });
    const count = db
      .prepare(`SELECT count(*) FROM ${entriesOf('note')}`)
      .pluck()
      .get() as number;
    db.close();
    return count;
  };

  test('STORE-22: an index is never searched with another cache, and begins anew with it', () => {
    put('n1', 'harbour', 1);
    searching.index();
    expect(find('harbour')).toEqual(['n1']);
    cache.close();
    for (const suffix of ['', '-wal', '-shm']) rmSync(join(folder, `cache.db${suffix}`), { force: true });
    cache = openCache(folder);
    put('n2', 'lantern', 1);
    // The same row number and the same stamp as the other cache had.
    expect(find('harbour')).toEqual([]);
    expect(find('lantern')).toEqual([]);
    searching.index();
    expect(find('harbour')).toEqual([]);
    expect(find('lantern')).toEqual(['n2']);
  });

  test('STORE-23: a row number that is used again never leads to a wrong hit, indexed or not', () => {
    put('n1', 'harbour', 1);
    searching.index();
    remove('n1');
    put('n2', 'lantern', 1);
    expect(cache.one<{ row: number }>('SELECT row FROM note')!.row).toBe(1);
    expect(find('harbour')).toEqual([]);
    searching.index();
    expect(find('harbour')).toEqual([]);
    expect(find('lantern')).toEqual(['n2']);
  });

  test('STORE-24: what has left the cache leaves the index when all is quiet', () => {
    for (let i = 0; i < 40; i++) put(`n${i}`, `harbour ${i}`, 1);
    searching.index();
    for (let i = 0; i < 15; i++) remove(`n${i}`);
    searching.index();
    expect(find('harbour')).toHaveLength(25);
    searching.tidy();
    expect(find('harbour')).toHaveLength(25);
    expect(entries()).toBe(25);
  });

  test('STORE-24: what could not leave the index, for example on a full disk, leaves it later, though nobody writes', () => {
    const waiting: (() => void)[] = [];
    let full = false;
    const trouble: unknown[] = [];
    const indexer = createIndexer({
      target: () => {
        if (full) throw new Error('database or disk is full');
        const files = { cacheFile: join(folder, 'cache.db'), searchFile: join(folder, 'search.db') };
        return { cache, search: searching.search, ...files, keyHex: testKey };
      },
      timers: {
        set: (run) => waiting.push(run),
        clear: (timer) => void (waiting[(timer as number) - 1] &&= () => undefined),
      },
      clock: () => 0,
      onIndexed: () => undefined,
      onInvalid: () => undefined,
      onTrouble: (error) => trouble.push(error),
    });
    const goOn = (): void => waiting.splice(0).forEach((run) => run());
    put('n1', 'harbour', 1);
    put('n2', 'harbour', 1);
    indexer.wake();
    while (indexLag({ cache, search: searching.search }) > 0) goOn();
    remove('n1');
    indexer.touched('note');
    // The step that hears of it; then what has left is let go of.
    goOn();
    full = true;
    goOn();
    expect(trouble).not.toEqual([]);
    full = false;
    for (let i = 0; i < 10; i++) goOn();
    indexer.stop();
    expect(entries()).toBe(1);
  });

  test('STORE-25: damage ends nothing but the index, which is written anew', () => {
    for (let i = 0; i < 200; i++) put(`n${i}`, `harbour ${i} ${'lamp'.repeat(i % 7)}`, 1);
    searching.index();
    searching.tidy();
    searching.close();
    const file = join(folder, 'search.db');
    const bytes = readFileSync(file);
    for (let at = 8192 * 2 + 100; at < bytes.length; at += 8192) bytes[at]! ^= 0xff;
    writeFileSync(file, bytes);
    expect(() => find('harbour')).not.toThrow();
    searching.index();
    expect(indexLag({ cache, search: searching.search })).toBe(0);
    expect(find('harbour')).toHaveLength(50);
    // The same for one that is no database at all, and one that is gone.
    searching.close();
    writeFileSync(file, 'This is a shopping list.\n'.repeat(2000));
    expect(find('harbour')).toEqual([]);
    searching.index();
    expect(find('199')).toEqual(['n199']);
  });

  test('STORE-25: where the disk has lost the end of the cache but not of its index, no entry stands for a text that never was', () => {
    put('n1', 'apfel', 1);
    const older = mkdtempSync(join(root, 'older-'));
    const names = ['cache.db', 'cache.db-wal'];
    for (const name of names) copyFileSync(join(folder, name), join(older, name));
    put('n1', 'birne', 2);
    remove('n1');
    put('n1', 'birne', 3);
    searching.index();
    close();
    for (const name of names) copyFileSync(join(older, name), join(folder, name));
    open();
    // They get the stamps that the lost ones had.
    for (let i = 2; i < 8; i++) put(`n${i}`, 'kirsche', 1);
    expect(find('birne')).toEqual([]);
    searching.index();
    expect(find('birne')).toEqual([]);
    expect(find('apfel')).toEqual(['n1']);
    expect(find('kirsche')).toHaveLength(6);
  });

  test('STORE-25: whatever a crash or a power cut leaves of the two files, the index is right once it has caught up', () => {
    const words = ['apfel', 'birne', 'kirsche', 'كتاب'];
    const id = fc.integer({ min: 0, max: 5 });
    const step = fc.oneof(
      fc.record({ put: id, text: fc.constantFrom(...words) }),
      fc.record({ remove: id }),
      fc.record({ index: fc.integer({ min: 1, max: 4 }) }),
      fc.constant({ tidy: true } as const),
      // The disk kept the files as they are now, or the cache as it was a while ago.
      fc.record({ cut: fc.boolean() }),
    );
    const copy = (name: string, to: string): void => {
      for (const suffix of ['', '-wal'])
        if (existsSync(join(folder, name + suffix)))
          copyFileSync(join(folder, name + suffix), join(to, name + suffix));
    };
    fc.assert(
      fc.property(fc.array(step, { maxLength: 24 }), (steps) => {
        close();
        fresh();
        let version = 0;
        const older = mkdtempSync(join(root, 'older-'));
        let kept = false;
        for (const [i, one] of steps.entries()) {
          if (i % 4 === 0) {
            copy('cache.db', older);
            kept = true;
          }
          if ('put' in one) put(`n${one.put}`, one.text, ++version);
          else if ('remove' in one) remove(`n${one.remove}`);
          else if ('index' in one) searching.step(one.index);
          else if ('tidy' in one) searching.tidy();
          else {
            const after = mkdtempSync(join(root, 'after-'));
            copy('search.db', after);
            copy('cache.db', after);
            if (one.cut && kept) {
              for (const suffix of ['', '-wal']) {
                rmSync(join(after, `cache.db${suffix}`), { force: true });
                if (existsSync(join(older, `cache.db${suffix}`)))
                  copyFileSync(join(older, `cache.db${suffix}`), join(after, `cache.db${suffix}`));
              }
            }
            close();
            folder = after;
            open();
          }
          for (const word of words) for (const hit of find(word)) expect(truth(word)).toContain(hit);
        }
        searching.index(3);
        for (const word of words) expect(find(word)).toEqual(truth(word));
      }),
      { numRuns: 40 },
    );
  });
});

describe('the thread that the product uses', () => {
  let scene: SyncScene;
  function withThread(): void {
    scene.desk.reopen({
      indexer: (deps) =>
        createThreadIndexer(
          deps,
          createLog((line) => void scene.desk.log.push(line), Date.now),
        ),
    });
    scene.window = scene.desk.window();
  }
  beforeEach(async () => {
    scene = await setSyncScene();
    scene.service.bulk = { stepEntries: 2 };
    withThread();
    await scene.linkIs('linked');
  });
  afterEach(() => scene.desk.close());
  const seed = (from: number, to: number, word: string): void =>
    scene.service.seed(
      ...Array.from({ length: to - from }, (_, i) => ({
        kind: 'case' as const,
        record: aCase(`bulk-${from + i}`, { title: `${word} ${from + i}` }),
      })),
    );
  const hits = async (text: string): Promise<number> => {
    scene.clock.pass(100);
    return (await scene.window.query('search.all', { text })).length;
  };
  const finds = (text: string, count: number): Promise<unknown> =>
    until(async () => (await hits(text)) === count, { what: `${count} hits for ${text}` });
  const relink = async (): Promise<void> => {
    scene.service.cut();
    await scene.linkIs('offline');
    await scene.window.client.request('link.retry', {});
    await scene.linkIs('linked');
  };
  const openFiles = (name: string): string[] =>
    readdirSync('/proc/self/fd').flatMap((fd) => {
      try {
        const target = readlinkSync(`/proc/self/fd/${fd}`);
        return target.startsWith(scene.desk.folder) && target.includes(name) ? [target] : [];
      } catch {
        return [];
      }
    });

  test('STORE-21: finds what came, also after a snapshot has put another cache in place, and after a sign-out', async () => {
    await scene.goOffline();
    seed(0, 10, 'Harbour');
    await scene.comeBack();
    await finds('harbour', 10);
    scene.service.alwaysSnapshot = true;
    seed(10, 12, 'Lantern');
    await relink();
    await finds('lantern', 2);
    await finds('harbour', 10);
    scene.service.alwaysSnapshot = false;
    await scene.window.client.request('account.signOut', {});
    // Nothing holds a file of an agent who has left.
    if (process.platform === 'linux') expect(openFiles('agents')).toEqual([]);
    expect(await hits('harbour')).toBe(0);
  });

  test('STORE-27: the log of the cache is written back by the thread, not by a commit', async () => {
    const size = (): number => statSync(join(scene.desk.folder, 'agents', 'ada', 'cache.db')).size;
    await scene.goOffline();
    seed(0, 400, 'Harbour');
    await scene.comeBack();
    const before = size();
    await until(() => (scene.clock.pass(2000), size() > before), { what: 'rows in the file itself' });
  });

  test('STORE-20: a row in bulk that breaks its schema is removed by whom the cache belongs to, and named', async () => {
    await scene.goOffline();
    seed(0, 5, 'Harbour');
    scene.service.seed({
      kind: 'case',
      record: aCase('bad', { title: 'Harbour bad', tags: ['x'.repeat(100)] }),
    });
    seed(5, 9, 'Harbour');
    await scene.comeBack();
    await finds('harbour', 9);
    expect(scene.desk.log.some((line) => line.includes('"id":"bad","field":"case.tags.0"'))).toBe(true);
  });

  test('STORE-25: a damaged index says less until it is written anew; the cache does not suffer', async () => {
    await scene.goOffline();
    seed(0, 12, 'Harbour');
    await scene.comeBack();
    await finds('harbour', 12);
    scene.desk.store.close();
    const file = join(scene.desk.folder, 'agents', 'ada', 'search.db');
    writeFileSync(file, 'This is a shopping list.\n'.repeat(2000));
    withThread();
    await finds('harbour', 12);
    expect(readdirSync(join(scene.desk.folder, 'agents', 'ada')).some((name) => name.includes('aside'))).toBe(
      false,
    );
  });
});
