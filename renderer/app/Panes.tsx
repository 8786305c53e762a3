// Changes when tabs are kept, shown or hidden differently, or stand side by side differently. A switch only changes which pane is painted.
import {
  memo,
  useEffect,
  useLayoutEffect,
  useRef,
  type CSSProperties,
  type DragEvent,
  type ReactNode,
  type RefObject,
} from 'react';
import { ShownContext, useShownSwitch } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import { useShell, useShellState } from '../state/shell.ts';
import { laterKey } from '../state/unsent.ts';
import {
  activeTab,
  useWorkspace,
  useWorkspaceActions,
  useWorkspaceReader,
  type Tab,
  type Workspace,
} from '../state/workspace.ts';
import { Resizer } from '../ui/Pane.tsx';
import type { ContextShown } from './ContextPane.tsx';
import css from './desk.module.css';
import { draggedSession } from './dragging.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { leastPane, moveBorder, panesThatFit, shownPanes } from './pane-sizes.ts';
import { TabContent } from './slots.tsx';
import { TabBar } from './TabBar.tsx';
import { useTitle } from './titles.ts';
import { useFocusMemory } from './useFocusMemory.ts';
import { usePaneSizes } from './usePaneSizes.ts';
import { useRest } from './useRest.ts';
import { useScrollMemory } from './useScrollMemory.ts';
import type { Work } from './useWork.ts';

/** How many panes are kept; what was not seen for longest goes first, and comes back from its view bag. */
const kept = 24;

const selectTab = (workspace: Workspace): Tab => activeTab(workspace);
const selectSessions = ({ sessions }: Workspace): Workspace['sessions'] => sessions;
const selectPanes = ({ panes }: Workspace): Workspace['panes'] => panes;
const selectFocused = ({ focused }: Workspace): number => focused;

interface PanesProps {
  work: Work;
  context: ContextShown;
  /** Before the tabs of the first pane. */
  lead?: ReactNode;
}

/** The tabs that stand side by side, each under its own tab bar; and those seen before them, hidden. */
export function Panes({ work, context, lead }: PanesProps) {
  const t = useT();
  const tab = useWorkspace(selectTab);
  const sessions = useWorkspace(selectSessions);
  const panes = useWorkspace(selectPanes);
  const focused = useWorkspace(selectFocused);
  const fits = useShellState((shell) => shell.fits);
  const shown = shownPanes({ panes, focused }, fits);
  const many = panes.length > 1;
  const { shares, setShares } = usePaneSizes();
  const read = useWorkspaceReader();
  const seen = useRef<Tab[]>([]);
  const alive = new Map(sessions.flatMap(({ tabs }) => tabs.map((one) => [one.id, one] as const)));
  const front = shown.panes.flatMap((id) => alive.get(id) ?? []);
  const { views } = read();
  // What was sent and waits for its files goes from where it was written: after a crash also from where nobody has looked yet.
  const waits = (one: Tab): boolean => views[one.id]?.[laterKey] != null;
  const others = new Map([...[...alive.values()].filter(waits), ...seen.current].map((one) => [one.id, one]));
  const hidden = [...others.values()].filter(({ id }) => !shown.panes.includes(id) && alive.has(id));
  seen.current = [...front, ...hidden].slice(0, kept);
  // In an order that never changes: moving an element in the page would lose where it was scrolled to.
  const all = seen.current.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const host = useRef<HTMLDivElement>(null);
  const width = useFits(host, panes.length);
  useFocusMemory(host, tab.id);
  const drop = useDrop();
  const starts = shares.map((_, at) => shares.slice(0, at).reduce((sum, share) => sum + share, 0));
  return (
    <>
      <div className={css.bars}>
        {shown.panes.map((tabId, index) => (
          <div
            key={shown.first + index}
            className={css.barOf}
            style={{ width: percent(shares[index] ?? 1) }}
            data-focused={!many || shown.first + index === focused}
            data-many={many}
          >
            <ErrorBoundary>
              <TabBar
                pane={shown.first + index}
                tabId={tabId}
                lead={index === 0 ? lead : undefined}
                context={index === shown.panes.length - 1 ? context : null}
                left={index === shown.panes.length - 1 ? panes.length - shown.panes.length : 0}
              />
            </ErrorBoundary>
          </div>
        ))}
      </div>
      <div ref={host} className={css.panes} {...drop}>
        {all.map((one) => {
          const at = shown.panes.indexOf(one.id);
          return (
            <TabPane
              key={one.id}
              tab={one}
              shown={at !== -1}
              number={many && at !== -1 ? shown.first + at + 1 : 0}
              count={panes.length}
              focused={one.id === tab.id}
              start={at === -1 || !many ? 0 : (starts[at] ?? 0)}
              share={at === -1 || !many ? 1 : (shares[at] ?? 1)}
              work={work}
            />
          );
        })}
        {shown.panes.slice(1).map((tabId, at) => (
          <div key={tabId} className={css.between} style={{ insetInlineStart: percent(starts[at + 1] ?? 0) }}>
            <Resizer
              label={t('pane.nth', { number: shown.first + at + 1, count: panes.length, title: '' })}
              pane="start"
              size={Math.round((shares[at] ?? 0) * width)}
              min={leastPane}
              max={Math.round(((shares[at] ?? 0) + (shares[at + 1] ?? 0)) * width) - leastPane}
              onResize={(size) =>
                setShares(moveBorder(shares, at, size / width - (shares[at] ?? 0), leastPane / width))
              }
            />
          </div>
        ))}
      </div>
    </>
  );
}

const percent = (share: number): string => `${String(share * 100)}%`;

/** Measures how many panes have room, and tells the shell. @returns the width in px. */
function useFits(host: RefObject<HTMLDivElement | null>, wanted: number): number {
  const shell = useShell();
  const width = useRef(leastPane);
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return undefined;
    const measure = (): void => {
      width.current = Math.max(1, element.clientWidth);
      const fits = panesThatFit(width.current, wanted);
      if (fits !== shell.state.getState().fits) shell.setFits(fits);
    };
    measure();
    if (typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [host, wanted, shell]);
  return width.current;
}

/** A session that is dropped here stands beside the one with the keyboard. */
function useDrop() {
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  return {
    onDragOver: (event: DragEvent): void => {
      if (draggedSession(event) !== null) event.preventDefault();
    },
    onDrop: (event: DragEvent): void => {
      const id = draggedSession(event);
      const session = read().sessions.find((one) => one.id === id);
      if (session === undefined) return;
      event.preventDefault();
      actions.split(session.activeTabId);
    },
  };
}

interface TabPaneProps {
  tab: Tab;
  shown: boolean;
  /** Which of the panes side by side, from 1; 0 where there is one alone. */
  number: number;
  count: number;
  focused: boolean;
  start: number;
  share: number;
  work: Work;
}

const TabPane = memo(function TabPane(props: TabPaneProps) {
  const { tab, shown, number, count, focused, start, share, work } = props;
  const many = number > 0;
  const self = useRef<HTMLDivElement>(null);
  useScrollMemory(self, tab.id, 'scroll.parts');
  const { awake, resting, size } = useRest(self, shown);
  const inSight = useShownSwitch(awake);
  const place: CSSProperties | undefined = many
    ? { insetInlineStart: percent(start), width: percent(share), insetInlineEnd: 'auto' }
    : undefined;
  return (
    <div
      ref={self}
      className={css.pane}
      data-shown={shown}
      data-tab={tab.id}
      data-split={many ? number : undefined}
      data-focused={many ? focused : undefined}
      tabIndex={many ? -1 : undefined}
      data-resting={resting}
      style={place ?? size}
    >
      {many && <PaneName tab={tab} number={number} count={count} />}
      <ShownContext value={inSight}>
        <ErrorBoundary>
          <TabContent tab={tab} work={work} />
        </ErrorBoundary>
      </ShownContext>
    </div>
  );
});

/** Names the pane for whoever does not see it. */
function PaneName({ tab, number, count }: { tab: Tab; number: number; count: number }) {
  const t = useT();
  const title = useTitle(tab.kind, tab.subjectId);
  const name = useRef<HTMLSpanElement>(null);
  const words = t('pane.nth', { number, count, title });
  useEffect(() => {
    const pane = name.current?.parentElement;
    pane?.setAttribute('role', 'group');
    pane?.setAttribute('aria-label', words);
    return () => {
      pane?.removeAttribute('role');
      pane?.removeAttribute('aria-label');
    };
  }, [words]);
  return <span ref={name} hidden />;
}
