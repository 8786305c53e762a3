// Runs the decisions: one at a time, on news and on time, waiting for each to come back in the feed before the next.
import type { Actor, SystemCommand } from '../../shared/domain/commands.ts';
import type { Log } from '../../shared/log.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import type { FeedEntry, RunResult } from '../context.ts';
import type { After } from '../leader.ts';
import { decide } from './decide.ts';
import type { RoutingSettings } from './settings.ts';
import {
  createRoutingState,
  learn,
  matters,
  noteLinks,
  type RoutingFacts,
  type RoutingState,
} from './state.ts';

/** What the router is given. */
export interface RouterDeps {
  now(): number;
  after: After;
  log: Log;
  settings: RoutingSettings;
  run(actor: Actor, command: SystemCommand): Promise<RunResult>;
  isLinked(agentId: string): boolean;
  /** Reads the whole state of routing from the database. */
  load(): Promise<RoutingFacts>;
}

/** Routes while it runs. */
export interface Router {
  /** Reads the state and begins. Until then and after {@link stop} entries are ignored. */
  start(): void;
  /** Takes in what was committed. */
  hear(entries: FeedEntry[]): void;
  /** Ends; a command already under way still finishes. */
  stop(): Promise<void>;
}

const system: Actor = { kind: 'system' };
/** Links are heard of through presence; this is the net under it, and under a lost entry. */
const lookAgainMs = 2_000;
/** How long a command's own entries may take to come back before the state is read anew. */
const echoMs = 5_000;
const retryMs = 1_000;

/** @returns a router at rest. */
export function createRouter({ now, after, log, settings, run, isLinked, load }: RouterDeps): Router {
  let running = false;
  let startedAt = 0;
  let heard: Cursor = '0.0';
  let backlog: FeedEntry[] = [];
  let wake = (): void => {};
  let loop: Promise<void> = Promise.resolve();

  /** Waits for `ms`, or until routing stops, or until something is heard that makes `enough` true. */
  function wait(ms: number, enough: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        cancel();
        wake = () => {};
        resolve();
      };
      const cancel = after(ms, done);
      wake = () => {
        if (!running || enough()) done();
      };
      wake();
    });
  }

  /** Runs the commands in order. @returns where the last change stands, and whether all of them changed something. */
  async function carryOut(commands: SystemCommand[]): Promise<{ last: Cursor | null; agreed: boolean }> {
    let last: Cursor | null = null;
    let agreed = true;
    for (const command of commands) {
      if (!running) break;
      const result = await run(system, command).catch((error: unknown) => {
        // One command that fails must not hold up the others.
        log.error('routing: a command failed', { type: command.type, error });
        return null;
      });
      if (result === null) {
        agreed = false;
        continue;
      }
      if (!result.ok) log.info('routing: refused', { type: command.type, refusal: result.refusal });
      if (!result.ok || result.changes.length === 0) agreed = false;
      else if (last === null || compareCursors(result.at, last) > 0) last = result.at;
    }
    return { last, agreed };
  }

  /** Decides once and carries it out. @returns whether the state still agrees with what is committed. */
  async function step(state: RoutingState): Promise<boolean> {
    for (const entry of backlog.splice(0)) learn(state, entry, now());
    noteLinks(state, isLinked, now(), startedAt);
    const { commands, wakeAt } = decide(state, now(), settings);
    if (commands.length === 0) {
      await wait(Math.max(1, Math.min(lookAgainMs, (wakeAt ?? Infinity) - now())), () => backlog.length > 0);
      return true;
    }
    const { last, agreed } = await carryOut(commands);
    const back = (): boolean => last === null || compareCursors(heard, last) >= 0;
    if (!back()) await wait(echoMs, back);
    return agreed && back();
  }

  async function route(): Promise<void> {
    let state: RoutingState | null = null;
    let agreed = false;
    const goOn = (): boolean => running;
    while (goOn()) {
      try {
        if (state === null || !agreed) {
          backlog = [];
          state = createRoutingState(now(), await load(), state);
        }
        agreed = await step(state);
      } catch (error) {
        agreed = false;
        log.warn('routing: could not go on, trying again', { error });
      }
      // Somebody was faster, an entry is late or the database is away: let it settle, then begin from what is committed.
      if (!agreed) await wait(retryMs, () => false);
    }
  }

  return {
    start() {
      if (running) return;
      running = true;
      startedAt = now();
      loop = loop.then(route);
    },
    hear(entries) {
      const last = entries.at(-1);
      if (last === undefined || !running) return;
      heard = last.cursor;
      backlog.push(...entries.filter((entry) => matters(entry.kind)));
      wake();
    },
    stop() {
      running = false;
      wake();
      return loop;
    },
  };
}
