// How this desk stands, in figures. No texts, no names, no secrets. Changes with what a person needs to report a problem.
import { readdirSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Diagnostics } from '../../shared/ipc/diagnostics.ts';
import { recordKinds } from '../../shared/domain/records.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { accountFolder } from './account-folder.ts';
import type { OpenAccount } from './account.ts';
import type { Cache } from './db/cache.ts';
import { indexLag } from './db/search.ts';
import type { QueryTiming } from './live.ts';
import type { SearchReader } from './search/reader.ts';
import { cursorOf } from './sync/inbound.ts';
import type { LinkView } from './sync/link.ts';

/** What is looked at. */
export interface DiagnosticsDeps {
  folder: string;
  version: string;
  account: () => OpenAccount | null;
  cache: () => Cache;
  /** The index of that cache. */
  search: () => SearchReader;
  link: () => LinkView;
  timings: () => Record<string, QueryTiming>;
  windows: () => number;
  /** ms since the epoch. */
  now: () => number;
  /** Asks the service who it is. */
  about: (service: string) => Promise<{ version: string }>;
}

/** See {@link createDiagnostics}. */
export interface Diagnosis {
  /** @param countedWithinMs how old the counts of records may be; counting reads every table. */
  look(countedWithinMs?: number): Diagnostics;
  /** Looks, and first asks the service for its version where that is not known since it was linked. */
  ask(): Promise<Diagnostics>;
  /** The link has another state: remembers until when there was one. */
  linkChanged(was: LinkView): void;
}

type Refusal = Diagnostics['refusals'][number];

const linkedKey = 'linkedAt';
const fileSize = (file: string): number => statSync(file, { throwIfNoEntry: false })?.size ?? 0;

/** Bytes of a database and its logs. */
const databaseSize = (file: string): number =>
  ['', '-wal', '-shm'].reduce((sum, suffix) => sum + fileSize(file + suffix), 0);

function asideSize(folder: string): number {
  try {
    return readdirSync(folder)
      .filter((name) => /\.(aside|damaged)-\d+/.test(name))
      .reduce((sum, name) => sum + fileSize(join(folder, name)), 0);
  } catch {
    return 0;
  }
}

function freeBytes(folder: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** @returns what answers desk.diagnostics. It changes nothing but a note of when the desk was last linked. */
export function createDiagnostics(deps: DiagnosticsDeps): Diagnosis {
  const { now, cache } = deps;
  let counted: { of: Cache; at: number; records: Diagnostics['records']; indexLag: number } | null = null;
  let asked: { service: string; linkedSince: number; version: string } | null = null;
  let moved: { cursor: string | null; at: number } | null = null;

  function counts(withinMs: number): { records: Diagnostics['records']; indexLag: number } {
    if (counted !== null && counted.of === cache() && now() - counted.at < withinMs) return counted;
    const records: Diagnostics['records'] = {};
    for (const kind of recordKinds)
      records[kind] = cache().one<{ n: number }>(`SELECT count(*) AS n FROM "${kind}"`)?.n ?? 0;
    counted = {
      of: cache(),
      at: now(),
      records,
      indexLag: indexLag({ cache: cache(), search: deps.search() }),
    };
    return counted;
  }

  function outboxOf(account: OpenAccount): Diagnostics['outbox'] {
    const { outbox } = account;
    const number = (sql: string): number | null => outbox.db.prepare(sql).pluck().get() as number | null;
    return {
      ...outbox.counts(),
      oldestAt: number(`SELECT min(madeAt) FROM command WHERE state = 'waiting'`),
      acked: number(`SELECT count(*) FROM command WHERE state = 'acked'`) ?? 0,
      drafts: number('SELECT count(*) FROM draft') ?? 0,
    };
  }

  /** Of a refused command only its type and the kind of the refusal, both words of ours. */
  function refusalsOf(account: OpenAccount): Diagnostics['refusals'] {
    const rows = account.outbox.db
      .prepare(
        `SELECT decidedAt AS at, json_extract(body, '$.type') AS command, json_extract(refusal, '$.kind') AS kind, state
         FROM command WHERE refusal IS NOT NULL AND state IN ('refused', 'settled') ORDER BY decidedAt DESC, n DESC LIMIT 20`,
      )
      .all() as { at: number | null; command: string; kind: Refusal['kind']; state: string }[];
    return rows.map(({ at, command, kind, state }) => ({ at, command, kind, settled: state === 'settled' }));
  }

  async function askService(): Promise<void> {
    const service = deps.account()?.info().service;
    const { state, since } = deps.link();
    if (service === undefined || state !== 'linked') return;
    if (asked?.service === service && asked.linkedSince === since) return;
    const found = await deps.about(service).catch(() => null);
    asked = found === null ? null : { service, linkedSince: since, version: found.version };
  }

  const diagnosis: Diagnosis = {
    ask: async () => {
      await askService();
      return diagnosis.look();
    },
    linkChanged: (was) => {
      if (was.state !== 'linked') return;
      try {
        deps.account()?.outbox.putKv(linkedKey, String(now()));
      } catch {
        // A disk that refuses is told elsewhere; this is only a figure.
      }
    },
    look: (countedWithinMs = 10_000) => {
      const account = deps.account();
      const link = deps.link();
      const cursor = cursorOf(cache());
      if (moved === null) moved = { cursor, at: 0 };
      else if (moved.cursor !== cursor) moved = { cursor, at: now() };
      const own = account === null ? null : accountFolder(deps.folder, account.info());
      const before = Number(account?.outbox.kv(linkedKey) ?? 0);
      return {
        at: now(),
        version: deps.version,
        protocol: PROTOCOL_VERSION,
        signedIn: account !== null,
        link: { state: link.state, since: link.since, retryAt: link.retryAt },
        linkedAt: link.state === 'linked' ? now() : before === 0 ? null : before,
        movedAt: moved.at === 0 ? null : moved.at,
        clockOffset: account?.clockOffset() ?? 0,
        serviceVersion: asked !== null && asked.service === account?.info().service ? asked.version : null,
        epoch: cache().meta('epoch'),
        cursor,
        outbox:
          account === null
            ? { waiting: 0, oldestAt: null, acked: 0, attention: 0, drafts: 0 }
            : outboxOf(account),
        refusals: account === null ? [] : refusalsOf(account),
        ...(({ records, indexLag: lag }) => ({ records, indexLag: lag }))(counts(countedWithinMs)),
        bytes: {
          outbox: own === null ? 0 : databaseSize(join(own, 'outbox.db')),
          cache: own === null ? 0 : databaseSize(join(own, 'cache.db')),
          search: own === null ? 0 : databaseSize(join(own, 'search.db')),
          desk: databaseSize(join(deps.folder, 'desk.db')),
          aside: (own === null ? 0 : asideSize(own)) + asideSize(deps.folder),
          free: freeBytes(deps.folder),
        },
        layouts: {
          cache: cache().meta('layout'),
          outbox: Number(account?.outbox.db.pragma('user_version', { simple: true }) ?? 0),
        },
        queries: deps.timings(),
        windows: deps.windows(),
        memory: process.memoryUsage().rss,
      };
    },
  };
  return diagnosis;
}
