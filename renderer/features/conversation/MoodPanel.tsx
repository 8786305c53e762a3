// Changes when it is told differently why a conversation has its level.
import { Minus, Plus } from 'lucide-react';
import type { MoodView } from '../../../shared/ipc/moods.ts';
import { sentimentWindow } from '../../../shared/sentiment/types.ts';
import { useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { faceOf } from '../../state/mood.ts';
import { useShell } from '../../state/shell.ts';
import { Button } from '../../ui/Button.tsx';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { MoodCurve } from './MoodCurve.tsx';
import { MoodMessageRow } from './MoodMessageRow.tsx';
import { driversOf, type Driver } from './reasons.ts';
import { useMoodMarks } from './useMoodMarks.ts';
import styles from './sentiment.module.css';

const mostDrivers = 8;

/** Level and course, the words that drove it with their share, the messages that count; and what this is not for. */
export function MoodPanel({ conversationId, onLeave }: { conversationId: string; onLeave: () => void }) {
  const { rows: mood } = useQuery('mood.of', { id: conversationId });
  useMoodMarks(conversationId, mood?.messages);
  return <div className={styles.panel}>{mood == null ? null : <Loaded mood={mood} onLeave={onLeave} />}</div>;
}

function Loaded({ mood, onLeave }: { mood: MoodView; onLeave: () => void }) {
  const t = useT();
  const shell = useShell();
  const face = faceOf(mood) ?? 'unjudged';
  const { messages, steps, mode } = mood;
  const course = messages.map(({ judged, level }) => t(judged ? `sentiment.${level}` : 'mood.unjudged'));
  return (
    <>
      <div className={styles.scroll}>
        <h3 className={styles.title}>{t('conversation.sentiment.title')}</h3>
        <div className={styles.summary}>
          <SentimentFace level={face} size={22} decorative />
          <span className={styles.level}>
            {t(face === 'unjudged' ? 'mood.unjudged' : `sentiment.${face}`)}
          </span>
          {steps.length > 0 && (
            <>
              <MoodCurve steps={steps} width={140} height={34} />
              <span className="quiet-only">{t('mood.course', { levels: course.join(', ') })}</span>
            </>
          )}
        </div>
        <p className={styles.quiet}>
          {t(mode === 'unjudged' ? 'mood.unjudgedLong' : 'conversation.sentiment.window', {
            count: sentimentWindow,
          })}
        </p>
        <Drivers drivers={driversOf(messages, mostDrivers)} />
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

function Drivers({ drivers }: { drivers: readonly Driver[] }) {
  const t = useT();
  const intl = useIntl();
  if (drivers.length === 0) return <p className={styles.quiet}>{t('conversation.sentiment.noReasons')}</p>;
  const most = Math.max(...drivers.map(({ share }) => share));
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
      </ul>
    </section>
  );
}
