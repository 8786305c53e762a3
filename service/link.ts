// One desk's link: its hello, its pushes in order, what it is sent, and how it ends. Rules: SYNC-1 to SYNC-3, SYNC-10 to SYNC-16.
//
//   waiting --hello--> linked --bye, close, silence--> over
//      \--no hello in time, bad frame, wrong version, bad token--> over
import type { Pool } from 'pg';
import { z } from 'zod';
import type { Actor } from '../shared/domain/commands.ts';
import type { Now } from '../shared/domain/ids.ts';
import type { Agent } from '../shared/domain/people.ts';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import {
  maxFrameBytes,
  oldestProtocol,
  PROTOCOL_VERSION,
  upFrameSchema,
  type ByeReason,
  type Typing,
  type UpFrame,
} from '../shared/sync/protocol.ts';
import type { Accounts, SignedIn } from './accounts.ts';
import { createBucket } from './bucket.ts';
import type { Commands, DeskAnswer, DeskItem } from './commands.ts';
import { touchDesk } from './db/desks.ts';
import type { Runs } from './db/runs.ts';
import { frame } from './frames.ts';
import { createIntake } from './intake.ts';
import type { FeedLog } from './log.ts';
import { parsePush } from './push-frame.ts';
import { continueFrom } from './resume.ts';
import type { Segments } from './segments/index.ts';
import { createStream, type Stream } from './stream.ts';
import { scopesFor, type Scopes } from './visibility.ts';
import { isFull, type Wire } from './wire.ts';

/** A desk that has said hello. */
export interface LinkedDesk {
  readonly agent: Agent;
  readonly deskId: string;
  readonly tokenHash: string;
  readonly scopes: Scopes;
}

/** See {@link createLink}. */
export interface Link {
  /** Takes a frame as it came. */
  receive(data: Buffer, isBinary: boolean): void;
  /** Who it is, once it has said so. */
  desk(): LinkedDesk | null;
  /** What flows to it, once it is linked. */
  stream(): Stream | null;
  typing(typing: Typing): void;
  /** Ends it with a reason. */
  bye(reason: ByeReason, message: string): void;
  /** The socket has closed. */
  closed(): void;
  /** Looks at the time: keeps an idle link alive, hangs up on a silent one. `at` is a monotonic time in ms. */
  tick(at: number): void;
}

/** What a link needs. */
export interface LinkDeps {
  wire: Wire;
  pool: Pool;
  feed: FeedLog;
  accounts: Accounts;
  commands: Commands;
  epoch: () => string;
  /** What names this start to desks, and tells whether one knows more than the database does; absent in a world without. */
  runs?: Runs | undefined;
  /** Rows in bulk; absent where there are none. */
  segments?: Segments | undefined;
  now: Now;
  /** A monotonic time in ms. */
  monotonic: () => number;
  log: Log;
  heartbeatMs: number;
  /** Hears of a hello that was accepted, before anything is sent. */
  onLinked(link: Link): void;
  onTyping(link: Link, conversationId: string, on: boolean): void;
  onEnd(link: Link): void;
}

const closeCodes: Record<ByeReason, number> = {
  unauthenticated: 4401,
  revoked: 4403,
  version: 4406,
  replaced: 4409,
  invalid: 4400,
  stopping: 1012,
};

const anyHello = z.object({ t: z.literal('hello'), protocol: z.number() });
const extendMs = 60_000;
const ping = JSON.stringify({ t: 'ping' } satisfies UpFrame);
const pong = frame({ t: 'pong' });
const typingRate = { burst: 20, perSecond: 5 };

/** @returns the link over a wire that has just opened. */
export function createLink(deps: LinkDeps): Link {
  const { wire, pool, feed, accounts, commands, epoch, runs, now, monotonic, log } = deps;
  let linked: LinkedDesk | null = null;
  let stream: Stream | null = null;
  let actor: Actor | null = null;
  let over = false;
  let extendedAt = 0;
  let heardAt = monotonic();
  let saidAt = heardAt;
  let turn: Promise<void> = Promise.resolve();
  let answered: Promise<void> = Promise.resolve();
  const typings = createBucket(typingRate, monotonic);
  const intake = createIntake((on) => wire.hold(on));

  function send(frames: string | Uint8Array, shared?: boolean): void {
    if (over) return;
    saidAt = monotonic();
    wire.send(frames, shared);
  }

  function end(): void {
    if (over) return;
    over = true;
    stream?.stop();
    deps.onEnd(link);
  }

  const link: Link = {
    desk: () => linked,
    stream: () => stream,
    receive(data, isBinary) {
      if (over) return;
      heardAt = monotonic();
      if (isBinary || data.length > maxFrameBytes) {
        return link.bye('invalid', isBinary ? 'Frames are text.' : `A frame is over ${maxFrameBytes} bytes.`);
      }
      const bytes = data.length;
      intake.add(bytes);
      turn = turn.then(async () => {
        const later = over ? undefined : await handle(data.toString('utf8')).catch(failed);
        if (later === undefined) intake.done(bytes);
        else void later.answered.then(() => intake.done(bytes));
      });
    },
    typing: (typing) => send(frame({ t: 'typing', typing })),
    bye(reason, message) {
      if (over) return;
      wire.end(frame({ t: 'bye', reason, message }), closeCodes[reason]);
      end();
    },
    closed: end,
    tick(at) {
      if (intake.isHeld()) heardAt = at;
      if (at - heardAt >= deps.heartbeatMs * 2) {
        wire.cut();
        end();
      } else if (at - saidAt >= deps.heartbeatMs && stream?.nudge() !== true) {
        send(pong);
      }
    },
  };

  function failed(error: unknown): void {
    if (over) return;
    log.warn('A link fails', { error, agentId: linked?.agent.id, deskId: linked?.deskId });
    link.bye('stopping', 'The service cannot answer right now.');
  }

  /** @returns when a push will have been answered; the next frame is not held up until then. */
  async function handle(text: string): Promise<{ answered: Promise<void> } | undefined | void> {
    // What thousands of idle desks say every few seconds.
    if (linked !== null && text === ping) return send(pong);
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return link.bye('invalid', 'A frame is not JSON.');
    }
    if (linked === null) {
      const greeting = anyHello.safeParse(json);
      if (!greeting.success) return link.bye('invalid', 'The first frame must be a hello.');
      const { protocol } = greeting.data;
      if (protocol < oldestProtocol || protocol > PROTOCOL_VERSION) {
        const message = `This service speaks versions ${oldestProtocol} to ${PROTOCOL_VERSION}, the desk ${protocol}.`;
        return link.bye('version', message);
      }
    }
    const pushed = linked === null ? null : parsePush(json);
    if (pushed !== null) return takePush(pushed);
    const parsed = upFrameSchema.safeParse(json);
    if (!parsed.success) {
      const issue = parsed.error.issues[0];
      return link.bye(
        'invalid',
        `A frame breaks the protocol at ${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}`.slice(
          0,
          500,
        ),
      );
    }
    const up = parsed.data;
    if (up.t === 'hello') return linked === null ? hello(up) : link.bye('invalid', 'A second hello.');
    if (up.t === 'ping') return send(pong);
    // More than anybody types is dropped: it would be told to every desk of the queue.
    if (up.t === 'typing' && typings.take() === 0) deps.onTyping(link, up.conversationId, up.on);
  }

  async function hello(up: Extract<UpFrame, { t: 'hello' }>): Promise<void> {
    let who: SignedIn;
    try {
      who = await accounts.check(up.token);
      if (who.deskId !== up.deskId) throw new AppError('unauthenticated', 'The token is of another desk.');
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
      return link.bye(error.kind === 'forbidden' ? 'revoked' : 'unauthenticated', error.message);
    }
    const { agent, deskId, hash } = who;
    const scopes = scopesFor(agent);
    const lastN = await touchDesk(pool, { agentId: agent.id, deskId }, now());
    // A desk of version 1 knows neither runs nor segments.
    const isNew = up.protocol >= 2;
    const fits = !isNew || runs === undefined || (await runs.look(up));
    if (over) return;
    if (!fits && epoch() !== up.epoch)
      return link.bye('stopping', 'The service was put back to an older state.');
    const segments = isNew && up.segments === deps.segments?.layout ? (deps.segments ?? null) : null;
    const after = fits ? await continueFrom(pool, epoch(), scopes, up, segments !== null) : null;
    if (over) return;
    extendedAt = monotonic();
    actor = { kind: 'agent', id: agent.id, name: agent.name, role: agent.role };
    linked = { agent, deskId, tokenHash: hash, scopes };
    const made = createStream({
      pool,
      feed,
      scopes,
      protocol: up.protocol,
      segments,
      log,
      send,
      isFull: () => isFull(wire),
      drained: () => wire.drained(),
      onError: failed,
    });
    deps.onLinked(link);
    const flow = after === null ? 'snapshot' : 'delta';
    send(
      frame({
        t: 'welcome',
        protocol: up.protocol,
        epoch: epoch(),
        scopes: scopes.hash,
        ...(isNew && runs !== undefined ? { run: runs.run } : {}),
        agent,
        now: now(),
        lastN,
        // oxlint-disable-next-line unicorn/no-thenable -- a word of the protocol, never awaited
        then: flow,
      }),
    );
    log.info('A desk is linked', { agentId: agent.id, deskId, app: up.app, flow, lastN });
    stream = made;
    // Not awaited: pushes are decided while rows still flow.
    made.start(after).catch(failed);
  }

  function takePush(items: DeskItem[]): { answered: Promise<void> } {
    const { agent, deskId, tokenHash } = linked!;
    const answers = commands.push({ desk: { agentId: agent.id, deskId }, actor: actor!, items }, () => !over);
    // Pushes of one desk are answered in the order they came in, as they are decided.
    answered = Promise.all([answers, answered]).then(([these]) => {
      answer(items, these);
    }, failed);
    if (monotonic() - extendedAt > extendMs) {
      extendedAt = monotonic();
      accounts.extend(tokenHash).catch(failed);
    }
    return { answered };
  }

  function answer(items: readonly DeskItem[], answers: readonly DeskAnswer[]): void {
    for (const [i, each] of answers.entries()) {
      if (each.kind === 'gap') return send(frame({ t: 'gap', expected: each.expected }));
      const { commandId, at, refusal } = each.verdict;
      send(frame({ t: 'verdict', n: items[i]!.n, commandId, at, refusal }));
      if (at !== null) stream?.owe(at);
    }
  }

  return link;
}
