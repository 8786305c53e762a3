// Changes when half-written words are kept differently: in memory at once, in the store within 250 ms.
import type { Now } from '../../shared/domain/ids.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { Draft } from '../../shared/ipc/store.ts';
import type { DraftsElsewhere } from './drafts-elsewhere.ts';
import type { StoreClient } from './store-client.ts';

/** Every half-written reply, note and form of this agent, by key. */
export interface Drafts {
  /** @returns the draft, the same object until it changes. */
  get(key: string): DraftText;
  /** Keeps it in memory at once and journals it soon. */
  set(key: string, text: string, caret: number): void;
  /** Removes it, here and in the journal. */
  clear(key: string): void;
  /** Calls back when this draft changes. @returns stop. */
  watch(key: string, listener: () => void): () => void;
  /** Drops what is in memory and reads the journal of the agent who has signed in. */
  restore(): Promise<void>;
  /** Calls back with what the journal held, each time it has been read. */
  onRestored(listener: (drafts: readonly Draft[]) => void): void;
  /** Whether the journal has been read. */
  ready(): boolean;
  /** Journals now what is not journaled yet: before the window goes. */
  flush(): Promise<void>;
}
export interface DraftText {
  text: string;
  caret: number;
}

/** From the first unsaved keystroke to the journal, in ms. */
const journalMs = 150;
const empty: DraftText = { text: '', caret: 0 };

/**
 * @param onJournal hears whether every word typed so far is in the journal.
 * @param elsewhere the desk's other windows: what is typed in one is in the others at once. Else whoever types last would
 * take away, in the journal, what the other one still shows.
 */
export function createDrafts(
  store: StoreClient,
  now: Now,
  timers: Timers,
  onJournal: (saved: boolean) => void = () => {},
  elsewhere?: DraftsElsewhere,
): Drafts {
  let texts = new Map<string, DraftText>();
  const dirty = new Set<string>();
  const listeners = new Map<string, Set<() => void>>();
  const restoredListeners: ((drafts: readonly Draft[]) => void)[] = [];
  let timer: unknown = null;
  let ready = false;
  let restored = 0;

  const tell = (key: string): void => {
    for (const listener of listeners.get(key) ?? []) listener();
  };

  const put = async (key: string): Promise<void> => {
    const { text, caret } = texts.get(key) ?? empty;
    const draft: Draft = { key, text, caret, at: now() };
    await store.request('draft.put', draft).catch(() => {
      // Not on disk: it stays unsaved and goes with the next try.
      dirty.add(key);
      schedule();
    });
  };

  const flush = async (): Promise<void> => {
    if (timer !== null) timers.clear(timer);
    timer = null;
    const keys = [...dirty];
    dirty.clear();
    await Promise.all(keys.map(put));
    if (dirty.size === 0) onJournal(true);
  };

  const schedule = (): void => {
    timer ??= timers.set(() => {
      timer = null;
      void flush();
    }, journalMs);
  };

  const take = (key: string, text: string, caret: number): void => {
    if (text === '') texts.delete(key);
    else texts.set(key, { text, caret });
    dirty.add(key);
    onJournal(false);
    schedule();
    tell(key);
  };
  const set = (key: string, text: string, caret: number): void => {
    const before = texts.get(key) ?? empty;
    if (before.text === text && before.caret === caret) return;
    // A caret is of one window alone.
    if (before.text !== text) elsewhere?.tell({ key, text, caret });
    take(key, text, caret);
  };
  // Into this window's journal as well: the other one may die before it has written.
  elsewhere?.hear(({ key, text, caret }) => {
    if ((texts.get(key) ?? empty).text !== text) take(key, text, caret);
  });

  return {
    get: (key) => texts.get(key) ?? empty,
    set,
    clear: (key) => set(key, '', 0),
    watch: (key, listener) => {
      const set = listeners.get(key) ?? new Set();
      listeners.set(key, set.add(listener));
      return () => set.delete(listener);
    },
    restore: async () => {
      const turn = ++restored;
      const drafts = await store.request('draft.all', {});
      if (turn !== restored) return;
      const unsaved = [...dirty].map((key) => [key, texts.get(key) ?? empty] as const);
      texts = new Map(drafts.map(({ key, text, caret }) => [key, { text, caret }]));
      // What was typed while the journal was read is newer than the journal.
      for (const [key, draft] of unsaved) texts.set(key, draft);
      ready = true;
      for (const key of listeners.keys()) tell(key);
      for (const listener of restoredListeners) listener(drafts);
    },
    onRestored: (listener) => void restoredListeners.push(listener),
    ready: () => ready,
    flush,
  };
}
