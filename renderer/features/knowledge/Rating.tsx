// Changes when an article is rated, or a change of it suggested, differently.
import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { useRef, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDraft, useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import styles from './article.module.css';

const mostText = 4000;

/** Whether it helped, and what should be changed in it: one word per agent, which may change its mind. Works offline. */
export function Rating({ articleId }: { articleId: string }) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const { rows: said } = useQuery('feedback.of', { id: articleId });
  const draft = useDraft(`feedback:${articleId}`);
  const [open, setOpen] = useState(draft.text !== '');
  const [error, setError] = useState<ErrorData | null>(null);
  // Pressed again before the first press is known, it is still one word.
  const made = useRef<string | null>(null);
  const sent = useRef<{ helpful: boolean | null; text: string } | null>(null);
  if (said === undefined) return null;
  const mine = said.mine;
  const now = mine ?? sent.current ?? { helpful: null, text: '' };
  const give = async (helpful: boolean | null, text: string): Promise<boolean> => {
    setError(null);
    made.current ??= newId();
    sent.current = { helpful, text };
    try {
      await run('feedback.give', { feedbackId: mine?.id ?? made.current, articleId, helpful, text });
      return true;
    } catch (failure) {
      sent.current = null;
      setError(toErrorData(failure));
      return false;
    }
  };
  const rate = (helpful: boolean): void => {
    const next = mine?.helpful === helpful ? null : helpful;
    void give(next, now.text);
    if (next === false) setOpen(true);
  };
  const send = async (): Promise<void> => {
    if (!(await give(now.helpful, draft.text.trim()))) return;
    draft.clear();
    setOpen(false);
  };
  return (
    <section className={styles.rating} aria-label={t('knowledge.rating')}>
      <div className={styles.ratingLine}>
        <span>{t('knowledge.rate')}</span>
        <Button
          size="small"
          aria-pressed={mine?.helpful === true}
          variant={mine?.helpful === true ? 'primary' : 'plain'}
          icon={<ThumbsUp size={14} aria-hidden="true" />}
          onClick={() => rate(true)}
        >
          {t('knowledge.helpful')}
        </Button>
        <Button
          size="small"
          aria-pressed={mine?.helpful === false}
          variant={mine?.helpful === false ? 'primary' : 'plain'}
          icon={<ThumbsDown size={14} aria-hidden="true" />}
          onClick={() => rate(false)}
        >
          {t('knowledge.unhelpful')}
        </Button>
        {!open && (
          <Button
            size="small"
            variant="quiet"
            onClick={() => {
              if (draft.text === '' && now.text !== '') draft.set(now.text, now.text.length);
              setOpen(true);
            }}
          >
            {t(now.text === '' ? 'knowledge.suggest' : 'knowledge.suggestAgain')}
          </Button>
        )}
      </div>
      {said.helpful + said.unhelpful > 0 && (
        <p className={styles.quiet}>
          {t('knowledge.rated', { helpful: said.helpful, count: said.helpful + said.unhelpful })}
        </p>
      )}
      {mine !== null && mine.text !== '' && !open && (
        <div className={styles.said}>
          <span className={styles.quiet}>
            {t(mine.settledAt === null ? 'knowledge.suggested' : 'knowledge.suggestionSettled')}
          </span>
          <p>
            <Bidi>{mine.text}</Bidi>
          </p>
        </div>
      )}
      {open && (
        <form
          className={styles.rating}
          onSubmit={(event) => {
            event.preventDefault();
            void send();
          }}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
              event.preventDefault();
              void send();
            }
            if (event.key !== 'Escape') return;
            event.stopPropagation();
            setOpen(false);
          }}
        >
          <TextArea
            label={t('knowledge.suggestion')}
            value={draft.text}
            maxLength={mostText}
            rows={3}
            autoFocus
            onChange={(text) => draft.set(text, text.length)}
          />
          <div className={styles.ratingLine}>
            <Button type="submit" size="small" disabled={draft.text.trim() === '' && now.text === ''}>
              {t('knowledge.sendSuggestion')}
            </Button>
            <Button
              size="small"
              variant="quiet"
              onClick={() => {
                draft.clear();
                setOpen(false);
              }}
            >
              {t('common.cancel')}
            </Button>
          </div>
        </form>
      )}
      {error !== null && <ErrorNote error={error} />}
    </section>
  );
}
