// Changes when the agent is asked differently for the values a quick reply needs.
import { useId, useState } from 'react';
import { useT, type Translate } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { TextField } from '../../ui/TextField.tsx';
import type { Asking } from './useComposer.ts';
import styles from './menu.module.css';

interface VariablesFormProps {
  asking: Asking;
  /** Null when the agent does not want the reply after all. */
  onAnswer: (values: Readonly<Record<string, string>> | null) => void;
}

/** @returns the variable's name as the name of a field. */
function labelOf(name: string, t: Translate): string {
  return name === 'case' ? t('conversation.askCase') : name.charAt(0).toUpperCase() + name.slice(1);
}

/** One field per value nobody knows; Enter inserts the reply, Esc goes back to the text. */
export function VariablesForm({ asking, onAnswer }: VariablesFormProps) {
  const t = useT();
  const title = useId();
  const [values, setValues] = useState<Record<string, string>>({});
  const complete = asking.missing.every((name) => (values[name] ?? '').trim() !== '');
  return (
    <form
      className={styles.ask}
      aria-labelledby={title}
      onSubmit={(event) => {
        event.preventDefault();
        if (complete) onAnswer(values);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onAnswer(null);
      }}
    >
      <div id={title} className={styles.askTitle}>
        {t('conversation.ask', { title: asking.reply.title, count: asking.missing.length })}
      </div>
      <div className={styles.askFields}>
        {asking.missing.map((name, index) => (
          <TextField
            key={name}
            label={labelOf(name, t)}
            value={values[name] ?? ''}
            autoFocus={index === 0}
            onChange={(value) => setValues((before) => ({ ...before, [name]: value }))}
          />
        ))}
      </div>
      <div className={styles.askButtons}>
        <Button type="submit" variant="primary" disabled={!complete}>
          {t('conversation.askInsert')}
        </Button>
        <Button onClick={() => onAnswer(null)}>{t('common.cancel')}</Button>
      </div>
    </form>
  );
}
