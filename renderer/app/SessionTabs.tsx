// Changes when the tabs of one session are shown or reached differently. Those of a session that was seen are kept: a switch only shows them.
import { X } from 'lucide-react';
import { memo, useEffect, useRef, type MouseEvent } from 'react';
import { ShownContext, useShownSwitch } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import type { Session, Tab } from '../state/workspace.ts';
import { cx } from '../ui/cx.ts';
import css from './tabbar.module.css';
import { useTitle } from './titles.ts';
import { useRest } from './useRest.ts';

/** What is done with a tab. */
export interface TabActions {
  open: (tabId: string) => void;
  close: (tabId: string) => void;
}

interface SessionTabsProps {
  session: Session;
  /** The tab that shows, or showed last. */
  active: string;
  shown: boolean;
  label: string;
  /** Says who it is about: side by side nobody else does. */
  named: boolean;
  /** Always the same object. */
  here: TabActions;
}

/** The tabs of one session in one bar. */
export const SessionTabs = memo(function SessionTabs(props: SessionTabsProps) {
  const { session, active, shown, label, named, here } = props;
  const self = useRef<HTMLElement>(null);
  const { awake, resting, size } = useRest(self, shown);
  const inSight = useShownSwitch(awake);
  return (
    // What is kept is there for nobody.
    <nav
      ref={self}
      aria-label={shown ? label : undefined}
      hidden={!shown && !resting}
      data-shown={shown}
      data-resting={resting}
      className={css.scroll}
      style={size}
    >
      <ShownContext value={inSight}>
        <ul className={css.tabs}>
          {session.tabs.map((tab) => (
            <TabItem
              key={tab.id}
              tab={tab}
              named={named && tab.anchor}
              active={tab.id === active}
              onOpen={here.open}
              onClose={here.close}
            />
          ))}
        </ul>
      </ShownContext>
    </nav>
  );
});

// Always the same: it is not drawn again with its tab.
const cross = <X size={13} aria-hidden="true" />;

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
          {cross}
        </button>
      )}
    </li>
  );
});
