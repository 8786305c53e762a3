// Changes when a conversation on the telephone shows something else where others have their messages.
import { Phone } from 'lucide-react';
import type { ReactNode } from 'react';
import { farNumber, talkedMs, type ConversationCall } from '../../../shared/domain/call.ts';
import { formatNumber } from '../../../shared/phone/number.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useNow } from '../../data/hooks.ts';
import { callFace, callState, callTitle } from '../../state/call-words.ts';
import { useDial, usePhoneHere } from '../../state/dialling.ts';
import { useT, type Translate } from '../../state/intl.tsx';
import { liveWords, signOf, useLiveCall, type LiveCall } from '../../state/live-call.ts';
import { CallIcon } from '../../ui/CallIcon.tsx';
import { HeardIcon } from '../../ui/HeardIcon.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { useUi } from '../../ui/words.tsx';
import styles from './call-panel.module.css';
import { Transcript } from './Transcript.tsx';

interface CallPanelProps {
  view: ConversationView;
  call: ConversationCall;
  /** What else is known of the call, from other features: its recording, how well it was heard. */
  more?: ReactNode;
  /** Where the agent writes. */
  notes?: ReactNode;
}

/** Who, by which number, how it stands and for how long; below it the place for notes. */
export function CallPanel({ view, call, more, notes }: CallPanelProps) {
  const t = useT();
  const ui = useUi();
  const { conversation, row } = view;
  const live = useLiveCall(conversation.id);
  const dial = useDial();
  const here = usePhoneHere();
  const sign = live === null ? null : signOf(live);
  const goesOn = call.endedAt === undefined;
  const number = farNumber(call);
  const talked = talkedMs(call);
  const facts: [string, ReactNode][] = [
    [t('call.began'), <time key="began">{ui.exact(call.ringingAt)}</time>],
    ...(talked === null ? [] : [[t('call.talked'), ui.duration(talked)] satisfies [string, ReactNode]]),
    ...(call.heldMs === undefined || call.heldMs < 1000
      ? []
      : [[t('call.held'), ui.duration(call.heldMs)] satisfies [string, ReactNode]]),
    ...(row.queueName === ''
      ? []
      : [[t('call.queue'), <Bidi key="queue">{row.queueName}</Bidi>] satisfies [string, ReactNode]]),
  ];
  return (
    <div className={styles.scroll} data-scroller>
      <section className={styles.panel} aria-label={callTitle(call, t)} data-call-state={stateOf(call)}>
        <div className={styles.head}>
          <span className={styles.disc} data-live={goesOn}>
            <CallIcon face={callFace(call)} size={22} />
          </span>
          <div className={styles.who}>
            <span className={styles.name}>
              <Bidi className="clip">{row.title}</Bidi>
            </span>
            {number !== '' && number !== row.title && (
              <span className={styles.number}>
                <bdi dir="ltr">{formatNumber(number)}</bdi>
              </span>
            )}
          </div>
          <div className={styles.standing}>
            <span className={styles.state} data-sign={sign}>
              {sign !== null && <HeardIcon sign={sign} />}
              {goesOn ? goingWords(call, live, here, t) : callState(call, t)}
            </span>
            {goesOn && <Running since={call.answeredAt ?? call.ringingAt} />}
            {!goesOn && talked !== null && (
              <span className={styles.time} dir="ltr">
                {ui.duration(talked)}
              </span>
            )}
          </div>
          {!goesOn && dial !== null && number !== '' && (
            <IconButton
              label={t('phone.callNumber', { number: formatNumber(number) || number })}
              onClick={() => dial(number, row.title === number ? '' : row.title)}
            >
              <Phone size={16} aria-hidden="true" />
            </IconButton>
          )}
        </div>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        {more}
      </section>
      {notes !== undefined && (
        <section className={styles.notes} aria-label={t('call.notes')}>
          <h3>{t('call.notes')}</h3>
          {notes}
        </section>
      )}
      {call.transcript !== undefined && <Transcript conversationId={conversation.id} call={call} />}
    </div>
  );
}

/**
 * The same words as in the bar; where another telephone has it, that.
 * @param phone whether this window sees the phone: a session's own window does not, and knows nothing against it.
 */
function goingWords(call: ConversationCall, live: LiveCall | null, phone: boolean, t: Translate): string {
  if (live === null) return call.answeredAt === undefined || !phone ? callState(call, t) : t('call.notHere');
  // That somebody is calling says the title.
  if (live.phase !== 'talking') return callState(call, t);
  return live.heard === 'heard' && !live.together ? t('call.talking') : liveWords(live, t);
}

function stateOf(call: ConversationCall): 'ringing' | 'talking' | 'over' {
  if (call.endedAt !== undefined) return 'over';
  return call.answeredAt === undefined ? 'ringing' : 'talking';
}

function Running({ since }: { since: number }) {
  const ui = useUi();
  return (
    <span className={styles.time} dir="ltr">
      {ui.duration(Math.max(0, useNow(1000) - since))}
    </span>
  );
}
