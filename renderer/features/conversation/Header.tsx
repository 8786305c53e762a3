// Changes when the line above a conversation shows or offers something else.
import type { ReactNode } from 'react';
import { useNow } from '../../data/hooks.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useT } from '../../state/intl.tsx';
import { liveWords, signOf, useLiveCall } from '../../state/live-call.ts';
import { Button } from '../../ui/Button.tsx';
import { ChannelIcon } from '../../ui/ChannelIcon.tsx';
import { HeardIcon } from '../../ui/HeardIcon.tsx';
import { useUi } from '../../ui/words.tsx';
import { Bidi } from '../../ui/Text.tsx';
import styles from './conversation.module.css';

/** From this wait on, in ms, the time is set in the colour of a warning: D365 counts these as too long. */
const longWaitMs = 5 * 60_000;

interface HeaderProps {
  view: ConversationView;
  /** Null where this agent cannot end it. */
  onEnd: (() => void) | null;
  /** What else can be done with it, offered by other features. */
  actions?: ReactNode;
}

/** Who, on which channel, from which queue, in which state, waiting how long; and its end. */
export function Header({ view, onEnd, actions }: HeaderProps) {
  const t = useT();
  const { row } = view;
  return (
    <header className={styles.header}>
      <ChannelIcon channel={row.channel} />
      <h2 className={styles.title} title={row.title}>
        <Bidi className="clip">{row.title}</Bidi>
      </h2>
      <span className={styles.meta}>
        <span className={styles.metaItem} title={row.queueName}>
          <Bidi className="clip">{row.queueName}</Bidi>
        </span>
        <Standing view={view} />
        {row.waitingSince !== null && <Waiting since={row.waitingSince} />}
      </span>
      {onEnd !== null && actions}
      {onEnd !== null && (
        <Button size="small" className={styles.end} onClick={onEnd}>
          {t('wrapUp.end')}
        </Button>
      )}
    </header>
  );
}

/** Its state; while one is not heard in its call, that. */
function Standing({ view: { conversation } }: { view: ConversationView }) {
  const t = useT();
  const live = useLiveCall(conversation.call === undefined ? null : conversation.id);
  const sign = live === null ? null : signOf(live);
  return (
    <span className={styles.metaItem} data-state={conversation.state} data-sign={sign}>
      {sign !== null && <HeardIcon sign={sign} size={12} />}
      {live === null || sign === null ? t(`state.${conversation.state}`) : liveWords(live, t)}
    </span>
  );
}

function Waiting({ since }: { since: number }) {
  const t = useT();
  const { duration } = useUi();
  const waited = Math.max(0, useNow(1000) - since);
  return (
    <span className={styles.waiting} data-long={waited >= longWaitMs}>
      {t('time.waitingFor', { time: duration(waited) })}
    </span>
  );
}
