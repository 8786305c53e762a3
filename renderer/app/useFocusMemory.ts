// Changes when the keyboard finds its place in a tab again differently.
import { useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { useWorkspaceActions, useWorkspaceReader } from '../state/workspace.ts';
import { targetIn } from './pane-focus.ts';

/**
 * What had the keyboard in a tab has it again when the tab comes back, unless the keyboard is at work elsewhere. Side by
 * side, the pane that gets the keyboard is the one that counts.
 */
export function useFocusMemory(host: RefObject<HTMLDivElement | null>, tabId: string): void {
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  const last = useRef(new Map<string, HTMLElement>());
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const remember = (event: FocusEvent): void => {
      const target = event.target as HTMLElement;
      const id = target.closest<HTMLElement>('[data-tab]')?.dataset['tab'];
      if (id === undefined) return;
      if (target.dataset['tab'] === undefined) {
        // What is remembered of a tab that was closed would keep all of its page in memory.
        for (const [of, kept] of last.current) if (!kept.isConnected) last.current.delete(of);
        last.current.set(id, target);
      }
      const { panes, focused } = read();
      const at = panes.indexOf(id);
      if (at !== -1 && at !== focused) actions.focusPane(at);
    };
    // What is not for the keyboard (a text, an empty place) is clicked as well.
    const point = (event: PointerEvent): void => {
      const id = (event.target as HTMLElement).closest<HTMLElement>('[data-tab]')?.dataset['tab'];
      const { panes, focused } = read();
      const at = id === undefined ? -1 : panes.indexOf(id);
      if (at !== -1 && at !== focused) actions.focusPane(at);
    };
    element.addEventListener('focusin', remember);
    element.addEventListener('pointerdown', point);
    return () => {
      element.removeEventListener('focusin', remember);
      element.removeEventListener('pointerdown', point);
    };
  }, [host, actions, read]);
  const wasMany = useRef(false);
  useLayoutEffect(() => {
    const active = document.activeElement;
    const within = active instanceof HTMLElement ? active.closest<HTMLElement>('[data-tab]') : null;
    const inHidden = active instanceof HTMLElement && active.closest('[data-shown="false"]') !== null;
    const inOther = within !== null && within.dataset['tab'] !== tabId;
    const pane = paneOf(host.current, tabId);
    // Side by side the keyboard goes with the pane; it may be on the work area as a whole, which is no pane.
    const many = pane?.dataset['split'] !== undefined || wasMany.current;
    wasMany.current = pane?.dataset['split'] !== undefined;
    const onMain = many && active !== null && active === host.current?.closest('[data-pane]');
    if (!inHidden && !inOther && !onMain && active !== document.body) return;
    const remembered = last.current.get(tabId);
    // Straight from one to the other: giving the keyboard up in between costs the engine as much as all the rest.
    if (remembered?.isConnected === true) remembered.focus({ preventScroll: true });
    else if (many && pane !== null) targetIn(pane)?.focus({ preventScroll: true });
    // Nobody types into what is hidden.
    if (inHidden && document.activeElement === active) active.blur();
  }, [host, tabId]);
  // After the pane itself had its chance: the keyboard is never nowhere. At the start nobody has used it yet.
  const begun = useRef(false);
  useEffect(() => {
    const first = !begun.current;
    begun.current = true;
    if (first || document.activeElement !== document.body) return;
    host.current?.closest<HTMLElement>('[data-pane]')?.focus({ preventScroll: true });
  }, [host, tabId]);
}

/** Not by a selector: asked for one, the engine looks through the whole of every pane that is kept. */
function paneOf(host: HTMLElement | null, tabId: string): HTMLElement | null {
  for (const pane of host?.children ?? [])
    if (pane instanceof HTMLElement && pane.dataset['tab'] === tabId) return pane;
  return null;
}
