// Changes when the knowledge base has other pages: what is found, one's drafts, what waits for a review, what was suggested.
import { Plus } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ArticleDraft } from '../../../shared/ipc/views-knowledge.ts';
import { useData, useDesk, useQuery, useRun } from '../../data/hooks.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { useRecordLink, useTabView, useWorkspaceActions } from '../../state/workspace.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Tabs, type TabItem } from '../../ui/Tabs.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { Ago } from '../../ui/Time.tsx';
import { ArticleSearch } from './ArticleSearch.tsx';
import { beginArticle, freshKey } from './useArticleForm.ts';
import styles from './work.module.css';

type Page = 'find' | 'drafts' | 'reviews' | 'suggestions';

/** The knowledge base over a whole tab. */
export function KnowledgeTab({ tabId }: { tabId: string }) {
  const t = useT();
  const { agent } = useDesk();
  const [page, setPage] = useTabView<Page>(tabId, 'page', 'find');
  const { rows: drafts } = useQuery('article.drafts', {});
  const { rows: reviews } = useQuery('article.reviews', {});
  const { rows: suggestions } = useQuery('feedback.open', {});
  const keeps = agent !== null && agent.role !== 'agent';
  const count = (rows: readonly unknown[] | undefined): ReactNode =>
    rows !== undefined && rows.length > 0 && <Badge>{String(rows.length)}</Badge>;
  const items: TabItem<Page>[] = [
    {
      value: 'find',
      label: t('knowledge.page.find'),
      panel: (
        <div className={styles.find}>
          <ArticleSearch conversationId={null} />
        </div>
      ),
    },
    {
      value: 'drafts',
      label: t('knowledge.page.drafts'),
      badge: count(drafts),
      panel: (
        <div className={styles.list}>
          <NewArticle />
          <Drafts rows={drafts} empty={t('knowledge.noDrafts')} />
        </div>
      ),
    },
  ];
  if (keeps) {
    items.push(
      {
        value: 'reviews',
        label: t('knowledge.page.reviews'),
        badge: count(reviews),
        panel: (
          <div className={styles.list}>
            <Drafts rows={reviews} empty={t('knowledge.noReviews')} byline />
          </div>
        ),
      },
      {
        value: 'suggestions',
        label: t('knowledge.page.suggestions'),
        badge: count(suggestions),
        panel: (
          <div className={styles.list}>
            <Suggestions />
          </div>
        ),
      },
    );
  }
  return (
    <div className={styles.tabPage}>
      <Tabs
        label={t('tab.knowledge')}
        value={items.some(({ value }) => value === page) ? page : 'find'}
        onChange={setPage}
        items={items}
      />
    </div>
  );
}

/** A new article that is about no case. Not saved until its author says so; going on with one that was begun. */
function NewArticle() {
  const t = useT();
  const locale = useLocale();
  const { drafts, newId } = useData();
  const actions = useWorkspaceActions();
  return (
    <div className={styles.item}>
      <Button
        size="small"
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() => {
          const begun = drafts.get(freshKey('new')).text;
          const id = begun === '' ? newId() : begun;
          if (begun === '') {
            const values = { title: '', summary: '', body: '', locale, tags: [] };
            beginArticle(drafts, id, values, { caseId: null, ofId: null });
          }
          actions.openTab('article', id);
        }}
      >
        {t('knowledge.new')}
      </Button>
    </div>
  );
}

interface DraftsProps {
  rows: readonly ArticleDraft[] | undefined;
  empty: string;
  /** Whether it says whose they are. */
  byline?: boolean;
}

function Drafts({ rows, empty, byline = false }: DraftsProps) {
  const t = useT();
  const link = useRecordLink();
  if (rows === undefined) return <SkeletonRows count={4} height={32} />;
  if (rows.length === 0) return <EmptyState>{empty}</EmptyState>;
  return (
    <ul>
      {rows.map((row) => (
        <li key={row.id} className={styles.item}>
          <span className={styles.itemMain}>
            <button type="button" className={styles.itemTitle} title={row.title} {...link('article', row.id)}>
              <Bidi className="clip">{row.title}</Bidi>
            </button>
            <span className={styles.quiet}>
              {row.locale.toUpperCase()} · {byline && <Bidi>{`${row.authorName} · `}</Bidi>}
              <Ago at={row.submittedAt ?? row.updatedAt} />
              {row.pending && ` · ${t('knowledge.pending')}`}
            </span>
          </span>
          {row.ofId != null && <Badge>{t('knowledge.isRevision')}</Badge>}
          <Badge>{t(`knowledge.stage.${stageOf(row)}`)}</Badge>
        </li>
      ))}
    </ul>
  );
}

function stageOf({ submittedAt, review }: ArticleDraft): 'waits' | 'returned' | 'draft' {
  if (submittedAt != null) return 'waits';
  return review?.verdict === 'return' ? 'returned' : 'draft';
}

/** What agents would change, until somebody has dealt with it. */
function Suggestions() {
  const t = useT();
  const run = useRun();
  const link = useRecordLink();
  const { rows } = useQuery('feedback.open', {});
  const [error, setError] = useState<ErrorData | null>(null);
  if (rows === undefined) return <SkeletonRows count={4} height={48} />;
  if (rows.length === 0) return <EmptyState>{t('knowledge.noSuggestions')}</EmptyState>;
  return (
    <>
      {error !== null && <ErrorNote error={error} />}
      <ul>
        {rows.map((row) => (
          <li key={row.id} className={styles.item}>
            <span className={styles.itemMain}>
              <button
                type="button"
                className={styles.itemTitle}
                title={row.title}
                {...link('article', row.articleId)}
              >
                <Bidi className="clip">{row.title}</Bidi>
              </button>
              <span className={styles.itemText}>
                <Bidi>{row.text}</Bidi>
              </span>
              <span className={styles.quiet}>
                <Bidi>{row.authorName}</Bidi> · <Ago at={row.at} />
                {row.helpful !== null &&
                  ` · ${t(row.helpful ? 'knowledge.foundHelpful' : 'knowledge.foundUnhelpful')}`}
              </span>
            </span>
            <Button
              size="small"
              aria-label={t('knowledge.settleNamed', { title: row.title })}
              onClick={() => {
                setError(null);
                run('feedback.settle', { feedbackId: row.id }).catch((failure: unknown) =>
                  setError(toErrorData(failure)),
                );
              }}
            >
              {t('knowledge.settle')}
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}
