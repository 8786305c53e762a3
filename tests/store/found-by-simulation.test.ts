// Changes when the simulation finds a fault of the store in a long run: each gets the smallest test that shows it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import type { Cache } from '../../electron/store/db/cache.ts';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import type { Outbox } from '../../electron/store/db/outbox.ts';
import { findRows } from '../../electron/store/db/search.ts';
import { openDesk } from '../../electron/store/db/desk.ts';
import { openDatabase } from '../../electron/store/db/open.ts';
import { testKey } from '../support/desk.ts';
import { searchOver } from '../support/searching.ts';
import { note } from '../support/sync-scene.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-found-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const dayMs = 86_400_000;
const openOutbox = (): Outbox =>
  openOutboxFile({ file: join(folder, 'outbox.db'), keyHex: testKey, now: () => 1, onUnreadable: () => {} })
    .outbox;
const openCache = (): Cache =>
  openCacheFile({ file: join(folder, 'cache.db'), keyHex: testKey, touch: () => {}, now: () => 1 }).cache;

test('STORE-14: a note that comes after a restart is found, also where the newest one was removed before it', () => {
  let cache = openCache();
  const searching = searchOver(join(folder, 'search.db'), () => cache);
  const put = (id: string): void =>
    void cache.transaction(() =>
      cache.put('note', id, 1, {
        id,
        subjectKind: 'case',
        subjectId: 'c',
        authorId: 'a',
        authorName: 'A',
        text: `parcel ${id}`,
        at: 1,
        supersedes: null,
      }),
    );
  put('gone');
  searching.index();
  cache.transaction(() => cache.remove('note', 'gone'));
  searching.index();
  cache.close();
  cache = openCache();
  put('new');
  searching.index();
  const found = (word: string) => findRows({ cache, search: searching.search }, 'note', word, 9);
  expect(found('new')).toHaveLength(1);
  // Nor does it stand where the old one stood.
  expect(found('gone')).toEqual([]);
  searching.close();
  cache.close();
});

/** More than the newest thousand, which are always kept; all of them done. */
function manyDone(outbox: Outbox): void {
  const commands = Array.from({ length: 1010 }, (_, i) => note(`k${i}`, `note ${i}`));
  outbox.add(commands, 1);
  outbox.decide(
    commands.map(({ id }, i) => ({ commandId: id, at: `5.${i}` })),
    // The clock of this machine is years behind.
    1,
  );
  outbox.finish('6.0');
}

test('STORE-13: decided commands grow old from when the service’s clock first saw them, never by the clock of the desk', () => {
  const outbox = openOutbox();
  manyDone(outbox);
  const left = (): number => Number(outbox.db.prepare('SELECT count(*) FROM command').pluck().get());
  const now = 1_700_000_000_000;
  outbox.forget(now, 30 * dayMs);
  expect(left()).toBe(1010);
  outbox.forget(now + 29 * dayMs, 30 * dayMs);
  expect(left()).toBe(1010);
  outbox.forget(now + 31 * dayMs, 30 * dayMs);
  expect(left()).toBe(1000);
  outbox.close();
});

test('STORE-6: a notice that the disk has no room for is shown all the same, until it is dismissed', () => {
  const file = join(folder, 'desk.db');
  openDesk(file, testKey, 1).close();
  const db = openDatabase({ file, keyHex: testKey, durability: 'full' });
  db.exec(`CREATE TRIGGER full BEFORE INSERT ON notice BEGIN SELECT RAISE(ABORT, 'disk full'); END`);
  db.close();
  const desk = openDesk(file, testKey, 1);
  const notice = { id: 'x', code: 'storageFull' as const, at: 1, detail: '' };
  desk.addNotice(notice);
  expect(desk.notices()).toEqual([notice]);
  desk.dismiss('x');
  expect(desk.notices()).toEqual([]);
  desk.close();
});
