// One seed, from an empty database to the checks at its end. The same seed is the same run, event by event.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildWorld, password } from './build-world.ts';
import { createChance, type Chance } from './chance.ts';
import { createClockwork } from './clockwork.ts';
import { createGate, type Database, type DatabaseUser } from './database.ts';
import { createSimDesk, type SimDesk } from './desk.ts';
import { somethingBreaks } from './faults.ts';
import type { MadeOnce } from './made-once.ts';
import { createNetwork } from './network.ts';
import { somethingHappens } from './outside.ts';
import { agentActs } from './people.ts';
import { comeToRest } from './rest.ts';
import { startService } from './service.ts';
import { count, SimulationFailure, type Simulation } from './state.ts';
import { createTransports } from './transports.ts';
import { createWatch, type Watch } from './watch.ts';

/** What a seed has done. */
export interface SeedResult {
  /** Fingerprint of all that happened, in order. */
  readonly hash: string;
  readonly events: number;
  readonly desks: number;
  readonly saved: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** What a run is given. */
export interface SimulateOptions {
  database: Database;
  /** An existing folder; what is made in it is deleted again. */
  folder: string;
  made: MadeOnce;
  /** Takes the trace, and every log line. */
  onLine?: (line: string) => void;
}

const begin = 1_700_000_000_000;
const address = 'http://localhost:4110';

const howManyDesks = (chance: Chance): number =>
  chance.weighted([
    [80, 3],
    [12, 4],
    [5, chance.int(5, 8)],
    [3, chance.int(9, 20)],
  ]);

/**
 * Runs one seed.
 * @throws SimulationFailure that says what is broken and how to see it again.
 */
export async function simulate(
  seed: number,
  { database, folder, made, onLine }: SimulateOptions,
): Promise<SeedResult> {
  const chance = createChance(seed);
  const clockwork = createClockwork(onLine ?? null);
  const gate = createGate(database, clockwork, chance);
  const network = createNetwork(clockwork, chance);
  const now = (): number => begin + clockwork.now();
  const ids = new Map<string, number>();
  const newId = (of: string): string => {
    const next = (ids.get(of) ?? 0) + 1;
    ids.set(of, next);
    return `${of}-x${next}`;
  };
  let failure: unknown = null;
  const fail = (error: unknown): void => {
    failure ??= error;
  };
  const onLog = onLine === undefined ? null : (line: string): void => onLine(`   ${line}`);

  await database.reset();
  const administrator: DatabaseUser = {
    name: 'admin',
    alive: true,
    diesAfter: null,
    die: async () => {},
    awayUntil: 0,
  };
  const desksInAll = howManyDesks(chance);
  const people = Math.max(2, desksInAll - chance.int(0, 1));
  const known = await buildWorld(database, chance, begin, 'epoch-1', people);
  const sim: Simulation = {
    seed,
    clockwork,
    chance,
    database,
    gate,
    administrator,
    now,
    newId,
    known,
    desks: [],
    services: [],
    alone: chance.maybe(0.5),
    starting: new Set(),
    epochs: 1,
    backup: 'none',
    restoring: false,
    slow: null,
    healing: false,
    peers: new Set(),
    saved: [],
    counts: new Map(),
    startService: () => {
      if (sim.restoring) return;
      sim.services = sim.services.filter(({ alive }) => alive);
      for (const user of sim.starting) if (!user.alive) sim.starting.delete(user);
      if (sim.starting.size >= (sim.alone ? 1 : 2)) return;
      const name = newId('service');
      let born: DatabaseUser | null = null;
      startService({
        name,
        clockwork,
        chance,
        gate,
        alone: sim.alone,
        now,
        newId: () => newId('of-service'),
        peers: sim.peers,
        onLog,
        onBorn: (user) => {
          born = user;
          sim.starting.add(user);
        },
        onDied: () => void clockwork.after(chance.int(20, 3000), '', () => sim.startService()),
      }).then(
        (service) => service.alive && sim.services.push(service),
        () => {
          if (born !== null) born.alive = false;
          clockwork.after(300, '', () => sim.startService());
        },
      );
    },
    startDesk: (desk, ms) => {
      clockwork.after(ms, `${desk.name} starts`, () => desk.start());
    },
  };

  const watches = new Map<string, Watch>();
  const transportOf = createTransports(sim, network, fail);

  /** Signs in as a person does who wants to work; then looks whether it worked. */
  function signIn(desk: SimDesk, look: () => void): void {
    desk
      .open!.client.request('account.signIn', { service: address, handle: desk.handle, password }, 20_000)
      .catch((error: unknown) => clockwork.say(`${desk.name} cannot sign in: ${(error as Error).message}`))
      .finally(() => void clockwork.after(chance.int(300, 2000), '', look));
  }

  for (let i = 0; i < desksInAll; i++) {
    const agent = known.agents[i % known.agents.length]!;
    const desk = createSimDesk({
      seat: { name: `desk-${i + 1}`, agentId: agent.id, handle: agent.id },
      folder,
      furnish: (into) => {
        if (chance.maybe(0.9)) made.files(into, { service: address, agentId: agent.id });
      },
      clockwork,
      chance,
      trueNow: now,
      transport: transportOf,
      onLog,
      onOpen: (opened, open) => {
        const watch = watches.get(opened.name)!;
        watch.opened(open);
        // The view comes in the same instant; nobody signed in, or no longer: a person sees to it.
        clockwork.after(1, '', () => look());
        function look(): void {
          if (opened.open !== open || !open.owner.alive) return;
          const state = watch.view()?.link.state;
          if (state === 'signedOut' || state === 'expired') signIn(opened, look);
          else clockwork.after(3000, '', look);
        }
      },
    });
    if (chance.maybe(0.2)) desk.skew = chance.pick([31_536_000_000, -31_536_000_000, 90_000]);
    watches.set(desk.name, createWatch(sim, desk, fail));
    sim.desks.push(desk);
    sim.startDesk(desk, chance.int(100, 1500));
  }
  sim.startService();
  if (!sim.alone && chance.maybe(0.5)) sim.startService();

  async function pass(ms: number): Promise<void> {
    const until = clockwork.now() + ms;
    while (await clockwork.step(until)) if (failure !== null) throw failure;
    await clockwork.pass(Math.max(0, until - clockwork.now()));
    if (failure !== null) throw failure;
  }

  /** Lets agents work while things happen and break. */
  async function phase(actions: number, happenings: number, faults: number, ms: number): Promise<void> {
    const at = (run: () => void | Promise<void>): void => void clockwork.after(chance.int(0, ms), '', run);
    for (let i = 0; i < actions; i++) {
      at(() => {
        const desk = chance.pick(sim.desks);
        agentActs(sim, desk, watches.get(desk.name)!).catch(fail);
      });
    }
    for (let i = 0; i < happenings; i++) at(() => void somethingHappens(sim).catch(fail));
    for (let i = 0; i < faults; i++) at(() => somethingBreaks(sim));
    await pass(ms);
  }

  try {
    await pass(2500);
    const phases = chance.weighted([
      [6, 1],
      [4, 2],
      [1, 3],
    ]);
    for (let i = 0; i < phases; i++) {
      const size = chance.int(1, 3) * desksInAll;
      await phase(4 * size, 2 * size, 2 * size, chance.int(1500, 9000));
      await comeToRest(sim, watches, pass);
    }
    const saved = sim.saved.length;
    count(sim, 'seeds');
    return {
      hash: clockwork.hash(),
      events: clockwork.events(),
      desks: desksInAll,
      saved,
      counts: sim.counts,
    };
  } catch (error) {
    if (error instanceof SimulationFailure) throw error;
    throw new SimulationFailure(
      seed,
      error instanceof Error ? (error.stack ?? error.message) : String(error),
    );
  } finally {
    for (const desk of sim.desks) desk.remove();
    for (const user of sim.starting) user.alive = false;
    rmSync(join(folder, 'desks'), { recursive: true, force: true });
  }
}
