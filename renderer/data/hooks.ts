// Changes when components read the window's data differently. Everything here is a hook, or used by one.
import {
  createContext,
  use,
  useCallback,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import type { DeskView } from '../../shared/ipc/views.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../shared/ipc/store.ts';
import type { Data, Run } from './data.ts';
import type { DraftText } from './drafts.ts';
import type { LiveResult } from './live.ts';
import type { Waiting } from './outgoing.ts';
import { alwaysShown, createShown, watchWhileShown, type Shown } from './shown.ts';

/** The one {@link Data} of this window. Its value never changes, so it never re-renders anybody. */
export const DataContext = createContext<Data | null>(null);
/** Whether the pane is in sight; what is read in one that is kept out of sight rests. See {@link useShownSwitch}. */
export const ShownContext = createContext<Shown>(alwaysShown);

/** @returns the window's data. */
export function useData(): Data {
  const data = use(DataContext);
  if (data === null) throw new Error('No DataContext above this component.');
  return data;
}

/** @returns whether the pane this component is in is shown; draws it again when that changes. */
export function useShown(): boolean {
  const shown = use(ShownContext);
  return useSyncExternalStore(shown.watch, shown.get);
}

/** Calls back when the pane goes out of sight, without drawing anything again. */
export function useWhenHidden(run: () => void): void {
  const shown = use(ShownContext);
  const hidden = useEffectEvent(run);
  useEffect(
    () =>
      shown.watch(() => {
        if (!shown.get()) hidden();
      }),
    [shown],
  );
}

/** @returns what a pane gives to what is in it as {@link ShownContext}: always the same object. */
export function useShownSwitch(shown: boolean): Shown {
  const [own] = useState(() => createShown(shown));
  useLayoutEffect(() => own.set(shown), [own, shown]);
  return own;
}

/** How a component hears of a live query, and what it shows of it; rests in hidden panes. */
function useLive<N extends QueryName>(
  name: N,
  args: QueryArgs<N>,
): { watch: (changed: () => void) => () => void; read: () => LiveResult<N> } {
  const { live } = useData();
  const shown = use(ShownContext);
  const key = JSON.stringify(args);
  // The arguments are compared by value: callers write them inline.
  // oxlint-disable-next-line react/exhaustive-deps
  const stableArgs = useMemo(() => args, [key]);
  const frozen = useRef<{ result: LiveResult<N>; name: N; key: string } | null>(null);
  const watch = useCallback(
    (changed: () => void) => {
      // The query goes on out of sight: what comes back finds its rows.
      const stop = live.watch(name, stableArgs, changed, shown);
      const stopShown = shown.watch(changed);
      return () => {
        stop();
        stopShown();
      };
    },
    [live, name, stableArgs, shown],
  );
  const read = useCallback((): LiveResult<N> => {
    const kept = frozen.current;
    // What begins out of sight reads its first rows all the same: something may wait there to be sent.
    const rests = kept?.name === name && kept.key === key && kept.result.rows !== undefined;
    if (!shown.get() && rests) return kept.result;
    const result = live.peek(name, stableArgs);
    frozen.current = { result, name, key };
    return result;
  }, [live, name, stableArgs, key, shown]);
  return { watch, read };
}

/** A live query. Shared by all who ask the same; the last rows stay while the store restarts; rests in hidden panes. */
export function useQuery<N extends QueryName>(name: N, args: QueryArgs<N>): LiveResult<N> {
  const { watch, read } = useLive(name, args);
  return useSyncExternalStore(watch, read);
}

/**
 * As {@link useQuery}, for whoever shows a part: draws again only when that part is another one.
 * @param select gives an object that stands in the rows, or a plain value; never something made anew.
 */
export function useQueryPart<N extends QueryName, T>(
  name: N,
  args: QueryArgs<N>,
  select: (rows: QueryRows<N> | undefined) => T,
): T {
  const { watch, read } = useLive(name, args);
  return useSyncExternalStore(watch, () => select(read().rows));
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
  const shown = use(ShownContext);
  const watch = useCallback(
    (changed: () => void) => watchWhileShown(shown, (heard) => typing.watch(conversationId, heard), changed),
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
  const shown = use(ShownContext);
  const step = Math.max(1_000, everyMs);
  const watch = useCallback(
    (changed: () => void) => watchWhileShown(shown, clock.onTick, changed),
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

/**
 * The service's time for a clock that runs to `to`: by the second when less than `fineMs` is left of it or has gone by
 * since, by the minute before; a clock that stands (null) is not looked at again.
 */
export function useNowNear(to: number | null, fineMs: number): number {
  const { clock } = useData();
  const shown = use(ShownContext);
  const watch = useCallback(
    (changed: () => void) => (to === null ? () => undefined : watchWhileShown(shown, clock.onTick, changed)),
    [clock, shown, to],
  );
  return useSyncExternalStore(watch, () => {
    const minute = Math.floor(clock.now() / 60_000) * 60_000;
    const near = to !== null && Math.abs(to - minute) < fineMs;
    return near ? Math.floor(clock.now() / 1_000) * 1_000 : minute;
  });
}

/** @returns how the desk stands: link, outbox, presence, who is signed in. A placeholder until the store has answered. */
export function useDesk(): DeskView {
  return useQuery('desk.view', {}).rows ?? noDesk;
}
