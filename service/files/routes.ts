// Files of desks over HTTP: PUT a piece, GET the whole; for agents who may see the conversation.
/* oxlint-disable oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Pool } from 'pg';
import { pieceBytes } from '../../shared/domain/attachment.ts';
import type { Now } from '../../shared/domain/ids.ts';
import { AppError, parseOrThrow } from '../../shared/errors.ts';
import { filePathSchema, pieceQuerySchema, type FileReceipt } from '../../shared/sync/files.ts';
import type { Log } from '../../shared/log.ts';
import type { Accounts, SignedIn } from '../accounts.ts';
import { createBuckets } from '../bucket.ts';
import { createFileStore } from '../db/files.ts';
import { getRecord, scopeOfConversation } from '../db/records.ts';
import { scopesFor } from '../visibility.ts';
import { createReceiver, type Piece } from './receive.ts';
import { notThere, sendFile } from './serve.ts';

/** Pieces of one agent: a few files at once, and about 10 MB a second after that. */
const pieceRate = { burst: 200, perSecond: 20 };
const hour = 3_600_000;
/** What no message holds by then was never sent, in ms. */
const keptMs = 30 * 24 * hour;

/** What the routes need. */
export interface FileRoutesDeps {
  pool: Pool;
  accounts: Pick<Accounts, 'check'>;
  now: Now;
  log: Log;
}

/** Adds the routes, and forgets what was never sent. @returns a function that stops the latter. */
export async function addFileRoutes(
  http: FastifyInstance,
  { pool, accounts, now, log }: FileRoutesDeps,
): Promise<() => void> {
  const store = createFileStore(pool);
  const receive = createReceiver(store, now, async (conversationId) => {
    const conversation = await getRecord(pool, 'conversation', conversationId);
    return conversation?.call?.consent?.state === 'given';
  });
  const rate = createBuckets(pieceRate, now);

  /** @throws AppError `unauthenticated`, or `notFound` for a conversation out of sight, as if it were not there. */
  async function enter(
    request: FastifyRequest,
  ): Promise<{ by: SignedIn; conversationId: string; fileId: string }> {
    const token = tokenOf(request);
    if (token === undefined) throw new AppError('unauthenticated', 'Sign in first.');
    const by = await accounts.check(token);
    const path = parseOrThrow(filePathSchema, request.params, 'The address of a file');
    const scope = await scopeOfConversation(pool, path.conversationId);
    if (scope === '' || !scopesFor(by.agent).has(scope)) throw notThere();
    return { by, ...path };
  }

  await http.register((files) => {
    takeBytes(files);
    files.put('/api/files/:conversationId/:fileId', async (request): Promise<FileReceipt> => {
      const { by, conversationId, fileId } = await enter(request);
      const wait = rate.take(by.agent.id);
      if (wait > 0)
        throw new AppError('rateLimited', 'That was too fast.', { facts: { retryAfterMs: wait } });
      return receive({ conversationId, owner: `agent:${by.agent.id}` }, pieceOf(request, fileId));
    });
    files.get('/api/files/:conversationId/:fileId', async (request, reply) => {
      const { conversationId, fileId } = await enter(request);
      const file = await store.find(fileId);
      if (file === undefined || file.conversationId !== conversationId) throw notThere();
      return sendFile(reply, store, file);
    });
  });

  const sweep = (): void => {
    store
      .sweep(now() - keptMs)
      .then((gone) => gone > 0 && log.info('Files that were never sent are forgotten', { gone }))
      .catch((error: unknown) => log.warn('Files could not be swept', { error }));
  };
  const timer = setInterval(sweep, 6 * hour);
  timer.unref();
  return () => clearInterval(timer);
}

/** Lets a scope take pieces of files, and nothing larger. */
export function takeBytes(http: FastifyInstance): void {
  http.addContentTypeParser(
    'application/octet-stream',
    { parseAs: 'buffer', bodyLimit: pieceBytes },
    (_request, body, done) => done(null, body),
  );
}

/** @returns the token that a request carries. */
export function tokenOf({ headers }: FastifyRequest): string | undefined {
  return /^Bearer ([\w-]{20,200})$/.exec(headers.authorization ?? '')?.[1];
}

/** @throws AppError `invalid`. */
export function pieceOf(request: FastifyRequest, id: string): Piece {
  const { name, bytes, at } = parseOrThrow(pieceQuerySchema, request.query, 'The piece of a file');
  if (at % pieceBytes !== 0) throw new AppError('invalid', 'A piece begins where the one before ends.');
  if (!Buffer.isBuffer(request.body)) throw new AppError('invalid', 'There are no bytes in this request.');
  return { id, name, bytes, at, data: request.body };
}
