// Changes when the form of a new case asks for something else.
import { X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import {
  caseKindSchema,
  casePriorities,
  casePrioritySchema,
  type CaseKind,
} from '../../../shared/domain/case.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useOneAtATime } from '../../data/one-at-a-time.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { Bidi } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { PriorityIcon } from './marks.tsx';
import { newCaseFrom, type NewCase } from './new-case.ts';
import styles from './case.module.css';

const kinds: readonly CaseKind[] = ['support', 'service'];

/** Looks for a customer; another feature's, so that it is handed in. */
export type FindCustomer = (onPick: (customer: { id: string; name: string }) => void) => ReactNode;

export interface NewCaseFormProps {
  /** The draft that keeps what is typed. */
  draftKey: string;
  /** What its fields hold until they are touched. */
  initial: NewCase;
  /** What is not asked for, as it is known already. */
  given: { conversationId?: string; customerId?: string | null; queueId?: string };
  /** Shown where the customer is to be chosen. */
  finder?: FindCustomer;
  onDone: () => void;
  onMade?: (caseId: string) => void;
}

/** A case from a conversation. */
export function NewCaseInTalk({ view, onDone }: { view: ConversationView; onDone: () => void }) {
  const { id, customerId, queueId } = view.conversation;
  // What it was prefilled with stays, whatever is written meanwhile.
  // oxlint-disable-next-line react/exhaustive-deps
  const initial = useMemo(() => newCaseFrom(view), [id]);
  const given = { conversationId: id, customerId, queueId };
  return <NewCaseForm draftKey={`form:case:${id}`} initial={initial} given={given} onDone={onDone} />;
}

/** A new case. Works offline; what was typed is kept until it is saved or let go. */
export function NewCaseForm({ draftKey, initial, given, finder, onDone, onMade }: NewCaseFormProps) {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const start = useMemo<Record<keyof NewCase, string>>(() => ({ ...initial }), [initial]);
  const form = useFormDraft(draftKey, start);
  const [error, setError] = useState<ErrorData | null>(null);
  const once = useOneAtATime();
  const { title, kind, priority, category } = form.values;
  // The queues may have come after the first letter was typed.
  const queueId = given.queueId ?? (form.values.queueId || initial.queueId);
  const missing = title.trim() === '';
  const cancel = (): void => {
    form.clear();
    onDone();
  };
  const choose = (customerId: string, customerName: string): void =>
    form.setAll({ customerId, customerName });
  const save = (): void => {
    if (missing || queueId === '') return;
    setError(null);
    void once(() => {
      const caseId = newId();
      return run('case.create', {
        caseId,
        title,
        description: '',
        kind: caseKindSchema.catch('support').parse(kind),
        priority: casePrioritySchema.catch('normal').parse(priority),
        category: category.trim() === '' ? null : category,
        customerId: given.customerId ?? (form.values.customerId || null),
        queueId,
        conversationId: given.conversationId ?? null,
      })
        .then(() => {
          cancel();
          onMade?.(caseId);
        })
        .catch((failure: unknown) => setError(toErrorData(failure)));
    });
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
        error={missing && form.touched ? t('case.titleMissing') : undefined}
        onChange={(value) => form.set('title', value)}
        onFocus={(event) => event.target.select()}
      />
      <div className={styles.trio}>
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
        <TextField
          label={t('case.field.category')}
          value={category}
          maxLength={100}
          onChange={(value) => form.set('category', value)}
        />
      </div>
      {given.queueId === undefined && (
        <div className={styles.pair}>
          {finder !== undefined && (
            <Whom
              chosen={form.values.customerId === '' ? null : form.values.customerName}
              onLeave={() => choose('', '')}
            >
              {finder(({ id, name }) => choose(id, name))}
            </Whom>
          )}
          <QueueChoice value={queueId} onChange={(value) => form.set('queueId', value)} />
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary" disabled={missing || queueId === ''}>
          {t('case.create')}
        </Button>
        <Button variant="quiet" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}

/** The chosen customer, or the way to choose one. */
function Whom({
  chosen,
  onLeave,
  children,
}: {
  chosen: string | null;
  onLeave: () => void;
  children: ReactNode;
}) {
  const t = useT();
  const group = useRef<HTMLDivElement>(null);
  const none = chosen === null;
  const was = useRef(none);
  // What had the keyboard has gone with the choice: it goes on in what has come instead.
  useEffect(() => {
    if (was.current === none) return;
    was.current = none;
    if (document.activeElement === document.body)
      group.current?.querySelector<HTMLElement>('input, button')?.focus();
  }, [none]);
  return (
    <div ref={group} role="group" aria-label={t('case.field.customer')} className={styles.whom}>
      <span className={styles.label}>{t('case.field.customer')}</span>
      {none ? (
        children
      ) : (
        <div className={styles.chosen}>
          <Bidi className="clip">{chosen}</Bidi>
          <IconButton size="small" label={t('customer.change')} onClick={onLeave}>
            <X size={14} aria-hidden="true" />
          </IconButton>
        </div>
      )}
    </div>
  );
}

function QueueChoice({ value, onChange }: { value: string; onChange: (queueId: string) => void }) {
  const t = useT();
  const { rows: queues } = useQuery('queue.list', {});
  const options = (queues ?? []).map(({ id, name }) => ({ value: id, label: name }));
  return <Select label={t('case.field.queue')} value={value} onChange={onChange} options={options} />;
}
