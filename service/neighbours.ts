// What the processes of one service tell each other besides the log: who types, and which desk has linked. Rules: SYNC-33, SYNC-34.
import { z } from 'zod';
import { idSchema } from '../shared/domain/ids.ts';
import type { Log } from '../shared/log.ts';
import { typingSchema, type Typing } from '../shared/sync/protocol.ts';
import { mostBytes, type Channel } from './pg-channel.ts';
import type { Timers } from './timers.ts';

/** One link of a desk, by a name of its own. */
export interface LinkName {
  readonly agentId: string;
  readonly deskId: string;
  readonly linkId: string;
}

/** See {@link createNeighbours}. */
export interface Neighbours {
  /** Tells of typing; only the newest word of each typist goes out, and none when there is too much of it. */
  types(typing: Typing): void;
  /** Tells that a desk has linked. */
  linked(link: LinkName): void;
  start(ears: Ears): Promise<void>;
  stop(): Promise<void>;
}

/** What is heard. */
export interface Ears {
  /** Somebody types at another process. */
  typing(typing: Typing): void;
  /** A desk has linked, here or elsewhere: every process hears all of these in one order. */
  linked(link: LinkName): void;
}

/** What the neighbours need. */
export interface NeighbourDeps {
  channel: Channel;
  /** Names this process. */
  self: string;
  timers: Timers;
  log: Log;
  /** How often something is sent at most, in ms. */
  everyMs?: number;
}

const wordSchema = z.object({
  from: z.string().max(64),
  typing: z.array(typingSchema).max(100).default([]),
  linked: z
    .array(z.tuple([idSchema, idSchema, z.string().max(64)]))
    .max(100)
    .default([]),
});
type Word = z.input<typeof wordSchema>;

const mostTypists = 1_000;
/** Typing fills at most so many words at a time. */
const typingWords = 3;

/** @returns neighbours who say nothing before start(). */
export function createNeighbours({ channel, self, timers, log, everyMs = 50 }: NeighbourDeps): Neighbours {
  const typists = new Map<string, Typing>();
  let links: LinkName[] = [];
  let timer: unknown = null;
  let running = false;
  let sending: Promise<void> = Promise.resolve();
  let stopListening: () => Promise<void> = async () => {};

  function later(): void {
    timer ??= timers.set(() => {
      timer = null;
      // One after the other: a newer link of a desk that is told before an older one would count as the older.
      sending = sending.then(flush);
    }, everyMs);
  }

  async function flush(): Promise<void> {
    const words: Word[] = [];
    for (const part of pack(links.map(({ agentId, deskId, linkId }) => [agentId, deskId, linkId] as const)))
      words.push({ from: self, linked: part.map(([a, d, l]) => [a, d, l]) });
    for (const part of pack([...typists.values()]).slice(0, typingWords))
      words.push({ from: self, typing: part });
    links = [];
    typists.clear();
    try {
      for (const word of words) if (running) await channel.send(JSON.stringify(word));
    } catch (error) {
      // An old link ends by its silence, and typing is forgotten in seconds.
      log.debug('Other processes could not be told', { error });
    }
  }

  function hear(text: string, ears: Ears): void {
    let json: unknown;
    try {
      json = JSON.parse(text);
    } catch {
      return;
    }
    const word = wordSchema.safeParse(json);
    if (!word.success) return log.warn('Another process says what this one does not understand');
    for (const [agentId, deskId, linkId] of word.data.linked) ears.linked({ agentId, deskId, linkId });
    if (word.data.from !== self) for (const typing of word.data.typing) ears.typing(typing);
  }

  return {
    types(typing) {
      const key = `${typing.conversationId} ${typing.who} ${typing.name}`;
      if (!running || (typists.size >= mostTypists && !typists.has(key))) return;
      typists.set(key, typing);
      later();
    },
    linked(link) {
      if (!running) return;
      links.push(link);
      later();
    },
    async start(ears) {
      stopListening = await channel.listen((text) => text !== null && hear(text, ears));
      running = true;
    },
    async stop() {
      running = false;
      timers.clear(timer);
      await stopListening();
    },
  };
}

/** Cuts a list into parts that each fit into one word. */
function pack<T>(items: readonly T[]): T[][] {
  const parts: T[][] = [];
  let bytes = mostBytes;
  for (const item of items) {
    const size = Buffer.byteLength(JSON.stringify(item)) + 1;
    if (bytes + size > mostBytes - 200 || parts.at(-1)!.length >= 100) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)!.push(item);
    bytes += size;
  }
  return parts;
}
