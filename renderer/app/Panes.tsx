// Changes when tabs are kept, shown or hidden differently. A switch only changes which pane is painted.
import { memo, useEffect, useLayoutEffect, useRef, type RefObject } from 'react';
import { ShownContext } from '../data/hooks.ts';
import { activeTab, useWorkspace, type Tab, type Workspace } from '../state/workspace.ts';
import css from './desk.module.css';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { TabContent } from './slots.tsx';
import type { Work } from './useWork.ts';

/** How many panes are kept; what was not seen for longest goes first, and comes back from its view bag. */
const kept = 24;

const selectTab = (workspace: Workspace): Tab => activeTab(workspace);
const selectSessions = ({ sessions }: Workspace): Workspace['sessions'] => sessions;

/** The pane of the active tab, and those seen before it, hidden. */
export function Panes({ work }: { work: Work }) {
  const tab = useWorkspace(selectTab);
  const sessions = useWorkspace(selectSessions);
  const seen = useRef<Tab[]>([]);
  const alive = new Map(sessions.flatMap(({ tabs }) => tabs.map((one) => [one.id, one] as const)));
  seen.current = [tab, ...seen.current.filter(({ id }) => id !== tab.id && alive.has(id))].slice(0, kept);
  // In an order that never changes: moving an element in the page would lose where it was scrolled to.
  const panes = seen.current.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const host = useRef<HTMLDivElement>(null);
  useFocusMemory(host, tab.id);
  return (
    <div ref={host} className={css.panes}>
      {panes.map((one) => (
        <TabPane key={one.id} tab={one} shown={one.id === tab.id} work={work} />
      ))}
    </div>
  );
}

interface TabPaneProps {
  tab: Tab;
  shown: boolean;
  work: Work;
}

const TabPane = memo(function TabPane({ tab, shown, work }: TabPaneProps) {
  return (
    <div className={css.pane} data-shown={shown} data-tab={tab.id} inert={!shown}>
      <ShownContext value={shown}>
        <ErrorBoundary>
          <TabContent tab={tab} work={work} />
        </ErrorBoundary>
      </ShownContext>
    </div>
  );
});

/** What had the keyboard in a pane has it again when the pane comes back, unless the keyboard is at work elsewhere. */
function useFocusMemory(host: RefObject<HTMLDivElement | null>, tabId: string): void {
  const last = useRef(new Map<string, HTMLElement>());
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const remember = (event: FocusEvent): void => {
      const pane = (event.target as HTMLElement).closest<HTMLElement>('[data-tab]');
      if (pane?.dataset['tab'] !== undefined)
        last.current.set(pane.dataset['tab'], event.target as HTMLElement);
    };
    element.addEventListener('focusin', remember);
    return () => element.removeEventListener('focusin', remember);
  }, [host]);
  useLayoutEffect(() => {
    const active = document.activeElement;
    const inHidden = active instanceof HTMLElement && active.closest('[data-shown="false"]') !== null;
    if (inHidden) active.blur();
    if (!inHidden && active !== document.body) return;
    const remembered = last.current.get(tabId);
    if (remembered?.isConnected === true) remembered.focus({ preventScroll: true });
  }, [tabId]);
  // After the pane itself had its chance: the keyboard is never nowhere. At the start nobody has used it yet.
  const begun = useRef(false);
  useEffect(() => {
    const first = !begun.current;
    begun.current = true;
    if (first || document.activeElement !== document.body) return;
    host.current?.closest<HTMLElement>('[data-pane]')?.focus({ preventScroll: true });
  }, [host, tabId]);
}
