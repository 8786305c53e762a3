// The HTTP server before any route: headers, bounds, errors as plain data, the WebSocket plugin, and listening.
import type { AddressInfo } from 'node:net';
import helmet from '@fastify/helmet';
import websocket from '@fastify/websocket';
import fastify, { type FastifyError, type FastifyInstance } from 'fastify';
import { AppError } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import { maxFrameBytes } from '../shared/sync/protocol.ts';
import { sendError } from './auth.ts';

const mostBodyBytes = 64 * 1024;

/**
 * @param proxies how many of our own stand in front. Without saying so, everybody behind one shares its address, and
 * with it the bounds on tries; saying too many lets callers name any address.
 * @returns the server, not listening yet.
 */
export async function createHttp(log: Log, proxies = 0): Promise<FastifyInstance> {
  const http = fastify({
    logger: false,
    bodyLimit: mostBodyBytes,
    trustProxy: (_address, hop) => hop < proxies,
    requestTimeout: 30_000,
    forceCloseConnections: true,
  });
  await http.register(helmet, {
    global: true,
    // What is served here are answers, not pages; a capability that serves a page says what that may do.
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] },
    },
    // For whoever puts TLS in front to say; over plain HTTP it means nothing.
    strictTransportSecurity: false,
  });
  // Twice the bound, so that a frame over it still gets an answer; beyond that the socket just closes with 1009.
  await http.register(websocket, { options: { maxPayload: 2 * maxFrameBytes } });
  http.setErrorHandler((error: FastifyError | AppError, request, reply) => {
    if (error instanceof AppError) return sendError(reply, error);
    const status = error.statusCode ?? 500;
    if (status === 413)
      return sendError(reply, new AppError('tooLarge', `A body is over ${mostBodyBytes} bytes.`));
    if (status < 500) return sendError(reply, new AppError('invalid', error.message.slice(0, 300)));
    log.error('A request failed', { method: request.method, url: request.url.slice(0, 200), error });
    return sendError(reply, error);
  });
  http.setNotFoundHandler((_request, reply) =>
    sendError(reply, new AppError('notFound', 'There is nothing here.')),
  );
  return http;
}

/**
 * Listens. @returns the real address, such as "http://127.0.0.1:4110".
 * @throws AppError `taken` naming the port, `invalid` for a host that is not ours.
 */
export async function listen(http: FastifyInstance, host: string, port: number): Promise<string> {
  try {
    await http.listen({ host, port });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EADDRINUSE') {
      const message = `Port ${port} is taken by another program. Choose another with --port, or 0 for any.`;
      throw new AppError('taken', message, { field: 'port', facts: { port }, cause: error });
    }
    if (code === 'EACCES') {
      throw new AppError('forbidden', `Port ${port} needs more rights than this user has.`, {
        field: 'port',
        cause: error,
      });
    }
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND') {
      throw new AppError('invalid', `This machine has no address ${host}.`, { field: 'host', cause: error });
    }
    throw error;
  }
  const { port: real } = http.server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${real}`;
}
