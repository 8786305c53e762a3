// Changes when several lines to write in look or behave differently.
import { useId, type Ref, type TextareaHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import { directionOf } from './direction.ts';
import { describedBy, FieldFrame, type FieldProps } from './FieldFrame.tsx';
import css from './field.module.css';

export interface TextAreaProps
  extends FieldProps,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> {
  ref?: Ref<HTMLTextAreaElement>;
  value: string;
  onChange: (value: string) => void;
}

/** Several lines to write in. */
export function TextArea({
  label,
  hideLabel,
  hint,
  error,
  value,
  onChange,
  className,
  rows = 4,
  ...rest
}: TextAreaProps) {
  const id = useId();
  const frame = { id, label, hideLabel, hint, error, className };
  return (
    <FieldFrame {...frame}>
      <textarea
        id={id}
        rows={rows}
        dir={directionOf(value)}
        className={cx(css.input, css.area, error !== undefined && css.wrong)}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, frame)}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        {...rest}
      />
    </FieldFrame>
  );
}
