// Changes when a line of the session panel shows something else.
import { Briefcase, House, UserRound, X } from 'lucide-react';
import { memo } from 'react';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { useNow, useTyping } from '../data/hooks.ts';
import { useT } from '../state/intl.tsx';
import type { Session } from '../state/workspace.ts';
import { ChannelIcon } from '../ui/ChannelIcon.tsx';
import { cx } from '../ui/cx.ts';
import { SentimentFace } from '../ui/SentimentFace.tsx';
import { useUi } from '../ui/words.tsx';
import css from './sessions.module.css';
import { useTitle } from './titles.ts';

interface SessionItemProps {
  session: Session;
  /** Of a conversation that this agent serves. */
  row: ConversationRow | undefined;
  active: boolean;
  collapsed: boolean;
  onOpen: (sessionId: string) => void;
  onLeave: (session: Session) => void;
}

/** One session: who, how it goes, whether something is unread and how long somebody waits. */
export const SessionItem = memo(function SessionItem(props: SessionItemProps) {
  const { session, row, active, collapsed, onOpen, onLeave } = props;
  const t = useT();
  const { kind, subjectId } = session;
  const known = useTitle(kind, subjectId);
  const title = row === undefined ? known : row.title || t('common.visitor');
  return (
    <li className={css.item} data-active={active}>
      <button
        type="button"
        data-session={session.id}
        aria-current={active ? 'page' : undefined}
        tabIndex={active ? 0 : -1}
        title={collapsed ? title : undefined}
        className={css.open}
        onClick={(event) => {
          // The keyboard goes along, to where one writes.
          event.currentTarget.blur();
          onOpen(session.id);
        }}
        onAuxClick={(event) => {
          if (event.button === 1 && kind !== 'home') onLeave(session);
        }}
      >
        <span className={css.line}>
          {!collapsed && (
            <span className={cx('clip', css.title)} dir="auto">
              {title}
            </span>
          )}
          {collapsed && <span className="quiet-only">{title}</span>}
          <Icon kind={kind} row={row} />
          {row !== undefined && row.unread > 0 && <Unread count={row.unread} />}
        </span>
        {row !== undefined && <Second row={row} active={active} collapsed={collapsed} />}
      </button>
      {kind !== 'home' && !collapsed && (
        <button
          type="button"
          tabIndex={-1}
          className={css.leave}
          aria-label={t('session.close', { title })}
          title={t('session.close', { title })}
          onClick={() => onLeave(session)}
        >
          <X size={14} aria-hidden="true" />
        </button>
      )}
    </li>
  );
});

function Icon({ kind, row }: { kind: Session['kind']; row: ConversationRow | undefined }) {
  if (kind === 'conversation') {
    return (
      <span className={css.icon}>
        <ChannelIcon channel={row?.channel ?? 'chat'} />
      </span>
    );
  }
  const Shape = { home: House, case: Briefcase, customer: UserRound }[kind];
  return (
    <span className={css.icon}>
      <Shape size={15} aria-hidden="true" />
    </span>
  );
}

function Unread({ count }: { count: number }) {
  const t = useT();
  return (
    <span role="img" aria-label={t('session.unread', { count })} className={css.unread}>
      {count > 99 ? '99+' : count}
    </span>
  );
}

/** The second line: the face, what was said last or who is writing, and how long somebody waits. */
function Second({ row, active, collapsed }: { row: ConversationRow; active: boolean; collapsed: boolean }) {
  const t = useT();
  const writing = useTyping(row.id);
  const { level } = row.sentiment;
  return (
    <span className={css.second}>
      <SentimentFace level={level} size={15} pulse={!active} />
      {!collapsed && (
        <span className={cx('clip', css.last, writing !== null && css.writing)} dir="auto">
          {writing !== null ? (
            <Dots label={t('session.typing', { name: writing })} />
          ) : row.state === 'wrapUp' ? (
            t('state.wrapUp')
          ) : (
            row.lastText
          )}
        </span>
      )}
      {row.waitingSince !== null && row.state !== 'wrapUp' && <Waiting since={row.waitingSince} />}
    </span>
  );
}

function Dots({ label }: { label: string }) {
  return (
    <span role="img" aria-label={label} className={css.dots}>
      <i />
      <i />
      <i />
    </span>
  );
}

const warnMs = 120_000;
const lateMs = 300_000;

function Waiting({ since }: { since: number }) {
  const t = useT();
  const ui = useUi();
  const ms = Math.max(0, useNow(1_000) - since);
  const text = ui.duration(ms);
  return (
    <time
      className={cx(css.waiting, ms >= lateMs ? css.late : ms >= warnMs && css.soon)}
      title={t('session.waiting', { time: text })}
    >
      {text}
    </time>
  );
}
