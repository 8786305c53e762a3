// Changes when an article is set differently.
import { Fragment, memo, useEffect, useId, useMemo, useRef, type ReactNode } from 'react';
import { blocksOf, type Block } from '../../../shared/domain/article-blocks.ts';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { CallableText } from '../../state/CallableText.tsx';
import { useIntl, useT } from '../../state/intl.tsx';
import { Badge } from '../../ui/Badge.tsx';
import { cx } from '../../ui/cx.ts';

import { Marked } from './Marked.tsx';
import styles from './article.module.css';

/** Fewer headings need no outline. */
const leastOutlined = 3;

interface ArticleBodyProps {
  article: Pick<Article, 'title' | 'summary' | 'body' | 'locale' | 'tags' | 'updatedAt'>;
  /** The words of a search: marked, and the first place is brought into view. */
  find?: string;
  /** Whether there is room for the outline beside the text. */
  wide?: boolean;
}

/** An article to read. Its text is text: nothing in it becomes markup. */
export const ArticleBody = memo(function ArticleBody({ article, find = '', wide = false }: ArticleBodyProps) {
  const t = useT();
  const intl = useIntl();
  const blocks = useMemo(() => blocksOf(article.body), [article.body]);
  const id = useId();
  const root = useRef<HTMLElement>(null);
  useEffect(() => {
    if (find === '') return;
    const first = root.current?.querySelector('mark');
    // One in the title or the summary is in view anyway.
    if (first?.closest('[data-text]') != null) first.scrollIntoView?.({ block: 'center' });
  }, [find]);
  return (
    <div className={cx(styles.reader, wide && styles.wide)}>
      <Outline id={id} blocks={blocks} wide={wide} />
      <article ref={root} className={styles.article} lang={article.locale} dir="auto">
        <h2 className={styles.articleTitle} dir="auto">
          <Marked text={article.title} find={find} />
        </h2>
        <p className={styles.quiet} dir="auto">
          {t('knowledge.updated', { date: intl.formatDate(article.updatedAt, { dateStyle: 'medium' }) })}
        </p>
        {article.summary !== '' && (
          <p className={styles.summary} dir="auto">
            <CallableText text={article.summary} find={find} className={styles.call} />
          </p>
        )}
        <div data-text className={styles.text}>
          {blocks.map((block, at) => (
            // Blocks have no other identity than their place.
            <Fragment key={`${block.kind} ${String(at)}`}>
              {shown(block, `${id}-${String(at)}`, find)}
            </Fragment>
          ))}
        </div>
        {article.tags.length > 0 && (
          <div className={styles.tags}>
            {article.tags.map((tag) => (
              <Badge key={tag}>{tag}</Badge>
            ))}
          </div>
        )}
      </article>
    </div>
  );
});

function shown(block: Block, id: string, find: string): ReactNode {
  switch (block.kind) {
    case 'heading':
      return (
        <h3 id={id} tabIndex={-1} dir="auto">
          <Marked text={block.text} find={find} />
        </h3>
      );
    case 'paragraph':
      return (
        <p dir="auto">
          <CallableText text={block.text} find={find} className={styles.call} />
        </p>
      );
    case 'list':
      return (
        <ul>
          {block.items.map((item, at) => (
            <li key={`${String(at)} ${item.slice(0, 20)}`} dir="auto">
              <CallableText text={item} find={find} className={styles.call} />
            </li>
          ))}
        </ul>
      );
  }
}

/** The headings, to go to: beside the text, or folded above it. */
function Outline({ id, blocks, wide }: { id: string; blocks: readonly Block[]; wide: boolean }) {
  const t = useT();
  const headings = blocks.flatMap((block, at) =>
    block.kind === 'heading' ? [{ at, text: block.text }] : [],
  );
  if (headings.length < leastOutlined) return null;
  const list = (
    <ul>
      {headings.map(({ at, text }) => (
        <li key={at}>
          <button
            type="button"
            className={styles.outlineItem}
            dir="auto"
            onClick={() => {
              const heading = document.getElementById(`${id}-${String(at)}`);
              heading?.scrollIntoView({ block: 'start' });
              heading?.focus({ preventScroll: true });
            }}
          >
            {text}
          </button>
        </li>
      ))}
    </ul>
  );
  return (
    <nav className={styles.outline} aria-label={t('knowledge.outline')}>
      {wide ? (
        <>
          <p className={styles.outlineHead} aria-hidden="true">
            {t('knowledge.outline')}
          </p>
          {list}
        </>
      ) : (
        <details>
          <summary>{t('knowledge.outline')}</summary>
          {list}
        </details>
      )}
    </nav>
  );
}
