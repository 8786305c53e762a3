// Changes when the window reaches the store differently: what happens to requests while the store restarts.
import { AppError } from '../../shared/errors.ts';
import { createClient, type Client, type Port, type Timers } from '../../shared/ipc/rpc.ts';
import { storeContract, type StoreContract } from '../../shared/ipc/store.ts';

type Request = Client<StoreContract>['request'];
type On = Client<StoreContract>['on'];

/** The store as the window sees it: one that is always there, only sometimes slow to answer. */
export interface StoreClient {
  /** Takes the newest port; the one before counts as dead. */
  attach(port: Port): void;
  /**
   * Asks the store. Waits for it while it restarts and asks again when it died before answering: every request of
   * the contract may be repeated.
   * @throws AppError as answered, or `timeout`.
   */
  request: Request;
  /** Listens to pushes, across restarts. @returns a function that stops listening. */
  on: On;
  /** Calls back on every attach (at once when attached), so that live queries start again. @returns stop. */
  onAttach(listener: (client: Client<StoreContract>) => void): () => void;
  /** Whether a store is there now. */
  attached(): boolean;
}

const pushNames = Object.keys(storeContract.pushes) as (keyof StoreContract['pushes'])[];

/** @param timers the platform's, or a test's. */
export function createStoreClient(timers: Timers): StoreClient {
  let current: Client<StoreContract> | null = null;
  let close: (() => void) | null = null;
  const attachListeners = new Set<(client: Client<StoreContract>) => void>();
  const pushListeners = new Map<string, Set<(value: never) => void>>();

  const attach = (port: Port): void => {
    close?.();
    const closers = new Set<() => void>();
    // A port whose far side has died does not always say so: the next one ends it.
    const mortal: Port = {
      ...port,
      onClose: (listener) => {
        closers.add(listener);
        port.onClose(listener);
      },
    };
    close = () => {
      for (const listener of closers) listener();
    };
    const client = createClient(storeContract, mortal, timers);
    current = client;
    client.onGone(() => {
      if (current === client) current = null;
    });
    for (const name of pushNames) {
      client.on(name, (value) => {
        for (const listener of pushListeners.get(name) ?? []) listener(value as never);
      });
    }
    for (const listener of attachListeners) listener(client);
  };

  const nextClient = (timeoutMs: number): Promise<Client<StoreContract>> =>
    new Promise((resolve, reject) => {
      const done = (client: Client<StoreContract>): void => {
        timers.clear(timer);
        attachListeners.delete(done);
        resolve(client);
      };
      const timer = timers.set(() => {
        attachListeners.delete(done);
        reject(new AppError('timeout', 'The store did not come back in time.'));
      }, timeoutMs);
      attachListeners.add(done);
    });

  const request: Request = async (name, input, timeoutMs = 30_000) => {
    const client = current ?? (await nextClient(timeoutMs));
    try {
      return await client.request(name, input, timeoutMs);
    } catch (error) {
      if (!(error instanceof AppError) || error.kind !== 'gone') throw error;
      const next = current ?? (await nextClient(timeoutMs));
      return next.request(name, input, timeoutMs);
    }
  };

  const on: On = (name, listener) => {
    const set = pushListeners.get(name) ?? new Set();
    pushListeners.set(name, set.add(listener));
    return () => set.delete(listener);
  };

  return {
    attach,
    request,
    on,
    onAttach: (listener) => {
      attachListeners.add(listener);
      if (current !== null) listener(current);
      return () => attachListeners.delete(listener);
    },
    attached: () => current !== null,
  };
}
