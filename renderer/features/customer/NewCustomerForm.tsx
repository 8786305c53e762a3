// Changes when the quick form of a new customer asks for something else.
import { useMemo, useState } from 'react';
import type { Visitor } from '../../../shared/domain/conversation.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TextField } from '../../ui/TextField.tsx';
import {
  customerFields,
  formFromVisitor,
  problemWith,
  type CustomerField,
  type CustomerForm,
} from './edit.ts';
import { isComplete, useCreateCustomer } from './useCreateCustomer.ts';
import styles from './customer.module.css';

interface NewCustomerFormProps {
  conversationId: string;
  visitor: Visitor;
  /** The number that they call from. */
  phone?: string | undefined;
  onDone: () => void;
}

const quickFields: readonly CustomerField[] = ['name', 'email', 'phone', 'organisation'];

/** A customer from what the visitor told. Works offline; what was typed is kept until it is saved or let go. */
export function NewCustomerForm({ conversationId, visitor, phone, onDone }: NewCustomerFormProps) {
  const t = useT();
  const initial = useMemo(() => {
    const form = formFromVisitor(visitor);
    return phone === undefined ? { ...form } : { ...form, phone };
  }, [visitor, phone]);
  const form = useFormDraft<CustomerForm & Record<string, string>>(
    `form:customer:${conversationId}`,
    initial,
  );
  const create = useCreateCustomer(conversationId);
  const [error, setError] = useState<ErrorData | null>(null);
  const [tried, setTried] = useState(false);
  const cancel = (): void => {
    form.clear();
    onDone();
  };
  return (
    <form
      className={styles.form}
      aria-label={t('customer.new')}
      onSubmit={(event) => {
        event.preventDefault();
        setTried(true);
        if (!isComplete(form.values)) return;
        setError(null);
        create(form.values)
          .then(cancel)
          .catch((failure: unknown) => setError(toErrorData(failure)));
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onDone();
      }}
    >
      {customerFields
        .filter(
          (field) =>
            quickFields.includes(field) || (tried && problemWith(field, form.values[field]) !== null),
        )
        .map((field) => {
          const problem = tried ? problemWith(field, form.values[field]) : null;
          return (
            <TextField
              key={field}
              label={t(`customer.field.${field}`)}
              value={form.values[field]}
              maxLength={field === 'email' ? 320 : 200}
              autoFocus={field === 'name'}
              error={problem === null ? undefined : t(`customer.problem.${problem}`)}
              onChange={(value) => form.set(field, value)}
            />
          );
        })}
      {error !== null && <ErrorNote error={error} />}
      <div className={styles.buttons}>
        <Button type="submit" variant="primary">
          {t('customer.create')}
        </Button>
        <Button variant="quiet" onClick={cancel}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
