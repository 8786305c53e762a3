// Changes when an article is begun from a resolved case differently.
import { BookPlus } from 'lucide-react';
import { useState } from 'react';
import { localeSchema } from '../../../shared/domain/people.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { messagesOf } from '../../../shared/i18n/index.ts';
import { browserTimers } from '../../data/data.ts';
import { useData, useQuery } from '../../data/hooks.ts';
import { once } from '../../data/once.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { useWorkspaceActions } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { cx } from '../../ui/cx.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { proposeArticle } from './proposal.ts';
import { beginArticle, freshKey } from './useArticleForm.ts';
import styles from './work.module.css';

/** Answers read for a proposal; what was said before is hardly the answer. */
const mostMessages = 200;

interface DraftFromCaseProps {
  /** Null where there is no case. */
  caseId: string | null;
  /** Whether it stands by itself in a card. */
  padded?: boolean;
}

/**
 * Begins an article from a case that is resolved, or goes on with one. Nothing is saved before its author has read it:
 * what is proposed goes to the journal of this desk only.
 */
export function DraftFromCase({ caseId, padded = false }: DraftFromCaseProps) {
  const t = useT();
  const locale = useLocale();
  const { live, drafts, newId } = useData();
  const actions = useWorkspaceActions();
  const { rows: view } = useQuery('case.view', { id: caseId ?? 'none' });
  const { rows: mine } = useQuery('article.drafts', {});
  const [error, setError] = useState<ErrorData | null>(null);
  if (caseId === null || view == null || view.case.status !== 'resolved') return null;
  const saved = mine?.find((draft) => draft.caseId === caseId);
  const begin = async (): Promise<void> => {
    const begun = saved?.id ?? drafts.get(freshKey(caseId)).text;
    if (begun !== '') {
      actions.openTab('article', begun);
      return;
    }
    const { case: about, notes, customer } = view;
    const ask = { id: about.conversationId ?? 'none' };
    const [conversation, said] = await Promise.all([
      once(live, browserTimers, 'conversation.view', ask),
      once(live, browserTimers, 'conversation.messages', { ...ask, limit: mostMessages }),
    ]);
    const language = (customer?.language ?? conversation?.conversation.visitor.language ?? '').slice(0, 2);
    const written = localeSchema.catch(locale).parse(language.toLowerCase());
    const words = messagesOf(written);
    const id = newId();
    const proposal = proposeArticle(
      {
        title: about.title,
        description: about.description,
        tags: about.tags,
        notes: notes.map(({ text }) => text),
        replies: said.messages
          // An article that was sent is known already.
          .filter((one) => one.authorKind === 'agent' && one.audience === 'public' && one.articleId === null)
          .map(({ text }) => text),
        names: [customer?.name, conversation?.conversation.visitor.name].flatMap((name) => name ?? []),
        numbers: [about.number, customer?.email, customer?.phone].flatMap((one) => one ?? []),
        locale: written,
      },
      {
        question: words['knowledge.proposal.question'],
        answer: words['knowledge.proposal.answer'],
        background: words['knowledge.proposal.background'],
        customer: words['knowledge.proposal.customer'],
        email: words['knowledge.proposal.email'],
        phone: words['knowledge.proposal.phone'],
        number: words['knowledge.proposal.number'],
      },
    );
    beginArticle(drafts, id, proposal, { caseId, ofId: null });
    actions.openTab('article', id);
  };
  return (
    <div className={cx(styles.fromCase, padded && styles.padded)}>
      <Button
        size="small"
        icon={<BookPlus size={14} aria-hidden="true" />}
        onClick={() => {
          setError(null);
          begin().catch((failure: unknown) => setError(toErrorData(failure)));
        }}
      >
        {t(saved === undefined ? 'knowledge.fromCase' : 'knowledge.fromCaseAgain')}
      </Button>
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}
