// A service and its Postgres killed again and again, at moments drawn from a seed, while two desks work on.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { createNetTransport } from '../../../electron/store/sync/net.ts';
import { isAlive } from '../../../service/db/postgres-process.ts';
import { createRandom, type Random } from '../../../service/seed/random.ts';
import { createDesk, type ManualClock, type TestDesk, type TestWindow } from '../../support/desk.ts';
import { smallPassword } from '../../support/service.ts';
import { until } from '../../support/until.ts';
import { checkOnceInOrder, checkSame, createLedger, type Ledger } from './ledger.ts';
import type { KillCount } from './store-kills.ts';
import { createWork, type Work } from './work.ts';
import type { World } from './world.ts';

/** What is killed. */
export type Victim = 'service' | 'starting service' | 'postmaster' | 'backend';

/** How often each is drawn. */
export type Victims = readonly (readonly [Victim, number])[];
export const servicesOnly: Victims = [
  ['service', 4],
  ['starting service', 1],
];
export const postgresOnly: Victims = [
  ['postmaster', 1],
  ['backend', 1],
];

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
/** Waits between attempts are shortened; nothing is asserted about them. */
const hurried: ManualClock = {
  now: Date.now,
  timers: {
    set: (run, ms) => setTimeout(run, Math.min(ms, 100)),
    clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
  },
  pass: () => undefined,
};

interface Seat {
  handle: string;
  queueIds: string[];
  desk: TestDesk;
  window: TestWindow;
  ledger: Ledger;
  work: Work;
}

/**
 * Kills what `victims` names, `kills` times, looks at desks and database after each, and lets all come to rest in the end.
 * @throws AssertionError saying what was lost, doubled or out of order.
 */
export async function killServices(
  world: World,
  options: { seed: number; kills: number; victims: Victims },
): Promise<KillCount> {
  const { seed, kills, victims } = options;
  const random = createRandom(seed);
  const count: KillCount = { kills: 0, saved: 0, moments: {}, records: 0 };
  const seats: Seat[] = [];
  const working: Promise<void>[] = [];
  try {
    for (const [handle, queueIds] of [
      ['anna', ['queue-a', 'queue-b']],
      ['ben', ['queue-a']],
    ] as const) {
      const seat = await sit(world, handle, [...queueIds], seed, random);
      seats.push(seat);
      working.push(seat.work.at(seat.window.client));
    }
    for (; count.kills < kills; count.kills += 1) {
      const victim = random.weighted(victims);
      count.moments[victim] = (count.moments[victim] ?? 0) + 1;
      const enough = seats[0]!.work.saved() + random.int(1, 25);
      await until(() => seats[0]!.work.saved() > enough, { what: 'some work', timeoutMs: 30_000 });
      await pause(random.next() * 20);
      if (random.chance(0.25)) await nap(world, random);
      await strike(world, victim, random);
      for (const { handle, desk, ledger } of seats) {
        // Read while the desk works on, from a copy: a transaction of SQLite is seen whole or not at all.
        const outbox = ledger.checkFiles(join(desk.folder, 'agents', handle));
        await ledger.checkService(world, handle, outbox);
      }
      // Every now and then the killed service is given time to be linked again, so that all states are met.
      if (random.chance(0.6)) await linked(seats[0]!);
    }
    for (const { work } of seats) work.rest();
    await Promise.all(working);
    for (const seat of seats) {
      await linked(seat);
      await until(async () => (await seat.window.query('desk.view', {})).outbox.waiting === 0, {
        what: 'an empty outbox',
        timeoutMs: 60_000,
      });
    }
    await checkOnceInOrder(world);
    for (const seat of seats) count.records += await sameInTheEnd(world, seat, seed);
    count.saved = seats.reduce((sum, { ledger }) => sum + ledger.size, 0);
    return count;
  } finally {
    for (const { work } of seats) work.rest();
    await Promise.allSettled(working);
    for (const { desk } of seats) {
      desk.close();
      rmSync(desk.folder, { recursive: true, force: true });
    }
  }
}

async function sit(
  world: World,
  handle: string,
  queueIds: string[],
  seed: number,
  random: Random,
): Promise<Seat> {
  const desk = createDesk({
    transport: createNetTransport(),
    clock: hurried,
    folder: join(world.folder, `${handle}-${seed}`),
  });
  const window = desk.window();
  await window.client.request('account.signIn', {
    service: world.address,
    handle,
    password: smallPassword,
  });
  await until(async () => (await window.query('case.view', { id: 'case-2' })) !== null, { what: 'the rows' });
  const ledger = createLedger(join(world.folder, `copies-${handle}-${seed}`));
  return { handle, queueIds, desk, window, ledger, work: createWork(`${handle}${seed}x`, ledger, random) };
}

const linked = async ({ window }: Seat): Promise<void> => {
  await until(
    async () => {
      const { link } = await window.query('desk.view', {});
      if (link.state === 'offline') await window.client.request('link.retry', {});
      return link.state === 'linked';
    },
    { what: 'the link', timeoutMs: 60_000 },
  );
};

/** Puts the service or all of Postgres to sleep in the middle of whatever they do, and wakes them. */
async function nap(world: World, random: Random): Promise<void> {
  const pids = random.chance(0.5)
    ? [world.service().process.pid!]
    : [world.postmaster(), ...(await world.backends())];
  for (const pid of pids) signal(pid, 'SIGSTOP');
  await pause(50 + random.next() * 200);
  for (const pid of pids) signal(pid, 'SIGCONT');
}

async function strike(world: World, victim: Victim, random: Random): Promise<void> {
  if (victim === 'backend') {
    const pids = await world.backends();
    if (pids.length > 0) signal(random.pick(pids), 'SIGKILL');
    return;
  }
  if (victim === 'postmaster') {
    const pid = world.postmaster();
    signal(pid, 'SIGKILL');
    await until(() => world.postmaster() !== pid && isAlive(world.postmaster()), {
      what: 'Postgres to be started again by the service',
      timeoutMs: 60_000,
    });
    return;
  }
  await world.kill();
  // Killed a second time, in the middle of its start.
  if (victim === 'starting service') await world.startAndKill(random.next() * 700);
  await world.start();
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended by itself meanwhile.
  }
}

/** One more record that everybody sees: when it is here, everything before it is. Then cache and database are compared. */
async function sameInTheEnd(world: World, seat: Seat, seed: number): Promise<number> {
  const { handle, window, desk, queueIds, ledger } = seat;
  const folder = join(desk.folder, 'agents', handle);
  await until(
    async () =>
      (await window.query('note.list', { subjectKind: 'case', subjectId: 'case-1' })).length ===
      (
        await world.rows(
          `select 1 from record where kind = 'note' and body ->> 'subjectId' = 'case-1' and body ->> 'subjectKind' = 'case'`,
        )
      ).length,
    { what: `every note at ${handle}'s desk`, timeoutMs: 60_000 },
  );
  let last: unknown;
  return until(
    async () => {
      try {
        await ledger.checkService(world, handle, ledger.checkFiles(folder));
        return await checkSame(
          world,
          folder,
          join(world.folder, `copies-${handle}-${seed}`),
          handle,
          queueIds,
        );
      } catch (error) {
        last = error;
        throw error;
      }
    },
    { what: `${handle}'s cache to be the same`, timeoutMs: 20_000 },
  ).catch((error: unknown) => {
    throw last ?? error;
  });
}
