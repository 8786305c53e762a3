// Puts the service together: database, log, commands, hub, capabilities, HTTP; starts them in order and stops them in reverse.
import { randomUUID } from 'node:crypto';
import { performance } from 'node:perf_hooks';
import type { Pool } from 'pg';
import { createNewId, type NewId, type Now } from '../shared/domain/ids.ts';
import type { AnyRecord, Change } from '../shared/domain/records.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Typing } from '../shared/sync/protocol.ts';
import { createAccounts, type Accounts, type NewAccount } from './accounts.ts';
import { addAuthRoutes } from './auth.ts';
import { markInUse } from './backup/in-use.ts';
import type { Config } from './config.ts';
import type { Capability, FeedEntry, ServiceContext } from './context.ts';
import { createCommands } from './commands.ts';
import { createBulk, fillState } from './db/bulk.ts';
import { addMissing } from './db/missing.ts';
import { pruneFeed, type Batch } from './db/feed.ts';
import { dropOldTokens, saveAccount } from './db/accounts.ts';
import { pruneVerdicts } from './db/desks.ts';
import { migrate, settleEpoch } from './db/migrate.ts';
import { watchHorizon } from './db/horizon.ts';
import { prunePast } from './db/past.ts';
import { createPool } from './db/pool.ts';
import { openRuns } from './db/runs.ts';
import { startPostgres, type EmbeddedPostgres } from './db/postgres.ts';
import { getRecord } from './db/records.ts';
import { allMaskRules } from './db/mask-rules.ts';
import { settleServiceId } from './db/service-id.ts';
import { keepRecordings } from './files/recordings.ts';
import { addFileRoutes } from './files/routes.ts';
import { createDoor } from './door.ts';
import { frame } from './frames.ts';
import { createHttp, listen } from './http.ts';
import { createHub, hubTimes, type HubTimes } from './hub.ts';
import { createFeedLog } from './log.ts';
import { watchLostLinks } from './lost-links.ts';
import { createMasking } from './masking.ts';
import { createNeighbours } from './neighbours.ts';
import { createPgChannel } from './pg-channel.ts';
import { createPgNotices } from './notices.ts';
import { createSegments, type SegmentLimits } from './segments/index.ts';
import { createPasswords, strongCost, type PasswordCost, type Passwords } from './passwords.ts';
import { createSeal, type Seal } from './seal.ts';
import { realTimers } from './timers.ts';

/** What fills an empty database. */
export interface Seeder {
  putRecords(rows: AnyRecord[]): Promise<void>;
  createAccount(account: NewAccount): Promise<void>;
  /** ms since the epoch. */
  now: number;
}

/** What a service is made of, besides its configuration; all have defaults that the process uses. */
export interface ServiceParts {
  log: Log;
  now?: Now;
  newId?: NewId;
  version?: string;
  capabilities?: readonly Capability[];
  seedWorld?: (seeder: Seeder) => Promise<void>;
  /** What a database that was seeded earlier may lack; `waiting`: see Config.seedWaiting. */
  laterRows?: (now: number, waiting: boolean) => Promise<AnyRecord[]>;
  passwordCost?: PasswordCost;
  /** By default with the key of the configuration, or of the data folder. */
  seal?: Seal;
  /** Links of one address that may wait without having said who they are; see {@link mostWaitingLinks}. */
  mostWaitingLinks?: number;
  /** How long a sign-in lasts without being used, in ms. */
  tokenMs?: number;
  times?: Partial<HubTimes>;
  /** From how much on rows travel in bulk; false for never. */
  segments?: Partial<SegmentLimits> | false;
}

/** A service that runs. */
export interface Service {
  /** Where it really listens, such as "http://127.0.0.1:4110". */
  readonly address: string;
  readonly context: ServiceContext;
  readonly accounts: Accounts;
  /** Says goodbye to desks, ends what runs, stops the embedded Postgres. May be called again. */
  stop(): Promise<void>;
  /** Ends without goodbye, as a crash of this process would; the embedded Postgres goes on. For tests. */
  abandon(): Promise<void>;
}

/** Far more than come at once behind one address, and few enough to keep. */
const mostWaitingLinks = 256;
const day = 86_400_000;
const feedDays = 30;
/** Verdicts kept of each desk, and days for which a note may come late. */
const verdictsKept = 10_000;
const lateDays = 180;
const hour = 3_600_000;

const parsed = new WeakMap<Batch, FeedEntry[]>();

/** Parsed once for all capabilities; they share the records and must not change them. */
function toEntries(batch: Batch): FeedEntry[] {
  const before = parsed.get(batch);
  if (before !== undefined) return before;
  const entries: FeedEntry[] = [];
  parsed.set(batch, entries);
  for (const { cursor, kind, id, op, version, json } of batch.entries) {
    if (op === 'remove') entries.push({ kind, id, op, cursor, version });
    // What carries no body comes again, with its body, further on.
    if (op !== 'put' || json === null) continue;
    entries.push({ ...({ kind, id, op, record: JSON.parse(json) as unknown } as Change), cursor, version });
  }
  return entries;
}

async function seed(
  { pool, passwords, now, log }: { pool: Pool; passwords: Passwords; now: Now; log: Log },
  seedWorld: (seeder: Seeder) => Promise<void>,
): Promise<void> {
  if ((await fillState(pool)) === 'complete') return;
  const began = performance.now();
  const bulk = await createBulk(pool, now);
  // Demo accounts share a password; hashing it once for all saves seconds of the first start.
  const hashes = new Map<string, Promise<string>>();
  await seedWorld({
    now: now(),
    putRecords: bulk.putRecords,
    async createAccount({ password, ...account }) {
      const hash = hashes.get(password) ?? passwords.hash(password);
      hashes.set(password, hash);
      await saveAccount(pool, { ...account, passwordHash: await hash });
    },
  });
  await bulk.finish();
  log.info('Seeded the demo world', { ms: Math.round(performance.now() - began) });
}

/**
 * Starts a service.
 * @throws AppError `storage`, `taken`, `version` or `unreachable`, saying what to do; then nothing is left running.
 */
export async function createService(config: Config, parts: ServiceParts): Promise<Service> {
  const { log, now = Date.now, version = '0.1.0' } = parts;
  const newId = parts.newId ?? createNewId(now, (bytes) => crypto.getRandomValues(bytes));
  const stops: (() => Promise<void> | void)[] = [];
  let stopped: Promise<void> | null = null;
  const stopAll = async (): Promise<void> => {
    for (let stop = stops.pop(); stop !== undefined; stop = stops.pop()) {
      try {
        await stop();
      } catch (error) {
        log.error('Something did not stop', { error });
      }
    }
  };

  let postgres: EmbeddedPostgres | null = null;
  try {
    if (config.databaseUrl === undefined) {
      postgres = await startPostgres({ data: config.data, log });
      const { stop } = postgres;
      stops.push(stop);
    }
    const url = config.databaseUrl ?? postgres!.url();
    const pool = createPool(url, log);
    stops.push(() => pool.end());
    const logPool = createPool(url, log, 2, { forLog: true });
    stops.push(() => logPool.end());
    const explain = (error: unknown): never => {
      if (error instanceof AppError || postgres !== null) throw error;
      throw new AppError(
        'unreachable',
        `The database of DATABASE_URL does not answer: ${(error as Error).message}`,
        { cause: error },
      );
    };
    stops.push((await markInUse(url, log).catch(explain)).stop);
    const migrated = await migrate(pool).catch(explain);
    if (migrated > 0) log.info('Migrated the database', { migrations: migrated });
    const epoch = await settleEpoch(pool);
    // The embedded database has one service, so what a killed one wrote about its links is over.
    if (postgres !== null)
      await pool.query('update desk set linked_until = null where linked_until is not null');

    const passwords = createPasswords(parts.passwordCost ?? strongCost);
    const accounts = createAccounts({ pool, passwords, now, tokenMs: parts.tokenMs ?? 12 * hour });
    if (config.seed && parts.seedWorld !== undefined)
      await seed({ pool, passwords, now, log }, parts.seedWorld);
    if (config.seed && parts.laterRows !== undefined) {
      const added = await addMissing(pool, await parts.laterRows(now(), config.seedWaiting === true), now());
      if (added > 0) log.info('Added to the demo world what it lacked', { rows: added });
    }

    const feed = createFeedLog({
      pool: logPool,
      notices: createPgNotices(pool, url),
      log,
      monotonic: () => performance.now(),
    });
    const masking = createMasking();
    masking.set(await allMaskRules(pool));
    const commands = createCommands({ pool, now, log, onCommit: feed.reach, mask: masking.mask });
    const typists = new Set<(typing: Typing) => void>();
    const hearTyping = (typing: Typing): void => {
      for (const listener of typists) listener(typing);
    };
    const channel = createPgChannel(pool, url, 'parley_neighbours', realTimers);
    const neighbours = createNeighbours({ channel, self: randomUUID(), timers: realTimers, log });
    const publishTyping = (typing: Typing): void => {
      hearTyping(typing);
      neighbours.types(typing);
    };
    const runs = await openRuns({ pool, epoch, exclusive: postgres !== null, log });
    const segments = createSegments({
      pool,
      url,
      epoch: runs.epoch,
      folder: config.data === '' ? null : config.data,
      exclusive: postgres !== null,
      log,
      monotonic: () => performance.now(),
      ...(parts.segments ? { limits: parts.segments } : {}),
    });
    stops.push(segments.stop);
    const times = { ...hubTimes, ...parts.times };
    const hub = createHub({
      pool,
      feed,
      accounts,
      commands,
      epoch,
      runs,
      ...(parts.segments === false ? {} : { segments }),
      now,
      monotonic: () => performance.now(),
      newId,
      log,
      times,
      tellLinked: neighbours.linked,
      publishTyping,
    });
    typists.add(hub.typing);

    const horizon = watchHorizon({ pool, log });
    stops.push(horizon.stop);
    const http = await createHttp(log, config.proxies);
    let ready = false;
    http.get('/health', async () => ({ ok: true }));
    http.get('/ready', async (_request, reply) => {
      const answers =
        ready &&
        (await pool.query('select 1').then(
          () => true,
          () => false,
        ));
      return reply
        .status(answers ? 200 : 503)
        .send({ ready: answers, desks: hub.size(), horizonLagMs: horizon.lagMs() });
    });
    const serviceId = await settleServiceId(pool);
    addAuthRoutes(http, { accounts, now, log, version, serviceId, onSignOut: hub.signedOut });
    stops.push(await addFileRoutes(http, { pool, accounts, now, log }));
    const door = createDoor(parts.mostWaitingLinks ?? mostWaitingLinks);
    http.get('/link', { websocket: true }, (socket, request) => {
      const leave = door.enter(request.ip);
      if (leave === null) {
        log.warn('Too many links wait from one address', { address: request.ip });
        const message = 'Too many links from this address have not said who they are. Come back later.';
        socket.send(frame({ t: 'bye', reason: 'stopping', message }));
        return socket.close(1013, 'too many links');
      }
      socket.once('message', leave);
      socket.once('close', leave);
      hub.accept(socket, request.raw.socket);
    });

    const context: ServiceContext = {
      now,
      newId,
      log,
      run: commands.run,
      get: (kind, id) => getRecord(pool, kind, id),
      pool,
      seal:
        parts.seal ??
        createSeal({ given: config.secretKey, folder: config.data === '' ? null : config.data, log }),
      onEntries: (listener) =>
        feed.onBatch((batch) => {
          const entries = toEntries(batch);
          if (entries.length > 0) listener(entries);
        }),
      typing: {
        publish: publishTyping,
        subscribe(listener) {
          typists.add(listener);
          return () => typists.delete(listener);
        },
      },
      isLinked: hub.isLinked,
      whoIs: async (token) => (await accounts.check(token)).agent,
      http,
      onStop: (stop) => stops.push(stop),
    };

    keepRecordings(context);
    // What was set while the log was not read yet comes with its first batches, or is in the database by now.
    stops.push(context.onEntries(masking.hear));
    await feed.start();
    masking.set(await allMaskRules(pool));
    stops.push(() => feed.stop());
    await neighbours.start({ typing: hearTyping, linked: hub.linked });
    stops.push(neighbours.stop);
    await hub.start();
    stops.push(
      watchLostLinks({
        pool,
        now,
        timers: realTimers,
        log,
        everyMs: times.checkMs,
        async mark(agentId, linked) {
          const args = { agentId, linked };
          await commands.run({ kind: 'system' }, { id: newId(), type: 'presence.link', args });
        },
      }),
    );
    await segments.start().catch((error: unknown) => log.warn('Images cannot be kept', { error }));
    stops.push(() => http.close());
    for (const setUp of parts.capabilities ?? []) await setUp(context);
    const prune = async (): Promise<void> => {
      await pruneFeed(pool, now() - feedDays * day);
      await pruneVerdicts(pool, verdictsKept, now() - feedDays * day);
      await prunePast(pool, now() - lateDays * day);
      await dropOldTokens(pool, now() - feedDays * day);
    };
    const pruning = setInterval(
      () => void prune().catch((error: unknown) => log.warn('Pruning failed', { error })),
      hour,
    );
    pruning.unref();
    stops.push(() => clearInterval(pruning));
    const address = await listen(http, config.host, config.port);
    // Goodbyes come first, while everything still works.
    stops.push(hub.stop);
    ready = true;

    return {
      address,
      context,
      accounts,
      stop: () => (stopped ??= stopAll()),
      abandon: () =>
        (stopped ??= (async () => {
          hub.cut();
          http.websocketServer.clients.forEach((socket) => socket.terminate());
          if (postgres !== null) stops.shift();
          stops.splice(stops.indexOf(hub.stop), 1);
          await stopAll();
        })()),
    };
  } catch (error) {
    await stopAll();
    throw error;
  }
}
