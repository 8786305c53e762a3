// The store's files: durability, encryption, damage, strangers, the future. What must be kept is kept, what can be rebuilt is.
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import { openDesk } from '../../electron/store/db/desk.ts';
import { migrate } from '../../electron/store/db/migrate.ts';
import { outboxMigrations } from '../../electron/store/db/migrations/outbox.ts';
import { isDamaged, openDatabase } from '../../electron/store/db/open.ts';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import type { Outbox } from '../../electron/store/db/outbox.ts';
import { testKey } from '../support/desk.ts';
import { dueBy } from '../support/due.ts';
import { aCase } from '../support/factories.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-files-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const otherKey = '11'.repeat(32);
const now = (): number => 1_700_000_000_000;
const note = (n: number, text = `Note number ${n}`): AgentCommand => ({
  id: `k${n}`,
  type: 'note.write',
  args: { noteId: `n${n}`, subjectKind: 'case', subjectId: 'case-1', text, supersedes: null },
});
const outboxFile = (): string => join(folder, 'outbox.db');
const openOutbox = (keyHex = testKey): ReturnType<typeof openOutboxFile> =>
  openOutboxFile({ file: outboxFile(), keyHex, now, onUnreadable: () => undefined });
const fill = (outbox: Outbox, count: number): void => {
  for (let n = 1; n <= count; n++) outbox.add([note(n, `Note number ${n} ${'long '.repeat(300)}`)], now());
};
const openCache = (keyHex = testKey): ReturnType<typeof openCacheFile> =>
  openCacheFile({ file: join(folder, 'cache.db'), keyHex, touch: () => undefined, now });
/** Flips one bit in the middle of each page but the first `skip`. */
function damage(file: string, skip: number, every = 1): void {
  const bytes = readFileSync(file);
  for (let page = skip; page < bytes.length / 8192; page += every) bytes[page * 8192 + 4000]! ^= 1;
  writeFileSync(file, bytes);
}

describe('durability', () => {
  test('STORE-1: the outbox commits with synchronous=FULL on every open, also of a file that ran with less', () => {
    for (let round = 0; round < 3; round++) {
      const { outbox } = openOutbox();
      expect(outbox.db.pragma('synchronous', { simple: true })).toBe(2);
      expect(outbox.db.pragma('journal_mode', { simple: true })).toBe('wal');
      outbox.db.pragma('synchronous = 1');
      outbox.close();
    }
  });

  test('STORE-1: desk.db as well, and a second process is refused while it is open', () => {
    const file = join(folder, 'desk.db');
    const first = openDesk(file, testKey, now());
    expect(() => openDesk(file, testKey, now())).toThrow('Another Parley is using this data folder.');
    first.close();
    openDesk(file, testKey, now()).close();
  });

  test('sorting never spills to a file', () => {
    const { cache } = openCache();
    expect(cache.db.pragma('temp_store', { simple: true })).toBe(2);
    cache.close();
  });
});

describe('encryption', () => {
  test('STORE-2: nothing that a person wrote is readable in any file', () => {
    const canary = 'kanarienvogel-7319';
    const { outbox } = openOutbox();
    outbox.add([note(1, canary)], now());
    outbox.putDrafts([{ key: 'reply:c1', text: canary, caret: 0, at: 1 }]);
    outbox.putWorkspace(canary);
    const { cache } = openCache();
    cache.transaction(() =>
      cache.put('note', 'n1', 1, {
        id: 'n1',
        subjectKind: 'case',
        subjectId: 'x',
        authorId: 'a',
        authorName: 'A',
        text: canary,
        at: 1,
        supersedes: null,
      }),
    );
    const desk = openDesk(join(folder, 'desk.db'), testKey, now());
    desk.addNotice({ id: 'x', code: 'storageFull', at: 1, detail: canary });
    // Looked at while open: the write-ahead logs are there, too.
    const files = readdirSync(folder);
    expect(files.filter((name) => name.endsWith('-wal')).length).toBeGreaterThan(1);
    for (const name of files) expect(readFileSync(join(folder, name)).includes(canary), name).toBe(false);
    for (const open of [outbox, cache, desk]) open.close();
  });

  test('STORE-2: every flipped bit is noticed', () => {
    const { outbox } = openOutbox();
    fill(outbox, 30);
    outbox.close();
    const whole = readFileSync(outboxFile());
    for (let page = 0; page < whole.length / 8192; page++) {
      const bytes = Buffer.from(whole);
      bytes[page * 8192 + 100 + page]! ^= 4;
      writeFileSync(outboxFile(), bytes);
      const read = (): unknown => {
        const db = openDatabase({ file: outboxFile(), keyHex: testKey, durability: 'full' });
        try {
          return (
            db.prepare('SELECT body FROM command ORDER BY n').all().length +
            Number(db.pragma('quick_check(1)', { simple: true }) === 'ok')
          );
        } finally {
          db.close();
        }
      };
      let result: unknown;
      try {
        result = read();
      } catch (error) {
        expect(isDamaged(error), `page ${page}`).toBe(true);
        continue;
      }
      expect(result, `page ${page}`).not.toBe(31);
    }
  });
});

describe('the cache can always be rebuilt', () => {
  const put = (): void => {
    const { cache } = openCache();
    cache.transaction(() => {
      for (let i = 0; i < 1000; i++)
        cache.put('queue', `q${i}`, 1, {
          id: `q${i}`,
          name: `Queue ${i} ${'x'.repeat(80)}`,
          channels: ['chat'],
          offerMs: 1000,
        });
    });
    cache.close();
  };
  const expectRebuilt = (keyHex = testKey): void => {
    const { cache, rebuilt } = openCache(keyHex);
    expect(rebuilt).toContain('cache.db.aside-');
    expect(cache.get('queue', 'q1')).toBeUndefined();
    cache.close();
    expect(readdirSync(folder).some((name) => name.startsWith('cache.db.aside-'))).toBe(true);
    const again = openCache(keyHex);
    expect(again.rebuilt).toBeNull();
    again.cache.close();
  };

  test('STORE-5: a damaged cache is put aside', () => {
    put();
    damage(join(folder, 'cache.db'), 3);
    expectRebuilt();
  });
  test('STORE-5: a cache of another key is put aside', () => {
    put();
    expectRebuilt(otherKey);
  });
  test('STORE-5: a file that is no database is put aside', () => {
    writeFileSync(join(folder, 'cache.db'), 'This is a shopping list.\n'.repeat(1000));
    expectRebuilt();
  });
  test('STORE-5: a database that is not a cache is put aside', () => {
    const db = openDatabase({ file: join(folder, 'cache.db'), keyHex: testKey, durability: 'normal' });
    db.exec('CREATE TABLE other (a TEXT) STRICT');
    db.close();
    expectRebuilt();
  });
  test('STORE-5: a cache of another layout keeps its rows, and what follows from them is made again', () => {
    put();
    const older = openCache().cache;
    older.put('case', 'late', 1, aCase('late', dueBy(50)));
    older.close();
    const db = openDatabase({ file: join(folder, 'cache.db'), keyHex: testKey, durability: 'normal' });
    db.exec(`UPDATE "case" SET due = 99; UPDATE meta SET value = 'older' WHERE key = 'layout'; INSERT OR REPLACE INTO meta VALUES ('cursor', '7.1');
      INSERT INTO base VALUES ('queue', 'q1', 1, '{"id":"q1","name":"Before","channels":[],"offerMs":1000}'); INSERT INTO base VALUES ('queue', 'q2', NULL, NULL)`);
    db.close();
    const { cache, rebuilt } = openCache();
    expect(rebuilt).toBeNull();
    expect(cache.get('queue', 'q199')?.name).toContain('Queue 199');
    // What pending edits had covered comes back as the service has it; they are laid on again from the outbox.
    expect(cache.get('queue', 'q1')?.name).toBe('Before');
    expect(cache.get('queue', 'q2')).toBeUndefined();
    expect(cache.meta('cursor')).toBe('7.1');
    expect(cache.one('SELECT due FROM "case"')).toEqual({ due: 50 });
    cache.close();
  });
});

describe('the outbox is never dropped', () => {
  test('STORE-4: a damaged outbox is copied aside and saved row by row', () => {
    const { outbox } = openOutbox();
    outbox.putKv('deskId', 'desk-1');
    outbox.putDrafts([{ key: 'reply:c1', text: 'half a sentence', caret: 4, at: 1 }]);
    fill(outbox, 200);
    outbox.close();
    // Some leaves in the middle are lost; the head of the file is whole.
    const pages = statSync(outboxFile()).size / 8192;
    damage(outboxFile(), Math.floor(pages / 2), 9);
    const before = readFileSync(outboxFile());
    const { outbox: saved, salvage } = openOutbox();
    expect(salvage).not.toBeNull();
    expect(salvage!.commands).toBeGreaterThan(50);
    expect(salvage!.drafts).toBe(1);
    expect(saved.pending().length).toBe(salvage!.commands);
    for (const { n, command } of saved.pending()) expect(command).toMatchObject({ id: `k${n}` });
    expect(saved.drafts()[0]?.text).toBe('half a sentence');
    expect(saved.kv('deskId')).toBe('desk-1');
    expect(readFileSync(salvage!.aside).equals(before)).toBe(true);
    saved.close();
    expect(openOutbox().salvage).toBeNull();
  });

  test('STORE-4: an outbox of a lost key is kept beside a new one', () => {
    const { outbox } = openOutbox();
    fill(outbox, 3);
    outbox.close();
    const before = readFileSync(outboxFile());
    const { outbox: fresh, salvage } = openOutbox(otherKey);
    expect(salvage).toMatchObject({ commands: 0, drafts: 0 });
    fresh.add([note(9)], now());
    fresh.close();
    expect(readFileSync(salvage!.aside).equals(before)).toBe(true);
    copyFileSync(salvage!.aside, outboxFile());
    for (const suffix of ['-wal', '-shm']) rmSync(outboxFile() + suffix, { force: true });
    const { outbox: back } = openOutbox();
    expect(back.pending().map(({ command }) => command.id)).toEqual(['k1', 'k2', 'k3']);
    back.close();
  });

  test('STORE-3: files of a newer Parley are refused and not touched', () => {
    openOutbox().outbox.close();
    const db = openDatabase({ file: outboxFile(), keyHex: testKey, durability: 'full' });
    db.pragma(`user_version = ${outboxMigrations.length + 1}`);
    db.close();
    expect(() => openOutbox()).toThrow(expect.objectContaining({ kind: 'version' }));
    expect(readdirSync(folder).filter((name) => name.includes('damaged'))).toEqual([]);
  });

  test('STORE-3: steps that were changed after they ran are refused', () => {
    const db = openDatabase({ file: outboxFile(), keyHex: testKey, durability: 'full' });
    migrate(db, [{ name: 'one', sql: 'CREATE TABLE a (b TEXT) STRICT' }], now());
    expect(() => migrate(db, [{ name: 'one', sql: 'CREATE TABLE a (c TEXT) STRICT' }], now())).toThrow(
      expect.objectContaining({ kind: 'version' }),
    );
    db.close();
  });

  test('STORE-3: a step that fails leaves the file at the step before', () => {
    const db = openDatabase({ file: outboxFile(), keyHex: testKey, durability: 'full' });
    const good = { name: 'one', sql: 'CREATE TABLE a (b TEXT) STRICT' };
    const bad = { name: 'two', sql: 'CREATE TABLE c (d TEXT) STRICT; INSERT INTO nowhere VALUES (1)' };
    expect(() => migrate(db, [good, bad], now())).toThrow('nowhere');
    expect(db.pragma('user_version', { simple: true })).toBe(1);
    expect(db.prepare(`SELECT name FROM sqlite_schema WHERE name = 'c'`).get()).toBeUndefined();
    migrate(db, [good, { ...bad, sql: 'CREATE TABLE c (d TEXT) STRICT' }], now());
    expect(db.pragma('user_version', { simple: true })).toBe(2);
    db.close();
  });

  test('a command of a form that this version cannot read stays in the file and is not pushed', () => {
    const { outbox } = openOutbox();
    fill(outbox, 2);
    outbox.db.prepare(`UPDATE command SET body = '{"type":"case.merge"}' WHERE n = 1`).run();
    outbox.close();
    const unreadable: number[] = [];
    const { outbox: again } = openOutboxFile({
      file: outboxFile(),
      keyHex: testKey,
      now,
      onUnreadable: (n) => void unreadable.push(n),
    });
    expect(again.pending().map(({ n }) => n)).toEqual([2]);
    expect(unreadable).toEqual([1]);
    expect(again.db.prepare('SELECT count(*) AS n FROM command').get()).toEqual({ n: 2 });
    again.close();
  });
});

describe('a disk that refuses', () => {
  test('STORE-6: a full disk is AppError storage with a sentence, and what was saved stays', () => {
    const { outbox } = openOutbox();
    fill(outbox, 2);
    outbox.db.pragma('max_page_count = 20');
    const big = note(3, 'x'.repeat(60_000));
    const tries = (): void => {
      for (let i = 0; i < 10; i++) outbox.add([{ ...big, id: `big${i}` }], now());
    };
    expect(tries).toThrow(
      expect.objectContaining({
        kind: 'storage',
        message: expect.stringContaining('The disk is full') as string,
      }),
    );
    const kept = outbox.pending().map(({ command }) => command.id);
    expect(kept.slice(0, 2)).toEqual(['k1', 'k2']);
    outbox.close();
    const { outbox: again } = openOutbox();
    expect(again.pending().map(({ command }) => command.id)).toEqual(kept);
    again.close();
  });

  test('STORE-6: a place where no file can be made is AppError storage', () => {
    writeFileSync(join(folder, 'file'), '');
    expect(() =>
      openDatabase({ file: join(folder, 'file', 'x.db'), keyHex: testKey, durability: 'full' }),
    ).toThrow(expect.objectContaining({ kind: 'storage' }));
    expect(existsSync(join(folder, 'file'))).toBe(true);
  });
});
