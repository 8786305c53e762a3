// Changes when messages wait differently before they are sent, so that they can be taken back.
//
//   wait --due--> sending --saved--> gone
//    |  \            \--refused--> back (given back to the composer, with the reason)
//    |   \--taken back--> back --in the composer again--> gone
//    +--crash--> found in the journal: waits anew, in sight, and is sent; after two minutes it is given back instead
//
// What an agent has sent is sent, also over a crash: the composer was empty, and nobody looks for words that have
// left it. Only what has grown old by then comes back, as the talk may have gone on. Its message id is fixed before it
// waits, so that it is one message however often it is sent.
import { z } from 'zod';
import { attachmentsSchema } from '../../shared/domain/attachment.ts';
import { audienceSchema } from '../../shared/domain/conversation.ts';
import { idSchema } from '../../shared/domain/ids.ts';
import { bounds } from '../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../shared/errors.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { ArgsOf, Run } from './data.ts';
import type { Drafts } from './drafts.ts';
import type { StoreClient } from './store-client.ts';

const entrySchema = z.object({
  v: z.literal(1),
  send: z.object({
    messageId: idSchema,
    conversationId: idSchema,
    audience: audienceSchema,
    text: z.string().max(bounds.message),
    articleId: idSchema.nullable(),
    replyToId: idSchema.nullable().optional(),
    attachments: attachmentsSchema.optional(),
  }),
  /** As it stood in the composer. */
  typed: z.string().max(bounds.note),
  caret: z.number().int().min(0),
  /** What hung on it in the composer, as the composer wants it back. */
  extra: z.unknown(),
  dueAt: z.number(),
  back: z.boolean(),
});
type Entry = z.infer<typeof entrySchema>;

/** One message on its way. */
export interface Waiting {
  messageId: string;
  conversationId: string;
  audience: 'public' | 'internal';
  typed: string;
  caret: number;
  extra: unknown;
  state: 'wait' | 'sending' | 'back';
  /** This machine's time at which it is sent, ms since the epoch. */
  dueAt: number;
  /** Why it came back; null when the agent took it back, or it was found too late. */
  error: ErrorData | null;
  /** The agent took it back in this window. */
  takenBack: boolean;
}

/** What is sent, and how it stood in the composer. */
export interface Outward {
  send: ArgsOf<'message.send'>;
  typed: string;
  caret: number;
  extra?: unknown;
}

/** Messages that wait to be sent, over sessions, windows and crashes. */
export interface Outgoing {
  /** @returns those of a conversation, the first one first; the same array until something changes. */
  of(conversationId: string): readonly Waiting[];
  watch(conversationId: string, listener: () => void): () => void;
  /** Sends in `waitMs`, unless it is taken back. */
  wait(outward: Outward, waitMs: number): void;
  /** Stops it; it is then given back like one that was refused. */
  takeBack(messageId: string): void;
  sendNow(messageId: string): void;
  /** Sends what waits in a conversation, before it ends. Resolves when it is saved, or came back. */
  flush(conversationId: string): Promise<void>;
  /** The composer has these words again, in its journal too. */
  settled(messageId: string): void;
  /** @returns ms until it is sent. */
  left(messageId: string): number;
}

export interface OutgoingDeps {
  store: StoreClient;
  drafts: Drafts;
  run: Run;
  now: () => number;
  timers: Timers;
}

const prefix = 'outgoing:';
/** After this it is older than anybody would expect it to be sent, in ms. */
export const tooOldMs = 120_000;
/** How long one that was found waits in sight, in ms; the window that may still hold it is given this long as well. */
const foundMs = 4_000;
const againMs = 1_000;
const none: readonly Waiting[] = [];

interface Held {
  entry: Entry;
  shown: Waiting;
  timer: unknown;
  /** Whether the journal has it. */
  saved: Promise<boolean>;
  /** While it is being sent. */
  firing: Promise<void> | null;
}

/** @returns what waits in this window; what an earlier one left is read when the drafts are. */
export function createOutgoing({ store, drafts, run, now, timers }: OutgoingDeps): Outgoing {
  const held = new Map<string, Held>();
  const lists = new Map<string, readonly Waiting[]>();
  const listeners = new Map<string, Set<() => void>>();

  const tell = (conversationId: string): void => {
    const of = [...held.values()]
      .map(({ shown }) => shown)
      .filter((shown) => shown.conversationId === conversationId);
    if (of.length === 0) lists.delete(conversationId);
    else lists.set(conversationId, of);
    for (const listener of listeners.get(conversationId) ?? []) listener();
  };

  const journal = ({ entry }: Pick<Held, 'entry'>): Promise<boolean> =>
    store
      .request('draft.put', {
        key: prefix + entry.send.messageId,
        text: JSON.stringify(entry),
        caret: entry.caret,
        at: now(),
      })
      .then(
        () => true,
        () => false,
      );

  const forget = (one: Held): void => {
    const { messageId, conversationId } = one.entry.send;
    if (one.timer !== null) timers.clear(one.timer);
    held.delete(messageId);
    store
      .request('draft.put', { key: prefix + messageId, text: '', caret: 0, at: now() })
      // It is sent again after a restart then, under the same id: nothing comes of it.
      .catch(() => {});
    tell(conversationId);
  };

  const show = (one: Held, change: Partial<Waiting>): void => {
    one.shown = { ...one.shown, ...change };
    tell(one.entry.send.conversationId);
  };

  const giveBack = (one: Held, error: ErrorData | null, takenBack = false): void => {
    if (one.timer !== null) timers.clear(one.timer);
    one.timer = null;
    one.entry = { ...one.entry, back: true };
    void journal(one);
    show(one, { state: 'back', error, takenBack });
  };

  /** @returns whether it is still to be sent: another window may have taken it back, or sent it. */
  async function isStillThere(one: Held): Promise<boolean> {
    if (!(await one.saved)) return true;
    const all = await store.request('draft.all', {});
    const found = all.find(({ key }) => key === prefix + one.entry.send.messageId);
    return found !== undefined && parse(found.text)?.back === false;
  }

  function fire(one: Held): Promise<void> {
    one.firing ??= send(one).finally(() => (one.firing = null));
    return one.firing;
  }

  async function send(one: Held): Promise<void> {
    if (one.shown.state !== 'wait') return;
    if (one.timer !== null) timers.clear(one.timer);
    one.timer = null;
    show(one, { state: 'sending' });
    try {
      if (await isStillThere(one)) await run('message.send', one.entry.send);
      if (held.get(one.entry.send.messageId) === one) forget(one);
    } catch (error) {
      if (held.get(one.entry.send.messageId) !== one) return;
      const data = toErrorData(error);
      // Nobody knows whether it was saved: only the same message again is sure to be one.
      if (data.kind !== 'gone' && data.kind !== 'timeout') return giveBack(one, data);
      show(one, { state: 'wait', dueAt: now() + againMs });
      one.timer = timers.set(() => void fire(one), againMs);
    }
  }

  const hold = (entry: Entry, ms: number, state: Waiting['state'], saved: Promise<boolean> | null): Held => {
    const { messageId, conversationId, audience } = entry.send;
    const { typed, caret, extra } = entry;
    const dueAt = now() + ms;
    const shown = {
      messageId,
      conversationId,
      audience,
      typed,
      caret,
      extra,
      state,
      dueAt,
      error: null,
      takenBack: false,
    };
    const one: Held = { entry, shown, timer: null, saved: saved ?? journal({ entry }), firing: null };
    held.set(messageId, one);
    if (state === 'wait') one.timer = timers.set(() => void fire(one), ms);
    tell(conversationId);
    return one;
  };

  drafts.onRestored((all) => {
    const before = new Set([...held.values()].map(({ shown }) => shown.conversationId));
    for (const { timer } of held.values()) if (timer !== null) timers.clear(timer);
    held.clear();
    for (const conversationId of before) tell(conversationId);
    for (const { key, text } of all) {
      const entry = key.startsWith(prefix) ? parse(text) : null;
      if (entry === null) continue;
      const late = now() - entry.dueAt;
      const back = entry.back || late > tooOldMs;
      hold(entry, Math.max(0, -late) + foundMs, back ? 'back' : 'wait', Promise.resolve(true));
    }
  });

  return {
    of: (conversationId) => lists.get(conversationId) ?? none,
    watch: (conversationId, listener) => {
      const set = listeners.get(conversationId) ?? new Set();
      listeners.set(conversationId, set.add(listener));
      return () => set.delete(listener);
    },
    wait: ({ send, typed, caret, extra }, waitMs) => {
      // Found in the journal already: it is one message however often it is begun.
      if (held.has(send.messageId)) return;
      const entry: Entry = {
        v: 1,
        send,
        typed,
        caret,
        extra: extra ?? null,
        dueAt: now() + waitMs,
        back: false,
      };
      hold(entry, waitMs, 'wait', null);
    },
    takeBack: (messageId) => {
      const one = held.get(messageId);
      if (one?.shown.state === 'wait') giveBack(one, null, true);
    },
    sendNow: (messageId) => {
      const one = held.get(messageId);
      if (one !== undefined) void fire(one);
    },
    flush: async (conversationId) => {
      const waiting = [...held.values()].filter(({ entry }) => entry.send.conversationId === conversationId);
      await Promise.all(waiting.map(fire));
    },
    settled: (messageId) => {
      const one = held.get(messageId);
      if (one === undefined) return;
      held.delete(messageId);
      tell(one.entry.send.conversationId);
      // The words go from this journal only when they are in that of the composer.
      void drafts.flush().then(() => forget(one));
    },
    left: (messageId) => Math.max(0, (held.get(messageId)?.shown.dueAt ?? 0) - now()),
  };
}

function parse(text: string): Entry | null {
  try {
    const parsed = entrySchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
