// Changes when the page of an article is put together differently.
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { ArticleBody } from './ArticleBody.tsx';
import styles from './knowledge.module.css';

/** One article over the whole tab. */
export function ArticleTab({ articleId }: { articleId: string }) {
  const t = useT();
  const { rows: article, error } = useQuery('article.view', { id: articleId });
  if (article === undefined)
    return error === null ? <SkeletonRows count={10} height={14} /> : <ErrorNote error={error} />;
  if (article === null) return <EmptyState title={t('knowledge.gone')}>{t('knowledge.goneText')}</EmptyState>;
  return (
    <div className={styles.page}>
      <ArticleBody article={article} />
    </div>
  );
}
