// Changes when the title of a case is edited in place differently.
import { useMemo, useState } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './case-tab.module.css';

interface EditableTitleProps {
  caseId: string;
  title: string;
  onSave: (title: string) => void;
}

/** A heading that becomes a field: Enter saves, Esc goes back, leaving it saves. Half-typed words are kept. */
export function EditableTitle({ caseId, title, onSave }: EditableTitleProps) {
  const t = useT();
  const [asked, setAsked] = useState(false);
  const initial = useMemo(() => ({ title }), [title]);
  const form = useFormDraft(`title:${caseId}`, initial);
  if (!asked && !form.touched) {
    return (
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.titleButton}
          title={title}
          aria-label={t('case.editTitle', { title })}
          onClick={() => setAsked(true)}
        >
          <bdi>{title}</bdi>
        </button>
      </h2>
    );
  }
  const text = form.values.title;
  const close = (): void => {
    form.clear();
    setAsked(false);
  };
  const save = (): void => {
    if (text.trim() !== '') onSave(text.trim());
    close();
  };
  return (
    <TextField
      label={t('case.field.title')}
      hideLabel
      value={text}
      maxLength={bounds.title}
      autoFocus={asked}
      onChange={(value) => form.set('title', value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
        else if (event.key === 'Escape') close();
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
