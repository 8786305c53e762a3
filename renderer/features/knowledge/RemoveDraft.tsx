// Changes when a draft of an article is let go of, or brought back, differently.
import { Trash2 } from 'lucide-react';
import type { Article } from '../../../shared/domain/knowledge.ts';
import { toErrorData } from '../../../shared/errors.ts';
import { useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useWorkspaceActions } from '../../state/workspace.ts';
import { Button } from '../../ui/Button.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { useUi } from '../../ui/words.tsx';
import type { ArticleForm } from './useArticleForm.ts';

interface RemoveDraftProps {
  article: Article;
  form: ArticleForm;
  tabId: string;
}

/** Deletes a draft and closes its tab; what was written comes back with Undo, to be submitted again. */
export function RemoveDraft({ article, form, tabId }: RemoveDraftProps) {
  const t = useT();
  const run = useRun();
  const ui = useUi();
  const toast = useToast();
  const actions = useWorkspaceActions();
  const { id, title, summary, body, locale, tags, caseId = null, ofId = null } = article;
  const failed = (failure: unknown): void => toast({ title: ui.error(toErrorData(failure)), tone: 'danger' });
  const undo = async (bringBack: () => void): Promise<void> => {
    await run('article.draft', { article: { id, title, summary, body, locale, tags }, caseId, ofId });
    bringBack();
    actions.openTab('article', id);
  };
  const remove = async (): Promise<void> => {
    await run('article.remove', { articleId: id });
    const bringBack = form.changed ? form.discard() : () => {};
    actions.closeTab(tabId);
    toast({
      title: t('knowledge.removed'),
      text: title,
      action: { label: t('common.undo'), run: () => void undo(bringBack).catch(failed) },
    });
  };
  return (
    <Button
      size="small"
      variant="quiet"
      icon={<Trash2 size={14} aria-hidden="true" />}
      aria-label={t('knowledge.removeNamed', { title })}
      onClick={() => void remove().catch(failed)}
    >
      {t('knowledge.remove')}
    </Button>
  );
}
