// Changes when a store in Electron's own utility process is started or spoken to differently: the shipped way.
import type { utilityProcess, UtilityProcess } from 'electron';
import { fromStoreSchema, type FromStore } from '../store/host-protocol.ts';
import type { OnOutput, StoreProcess } from './store-launcher.ts';
import { thriftyNode } from './store-thrift.ts';

/** What to start. */
export interface UtilityOptions {
  /** The store's program. */
  readonly entry: string;
  readonly env: NodeJS.ProcessEnv;
  readonly utilityProcess: typeof utilityProcess;
  readonly onOutput: OnOutput;
  /** Hears of what the store said that nobody understands. */
  readonly onNonsense: (problem: string) => void;
}

/** Starts the store beside main; each window gets a port of its own to it, and main is off the path. */
export function launchUtility(options: UtilityOptions): StoreProcess {
  const { entry, env, onOutput, onNonsense } = options;
  const child: UtilityProcess = options.utilityProcess.fork(entry, [], {
    serviceName: 'Parley Store',
    stdio: 'pipe',
    execArgv: [...thriftyNode],
    env,
  });
  const listeners: ((message: FromStore) => void)[] = [];
  const exits: ((code: number | null) => void)[] = [];
  let over = false;

  child.on('message', (raw: unknown) => {
    const parsed = fromStoreSchema.safeParse(raw);
    if (!parsed.success) return onNonsense(parsed.error.message);
    for (const listener of listeners) listener(parsed.data);
  });
  child.stdout?.on('data', (text: Buffer) => onOutput(text.toString('utf8')));
  child.stderr?.on('data', (text: Buffer) => onOutput(text.toString('utf8')));
  child.once('exit', (code) => {
    over = true;
    for (const listener of exits) listener(code);
  });

  return {
    post: (message) => {
      if (!over) child.postMessage(message, []);
    },
    connect: (id, port, role) => {
      if (over) port.close();
      else child.postMessage({ t: 'window', id, role }, [port]);
    },
    disconnect: (id) => {
      if (!over) child.postMessage({ t: 'windowClosed', id }, []);
    },
    onMessage: (listener) => void listeners.push(listener),
    onExit: (listener) => void exits.push(listener),
    kill: () => void child.kill(),
  };
}
