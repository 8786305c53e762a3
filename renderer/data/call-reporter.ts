// Changes when what the phone of this desk sees reaches the store otherwise. The one place that does it. Rules: CALL-12 to CALL-14, CALL-36, CALL-37.
//
//   rings here, no conversation yet --call.ring--> conversation        answered --call.answer--> served by this agent
//   rings here for an offer --accepted in the window--> answered here  rejected here --offer.decline--> offered to others
//   over --call.end-->                                                 conversation ended in the window --> hung up
import { conversationOfCall } from '../../shared/domain/call.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import { AppError } from '../../shared/errors.ts';
import type { Call, PhoneState } from '../../shared/phone/types.ts';
import type { CallJournal, KeptCall, LeftCall } from './call-journal.ts';
import type { Run } from './data.ts';
import type { Live } from './live.ts';
import type { PhoneClient } from './phone-client.ts';

/** What it needs. */
export interface CallReporterDeps {
  readonly phone: Pick<PhoneClient, 'get' | 'watch' | 'wish'>;
  readonly live: Live;
  readonly run: Run;
  readonly journal: CallJournal;
  readonly timers: Timers;
  /** This machine's clock, by which the phone tells its times, and the service's; ms since the epoch. */
  readonly now: () => number;
  readonly serviceNow: () => number;
}

/** See the head of this file. */
export interface CallReporter {
  /** Hears of the conversation of a call that was answered or dialled here just now. @returns stop. */
  onTaken(listener: (conversationId: string) => void): () => void;
  stop(): void;
}

/** How long the search for a caller's number may hold back that it rings, ms. */
const searchMs = 300;
const againMs = 2_000;

/** What a call is called on the wire; one whose name is none that we keep is called by the phone's own. */
function nameOf({ id, callId }: Call): string {
  return callId ?? `desk:${id}`;
}

/** The rows of a query as soon as there are some; undefined after a while. */
async function rowsOf<T>(
  peek: () => T | undefined,
  watch: (tell: () => void) => () => void,
  timers: Timers,
): Promise<T | undefined> {
  let stop = (): void => {};
  const found = new Promise<void>((resolve) => {
    stop = watch(() => {
      if (peek() !== undefined) resolve();
    });
    if (peek() !== undefined) resolve();
  });
  await Promise.race([found, new Promise((resolve) => void timers.set(() => resolve(undefined), searchMs))]);
  stop();
  return peek();
}

/** @returns what the service calls a call: an exchange that brought it has a name of its own for it. */
export async function nameAtService(
  { live, timers }: Pick<CallReporterDeps, 'live' | 'timers'>,
  { conversationId, callId }: Call,
): Promise<string | undefined> {
  if (conversationId === undefined) return callId;
  const args = { id: conversationId };
  const view = await rowsOf(
    () => live.peek('conversation.view', args).rows ?? undefined,
    (tell) => live.watch('conversation.view', args, tell),
    timers,
  );
  return view?.conversation.call?.callId ?? callId;
}

/** @returns the conversation of a call; undefined while it has no name yet. */
export function conversationIdOf(call: Call): string | undefined {
  if (call.conversationId !== undefined) return call.conversationId;
  const named = call.callId !== undefined || call.direction === 'in' || call.phase === 'ended';
  return named ? conversationOfCall(nameOf(call)) : undefined;
}

interface Followed {
  /** Another one from when it turns out that it cannot be this agent's. */
  conversationId: string;
  /** What the phone calls it. */
  readonly callId: string;
  /** What was asked for; everything of one call goes one after the other. */
  queue: Promise<void>;
  rang: boolean;
  accepted: boolean;
  answered: boolean;
  ended: boolean;
  taken: boolean;
  hungUp: boolean;
  /** Not the conversation that came with it, but one that was made here. */
  own: boolean;
  /** The service has its conversation from this desk: nobody else says how it ends. */
  ours: boolean;
  readonly dialled: boolean;
  heldMs: number;
  heldSince: number | null;
}

/** See {@link CallReporter}. */
export function createCallReporter(deps: CallReporterDeps): CallReporter {
  const { phone, live, run, journal, timers, now, serviceNow } = deps;
  const followed = new Map<string, Followed>();
  /** Calls to somebody who is asked while a customer waits: they belong to that customer's conversation. */
  const asides = new Set<string>();
  const listeners = new Set<(conversationId: string) => void>();
  const openedAt = now();
  let first = true;

  const atService = (at: number): number => Math.round(at + serviceNow() - now());
  const rest = (ms: number): Promise<void> => new Promise((resolve) => void timers.set(resolve, ms));

  /** The call itself goes on, so there is nothing to ask the agent; whoever looks into the log finds it. */
  const trouble = (error: unknown): void => console.error('A call was not reported:', error);

  /** Says it to the store; again and again while there is none. A refusal is an answer: somebody else has it, say. */
  const say = async (send: () => Promise<void>): Promise<boolean> => {
    for (;;) {
      try {
        await send();
        return true;
      } catch (error) {
        const kind = error instanceof AppError ? error.kind : 'internal';
        if (kind !== 'timeout' && kind !== 'gone' && kind !== 'storage' && kind !== 'unreachable') {
          // No answer, but a mistake of ours: the call would go by without a trace.
          if (kind === 'internal' || kind === 'invalid') trouble(error);
          return false;
        }
        await rest(againMs);
      }
    }
  };
  const customerOf = async (number: string): Promise<string | null> => {
    const args = { number };
    const rows = await rowsOf(
      () => live.peek('customer.byNumber', args).rows,
      (tell) => live.watch('customer.byNumber', args, tell),
      timers,
    );
    return rows?.length === 1 ? (rows[0]?.id ?? null) : null;
  };
  const nameFor = async (call: Call, { callId, own }: Followed): Promise<string> =>
    own ? callId : ((await nameAtService({ live, timers }, call)) ?? callId);
  const queueOf = (name: string | null): string | undefined => {
    const queues = live.peek('queue.list', {}).rows ?? [];
    const mine = live.peek('desk.view', {}).rows?.agent?.queueIds ?? [];
    const named = name?.toLowerCase();
    return (
      queues.find((queue) => queue.id === name || queue.name.toLowerCase() === named) ??
      queues.find(({ id, channels }) => mine.includes(id) && channels.includes('voice')) ??
      queues.find(({ id }) => mine.includes(id)) ??
      queues[0]
    )?.id;
  };
  const offerOf = (conversationId: string) =>
    live.peek('offer.ringing', {}).rows?.find((offer) => offer.conversationId === conversationId);

  const ring = async (call: Call, { conversationId, callId }: Followed): Promise<void> => {
    const { direction, party, queue, begunAt } = call;
    const customerId = await customerOf(party.number);
    const queueId = queueOf(queue);
    if (queueId === undefined) return;
    const [from, to] = direction === 'in' ? [party.number, ''] : ['', party.number];
    const args = { conversationId, callId, direction, from, to, name: party.name, queueId, customerId };
    await say(() => run('call.ring', { ...args, at: atService(begunAt) }));
  };

  /** It was passed on to us with the conversation of whoever had it, and that one stays there: this talk has its own. */
  const onItsOwn = async (call: Call, mine: Followed, at: number): Promise<void> => {
    mine.conversationId = conversationOfCall(mine.callId);
    mine.own = true;
    mine.ours = true;
    await ring(call, mine);
    const { conversationId, callId } = mine;
    await say(() => run('call.answer', { conversationId, callId, at }));
    for (const listener of listeners) listener(conversationId);
  };

  const follow = (call: Call, state: PhoneState): Followed | undefined => {
    const known = followed.get(call.id);
    if (known !== undefined) return known;
    // Who goes on in another's place goes on with its conversation.
    const before = call.replaces === null ? undefined : followed.get(call.replaces);
    if (before !== undefined) {
      followed.set(call.id, before);
      return before;
    }
    if (asides.has(call.id)) return undefined;
    const talks = state.calls.some((one) => one.id !== call.id && one.phase === 'talking');
    if (call.direction === 'out' && talks) {
      asides.add(call.id);
      return undefined;
    }
    const conversationId = conversationIdOf(call);
    if (conversationId === undefined) return undefined;
    const name = nameOf(call);
    const kept = journal.left()?.find(({ phoneName }) => phoneName === name);
    const made: Followed = {
      conversationId,
      callId: name,
      queue: Promise.resolve(),
      rang: call.conversationId !== undefined,
      accepted: false,
      answered: false,
      ended: false,
      // What was there before this window was opened is no news; what was answered while it was still reading is.
      taken: first && call.phase !== 'ringing' && (call.answeredAt ?? call.begunAt) < openedAt,
      hungUp: false,
      own: false,
      ours: call.conversationId === undefined,
      dialled: call.direction === 'out',
      heldMs: kept?.heldMs ?? 0,
      heldSince: kept?.heldSince ?? null,
    };
    followed.set(call.id, made);
    return made;
  };

  const look = (): void => {
    const { phone: state } = phone.get();
    if (state === null || live.peek('desk.view', {}).rows?.agent == null) return;
    // A desk that is being filled for the first time knows of none yet: no conversation can be made before.
    const queues = live.peek('queue.list', {}).rows ?? [];
    if (queues.length === 0 || journal.left() === null) return;
    for (const call of state.calls) {
      const mine = follow(call, state);
      if (mine !== undefined) report(call, mine, state);
    }
    first = false;
    const there = new Set(state.calls.map(({ id }) => id));
    const gone = [...followed].filter(([id]) => !there.has(id));
    for (const [id] of gone) followed.delete(id);
    // A call may go on under another id: then its conversation does too.
    const goesOn = new Set(followed.values());
    for (const [, mine] of gone) if (!goesOn.has(mine)) lost(mine);
    for (const id of asides) if (!there.has(id)) asides.delete(id);
    const names = new Set(state.calls.map(nameOf));
    for (const one of journal.left() ?? []) if (!names.has(one.phoneName)) lostBefore(one);
  };

  const then = (mine: Followed, what: () => Promise<unknown>): void => {
    mine.queue = mine.queue.then(what).then(() => {}, trouble);
  };
  const report = (call: Call, mine: Followed, state: PhoneState): void => {
    const { conversationId } = mine;
    if (!mine.rang) {
      mine.rang = true;
      then(mine, () => ring(call, mine));
    }
    if (call.phase === 'answering' && !mine.accepted) {
      mine.accepted = true;
      const offer = offerOf(conversationId);
      if (offer !== undefined)
        then(mine, () => say(() => run('offer.accept', { offerId: offer.id, conversationId })));
    }
    const { answeredAt } = call;
    if (answeredAt !== null && !mine.answered) {
      mine.answered = true;
      const offerId = offerOf(conversationId)?.id ?? null;
      then(mine, async () => {
        const callId = await nameFor(call, mine);
        const at = atService(answeredAt);
        const taken = await say(() => run('call.answer', { conversationId, callId, offerId, at }));
        if (!taken && call.conversationId !== undefined) await onItsOwn(call, mine, at);
      });
    }
    const talking = call.phase === 'answering' || call.phase === 'talking';
    if ((talking || call.direction === 'out') && call.phase !== 'ended' && !mine.taken) {
      mine.taken = true;
      then(mine, async () => {
        for (const listener of listeners) listener(conversationId);
      });
    }
    if (call.held && mine.heldSince === null) mine.heldSince = now();
    if (!call.held && mine.heldSince !== null) {
      mine.heldMs += Math.max(0, now() - mine.heldSince);
      mine.heldSince = null;
    }
    if (mine.ours && call.phase !== 'ended' && (mine.answered || mine.dialled)) {
      const { callId, heldMs, heldSince } = mine;
      journal.keep({
        conversationId: mine.conversationId,
        callId,
        phoneName: nameOf(call),
        heldMs,
        heldSince,
      });
    }
    bind(call, mine);
    if (call.phase === 'ended') over(call, mine, state);
  };

  /** What is done with the conversation in the window is done with the call. */
  const bind = (call: Call, mine: Followed): void => {
    const row = live.peek('conversation.mine', {}).rows?.find(({ id }) => id === mine.conversationId);
    if (row?.call?.callId !== mine.callId && call.conversationId === undefined) return;
    if (row === undefined || row.call?.endedAt !== undefined || mine.hungUp) return;
    if (call.phase === 'ringing' && call.direction === 'in' && row.state === 'active') {
      mine.hungUp = true;
      phone.wish({ type: 'answer', id: call.id }).then(
        () => (mine.hungUp = false),
        () => (mine.hungUp = false),
      );
    } else if (row.state === 'wrapUp' && call.phase !== 'ended') {
      mine.hungUp = true;
      phone.wish({ type: 'hangUp', id: call.id }).catch(() => (mine.hungUp = false));
    }
  };

  const over = (call: Call, mine: Followed, state: PhoneState): void => {
    const { end: outcome, endedAt } = call;
    if (mine.ended || outcome === null) return;
    // Another call has taken its place: the talk goes on.
    if (state.calls.some((one) => one.replaces === call.id && one.phase !== 'ended')) return;
    mine.ended = true;
    const { conversationId } = mine;
    const offer = outcome === 'rejected' && call.direction === 'in' ? offerOf(conversationId) : undefined;
    if (offer !== undefined)
      then(mine, () => say(() => run('offer.decline', { offerId: offer.id, conversationId })));
    const heldMs =
      mine.heldMs + (mine.heldSince === null ? 0 : Math.max(0, (endedAt ?? now()) - mine.heldSince));
    const at = atService(endedAt ?? now());
    then(mine, async () => {
      const callId = await nameFor(call, mine);
      const args = { conversationId: mine.conversationId, callId, outcome, heldMs: Math.round(heldMs), at };
      await say(() => run('call.end', args));
      journal.forget(mine.conversationId);
    });
  };

  /**
   * A phone shows what has ended before it forgets it: one that has forgotten a talk has begun anew, and the talk is over.
   * What only rang may ring again; and of what the exchange brought through the service, the exchange says the end.
   */
  const lost = (mine: Followed): void => {
    if (mine.ended || !mine.ours || !(mine.answered || mine.dialled)) return;
    mine.ended = true;
    const { conversationId, callId, heldMs, heldSince } = mine;
    const at = now();
    then(mine, () => tellLost({ conversationId, callId, heldMs, heldSince }, at));
  };
  /** The whole desktop was killed in it: the window before this one has seen it last. */
  const told = new Set<string>();
  const lostBefore = ({ seenAt, ...one }: LeftCall): void => {
    const { conversationId } = one;
    if (told.has(conversationId)) return;
    told.add(conversationId);
    tellLost(one, seenAt).then(() => told.delete(conversationId), trouble);
  };
  const tellLost = async (
    { conversationId, callId, heldMs, heldSince }: Omit<KeptCall, 'phoneName'>,
    at: number,
  ): Promise<void> => {
    const held = heldMs + (heldSince === null ? 0 : Math.max(0, at - heldSince));
    const args = { conversationId, callId, outcome: 'failed' as const, heldMs: Math.round(held) };
    const endedAt = atService(at);
    await say(() => run('call.end', { ...args, at: endedAt }));
    journal.forget(conversationId);
  };

  const stops = [
    phone.watch(look),
    journal.watch(look),
    live.watch('desk.view', {}, look),
    live.watch('queue.list', {}, look),
    live.watch('offer.ringing', {}, look),
    live.watch('conversation.mine', {}, look),
  ];
  return {
    onTaken: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: () => {
      for (const stop of stops) stop();
    },
  };
}
