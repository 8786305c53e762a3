// One seed, from an empty database to the checks at its end. The same seed is the same run, event by event.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { scopesFor, type Scopes } from '../../service/visibility.ts';
import type { Transport } from '../../electron/store/sync/transport.ts';
import { AppError } from '../../shared/errors.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import { oldestProtocol, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { buildWorld, password } from './build-world.ts';
import { createChance, type Chance } from './chance.ts';
import { whatIsBroken } from './checks.ts';
import { createClockwork, type Owner } from './clockwork.ts';
import { createGate, type Database, type DatabaseUser } from './database.ts';
import { createSimDesk, type SimDesk } from './desk.ts';
import { healEverything, somethingBreaks } from './faults.ts';
import type { MadeOnce } from './made-once.ts';
import { createNetwork } from './network.ts';
import { somethingHappens } from './outside.ts';
import { agentActs } from './people.ts';
import { startService } from './service.ts';
import { count, SimulationFailure, type Simulation } from './state.ts';
import { createReader, difference, readTruth, type Reader } from './truth.ts';
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
/** How long everything may take to come right after the last fault, in ms of the simulation. */
const patienceMs = 180_000;

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
  const newest = new Map<string, { epoch: string; cursor: Cursor }>();

  /** A cursor never goes back within an epoch, whatever befalls the desk. */
  function checkHello(desk: SimDesk, text: string): void {
    const hello = JSON.parse(text) as { t: string; epoch: string | null; cursor: Cursor | null };
    if (hello.t !== 'hello' || hello.cursor === null || hello.epoch === null) return;
    const before = newest.get(desk.name);
    if (before?.epoch === hello.epoch && compareCursors(hello.cursor, before.cursor) < 0)
      fail(
        new SimulationFailure(
          seed,
          `STORE-7: ${desk.name} went back from ${before.cursor} to ${hello.cursor}`,
        ),
      );
    newest.set(desk.name, { epoch: hello.epoch, cursor: hello.cursor });
  }

  /** I6 SYNC-23: no body leaves the service for a scope that its record is not in. */
  function createInspector(desk: SimDesk): (text: string) => void {
    let scopes: Scopes | null = null;
    return (text) => {
      if (
        !text.startsWith('{"t":"welcome"') &&
        !text.startsWith('{"t":"snapshot"') &&
        !text.startsWith('{"t":"delta"')
      )
        return;
      const frame = JSON.parse(text) as {
        agent?: Parameters<typeof scopesFor>[0];
        rows?: { kind: string; id: string; record?: Record<string, unknown> }[];
        changes?: { kind: string; id: string; record?: Record<string, unknown> }[];
      };
      if (frame.agent !== undefined) scopes = scopesFor(frame.agent);
      for (const { kind, id, record } of frame.rows ?? frame.changes ?? []) {
        if (record === undefined || scopes === null) continue;
        const scope =
          kind === 'case' || kind === 'conversation'
            ? `queue:${String(record['queueId'])}`
            : kind === 'offer'
              ? `agent:${String(record['agentId'])}`
              : 'all';
        if (!scopes.has(scope))
          fail(new SimulationFailure(seed, `I6 SYNC-23: ${desk.name} was sent ${kind} ${id} of ${scope}`));
      }
    };
  }

  const anyService = () => {
    const live = sim.services.filter(({ alive }) => alive);
    return live.length === 0 ? null : chance.pick(live);
  };
  const offline = (): AppError => new AppError('unreachable', 'The service cannot be reached.');
  const reachable = (desk: SimDesk): boolean =>
    Math.max(desk.weather.downUntil, desk.weather.heldUntil) <= clockwork.now();
  const later = (desk: SimDesk): Promise<void> =>
    new Promise((resolve) => void clockwork.after(chance.int(...desk.weather.delay), '', resolve));

  function transportOf(desk: SimDesk, owner: Owner): Transport {
    return {
      about: async () => {
        await later(desk);
        if (!reachable(desk) || anyService() === null) throw offline();
        const protocols = Array.from(
          { length: PROTOCOL_VERSION - oldestProtocol + 1 },
          (_, i) => oldestProtocol + i,
        );
        return { product: 'parley', version: '1.0.0', protocols };
      },
      signIn: async (_service, request) => {
        await later(desk);
        const service = anyService();
        if (!reachable(desk) || service === null) throw offline();
        // A process that dies does not answer any more.
        const silence = new Promise<never>((_resolve, reject) => {
          clockwork.after(8000, '', () => reject(offline()));
        });
        silence.catch(() => undefined);
        const answer = service.accounts.signIn(request.handle, request.password, request.deskId);
        const reply = await Promise.race([answer, silence]).catch((error: unknown) => {
          throw error instanceof AppError ? error : offline();
        });
        await later(desk);
        return reply;
      },
      signOut: async () => {},
      link: (_service, events) => {
        const service = anyService();
        const inspect = createInspector(desk);
        const nobody: Owner = { name: 'nobody', alive: false };
        const { socket, line } = network.open({
          desk: owner,
          service: service ?? nobody,
          weather: desk.weather,
          events,
          take: (wire) => service?.hub.take(wire),
          onSent: inspect,
        });
        desk.lines = [...desk.lines.filter(({ open }) => open), line];
        const { send } = socket;
        return {
          ...socket,
          send: (text) => {
            if (owner.alive && text.startsWith('{"t":"hello"')) checkHello(desk, text);
            send(text);
          },
        };
      },
    };
  }

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

  /** Everything comes right: all linked, all sent, every cache as the service has it. */
  async function comeToRest(): Promise<void> {
    await healEverything(sim);
    const reader = createReader();
    try {
      await waitForRest(reader);
    } finally {
      reader.close();
    }
    const broken = await whatIsBroken(sim, watches);
    if (broken !== null) throw new SimulationFailure(seed, broken);
    sim.healing = false;
  }

  async function waitForRest(reader: Reader): Promise<void> {
    const until = clockwork.now() + patienceMs;
    for (let problem = ''; ; ) {
      await pass(problem === '' ? 900 : 500);
      problem = (await unrest(reader)) ?? '';
      if (problem === '') break;
      if (clockwork.now() > until)
        throw new SimulationFailure(seed, `I1: it does not come to rest: ${problem}`);
      for (const desk of sim.desks) {
        const { open } = desk;
        if (open?.owner.alive !== true || watches.get(desk.name)!.view()?.link.state !== 'offline') continue;
        // Not awaited: answers come as events.
        void open.client.request('link.retry', {}).catch(() => undefined);
      }
    }
  }

  async function unrest(reader: Reader): Promise<string | null> {
    for (const desk of sim.desks) {
      const view = watches.get(desk.name)!.view();
      if (desk.open === null || view === null) return `${desk.name} is not running`;
      if (view.link.state !== 'linked') return `${desk.name} is ${view.link.state}: ${view.link.reason}`;
      if (view.outbox.waiting > 0) return `${desk.name} has ${view.outbox.waiting} commands that wait`;
    }
    const truth = await readTruth(sim);
    for (const desk of sim.desks) {
      const found = difference(sim, desk, truth, reader.cacheOf(desk));
      if (found !== null) return `${desk.name}: ${found}`;
    }
    return null;
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
      await comeToRest();
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
