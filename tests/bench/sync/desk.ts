// A desk as it is in use: the real store in its own process, and this process as its window.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { createCache, type Cache } from '../../../electron/store/db/cache.ts';
import { openDatabase } from '../../../electron/store/db/open.ts';
import { indexLag } from '../../../electron/store/db/search.ts';
import { createSearchReader } from '../../../electron/store/search/reader.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { recordKinds, type RecordKind } from '../../../shared/domain/records.ts';
import type { Client } from '../../../shared/ipc/rpc.ts';
import {
  queries,
  type QueryArgs,
  type QueryName,
  type QueryRows,
  type StoreContract,
} from '../../../shared/ipc/store.ts';
import type { DeskView } from '../../../shared/ipc/views.ts';
import { compareCursors } from '../../../shared/sync/cursor.ts';
import { testKey } from '../../support/desk.ts';
import { bundleStore, type StoreBundle } from '../../support/store-bundle.ts';
import { startStore } from '../../support/store-process.ts';
import { memoryOf, watchMemory } from './child.ts';
import { benchPassword } from './data.ts';

/** See {@link startDesk}. */
export interface Desk {
  readonly pid: number;
  readonly client: Client<StoreContract>;
  /** @returns ms until the answer to sign-in. */
  signIn(address: string, handle: string): Promise<void>;
  /** Resolves when the desk's view fits. */
  when(fits: (view: DeskView) => boolean, what: string, timeoutMs?: number): Promise<DeskView>;
  /** Asks once. @returns how long the rows took, in ms, and the rows. */
  ask<N extends QueryName>(name: N, args: QueryArgs<N>): Promise<{ ms: number; rows: QueryRows<N> }>;
  /** Hears rows as they come, unparsed. @returns ends it. */
  live<N extends QueryName>(name: N, args: QueryArgs<N>, hear: (rows: QueryRows<N>) => void): () => void;
  /** How many records its cache holds. */
  rows(): number;
  /** Resolves when the cursor has come this far. */
  reached(cursor: string, timeoutMs?: number): Promise<void>;
  /** Resolves when every row can be found by search. */
  indexed(timeoutMs?: number): Promise<void>;
  /** The most it held since {@link startDesk}, MB: its share, sampled, and all of it. */
  memory(): { pss: number; peakRss: number };
  /** Closes the files in order. */
  stop(): Promise<void>;
}

const count = (cache: Cache, kind: RecordKind): number =>
  cache.one<{ n: number }>(`SELECT count(*) AS n FROM ${tableOf(kind)}`)!.n;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** How a store is run. */
export interface DeskOptions {
  /** Rows as JSON, as a desk of an older layout gets them. */
  rowsOnly?: boolean;
  /** Writes a CPU profile into this folder when it ends. */
  profile?: string | undefined;
  /** Its memory is not sampled, which takes some of the processor's time from what is measured. */
  unwatched?: boolean;
}

/** Measured as it ships: from its source, each of its threads would hold a compiler too. */
const bundles = new Map<string, Promise<StoreBundle>>();
function bundled(from: string): Promise<StoreBundle> {
  let found = bundles.get(from);
  if (found === undefined) {
    bundles.set(from, (found = bundleStore(from)));
    void found.then(({ remove }) => process.once('exit', remove));
  }
  return found;
}

/** Starts a store over a folder, made if it is not there. */
export async function startDesk(folder: string, options: DeskOptions = {}): Promise<Desk> {
  const { entry } = await bundled(
    options.rowsOnly === true ? 'tests/bench/sync/rows-store.ts' : 'electron/store/index.ts',
  );
  const profile = options.profile ?? process.env['BENCH_PROFILE'];
  const store = startStore(
    folder,
    {},
    {
      entry,
      ...(profile === undefined
        ? {}
        : { under: [process.execPath, '--cpu-prof', `--cpu-prof-dir=${profile}`] }),
    },
  );
  const opened = await store.opened;
  if (opened.t !== 'ready') throw new Error(`The store did not open: ${JSON.stringify(opened)}`);
  const pid = store.child.pid!;
  const most = options.unwatched === true ? () => memoryOf(pid).pss : watchMemory(pid);
  const client = store.window('bench');
  const hearers = new Map<number, (rows: unknown) => void>();
  client.on('rows', ({ sub, rows }) => hearers.get(sub)?.(rows));
  let nextSub = 1;
  let view: DeskView | null = null;
  const watchers = new Set<() => void>();

  // A reader of its own over the same file: asking the store would be measured with it.
  let reader: { cache: Cache; place: number } | null = null;
  const reading = <T>(look: (cache: Cache) => T): T => {
    const file = join(folder, 'agents', view!.agent!.id, 'cache.db');
    const place = statSync(file).ino;
    if (reader?.place !== place) {
      reader?.cache.close();
      const db = openDatabase({ file, keyHex: testKey, durability: 'normal', cacheMb: 1 });
      reader = { cache: createCache(db, () => undefined), place };
    }
    return look(reader.cache);
  };
  const waitFor = async (
    what: string,
    everyMs: number,
    timeoutMs: number,
    fits: (cache: Cache) => boolean,
  ): Promise<void> => {
    for (const until = performance.now() + timeoutMs; performance.now() < until; await pause(everyMs))
      if (reading(fits)) return;
    throw new Error(`Waited in vain for ${what}`);
  };

  const desk: Desk = {
    pid,
    client,
    signIn: async (address, handle) => {
      await client.request('account.signIn', { service: address, handle, password: benchPassword });
    },
    when: (fits, what, timeoutMs = 600_000) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          watchers.delete(look);
          reject(new Error(`Waited in vain for ${what}; the link says ${JSON.stringify(view?.link)}`));
        }, timeoutMs);
        const look = (): void => {
          if (view === null || !fits(view)) return;
          clearTimeout(timer);
          watchers.delete(look);
          resolve(view);
        };
        watchers.add(look);
        look();
      }),
    ask: (name, args) =>
      new Promise((resolve, reject) => {
        const sub = nextSub++;
        const began = performance.now();
        const tooLong = setTimeout(() => reject(new Error(`"${name}" was not answered`)), 60_000);
        hearers.set(sub, (rows) => {
          const ms = performance.now() - began;
          clearTimeout(tooLong);
          hearers.delete(sub);
          client.request('query.stop', { sub }).catch(() => undefined);
          resolve({ ms, rows: rows as QueryRows<typeof name> });
        });
        client.request('query.start', { sub, name, args }, 120_000).catch(reject);
      }),
    live: (name, args, hear) => {
      const sub = nextSub++;
      hearers.set(sub, (rows) => hear(rows as QueryRows<typeof name>));
      client.request('query.start', { sub, name, args }).catch(() => undefined);
      return () => {
        hearers.delete(sub);
        client.request('query.stop', { sub }).catch(() => undefined);
      };
    },
    rows: () => reading((cache) => recordKinds.reduce((sum, kind) => sum + count(cache, kind), 0)),
    reached: (cursor, timeoutMs = 300_000) =>
      waitFor(`the cursor ${cursor}`, 3, timeoutMs, (cache) => {
        const at = cache.meta('cursor');
        return at !== null && compareCursors(at, cursor) >= 0;
      }),
    indexed: async (timeoutMs = 300_000) => {
      const search = createSearchReader({
        file: join(folder, 'agents', view!.agent!.id, 'search.db'),
        keyHex: testKey,
        cacheId: () => reading((cache) => cache.meta('id') ?? ''),
        onDamaged: () => undefined,
      });
      await waitFor('the index', 200, timeoutMs, (cache) => {
        const lag = indexLag({ cache, search });
        // The desk may make the file anew: held open, the old one would be looked at for ever.
        search.close();
        return lag === 0;
      });
    },
    memory: () => ({ pss: most(), peakRss: memoryOf(pid).peakRss }),
    stop: async () => {
      most();
      reader?.cache.close();
      reader = null;
      store.post({ t: 'stop' });
      await store.ended;
    },
  };
  desk.live('desk.view', {}, (rows) => {
    view = queries['desk.view'].rows.parse(rows);
    for (const look of watchers) look();
  });
  return desk;
}

/** The key of every bench's files. */
export const deskKey = testKey;
