// Changes when the bar above a pane has other parts: its tabs, ways to open more, the switch of the context.
import { PanelRight, Plus, X } from 'lucide-react';
import { memo, useMemo, useRef, type ReactNode } from 'react';
import { useT } from '../state/intl.tsx';
import { useShell } from '../state/shell.ts';
import { useWorkspace, useWorkspaceActions } from '../state/workspace.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { ContextShown } from './ContextPane.tsx';
import { SessionTabs, type TabActions } from './SessionTabs.tsx';
import css from './tabbar.module.css';
import { useKeysOf } from './useKeysOf.ts';

interface TabBarProps {
  /** Which of the panes side by side it is of, from 0. */
  pane: number;
  /** Before the tabs. */
  lead?: ReactNode;
  /** What the pane shows. */
  tabId: string;
  /** The switch of the context, where it stands in this bar. */
  context: ContextShown | null;
  /** How many panes have no room beside this one. */
  left: number;
}

/** The tabs of so many sessions are kept as they are; what was not seen for longest goes first. */
const kept = 24;

/** The tabs of the session that a pane shows, a way to open more, and the switch of the context. */
export function TabBar({ pane, tabId, lead, context, left }: TabBarProps) {
  const t = useT();
  const actions = useWorkspaceActions();
  const sessions = useWorkspace((workspace) => workspace.sessions);
  const count = useWorkspace(({ panes }) => panes.length);
  const many = count > 1;
  const here = useHere(pane);
  const session = sessions.find(({ tabs }) => tabs.some(({ id }) => id === tabId)) ?? sessions[0]!;
  /** Which tab of each session was shown here, the last one first. */
  const seen = useRef(new Map<string, string>());
  const others = [...seen.current].filter(
    ([id]) => id !== session.id && sessions.some((one) => one.id === id),
  );
  seen.current = new Map([[session.id, tabId] as const, ...others].slice(0, kept));
  // In an order that never changes: moving an element in the page would lose where it was scrolled to.
  const all = sessions.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return (
    <div className={css.bar}>
      {lead}
      {all.map((one) => {
        const active = seen.current.get(one.id);
        return active === undefined ? null : (
          <SessionTabs
            key={one.id}
            session={one}
            active={active}
            shown={one.id === session.id}
            label={many ? t('pane.tabs', { number: pane + 1 }) : t('tab.list')}
            named={many}
            here={here}
          />
        );
      })}
      <More here={here} />
      <span className={css.space} />
      {left > 0 && (
        <span role="status" className={css.fit}>
          {t('pane.fit', { shown: count - left, count })}
        </span>
      )}
      {many && (
        <IconButton label={t('pane.close')} size="small" onClick={() => actions.closePane(pane)}>
          <X size={15} aria-hidden="true" />
        </IconButton>
      )}
      {context !== null && context.conversationId !== null && (
        <ContextSwitch open={context.open} toggle={context.toggle} />
      )}
    </div>
  );
}

/** What is done in a bar is done in its pane. */
interface Here extends TabActions {
  add: (kind: 'caseList' | 'customerList' | 'knowledge') => void;
  split: () => void;
}

function useHere(pane: number): Here {
  const actions = useWorkspaceActions();
  return useMemo(() => {
    const within =
      <T extends unknown[]>(run: (...given: T) => void) =>
      (...given: T): void => {
        actions.focusPane(pane);
        run(...given);
      };
    return {
      open: within(actions.activateTab),
      close: within(actions.closeTab),
      add: within((kind) => actions.openTab(kind, null)),
      split: within(() => actions.split()),
    };
  }, [actions, pane]);
}

const More = memo(function More({ here }: { here: Here }) {
  const t = useT();
  const keysOf = useKeysOf();
  const shell = useShell();
  return (
    <Menu
      trigger={
        <IconButton label={t('tab.add')} size="small">
          <Plus size={16} aria-hidden="true" />
        </IconButton>
      }
      items={[
        { id: 'cases', label: t('tab.caseList'), onSelect: () => here.add('caseList') },
        { id: 'customers', label: t('tab.customerList'), onSelect: () => here.add('customerList') },
        { id: 'knowledge', label: t('tab.knowledge'), onSelect: () => here.add('knowledge') },
        { separator: 'line' },
        {
          id: 'search',
          label: t('command.palette'),
          keys: keysOf('palette'),
          onSelect: () => shell.show({ kind: 'palette' }),
        },
        { id: 'split', label: t('command.split'), keys: keysOf('split'), onSelect: here.split },
      ]}
    />
  );
});

const ContextSwitch = memo(function ContextSwitch({ open, toggle }: Pick<ContextShown, 'open' | 'toggle'>) {
  const t = useT();
  const keysOf = useKeysOf();
  return (
    <IconButton
      label={t(open ? 'pane.hideContext' : 'pane.showContext')}
      keys={keysOf('toggleContext')}
      pressed={open}
      onClick={toggle}
    >
      <PanelRight size={16} aria-hidden="true" className="mirror" />
    </IconButton>
  );
});
