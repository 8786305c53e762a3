// A real service for tests: real Postgres, real sockets, in this process; or as a process of its own, to be killed.
import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createService, type Seeder, type Service, type ServiceParts } from '../../service/app.ts';
import type { Capability, ServiceContext } from '../../service/context.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import type { Role } from '../../shared/domain/people.ts';
import { quiet, stopTestPostgres, testDatabase } from './postgres.ts';
import { anAgent, aQueue } from './records.ts';

/** What to start. */
export interface TestServiceOptions {
  /** `true` for the demo world; absent for {@link smallWorld}; or rows and accounts of the test's own. */
  seed?: true | ((seeder: Seeder) => Promise<void>);
  /** Its own embedded Postgres in this folder, kept after the end. By default a database of the shared one. */
  data?: string;
  /** A database that is there already, for a second process beside a first. */
  databaseUrl?: string;
  /** By default any free one. A restart keeps it. */
  port?: number;
  /** By default none; see {@link allCapabilities}. */
  capabilities?: readonly Capability[];
  /** Everything else that a service is made of. */
  parts?: Partial<ServiceParts>;
}

/** A service that a test owns. */
export interface TestService {
  readonly address: string;
  readonly context: ServiceContext;
  readonly service: Service;
  /** Its database; undefined with a folder of its own. */
  readonly databaseUrl: string | undefined;
  /** Ends it in order. */
  stop(): Promise<void>;
  /** Ends it as a crash would: no goodbyes, nothing written down. Its database lives on. */
  kill(): Promise<void>;
  /** Stops it if it runs, and starts it again on the same database and port. */
  restart(options?: Partial<TestServiceOptions>): Promise<TestService>;
}

/** The password of every account of {@link smallWorld}. */
export const smallPassword = 'correct horse';

/** Two queues; anna works both, ben works queue-a, cleo works queue-b, sue supervises; a customer, a case, a disposition. */
export async function smallWorld({ putRecords, createAccount }: Seeder): Promise<void> {
  const people: { id: string; role: Role; queueIds: string[] }[] = [
    { id: 'anna', role: 'agent', queueIds: ['queue-a', 'queue-b'] },
    { id: 'ben', role: 'agent', queueIds: ['queue-a'] },
    { id: 'cleo', role: 'agent', queueIds: ['queue-b'] },
    { id: 'sue', role: 'supervisor', queueIds: [] },
  ];
  const rows: AnyRecord[] = [
    { kind: 'queue', record: aQueue() },
    { kind: 'queue', record: aQueue({ id: 'queue-b', name: 'Billing' }) },
    { kind: 'disposition', record: { id: 'solved', labels: { en: 'Solved' }, order: 1 } },
    {
      kind: 'customer',
      record: {
        id: 'ida',
        name: 'Ida Holm',
        email: 'ida@example.com',
        phone: null,
        organisation: null,
        city: null,
        language: 'da',
        tags: [],
        since: 0,
      },
    },
    ...people.map(({ id, ...rest }): AnyRecord => ({ kind: 'agent', record: anAgent(id, rest) })),
  ];
  await putRecords(rows);
  for (const { id, role } of people) {
    await createAccount({ agentId: id, handle: id, password: smallPassword, role });
  }
}

/** Routing and chat, as the process has them. */
export async function allCapabilities(): Promise<Capability[]> {
  const { setUpRouting } = await import('../../service/routing/index.ts');
  const { setUpChat } = await import('../../service/channels/chat/index.ts');
  const { setUpMoods } = await import('../../service/mood/index.ts');
  return [setUpRouting, setUpChat, setUpMoods];
}

/** Starts a service in this process. */
export async function startTestService(options: TestServiceOptions = {}): Promise<TestService> {
  const shared = async (): Promise<string> => options.databaseUrl ?? testDatabase();
  return startOn(options, options.data === undefined ? await shared() : undefined);
}

async function startOn(options: TestServiceOptions, databaseUrl: string | undefined): Promise<TestService> {
  const { seed = smallWorld } = options;
  const seedWorld = seed === true ? (await import('../../service/seed/index.ts')).seedWorld : seed;
  const where = databaseUrl === undefined ? {} : { databaseUrl };
  const service = await createService(
    {
      host: '127.0.0.1',
      port: options.port ?? 0,
      data: options.data ?? '',
      seed: true,
      logLevel: 'error',
      ...where,
    },
    {
      log: quiet,
      seedWorld,
      // Strong hashes are slow on purpose; tests sign in often.
      passwordCost: { logN: 10, r: 8, p: 1 },
      capabilities: options.capabilities ?? [],
      ...options.parts,
    },
  );
  const port = Number(new URL(service.address).port);
  return {
    address: service.address,
    context: service.context,
    service,
    databaseUrl,
    stop: service.stop,
    kill: service.abandon,
    async restart(over = {}) {
      await service.stop();
      return startOn({ ...options, port, ...over }, databaseUrl);
    },
  };
}

/** A service in a process of its own. */
export interface ServiceProcess {
  readonly address: string;
  readonly process: ChildProcess;
  /** Every line of its log so far. */
  readonly lines: string[];
  /** Sends a signal and waits until it is gone. @returns its exit code, null after a kill. */
  end(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): Promise<number | null>;
}

/** Starts `node service/index.ts` with these arguments. @throws Error with what it said when it does not become ready. */
export async function spawnService(
  args: string[],
  env: Record<string, string> = {},
): Promise<ServiceProcess> {
  const entry = fileURLToPath(new URL('../../service/index.ts', import.meta.url));
  const child = spawn(process.execPath, [entry, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, DATABASE_URL: '', ...env },
  });
  const lines: string[] = [];
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text));
  const gone = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).on('line', (line) => {
      lines.push(line);
      if (line.startsWith('{"ready":true')) resolve((JSON.parse(line) as { address: string }).address);
    });
    void gone.then((code) => reject(new Error(`The service ended with ${code}: ${said}`)));
  });
  return {
    address,
    process: child,
    lines,
    async end(signal) {
      child.kill(signal);
      return gone;
    },
  };
}

// Under vitest the server ends with the test file that started it. The tour and benches call stopTestPostgres themselves.
if (process.env['VITEST'] !== undefined) {
  const { afterAll } = await import('vitest');
  afterAll(stopTestPostgres);
}
export { stopTestPostgres } from './postgres.ts';
