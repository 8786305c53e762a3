// Changes when the form of a new case asks for something else.
import { useMemo, useState } from 'react';
import {
  caseKindSchema,
  casePriorities,
  casePrioritySchema,
  type CaseKind,
} from '../../../shared/domain/case.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useNewId, useRun } from '../../data/hooks.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PriorityIcon } from './marks.tsx';
import { newCaseFrom } from './new-case.ts';
import styles from './case.module.css';

const kinds: readonly CaseKind[] = ['support', 'service'];

interface NewCaseFormProps {
  view: ConversationView;
  onDone: () => void;
}

/** A case from a conversation. Works offline; what was typed is kept until it is saved or let go. */
export function NewCaseForm({ view, onDone }: NewCaseFormProps) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const { conversation } = view;
  // What it was prefilled with stays, whatever is written meanwhile.
  // oxlint-disable-next-line react/exhaustive-deps
  const initial = useMemo(() => ({ ...newCaseFrom(view) }), [conversation.id]);
  const form = useFormDraft<Record<keyof typeof initial, string>>(`form:case:${conversation.id}`, initial);
  const [error, setError] = useState<ErrorData | null>(null);
  const { title, kind, priority, category } = form.values;
  const missing = title.trim() === '';
  const cancel = (): void => {
    form.clear();
    onDone();
  };
  const save = (): void => {
    if (missing) return;
    setError(null);
    run('case.create', {
      caseId: newId(),
      title,
      description: '',
      kind: caseKindSchema.catch('support').parse(kind),
      priority: casePrioritySchema.catch('normal').parse(priority),
      category: category.trim() === '' ? null : category,
      customerId: conversation.customerId,
      queueId: conversation.queueId,
      conversationId: conversation.id,
    })
      .then(cancel)
      .catch((failure: unknown) => setError(toErrorData(failure)));
  };
  return (
    <form
      className={styles.form}
      aria-label={t('case.new')}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      <TextField
        label={t('case.field.title')}
        value={title}
        maxLength={bounds.title}
        autoFocus
        error={missing ? t('case.titleMissing') : undefined}
        onChange={(value) => form.set('title', value)}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.pair}>
        <Select
          label={t('case.field.kind')}
          value={kind}
          onChange={(value) => form.set('kind', value)}
          options={kinds.map((value) => ({ value, label: t(`caseKind.${value}`) }))}
        />
        <Select
          label={t('case.field.priority')}
          value={priority}
          onChange={(value) => form.set('priority', value)}
          options={casePriorities.map((value) => ({
            value,
            label: t(`casePriority.${value}`),
            icon: <PriorityIcon priority={value} />,
          }))}
        />
      </div>
      <TextField
        label={t('case.field.category')}
        value={category}
        maxLength={100}
        onChange={(value) => form.set('category', value)}
      />
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" disabled={missing}>
          {t('case.create')}
        </Button>
        <Button variant="quiet" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
