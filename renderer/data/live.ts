// Changes when live queries are shared, kept or restarted differently.
import { AppError, parseOrThrow, toErrorData, type ErrorData } from '../../shared/errors.ts';
import type { Client, Timers } from '../../shared/ipc/rpc.ts';
import {
  queries,
  type QueryArgs,
  type QueryName,
  type QueryRows,
  type RowChanges,
  type StoreContract,
} from '../../shared/ipc/store.ts';
import { reuse } from './reuse.ts';
import { withChanges } from './row-changes.ts';
import { alwaysShown, type Shown } from './shown.ts';
import type { StoreClient } from './store-client.ts';

/** What a live query shows now. The object changes exactly when something in it changed. */
export interface LiveResult<N extends QueryName> {
  /** Undefined until the first rows; the last ones stay while the store restarts. */
  rows: QueryRows<N> | undefined;
  /** Why newer rows could not be had; the rows shown stay valid. */
  error: ErrorData | null;
}

/** Live queries, shared between all who ask the same. */
export interface Live {
  /** @returns what is shown now, without starting anything. */
  peek<N extends QueryName>(name: N, args: QueryArgs<N>): LiveResult<N>;
  /**
   * Keeps the query running and calls back on change.
   * @param shown whether it is looked at: what nobody sees may hear of news a second late.
   * @returns a function that lets go.
   */
  watch<N extends QueryName>(name: N, args: QueryArgs<N>, listener: () => void, shown?: Shown): () => void;
  /** Stops and forgets what nobody watches now, because this agent has gone: the next one must not see it. */
  reset(): void;
}

interface Entry {
  key: string;
  name: QueryName;
  args: unknown;
  sub: number;
  result: LiveResult<QueryName>;
  listeners: Map<() => void, Shown>;
  linger: unknown;
  /** What the store was told last, and what is to be told. */
  resting: boolean;
  /** Its rows are not those that the store has sent last: what is other in them cannot be told. */
  lost: boolean;
}

/** What the store has sent of a query. */
type Arrived = { sub: number } & ({ rows: unknown } | { changes: RowChanges } | { error: ErrorData });

/** Runs what is given to it, together with what else has arrived. */
export type Gather = (run: () => void) => void;
const atOnce: Gather = (run) => run();

/** How long a query nobody watches keeps running, in ms: a round through all sessions finds the titles of their tabs without asking. */
const lingerMs = 60_000;
/** How long changes of what is in sight are gathered, in ms: a switch between sessions changes a dozen at once. */
const gatherMs = 16;
const nothing: LiveResult<QueryName> = { rows: undefined, error: null };

/**
 * @param store its restarts start every running query again under a new number.
 * @param gather decides when rows that have arrived are shown; see frame.ts.
 */
export function createLive(store: StoreClient, timers: Timers, gather: Gather = atOnce): Live {
  const byKey = new Map<string, Entry>();
  const bySub = new Map<number, Entry>();
  let nextSub = 1;
  let client: Client<StoreContract> | null = null;

  const keyOf = (name: QueryName, args: unknown): string => `${name} ${stable(args)}`;

  const show = (entry: Entry, result: LiveResult<QueryName>): void => {
    if (result.rows === entry.result.rows && result.error === entry.result.error) return;
    entry.result = result;
    for (const listener of entry.listeners.keys()) listener();
  };

  const changed = new Set<Entry>();
  let gathering: unknown = null;
  /** Sees to it that the store hears whether the query is in sight. */
  function look(entry: Entry): void {
    changed.add(entry);
    gathering ??= timers.set(tellSight, gatherMs);
  }
  function tellSight(): void {
    gathering = null;
    const others: Record<'rest' | 'wake', number[]> = { rest: [], wake: [] };
    for (const entry of changed) {
      const resting = [...entry.listeners.values()].every((shown) => !shown.get());
      if (byKey.get(entry.key) !== entry || resting === entry.resting) continue;
      entry.resting = resting;
      others[resting ? 'rest' : 'wake'].push(entry.sub);
    }
    changed.clear();
    for (const [subs, on] of [
      [others.wake, false],
      [others.rest, true],
    ] as const)
      if (subs.length > 0)
        client?.request('query.rest', { subs, on }).catch(() => {
          // The store has gone; the next one begins with all of them awake.
        });
  }

  const start = (entry: Entry): void => {
    bySub.delete(entry.sub);
    entry.sub = nextSub++;
    entry.resting = false;
    entry.lost = false;
    bySub.set(entry.sub, entry);
    look(entry);
    const { sub, name, args } = entry;
    client?.request('query.start', { sub, name, args, changes: true }).catch((error: unknown) => {
      const data = toErrorData(error);
      // A store that has gone comes again and starts everything anew; that is no news for the agent.
      if (bySub.get(sub) === entry && data.kind !== 'gone') show(entry, { ...entry.result, error: data });
    });
  };

  const letGo = (entry: Entry): void => {
    bySub.delete(entry.sub);
    client?.request('query.stop', { sub: entry.sub }).catch(() => {
      // The store has gone, and the query with it.
    });
  };
  const stop = (entry: Entry): void => {
    byKey.delete(entry.key);
    letGo(entry);
  };

  store.onAttach((next) => {
    client = next;
    for (const entry of byKey.values()) start(entry);
  });
  const arrived: Arrived[] = [];
  const take = (news: Arrived): void => {
    const entry = bySub.get(news.sub);
    // What was just asked for is no news: whoever came to a conversation may be typing already, and its field is not there.
    if (entry !== undefined && entry.result.rows === undefined) return takeOne(entry, news);
    arrived.push(news);
    if (arrived.length === 1) gather(takeAll);
  };
  function takeAll(): void {
    for (const news of arrived.splice(0)) {
      const entry = bySub.get(news.sub);
      if (entry !== undefined) takeOne(entry, news);
    }
  }
  function takeOne(entry: Entry, news: Arrived): void {
    if ('error' in news) return show(entry, { ...entry.result, error: news.error });
    if ('changes' in news) return takeChanges(entry, news.changes);
    try {
      const parsed = parseOrThrow<unknown>(queries[entry.name].rows, news.rows, entry.name);
      entry.lost = false;
      show(entry, { rows: reuse(entry.result.rows, parsed) as QueryRows<QueryName>, error: null });
    } catch (error) {
      entry.lost = true;
      show(entry, { ...entry.result, error: toErrorData(error) });
    }
  }
  function takeChanges(entry: Entry, changes: RowChanges): void {
    try {
      if (entry.lost) throw new AppError('invalid', 'The rows before were not those of the store.');
      const rows = withChanges(entry.name, entry.result.rows, changes);
      show(entry, { rows: reuse(entry.result.rows, rows) as QueryRows<QueryName>, error: null });
    } catch {
      // From the beginning, with all of its rows: those say what is wrong, if it is more than these changes.
      letGo(entry);
      start(entry);
    }
  }
  store.on('rows', take);
  store.on('changed', take);
  store.on('failed', take);

  return {
    peek: <N extends QueryName>(name: N, args: QueryArgs<N>) =>
      byKey.get(keyOf(name, args))?.result ?? nothing,
    watch: (name, args, listener, shown = alwaysShown) => {
      const key = keyOf(name, args);
      let entry = byKey.get(key);
      if (entry === undefined) {
        entry = {
          key,
          name,
          args,
          sub: 0,
          result: nothing,
          listeners: new Map(),
          linger: null,
          resting: false,
          lost: false,
        };
        byKey.set(key, entry);
        start(entry);
      }
      const kept = entry;
      if (kept.linger !== null) timers.clear(kept.linger);
      kept.linger = null;
      kept.listeners.set(listener, shown);
      look(kept);
      const stopLooking = shown.watch(() => look(kept));
      return () => {
        stopLooking();
        kept.listeners.delete(listener);
        look(kept);
        if (kept.listeners.size > 0 || kept.linger !== null) return;
        kept.linger = timers.set(() => stop(kept), lingerMs);
      };
    },
    reset: () => {
      for (const entry of byKey.values()) {
        if (entry.listeners.size > 0) continue;
        if (entry.linger !== null) timers.clear(entry.linger);
        stop(entry);
      }
    },
  };
}

/** @returns JSON with sorted keys, so that equal arguments make equal keys. */
function stable(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(stable).join(',')}]`;
  const parts = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, item]) => `${key}:${stable(item)}`);
  return `{${parts.join(',')}}`;
}
