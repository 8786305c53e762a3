// Changes when the level of a whole conversation is shown, or set right, differently in the panel of reasons.
import { useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { MoodView } from '../../../shared/ipc/moods.ts';
import { sentimentWindow, type SentimentLevel } from '../../../shared/sentiment/types.ts';
import { useData } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { faceOf } from '../../state/mood.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { SentimentFace } from '../../ui/SentimentFace.tsx';
import { MoodCurve } from './MoodCurve.tsx';
import { MoodLevels } from './MoodLevels.tsx';
import styles from './sentiment.module.css';

/** Face, word and course of the conversation, from what it was told, and a way to say that it is wrong. */
export function MoodSummary({ conversationId, mood }: { conversationId: string; mood: MoodView }) {
  const t = useT();
  const { store } = useData();
  const [choosing, setChoosing] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const face = faceOf(mood) ?? 'unjudged';
  const { messages, steps, mode, set, collected } = mood;
  const course = messages.map(({ judged, level }) => t(judged ? `sentiment.${level}` : 'mood.unjudged'));
  const settle = (level: SentimentLevel | null): void => {
    setError(null);
    setChoosing(false);
    store.request('mood.settle', { conversationId, level }).catch((failure: unknown) => {
      setError(toErrorData(failure));
    });
  };
  return (
    <>
      <div className={styles.summary}>
        <SentimentFace level={face} size={22} decorative />
        <span className={styles.level}>{t(face === 'unjudged' ? 'mood.unjudged' : `sentiment.${face}`)}</span>
        {steps.length > 0 && (
          <>
            <MoodCurve steps={steps} width={120} height={34} />
            <span className="quiet-only">{t('mood.course', { levels: course.join(', ') })}</span>
          </>
        )}
        {messages.length > 0 && set === undefined && (
          <Button
            size="small"
            variant="quiet"
            aria-expanded={choosing}
            aria-label={t('mood.wrongWhole')}
            onClick={() => setChoosing(!choosing)}
          >
            {t('mood.wrong')}
          </Button>
        )}
        {set !== undefined && (
          <Button size="small" variant="quiet" aria-label={t('mood.undoWhole')} onClick={() => settle(null)}>
            {t('common.undo')}
          </Button>
        )}
      </div>
      {choosing && (
        <MoodLevels label={t('mood.rightWhole')} now={face === 'unjudged' ? null : face} onChoose={settle} />
      )}
      {error !== null && <ErrorNote error={error} />}
      {set === undefined ? (
        <p className={styles.quiet}>
          {t(mode === 'unjudged' ? 'mood.unjudgedLong' : 'conversation.sentiment.window', {
            count: sentimentWindow,
          })}
        </p>
      ) : (
        <p className={styles.corrected} role="status">
          {t(set.newer === 0 ? 'mood.corrected' : 'mood.correctedBefore', {
            said: t(`sentiment.${set.said}`),
          })}{' '}
          {t(collected ? 'mood.keptAndSent' : 'mood.kept')}
        </p>
      )}
    </>
  );
}
