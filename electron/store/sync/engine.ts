// One agent's sync: puts link, inbox, snapshot, inbound and outbound together.
import type { Timers } from '../../../shared/ipc/rpc.ts';
import type { Log } from '../../../shared/log.ts';
import { cursorStart, type Cursor } from '../../../shared/sync/cursor.ts';
import type { DownFrame, Typing, UpFrame } from '../../../shared/sync/protocol.ts';
import type { Agent } from '../../../shared/domain/people.ts';
import type { Cache } from '../db/cache.ts';
import type { Loader, Page } from '../bulk/loader.ts';
import { segmentLayout } from '../../../shared/cache/segment.ts';
import { canUnpack } from '../bulk/segment-file.ts';
import type { Outbox, Refused } from '../db/outbox.ts';
import { createBulkDeltas, type BulkDelta } from './bulk-delta.ts';
import { applyDelta, cursorOf, hasSeen, relayPending, type Arrivals, type InboundDeps } from './inbound.ts';
import { createInbox, type Worked } from './inbox.ts';
import { createLink, type Announced, type HeardFrame, type Link, type LinkView } from './link.ts';
import { createOutbound, type Outbound } from './outbound.ts';
import type { Overlay } from './pending.ts';
import { createSnapshot } from './snapshot.ts';
import type { Transport } from './transport.ts';

type Frame<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;
type Piece = Exclude<HeardFrame, { t: 'snapshot' }> | BulkDelta;

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
  loader: Loader;
  /** Where the next cache is built, and its key. */
  newCache: () => { file: string; keyHex: string };
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
  /** Many rows come in from now on, or no more: lists need not follow each of them. */
  onBulk: (on: boolean) => void;
  /** ms of a clock that only measures. */
  clock: () => number;
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

/** Pieces of about a MB that may wait before no more is read from the line, and until it is read again. */
const heldAt = 4;
const readAt = 2;
const unannounced = 'A snapshot came that nobody had announced.';

/** See {@link Engine}. */
export function createEngine(deps: EngineDeps): Engine {
  const { outbox, overlay, log, now } = deps;
  /** Asks for a snapshot at the next hello, whatever the cursor. */
  let fromScratch = false;
  /** A segment was not usable: rows come as JSON until something has come through. */
  let plain = false;
  /** Resyncs in a row without a delta applied in between: the second asks for a snapshot. */
  let retries = 0;

  const inboundDeps = (): InboundDeps => ({
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
      // Laying everything on again for each verdict would cost a long outbox its square: accepted edits stay as they lie.
      if (refused.length > 0 || hasSeen(outbox, cursorOf(deps.cache()))) relayPending(inboundDeps());
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
    onFrame: (frame) => {
      if (frame.t === 'snapshot') page(JSON.stringify(frame));
      else push(frame, frame.t === 'delta' ? frame.changes.length / 1000 : 0);
    },
    onPage: (bytes) => page(bytes),
    onSegment: (frame, packed) => segment(frame, packed),
    onDown: () => {
      outbound.stop();
      emptyInbox();
      snapshot.drop();
    },
  });

  const inbox = createInbox<Piece>(deps.defer, (piece) => {
    let worked: Worked = 'done';
    guarded(() => (worked = hear(piece)));
    breathe();
    return worked;
  });

  const snapshot = createSnapshot({
    loader: deps.loader,
    log,
    newCache: deps.newCache,
    onProgress: (progress) => link.progress(progress),
    onTaken: () => {
      breathe();
      inbox.wake();
    },
    onWhole: () => guarded(loaded),
    onUnusable: unusable,
    onTrouble: (error) => guarded(() => deps.onTrouble(error)),
  });

  const bulk = createBulkDeltas({
    loader: deps.loader,
    inbound: inboundDeps,
    clock: deps.clock,
    onUnpacked: () => inbox.wake(),
    onApplied: applied,
    onUnusable: unusable,
    onBulk: deps.onBulk,
  });

  function push(piece: Piece, weight: number): void {
    inbox.push(piece, weight);
    breathe();
  }

  function emptyInbox(): void {
    inbox.clear();
    guarded(() => bulk.drop());
  }

  /** Reads no more from the line while enough waits here, so that memory stays small. */
  function breathe(): void {
    const waits = inbox.weight() + (snapshot.waits() ?? 0);
    if (waits >= heldAt) link.hold(true);
    else if (waits <= readAt) link.hold(false);
  }

  function guarded(work: () => void): void {
    try {
      work();
    } catch (error) {
      deps.onTrouble(error);
    }
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
      run: cursor === null ? null : cache.meta('run'),
      segments: plain || !canUnpack() ? null : segmentLayout,
    };
  }

  function welcome(frame: Frame<'welcome'>): void {
    deps.onAgent(frame.agent, frame.now - now());
    // In a new epoch, and in an old one that was put back unnoticed, the service may not know what it once decided.
    const again = outbox.enterEpoch(frame.epoch, frame.lastN) || outbox.offerAgain(frame.lastN);
    // A cursor of another epoch must not be compared with places of this one.
    const cache = deps.cache();
    if (cache.meta('epoch') !== frame.epoch)
      cache.run(`DELETE FROM meta WHERE key IN ('cursor', 'epoch', 'run')`);
    outbox.forget(frame.now, keepDecidedMs);
    if (frame.then === 'snapshot') {
      snapshot.begin(frame);
    } else if (cursorOf(cache) === null) {
      return resync('The service goes on from a cursor that this cache does not have.');
    } else {
      // The cursor was accepted: from here on it is one of this run.
      if (frame.run != null) cache.setMeta('run', frame.run);
      else cache.run(`DELETE FROM meta WHERE key = 'run'`);
      if (again) relayPending(inboundDeps());
    }
    // Never conditional on having read first: what waits here goes out at once.
    outbound.start(frame.lastN);
  }

  /** The new cache is whole: it takes the place of the old one. */
  function loaded(): void {
    deps.swapCache();
    relayPending(inboundDeps());
    fromScratch = false;
    plain = false;
    retries = 0;
    link.progress('complete');
    breathe();
    inbox.wake();
  }

  /** What came in bulk cannot be used: it is asked for once more as rows, and then the link rests. */
  function unusable(error: Error): void {
    log.error('What came in bulk cannot be used', { problem: error.message });
    if (plain) return link.broken('The service sent something that is not valid.');
    plain = true;
    resync(error.message);
  }

  function page(whole: Page): void {
    if (!snapshot.page(whole)) return resync(unannounced);
    breathe();
  }

  function segment(frame: Announced, packed: Uint8Array): void {
    const { of } = frame;
    if (of.t === 'delta') return push(bulk.piece(frame, of, packed), 1);
    if (!snapshot.segment({ ...frame, ...of }, packed)) return resync(unannounced);
    breathe();
  }

  function hear(piece: Piece): Worked {
    switch (piece.t) {
      case 'delta':
      case 'bulkDelta':
        if (snapshot.waits() !== null) return early();
        if (piece.t === 'bulkDelta') return bulk.work(piece);
        applied(applyDelta(inboundDeps(), piece), piece);
        return 'done';
      case 'verdict':
        outbound.verdict(piece);
        return 'done';
      case 'gap':
        outbound.gap(piece);
        return 'done';
      case 'typing':
        deps.onTyping(piece.typing);
        return 'done';
    }
  }

  /** A delta while a snapshot is being written: it waits for the end, if that has come. */
  function early(): Worked {
    // With everything written the snapshot would be whole, had its last page come.
    if (snapshot.waits() === 0) resync('A delta came in the middle of a snapshot.');
    return 'wait';
  }

  function applied(result: Arrivals | 'stale' | 'gap', { from }: { from: Cursor }): void {
    if (result === 'gap')
      return resync(`A delta from ${from} does not follow ${cursorOf(deps.cache()) ?? cursorStart}.`);
    if (result === 'stale') return;
    retries = 0;
    plain = false;
    deps.onArrivals(result);
  }

  return {
    link,
    start: () => link.start({ service: deps.service(), hello }),
    stop: () => {
      link.stop();
      emptyInbox();
      snapshot.drop();
    },
    wake: outbound.wake,
    typing: (conversationId, on) => link.send({ t: 'typing', conversationId, on }),
    resync: (why) => {
      fromScratch = true;
      link.again(why, 'now');
    },
  };
}
