// Changes when a draft is reviewed differently.
import { useState } from 'react';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDraft, useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { ArticleBody } from './ArticleBody.tsx';
import { Diff } from './Diff.tsx';
import styles from './work.module.css';

/** @returns an article as one text to compare. */
const asText = ({ title, summary, body, tags }: Article): string =>
  [title, summary, tags.map((tag) => `#${tag}`).join(' '), body].filter((part) => part !== '').join('\n\n');

/** A draft that waits: what it would change, and the reviewer's word. Works offline. */
export function Review({ article }: { article: Article }) {
  const t = useT();
  const run = useRun();
  const toast = useToast();
  const { rows: old } = useQuery('article.view', { id: article.ofId ?? 'none' });
  const comment = useDraft(`review:${article.id}`);
  const [error, setError] = useState<ErrorData | null>(null);
  const [missing, setMissing] = useState(false);
  const decide = (verdict: 'publish' | 'return'): void => {
    const text = comment.text.trim();
    if (verdict === 'return' && text === '') {
      setMissing(true);
      return;
    }
    setError(null);
    run('article.review', { articleId: article.id, verdict, comment: text })
      .then(() => {
        comment.clear();
        toast({ title: t(`knowledge.done.${verdict}`, { title: article.title }), tone: 'ok' });
      })
      .catch((failure: unknown) => setError(toErrorData(failure)));
  };
  const replaces = article.ofId != null && old != null;
  return (
    <>
      {replaces ? (
        <Diff before={asText(old)} after={asText(article)} label={t('knowledge.diff')} />
      ) : (
        <ArticleBody article={article} wide />
      )}
      <form
        className={styles.form}
        aria-label={t('knowledge.review')}
        onSubmit={(event) => {
          event.preventDefault();
          decide('publish');
        }}
      >
        <TextArea
          label={t('knowledge.reviewComment')}
          hint={t('knowledge.reviewHint')}
          error={missing && comment.text.trim() === '' ? t('knowledge.reviewMissing') : undefined}
          value={comment.text}
          maxLength={2000}
          rows={3}
          onChange={(text) => comment.set(text, text.length)}
        />
        {error !== null && <ErrorNote error={error} />}
        <div className={styles.buttons}>
          <Button type="submit" variant="primary">
            {t('knowledge.publish')}
          </Button>
          <Button onClick={() => decide('return')}>{t('knowledge.return')}</Button>
        </div>
      </form>
    </>
  );
}
