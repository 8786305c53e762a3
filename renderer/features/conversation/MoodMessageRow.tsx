// Changes when one message's part in the mood is shown, or set right, differently.
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { MoodMessage } from '../../../shared/ipc/moods.ts';
import type { SentimentLevel } from '../../../shared/sentiment/types.ts';
import { useData } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { MoodLevels } from './MoodLevels.tsx';
import { markReasons } from './reasons.ts';
import styles from './sentiment.module.css';

interface MoodMessageRowProps {
  message: MoodMessage;
  /** Counted from 1, oldest first. */
  place: number;
  /** A correction also goes to the service. */
  collected: boolean;
}

/** Its level, its words with what they did, and a way to say that it is wrong. */
export function MoodMessageRow({ message, place, collected }: MoodMessageRowProps) {
  const t = useT();
  const intl = useIntl();
  const { store } = useData();
  const [choosing, setChoosing] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const { id, at, text, level, judged, corrected, reasons } = message;
  const word = t(judged ? `sentiment.${level}` : 'mood.unjudged');
  const correct = (right: SentimentLevel | null): void => {
    setError(null);
    setChoosing(false);
    store.request('mood.correct', { messageId: id, level: right }).catch((failure: unknown) => {
      setError(toErrorData(failure));
    });
  };
  return (
    <li className={styles.message} value={place}>
      <div className={styles.messageHead}>
        <SentimentFace level={judged ? level : 'unjudged'} size={16} decorative />
        <span>{word}</span>
        <time className={styles.place} dateTime={new Date(at).toISOString()}>
          {t('mood.messageAt', {
            number: intl.formatNumber(place),
            time: intl.formatTime(at, { hour: '2-digit', minute: '2-digit' }),
          })}
        </time>
        {corrected === null ? (
          <Button
            size="small"
            variant="quiet"
            aria-expanded={choosing}
            aria-label={t('mood.wrongOf', { number: intl.formatNumber(place) })}
            onClick={() => setChoosing(!choosing)}
          >
            {t('mood.wrong')}
          </Button>
        ) : (
          <Button
            size="small"
            variant="quiet"
            aria-label={t('mood.undoOf', { number: intl.formatNumber(place) })}
            onClick={() => correct(null)}
          >
            {t('common.undo')}
          </Button>
        )}
      </div>
      {choosing && <MoodLevels label={t('mood.right')} now={judged ? level : null} onChoose={correct} />}
      {corrected !== null && (
        <p className={styles.corrected} role="status">
          {t('mood.corrected', { said: t(`sentiment.${corrected}`) })}{' '}
          {t(collected ? 'mood.keptAndSent' : 'mood.kept')}
        </p>
      )}
      {error !== null && <ErrorNote error={error} />}
      <p className={styles.said} dir="auto">
        {markReasons(text, corrected === null ? reasons : []).map((part, index) =>
          part.weight === null ? (
            part.text
          ) : (
            // A mark does not isolate: the words around it keep their order. Parts have no other identity than their place.
            // oxlint-disable-next-line react/no-array-index-key
            <mark
              key={index}
              className={styles.reason}
              data-sign={part.weight < 0 ? 'down' : 'up'}
              title={t(part.weight < 0 ? 'conversation.sentiment.down' : 'conversation.sentiment.up')}
            >
              {part.text}
            </mark>
          ),
        )}
      </p>
    </li>
  );
}
