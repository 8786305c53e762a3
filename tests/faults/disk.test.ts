// A disk that is full, read-only, failing or lying: the agent is told, nothing is half done, and it goes on. Changes with what disks do.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  appendFileSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { createRandom, type Random } from '../../service/seed/random.ts';
import { AppError } from '../../shared/errors.ts';
import { createDesk, createManualClock, testKey } from '../support/desk.ts';
import { createFakeService } from '../support/fake-service.ts';
import { anAgent, aPresence, aQueue } from '../support/records.ts';
import { startStore, type StoreProcess, type StoreRun } from '../support/store-process.ts';
import { bob, createCase } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';
import { readOutbox } from './rig/ledger.ts';
import { powerNote } from './rig/power.ts';
import { canRecord } from './rig/recording.ts';

const seed = Number(process.env['PARLEY_SEED'] ?? Math.floor(Math.random() * 1_000_000));
let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-bad-disk-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const now = (): number => 1_700_000_000_000;

/** Leaves a folder in which Ada has signed in, with a case in the cache; the service is away afterwards. */
async function signedIn(into: string): Promise<void> {
  const service = createFakeService(now);
  service.addAgent(anAgent('ada'), 'secret');
  service.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
  service.run(bob, createCase('seed-1', 'case-1'));
  const desk = createDesk({ transport: service.transport, clock: createManualClock(now()), folder: into });
  await desk.signIn();
  const window = desk.window();
  await until(async () => (await window.query('case.view', { id: 'case-1' })) !== null, { what: 'the case' });
  desk.close();
}
const outboxOf = (of: string): string => join(of, 'agents', 'ada', 'outbox.db');

/** Writes notes with these numbers. @returns which were saved, and what kinds of errors came. */
async function write(
  store: StoreProcess,
  numbers: number[],
): Promise<{ saved: number[]; kinds: Set<string> }> {
  const window = store.window(`w${numbers[0]}`);
  const result = { saved: [] as number[], kinds: new Set<string>() };
  for (const number of numbers) {
    try {
      await window.request('command.run', { command: powerNote(seed, number) });
      result.saved.push(number);
    } catch (error) {
      result.kinds.add(error instanceof AppError ? error.kind : String(error));
    }
  }
  return result;
}
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
async function stop(store: StoreProcess): Promise<void> {
  store.post({ t: 'stop' });
  await store.ended;
}
/** Every note that was saved is there word for word; what is there besides is whole. */
function expectSaved(file: string, saved: number[]): void {
  const rows = new Map(readOutbox(file).map(({ id, body }) => [id, JSON.parse(body) as unknown]));
  for (const number of saved)
    expect(rows.get(`k${number}`), `note ${number}`).toEqual(powerNote(seed, number));
  for (const [id, body] of rows) expect(body).toEqual(powerNote(seed, Number(id.slice(1))));
}

/** A small disk of its own, where this machine lets us have one. */
const canMount =
  process.platform === 'linux' &&
  process.getuid?.() === 0 &&
  spawnSync('mount', ['--version']).status === 0 &&
  mounts();
/** Fills the disk that a file lies on, but for `left` bytes. */
function fill(file: string, left: number): void {
  writeFileSync(file, '');
  try {
    for (;;) appendFileSync(file, Buffer.alloc(4096));
  } catch (error) {
    expect((error as NodeJS.ErrnoException).code).toBe('ENOSPC');
  }
  truncateSync(file, Math.max(0, statSync(file).size - left));
}
function mounts(): boolean {
  const at = mkdtempSync(join(tmpdir(), 'parley-mount-'));
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'tmpfs', at]).status === 0;
  if (mounted) spawnSync('umount', [at]);
  rmSync(at, { recursive: true, force: true });
  return mounted;
}

describe.skipIf(!canMount)('a disk of sixteen MB', () => {
  beforeEach(() => void execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'tmpfs', folder]));
  afterEach(() => void execFileSync('umount', ['-l', folder]));

  test(`STORE-6: that is full is said, nothing is half done, and work goes on when there is room (PARLEY_SEED=${seed})`, async () => {
    const home = join(folder, 'home');
    await signedIn(home);
    const store = startStore(home);
    await store.opened;
    const before = await write(store, range(1, 10));
    expect(before.saved).toHaveLength(9);
    fill(join(folder, 'ballast'), 4096 * (1 + (seed % 20)));
    const full = await write(store, range(10, 60));
    expect([...full.kinds]).toEqual(['storage']);
    rmSync(join(folder, 'ballast'));
    const after = await write(store, range(60, 80));
    expect(after).toEqual({ saved: range(60, 80), kinds: new Set() });
    await stop(store);
    expectSaved(outboxOf(home), [...before.saved, ...full.saved, ...after.saved]);
  });

  test('STORE-6: that can only be read is said at the start, and everything is there when it can be written', async () => {
    const home = join(folder, 'home');
    await signedIn(home);
    const first = startStore(home);
    await first.opened;
    const { saved } = await write(first, range(1, 6));
    await stop(first);
    execFileSync('mount', ['-o', 'remount,ro', folder]);
    const refused = startStore(home);
    expect(await refused.opened).toMatchObject({ t: 'fatal', kind: 'storage' });
    await refused.ended;
    execFileSync('mount', ['-o', 'remount,rw', folder]);
    const again = startStore(home);
    expect(await again.opened).toEqual({ t: 'ready' });
    const more = await write(again, range(6, 9));
    await stop(again);
    expectSaved(outboxOf(home), [...saved, ...more.saved]);
  });
});

describe.skipIf(!canRecord())('calls that fail now and then', () => {
  const failing: [string, string][] = [
    ['writes of the log: EIO', 'pwrite64:error=EIO:when=12..30'],
    ['writes of the log: no space', 'pwrite64:error=ENOSPC:when=25..35'],
    ['flushes: EIO', 'fsync,fdatasync:error=EIO:when=3+3'],
  ];
  test.each(failing)(
    'STORE-6: %s; the agent is told, and nothing is half done',
    async (_name, inject) => {
      await signedIn(folder);
      const file = outboxOf(folder);
      const strace = ['-f', '-qq', '-o', '/dev/null', '-P', `${file}-wal`, '-e', `inject=${inject}`];
      const under: StoreRun['under'] = ['strace', ...strace, process.execPath];
      const store = startStore(folder, {}, { under });
      await store.opened;
      const { saved, kinds } = await write(store, range(1, 40));
      expect([...kinds]).toEqual(['storage']);
      expect(saved.length).toBeGreaterThan(5);
      await stop(store);
      expectSaved(file, saved);
      const whole = startStore(folder);
      await whole.opened;
      const rest = range(1, 40).filter((number) => !saved.includes(number));
      expect((await write(whole, rest)).saved).toEqual(rest);
      await stop(whole);
      expectSaved(file, range(1, 40));
    },
    60_000,
  );
});

describe('bits that turn and files that end too soon', () => {
  const trials = Number(process.env['PARLEY_TRIALS'] ?? 20);
  /** Damages a file as a bad disk does. @returns in words. */
  function damage(file: string, random: Random): string {
    const bytes = readFileSync(file);
    const kind = random.weighted([
      ['bits', 6],
      ['end', 2],
      ['sector', 2],
    ] as const);
    if (kind === 'end') {
      const size = random.int(0, bytes.length - 1);
      truncateSync(file, size);
      return `ends at ${size} of ${bytes.length}`;
    }
    const places = Array.from({ length: kind === 'sector' ? 1 : random.int(1, 4) }, () =>
      random.int(0, bytes.length - 1),
    );
    for (const at of places) {
      if (kind === 'bits') bytes[at]! ^= 1 << random.int(0, 7);
      else bytes.fill(0, at - (at % 512), at - (at % 512) + 512);
    }
    writeFileSync(file, bytes);
    return `${kind} at ${places.join(' ')} of ${bytes.length}`;
  }

  test(`STORE-4: an outbox damaged anywhere opens, gives only what was written, and is kept whole beside (PARLEY_SEED=${seed})`, () => {
    const random = createRandom(seed);
    const open = (file: string): ReturnType<typeof openOutboxFile> =>
      openOutboxFile({ file, keyHex: testKey, now, onUnreadable: () => undefined });
    const good = join(folder, 'good.db');
    const notes = range(1, 120);
    const { outbox } = open(good);
    for (const number of notes) outbox.add([powerNote(seed, number)], now());
    outbox.close();
    let kept = 0;
    for (let trial = 0; trial < trials; trial++) {
      const place = join(folder, String(trial));
      mkdirSync(place);
      const file = join(place, 'outbox.db');
      copyFileSync(good, file);
      const what = damage(file, random);
      const damaged = readFileSync(file);
      const opened = open(file);
      const rows = opened.outbox.pending();
      for (const { n, command } of rows) expect(command, what).toEqual(powerNote(seed, n));
      if (rows.length < notes.length) {
        expect(opened.salvage, `${what}: ${rows.length} left, and nobody is told`).not.toBeNull();
        expect(readFileSync(opened.salvage!.aside).equals(damaged), `${what}: kept aside`).toBe(true);
      }
      kept += rows.length;
      opened.outbox.add([powerNote(seed, 1000)], now());
      expect(opened.outbox.has('k1000')).toBe(true);
      opened.outbox.close();
      expect(open(file).salvage, `${what}: whole afterwards`).toBeNull();
    }
    expect(kept / (trials * notes.length), 'what could be saved').toBeGreaterThan(0.5);
  });

  test(`STORE-4: a log of the outbox damaged anywhere but at its end costs no more than lay in the places hit, and is told (PARLEY_SEED=${seed})`, () => {
    const random = createRandom(seed + 2);
    const open = (file: string): ReturnType<typeof openOutboxFile> =>
      openOutboxFile({ file, keyHex: testKey, now, onUnreadable: () => undefined });
    const good = join(folder, 'good.db');
    const notes = range(1, 121);
    const { outbox } = open(good);
    for (const number of notes.slice(0, 60)) outbox.add([powerNote(seed, number)], now());
    outbox.db.pragma('wal_checkpoint(TRUNCATE)');
    for (const number of notes.slice(60, -1)) outbox.add([powerNote(seed, number)], now());
    // In the newest commit, damage and the torn end of a power cut look the same.
    const sure = statSync(`${good}-wal`).size;
    outbox.add([powerNote(seed, 120)], now());
    for (const suffix of ['', '-wal']) copyFileSync(good + suffix, join(folder, `left.db${suffix}`));
    outbox.close();
    let lost = 0;
    for (let trial = 0; trial < trials; trial++) {
      const file = join(folder, `w${trial}.db`);
      for (const suffix of ['', '-wal']) copyFileSync(join(folder, `left.db${suffix}`), file + suffix);
      const whole = readFileSync(`${file}-wal`);
      const part = join(folder, 'part');
      writeFileSync(part, whole.subarray(0, sure));
      const what = damage(part, random);
      const hit = readFileSync(part);
      // A log that ends too soon is one that was never written further.
      if (hit.length < sure || hit.equals(whole.subarray(0, sure))) continue;
      writeFileSync(`${file}-wal`, Buffer.concat([hit, whole.subarray(sure)]));
      const opened = open(file);
      const rows = opened.outbox.pending();
      for (const { n, command } of rows) expect(command, what).toEqual(powerNote(seed, n));
      expect(opened.salvage, `${what}: ${rows.length} left, and nobody is told`).not.toBeNull();
      expect(rows.length, what).toBeGreaterThan(notes.length * 0.8);
      lost += notes.length - rows.length;
      opened.outbox.close();
      expect(open(file).salvage, `${what}: whole afterwards`).toBeNull();
    }
    expect(lost / (trials * notes.length), 'what was lost').toBeLessThan(0.02);
  });

  test('STORE-4: no single page costs more commands than lie on it, not even the first one or the one that leads to all', () => {
    const open = (file: string): ReturnType<typeof openOutboxFile> =>
      openOutboxFile({ file, keyHex: testKey, now, onUnreadable: () => undefined });
    const good = join(folder, 'good.db');
    const { outbox } = open(good);
    for (const number of range(1, 200)) outbox.add([powerNote(seed, number)], now());
    outbox.close();
    const whole = readFileSync(good);
    // The head, the places of tables and indexes, and leaves.
    for (let page = 0; page < Math.min(12, whole.length / 8192); page++) {
      const file = join(folder, `p${page}.db`);
      const bytes = Buffer.from(whole);
      bytes[page * 8192 + 5000]! ^= 16;
      writeFileSync(file, bytes);
      const opened = open(file);
      const left = opened.outbox.pending();
      expect(left.length, `page ${page + 1}`).toBeGreaterThan(199 * 0.6);
      for (const { n, command } of left) expect(command).toEqual(powerNote(seed, n));
      opened.outbox.close();
    }
  });

  test(`STORE-5: a cache damaged anywhere opens as it was, or is put aside for an empty one (PARLEY_SEED=${seed})`, () => {
    const random = createRandom(seed + 1);
    const open = (file: string): ReturnType<typeof openCacheFile> =>
      openCacheFile({ file, keyHex: testKey, touch: () => undefined, now });
    const good = join(folder, 'good.db');
    const { cache } = open(good);
    cache.transaction(() => {
      for (let i = 0; i < 150; i++)
        cache.put('queue', `q${i}`, 1, aQueue({ id: `q${i}`, name: `Queue ${i} `.repeat(20) }));
      cache.setMeta('cursor', '5.1');
    });
    cache.close();
    for (let trial = 0; trial < trials; trial++) {
      const place = join(folder, `c${trial}`);
      mkdirSync(place);
      const file = join(place, 'cache.db');
      copyFileSync(good, file);
      const what = damage(file, random);
      const opened = open(file);
      const held = opened.cache.all<{ id: string }>('SELECT id FROM queue').length;
      expect([0, 150], `${what}: all or nothing`).toContain(held);
      expect(opened.cache.meta('cursor'), `${what}: the cursor goes with the rows`).toBe(
        held === 0 ? null : '5.1',
      );
      opened.cache.close();
    }
  });
});

test('STORE-1: a second copy of the app on one folder changes nothing for the first', async () => {
  await signedIn(folder);
  const first = startStore(folder);
  await first.opened;
  const before = await write(first, range(1, 5));
  const second = startStore(folder);
  expect(await second.opened).toMatchObject({ t: 'fatal', kind: 'storage' });
  await second.ended;
  const after = await write(first, range(5, 9));
  first.child.kill('SIGKILL');
  await first.ended;
  expectSaved(outboxOf(folder), [...before.saved, ...after.saved]);
  expect([...before.saved, ...after.saved]).toEqual(range(1, 9));
});
