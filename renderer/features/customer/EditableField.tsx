// Changes when one detail of a customer is edited in place differently.
import { useMemo, useState } from 'react';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { problemWith, type CustomerField } from './edit.ts';
import { Bidi } from '../../ui/Text.tsx';
import styles from './customer-tab.module.css';

interface EditableFieldProps {
  customerId: string;
  field: CustomerField;
  value: string;
  /** How the value is shown when that is not how it is written. */
  shown?: string;
  onSave: (value: string) => void;
}

/** A detail that becomes a field: Enter saves, Esc goes back, leaving it saves. Half-typed words are kept. */
export function EditableField({ customerId, field, value, shown = value, onSave }: EditableFieldProps) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const initial = useMemo(() => ({ value }), [value]);
  const form = useFormDraft(`form:customer:${customerId}:${field}`, initial);
  const text = asked || form.touched ? form.values.value : null;
  const label = t(`customer.field.${field}`);
  if (text === null) {
    return (
      <div className={styles.field}>
        <span className={styles.label} aria-hidden="true">
          {label}
        </span>
        <button
          type="button"
          className={styles.value}
          data-empty={value === ''}
          title={shown}
          aria-label={t('customer.edit', { what: label, value: shown === '' ? t('customer.add') : shown })}
          onClick={() => setAsked(true)}
        >
          <Bidi className="clip">{shown === '' ? t('customer.add') : shown}</Bidi>
        </button>
      </div>
    );
  }
  const problem = problemWith(field, text);
  const close = (): void => {
    form.clear();
    setAsked(false);
  };
  const save = (): void => {
    if (problem !== null) return;
    if (text.trim() !== value) onSave(text);
    close();
  };
  return (
    <div className={styles.field}>
      <TextField
        label={label}
        value={text}
        maxLength={field === 'email' ? 320 : 200}
        autoFocus={asked}
        error={problem === null ? undefined : t(`customer.problem.${problem}`)}
        onChange={(next) => form.set('value', next)}
        onBlur={() => (problem === null ? save() : close())}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
          else if (event.key === 'Escape') close();
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </div>
  );
}
