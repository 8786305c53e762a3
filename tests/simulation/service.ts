// One service process of the simulation: the real commands, log, hub and accounts, over the gate to the database.
import { createAccounts, type Accounts } from '../../service/accounts.ts';
import { createCommands, type Commands } from '../../service/commands.ts';
import { openRuns } from '../../service/db/runs.ts';
import { createHub, hubTimes, type Hub } from '../../service/hub.ts';
import { createFeedLog, type FeedLog } from '../../service/log.ts';
import type { Notices } from '../../service/notices.ts';
import type { Passwords } from '../../service/passwords.ts';
import { createLog, type Log } from '../../shared/log.ts';
import type { Cursor } from '../../shared/sync/cursor.ts';
import { createBulk } from './bulk.ts';
import type { Chance } from './chance.ts';
import type { Clockwork } from './clockwork.ts';
import type { DatabaseUser, Gate } from './database.ts';

/** A process that serves desks. */
export interface SimService extends DatabaseUser {
  readonly hub: Hub;
  readonly feed: FeedLog;
  readonly commands: Commands;
  readonly accounts: Accounts;
  /** Ends with a goodbye to every desk. */
  stop(): Promise<void>;
}

/** What a process is made with. */
export interface SimServiceDeps {
  name: string;
  clockwork: Clockwork;
  chance: Chance;
  gate: Gate;
  /** No other process uses the database. */
  alone: boolean;
  /** ms since the epoch. */
  now: () => number;
  newId: () => string;
  /** All processes on this database, so that they tell each other. */
  peers: Set<(from: string, at: Cursor) => void>;
  onLog: ((line: string) => void) | null;
  /** Hears of the process before it serves. */
  onBorn: (user: DatabaseUser) => void;
  /** Hears of its death, whoever caused it. */
  onDied: () => void;
}

/** Hashes nothing: how passwords are kept is no business of the simulation. */
export const openPasswords: Passwords = {
  hash: async (password) => `plain ${password}`,
  matches: async (password, kept) => kept === `plain ${password}`,
};

const tokenMs = 12 * 3_600_000;

/** Starts a process. @returns it when it serves; never when it dies before. */
export async function startService(deps: SimServiceDeps): Promise<SimService> {
  const { clockwork, chance, gate, now, newId, peers } = deps;
  const user: DatabaseUser = {
    name: deps.name,
    alive: true,
    diesAfter: null,
    awayUntil: 0,
    async die() {
      if (!user.alive) return;
      clockwork.say(`${deps.name} dies`);
      user.alive = false;
      stopHearing();
      await gate.forget(user);
      deps.onDied();
    },
  };
  deps.onBorn(user);
  const log: Log = createLog((line) => deps.onLog?.(`${deps.name} ${line}`), now, 'debug');
  const timers = clockwork.timers(user);
  const pool = gate.pool(user);
  let stopHearing = (): void => {};

  // A notice takes a while, and one in ten is lost.
  const notices: Notices = {
    tell: async (at) => {
      for (const peer of peers) peer(deps.name, at);
    },
    hear: async (listener) => {
      const peer = (from: string, at: Cursor): void => {
        if (from === deps.name || chance.maybe(0.1)) return;
        clockwork.after(chance.int(1, 20), `${deps.name} is told`, () => {
          if (user.alive) listener(at);
        });
      };
      peers.add(peer);
      stopHearing = () => void peers.delete(peer);
      return async () => stopHearing();
    },
  };
  const { rows } = await pool.query<{ value: string }>(`select value from meta where key = 'epoch'`);
  const epoch = rows[0]!.value;
  const runs = await openRuns({ pool, epoch, exclusive: deps.alone, log });
  const accounts = createAccounts({ pool, passwords: openPasswords, now, tokenMs });
  const feed = createFeedLog({ pool, notices, log, timers });
  const commands = createCommands({
    pool,
    now,
    log,
    onCommit: feed.reach,
    pause: (ms) => new Promise((resolve) => void timers.set(resolve, ms)),
    soon: (run) => void timers.set(run, 0),
  });
  const hub: Hub = createHub({
    pool,
    feed,
    accounts,
    commands,
    epoch,
    runs,
    ...(chance.maybe(0.7)
      ? { segments: createBulk({ owner: user, pool, chance, epoch, monotonic: clockwork.now, log }) }
      : {}),
    now,
    monotonic: clockwork.now,
    newId,
    log,
    times: hubTimes,
    timers,
    publishTyping: (typing) => hub.typing(typing),
  });
  const service: SimService = Object.assign(user, {
    hub,
    feed,
    commands,
    accounts,
    stop: async () => {
      await hub.stop();
      await feed.stop();
      user.alive = false;
      stopHearing();
      // What it had begun ends with its connections.
      await clockwork.real('', () => gate.forget(user));
      deps.onDied();
    },
  });
  await feed.start();
  await hub.start();
  return service;
}
