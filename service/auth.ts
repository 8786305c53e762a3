// The HTTP side of signing in: POST /api/sign-in, POST /api/sign-out, GET /api/about.
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { z } from 'zod';
import type { Now } from '../shared/domain/ids.ts';
import { AppError, parseOrThrow, toErrorData, type ErrorKind } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import {
  type aboutSchema,
  oldestProtocol,
  PROTOCOL_VERSION,
  type signInReplySchema,
  signInRequestSchema,
} from '../shared/sync/protocol.ts';
import type { Accounts } from './accounts.ts';
import { createAttempts } from './attempts.ts';

const statuses: Partial<Record<ErrorKind, number>> = {
  invalid: 400,
  unauthenticated: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  taken: 409,
  state: 409,
  tooLarge: 413,
  rateLimited: 429,
  timeout: 504,
  unreachable: 503,
  gone: 503,
};

/** Sends an error as plain data with the status that fits its kind. */
export function sendError(reply: FastifyReply, error: unknown): FastifyReply {
  const data = toErrorData(error);
  const wait = data.facts?.['retryAfterMs'];
  if (typeof wait === 'number') void reply.header('retry-after', Math.ceil(wait / 1000));
  return reply.status(statuses[data.kind] ?? 500).send(data);
}

/** What the routes need. */
export interface AuthDeps {
  accounts: Accounts;
  now: Now;
  log: Log;
  version: string;
  serviceId: string;
  /** Hears of a clean sign-out, so that the desk's link ends at once. */
  onSignOut(token: { hash: string; agentId: string; deskId: string }): void;
}

const windowMs = 15 * 60_000;
const perHandleAndAddress = 8;
const perAddress = 60;

/** Adds the routes. */
export function addAuthRoutes(
  http: FastifyInstance,
  { accounts, now, log, version, serviceId, onSignOut }: AuthDeps,
): void {
  const byPair = createAttempts(now, perHandleAndAddress, windowMs);
  const byAddress = createAttempts(now, perAddress, windowMs);

  http.get('/api/about', async (): Promise<z.infer<typeof aboutSchema>> => {
    return { product: 'parley', version, protocols: [PROTOCOL_VERSION, oldestProtocol], serviceId };
  });

  // oxlint-disable-next-line oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers
  http.post('/api/sign-in', async (request): Promise<z.infer<typeof signInReplySchema>> => {
    const { handle, password, deskId } = parseOrThrow(signInRequestSchema, request.body, 'sign-in');
    const pair = `${handle.toLowerCase()} ${request.ip}`;
    const wait = Math.max(byPair.closedFor(pair), byAddress.closedFor(request.ip));
    if (wait > 0) {
      // Not the name: people type their password there.
      log.warn('Sign-in slowed down', { address: request.ip });
      throw new AppError('rateLimited', 'Too many tries. Wait a little.', { facts: { retryAfterMs: wait } });
    }
    // Counted before the slow check, so that many tries at once do not all pass.
    byPair.failed(pair);
    byAddress.failed(request.ip);
    const reply = await accounts.signIn(handle, password, deskId);
    byPair.clear(pair);
    byAddress.takeBack(request.ip);
    log.info('Signed in', { agentId: reply.agent.id, deskId });
    return reply;
  });

  http.post('/api/sign-out', async (request, reply) => {
    const token = /^Bearer ([\w-]{20,200})$/.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined) throw new AppError('unauthenticated', 'There is no token to end.');
    const ended = await accounts.signOut(token);
    if (ended !== undefined) onSignOut(ended);
    return reply.status(204).send();
  });
}
