// Changes when one detail of a customer is edited in place differently.
import { useState } from 'react';
import { useT } from '../../state/intl.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { problemWith, type CustomerField } from './edit.ts';
import { Bidi } from '../../ui/Text.tsx';
import styles from './customer-tab.module.css';

interface EditableFieldProps {
  field: CustomerField;
  value: string;
  /** How the value is shown when that is not how it is written. */
  shown?: string;
  onSave: (value: string) => void;
}

/** A detail that becomes a field: Enter saves, Esc goes back, leaving it saves. */
export function EditableField({ field, value, shown = value, onSave }: EditableFieldProps) {
  const t = useT();
  const [text, setText] = useState<string | null>(null);
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
          onClick={() => setText(value)}
        >
          <Bidi className="clip">{shown === '' ? t('customer.add') : shown}</Bidi>
        </button>
      </div>
    );
  }
  const problem = problemWith(field, text);
  const save = (): void => {
    if (problem !== null) return;
    if (text.trim() !== value) onSave(text);
    setText(null);
  };
  return (
    <div className={styles.field}>
      <TextField
        label={label}
        value={text}
        maxLength={field === 'email' ? 320 : 200}
        autoFocus
        error={problem === null ? undefined : t(`customer.problem.${problem}`)}
        onChange={setText}
        onBlur={() => (problem === null ? save() : setText(null))}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
          else if (event.key === 'Escape') setText(null);
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
      />
    </div>
  );
}
