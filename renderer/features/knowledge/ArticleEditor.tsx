// Changes when an article is written, saved or submitted differently.
import { Send } from 'lucide-react';
import { useState } from 'react';
import { locales } from '../../../shared/domain/people.ts';
import { tagKey } from '../../../shared/domain/tags.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { TagField, type TagInputProps } from '../../ui/TagField.tsx';
import { TagInput } from '../../ui/TagInput.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useToast } from '../../ui/Toast.tsx';
import { mostBody } from './proposal.ts';
import type { ArticleForm } from './useArticleForm.ts';
import styles from './work.module.css';

interface ArticleEditorProps {
  articleId: string;
  form: ArticleForm;
  /** Whether it can be submitted: not what a reviewer polishes. */
  submits: boolean;
  /** Called when there is nothing left to write. */
  onDone: () => void;
}

/** An article while it is written. Every keystroke is journaled; saving and submitting work offline. */
export function ArticleEditor({ articleId, form, submits, onDone }: ArticleEditorProps) {
  const t = useT();
  const run = useRun();
  const toast = useToast();
  const { values, set, changed, fresh } = form;
  const [error, setError] = useState<ErrorData | null>(null);
  const complete = values.title.trim() !== '' && values.body.trim() !== '';
  // A longer one cannot be journaled whole; it was not written here.
  const tooLong = values.body.length > mostBody;
  const save = async (): Promise<void> => {
    if (await form.save()) toast({ title: t('knowledge.saved'), tone: 'ok' });
  };
  const submit = async (): Promise<void> => {
    setError(null);
    if ((changed || fresh) && !(await form.save())) return;
    try {
      await run('article.submit', { articleId });
      toast({ title: t('knowledge.submitted'), tone: 'ok' });
      onDone();
    } catch (failure) {
      setError(toErrorData(failure));
    }
  };
  const shown = form.error ?? error;
  return (
    <form
      className={styles.form}
      aria-label={t('knowledge.write')}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete && (changed || fresh)) void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
        event.preventDefault();
        if (complete && (changed || fresh)) void save();
      }}
    >
      <TextField
        label={t('knowledge.field.title')}
        value={values.title}
        maxLength={bounds.title}
        prose
        lang={values.locale}
        onChange={(value) => set('title', value)}
      />
      <div className={styles.pair}>
        <Select
          label={t('knowledge.filter.language')}
          value={values.locale}
          onChange={(value) => set('locale', value)}
          options={locales.map((value) => ({ value, label: localeNames[value] }))}
        />
        <TagField
          tags={values.tags}
          input={ArticleTagInput}
          onAdd={(tags) => {
            const held = new Set(values.tags.map(tagKey));
            set('tags', [...values.tags, ...tags.filter((tag) => !held.has(tagKey(tag)))].slice(0, 50));
          }}
          onRemove={(tag) =>
            set(
              'tags',
              values.tags.filter((one) => one !== tag),
            )
          }
          words={{ title: t('tags.title'), add: t('tags.add'), remove: (tag) => t('tags.remove', { tag }) }}
        />
      </div>
      <TextArea
        label={t('knowledge.field.summary')}
        hint={t('knowledge.field.summaryHint')}
        value={values.summary}
        maxLength={1000}
        rows={2}
        lang={values.locale}
        onChange={(value) => set('summary', value)}
      />
      <TextArea
        className={styles.body}
        label={t('knowledge.field.body')}
        hint={t('knowledge.field.bodyHint', { mark: '#' })}
        value={values.body}
        maxLength={Math.max(mostBody, values.body.length)}
        disabled={tooLong}
        rows={18}
        lang={values.locale}
        onChange={(value) => set('body', value)}
      />
      {shown !== null && <ErrorNote error={shown} />}
      <div className={styles.buttons}>
        {submits && (
          <Button
            variant="primary"
            icon={<Send size={14} aria-hidden="true" className="mirror" />}
            disabled={!complete}
            onClick={() => void submit()}
          >
            {t('knowledge.submit')}
          </Button>
        )}
        <Button type="submit" disabled={!complete || !(changed || fresh)}>
          {t(submits ? 'knowledge.saveDraft' : 'common.save')}
        </Button>
        {(changed || fresh) && (
          <Button
            variant="quiet"
            onClick={() => {
              const bringBack = form.discard();
              onDone();
              toast({
                title: t('knowledge.discarded'),
                action: { label: t('common.undo'), run: bringBack },
              });
            }}
          >
            {t('knowledge.discard')}
          </Button>
        )}
        <span className={styles.quiet} role="status">
          {fresh || changed ? t('knowledge.keptHere') : ''}
        </span>
      </div>
    </form>
  );
}

function ArticleTagInput(props: TagInputProps) {
  const t = useT();
  const { rows } = useQuery('tag.list', { kind: 'article' });
  return (
    <TagInput {...props} known={rows ?? []} keyOf={tagKey} maxLength={bounds.tag} label={t('tags.add')} />
  );
}
