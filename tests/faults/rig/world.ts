// A real service process on its own embedded Postgres, and a look into its database beside it. Changes with how either is started.
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import type { Seeder } from '../../../service/app.ts';
import { isAlive } from '../../../service/db/postgres-process.ts';
import { expandScopes } from '../../../service/db/feed.ts';
import { scopesFor } from '../../../service/visibility.ts';
import { aCase, aConversation, aMessage, row } from '../../support/factories.ts';
import { smallWorld, spawnService, startTestService, type ServiceProcess } from '../../support/service.ts';
import { anAgent } from '../../support/records.ts';
import { until } from '../../support/until.ts';

/** See the head of this file. */
export interface World {
  readonly address: string;
  readonly folder: string;
  /** Reads the service's database; a new connection for each question, as Postgres is killed now and then. */
  rows<T>(text: string, values?: unknown[]): Promise<T[]>;
  /** What an agent may see, by "kind id". */
  visible(agentId: string, queueIds: readonly string[]): Promise<Map<string, unknown>>;
  service(): ServiceProcess;
  /** The postmaster's process id. */
  postmaster(): number;
  /** Process ids of the server's other processes that serve the service. */
  backends(): Promise<number[]>;
  kill(): Promise<void>;
  /** Starts the service again, on the same port. `early` is called as soon as its process is there. */
  start(): Promise<void>;
  /** Starts it and kills it this many ms later, most likely before it is ready. */
  startAndKill(afterMs: number): Promise<void>;
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}

const bulk = 1500;
const entry = fileURLToPath(new URL('../../../service/index.ts', import.meta.url));

/** {@link smallWorld}, two cases, a talk that anna has accepted, and enough messages that a snapshot takes a while. */
async function seedWorld(seeder: Seeder): Promise<void> {
  await smallWorld(seeder);
  await seeder.putRecords([
    row('case', aCase('case-1', { customerId: 'ida' })),
    row('case', aCase('case-2', { number: 'C-10002' })),
    row(
      'conversation',
      aConversation('talk-1', { state: 'active', agentId: 'anna', acceptedAt: 1, customerId: 'ida' }),
    ),
    row('conversation', aConversation('old', { state: 'closed', closedAt: 2, lastSeq: bulk })),
    ...Array.from({ length: bulk }, (_, i) =>
      row(
        'message',
        aMessage(`old-${i}`, {
          conversationId: 'old',
          seq: i + 1,
          text: `Message ${i} of a long talk about parcels, invoices and the weather of day ${i % 30}.`,
        }),
      ),
    ),
  ]);
}

/** Starts it all in a folder of its own under the system's temporary one. */
export async function startWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-faults-'));
  await chmod(folder, 0o755);
  const data = join(folder, 'service');
  const first = await startTestService({ data, seed: seedWorld });
  await first.stop();
  const pidFile = join(data, 'postgres', 'postmaster.pid');
  const lines = (): string[] => readFileSync(pidFile, 'utf8').split('\n');
  let process_ = await spawnService(['--data', data, '--log-level', 'warn']);
  const { address } = process_;
  const { port } = new URL(address);
  const secret = readFileSync(join(data, 'postgres', 'parley.secret'), 'utf8').trim();

  async function once<T>(text: string, values: unknown[] = []): Promise<T[]> {
    const pool = poolNow();
    try {
      return (await pool.query(text, values)).rows as T[];
    } finally {
      await pool.end();
    }
  }
  const poolNow = (): Pool => {
    const connectionString = `postgres://parley:${secret}@127.0.0.1:${lines()[3]}/parley`;
    const pool = new Pool({ connectionString, max: 1 });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
    return pool;
  };
  /** Postgres may just have been killed: asks again until it answers. */
  const rows = async <T>(text: string, values?: unknown[]): Promise<T[]> => {
    let found: T[] | null = null;
    await until(async () => (found = await once<T>(text, values)) !== null, {
      what: 'an answer of Postgres',
      timeoutMs: 30_000,
    });
    return found!;
  };
  return {
    address,
    folder,
    rows,
    visible: async (agentId, queueIds) => {
      const scopes = scopesFor(anAgent(agentId, { queueIds: [...queueIds] }));
      const pool = poolNow();
      try {
        const names = await expandScopes(pool, scopes);
        const found = await pool.query<{ kind: string; id: string; body: unknown }>(
          'select kind, id, body from record where scope = any($1)',
          [names],
        );
        return new Map(found.rows.map(({ kind, id, body }) => [`${kind} ${id}`, body]));
      } finally {
        await pool.end();
      }
    },
    service: () => process_,
    postmaster: () => Number(lines()[0]),
    backends: async () =>
      (
        await rows<{ pid: number }>(
          `select pid from pg_stat_activity where application_name like 'parley%' and backend_type = 'client backend'`,
        )
      ).map(({ pid }) => pid),
    kill: async () => void (await process_.end('SIGKILL')),
    start: async () => {
      process_ = await spawnService(['--data', data, '--log-level', 'warn', '--port', port]);
    },
    startAndKill: (afterMs) =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [entry, '--data', data, '--port', port], { stdio: 'ignore' });
        child.once('exit', () => resolve());
        setTimeout(() => child.kill('SIGKILL'), afterMs);
      }),
    pause: () => void process_.process.kill('SIGSTOP'),
    resume: () => void process_.process.kill('SIGCONT'),
    stop: async () => {
      process_.process.kill('SIGCONT');
      await process_.end('SIGTERM');
      // A service that was killed last leaves its server behind.
      const pid = existsSync(pidFile) ? Number(lines()[0]) : 0;
      if (pid > 1 && isAlive(pid)) process.kill(pid, 'SIGQUIT');
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
