// Changes when it is kept differently how far the parts of a tab are scrolled. Lists that keep a place of their own are left alone.
import { useEffect, useRef, type RefObject } from 'react';
import { useTabViewReader, useWorkspaceActions } from '../state/workspace.ts';

const own = '[role="log"], [role="grid"], [role="listbox"], textarea';
const settleMs = 150;
/** What a tab shows comes bit by bit; after this it is as it is, in ms. */
const comesWithinMs = 3_000;
const most = 12;

/** Where something is within its tab: the numbers of the children on the way to it. */
function pathOf(root: Element, element: Element): string | null {
  const steps: number[] = [];
  for (let at: Element | null = element; at !== root; at = at.parentElement) {
    const parent: Element | null = at?.parentElement ?? null;
    if (at === null || parent === null) return null;
    steps.unshift([...parent.children].indexOf(at));
  }
  return steps.join('.');
}

function elementAt(root: Element, path: string): Element | null {
  let at: Element | null = root;
  for (const step of path === '' ? [] : path.split('.')) at = at?.children[Number(step)] ?? null;
  return at;
}

/** @returns what was kept, as far as it can be read. */
function keptOf(value: unknown): [string, number][] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).filter((entry): entry is [string, number] => typeof entry[1] === 'number');
}

/** Brings every part of a tab back to where it was scrolled to, after a restart, a crash, or when it was let go of. */
export function useScrollMemory(host: RefObject<HTMLElement | null>, tabId: string, key: string): void {
  const actions = useWorkspaceActions();
  const read = useTabViewReader();
  const tops = useRef<Map<string, number> | null>(null);
  useEffect(() => {
    const root = host.current;
    if (root === null) return undefined;
    const kept = (tops.current ??= new Map(keptOf(read<unknown>(tabId, key, null))));
    const missing = new Map(kept);
    let timer: ReturnType<typeof setTimeout> | undefined;

    const bringBack = (): void => {
      for (const [path, top] of missing) {
        const element = elementAt(root, path);
        if (element === null || element.scrollHeight - element.clientHeight < top) continue;
        element.scrollTop = top;
        missing.delete(path);
      }
      if (missing.size === 0) stop();
    };
    const observer = new MutationObserver(bringBack);
    const limit = setTimeout(() => stop(), comesWithinMs);
    const stop = (): void => {
      clearTimeout(limit);
      observer.disconnect();
      missing.clear();
    };
    if (missing.size > 0) observer.observe(root, { childList: true, subtree: true });
    bringBack();

    const onScroll = ({ target }: Event): void => {
      if (!(target instanceof HTMLElement) || target.closest(own) !== null || !root.contains(target)) return;
      const path = pathOf(root, target);
      if (path === null || missing.has(path)) return;
      if (target.scrollTop > 0) kept.set(path, Math.round(target.scrollTop));
      else kept.delete(path);
      clearTimeout(timer);
      timer = setTimeout(() => {
        actions.setView(tabId, key, Object.fromEntries([...kept].slice(-most)));
      }, settleMs);
    };
    // Whoever scrolls by hand has decided otherwise, and so has who was led to a place.
    root.addEventListener('wheel', stop, { passive: true });
    root.addEventListener('sought', stop);
    root.addEventListener('scroll', onScroll, { passive: true, capture: true });
    return () => {
      stop();
      clearTimeout(timer);
      root.removeEventListener('wheel', stop);
      root.removeEventListener('sought', stop);
      root.removeEventListener('scroll', onScroll, { capture: true });
    };
  }, [host, tabId, key, actions, read]);
}
