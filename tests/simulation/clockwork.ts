// The simulation's time: one event after the other, each followed by everything that it set off. Nothing here waits for a real clock.
import { createHash } from 'node:crypto';

/** Whose timers and answers these are; after its death nothing of it happens any more. */
export interface Owner {
  readonly name: string;
  alive: boolean;
}

/** The same shape that the store and the service take. */
export interface SimTimers {
  set(run: () => void, ms: number): unknown;
  clear(timer: unknown): void;
}

/** See {@link createClockwork}. */
export interface Clockwork {
  /** ms since the beginning. */
  now(): number;
  /** Runs `run` after `ms`; events of one instant run in the order they were asked for. @returns a function that takes it back. */
  after(ms: number, label: string, run: () => void | Promise<void>): () => void;
  timers(owner: Owner): SimTimers;
  /**
   * Does something real, such as a query, as an event of its own: nothing else happens until it is done. For those who
   * are not awaited by an event themselves; whoever is must not wait for this.
   */
  real<T>(label: string, work: () => Promise<T>): Promise<T>;
  /** Runs the next event and all that follows from it at once. @returns false when there is none before `until`. */
  step(until: number): Promise<boolean>;
  /** Runs events until the time has moved on by `ms`. */
  pass(ms: number): Promise<void>;
  /** Writes a line into the trace. */
  say(line: string): void;
  /** How many events have run. */
  events(): number;
  /** Fingerprint of everything that has happened, in order. */
  hash(): string;
}

interface Entry {
  at: number;
  order: number;
  label: string;
  run: (() => void | Promise<void>) | null;
}

const before = (a: Entry, b: Entry): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** @param onLine takes each line of the trace; null to keep only its fingerprint. */
export function createClockwork(onLine: ((line: string) => void) | null): Clockwork {
  const heap: Entry[] = [];
  let now = 0;
  let order = 0;
  let ran = 0;
  let hash = createHash('sha256');

  function push(entry: Entry): void {
    let i = heap.push(entry) - 1;
    while (i > 0) {
      const parent = (i - 1) >> 1;
      if (!before(entry, heap[parent]!)) break;
      heap[i] = heap[parent]!;
      i = parent;
    }
    heap[i] = entry;
  }
  function pop(): Entry {
    const top = heap[0]!;
    const last = heap.pop()!;
    if (heap.length === 0) return top;
    let i = 0;
    for (;;) {
      let child = 2 * i + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && before(heap[child + 1]!, heap[child]!)) child += 1;
      if (!before(heap[child]!, last)) break;
      heap[i] = heap[child]!;
      i = child;
    }
    heap[i] = last;
    return top;
  }

  const say = (line: string): void => {
    const text = `${now} ${line}`;
    hash.update(text);
    onLine?.(text);
  };

  const clockwork: Clockwork = {
    now: () => now,
    after: (ms, label, run) => {
      const entry: Entry = { at: now + Math.max(0, Math.ceil(ms)), order: order++, label, run };
      push(entry);
      return () => {
        entry.run = null;
      };
    },
    timers: (owner) => ({
      set: (run, ms) => clockwork.after(ms, `${owner.name} timer`, () => (owner.alive ? run() : undefined)),
      clear: (timer) => (timer as (() => void) | null | undefined)?.(),
    }),
    real: (label, work) =>
      new Promise((resolve, reject) => {
        clockwork.after(0, label, () => work().then(resolve, reject));
      }),
    step: async (until) => {
      while (heap.length > 0 && heap[0]!.run === null) pop();
      if (heap.length === 0 || heap[0]!.at > until) return false;
      const entry = pop();
      now = Math.max(now, entry.at);
      ran += 1;
      if (entry.label !== '') say(entry.label);
      await entry.run!();
      // Every promise that this has settled is followed to its end before the next event.
      await new Promise((resolve) => void setImmediate(resolve));
      return true;
    },
    pass: async (ms) => {
      const until = now + ms;
      while (await clockwork.step(until));
      now = until;
    },
    say,
    events: () => ran,
    hash: () => hash.copy().digest('hex'),
  };
  return clockwork;
}
