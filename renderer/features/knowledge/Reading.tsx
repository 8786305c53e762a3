// Changes when an article is read, sent or copied beside a conversation differently.
import { ArrowLeft, Copy, ExternalLink } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import {
  activeSession,
  tabIdOf,
  useRecordLink,
  useWorkspaceActions,
  useWorkspaceReader,
} from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ArticleBody } from './ArticleBody.tsx';
import { Rating } from './Rating.tsx';
import { useSendArticle } from './useSendArticle.ts';
import styles from './knowledge.module.css';

interface ReadingProps {
  articleId: string;
  conversationId: string | null;
  /** The words it was found by. */
  find: string;
  onBack: () => void;
}

/** One article in the place of the search that found it. Esc goes back. */
export function Reading({ articleId, conversationId, find, onBack }: ReadingProps) {
  const t = useT();
  const link = useRecordLink();
  const actions = useWorkspaceActions();
  const read = useWorkspaceReader();
  const { rows: article } = useQuery('article.view', { id: articleId });
  const { possible, send, insert, insertText, copy } = useSendArticle(conversationId);
  const [done, setDone] = useState<'sent' | 'inserted' | 'copied' | 'tooLong' | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const back = useRef<HTMLButtonElement>(null);
  useEffect(() => back.current?.focus(), []);
  const attempt = (work: Promise<void>, then: 'sent' | 'copied'): void => {
    setError(null);
    work.then(() => setDone(then)).catch((failure: unknown) => setError(toErrorData(failure)));
  };
  const open = link('article', articleId);
  const found: Article | null = article ?? null;
  return (
    <section
      className={styles.search}
      aria-label={t('knowledge.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onBack();
      }}
    >
      <div className={cx(styles.bar, styles.readingBar)}>
        {/* Without a tooltip: it would take the first Esc for itself. */}
        <IconButton ref={back} label={t('knowledge.back')} tooltip={false} onClick={onBack}>
          <ArrowLeft size={16} aria-hidden="true" className={styles.arrow} />
        </IconButton>
        <span className={styles.push} />
        {found !== null && (
          <IconButton label={t('knowledge.copy')} onClick={() => attempt(copy(found), 'copied')}>
            <Copy size={15} aria-hidden="true" />
          </IconButton>
        )}
        <IconButton
          label={t('knowledge.openTab')}
          {...open}
          onClick={(event) => {
            open.onClick(event);
            // There too the words it was found by are marked.
            actions.setView(tabIdOf(activeSession(read()).id, 'article', articleId), 'find', find);
          }}
        >
          <ExternalLink size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <div className={styles.reading}>
        {article === undefined && <SkeletonRows count={8} height={14} />}
        {article === null && <EmptyState title={t('knowledge.gone')}>{t('knowledge.goneText')}</EmptyState>}
        {found !== null && (
          <>
            <ArticleBody article={found} find={find} />
            <Rating articleId={articleId} />
          </>
        )}
      </div>
      {error !== null && <ErrorNote error={error} />}
      {found !== null && conversationId !== null && (
        <div className={styles.actions}>
          {!possible && <p className={styles.quiet}>{t('knowledge.notNow')}</p>}
          <div className={styles.buttons}>
            <Button variant="primary" disabled={!possible} onClick={() => attempt(send(found), 'sent')}>
              {t('knowledge.send')}
            </Button>
            <Button disabled={!possible} onClick={() => setDone(insert(found) ? 'inserted' : 'tooLong')}>
              {t('knowledge.insert')}
            </Button>
            <Button disabled={!possible} onClick={() => setDone(insertText(found) ? 'inserted' : 'tooLong')}>
              {t('knowledge.insertText')}
            </Button>
          </div>
        </div>
      )}
      <span role="status" className={done === null ? 'quiet-only' : styles.done}>
        {done === null ? '' : t(`knowledge.${done}`)}
      </span>
    </section>
  );
}
