// The store process: waits for `init` from its parent, opens the folder, serves windows until it is stopped.
import { createNewId } from '../../shared/domain/ids.ts';
import { toErrorData } from '../../shared/errors.ts';
import type { Port, Timers } from '../../shared/ipc/rpc.ts';
import { createLog, type Log } from '../../shared/log.ts';
import { createThreadLoader, isLoaderThread } from './bulk/worker.ts';
import { asStorageError } from './db/open.ts';
import { findParent, hostOn, type ParentChannel } from './host.ts';
import type { ToStore, WindowRole } from './host-protocol.ts';
import { closeInheritedSockets } from './inherited.ts';
import { createThreadIndexer, isIndexerThread } from './search/worker.ts';
import { openSentimentEngine } from './sentiment-engine.ts';
import { createStore, type Store } from './store.ts';
import { createNetTransport } from './sync/net.ts';

const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout | undefined),
};

function openStore(init: Extract<ToStore, { t: 'init' }>, log: Log, parent: ParentChannel): Store {
  const defer = (run: () => void): void => void setImmediate(run);
  return createStore({
    folder: init.folder,
    keyHex: init.keyHex,
    keyCustody: init.keyCustody,
    appVersion: init.appVersion,
    restarted: init.restarted ?? false,
    transport: createNetTransport(),
    timers,
    now: Date.now,
    clock: () => performance.now(),
    // Ten times a second is as fast as anybody reads a list.
    paceMs: 100,
    random: Math.random,
    newId: createNewId(Date.now, (bytes) => crypto.getRandomValues(bytes)),
    defer,
    loader: createThreadLoader(defer, log),
    indexer: (deps) => createThreadIndexer(deps, log),
    sentiment: openSentimentEngine(import.meta.dirname, log),
    log,
    onPhone: (account) => parent.send({ t: 'phone', account }),
  });
}

function run(parent: ParentChannel): void {
  const log = createLog((line) => parent.send({ t: 'log', line }), Date.now);
  /** Windows that came before the folder was open. */
  const early: [Port, WindowRole][] = [];
  let store: Store | null = null;

  const die = (error: unknown, what: string): void => {
    log.error(what, { error });
    const { kind, message } = toErrorData(asStorageError(error));
    parent.send({ t: 'fatal', kind, message });
    // The parent must have the reason before the channel ends.
    setTimeout(() => process.exit(1), 50);
  };
  const close = (): void => {
    const open = store;
    store = null;
    try {
      open?.close();
    } catch (error) {
      log.error('The files could not be closed', { error });
    }
  };

  process.on('uncaughtException', (error) => die(error, 'The store has failed'));
  process.on('unhandledRejection', (error) => die(error, 'The store has failed'));
  parent.onGone(() => {
    close();
    process.exit(0);
  });
  hostOn(parent, {
    init: (init) => {
      if (store !== null) return;
      try {
        store = openStore(init, log, parent);
      } catch (error) {
        return die(error, 'The store cannot open its folder');
      }
      for (const [port, role] of early) store.serve(port, role);
      early.length = 0;
      parent.send({ t: 'ready' });
    },
    window: (port, role) => {
      if (store === null) early.push([port, role]);
      else store.serve(port, role);
    },
    power: (state) => store?.power(state),
    stop: () => {
      close();
      parent.send({ t: 'stopped' });
      setTimeout(() => process.exit(0), 20);
    },
    nonsense: (problem) => log.warn('A message that the store does not know', { problem }),
  });
}

const isThread = isLoaderThread() || isIndexerThread();
const parent = isThread ? null : findParent();
if (isThread) {
  // Its worker.ts has begun its own work.
} else if (parent === null) {
  process.stderr.write('This is the store process of Parley; the desktop starts it.\n');
  process.exitCode = 2;
} else {
  if (process.send !== undefined) closeInheritedSockets();
  run(parent);
}
