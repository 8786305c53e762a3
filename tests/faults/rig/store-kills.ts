// A store killed again and again at moments drawn from a seed: while it works, starts, loads, catches up, rebuilds or indexes.
import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/store/db/open.ts';
import { createNetTransport } from '../../../electron/store/sync/net.ts';
import { createRandom, type Random } from '../../../service/seed/random.ts';
import type { Client } from '../../../shared/ipc/rpc.ts';
import type { StoreContract } from '../../../shared/ipc/store.ts';
import { createDesk, testKey, type ManualClock } from '../../support/desk.ts';
import { smallPassword } from '../../support/service.ts';
import { startStore, type StoreProcess } from '../../support/store-process.ts';
import { until } from '../../support/until.ts';
import { checkOnceInOrder, checkSame, createLedger, readOutbox } from './ledger.ts';
import { askOnce, createWork } from './work.ts';
import type { World } from './world.ts';

/** When a store is killed. */
type Moment = 'working' | 'starting' | 'loading' | 'rebuilding' | 'catchingUp' | 'offline' | 'indexing';

const moments: readonly (readonly [Moment, number])[] = [
  ['working', 40],
  ['starting', 20],
  ['loading', 10],
  ['rebuilding', 10],
  ['catchingUp', 10],
  ['offline', 5],
  ['indexing', 5],
];

/** What a batch of kills came to. */
export interface KillCount {
  kills: number;
  /** Commands that an agent was told are saved. */
  saved: number;
  /** How often each moment was drawn. */
  moments: Record<string, number>;
  /** Records compared in the end. */
  records: number;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const realTime: ManualClock = {
  now: Date.now,
  timers: {
    set: (run, ms) => setTimeout(run, Math.min(ms, 200)),
    clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
  },
  pass: () => undefined,
};

/**
 * Kills a store `kills` times, looks at its files after each, and lets it come to rest in the end.
 * @param seed decides what happens, and in which order.
 * @throws AssertionError saying what was lost, doubled, damaged or out of order.
 */
export async function killStores(
  world: World,
  options: { seed: number; kills: number; entry: string; name?: string },
): Promise<KillCount> {
  const { seed, kills, entry } = options;
  const random = createRandom(seed);
  const folder = join(world.folder, `desk-${seed}`);
  const scratch = join(world.folder, `copies-${seed}`);
  const account = join(folder, 'agents', 'anna');
  const ledger = createLedger(scratch);
  const work = createWork(`a${seed}x`, ledger, random);
  const count: KillCount = { kills: 0, saved: 0, moments: {}, records: 0 };
  const colleague = await sitBeside(world, seed);
  let store = startStore(folder, {}, { entry });
  try {
    await store.opened;
    await store.window('first').request('account.signIn', {
      service: world.address,
      handle: 'anna',
      password: smallPassword,
    });
    store.child.kill('SIGKILL');
    await store.ended;
    for (; count.kills < kills; count.kills += 1) {
      const moment = random.weighted(moments);
      count.moments[moment] = (count.moments[moment] ?? 0) + 1;
      await prepare(moment, account, colleague, random);
      if (moment === 'offline') world.pause();
      store = startStore(folder, {}, { entry });
      const window = store.window('w');
      const working = work.at(window);
      await comes(moment, store, window, work.saved, random).catch((error: unknown) => {
        throw new Error(`Kill ${count.kills}, ${moment}. ${lastWords(store)}`, { cause: error });
      });
      store.child.kill('SIGKILL');
      await Promise.all([working, store.ended]);
      if (moment === 'offline') world.resume();
      const outbox = ledger.checkFiles(account);
      await ledger.checkService(world, 'anna', outbox);
    }
    count.saved = ledger.size;
    store = startStore(folder, {}, { entry });
    await comeToRest(store, colleague, seed);
    const outbox = ledger.checkFiles(account);
    await ledger.checkService(world, 'anna', outbox);
    assert.deepEqual(
      outbox.filter(({ state }) => state === 'waiting' || state === 'acked'),
      [],
      'still on its way',
    );
    await checkOnceInOrder(world);
    count.records = await checkSame(world, account, scratch, 'anna', ['queue-a', 'queue-b']);
    return count;
  } finally {
    store.child.kill('SIGKILL');
    colleague.close();
    for (const left of [folder, scratch]) rmSync(left, { recursive: true, force: true });
  }
}

interface Colleague {
  /** Writes this many notes and takes part in the editing. */
  write(notes: number): Promise<void>;
  close(): void;
}

/** Ben, whose work the killed desk has to catch up with. */
async function sitBeside(world: World, seed: number): Promise<Colleague> {
  const desk = createDesk({
    transport: createNetTransport(),
    clock: realTime,
    folder: join(world.folder, `ben-${seed}`),
  });
  const window = desk.window();
  await window.client.request('account.signIn', {
    service: world.address,
    handle: 'ben',
    password: smallPassword,
  });
  // Being signed in is not having the rows yet.
  for (const id of ['case-1', 'case-2'])
    await until(async () => (await window.query('case.view', { id })) !== null, { what: `${id} at Ben's` });
  let number = 0;
  return {
    write: async (notes) => {
      for (let i = 0; i < notes; i++) {
        const id = `b${seed}notes.${++number}`;
        await window.run({
          id: `run-${id}`,
          type: 'note.write',
          args: { noteId: id, subjectKind: 'case', subjectId: 'case-1', text: id, supersedes: null },
        });
      }
      const view = await window.query('case.view', { id: 'case-2' });
      assert.ok(view !== null, 'a case does not go away');
      await window.run({
        id: `b${seed}-edit.${++number}`,
        type: 'case.update',
        args: {
          caseId: 'case-2',
          set: { title: `Ben's ${number}` },
          base: { title: view.case.title },
        },
      });
    },
    close: () => {
      desk.close();
      rmSync(desk.folder, { recursive: true, force: true });
    },
  };
}

/** Makes the files, which nobody has open, or the world such that the store has something to do. */
async function prepare(moment: Moment, account: string, colleague: Colleague, random: Random): Promise<void> {
  const cache = join(account, 'cache.db');
  if (moment === 'loading' || moment === 'indexing') {
    // As after the cache was put aside.
    for (const suffix of ['', '-wal', '-shm']) rmSync(cache + suffix, { force: true });
  }
  if (moment === 'rebuilding' && existsSync(cache)) {
    const db = openDatabase({ file: cache, keyHex: testKey, durability: 'normal' });
    const made = db.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'meta'`).get() !== undefined;
    if (made) db.exec(`UPDATE meta SET value = 'older' WHERE key = 'layout'`);
    db.close();
  }
  if (moment === 'catchingUp') await colleague.write(random.int(5, 60));
}

/** Resolves when it is time for the kill. */
async function comes(
  moment: Moment,
  store: StoreProcess,
  window: Client<StoreContract>,
  saved: () => number,
  random: Random,
): Promise<void> {
  const late = random.next();
  if (moment === 'starting' || moment === 'rebuilding') return pause(20 + late * 220);
  const opened = await store.opened;
  assert.deepEqual(opened, { t: 'ready' }, 'a killed store starts again');
  if (moment === 'offline') {
    // A desk whose cache was killed before it was loaded cannot work without the service: nothing may ever be saved.
    const before = saved();
    await Promise.race([
      until(() => saved() > before + random.int(0, 12), { what: 'work' }),
      pause(400),
    ]).catch(() => undefined);
    return pause(late * 8);
  }
  if (moment === 'working') {
    const enough = saved() + random.int(0, 12);
    await until(() => saved() > enough, { what: 'some work', timeoutMs: 20_000 });
    // The machine's lid is closed in the middle of whatever it does, and opened again.
    if (random.chance(0.2)) {
      store.child.kill('SIGSTOP');
      await pause(60 + late * 100);
      store.child.kill('SIGCONT');
      const before = saved();
      await until(() => saved() > before, { what: 'work after a sleep', timeoutMs: 20_000 });
    }
    return pause(late * 8);
  }
  if (moment === 'indexing') {
    // Whatever its state: that an index is behind harms nobody.
    await until(async () => (await askOnce(window, 'desk.view', {})).link.state === 'linked', {
      what: 'the rows',
      timeoutMs: 20_000,
    });
    return pause(late * 150);
  }
  return pause(late * 180);
}

/** Lets the desk send what it has, and read up to a last word of the colleague's; then ends it in order. */
async function comeToRest(store: StoreProcess, colleague: Colleague, seed: number): Promise<void> {
  assert.deepEqual(await store.opened, { t: 'ready' });
  const window = store.window('last');
  await window.request('link.retry', {});
  const drained = (): Promise<boolean> =>
    until(
      async () => {
        const { link, outbox } = await askOnce(window, 'desk.view', {});
        return link.state === 'linked' && outbox.waiting === 0;
      },
      { what: 'an empty outbox', timeoutMs: 60_000 },
    );
  await drained();
  await colleague.write(1);
  const last = await until(
    async () =>
      (await askOnce(window, 'note.list', { subjectKind: 'case', subjectId: 'case-1' }))
        .filter(({ id }) => id.startsWith(`b${seed}`))
        .at(-1),
    { what: "a word of the colleague's", timeoutMs: 30_000 },
  );
  assert.ok(last.text.startsWith(`b${seed}notes.`));
  for (const { text, refusal } of await askOnce(window, 'attention.list', {})) {
    assert.notEqual(refusal.message, '');
    assert.ok(text?.includes('Title '), 'a refused edit keeps its whole text');
  }
  await drained();
  store.post({ t: 'stop' });
  await store.ended;
}

const lastWords = (store: StoreProcess): string =>
  [
    `The store ${store.child.exitCode === null ? 'runs' : `ended with ${store.child.exitCode}`}; it said:`,
    ...store.messages
      .slice(-25)
      .map((message) => ('line' in message ? message.line : JSON.stringify(message))),
  ].join('\n');

/** @returns the state of each command of a desk that nobody has open; for a report. */
export const outboxOf = (world: World, seed: number): ReturnType<typeof readOutbox> =>
  readOutbox(join(world.folder, `desk-${seed}`, 'agents', 'anna', 'outbox.db'));
