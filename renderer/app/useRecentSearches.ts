// Changes when other searches are kept to be asked again.
import { useCallback, useMemo } from 'react';
import { useTabView, useTabViewReader, useWorkspaceActions, windowBag } from '../state/workspace.ts';

const key = 'palette.recent';
const most = 8;
/** A text that was pasted in is no search that is asked again. */
const longest = 80;

/** Searches that led somewhere, the newest first. */
export interface RecentSearches {
  list: readonly string[];
  add: (text: string) => void;
  clear: () => void;
}

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((text): text is string => typeof text === 'string').slice(0, most) : [];

/** @returns those of this window, which are kept with it. */
export function useRecentSearches(): RecentSearches {
  const [kept, keep] = useTabView<unknown>(windowBag, key, null);
  const read = useTabViewReader();
  const actions = useWorkspaceActions();
  const list = useMemo(() => textsOf(kept), [kept]);
  const add = useCallback(
    (text: string) => {
      const asked = text.trim();
      if (asked === '' || asked.length > longest) return;
      const before = textsOf(read<unknown>(windowBag, key, null));
      const others = before.filter((other) => other.toLocaleLowerCase() !== asked.toLocaleLowerCase());
      actions.setView(windowBag, key, [asked, ...others].slice(0, most));
    },
    [actions, read],
  );
  return { list, add, clear: useCallback(() => keep([]), [keep]) };
}
