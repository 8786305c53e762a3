// Changes when the session panel is laid out differently.
import { CircleAlert, PanelLeftClose, PanelLeftOpen } from 'lucide-react';
import { memo, useCallback, useRef, type KeyboardEvent } from 'react';
import { HandoverOffers } from '../features/handover/HandoverOffers.tsx';
import { useT } from '../state/intl.tsx';
import { useTabView, useWorkspace, useWorkspaceActions, windowBag } from '../state/workspace.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Offers } from './Offers.tsx';
import { SessionItem } from './SessionItem.tsx';
import css from './sessions.module.css';
import type { Work } from './useWork.ts';
import { useKeysOf } from './useKeysOf.ts';
import { usePanelMemory } from './useMedia.ts';
import { useMoodCalls } from './useMoodCalls.ts';

const Ringing = memo(Offers);
const Handovers = memo(HandoverOffers);

/** From so many sessions on the panel says that there are many. */
const many = 20;

/** Says that there are many; nothing is closed for it, and one more can be opened. */
function Many({ count, collapsed }: { count: number; collapsed: boolean }) {
  const words = useT()('session.many', { count });
  return (
    <p role="status" className={css.many} title={collapsed ? words : undefined}>
      {collapsed && <CircleAlert size={15} aria-hidden="true" />}
      <span className={collapsed ? 'quiet-only' : undefined}>{words}</span>
    </p>
  );
}

/** Home, the sessions, the offers. */
export function SessionPanel({ work }: { work: Work }) {
  const t = useT();
  const keysOf = useKeysOf();
  const actions = useWorkspaceActions();
  const sessions = useWorkspace((workspace) => workspace.sessions);
  const torn = useWorkspace((workspace) => workspace.torn);
  const [collapsed, setCollapsed] = useTabView(windowBag, ...usePanelMemory());
  const { calls, onPulsed } = useMoodCalls();
  const list = useRef<HTMLUListElement>(null);

  const onKeyDown = useCallback((event: KeyboardEvent): void => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by === undefined || event.altKey || event.ctrlKey) return;
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>('[data-session]') ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    buttons[Math.min(buttons.length - 1, Math.max(0, at + by))]?.focus();
    event.preventDefault();
  }, []);

  // Home is no customer.
  const open = sessions.length - 1 + torn.length;
  const label = t(collapsed ? 'pane.expand' : 'pane.collapse');
  const Fold = collapsed ? PanelLeftOpen : PanelLeftClose;
  return (
    <nav
      aria-label={t('pane.sessions')}
      data-pane="sessions"
      data-collapsed={collapsed}
      tabIndex={-1}
      className={css.panel}
    >
      {/* Arrows are a second way among the buttons, which all work without them. */}
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <ul ref={list} className={css.list} onKeyDown={onKeyDown}>
        {sessions.map((session, index) => (
          <SessionItem
            key={session.id}
            session={session}
            called={calls.get(session.subjectId ?? '')}
            onPulsed={onPulsed}
            collapsed={collapsed}
            index={index}
            windowId={null}
            onOpen={actions.activateSession}
            onLeave={work.leave}
          />
        ))}
        {torn.map(({ session, windowId }) => (
          <SessionItem
            key={session.id}
            session={session}
            called={calls.get(session.subjectId ?? '')}
            onPulsed={onPulsed}
            collapsed={collapsed}
            index={0}
            windowId={windowId}
            onOpen={actions.activateSession}
            onLeave={work.leave}
          />
        ))}
      </ul>
      {open >= many && <Many count={open} collapsed={collapsed} />}
      <Ringing work={work} />
      <Handovers />
      <div className={css.foot}>
        <IconButton label={label} keys={keysOf('togglePanel')} onClick={() => setCollapsed(!collapsed)}>
          <Fold size={16} aria-hidden="true" className="mirror" />
        </IconButton>
      </div>
    </nav>
  );
}
