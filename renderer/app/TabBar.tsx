// Changes when the tabs of a session are shown or reached differently.
import { PanelRight, Plus, X } from 'lucide-react';
import { memo, useEffect, useMemo, useRef, type MouseEvent, type ReactNode } from 'react';
import { useT } from '../state/intl.tsx';
import { useShell } from '../state/shell.ts';
import { useWorkspace, useWorkspaceActions, type Tab } from '../state/workspace.ts';
import { cx } from '../ui/cx.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { ContextShown } from './ContextPane.tsx';
import css from './tabbar.module.css';
import { useTitle } from './titles.ts';
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

/** The tabs of the session that a pane shows, a way to open more, and the switch of the context. */
export function TabBar({ pane, tabId, lead, context, left }: TabBarProps) {
  const t = useT();
  const keysOf = useKeysOf();
  const shell = useShell();
  const actions = useWorkspaceActions();
  const session = useWorkspace(
    ({ sessions }) => sessions.find(({ tabs }) => tabs.some(({ id }) => id === tabId)) ?? sessions[0]!,
  );
  const count = useWorkspace(({ panes }) => panes.length);
  const many = count > 1;
  // What is done in a bar is done in its pane.
  const here = useMemo(
    () => ({
      open: (id: string): void => {
        actions.focusPane(pane);
        actions.activateTab(id);
      },
      close: (id: string): void => {
        actions.focusPane(pane);
        actions.closeTab(id);
      },
      add: (kind: 'caseList' | 'customerList' | 'knowledge'): void => {
        actions.focusPane(pane);
        actions.openTab(kind, null);
      },
    }),
    [actions, pane],
  );
  return (
    <div className={css.bar}>
      {lead}
      <nav aria-label={many ? t('pane.tabs', { number: pane + 1 }) : t('tab.list')} className={css.scroll}>
        <ul className={css.tabs}>
          {session.tabs.map((tab, at) => (
            <TabItem
              // By place: a switch of session gives the tabs other words, and makes none anew.
              // oxlint-disable-next-line react/no-array-index-key
              key={at}
              tab={tab}
              named={many && tab.anchor}
              active={tab.id === tabId}
              onOpen={here.open}
              onClose={here.close}
            />
          ))}
        </ul>
      </nav>
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
          {
            id: 'split',
            label: t('command.split'),
            keys: keysOf('split'),
            onSelect: () => {
              actions.focusPane(pane);
              actions.split();
            },
          },
        ]}
      />
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
        <IconButton
          label={t(context.open ? 'pane.hideContext' : 'pane.showContext')}
          keys={keysOf('toggleContext')}
          pressed={context.open}
          onClick={context.toggle}
        >
          <PanelRight size={16} aria-hidden="true" className="mirror" />
        </IconButton>
      )}
    </div>
  );
}

interface TabItemProps {
  tab: Tab;
  /** Says who it is about: side by side nobody else does. */
  named: boolean;
  active: boolean;
  onOpen: (tabId: string) => void;
  onClose: (tabId: string) => void;
}

const TabItem = memo(function TabItem({ tab, named, active, onOpen, onClose }: TabItemProps) {
  const t = useT();
  const known = useTitle(tab.kind, tab.subjectId);
  const title = tab.kind === 'conversation' && tab.anchor && !named ? t('tab.conversation') : known;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (active) item.current?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [active]);
  const onAuxClick = (event: MouseEvent): void => {
    if (event.button === 1) onClose(tab.id);
  };
  return (
    <li ref={item} className={css.tab} data-active={active} data-anchor={tab.anchor}>
      <button
        type="button"
        aria-current={active ? 'page' : undefined}
        className={cx('clip', css.open)}
        dir="auto"
        title={title}
        onClick={() => onOpen(tab.id)}
        onAuxClick={onAuxClick}
      >
        {title}
      </button>
      {!tab.anchor && (
        <button
          type="button"
          className={css.close}
          aria-label={t('tab.close', { title })}
          onClick={() => onClose(tab.id)}
        >
          <X size={13} aria-hidden="true" />
        </button>
      )}
    </li>
  );
});
