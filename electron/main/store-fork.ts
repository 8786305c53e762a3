// Changes when a store in a forked Node is started or spoken to differently: the way for an Electron too old for it.
import { fork } from 'node:child_process';
import type { MessagePortMain } from 'electron';
import { fromStoreSchema, type FromStore, type ToStore } from '../store/host-protocol.ts';
import type { OnOutput, StoreProcess } from './store-launcher.ts';
import { thriftyNode } from './store-thrift.ts';

/** What to fork. */
export interface ForkOptions {
  /** The store's program. */
  readonly entry: string;
  /** A Node that can load the store's SQLite. */
  readonly node: string;
  readonly env: NodeJS.ProcessEnv;
  readonly onOutput: OnOutput;
  /** Hears of what the store said that nobody understands. */
  readonly onNonsense: (problem: string) => void;
}

/** Starts the store in a Node of its own; frames between windows and store pass through here, untouched. */
export function forkStore({ entry, node, env, onOutput, onNonsense }: ForkOptions): StoreProcess {
  const child = fork(entry, [], {
    execPath: node,
    execArgv: [...thriftyNode],
    env,
    serialization: 'advanced',
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  const ports = new Map<string, MessagePortMain>();
  const listeners: ((message: FromStore) => void)[] = [];
  const exits: ((code: number | null) => void)[] = [];
  let over = false;

  const end = (code: number | null): void => {
    if (over) return;
    over = true;
    for (const port of ports.values()) port.close();
    ports.clear();
    for (const listener of exits) listener(code);
  };
  // A send to a process that has just ended fails by callback; its exit is what says so.
  const post = (message: ToStore): void => {
    if (!over && child.connected) child.send(message, () => {});
  };
  const disconnect = (id: string): void => {
    const port = ports.get(id);
    if (port === undefined) return;
    ports.delete(id);
    port.close();
    post({ t: 'windowClosed', id });
  };

  child.on('message', (raw) => {
    const parsed = fromStoreSchema.safeParse(raw);
    if (!parsed.success) return onNonsense(parsed.error.message);
    const message = parsed.data;
    if (message.t === 'frame') ports.get(message.window)?.postMessage(message.frame);
    else for (const listener of listeners) listener(message);
  });
  child.stdout?.setEncoding('utf8').on('data', onOutput);
  child.stderr?.setEncoding('utf8').on('data', onOutput);
  child.once('error', (error) => {
    onOutput(String(error));
    end(null);
  });
  child.once('exit', end);

  return {
    post,
    connect: (id, port, role) => {
      if (over) return port.close();
      ports.set(id, port);
      post({ t: 'window', id, role });
      port.on('message', (event) => post({ t: 'frame', window: id, frame: event.data as unknown }));
      port.on('close', () => disconnect(id));
      port.start();
    },
    disconnect,
    onMessage: (listener) => void listeners.push(listener),
    onExit: (listener) => void exits.push(listener),
    kill: () => void child.kill('SIGKILL'),
  };
}
