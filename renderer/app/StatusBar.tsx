// Changes when the status bar says something else: link, outbox, presence, next SLA, who needs me next.
import { Check, CloudOff, CircleAlert, Inbox, Phone, RefreshCw } from 'lucide-react';
import { memo, useSyncExternalStore } from 'react';
import { pressingClock } from '../../shared/domain/case-clocks.ts';
import type { DeskView } from '../../shared/ipc/views.ts';
import { useData, useDesk, useNow, useQuery } from '../data/hooks.ts';
import { useAskDial, useDial } from '../state/dialling.ts';
import { useT, type Translate } from '../state/intl.tsx';
import { useShell, useShellState } from '../state/shell.ts';
import { activeSession, useWorkspace, useRecordLink } from '../state/workspace.ts';
import type { Need } from '../state/needs.ts';
import { cx } from '../ui/cx.ts';
import { Countdown } from '../ui/Time.tsx';
import { ToastPlace } from '../ui/Toast.tsx';
import { Tooltip } from '../ui/Tooltip.tsx';
import { useUi } from '../ui/words.tsx';
import { useReasonWords } from './need-words.ts';
import { PresenceMenu } from './PresenceMenu.tsx';
import { QuietNow } from './QuietNow.tsx';
import css from './status.module.css';
import { caseTitle } from './titles.ts';
import { useGoToNeeded, useNextNeeded } from './useNextNeeded.ts';
import { useKeysOf } from './useKeysOf.ts';

/** One quiet line at the foot of the window. */
export function StatusBar() {
  const t = useT();
  const { link, outbox } = useDesk();
  return (
    <footer aria-label={t('pane.status')} data-pane="status" tabIndex={-1} className={css.bar}>
      <LinkState link={link} />
      <Outbox outbox={outbox} />
      <PresenceMenu />
      <QuietNow />
      <DialButton />
      <CallElsewhere />
      <ToastPlace className={css.space} />
      <WhyHere />
      <NextDue />
      <NextNeeded />
    </footer>
  );
}

const LinkState = memo(function LinkState({ link }: { link: DeskView['link'] }) {
  const t = useT();
  const ui = useUi();
  const { store } = useData();
  const now = useNow(1_000);
  const { state, reason } = link;
  if (state === 'linked') {
    return (
      <span className={css.part} role="status">
        <span className={css.dot} aria-hidden="true" />
        {t('link.linked')}
      </span>
    );
  }
  const offline = state === 'offline';
  const left = link.retryAt === null ? 0 : link.retryAt - now;
  return (
    <span className={css.part}>
      {offline ? <CloudOff size={14} aria-hidden="true" /> : <RefreshCw size={13} aria-hidden="true" />}
      <span role="status">{linkWords(t, link)}</span>
      {offline && (
        <Tooltip text={reason ?? t('link.retry')} side="top">
          <button
            type="button"
            className={css.action}
            onClick={() => void store.request('link.retry', {}).catch(() => {})}
          >
            {t('common.retry')}
            {left > 1_000 && <span className={css.faint}> {ui.duration(left)}</span>}
          </button>
        </Tooltip>
      )}
    </span>
  );
});

function linkWords(t: Translate, { state, progress }: DeskView['link']): string {
  if (state === 'loading' && progress !== null && progress.total > 0) {
    return t('link.loadingProgress', { percent: Math.floor((100 * progress.done) / progress.total) });
  }
  return t(`link.${state}`);
}

const Outbox = memo(function Outbox({ outbox }: { outbox: DeskView['outbox'] }) {
  const t = useT();
  const shell = useShell();
  return (
    <>
      {outbox.waiting > 0 ? (
        <span className={css.part} role="status">
          <Inbox size={14} aria-hidden="true" />
          {t('outbox.waiting', { count: outbox.waiting })}
        </span>
      ) : (
        <span className={cx(css.part, css.faint)}>
          <Check size={13} aria-hidden="true" />
          {t('outbox.empty')}
        </span>
      )}
      {outbox.attention > 0 && (
        <button
          type="button"
          data-attention
          className={cx(css.part, css.button, css.warn)}
          onClick={() => shell.show({ kind: 'attention' })}
        >
          <CircleAlert size={14} aria-hidden="true" />
          {t('outbox.attention', { count: outbox.attention })}
        </button>
      )}
    </>
  );
});

/** The way to the phone for the mouse, where there is one. */
function DialButton() {
  const t = useT();
  const keysOf = useKeysOf();
  const ask = useAskDial();
  if (useDial() === null) return null;
  return (
    <Tooltip text={t('command.dial')} keys={keysOf('dial')} side="top">
      <button
        type="button"
        className={cx(css.part, css.button)}
        aria-label={t('command.dial')}
        onClick={() => ask()}
      >
        <Phone size={13} aria-hidden="true" />
      </button>
    </Tooltip>
  );
}

/** How the call of the main window stands: who mutes it from here sees that it is. */
function CallElsewhere() {
  const { phoneElsewhere } = useData();
  const says = useSyncExternalStore(phoneElsewhere.watch, () => phoneElsewhere.get().says);
  if (says === '') return null;
  return (
    <span className={cx(css.part, css.call)} role="status" title={says}>
      <bdi className="clip">{says}</bdi>
    </span>
  );
}

/** The open case of this agent that is due next. */
function NextDue() {
  const t = useT();
  const link = useRecordLink();
  // As many as the home page asks for: the two share one query.
  const { rows } = useQuery('case.list', {
    view: 'mine',
    sort: 'due',
    text: '',
    customerId: null,
    limit: 30,
  });
  // The list is in the order of these clocks; one that stands still presses nobody.
  const next = rows?.find((row) => pressingClock(row)?.pausedAt === null);
  const clock = next === undefined ? null : pressingClock(next);
  if (next === undefined || clock === null) return null;
  const title = caseTitle(next);
  return (
    <Tooltip text={title} side="top">
      <button type="button" className={cx(css.part, css.button)} {...link('case', next.id)}>
        {/* Not a label: who speaks to the window says what is to be read on the button. */}
        <span className="quiet-only">{t('status.nextDue', { title })}</span>
        <span dir="ltr">{next.number ?? t('session.case')}</span>
        <Countdown to={clock.dueAt} />
      </button>
    </Tooltip>
  );
}

/** Who needs this agent most, and why; one key goes there, and then it says why there. */
function NextNeeded() {
  const inFront = useWorkspace((workspace) => activeSession(workspace).subjectId !== null);
  return <Needed need={useNextNeeded()} inFront={inFront} />;
}

/** Drawn again for another need, not for each session that is in view. */
const Needed = memo(function Needed({ need, inFront }: { need: Need | null; inFront: boolean }) {
  const t = useT();
  const keysOf = useKeysOf();
  const go = useGoToNeeded();
  const words = useReasonWords();
  // Whoever is in front may well be waiting: then it is nobody else.
  if (need === null) {
    return (
      <span className={cx(css.part, css.faint)}>
        {t(inFront ? 'status.nobodyElseNeeds' : 'status.nobodyNeeds')}
      </span>
    );
  }
  return (
    <Tooltip text={t('command.nextNeeded')} keys={keysOf('nextNeeded')} side="top">
      <button type="button" className={cx(css.part, css.button, css.next)} onClick={go}>
        <span className={css.strong}>
          <bdi>{t('status.nextNeeded', { title: need.title })}</bdi>
        </span>
        <span className={css.reason}>{words(need.reasons)}</span>
      </button>
    </Tooltip>
  );
});

/** Why the agent was brought where they are. */
function WhyHere() {
  const t = useT();
  const here = useWorkspace((workspace) => activeSession(workspace).subjectId);
  const why = useShellState((shell) => shell.why);
  const said = why !== null && why.subjectId === here ? why : null;
  return (
    <>
      {said !== null && (
        <span className={cx(css.part, css.why)} aria-hidden="true">
          {t('needs.why', { reason: said.reason })}
        </span>
      )}
      <span className="quiet-only" role="status">
        {said !== null && t('needs.went', { title: said.title, reason: said.reason })}
      </span>
    </>
  );
}
