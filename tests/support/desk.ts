// A desk for tests: the real store over real files in a folder of its own, with time, chance and service in the test's hands.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { createClient, type Client, type Port, type Timers } from '../../shared/ipc/rpc.ts';
import {
  queries,
  storeContract,
  type QueryArgs,
  type QueryName,
  type QueryRows,
  type StoreContract,
} from '../../shared/ipc/store.ts';
import { createLog } from '../../shared/log.ts';
import type { SentimentEngine } from '../../shared/sentiment/types.ts';
import { createStore, type Store, type StoreDeps } from '../../electron/store/store.ts';
import type { Transport } from '../../electron/store/sync/transport.ts';
import { until } from './until.ts';

/** A clock that stands still until it is moved; its timers run when it passes them. */
export interface ManualClock {
  now: () => number;
  timers: Timers;
  /** Moves on and runs what is due, in order. */
  pass(ms: number): void;
}

/** @param at ms since the epoch. */
export function createManualClock(at: number): ManualClock {
  let now = at;
  let next = 1;
  const waiting = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => now,
    timers: {
      set: (run, ms) => {
        waiting.set(next, { at: now + ms, run });
        return next++;
      },
      clear: (timer) => void waiting.delete(timer as number),
    },
    pass: (ms) => {
      const until = now + ms;
      for (;;) {
        const due = [...waiting]
          .filter(([, timer]) => timer.at <= until)
          .toSorted(([a, x], [b, y]) => x.at - y.at || a - b)[0];
        if (due === undefined) break;
        waiting.delete(due[0]);
        now = Math.max(now, due[1].at);
        due[1].run();
      }
      now = until;
    },
  };
}

/** Finds every text neutral. */
export const neutralSentiment: SentimentEngine = {
  message: () => ({ level: 'neutral', score: 0, language: 'en', reasons: [] }),
  conversation: (scores) => ({ level: 'neutral', score: 0, steps: scores.slice(-6) }),
};

/** Two ends of one in-process port; messages arrive in a later turn, copied. */
export function portPair(): [Port, Port & { close: () => void }] {
  const make = (): { listeners: ((message: unknown) => void)[]; closers: (() => void)[] } => ({
    listeners: [],
    closers: [],
  });
  const sides = [make(), make()] as const;
  let open = true;
  const port = (mine: (typeof sides)[number], theirs: (typeof sides)[number]): Port => ({
    post: (message) => {
      const copy = structuredClone(message);
      setImmediate(() => open && theirs.listeners.forEach((listener) => listener(copy)));
    },
    onMessage: (listener) => void mine.listeners.push(listener),
    onClose: (listener) => void mine.closers.push(listener),
  });
  const close = (): void => {
    open = false;
    for (const side of sides) side.closers.forEach((closer) => closer());
  };
  return [port(sides[0], sides[1]), { ...port(sides[1], sides[0]), close }];
}

/** A window at a desk, with the shortcuts that tests want. */
export interface TestWindow {
  client: Client<StoreContract>;
  /** The rows of a live query as they were last pushed; started at the first call. */
  live<N extends QueryName>(name: N, args: QueryArgs<N>): LiveRows<N>;
  /** Asks once. */
  query<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<QueryRows<N>>;
  run(command: AgentCommand): Promise<unknown>;
  close(): void;
}
/** A live query as a window sees it. */
export interface LiveRows<N extends QueryName> {
  readonly sub: number;
  rows(): QueryRows<N> | undefined;
  pushes(): QueryRows<N>[];
  stop(): Promise<unknown>;
}

export const testKey = '5a'.repeat(32);
const realTimers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};

/** A desk: open, reopen, end. */
export interface TestDesk {
  readonly folder: string;
  readonly store: Store;
  readonly log: string[];
  window(): TestWindow;
  signIn(handle?: string, password?: string): Promise<void>;
  /** Closes the files and opens them again, as after a restart of the desktop. */
  reopen(over?: Partial<StoreDeps>): void;
  /** Opens the files after a test has closed the store by itself. */
  reopenOnly(): void;
  close(): void;
}

/** What may be set about a desk. */
export interface TestDeskOptions {
  transport: Transport;
  clock: ManualClock;
  folder?: string;
  over?: Partial<StoreDeps>;
}

let desks = 0;

/** @returns an open store in a temporary folder, its window side included. */
export function createDesk({ transport, clock, folder: given, over }: TestDeskOptions): TestDesk {
  const folder = given ?? mkdtempSync(join(tmpdir(), 'parley-desk-'));
  const name = `d${++desks}`;
  const log: string[] = [];
  const windows: TestWindow[] = [];
  let ids = 0;
  const open = (more: Partial<StoreDeps> = {}): Store =>
    createStore({
      folder,
      keyHex: testKey,
      keyCustody: 'file',
      appVersion: '0.1.0',
      transport,
      timers: clock.timers,
      now: clock.now,
      // Stands still, so that live queries never rest: how long a query takes is no business of a test.
      clock: () => 0,
      random: () => 0.5,
      newId: () => `${name}-id-${++ids}`,
      defer: (run) => void setImmediate(run),
      sentiment: neutralSentiment,
      log: createLog((line) => void log.push(line), clock.now, 'debug'),
      ...over,
      ...more,
    });
  let store = open();

  const window = (): TestWindow => {
    const [storeSide, windowSide] = portPair();
    store.serve(storeSide);
    const client = createClient(storeContract, windowSide, realTimers);
    const handlers = new Map<number, (rows: unknown) => void>();
    client.on('rows', ({ sub, rows }) => handlers.get(sub)?.(rows));
    let nextSub = 1;
    const lives = new Map<string, LiveRows<never>>();
    const subscribe = <N extends QueryName>(
      query: N,
      args: QueryArgs<N>,
      hear: (rows: QueryRows<N>) => void,
    ): { sub: number; started: Promise<unknown> } => {
      const sub = nextSub++;
      handlers.set(sub, (rows) => hear(queries[query].rows.parse(rows) as QueryRows<N>));
      return { sub, started: client.request('query.start', { sub, name: query, args }) };
    };
    const made: TestWindow = {
      client,
      live: <N extends QueryName>(query: N, args: QueryArgs<N>) => {
        const key = `${query} ${JSON.stringify(args)}`;
        const known = lives.get(key);
        if (known !== undefined) return known;
        const pushes: QueryRows<N>[] = [];
        const { sub } = subscribe(query, args, (rows) => void pushes.push(rows));
        const rows: LiveRows<N> = {
          sub,
          rows: () => pushes.at(-1),
          pushes: () => pushes,
          stop: () => client.request('query.stop', { sub }),
        };
        lives.set(key, rows);
        return rows;
      },
      query: async (query, args) => {
        let found = null as { rows: QueryRows<typeof query> } | null;
        const { sub, started } = subscribe(query, args, (rows) => (found = { rows }));
        await started;
        const { rows } = await until(() => found, { what: `rows of ${query}` });
        handlers.delete(sub);
        await client.request('query.stop', { sub });
        return rows;
      },
      run: (command) => client.request('command.run', { command }),
      close: windowSide.close,
    };
    windows.push(made);
    return made;
  };

  return {
    folder,
    log,
    get store() {
      return store;
    },
    window,
    signIn: async (handle = 'ada', password = 'secret') => {
      await window().client.request('account.signIn', { service: 'http://localhost:1', handle, password });
    },
    reopen: (more) => {
      for (const old of windows.splice(0)) old.close();
      store.close();
      store = open(more);
    },
    reopenOnly: () => {
      for (const old of windows.splice(0)) old.close();
      store = open();
    },
    close: () => {
      for (const old of windows.splice(0)) old.close();
      store.close();
      if (given === undefined) rmSync(folder, { recursive: true, force: true });
    },
  };
}
