// One desk of the simulation: the real store over real files, that crashes, comes back and is updated.
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createStore, type Store } from '../../electron/store/store.ts';
import type { Transport } from '../../electron/store/sync/transport.ts';
import { createClient, type Client, type Port } from '../../shared/ipc/rpc.ts';
import {
  storeContract,
  type QueryArgs,
  type QueryName,
  type QueryRows,
  type StoreContract,
} from '../../shared/ipc/store.ts';
import { createLog } from '../../shared/log.ts';
import { oldestProtocol, PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { neutralSentiment, testKey } from '../support/desk.ts';
import type { Chance } from './chance.ts';
import type { Clockwork, Owner } from './clockwork.ts';
import { copyFiles, followDisk, type Disk } from './disk.ts';
import type { Line, Weather } from './network.ts';

/** Who sits at a desk. */
export interface Seat {
  readonly name: string;
  readonly agentId: string;
  readonly handle: string;
}

/** A running store and its window. */
export interface OpenDesk {
  readonly owner: Owner;
  readonly store: Store;
  readonly disk: Disk;
  readonly client: Client<StoreContract>;
  /** Starts a live query; `hear` gets its rows now and whenever they change. */
  live<N extends QueryName>(
    name: N,
    args: QueryArgs<N>,
    hear: (rows: QueryRows<N>) => void,
  ): Promise<unknown>;
  /** Asks once. */
  ask<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryRows<N>>;
}

/** See {@link createSimDesk}. */
export interface SimDesk extends Seat {
  readonly weather: Weather;
  /** Null while it is not running. */
  open: OpenDesk | null;
  lines: Line[];
  /** This machine's clock minus the true time, in ms. */
  skew: number;
  version: string;
  /** The protocol that it speaks; an update brings it to the newest. */
  protocol: number;
  start(): void;
  /** Ends as when a person quits. */
  quit(): void;
  /** Ends at this instant, as a killed process. */
  crash(): void;
  /** Ends when so many more statements have been written. */
  crashAfter(statements: number, then: () => void): void;
  /** Marks the cache as of another layout; only while it is not running. */
  changeLayout(): void;
  cacheFile(): string;
  outboxFile(): string;
  remove(): void;
}

/** What a desk is made with. */
export interface SimDeskDeps {
  seat: Seat;
  folder: string;
  /** Puts what a desk may find into its folder before it is first started. */
  furnish: (folder: string) => void;
  clockwork: Clockwork;
  chance: Chance;
  /** The true time, ms since the epoch. */
  trueNow: () => number;
  transport: (desk: SimDesk, owner: Owner) => Transport;
  onLog: ((line: string) => void) | null;
  /** The store is open; its window may be used. */
  onOpen: (desk: SimDesk, open: OpenDesk) => void;
}

/** Two ends of a port that delivers at once; nothing passes once its owner is dead. */
function portPair(owner: Owner): [Port, Port] {
  const sides: ((message: unknown) => void)[][] = [[], []];
  const port = (mine: number): Port => ({
    post: (message) => {
      if (owner.alive) for (const listener of sides[1 - mine]!) listener(message);
    },
    onMessage: (listener) => void sides[mine]!.push(listener),
    onClose: () => undefined,
  });
  return [port(0), port(1)];
}

/** @returns a desk that is not running yet. */
export function createSimDesk(deps: SimDeskDeps): SimDesk {
  const { seat, clockwork, chance, trueNow } = deps;
  let life = 0;
  let ids = 0;
  let folder = join(deps.folder, `${seat.name}-0`);
  /** The files as a crash has left them, when it came in the middle of work. */
  let captured: string | null = null;
  let forgetDisk = (): void => {};
  /** Only measured with: on a slow machine work is cut into small turns. */
  const slow = chance.maybe(0.4);
  let measured = 0;
  const pace = (): number => (slow ? (measured += chance.pick([1, 40, 120])) : 0);
  mkdirSync(folder, { recursive: true });
  deps.furnish(folder);

  const account = (): string => join(folder, 'agents', seat.agentId);
  const nextFolder = (): string => join(deps.folder, `${seat.name}-${++life}`);

  /** Lets go of a store that is dead: its connections are closed, its files go. */
  function bury({ owner, store }: OpenDesk): void {
    owner.alive = false;
    desk.open = null;
    forgetDisk();
    try {
      store.close();
    } catch {
      // Whatever it was about to do, it has died before.
    }
  }

  /** Goes on from the files as they were at the instant of the death; it may have come while the desk was being quit. */
  function takeCaptured(left: string): void {
    rmSync(folder, { recursive: true, force: true });
    folder = left;
    captured = null;
  }

  const desk: SimDesk = {
    ...seat,
    weather: { delay: [2, 30], heldUntil: 0, downUntil: 0 },
    open: null,
    lines: [],
    skew: 0,
    version: '1.0.0',
    protocol: chance.maybe(0.15) ? oldestProtocol : PROTOCOL_VERSION,
    start: () => {
      if (desk.open !== null) return;
      const owner: Owner = { name: seat.name, alive: true };
      const followed = followDisk(folder);
      forgetDisk = followed.forget;
      const now = (): number => trueNow() + desk.skew;
      const timers = clockwork.timers(owner);
      const store = createStore({
        folder,
        keyHex: testKey,
        keyCustody: 'file',
        appVersion: desk.version,
        transport: deps.transport(desk, owner),
        timers,
        now,
        clock: pace,
        random: chance.next,
        newId: () => `${seat.name}-own-${++ids}`,
        defer: (run) => void clockwork.after(0, '', () => (owner.alive ? run() : undefined)),
        // Only looked at from outside.
        statusMs: 0,
        sentiment: neutralSentiment,
        log: createLog((line) => owner.alive && deps.onLog?.(`${seat.name} ${line}`), now, 'debug'),
      });
      const [storeSide, windowSide] = portPair(owner);
      store.serve(storeSide);
      const client = createClient(storeContract, windowSide, timers);
      const hearers = new Map<number, (rows: unknown) => void>();
      client.on('rows', ({ sub, rows }) => hearers.get(sub)?.(rows));
      let subs = 0;
      const open: OpenDesk = {
        owner,
        store,
        disk: followed.disk,
        client,
        live: (name, args, hear) => {
          const sub = ++subs;
          hearers.set(sub, (rows) => hear(rows as never));
          return client.request('query.start', { sub, name, args });
        },
        ask: async (name, args) => {
          const sub = ++subs;
          let found: unknown;
          hearers.set(sub, (rows) => (found = rows));
          await client.request('query.start', { sub, name, args });
          hearers.delete(sub);
          await client.request('query.stop', { sub });
          return found as never;
        },
      };
      desk.open = open;
      deps.onOpen(desk, open);
    },
    quit: () => {
      const open = desk.open;
      if (open?.owner.alive !== true) return;
      desk.open = null;
      open.store.close();
      open.owner.alive = false;
      forgetDisk();
      if (captured !== null) takeCaptured(captured);
    },
    crash: () => {
      const open = desk.open;
      if (open === null) return;
      const left = captured ?? nextFolder();
      if (captured === null) copyFiles(folder, left);
      bury(open);
      takeCaptured(left);
      // The machine's network may say so to the service, or not.
      for (const line of desk.lines) if (line.open) (chance.maybe(0.7) ? line.cut : line.swallow)();
    },
    crashAfter: (statements, then) => {
      const open = desk.open;
      if (open === null) return;
      open.disk.due = statements;
      open.disk.onDue = () => {
        captured = nextFolder();
        copyFiles(folder, captured);
        // From this instant on it does nothing any more; what still runs of it is its ghost, on files that are thrown away.
        open.owner.alive = false;
        clockwork.say(`${seat.name} is killed between two statements`);
        clockwork.after(0, '', () => {
          if (desk.open !== open) return;
          desk.crash();
          then();
        });
      };
    },
    changeLayout: () => {
      const db = new Database(desk.cacheFile());
      db.pragma(`cipher = 'aegis'`);
      db.pragma(`key = 'raw:${testKey}'`);
      db.prepare(`UPDATE meta SET value = 'older' WHERE key = 'layout'`).run();
      db.close();
    },
    cacheFile: () => join(account(), 'cache.db'),
    outboxFile: () => join(account(), 'outbox.db'),
    remove: () => {
      if (desk.open !== null) bury(desk.open);
      rmSync(folder, { recursive: true, force: true });
      if (captured !== null) rmSync(captured, { recursive: true, force: true });
    },
  };
  return desk;
}
