// The HTTP between an exchange and the service: a caller is here; whom to ring; that telephone did not take it; it is over.
/* oxlint-disable oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { conversationOfCall } from '../../shared/domain/call.ts';
import type { Command } from '../../shared/domain/commands.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import { idSchema } from '../../shared/domain/ids.ts';
import { extensionSchema } from '../../shared/domain/telephone.ts';
import { AppError, fromErrorData, parseOrThrow } from '../../shared/errors.ts';
import {
  callArrivalSchema,
  callOverSchema,
  callRefusedSchema,
  callTurnQuerySchema,
  type CallRoute,
  type CallTurn,
} from '../../shared/sync/phone.ts';
import { createAttempts } from '../attempts.ts';
import type { ServiceContext } from '../context.ts';
import type { CallStore } from '../db/calls.ts';
import { telephoneOf } from './numbers.ts';
import type { PhoneSettings } from './settings.ts';
import { addTranscriptRoute } from './transcripts.ts';

const windowMs = 60_000;
const mostWrong = 20;
/** Questions that wait at the same time. */
const mostWaiting = 2_000;

/** Adds the routes under /api/calls, which are there as soon as the settings have an exchange. Rules: CALL-13, CALL-15. */
export function addExchangeRoutes(
  context: ServiceContext,
  current: () => Promise<PhoneSettings | null>,
  store: CallStore,
): void {
  const { http, log, now, get, newId } = context;
  const wrong = createAttempts(now, mostWrong, windowMs);
  const waiting = new Map<string, Set<() => void>>();
  let count = 0;

  context.onStop(
    context.onEntries((entries) => {
      for (const entry of entries) {
        const about =
          entry.kind === 'conversation'
            ? entry.id
            : entry.kind === 'offer' && entry.op === 'put'
              ? entry.record.conversationId
              : undefined;
        if (about !== undefined) for (const wake of waiting.get(about) ?? []) wake();
      }
    }),
  );
  context.onStop(() => {
    for (const wakes of waiting.values()) for (const wake of wakes) wake();
  });

  /** @throws AppError `notFound` without an exchange, `unauthenticated`, or `rateLimited` after too many wrong secrets. */
  const enter = async ({ headers, ip }: FastifyRequest): Promise<PhoneSettings> => {
    const settings = await current();
    if (settings?.exchange === undefined) throw new AppError('notFound', 'No exchange brings calls here.');
    const wait = wrong.closedFor(ip);
    if (wait > 0)
      throw new AppError('rateLimited', 'Too many wrong secrets. Wait a little.', {
        facts: { retryAfterMs: wait },
      });
    const given = /^Bearer (\S{1,500})$/.exec(headers.authorization ?? '')?.[1] ?? '';
    if (timingSafeEqual(digest(given), digest(settings.exchange.secret))) return settings;
    wrong.failed(ip);
    log.warn('An exchange came with a wrong secret', { address: ip });
    throw new AppError('unauthenticated', 'This is not the secret of the exchange.');
  };
  const run = async (command: Command): Promise<void> => {
    const result = await context.run({ kind: 'system' }, command);
    if (!result.ok) throw fromErrorData(result.refusal);
  };
  const callOf = async (request: FastifyRequest): Promise<Conversation> => {
    const { conversationId } = request.params as Record<string, unknown>;
    const id = parseOrThrow(idSchema, conversationId, 'The conversation');
    const conversation = await get('conversation', id);
    if (conversation?.call?.routed !== true) throw new AppError('notFound', 'There is no such call.');
    return conversation;
  };

  const turnOf = async (settings: PhoneSettings, conversation: Conversation): Promise<CallTurn> => {
    const { id, state, call, agentId } = conversation;
    if (call === undefined || call.endedAt !== undefined || state === 'closed' || state === 'wrapUp')
      return { turn: 'over', state: 'over', agent: null };
    const offer = await store.offerOf(id);
    const asked = state === 'open' ? (offer?.state === 'ringing' ? offer.agentId : null) : agentId;
    const agent = asked === null ? undefined : await get('agent', asked);
    if (agent === undefined) return { turn: 'waiting', state: 'waiting', agent: null };
    const user = telephoneOf(settings, agent).number;
    // Taken by somebody who cannot be rung; the caller goes on waiting until that agent gives it back.
    if (user === null) return { turn: `unreachable ${agent.id}`, state: 'waiting', agent: null };
    const talking = call.answeredAt !== undefined;
    // The same word while it rings and after it was accepted: the exchange goes on ringing there.
    const by = offer?.agentId === agent.id ? offer.id : agent.id;
    return {
      turn: talking ? `talking ${agent.id}` : `ring ${by}`,
      state: talking ? 'talking' : 'ring',
      agent: { id: agent.id, name: agent.name, user, address: `sip:${user}@${settings.domain}` },
    };
  };

  addTranscriptRoute(context, enter);

  http.post('/api/calls', async (request, reply) => {
    await enter(request);
    const { callId, queue, ...call } = parseOrThrow(callArrivalSchema, request.body, 'call');
    const conversationId = conversationOfCall(callId);
    const queueId = await store.queueOf(queue);
    if (queueId === undefined) throw new AppError('notFound', 'There is no queue for calls.');
    const customerId = (await store.customerByNumber(call.from)) ?? null;
    const args = { conversationId, callId, ...call, queueId, customerId };
    await run({ id: newId(), type: 'call.arrive', args });
    const header = { name: 'X-Parley-Conversation' as const, value: conversationId };
    return reply.status(201).send({ conversationId, header });
  });

  http.get('/api/calls/to/:number', async (request): Promise<CallRoute> => {
    const settings = await enter(request);
    const { number } = request.params as Record<string, unknown>;
    const wanted = parseOrThrow(extensionSchema, number, 'The number');
    const queue = (await store.queues()).find(({ telephone }) => telephone?.number === wanted);
    if (queue !== undefined) return { kind: 'queue', id: queue.id, name: queue.name };
    const agent = (await store.agents()).find((one) => telephoneOf(settings, one).number === wanted);
    if (agent !== undefined) return { kind: 'agent', id: agent.id, name: agent.name };
    throw new AppError('notFound', 'Nobody here has this number.');
  });

  http.get('/api/calls/:conversationId', async (request): Promise<CallTurn> => {
    const settings = await enter(request);
    const { seen, wait } = parseOrThrow(callTurnQuerySchema, request.query, 'question');
    const until = now() + wait * 1000;
    const { id } = await callOf(request);
    for (;;) {
      // Listening before looking: what comes in between is heard.
      const news = heard(id, until);
      const turn = await turnOf(settings, await callOf(request));
      if (turn.turn !== seen || now() >= until) {
        news.drop();
        return turn;
      }
      if (!(await news.came)) return turn;
    }
  });

  http.post('/api/calls/:conversationId/refused', async (request, reply) => {
    await enter(request);
    const { agentId, status } = parseOrThrow(callRefusedSchema, request.body, 'refusal');
    const conversation = await callOf(request);
    const offer = await store.offerOf(conversation.id);
    if (offer?.agentId === agentId && offer.state === 'ringing') {
      log.info('calls: a telephone did not take it', { agentId, status });
      await run({ id: newId(), type: 'offer.lapse', args: { offerId: offer.id, to: 'expired' } });
    } else if (conversation.agentId === agentId && conversation.call?.answeredAt === undefined) {
      // Accepted in the window, but the telephone cannot be had: there is nobody to talk to.
      await end(conversation, 'failed');
    }
    return reply.status(204).send();
  });

  http.post('/api/calls/:conversationId/over', async (request, reply) => {
    await enter(request);
    const { outcome } = parseOrThrow(callOverSchema, request.body ?? {}, 'end');
    await end(await callOf(request), outcome);
    return reply.status(204).send();
  });

  async function end(
    { id, call }: Conversation,
    outcome: 'failed' | NonNullable<typeof call>['outcome'],
  ): Promise<void> {
    if (call === undefined || outcome === undefined) return;
    const args = { conversationId: id, callId: call.callId, outcome, at: now() };
    await run({ id: newId(), type: 'call.end', args });
  }

  /** Waits for news of a conversation. `came`: true when there was some, false when the time was over. */
  function heard(id: string, until: number): { came: Promise<boolean>; drop(): void } {
    const left = until - now();
    if (left <= 0 || count >= mostWaiting) return { came: Promise.resolve(false), drop: () => {} };
    let drop = (): void => {};
    const came = new Promise<boolean>((resolve) => {
      const wakes = waiting.get(id) ?? new Set();
      waiting.set(id, wakes);
      const over = (news: boolean): void => {
        clearTimeout(timer);
        if (wakes.delete(wake)) count -= 1;
        if (wakes.size === 0 && waiting.get(id) === wakes) waiting.delete(id);
        resolve(news);
      };
      const wake = (): void => over(true);
      const timer = setTimeout(() => over(false), left);
      timer.unref();
      wakes.add(wake);
      count += 1;
      drop = () => over(false);
    });
    return { came, drop };
  }
}

/** Of one length, so that comparing them tells nothing. */
function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
