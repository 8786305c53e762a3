// Changes when an article is set differently.
import { memo, useMemo } from 'react';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { blocksOf } from './blocks.ts';
import styles from './knowledge.module.css';

/** An article to read. Its text is text: nothing in it becomes markup. */
export const ArticleBody = memo(function ArticleBody({ article }: { article: Article }) {
  const t = useT();
  const intl = useIntl();
  const blocks = useMemo(() => blocksOf(article.body), [article.body]);
  return (
    <article className={styles.article} lang={article.locale} dir="auto">
      <h2 className={styles.articleTitle} dir="auto">
        {article.title}
      </h2>
      <p className={styles.quiet} dir="auto">
        {t('knowledge.updated', { date: intl.formatDate(article.updatedAt, { dateStyle: 'medium' }) })}
      </p>
      {article.summary !== '' && (
        <p className={styles.summary} dir="auto">
          {article.summary}
        </p>
      )}
      {blocks.map((block, index) => {
        // Blocks have no other identity than their place.
        const key = `${block.kind} ${String(index)}`;
        if (block.kind === 'heading') {
          return (
            <h3 key={key} dir="auto">
              {block.text}
            </h3>
          );
        }
        if (block.kind === 'paragraph') {
          return (
            <p key={key} dir="auto">
              {block.text}
            </p>
          );
        }
        return (
          <ul key={key}>
            {block.items.map((item, at) => (
              <li key={`${String(at)} ${item.slice(0, 20)}`} dir="auto">
                {item}
              </li>
            ))}
          </ul>
        );
      })}
      {article.tags.length > 0 && (
        <div className={styles.tags}>
          {article.tags.map((tag) => (
            <Badge key={tag}>{tag}</Badge>
          ))}
        </div>
      )}
    </article>
  );
});
