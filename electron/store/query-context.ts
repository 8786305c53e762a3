// What every named query reads from: the cache that serves now, the outbox, who asks, and the clock.
import type { Agent } from '../../shared/domain/people.ts';
import type { DeskView } from '../../shared/ipc/views.ts';
import type { Cache } from './db/cache.ts';
import type { Outbox } from './db/outbox.ts';
import type { Files } from './files/index.ts';
import type { SearchReader } from './search/reader.ts';
import type { Corrections } from './corrections.ts';
import type { SentimentMemo } from '../../shared/sentiment/memo.ts';

/** See the head of this file. Made anew for each run: the cache may have been swapped since the last. */
export interface QueryContext {
  cache: Cache;
  /** The index of that cache, as far as it has come. */
  search: SearchReader;
  /** Null while nobody is signed in: lists are then empty. */
  outbox: Outbox | null;
  agent: Agent | null;
  /** The desk's estimate of the service's clock, ms since the epoch. */
  now: number;
  sentiment: SentimentMemo;
  /** What the agent has set right here. Null while nobody is signed in. */
  corrections?: Pick<Corrections, 'learned'> | null;
  desk: () => DeskView;
  /** Null while nobody is signed in. */
  files?: Pick<Files, 'of'> | null;
}
