// Changes when tests of the window's data need another thing in their hands: time, and a store one can kill.
import type { Port, Timers } from '../../shared/ipc/rpc.ts';
import { createFakeStore, type FakeStore } from '../support/fake-store/index.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';

/** Time that goes only where the test says. */
export interface HandTime {
  timers: Timers;
  now: () => number;
  /** Lets so many ms pass, running what is due, in order. */
  pass(ms: number): void;
}

export function createHandTime(start = 1_700_000_000_000): HandTime {
  let time = start;
  let next = 1;
  const waiting = new Map<number, { at: number; run: () => void }>();
  return {
    now: () => time,
    timers: {
      set: (run, ms) => {
        waiting.set(next, { at: time + ms, run });
        return next++;
      },
      clear: (timer) => waiting.delete(timer as number),
    },
    pass: (ms) => {
      const end = time + ms;
      for (;;) {
        const due = [...waiting].filter(([, { at }]) => at <= end).toSorted((a, b) => a[1].at - b[1].at)[0];
        if (due === undefined) break;
        waiting.delete(due[0]);
        time = Math.max(time, due[1].at);
        due[1].run();
      }
      time = end;
    },
  };
}

/** Two ports on one wire; what is posted arrives in a later turn. `cut` ends both, as a process that dies. */
export function createWire(): { left: Port; right: Port; cut: () => void } {
  const closers = new Set<() => void>();
  let alive = true;
  const end = (): {
    port: Port;
    receive: (message: unknown) => void;
    join: (to: (message: unknown) => void) => void;
  } => {
    const listeners = new Set<(message: unknown) => void>();
    let send: (message: unknown) => void = () => {};
    return {
      receive: (message) => {
        for (const listener of listeners) listener(message);
      },
      join: (to) => {
        send = to;
      },
      port: {
        post: (message) => {
          const copy: unknown = structuredClone(message);
          queueMicrotask(() => alive && send(copy));
        },
        onMessage: (listener) => listeners.add(listener),
        onClose: (listener) => closers.add(listener),
      },
    };
  };
  const left = end();
  const right = end();
  left.join(right.receive);
  right.join(left.receive);
  return {
    left: left.port,
    right: right.port,
    cut: () => {
      alive = false;
      for (const close of closers) close();
    },
  };
}

/** Lets everything that was posted arrive. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 12; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A small store with one agent and one conversation of theirs. */
export function aStore(time: HandTime, more: readonly AnyRecord[] = []): FakeStore {
  const agent = anAgent('ann', { name: 'Ann Lee' });
  const store = createFakeStore({
    seed: [
      { kind: 'agent', record: agent },
      { kind: 'queue', record: aQueue() },
      { kind: 'presence', record: aPresence('ann') },
      ...more,
    ],
    agentId: 'ann',
    now: time.now,
  });
  store.act(openChat('c1'), { kind: 'system' });
  return store;
}
