// Changes when the page of an article is put together differently: to read, to write or to review.
import { FilePen, Pencil } from 'lucide-react';
import { mayEditArticle } from '../../../shared/domain/apply-article.ts';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { useData, useDesk, useQuery } from '../../data/hooks.ts';
import { useIntl, useT } from '../../state/intl.tsx';
import { useRecordLink, useTabView, useWorkspaceActions } from '../../state/workspace.ts';
import { Badge } from '../../ui/Badge.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState, SkeletonRows } from '../../ui/EmptyState.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { ArticleBody } from './ArticleBody.tsx';
import { ArticleEditor } from './ArticleEditor.tsx';
import { Rating } from './Rating.tsx';
import { RemoveDraft } from './RemoveDraft.tsx';
import { Review } from './Review.tsx';
import { beginArticle, freshKey, useArticleForm, type ArticleForm } from './useArticleForm.ts';
import styles from './work.module.css';

interface ArticleTabProps {
  articleId: string;
  tabId: string;
}

/** One article over the whole tab: read, written or reviewed, as it stands and by whom. */
export function ArticleTab({ articleId, tabId }: ArticleTabProps) {
  const t = useT();
  const { rows: article, error } = useQuery('article.view', { id: articleId });
  const form = useArticleForm(articleId, article ?? null);
  if (article === undefined)
    return error === null ? <SkeletonRows count={10} height={14} /> : <ErrorNote error={error} />;
  if (article === null && form === null)
    return <EmptyState title={t('knowledge.gone')}>{t('knowledge.goneText')}</EmptyState>;
  return <Loaded article={article} form={form!} articleId={articleId} tabId={tabId} />;
}

function Loaded({
  article,
  form,
  articleId,
  tabId,
}: ArticleTabProps & { article: Article | null; form: ArticleForm }) {
  const t = useT();
  const { agent } = useDesk();
  const [editing, setEditing] = useTabView(tabId, 'editing', false);
  const done = (): void => setEditing(false);
  if (article === null) {
    return (
      <div className={styles.page}>
        <State article={null} />
        <ArticleEditor articleId={articleId} form={form} submits onDone={done} />
      </div>
    );
  }
  if (article.status !== 'draft') return <Published article={article} tabId={tabId} />;
  const mine = article.authorId === agent?.id;
  const waits = article.submittedAt != null;
  const may = agent !== null && mayEditArticle({ kind: 'agent', ...agent }, article);
  if (may && (editing || form.changed || (mine && !waits))) {
    return (
      <div className={styles.page}>
        <State article={article}>
          <RemoveDraft article={article} form={form} tabId={tabId} />
        </State>
        <ArticleEditor articleId={articleId} form={form} submits={mine} onDone={done} />
      </div>
    );
  }
  return (
    <div className={styles.page}>
      <State article={article}>
        {may && (
          <Button
            size="small"
            icon={<Pencil size={14} aria-hidden="true" />}
            onClick={() => setEditing(true)}
          >
            {t(mine && agent.role === 'agent' ? 'knowledge.takeBack' : 'knowledge.edit')}
          </Button>
        )}
        {may && <RemoveDraft article={article} form={form} tabId={tabId} />}
      </State>
      {waits && agent !== null && agent.role !== 'agent' ? (
        <Review article={article} />
      ) : (
        <ArticleBody article={article} wide />
      )}
    </div>
  );
}

/** How a draft stands, and what its reviewer said. */
function State({ article, children }: { article: Article | null; children?: React.ReactNode }) {
  const t = useT();
  const intl = useIntl();
  const link = useRecordLink();
  const at = (time: number): string => intl.formatDate(time, { dateStyle: 'medium', timeStyle: 'short' });
  const returned = article?.review?.verdict === 'return' && article.submittedAt == null;
  let words = t('knowledge.state.fresh');
  if (article !== null) {
    if (article.submittedAt != null) words = t('knowledge.state.waits', { date: at(article.submittedAt) });
    else words = t(returned ? 'knowledge.state.returned' : 'knowledge.state.draft');
  }
  return (
    <>
      <div className={styles.state}>
        <Badge>{t('knowledge.draft')}</Badge>
        <span className={styles.quiet}>{words}</span>
        {article?.ofId != null && (
          <Button size="small" variant="quiet" {...link('article', article.ofId)}>
            {t('knowledge.openPublished')}
          </Button>
        )}
        {article?.caseId != null && (
          <Button size="small" variant="quiet" {...link('case', article.caseId)}>
            {t('knowledge.openCase')}
          </Button>
        )}
        {children}
      </div>
      {returned && article?.review != null && (
        <div className={styles.word} role="note">
          <span className={styles.quiet}>
            {t('knowledge.returnedBy', { name: article.review.byName, date: at(article.review.at) })}
          </span>
          <p>
            <Bidi>{article.review.comment}</Bidi>
          </p>
        </div>
      )}
    </>
  );
}

/** A published one; or one that has taken another's place, and says so. */
function Published({ article, tabId }: { article: Article; tabId: string }) {
  const t = useT();
  const link = useRecordLink();
  const { drafts, newId } = useData();
  const actions = useWorkspaceActions();
  const { rows: mine } = useQuery('article.drafts', {});
  const [find] = useTabView(tabId, 'find', '');
  if (article.status === 'archived') {
    return (
      <EmptyState
        title={t('knowledge.archived')}
        action={
          article.ofId != null && (
            <Button {...link('article', article.ofId)}>{t('knowledge.openPublished')}</Button>
          )
        }
      >
        {t('knowledge.archivedText')}
      </EmptyState>
    );
  }
  const revise = (): void => {
    const begun = mine?.find(({ ofId }) => ofId === article.id)?.id ?? drafts.get(freshKey(article.id)).text;
    const id = begun === '' ? newId() : begun;
    if (begun === '') beginArticle(drafts, id, article, { caseId: null, ofId: article.id });
    actions.openTab('article', id);
  };
  return (
    <div className={styles.page}>
      <ArticleBody article={article} find={find} wide />
      <Rating articleId={article.id} />
      <div>
        <Button size="small" icon={<FilePen size={14} aria-hidden="true" />} onClick={revise}>
          {t('knowledge.revise')}
        </Button>
      </div>
    </div>
  );
}
