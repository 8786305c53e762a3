// Changes when a conversation on the telephone shows something else where others have their messages.
import { useCallback, useSyncExternalStore, type ReactNode } from 'react';
import { farNumber, talkedMs, type ConversationCall } from '../../../shared/domain/call.ts';
import { formatNumber } from '../../../shared/phone/number.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { conversationIdOf } from '../../data/call-reporter.ts';
import { useData, useNow } from '../../data/hooks.ts';
import { callFace, callState, callTitle } from '../../state/call-words.ts';
import { useT } from '../../state/intl.tsx';
import { CallIcon } from '../../ui/CallIcon.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { useUi } from '../../ui/words.tsx';
import styles from './call-panel.module.css';

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
  const here = useIsHere(conversation.id);
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
    <div className={styles.scroll}>
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
            <span className={styles.state} role="status">
              {goesOn && !here && call.answeredAt !== undefined ? t('call.notHere') : callState(call, t)}
            </span>
            {goesOn && <Running since={call.answeredAt ?? call.ringingAt} />}
            {!goesOn && talked !== null && (
              <span className={styles.time} dir="ltr">
                {ui.duration(talked)}
              </span>
            )}
          </div>
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
    </div>
  );
}

function stateOf(call: ConversationCall): 'ringing' | 'talking' | 'over' {
  if (call.endedAt !== undefined) return 'over';
  return call.answeredAt === undefined ? 'ringing' : 'talking';
}

/** Whether the telephone of this desk has the call of a conversation now. */
function useIsHere(conversationId: string): boolean {
  const { phone } = useData();
  const read = useCallback(
    () =>
      phone
        .get()
        .phone?.calls.some((call) => call.phase !== 'ended' && conversationIdOf(call) === conversationId) ===
      true,
    [phone, conversationId],
  );
  return useSyncExternalStore(phone.watch, read);
}

function Running({ since }: { since: number }) {
  const ui = useUi();
  return (
    <span className={styles.time} dir="ltr">
      {ui.duration(Math.max(0, useNow(1000) - since))}
    </span>
  );
}
