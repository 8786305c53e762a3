// A ServiceContext in memory: the same applyCommand, an HTTP server on a random port, no database. For capabilities alone.
import Fastify from 'fastify';
import type { Pool } from 'pg';
import type { Capability, FeedEntry, ServiceContext } from '../../service/context.ts';
import type { Message } from '../../shared/domain/conversation.ts';
import { createNewId } from '../../shared/domain/ids.ts';
import type { Change } from '../../shared/domain/records.ts';
import { AppError } from '../../shared/errors.ts';
import { createLog } from '../../shared/log.ts';
import type { Typing } from '../../shared/sync/protocol.ts';
import type { ChatStore } from '../../service/channels/chat/store.ts';
import { createSeal } from '../../service/seal.ts';
import { createWorld, type World } from './world.ts';

/** A small service that holds only what the test sets up. */
export interface TestService {
  context: ServiceContext;
  world: World;
  /** Puts agents' desks on the line or off it. Everybody counts as linked until told otherwise. */
  unlinked: Set<string>;
  /** Lines of the log. */
  lines: string[];
  /** The store of the chat channel, over the same records. */
  chatStore: ChatStore;
  /** http://127.0.0.1:port */
  listen(): Promise<string>;
  stop(): Promise<void>;
}

export async function createTestService(
  capabilities: (parts: { world: World; chatStore: ChatStore }) => Capability[] = () => [],
  now: () => number = Date.now,
): Promise<TestService> {
  const world = createWorld(now);
  const chatStore = memoryChatStore(world);
  const lines: string[] = [];
  const log = createLog((line) => lines.push(line), now, 'debug');
  const http = Fastify({ forceCloseConnections: true });
  const listeners = new Set<(entries: FeedEntry[]) => void>();
  const typingListeners = new Set<(typing: Typing) => void>();
  const stops: (() => Promise<void> | void)[] = [];
  const unlinked = new Set<string>();
  const decided = new Map<string, { at: string }>();
  let xid = 0;

  const publish = (changes: Change[], at: string): void => {
    const entries = changes.map((change) => ({ ...structuredClone(change), cursor: at, version: xid }));
    for (const listener of listeners) listener(entries);
  };
  const context: ServiceContext = {
    now,
    newId: createNewId(now, (bytes) => crypto.getRandomValues(bytes)),
    log,
    async run(actor, command) {
      await Promise.resolve();
      const before = decided.get(command.id);
      if (before !== undefined) return { ok: true, at: before.at, changes: [] };
      const outcome = world.run(actor, command);
      if (!outcome.ok) return { ok: false, refusal: outcome.refusal };
      const at = `${++xid}.1`;
      decided.set(command.id, { at });
      if (outcome.changes.length > 0) setImmediate(() => publish(outcome.changes, at));
      return { ok: true, at, changes: outcome.changes };
    },
    get: (kind, id) => Promise.resolve(structuredClone(world.get(kind, id))),
    pool: undefined as unknown as Pool,
    seal: createSeal({ given: undefined, folder: null, log }),
    onEntries(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    typing: {
      publish: (typing) => typingListeners.forEach((listener) => listener(typing)),
      subscribe(listener) {
        typingListeners.add(listener);
        return () => typingListeners.delete(listener);
      },
    },
    isLinked: (agentId) => !unlinked.has(agentId),
    // Its token is its id, written twice to be long enough.
    whoIs: (token) => {
      const agent = world.all('agent').find(({ id }) => `${id}-`.repeat(20).startsWith(token));
      return agent === undefined
        ? Promise.reject(new AppError('unauthenticated', 'The sign-in has expired.'))
        : Promise.resolve(agent);
    },
    http,
    onStop: (stop) => void stops.unshift(stop),
  };
  for (const setUp of capabilities({ world, chatStore })) await setUp(context);
  return {
    context,
    world,
    unlinked,
    lines,
    chatStore,
    listen: () => http.listen({ host: '127.0.0.1', port: 0 }),
    async stop() {
      for (const stop of stops) await stop();
      await http.close();
    },
  };
}

/** The chat channel's store over the world's records. */
export function memoryChatStore(world: World): ChatStore {
  const tokens = new Map<string, { conversationId: string; expiresAt: number }>();
  return {
    saveToken: (hash, conversationId, expiresAt) =>
      Promise.resolve(void tokens.set(hash, { conversationId, expiresAt })),
    conversationOf(hash, now) {
      const found = tokens.get(hash);
      return Promise.resolve(found !== undefined && found.expiresAt > now ? found.conversationId : undefined);
    },
    dropExpired(now) {
      for (const [hash, { expiresAt }] of tokens) if (expiresAt <= now) tokens.delete(hash);
      return Promise.resolve();
    },
    messagesAfter: (conversationId, seq, limit) =>
      Promise.resolve(
        world
          .all('message')
          .filter(
            (message: Message) => message.conversationId === conversationId && message.audience === 'public',
          )
          .filter((message) => (message.seq ?? 0) > seq)
          .toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0))
          .slice(0, limit),
      ),
    customerByEmail(email) {
      const wanted = email.toLowerCase();
      const same = world
        .all('customer')
        .filter((customer) =>
          [
            customer.email,
            ...(customer.contacts ?? []).map((one) => (one.kind === 'email' ? one.value : null)),
          ].some((value) => value?.toLowerCase() === wanted),
        );
      return Promise.resolve(same.length === 1 ? same[0]?.id : undefined);
    },
    customerFiles: () => Promise.resolve([]),
    chatQueues: () =>
      Promise.resolve(
        world
          .all('queue')
          .filter((queue) => queue.channels.includes('chat'))
          .toSorted((a, b) => (a.name < b.name ? -1 : 1)),
      ),
  };
}
