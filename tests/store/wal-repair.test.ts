// Bits that turn in a write-ahead log: what was called saved is there, or the agent is told. Changes with that promise.
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openDesk, openDeskOrAside } from '../../electron/store/db/desk.ts';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { readLog } from '../../electron/store/db/wal-repair.ts';
import { createRandom } from '../../service/seed/random.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { testKey } from '../support/desk.ts';
import { anAgent } from '../support/records.ts';

const seed = Number(process.env['PARLEY_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const trials = Number(process.env['PARLEY_TRIALS'] ?? 40);
const now = (): number => 1_700_000_000_000;
const headBytes = 32;
const frameBytes = 24 + 8192;
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-wal-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const note = (n: number): AgentCommand => ({
  id: `k${n}`,
  type: 'note.write',
  args: {
    noteId: `n${n}`,
    subjectKind: 'case',
    subjectId: 'case-1',
    text: `Note ${n} ${'long '.repeat((n * 37) % 400)}`.trim(),
    supersedes: null,
  },
});
const open = (file: string): ReturnType<typeof openOutboxFile> =>
  openOutboxFile({ file, keyHex: testKey, now, onUnreadable: () => undefined });

/** An outbox as a kill leaves it, and how much of its log was in use after each note that was called saved. */
interface Left {
  log: Buffer;
  /** `sizes[n - 1]`: the bytes in use when note n was saved. */
  sizes: number[];
  /** The log as it lay there when note n was saved: behind its end may be what an older one left. */
  logAt(n: number): Buffer;
  /** Lays it down with another log. @returns the file. */
  lay(name: string, log: Buffer): string;
}

/** @param before notes that are in the file already; with `anew`, an older log of theirs is written over. */
function leave(before: number, count: number, anew = false): Left {
  const good = join(folder, 'good.db');
  const { outbox } = open(good);
  const logNow = (): Buffer => readFileSync(`${good}-wal`);
  for (let n = 1; n <= before; n++) outbox.add([note(n)], now());
  if (before > 0) outbox.db.pragma(anew ? 'wal_checkpoint(RESTART)' : 'wal_checkpoint(TRUNCATE)');
  const older = logNow();
  const sizes = Array.from({ length: before }, () => 0);
  for (let n = before + 1, log = older; n <= count; n++) {
    outbox.add([note(n)], now());
    const next = logNow();
    let end = next.length;
    if (end === log.length) while (end > 0 && next[end - 1] === log[end - 1]) end -= 1;
    sizes.push(headBytes + Math.ceil((end - headBytes) / frameBytes) * frameBytes);
    log = next;
  }
  const log = logNow();
  const file = readFileSync(good);
  outbox.close();
  return {
    log: log.subarray(0, sizes.at(-1)),
    sizes,
    logAt: (n) => Buffer.concat([log.subarray(0, sizes[n - 1]), older.subarray(sizes[n - 1])]),
    lay: (name, bytes) => {
      const at = join(folder, name);
      mkdirSync(at);
      writeFileSync(join(at, 'outbox.db'), file);
      writeFileSync(join(at, 'outbox.db-wal'), bytes);
      return join(at, 'outbox.db');
    },
  };
}
const flip = (bytes: Buffer, at: number, bit: number): void => void (bytes[at]! ^= 1 << bit);
/** Opens it, looks at it, and closes it. @returns the numbers of the notes that are there, each as it was written. */
function look(file: string, what: string): { there: number[]; salvage: ReturnType<typeof open>['salvage'] } {
  const { outbox, salvage } = open(file);
  const there = outbox.pending().map(({ n, command }) => {
    expect(command, what).toEqual(note(n));
    return n;
  });
  outbox.add([note(5000)], now());
  outbox.close();
  const again = open(file);
  expect(again.salvage, `${what}: whole afterwards`).toBeNull();
  expect(again.outbox.pending(), what).toHaveLength(there.length + 1);
  again.outbox.close();
  return { there, salvage };
}
const all = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1);
/** The last frame's transaction begins here. */
const lastFrom = ({ sizes }: Left): number => sizes.at(-2) ?? headBytes;

describe.each([
  ['a log with everything', 0, false],
  ['a log behind a file', 40, false],
  ['a log over an older one', 50, true],
])('%s', (_name, before, anew) => {
  test(`STORE-4: the head of the log or of a frame damaged anywhere costs nothing, and is told (PARLEY_SEED=${seed})`, () => {
    const random = createRandom(seed + before);
    const left = leave(before, 70, anew);
    const frames = Math.floor((lastFrom(left) - headBytes) / frameBytes);
    for (let trial = 0; trial < trials; trial++) {
      const bytes = left.logAt(70);
      const at =
        trial % 4 === 0
          ? random.int(0, headBytes - 1)
          : headBytes + random.int(0, frames - 1) * frameBytes + random.int(0, 23);
      flip(bytes, at, random.int(0, 7));
      const what = `a bit at ${at} of ${bytes.length}`;
      const file = left.lay(`h${before}-${trial}`, bytes);
      const { there, salvage } = look(file, what);
      expect(there, what).toEqual(all(70));
      expect(salvage, what).toMatchObject({ commands: 70, lost: 0 });
      expect(readFileSync(`${salvage!.aside}-wal`).equals(bytes), `${what}: kept aside`).toBe(true);
    }
  });

  test(`STORE-4: a damaged page of the log costs no more than lay on it alone, and is told (PARLEY_SEED=${seed})`, () => {
    const random = createRandom(seed + 1 + before);
    const left = leave(before, 70, anew);
    let kept = 0;
    for (let trial = 0; trial < trials; trial++) {
      const bytes = left.logAt(70);
      const frame = random.int(0, Math.floor((lastFrom(left) - headBytes) / frameBytes) - 1);
      const page = headBytes + frame * frameBytes + 24;
      const at = page + random.int(0, 8191);
      // What of the sector lies on this page: with the head of the next frame gone too, a commit at the end proves nothing.
      const sector = at - (at % 512);
      if (trial % 3 === 0) bytes.fill(0, Math.max(page, sector), Math.min(page + 8192, sector + 512));
      else flip(bytes, at, random.int(0, 7));
      const what = `frame ${frame}, ${trial % 3 === 0 ? 'sector' : 'bit'} at ${at} of ${bytes.length}`;
      const { there, salvage } = look(left.lay(`p${before}-${trial}`, bytes), what);
      expect(salvage, `${what}: ${there.length} left, and nobody is told`).not.toBeNull();
      // Only the note that was saved with this very page can be lost: all others lie in older pages as well.
      expect(there.length, what).toBeGreaterThanOrEqual(70 - 1);
      kept += there.length;
    }
    expect(kept / (trials * 70)).toBeGreaterThan(0.99);
  });

  test(`STORE-1 STORE-4: the torn end of a power cut is no damage, and costs nothing that was saved (PARLEY_SEED=${seed})`, () => {
    const random = createRandom(seed + 2 + before);
    const left = leave(before, 70, anew);
    for (let trial = 0; trial < trials; trial++) {
      // Note `last` was being written; behind it lies what an older, longer log left there, or nothing.
      const last = random.int(Math.max(before + 2, 3), 70);
      const from = left.sizes[last - 2]!;
      const to = left.sizes[last - 1]!;
      const bytes = left.logAt(last);
      let torn = 0;
      for (let sector = from; sector < to; sector += 512 - (sector % 512)) {
        const end = Math.min(to, sector + 512 - (sector % 512));
        if (random.int(0, 2) > 0) continue;
        torn += 1;
        // What was there before: an older log, or nothing.
        const was = anew ? left.logAt(last - 1).subarray(sector, end) : Buffer.alloc(0);
        bytes.fill(0, sector, end);
        was.copy(bytes, sector);
      }
      const cut = trial % 2 === 0 && !anew ? random.int(from, to - 1) : bytes.length;
      if (torn === 0 && cut === bytes.length) continue;
      const what = `note ${last} torn in ${torn} sectors, cut at ${cut}`;
      const file = left.lay(`t${before}-${trial}`, bytes.subarray(0, cut));
      const { there, salvage } = look(file, what);
      expect(salvage, what).toBeNull();
      expect(there.slice(0, last - 1), what).toEqual(all(last - 1));
    }
  });
});

test('STORE-4: drafts and what the outbox knows of the service outlive damage in its log', () => {
  const good = join(folder, 'good.db');
  const { outbox } = open(good);
  for (let n = 1; n <= 20; n++) {
    outbox.add([note(n)], now());
    outbox.putDrafts([{ key: `reply:${n}`, text: `Half ${n}`, caret: 0, at: n }]);
  }
  outbox.putKv('deskId', 'desk-1');
  outbox.putWorkspace('{}');
  outbox.add([note(21)], now());
  const log = readFileSync(`${good}-wal`);
  const frames = (log.length - headBytes) / frameBytes;
  const file = readFileSync(good);
  outbox.close();
  for (let frame = 8; frame < frames - 6; frame += 9) {
    const at = join(folder, `f${frame}`);
    writeFileSync(at, file);
    const bytes = Buffer.from(log);
    flip(bytes, headBytes + frame * frameBytes + 3000, 3);
    writeFileSync(`${at}-wal`, bytes);
    const opened = open(at);
    expect(opened.salvage).not.toBeNull();
    expect(opened.outbox.pending().length).toBeGreaterThanOrEqual(20);
    expect(opened.outbox.drafts().length).toBeGreaterThanOrEqual(19);
    expect(opened.outbox.kv('deskId')).toBe('desk-1');
    opened.outbox.close();
  }
});

test('STORE-4: a log that is whole, empty or not there is left alone', () => {
  const left = leave(0, 10);
  expect(readLog(left.lay('whole', left.log))?.damaged).toBe(false);
  expect(readLog(left.lay('empty', Buffer.alloc(0)))).toBeNull();
  expect(readLog(left.lay('zero', Buffer.alloc(left.log.length)))?.damaged).toBe(false);
  expect(readLog(join(folder, 'nothing.db'))).toBeNull();
});

test('STORE-1 STORE-4: desk.db keeps who signed in through damage in its log, and another Parley at work on it is let be', () => {
  const file = join(folder, 'desk.db');
  const desk = openDesk(file, testKey, now());
  const agent = anAgent('ada');
  for (let i = 0; i < 5; i++)
    desk.save(
      { agentId: 'ada', service: 'http://x', handle: 'ada', deskId: `d${i}`, token: `t${i}`, agent },
      now(),
    );
  const bytes = readFileSync(`${file}-wal`);
  flip(bytes, headBytes + 2 * frameBytes + 5, 1);
  const copy = join(folder, 'copy.db');
  copyFileSync(file, copy);
  writeFileSync(`${copy}-wal`, bytes);
  // The damage lies on the disk, but another process has the file.
  const sane = readFileSync(`${file}-wal`);
  writeFileSync(`${file}-wal`, bytes);
  expect(() => openDesk(file, testKey, now())).toThrow('Another Parley is using this data folder.');
  expect(readdirSync(folder).filter((name) => name.startsWith('desk.db.'))).toEqual([]);
  writeFileSync(`${file}-wal`, sane);
  desk.close();

  const heard: unknown[] = [];
  const mended = openDeskOrAside(copy, testKey, now(), (error) => heard.push(error));
  expect(mended.last()).toMatchObject({ deskId: 'd4', token: 't4' });
  mended.close();
  expect(heard).toHaveLength(1);
  expect(existsSync(`${copy}.damaged-${now()}-wal`)).toBe(true);
  openDeskOrAside(copy, testKey, now(), (error) => heard.push(error)).close();
  expect(heard).toHaveLength(1);
});
