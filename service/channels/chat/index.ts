// Sets the chat channel up: the customers' WebSocket, the pages, and what carries the log to open pages.
import { join } from 'node:path';
import websocket from '@fastify/websocket';
import type { WebSocket } from 'ws';
import { createChatStore } from '../../db/chat.ts';
import { createBuckets } from '../../bucket.ts';
import type { Capability, ServiceContext } from '../../context.ts';
import { createDoor } from '../../door.ts';
import { serveArticles } from './article.ts';
import { serveFiles } from './files.ts';
import { createChatHub } from './hub.ts';
import { createChatLink } from './link.ts';
import { servePages } from './page.ts';
import { chatDefaults, type ChatSettings } from './settings.ts';
import type { ChatStore } from './store.ts';

export { chatDefaults, type ChatSettings } from './settings.ts';

/** Bytes of unsent answers after which a page that does not read is hung up on. */
const maxBuffered = 4 * 1024 * 1024;

const whereBuilt = join(import.meta.dirname, '..', '..', '..', 'dist', 'widget', 'widget.js');

/** @returns a chat capability with other bounds, or over another store. */
export function chatWith(over: Partial<ChatSettings>, store?: ChatStore): Capability {
  const settings: ChatSettings = { ...chatDefaults, widgetPath: whereBuilt, ...over };
  return async (context) => {
    const { http, now } = context;
    const kept = store ?? createChatStore(context.pool);
    const hub = createChatHub();
    const starts = createBuckets(settings.starts, now);
    context.onStop(context.onEntries((entries) => hub.hear(entries)));
    context.onStop(context.typing.subscribe((typing) => hub.hearTyping(typing)));
    // The service core brings the plugin for the desks; by itself, in tests, the channel brings it.
    if (!http.hasDecorator('websocketServer'))
      await http.register(websocket, { options: { maxPayload: 1_048_576 } });
    servePages(http, settings.widgetPath);
    await serveFiles(context, kept, settings);
    serveArticles(context, settings);
    sweepTokens(context, kept);
    const waiting = createDoor(settings.mostWaiting);
    const links = createDoor(settings.mostLinks);
    const live = createHeartbeat(context, settings.heartbeatMs);

    http.get('/chat/link', { websocket: true }, (socket: WebSocket, request) => {
      const stopWaiting = waiting.enter(request.ip);
      const leave = links.enter(request.ip);
      const out = (): void => {
        stopWaiting?.();
        leave?.();
      };
      if (stopWaiting === null || leave === null) {
        out();
        context.log.warn('chat: too many links from one address', { address: request.ip });
        const message = 'Too many chats are open from here. Wait a little and try again.';
        socket.send(JSON.stringify({ t: 'refused', kind: 'rateLimited', message, messageId: null }));
        return socket.close(1013, 'too many links');
      }
      const link = createChatLink({
        context,
        store: kept,
        hub,
        settings,
        visit: { browser: request.headers['user-agent'] ?? null, mayStart: () => starts.take(request.ip) },
        send(frame) {
          if (socket.readyState !== socket.OPEN) return;
          if (socket.bufferedAmount > maxBuffered) return socket.terminate();
          socket.send(JSON.stringify(frame));
        },
        close: (code, reason) => socket.close(code, reason),
        onBound: stopWaiting,
      });
      live.watch(socket);
      socket.on('message', (data: Buffer) => link.receive(data));
      const greeting = setTimeout(() => {
        if (!link.isBound()) socket.close(4408, 'Nothing was asked for.');
      }, settings.greetingMs);
      socket.on('close', () => {
        clearTimeout(greeting);
        out();
        link.end();
      });
      // A frame over the socket's own bound ends here; the close that follows says 1009.
      socket.on('error', (error) => context.log.info('chat: a link broke', { error: error.message }));
    });
  };
}

/** The chat channel as the service runs it. */
export const setUpChat: Capability = chatWith({});

/** Forgets expired tokens, now and every hour. */
function sweepTokens({ now, log, onStop }: ServiceContext, store: ChatStore): void {
  const sweep = (): void => {
    store.dropExpired(now()).catch((error: unknown) => log.warn('chat: old tokens stay for now', { error }));
  };
  sweep();
  const timer = setInterval(sweep, 3_600_000);
  timer.unref();
  onStop(() => clearInterval(timer));
}

/** Pings every link, and hangs up on those that gave no sign of life for three beats. */
function createHeartbeat({ onStop }: ServiceContext, everyMs: number): { watch(socket: WebSocket): void } {
  const silent = new Map<WebSocket, number>();
  const timer = setInterval(() => {
    for (const [socket, beats] of silent) {
      if (beats >= 3) socket.terminate();
      else if (socket.readyState === socket.OPEN) {
        silent.set(socket, beats + 1);
        socket.ping();
      }
    }
  }, everyMs);
  timer.unref();
  onStop(() => {
    clearInterval(timer);
    for (const socket of silent.keys()) socket.close(1012, 'the service ends');
  });
  return {
    watch(socket) {
      const alive = (): void => void silent.set(socket, 0);
      alive();
      socket.on('message', alive);
      socket.on('pong', alive);
      socket.on('close', () => silent.delete(socket));
    },
  };
}
