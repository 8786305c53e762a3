// Changes when "is writing" is shown or told differently. Never stored.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Now } from '../../shared/domain/ids.ts';
import type { StoreClient } from './store-client.ts';

/** Who is writing, and telling the other side that we are. */
export interface Typing {
  /** @returns the name of who is writing in this conversation, or null. */
  who(conversationId: string): string | null;
  watch(conversationId: string, listener: () => void): () => void;
  /** Tells the customer that the agent writes; repeats are thinned out, and a pause of 3 s says stop. */
  send(conversationId: string, on: boolean): void;
}

/** A signal counts this long, in ms. */
const shownMs = 5_000;
const repeatMs = 2_000;
const pauseMs = 3_000;

export function createTyping(store: StoreClient, now: Now, timers: Timers): Typing {
  const shown = new Map<string, { name: string; timer: unknown }>();
  const listeners = new Map<string, Set<() => void>>();
  const sent = new Map<string, { at: number; timer: unknown }>();

  const tell = (id: string): void => {
    for (const listener of listeners.get(id) ?? []) listener();
  };
  const hide = (id: string): void => {
    const entry = shown.get(id);
    if (entry === undefined) return;
    timers.clear(entry.timer);
    shown.delete(id);
    tell(id);
  };
  const post = (conversationId: string, on: boolean): void => {
    store.request('typing.send', { conversationId, on }, 5_000).catch(() => {
      // A lost typing signal is no loss.
    });
  };

  store.on('typing', ({ conversationId, on, who, name }) => {
    if (who !== 'customer') return;
    hide(conversationId);
    if (!on) return;
    shown.set(conversationId, { name, timer: timers.set(() => hide(conversationId), shownMs) });
    tell(conversationId);
  });
  // A message ends its writing.
  store.on('event', (event) => {
    if (event.type === 'message') hide(event.conversationId);
  });

  const send = (conversationId: string, on: boolean): void => {
    const before = sent.get(conversationId);
    if (before !== undefined) timers.clear(before.timer);
    if (!on) {
      sent.delete(conversationId);
      if (before !== undefined) post(conversationId, false);
      return;
    }
    const due = before === undefined || now() - before.at >= repeatMs;
    if (due && store.attached()) post(conversationId, true);
    const timer = timers.set(() => send(conversationId, false), pauseMs);
    sent.set(conversationId, { at: due ? now() : before.at, timer });
  };

  return {
    who: (id) => shown.get(id)?.name ?? null,
    watch: (id, listener) => {
      const set = listeners.get(id) ?? new Set();
      listeners.set(id, set.add(listener));
      return () => set.delete(listener);
    },
    send,
  };
}
