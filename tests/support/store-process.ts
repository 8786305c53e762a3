// The store as the process that it is: forked from source under this Node, spoken to as main does. Changes with host-protocol.ts.
import { fork, type ChildProcess } from 'node:child_process';
import { thriftyEnvironment, thriftyNode } from '../../electron/main/store-thrift.ts';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fromStoreSchema, type FromStore, type ToStore } from '../../electron/store/host-protocol.ts';
import { createClient, type Client, type Port, type Timers } from '../../shared/ipc/rpc.ts';
import { storeContract, type StoreContract } from '../../shared/ipc/store.ts';
import { testKey } from './desk.ts';

const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
const entry = fileURLToPath(new URL('../../electron/store/index.ts', import.meta.url));

/** A running store process. */
export interface StoreProcess {
  readonly child: ChildProcess;
  readonly messages: FromStore[];
  post(message: ToStore | Record<string, unknown>): void;
  /** Resolves with what the store says first: ready or fatal. */
  readonly opened: Promise<FromStore>;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  window(id: string): Client<StoreContract>;
}

/** How the process is run, where that differs from `node electron/store/index.ts`. */
export interface StoreRun {
  /** A bundle of the store, which starts in half the time. */
  readonly entry?: string;
  /** A program that runs Node, such as strace, with its arguments; the last of them is Node. */
  readonly under?: readonly [program: string, ...args: string[]];
}

/** Forks the store and sends `init`. End it with `post({t: 'stop'})` or a kill, and await `ended`. */
export function startStore(
  folder: string,
  over: Partial<Extract<ToStore, { t: 'init' }>> = {},
  run: StoreRun = {},
): StoreProcess {
  const [program, ...programArgs] = run.under ?? [process.execPath];
  const child = fork(run.entry ?? entry, [], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    execPath: program,
    execArgv: [...programArgs, ...thriftyNode],
    // Starts are most of the time of a test that kills the store thirty times.
    env: {
      ...process.env,
      ...thriftyEnvironment,
      NODE_COMPILE_CACHE: join(tmpdir(), 'parley-compile-cache'),
    },
  });
  const messages: FromStore[] = [];
  const frames = new Map<string, (frame: unknown) => void>();
  const closers = new Set<() => void>();
  const ended = new Promise<{ code: number | null; signal: string | null }>((resolve) => {
    child.on('exit', (code, signal) => {
      closers.forEach((close) => close());
      resolve({ code, signal });
    });
  });
  const opened = new Promise<FromStore>((resolve) => {
    child.on('message', (raw) => {
      const message = fromStoreSchema.parse(raw);
      if (message.t === 'frame') return frames.get(message.window)?.(message.frame);
      messages.push(message);
      if (message.t === 'ready' || message.t === 'fatal') resolve(message);
    });
  });
  const post = (message: ToStore | Record<string, unknown>): void => {
    if (child.connected) child.send(message, () => undefined);
  };
  post({ t: 'init', folder, keyHex: testKey, keyCustody: 'file', appVersion: '0.1.0', ...over });
  return {
    child,
    messages,
    post,
    opened,
    ended,
    window: (id) => {
      post({ t: 'window', id });
      const port: Port = {
        post: (frame) => post({ t: 'frame', window: id, frame }),
        onMessage: (listener) => void frames.set(id, listener),
        onClose: (listener) => void closers.add(listener),
      };
      return createClient(storeContract, port, timers);
    },
  };
}
