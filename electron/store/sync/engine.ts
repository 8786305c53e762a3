// One agent's sync: puts link, inbound and outbound together, and loads snapshots beside the cache that still serves.
import type { Timers } from '../../../shared/ipc/rpc.ts';
import type { Log } from '../../../shared/log.ts';
import { cursorStart } from '../../../shared/sync/cursor.ts';
import type { DownFrame, Typing, UpFrame } from '../../../shared/sync/protocol.ts';
import type { Agent } from '../../../shared/domain/people.ts';
import type { Cache } from '../db/cache.ts';
import type { CacheBuilder } from '../db/cache-file.ts';
import type { Outbox, Refused } from '../db/outbox.ts';
import { applyDelta, cursorOf, readRow, relayPending, type Arrivals } from './inbound.ts';
import { createLink, type Link, type LinkView } from './link.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import type { Overlay } from './pending.ts';
import type { Transport } from './transport.ts';

type Frame<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;

/** What sync is given. */
export interface EngineDeps {
  transport: Transport;
  timers: Timers;
  now: () => number;
  random: () => number;
  log: Log;
  defer: (run: () => void) => void;
  outbox: Outbox;
  overlay: Overlay;
  /** The cache that serves now; another one after a snapshot. */
  cache: () => Cache;
  buildCache: () => CacheBuilder;
  /** Puts the finished new cache in place of the old one. */
  swapCache: () => void;
  appVersion: string;
  service: () => string;
  deskId: () => string;
  token: () => string | null;
  onState: (view: LinkView) => void;
  onAgent: (agent: Agent, clockOffset: number) => void;
  onArrivals: (arrivals: Arrivals) => void;
  onRefused: (refused: Refused[]) => void;
  onTyping: (typing: Typing) => void;
  /** Something threw while a frame was worked on: the disk, damage, or our mistake. */
  onTrouble: (error: unknown) => void;
}

/** See the head of this file. */
export interface Engine {
  readonly link: Link;
  start(): void;
  stop(): void;
  /** A new command waits in the outbox. */
  wake(): void;
  typing(conversationId: string, on: boolean): void;
  /** The cache was emptied: everything is asked for anew. */
  resync(why: string): void;
}

/** How long decided commands are kept, for a service that is restored from a backup: 30 days, in ms. */
const keepDecidedMs = 30 * 86_400_000;

/** See {@link Engine}. */
export function createEngine(deps: EngineDeps): Engine {
  const { outbox, overlay, log, now } = deps;
  let loading: { welcome: Frame<'welcome'>; builder: CacheBuilder } | null = null;
  /** Asks for a snapshot at the next hello, whatever the cursor. */
  let fromScratch = false;
  /** Resyncs in a row without a delta applied in between: the second asks for a snapshot. */
  let retries = 0;

  const inboundDeps = (): Parameters<typeof applyDelta>[0] => ({
    cache: deps.cache(),
    outbox,
    overlay,
    log,
    now,
  });

  const outbound: Outbound = createOutbound({
    outbox,
    send: (frame) => link.send(frame),
    now,
    defer: (run) => deps.defer(() => guarded(run)),
    onDecided: (refused) => {
      relayPending(inboundDeps());
      deps.onRefused(refused);
    },
  });

  const link = createLink({
    transport: deps.transport,
    timers: deps.timers,
    now,
    random: deps.random,
    log,
    onState: deps.onState,
    onWelcome: (frame) => guarded(() => welcome(frame)),
    onFrame: (frame) => guarded(() => hear(frame)),
    onDown: () => {
      outbound.stop();
      dropLoading();
    },
  });

  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      deps.onTrouble(error);
    }
  }

  function dropLoading(): void {
    loading?.builder.abandon();
    loading = null;
  }

  function resync(why: string): void {
    retries += 1;
    if (retries > 1) fromScratch = true;
    link.again(why, retries > 3 ? 'later' : 'now');
  }

  function hello(): Omit<Extract<UpFrame, { t: 'hello' }>, 't' | 'protocol'> {
    const cache = deps.cache();
    const cursor = fromScratch ? null : cursorOf(cache);
    return {
      app: deps.appVersion,
      deskId: deps.deskId(),
      token: deps.token() ?? '',
      epoch: cursor === null ? null : cache.meta('epoch'),
      cursor,
      scopes: cursor === null ? null : cache.meta('scopes'),
    };
  }

  function welcome(frame: Frame<'welcome'>): void {
    deps.onAgent(frame.agent, frame.now - now());
    outbox.enterEpoch(frame.epoch, frame.lastN);
    // A cursor of another epoch must not be compared with places of this one.
    const cache = deps.cache();
    if (cache.meta('epoch') !== frame.epoch) cache.run(`DELETE FROM meta WHERE key IN ('cursor', 'epoch')`);
    outbox.forget(now() - keepDecidedMs);
    if (frame.then === 'snapshot') {
      dropLoading();
      loading = { welcome: frame, builder: deps.buildCache() };
    } else if (cursorOf(cache) === null) {
      return resync('The service goes on from a cursor that this cache does not have.');
    }
    // Never conditional on having read first: what waits here goes out at once.
    outbound.start(frame.lastN);
  }

  function hear(frame: Exclude<DownFrame, { t: 'welcome' | 'pong' | 'bye' }>): void {
    switch (frame.t) {
      case 'snapshot':
        return page(frame);
      case 'delta':
        return delta(frame);
      case 'verdict':
        return outbound.verdict(frame);
      case 'gap':
        return outbound.gap(frame);
      case 'typing':
        return deps.onTyping(frame.typing);
    }
  }

  function page(frame: Frame<'snapshot'>): void {
    if (loading === null) return resync('A snapshot came that nobody had announced.');
    const { welcome: greeting, builder } = loading;
    builder.add(frame.rows.flatMap((row) => readRow(row, log) ?? []));
    if (frame.cursor === null) return link.progress({ done: frame.sent, total: frame.total });
    builder.finish({ cursor: frame.cursor, epoch: greeting.epoch, scopes: greeting.scopes });
    loading = null;
    deps.swapCache();
    relayPending(inboundDeps());
    fromScratch = false;
    retries = 0;
    link.progress('complete');
  }

  function delta(frame: Frame<'delta'>): void {
    if (loading !== null) return resync('A delta came in the middle of a snapshot.');
    const result = applyDelta(inboundDeps(), frame);
    if (result === 'stale') return;
    if (result === 'gap')
      return resync(`A delta from ${frame.from} does not follow ${cursorOf(deps.cache()) ?? cursorStart}.`);
    retries = 0;
    deps.onArrivals(result);
  }

  return {
    link,
    start: () => link.start({ service: deps.service(), hello }),
    stop: () => {
      link.stop();
      dropLoading();
    },
    wake: outbound.wake,
    typing: (conversationId, on) => link.send({ t: 'typing', conversationId, on }),
    resync: (why) => {
      fromScratch = true;
      link.again(why, 'now');
    },
  };
}
