// Files of customers over HTTP: the token of their conversation sends and opens those of that conversation.
/* oxlint-disable oxc/no-async-endpoint-handlers -- fastify, unlike express, awaits its handlers */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { idSchema } from '../../../shared/domain/ids.ts';
import { AppError, parseOrThrow } from '../../../shared/errors.ts';
import type { FileReceipt } from '../../../shared/sync/files.ts';
import { createBuckets } from '../../bucket.ts';
import type { ServiceContext } from '../../context.ts';
import { createFileStore } from '../../db/files.ts';
import { createReceiver } from '../../files/receive.ts';
import { pieceOf, takeBytes, tokenOf } from '../../files/routes.ts';
import { notThere, sendFile } from '../../files/serve.ts';
import type { ChatSettings } from './settings.ts';
import type { ChatStore } from './store.ts';
import { hashToken } from './tokens.ts';

/** Serves `PUT /chat/files/:fileId` and `GET /chat/files/:messageId/:fileId`, to pages of any site. */
export async function serveFiles(
  { http, pool, now, get }: ServiceContext,
  chat: ChatStore,
  { pieces }: Pick<ChatSettings, 'pieces'>,
): Promise<void> {
  const store = createFileStore(pool);
  const receive = createReceiver(store, now);
  const rate = createBuckets(pieces, now);

  async function conversationOf(request: FastifyRequest): Promise<string> {
    const token = tokenOf(request);
    const id = token === undefined ? undefined : await chat.conversationOf(hashToken(token), now());
    if (id === undefined) throw new AppError('unauthenticated', 'This conversation is over.');
    return id;
  }
  const idOf = (request: FastifyRequest, name: string): string =>
    parseOrThrow(idSchema, (request.params as Record<string, unknown>)[name], name);

  await http.register((files: FastifyInstance) => {
    takeBytes(files);
    files.addHook('onRequest', (_request, reply, done) => {
      void reply
        .header('access-control-allow-origin', '*')
        .header('access-control-allow-headers', 'authorization, content-type')
        .header('access-control-allow-methods', 'GET, PUT')
        .header('access-control-max-age', '600')
        .header('cross-origin-resource-policy', 'cross-origin');
      done();
    });
    files.options('/chat/files/*', (_request, reply) => reply.status(204).send());
    files.put('/chat/files/:fileId', async (request): Promise<FileReceipt> => {
      const wait = rate.take(request.ip);
      if (wait > 0)
        throw new AppError('rateLimited', 'That was too fast.', { facts: { retryAfterMs: wait } });
      const conversationId = await conversationOf(request);
      const { state } = (await get('conversation', conversationId)) ?? { state: 'closed' };
      if (state === 'closed') throw new AppError('state', 'The conversation is closed.');
      return receive({ conversationId, owner: 'customer' }, pieceOf(request, idOf(request, 'fileId')));
    });
    files.get('/chat/files/:messageId/:fileId', async (request, reply) => {
      const conversationId = await conversationOf(request);
      const fileId = idOf(request, 'fileId');
      // Only what was said to the customer: not what colleagues show each other, nor what is not sent yet.
      const message = await get('message', idOf(request, 'messageId'));
      const theirs =
        message?.conversationId === conversationId &&
        message.audience === 'public' &&
        message.attachments?.some(({ id }) => id === fileId) === true;
      const file = theirs ? await store.find(fileId) : undefined;
      if (file === undefined || file.conversationId !== conversationId) throw notThere();
      return sendFile(reply, store, file);
    });
  });
}
