// Supervises the embedded Postgres: initialises, adopts or starts it, keeps it running, stops it. Changes with that life cycle.
//
//   absent --initialise--> stopped --start--> running --stop--> stopped
//                             ^                 |  ^
//                             |   server lost --+  +-- adopted: an earlier service was killed, its server lives on
import { resolve } from 'node:path';
import type pg from 'pg';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { postgresUser } from './os-user.ts';
import { postgresBinaries } from './postgres-binaries.ts';
import { clusterFolder, clusterUser, sharedHome, type ClusterFolder } from './postgres-folder.ts';
import {
  answers,
  clusterClient,
  runningServer,
  startServer,
  stopServer,
  type Server,
  type StartOptions,
} from './postgres-process.ts';

/** What the supervisor needs. */
export interface PostgresOptions {
  /** The data folder, made when absent. */
  readonly data: string;
  readonly log: Log;
  /** Memory that the server shares among its processes, in MiB. Default 256. */
  readonly sharedBuffersMb?: number | undefined;
  /** Where root keeps what Postgres's user could not reach otherwise. Default /var/lib/parley. */
  readonly sharedHome?: string | undefined;
  /** Lasting through power loss; only tests turn it off. Default true. */
  readonly durable?: boolean | undefined;
  /** Settings of the server beyond or instead of ours; only tests have such. */
  readonly settings?: Readonly<Record<string, string>> | undefined;
}

/** An embedded Postgres that runs. */
export interface EmbeddedPostgres {
  /** How to connect to a database of it; by default the one that is Parley's. */
  url(database?: string): string;
  /** Whether the server was already running when we came. */
  readonly adopted: boolean;
  /** The server's process and port, for tests and for the log. */
  server(): Server;
  /** Stops the server; its clients are cut off. */
  stop(): Promise<void>;
}

// Held by the one service that owns the server. Any number that nothing else locks in the maintenance database.
const ownerLock = 4_110_411_041;
/** The database that is Parley's. */
export const ownDatabase = 'parley';

// What was answered is on disk, and a page torn by a power cut is mended.
const durableSettings = ['fsync', 'full_page_writes', 'synchronous_commit'];

function settingsFor(options: PostgresOptions): Record<string, string> {
  return {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    shared_buffers: `${options.sharedBuffersMb ?? 256}MB`,
    max_connections: '100',
    // A write transaction that stays open holds back every reader of the feed, see SYNC-5.
    idle_in_transaction_session_timeout: '15s',
    transaction_timeout: '60s',
    max_wal_size: '2GB',
    checkpoint_timeout: '15min',
    log_min_messages: 'warning',
    // Said either way: what the command line does not say, a file in the data folder may.
    ...Object.fromEntries(durableSettings.map((name) => [name, options.durable === false ? 'off' : 'on'])),
    ...options.settings,
  };
}

/** @returns the settings that do not hold what was promised; a server that an earlier service left may have had others. */
async function undurable(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `select name from pg_settings where name = any($1) and setting <> 'on' order by name`,
    [durableSettings],
  );
  return rows.map(({ name }) => name);
}

/** Takes the lock of the one owner. @returns the connection that holds it; it also tells when the server is lost. */
async function own(cluster: ClusterFolder, server: Server, data: string): Promise<pg.Client> {
  const client = clusterClient(cluster, server.port);
  client.on('error', () => {});
  await client.connect();
  for (let tries = 0; tries < 30; tries += 1) {
    const { rows } = await client.query<{ got: boolean }>('select pg_try_advisory_lock($1) as got', [
      ownerLock,
    ]);
    if (rows[0]?.got === true) return client;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  await client.end();
  throw new AppError('taken', `Another Parley service is using the data folder ${data}.`, {
    facts: { data },
  });
}

/**
 * Brings the embedded Postgres of a data folder up: adopts the server an earlier, killed service left behind, else starts one.
 * @throws AppError `storage` (folder read-only, not ours, full; no binaries), `taken` (another service owns it), `version`.
 */
export async function startPostgres(options: PostgresOptions): Promise<EmbeddedPostgres> {
  const data = resolve(options.data);
  const { log } = options;
  const user = await postgresUser();
  const home = options.sharedHome ?? sharedHome;
  const binaries = await postgresBinaries(user, user === null ? resolve(data, 'bin') : home);
  const cluster = await clusterFolder(data, binaries, user, home);
  const start: StartOptions = { program: binaries.postgres, user, settings: settingsFor(options) };

  let adopted = false;
  let server = await runningServer(cluster);
  if (server !== undefined) {
    adopted = await answers(cluster, server, 5000);
    if (adopted) log.info('Took over the Postgres that was running', { pid: server.pid, port: server.port });
    else await stopServer(server);
  }
  if (server === undefined || !adopted) {
    server = await startServer(cluster, start);
    log.info('Started Postgres', { pid: server.pid, port: server.port });
  }
  let owner = await own(cluster, server, data);
  if (adopted && options.durable !== false && (await undurable(owner)).length > 0) {
    log.warn('The Postgres that was running could lose data in a power cut; it is started again');
    await owner.end();
    await stopServer(server);
    server = await startServer(cluster, start);
    adopted = false;
    owner = await own(cluster, server, data);
  }
  const lax = options.durable === false ? [] : await undurable(owner);
  if (lax.length > 0) {
    await owner.end();
    await stopServer(server);
    throw new AppError(
      'storage',
      `Postgres runs with ${lax.join(', ')} off and would lose data in a power cut.`,
    );
  }
  const { rowCount } = await owner.query('select 1 from pg_database where datname = $1', [ownDatabase]);
  if (rowCount === 0) await owner.query(`create database ${ownDatabase}`);
  let stopping = false;
  const isStopping = (): boolean => stopping;
  let recovery: Promise<void> = Promise.resolve();

  // The server was killed: bring it back on the same port, so that every pool finds it again.
  async function recover(): Promise<void> {
    for (let delay = 100; !isStopping(); delay = Math.min(delay * 2, 5000)) {
      try {
        server =
          (await runningServer(cluster)) ?? (await startServer(cluster, { ...start, port: server!.port }));
        owner = await own(cluster, server, data);
        watch(owner);
        log.warn('Postgres is back', { pid: server.pid });
        return;
      } catch (error) {
        log.error('Postgres does not come back yet', { error });
        await new Promise((resolve) => setTimeout(resolve, delay));
      }
    }
  }
  function watch(client: pg.Client): void {
    client.once('end', () => {
      if (stopping) return;
      log.error('Postgres was lost; starting it again');
      recovery = recover();
    });
  }
  watch(owner);

  return {
    adopted,
    server: () => server!,
    url: (database = ownDatabase) =>
      `postgres://${clusterUser}:${encodeURIComponent(cluster.password)}@127.0.0.1:${server!.port}/${database}`,
    async stop() {
      stopping = true;
      await recovery;
      await owner.end().catch(() => {});
      await stopServer(server!);
      log.info('Stopped Postgres');
    },
  };
}
