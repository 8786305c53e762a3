// One real Postgres behind a gate: queries run one after the other, each an event of the simulation, so that all is repeatable.
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, type Pool, type PoolClient } from 'pg';
import { migrate } from '../../service/db/migrate.ts';
import { createPool } from '../../service/db/pool.ts';
import { startPostgres } from '../../service/db/postgres.ts';
import { createLog } from '../../shared/log.ts';
import type { Chance } from './chance.ts';
import type { Clockwork, Owner } from './clockwork.ts';

/** A Postgres of this process alone: another one's transactions would move the horizon. */
export interface Database {
  /** For everything that services do. */
  readonly client: Client;
  /** For a transaction that stays open beside those. */
  readonly other: Client;
  /** For looking, and for what is done while no service runs. */
  readonly admin: Client;
  /** Empties all tables. */
  reset(): Promise<void>;
  /** Keeps a copy of what a backup would hold. */
  backup(): Promise<void>;
  /** Puts that copy back, with a new epoch. */
  restore(epoch: string): Promise<void>;
  stop(): Promise<void>;
}

/** Where files need not last: in memory where the machine has such a folder. */
export const fastFolder = (name: string): string =>
  mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), name));

const tables = ['record', 'feed', 'desk', 'verdict', 'account', 'token', 'meta', 'run'] as const;

/** Starts a Postgres with the newest schema in a folder of its own. */
export async function startDatabase(): Promise<Database> {
  const folder = fastFolder('parley-simulation-pg-');
  chmodSync(folder, 0o755);
  const quiet = createLog(() => {}, Date.now, 'error');
  const postgres = await startPostgres({
    data: join(folder, 'data'),
    log: quiet,
    sharedBuffersMb: 64,
    durable: false,
    // Its own transactions would come and go as they please; a socket of the file system takes half the time of one of the network, five hundred times a seed.
    settings: { unix_socket_directories: '.', autovacuum: 'off', jit: 'off' },
  });
  const pool = createPool(postgres.url(), quiet, 1);
  await migrate(pool);
  const { rows } = await pool.query<{ data_directory: string }>('show data_directory');
  const host = rows[0]!.data_directory;
  await pool.query('create schema backup');
  for (const table of tables) await pool.query(`create table backup.${table} (like public.${table})`);
  await pool.end();
  const connect = async (): Promise<Client> => {
    const { username: user, password, pathname } = new URL(postgres.url());
    const { port } = postgres.server();
    const client = new Client({ host, port, user, password, database: pathname.slice(1) });
    client.on('error', () => {});
    await client.connect();
    return client;
  };
  const [client, other, admin] = [await connect(), await connect(), await connect()];
  let resets = 0;
  return {
    client,
    other,
    admin,
    async reset() {
      await other.query('rollback');
      await client.query('rollback');
      await admin.query(
        `delete from record; delete from feed; delete from verdict; delete from desk; delete from token;
         delete from account; delete from meta; delete from run; delete from record_past;
         delete from agent_queue; select setval('case_number', 10001, false), setval('moment', 1, false)`,
      );
      // Dead rows slow every later seed down.
      if (++resets % 25 === 0) await admin.query('vacuum record, feed, verdict, desk, token, account, meta');
    },
    async backup() {
      const copy = tables.map(
        (table) => `delete from backup.${table}; insert into backup.${table} select * from public.${table}`,
      );
      await admin.query(`begin; ${copy.join('; ')}; commit`);
    },
    async restore(epoch) {
      const back = tables.map((table) => {
        const seq = table === 'feed' ? 'overriding system value' : '';
        return `insert into public.${table} ${seq} select * from backup.${table}`;
      });
      // Children go first and come last.
      const empty = tables.toReversed().map((table) => `delete from public.${table}`);
      await admin.query(`begin; ${[...empty, ...back].join('; ')}; commit`);
      await admin.query(`update meta set value = '${epoch}' where key = 'epoch'`);
    },
    async stop() {
      await client.end();
      await other.end();
      await admin.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A user of the database, as a service process is one, and what may befall it. */
export interface DatabaseUser extends Owner {
  /** Dies after so many more queries, before it hears the answer; null: does not. */
  diesAfter: number | null;
  die: () => Promise<void>;
  /** Until when queries fail as if the server were away, in ms of the simulation. */
  awayUntil: number;
}

/** What makes a statement fail that holds it, as a value that Postgres cannot take would. */
export const poison = 'POISON-IN-THE-DATABASE';

/** See {@link createGate}. */
export interface Gate {
  pool(user: DatabaseUser): Pool;
  /** Rolls back what a user that died has begun. */
  forget(user: DatabaseUser): Promise<void>;
}

/** Planned once for all worlds. */
const names = new Map<string, string>();
function nameOf(first: string | { name?: string }, text: string): string {
  if (typeof first !== 'string' && first.name !== undefined) return first.name;
  let name = names.get(text);
  if (name === undefined) names.set(text, (name = `simulated-${names.size}`));
  return name;
}

interface Waiting {
  user: DatabaseUser;
  grant: () => void;
}

/** @returns the only way to the database: one user at a time, until it gives its connection back. */
export function createGate(database: Database, clockwork: Clockwork, chance: Chance): Gate {
  const { client } = database;
  const waiting: Waiting[] = [];
  let holder: DatabaseUser | null = null;

  function pump(): void {
    while (holder === null) {
      const next = waiting.shift();
      if (next === undefined) return;
      if (!next.user.alive) continue;
      holder = next.user;
      next.grant();
    }
  }
  function free(user: DatabaseUser): void {
    if (holder !== user) return;
    holder = null;
    pump();
  }

  /** Runs one query as an event. The promise never settles when its user dies. */
  function run(user: DatabaseUser, args: unknown[], done: () => void): Promise<unknown> {
    const first = args[0] as string | { text: string; values?: unknown[]; name?: string };
    const text = typeof first === 'string' ? first : first.text;
    const values = (typeof first === 'string' ? args[1] : first.values) as unknown[] | undefined;
    const label =
      typeof first === 'string' || first.name === undefined
        ? text.trim().split(/\s+/, 3).join(' ')
        : first.name;
    const latency = chance.maybe(0.8) ? 0 : chance.int(1, 4);
    return new Promise((resolve, reject) => {
      clockwork.after(latency, `${user.name} sql ${label}`, async () => {
        if (!user.alive) return;
        const away = user.awayUntil > clockwork.now();
        const reaches = !away || (/^commit/i.test(text) && chance.maybe(0.5));
        let result: unknown;
        let failure: unknown = null;
        try {
          if (!reaches) await client.query('rollback');
          else if (values !== undefined && JSON.stringify(values).includes(poison))
            await client.query('select 1/0');
          else if (values === undefined) result = await client.query(first);
          else result = await client.query({ name: nameOf(first, text), text, values });
        } catch (error) {
          failure = error;
        }
        if (away)
          failure = Object.assign(new Error('terminating connection due to administrator command'), {
            code: '57P01',
          });
        if (user.diesAfter !== null && (user.diesAfter -= 1) <= 0) {
          user.diesAfter = null;
          return user.die();
        }
        done();
        if (failure === null) resolve(result);
        else reject(failure);
      });
    });
  }

  return {
    pool: (user) => {
      const lease = (): PoolClient => {
        let mine = true;
        const made = {
          query: (...args: unknown[]) => run(user, args, () => undefined),
          release: () => {
            if (mine) free(user);
            mine = false;
          },
        };
        return made as unknown as PoolClient;
      };
      const pool = {
        query: (...args: unknown[]) =>
          new Promise((resolve, reject) => {
            const grant = (): void => void run(user, args, () => free(user)).then(resolve, reject);
            waiting.push({ user, grant });
            pump();
          }),
        connect: () =>
          new Promise<PoolClient>((resolve) => {
            waiting.push({ user, grant: () => resolve(lease()) });
            pump();
          }),
      };
      return pool as unknown as Pool;
    },
    async forget(user) {
      if (holder !== user) return;
      await client.query('rollback');
      free(user);
    },
  };
}
