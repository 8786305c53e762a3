// Changes when the title of a case is edited in place differently.
import { useState } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import { useT } from '../../state/intl.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './case-tab.module.css';

/** A heading that becomes a field: Enter saves, Esc goes back, leaving it saves. */
export function EditableTitle({ title, onSave }: { title: string; onSave: (title: string) => void }) {
  const t = useT();
  const [text, setText] = useState<string | null>(null);
  if (text === null) {
    return (
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.titleButton}
          title={title}
          aria-label={t('case.editTitle', { title })}
          onClick={() => setText(title)}
        >
          <bdi>{title}</bdi>
        </button>
      </h2>
    );
  }
  const save = (): void => {
    if (text.trim() !== '') onSave(text.trim());
    setText(null);
  };
  return (
    <TextField
      label={t('case.field.title')}
      hideLabel
      value={text}
      maxLength={bounds.title}
      autoFocus
      onChange={setText}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) save();
        else if (event.key === 'Escape') setText(null);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}
