// What the parts of the sync bench share: the stage, the floors once they are measured, a desk that is loaded already.
import { cp } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createCache } from '../../../electron/store/db/cache.ts';
import { openDatabase } from '../../../electron/store/db/open.ts';
import { searchOver } from '../../support/searching.ts';
import type { Row } from '../table.ts';
import { startHelper } from './child.ts';
import { prepareData, type Data } from './data.ts';
import { deskKey, startDesk, type Desk, type DeskOptions } from './desk.ts';
import type { Floor, RawOrder, Took } from './raw.ts';
import { openStage, type Stage } from './stage.ts';

/** One part: measures and gives its rows. */
export type Part = (context: Context) => Promise<Row[]>;

/** See the head of this file. */
export interface Context {
  /** 1 for 100,000 cases and 500,000 messages, and what else is to be measured; less to try the bench itself. */
  readonly scale: number;
  /** So little that numbers of desks and turns are small too. */
  readonly small: boolean;
  readonly data: Data;
  readonly stage: Stage;
  /** R0 and R1 of the whole dataset. */
  /** What SQLite alone takes for a file of rows; they are bound once. Stop it. */
  raw(rowsFile: string): Promise<Raw>;
  /** Starts a desk over a copy of one that holds the whole dataset; `service` is where it will link. */
  loadedDesk(options?: DeskOptions & { folder?: string }): Promise<Desk>;
  /** A copy of that desk's folder. */
  loadedFolder(): Promise<string>;
  /** The port of every service that a loaded desk links to. */
  port(): Promise<number>;
  note(text: string): void;
  close(): Promise<void>;
}

/** Measures floors of one file's rows. */
export interface Raw {
  run(floor: Floor, into?: string): Promise<Took>;
  stop(): Promise<void>;
}

async function startRaw(rowsFile: string, folder: string): Promise<Raw> {
  const helper = startHelper(new URL('./raw.ts', import.meta.url));
  const ask = <T>(order: RawOrder): Promise<T> => helper.ask<T>(order);
  await ask({ t: 'bind', rowsFile, folder, keyHex: deskKey });
  return {
    run: (floor, into) => ask({ t: 'run', floor, ...(into === undefined ? {} : { into }) }),
    stop: helper.stop,
  };
}

/** Indexes what a desk that is closed holds: in minutes it would do so itself, leaving room for others, which is measured elsewhere. */
function indexAtOnce(file: string): void {
  const db = openDatabase({ file, keyHex: deskKey, durability: 'normal', cacheMb: 256 });
  const cache = createCache(db, () => undefined);
  const searching = searchOver(searchOf(file), () => cache);
  searching.index(1_000);
  // As after a long quiet time: put together.
  searching.tidy();
  searching.close();
  db.pragma('wal_checkpoint(TRUNCATE)');
  cache.close();
}

/** The agent of every loaded desk: works all queues. */
export const benchAgent = { handle: 'demo', id: 'agent-demo' };

/** @returns a context over a fresh copy of the dataset. */
export async function createContext(scale: number): Promise<Context> {
  const data = await prepareData({ cases: 100_000 * scale, messages: 500_000 * scale });
  const stage = await openStage(data);
  let loaded: Promise<{ folder: string; port: number }> | undefined;

  async function load(): Promise<{ folder: string; port: number }> {
    const service = await stage.service();
    const folder = stage.desk('loaded');
    const desk = await startDesk(folder);
    await desk.signIn(service.address, benchAgent.handle);
    await desk.when(({ link }) => link.state === 'linked', 'the snapshot');
    await desk.stop();
    await service.stop();
    indexAtOnce(cacheOf(folder));
    return { folder, port: Number(new URL(service.address).port) };
  }

  const context: Context = {
    scale,
    small: scale < 0.1,
    data,
    stage,
    raw: (rowsFile) => startRaw(rowsFile, stage.folder),
    loadedFolder: async () => {
      const { folder } = await (loaded ??= load());
      const copy = stage.desk('copy');
      await cp(folder, copy, { recursive: true });
      return copy;
    },
    loadedDesk: async (options = {}) => startDesk(options.folder ?? (await context.loadedFolder()), options),
    port: async () => (await (loaded ??= load())).port,
    note: (text) => console.log(`  ${text}`),
    close: stage.close,
  };
  return context;
}

/** Where the search index beside a cache is. */
export const searchOf = (cacheFile: string): string => join(dirname(cacheFile), 'search.db');

/** Where the cache of a desk's folder is. */
export const cacheOf = (folder: string): string => join(folder, 'agents', benchAgent.id, 'cache.db');
