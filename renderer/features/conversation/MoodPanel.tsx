// Changes when it is told differently why a conversation has its level.
import { Minus, Plus } from 'lucide-react';
import type { MoodView } from '../../../shared/ipc/moods.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useShell } from '../../state/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { MoodMessageRow } from './MoodMessageRow.tsx';
import { MoodSummary } from './MoodSummary.tsx';
import { driversOf, type Driver } from './reasons.ts';
import { useMoodMarks } from './useMoodMarks.ts';
import styles from './sentiment.module.css';

const mostDrivers = 8;
const nothing: MoodView['messages'] = [];

/** Level and course, the words that drove it with their share, the messages that count; and what this is not for. */
export function MoodPanel({ conversationId, onLeave }: { conversationId: string; onLeave: () => void }) {
  const { rows: mood } = useQuery('mood.of', { id: conversationId });
  useMoodMarks(conversationId, mood?.set?.newer === 0 ? nothing : mood?.messages);
  return (
    <div className={styles.panel}>
      {mood == null ? null : <Loaded conversationId={conversationId} mood={mood} onLeave={onLeave} />}
    </div>
  );
}

interface LoadedProps {
  conversationId: string;
  mood: MoodView;
  onLeave: () => void;
}

function Loaded({ conversationId, mood, onLeave }: LoadedProps) {
  const t = useT();
  const shell = useShell();
  const { messages, set } = mood;
  return (
    <>
      <div className={styles.scroll}>
        <h3 className={styles.title}>{t('conversation.sentiment.title')}</h3>
        <MoodSummary conversationId={conversationId} mood={mood} />
        {/* What an agent has just set was driven by no words. */}
        {set?.newer !== 0 && <Drivers {...driversOf(messages, mostDrivers)} />}
        {messages.length > 0 && (
          <section aria-label={t('mood.counts')}>
            <h4 className={styles.name}>{t('mood.counts')}</h4>
            <ol className={styles.messages} reversed start={messages.length}>
              {messages.toReversed().map((message, index) => (
                <MoodMessageRow
                  key={message.id}
                  message={message}
                  place={messages.length - index}
                  collected={mood.collected}
                />
              ))}
            </ol>
          </section>
        )}
      </div>
      <div className={styles.foot}>
        <p className={styles.notice}>{t('conversation.sentiment.notice')}</p>
        <Button
          size="small"
          className={styles.about}
          onClick={() => {
            onLeave();
            shell.show({ kind: 'settings', page: 'mood' });
          }}
        >
          {t('mood.about')}
        </Button>
      </div>
    </>
  );
}

/** Below this a share is nothing to speak of. */
const leastShare = 0.005;

function Drivers({ drivers, rest }: { drivers: readonly Driver[]; rest: number }) {
  const t = useT();
  const intl = useIntl();
  if (drivers.length === 0) return <p className={styles.quiet}>{t('conversation.sentiment.noReasons')}</p>;
  const most = Math.max(rest, ...drivers.map(({ share }) => share));
  return (
    <section aria-label={t('mood.drove')}>
      <h4 className={styles.name}>{t('mood.drove')}</h4>
      <ul className={styles.drivers}>
        {drivers.map(({ messageId, start, text, weight, share, source, place }) => {
          const down = weight < 0;
          const Sign = down ? Minus : Plus;
          return (
            <li key={`${messageId} ${String(start)} ${source}`} className={styles.driver}>
              <Sign size={13} aria-hidden="true" className={styles.sign} data-sign={down ? 'down' : 'up'} />
              <bdi className={styles.driverWord}>{text}</bdi>
              {source === 'rule' && <span className={styles.rule}>{t('mood.rule')}</span>}
              <span className={styles.place}>{t('mood.message', { number: intl.formatNumber(place) })}</span>
              <span className={styles.bar} aria-hidden="true">
                <i
                  data-sign={down ? 'down' : 'up'}
                  style={{ inlineSize: `${String((share / most) * 100)}%` }}
                />
              </span>
              <span className={styles.share}>
                <span className="quiet-only">
                  {t(down ? 'conversation.sentiment.down' : 'conversation.sentiment.up')}{' '}
                </span>
                {intl.formatNumber(share, { style: 'percent' })}
              </span>
            </li>
          );
        })}
        {rest >= leastShare && (
          <li className={styles.driver}>
            <span className={styles.others}>{t('mood.others')}</span>
            <span className={styles.bar} aria-hidden="true">
              <i data-sign="none" style={{ inlineSize: `${String((rest / most) * 100)}%` }} />
            </span>
            <span className={styles.share}>{intl.formatNumber(rest, { style: 'percent' })}</span>
          </li>
        )}
      </ul>
    </section>
  );
}
