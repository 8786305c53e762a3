// Changes when a line of the session panel shows something else.
import {
  AppWindow,
  Briefcase,
  Columns2,
  Ellipsis,
  Hourglass,
  House,
  Undo2,
  UserRound,
  X,
} from 'lucide-react';
import { memo, type DragEvent, type ReactNode } from 'react';
import type { ConversationCall } from '../../shared/domain/call.ts';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { useNow, useQueryPart, useTyping } from '../data/hooks.ts';
import { callFace, callState } from '../state/call-words.ts';
import { useT } from '../state/intl.tsx';
import { liveWords, signOf, useLiveCall } from '../state/live-call.ts';
import { faceOfRow } from '../state/mood.ts';
import type { Called } from '../state/mood-alerts.ts';
import { useUnsent } from '../state/unsent.ts';
import { useWorkspace, useWorkspaceActions, type Session } from '../state/workspace.ts';
import { CallIcon } from '../ui/CallIcon.tsx';
import { ChannelIcon } from '../ui/ChannelIcon.tsx';
import { cx } from '../ui/cx.ts';
import { HeardIcon } from '../ui/HeardIcon.tsx';
import { Menu } from '../ui/Menu.tsx';
import { SentimentFace } from '../ui/SentimentFace.tsx';
import { useUi } from '../ui/words.tsx';
import { dragSession, draggedSession, endDrag } from './dragging.ts';
import css from './sessions.module.css';
import { SessionSla } from './SessionSla.tsx';
import { useTitle } from './titles.ts';
import { useKeysOf } from './useKeysOf.ts';

interface SessionItemProps {
  session: Session;
  /** Its customer has become unhappy while it was not in view. */
  called: Called | undefined;
  onPulsed: (conversationId: string) => void;
  collapsed: boolean;
  /** Its place in the panel; another session that is dropped on it takes that place. */
  index: number;
  /** The window of its own that it is in; null for one of this window. */
  windowId: string | null;
  onOpen: (sessionId: string) => void;
  onLeave: (session: Session) => void;
}

// Always the same: a line that is drawn again does not draw its pictures again.
const cross = <X size={14} aria-hidden="true" />;
const dots = <Ellipsis size={14} aria-hidden="true" />;

/** One session: who, how it goes, whether something is unread and how long somebody waits. */
export const SessionItem = memo(function SessionItem(props: SessionItemProps) {
  const { session, called, collapsed, index, windowId, onOpen, onPulsed, onLeave } = props;
  const t = useT();
  const drag = useDrag(session, index, windowId);
  const { kind, subjectId } = session;
  const unsent = useUnsent(session);
  const active = useWorkspace(({ activeId }) => windowId === null && activeId === session.id);
  // Each line hears of its own row alone, and of no other query where that tells the title as well.
  const row = useQueryPart('conversation.mine', {}, (rows) =>
    kind === 'conversation' ? rows?.find(({ id }) => id === subjectId) : undefined,
  );
  const known = useTitle(kind, row === undefined ? subjectId : null);
  const title = row === undefined ? known : row.title || t('common.visitor');
  return (
    <li className={css.item} data-active={active} data-torn={windowId !== null} {...drag}>
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
          if (event.button === 1 && kind !== 'home' && windowId === null) onLeave(session);
        }}
      >
        <span className={css.line}>
          {!collapsed && (
            <span className={cx('clip', css.title)} dir="auto">
              {title}
            </span>
          )}
          {collapsed && <span className="quiet-only">{title}</span>}
          <Icon kind={kind} channel={row?.channel} call={row?.call} />
          {windowId !== null && (
            <span
              role="img"
              aria-label={t('session.ownWindow')}
              title={t('session.ownWindow')}
              className={css.sla}
            >
              <AppWindow size={13} aria-hidden="true" />
            </span>
          )}
          {unsent && (
            <span role="img" aria-label={t('session.unsent')} title={t('session.unsent')} className={css.sla}>
              <Hourglass size={13} aria-hidden="true" />
            </span>
          )}
          {called?.marked === true && <Urgent title={title} />}
          {row !== undefined && row.unread > 0 && <Unread count={row.unread} />}
        </span>
        {row !== undefined && (
          <Second row={row} pulse={called?.pulse === true} collapsed={collapsed} onPulsed={onPulsed} />
        )}
      </button>
      {kind !== 'home' && !collapsed && (
        <span className={css.tools}>
          <More session={session} title={title} windowId={windowId} />
          {windowId === null && (
            <button
              type="button"
              tabIndex={-1}
              className={css.tool}
              aria-label={t('session.close', { title })}
              title={t('session.close', { title })}
              onClick={() => onLeave(session)}
            >
              {cross}
            </button>
          )}
        </span>
      )}
    </li>
  );
});

/** Dragged within the panel it changes its place, into the work area it stands beside, out of the window it gets its own. */
function useDrag({ id, kind }: Session, index: number, windowId: string | null) {
  const actions = useWorkspaceActions();
  if (kind === 'home' || windowId !== null) return {};
  return {
    draggable: true,
    onDragStart: (event: DragEvent): void => dragSession(event, id),
    onDragOver: (event: DragEvent): void => {
      if (draggedSession(event) !== null) event.preventDefault();
    },
    onDrop: (event: DragEvent): void => {
      const other = draggedSession(event);
      if (other !== null && other !== id) actions.moveSession(other, index);
    },
    onDragEnd: (event: DragEvent): void => {
      if (endDrag(event)) actions.tearOff(id);
    },
  };
}

/** What else can be done with a session. Its menu is not drawn again with each message that comes. */
const More = memo(function More(props: { session: Session; title: string; windowId: string | null }) {
  const { session, title, windowId } = props;
  const t = useT();
  const keysOf = useKeysOf();
  const actions = useWorkspaceActions();
  return (
    <Menu
      trigger={
        <button
          type="button"
          tabIndex={-1}
          className={css.tool}
          aria-label={t('session.more', { title })}
          title={t('session.more', { title })}
        >
          {dots}
        </button>
      }
      items={
        windowId === null
          ? [
              {
                id: 'beside',
                label: t('session.beside'),
                icon: <Columns2 size={14} aria-hidden="true" />,
                keys: keysOf('split'),
                onSelect: () => actions.split(session.activeTabId),
              },
              {
                id: 'tearOff',
                label: t('session.tearOff'),
                icon: <AppWindow size={14} aria-hidden="true" />,
                keys: keysOf('tearOff'),
                onSelect: () => actions.tearOff(session.id),
              },
            ]
          : [
              {
                id: 'bringBack',
                label: t('session.bringBack'),
                icon: <Undo2 size={14} aria-hidden="true" />,
                keys: keysOf('bringBack'),
                onSelect: () => actions.bringBack(windowId),
              },
            ]
      }
    />
  );
});

const Icon = memo(function Icon({ kind, channel, call }: IconProps) {
  if (kind === 'conversation') {
    return (
      <span className={css.icon}>
        {call === undefined ? (
          <ChannelIcon channel={channel ?? 'chat'} />
        ) : (
          <CallIcon face={callFace(call)} size={15} />
        )}
      </span>
    );
  }
  const Shape = { home: House, case: Briefcase, customer: UserRound }[kind];
  return (
    <span className={css.icon}>
      <Shape size={15} aria-hidden="true" />
    </span>
  );
});

interface IconProps {
  kind: Session['kind'];
  channel: ConversationRow['channel'] | undefined;
  call: ConversationCall | undefined;
}

function Unread({ count }: { count: number }) {
  const t = useT();
  return (
    <span role="img" aria-label={t('session.unread', { count })} className={css.unread}>
      {count > 99 ? '99+' : count}
    </span>
  );
}

/** Somebody in a session that is not in view has become unhappy. */
function Urgent({ title }: { title: string }) {
  const t = useT();
  const words = t('mood.urgent', { title });
  return (
    <span role="img" aria-label={words} title={words} className={css.urgent}>
      !
    </span>
  );
}

/** The second line: the face, what was said last or who is writing, and how long somebody waits. */
const Second = memo(function Second({
  row,
  pulse,
  collapsed,
  onPulsed,
}: {
  row: ConversationRow;
  pulse: boolean;
  collapsed: boolean;
  onPulsed: (conversationId: string) => void;
}) {
  const t = useT();
  const writing = useTyping(row.id);
  const level = faceOfRow(row);
  const face = level !== null && (
    <SentimentFace
      level={level}
      size={15}
      pulse={pulse}
      onPulsed={pulse ? () => onPulsed(row.id) : undefined}
    />
  );
  if (row.call !== undefined) return <OnPhone row={row} call={row.call} face={face} collapsed={collapsed} />;
  return (
    <span className={css.second}>
      {face}
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
      {row.state !== 'wrapUp' && <SessionSla sla={row.sla} bare={collapsed} />}
      {row.waitingSince !== null && row.state !== 'wrapUp' && <Waiting since={row.waitingSince} />}
    </span>
  );
});

/** The second line of a call: how it stands, and for how long. */
function OnPhone(props: {
  row: ConversationRow;
  call: ConversationCall;
  face: ReactNode;
  collapsed: boolean;
}) {
  const { row, call, face, collapsed } = props;
  const t = useT();
  const live = useLiveCall(row.id);
  const sign = live === null ? null : signOf(live);
  const words = live !== null && sign !== null ? liveWords(live, t) : callState(call, t);
  return (
    <span className={css.second}>
      {face}
      {sign !== null && (
        <span className={css.unheard} title={words}>
          <HeardIcon sign={sign} />
          {collapsed && <span className="quiet-only">{words}</span>}
        </span>
      )}
      {!collapsed && (
        <span className={cx('clip', css.last)}>{row.state === 'wrapUp' ? t('state.wrapUp') : words}</span>
      )}
      {row.state !== 'wrapUp' && <SessionSla sla={row.sla} bare={collapsed} />}
      {call.endedAt === undefined && <OnCall since={call.answeredAt ?? call.ringingAt} />}
    </span>
  );
}

function OnCall({ since }: { since: number }) {
  const ui = useUi();
  return <time className={css.waiting}>{ui.duration(Math.max(0, useNow(1_000) - since))}</time>;
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

const Waiting = memo(function Waiting({ since }: { since: number }) {
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
});
