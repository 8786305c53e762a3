// Changes when the tabs of a session are shown or reached differently.
import { PanelRight, Plus, X } from 'lucide-react';
import { memo, useEffect, useRef, type MouseEvent } from 'react';
import { useT } from '../state/intl.tsx';
import { useShell } from '../state/shell.ts';
import { activeSession, useWorkspace, useWorkspaceActions, type Tab } from '../state/workspace.ts';
import { cx } from '../ui/cx.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Menu } from '../ui/Menu.tsx';
import type { ContextShown } from './ContextPane.tsx';
import { keysOf } from './key-list.ts';
import css from './tabbar.module.css';
import { useTitle } from './titles.ts';
import type { Work } from './useWork.ts';

interface TabBarProps {
  work: Work;
  context: ContextShown;
}

/** The tabs of the session that shows, a way to open more, and the switch of the context pane. */
export function TabBar({ context }: TabBarProps) {
  const t = useT();
  const shell = useShell();
  const actions = useWorkspaceActions();
  const session = useWorkspace(activeSession);
  return (
    <div className={css.bar}>
      <nav aria-label={t('tab.list')} className={css.scroll}>
        <ul className={css.tabs}>
          {session.tabs.map((tab) => (
            <TabItem
              key={tab.id}
              tab={tab}
              active={tab.id === session.activeTabId}
              onOpen={actions.activateTab}
              onClose={actions.closeTab}
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
          { id: 'cases', label: t('tab.caseList'), onSelect: () => actions.openTab('caseList', null) },
          {
            id: 'customers',
            label: t('tab.customerList'),
            onSelect: () => actions.openTab('customerList', null),
          },
          { separator: 'line' },
          {
            id: 'search',
            label: t('command.palette'),
            keys: keysOf('palette'),
            onSelect: () => shell.show({ kind: 'palette' }),
          },
        ]}
      />
      <span className={css.space} />
      {context.conversationId !== null && (
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
  active: boolean;
  onOpen: (tabId: string) => void;
  onClose: (tabId: string) => void;
}

const TabItem = memo(function TabItem({ tab, active, onOpen, onClose }: TabItemProps) {
  const t = useT();
  const known = useTitle(tab.kind, tab.subjectId);
  const title = tab.kind === 'conversation' && tab.anchor ? t('tab.conversation') : known;
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
