// Changes when a few missing values are asked for differently.
import { useId } from 'react';
import { Button } from './Button.tsx';
import { TextField } from './TextField.tsx';
import css from './ask.module.css';

export interface AskFormProps {
  title: string;
  /** What is asked for: the key of each value, and the name of its field. */
  fields: readonly { key: string; label: string }[];
  /** What is in the fields, by key; whoever shows the form keeps it. */
  values: Readonly<Record<string, string>>;
  onChange: (key: string, value: string) => void;
  submit: string;
  cancel: string;
  /** Null when nothing is wanted after all. */
  onAnswer: (values: Readonly<Record<string, string>> | null) => void;
}

/** One field per missing value. Enter answers when all are filled, Esc goes back. */
export function AskForm(props: AskFormProps) {
  const { title, fields, values, onChange, submit, cancel, onAnswer } = props;
  const titleId = useId();
  const complete = fields.every(({ key }) => (values[key] ?? '').trim() !== '');
  return (
    <form
      className={css.ask}
      aria-labelledby={titleId}
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
      <div id={titleId} className={css.title}>
        {title}
      </div>
      <div className={css.fields}>
        {fields.map(({ key, label }, index) => (
          <TextField
            key={key}
            label={label}
            value={values[key] ?? ''}
            autoFocus={index === 0}
            onChange={(value) => onChange(key, value)}
          />
        ))}
      </div>
      <div className={css.buttons}>
        <Button type="submit" variant="primary" disabled={!complete}>
          {submit}
        </Button>
        <Button onClick={() => onAnswer(null)}>{cancel}</Button>
      </div>
    </form>
  );
}
