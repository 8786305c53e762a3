// What a person needs to report a problem with sync: states, counts, sizes, timings. No texts, no secrets.
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { accountFolder } from './account-folder.ts';
import type { OpenAccount } from './account.ts';
import type { Cache } from './db/cache.ts';
import { indexLag } from './db/search.ts';
import type { QueryTiming } from './live.ts';
import { cursorOf } from './sync/inbound.ts';

/** What is looked at. */
export interface Diagnosed {
  folder: string;
  version: string;
  account: OpenAccount | null;
  cache: Cache;
  timings: Record<string, QueryTiming>;
  windows: number;
}

const counted = ['customer', 'case', 'conversation', 'message', 'note', 'article'] as const;

/** @returns plain data for the answer to desk.diagnostics; sizes in bytes, times in ms. */
export function diagnose({
  folder,
  version,
  account,
  cache,
  timings,
  windows,
}: Diagnosed): Record<string, unknown> {
  const size = (name: string): number | null => {
    if (account === null) return null;
    return (
      statSync(join(accountFolder(folder, account.info()), name), { throwIfNoEntry: false })?.size ?? null
    );
  };
  const count = (kind: string): number =>
    cache.one<{ n: number }>(`SELECT count(*) AS n FROM "${kind}"`)?.n ?? 0;
  return {
    version,
    link: account?.engine.link.view() ?? null,
    epoch: cache.meta('epoch'),
    cursor: cursorOf(cache),
    outbox: account?.outbox.counts() ?? null,
    records: Object.fromEntries(counted.map((kind) => [kind, count(kind)])),
    indexLag: indexLag(cache),
    bytes: { outbox: size('outbox.db'), cache: size('cache.db'), cacheLog: size('cache.db-wal') },
    queries: timings,
    windows,
    memory: { ...process.memoryUsage() },
  };
}
