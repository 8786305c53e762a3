// Changes when components read the window's data differently. Everything here is a hook, or used by one.
import { createContext, use, useCallback, useMemo, useRef, useSyncExternalStore } from 'react';
import type { DeskView } from '../../shared/ipc/views.ts';
import type { QueryArgs, QueryName } from '../../shared/ipc/store.ts';
import type { Data, Run } from './data.ts';
import type { DraftText } from './drafts.ts';
import type { LiveResult } from './live.ts';
import type { Waiting } from './outgoing.ts';

/** The one {@link Data} of this window. Its value never changes, so it never re-renders anybody. */
export const DataContext = createContext<Data | null>(null);
/** False inside a pane that is kept but not shown: what is read there then rests until it is shown. */
export const ShownContext = createContext(true);

/** @returns the window's data. */
export function useData(): Data {
  const data = use(DataContext);
  if (data === null) throw new Error('No DataContext above this component.');
  return data;
}

/** @returns whether the pane this component is in is shown. */
export function useShown(): boolean {
  return use(ShownContext);
}

/** A live query. Shared by all who ask the same; the last rows stay while the store restarts; rests in hidden panes. */
export function useQuery<N extends QueryName>(name: N, args: QueryArgs<N>): LiveResult<N> {
  const { live } = useData();
  const shown = useShown();
  const key = JSON.stringify(args);
  // The arguments are compared by value: callers write them inline.
  // oxlint-disable-next-line react/exhaustive-deps
  const stableArgs = useMemo(() => args, [key]);
  const frozen = useRef<{ result: LiveResult<N>; name: N; key: string } | null>(null);
  const watch = useCallback(
    (changed: () => void) => live.watch(name, stableArgs, changed),
    [live, name, stableArgs],
  );
  const read = useCallback((): LiveResult<N> => {
    const kept = frozen.current;
    if (!shown && kept !== null && kept.name === name && kept.key === key) return kept.result;
    const result = live.peek(name, stableArgs);
    frozen.current = { result, name, key };
    return result;
  }, [live, name, stableArgs, key, shown]);
  return useSyncExternalStore(watch, read);
}

/** @returns a function that sends a command; see {@link Run}. */
export function useRun(): Run {
  return useData().run;
}

/** @returns a maker of ids for new records. */
export function useNewId(): () => string {
  return useData().newId;
}

/** @returns the name of who is writing in this conversation, or null. A signal counts for 5 s. */
export function useTyping(conversationId: string): string | null {
  const { typing } = useData();
  const shown = useShown();
  const watch = useCallback(
    (changed: () => void) => (shown ? typing.watch(conversationId, changed) : noWatch()),
    [typing, conversationId, shown],
  );
  return useSyncExternalStore(watch, () => typing.who(conversationId));
}

/** @returns a function that tells the customer whether the agent is writing. */
export function useSendTyping(): (conversationId: string, on: boolean) => void {
  return useData().typing.send;
}

/** A half-written text. */
export interface DraftHandle extends DraftText {
  set(text: string, caret: number): void;
  clear(): void;
}

/** A half-written text that outlives tabs, windows and crashes. Keys are such as "reply:<conversation>", "note:case:<id>". */
export function useDraft(key: string): DraftHandle {
  const { drafts } = useData();
  const watch = useCallback((changed: () => void) => drafts.watch(key, changed), [drafts, key]);
  const draft = useSyncExternalStore(watch, () => drafts.get(key));
  return useMemo(
    () => ({
      ...draft,
      set: (text: string, caret: number) => drafts.set(key, text, caret),
      clear: () => drafts.clear(key),
    }),
    [drafts, draft, key],
  );
}

/** @returns this conversation's messages that wait to be sent, or came back. */
export function useOutgoing(conversationId: string): readonly Waiting[] {
  const { outgoing } = useData();
  const watch = useCallback(
    (changed: () => void) => outgoing.watch(conversationId, changed),
    [outgoing, conversationId],
  );
  return useSyncExternalStore(watch, () => outgoing.of(conversationId));
}

/**
 * The service's time, in steps of `everyMs` (at least 1000): the component renders once per step, and not at all
 * while its pane is hidden. Between the steps it is rounded down.
 */
export function useNow(everyMs: number): number {
  const { clock } = useData();
  const shown = useShown();
  const step = Math.max(1_000, everyMs);
  const watch = useCallback(
    (changed: () => void) => (shown ? clock.onTick(changed) : noWatch()),
    [clock, shown],
  );
  return useSyncExternalStore(watch, () => Math.floor(clock.now() / step) * step);
}

const noDesk: DeskView = {
  agent: null,
  service: null,
  link: { state: 'connecting', since: 0, retryAt: null, reason: null, progress: null },
  outbox: { waiting: 0, attention: 0 },
  presence: null,
  clockOffset: 0,
  keyCustody: 'file',
  notices: [],
};

/** @returns how the desk stands: link, outbox, presence, who is signed in. A placeholder until the store has answered. */
export function useDesk(): DeskView {
  return useQuery('desk.view', {}).rows ?? noDesk;
}

const noWatch = (): (() => void) => () => {};
