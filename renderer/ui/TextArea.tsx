// Changes when several lines to write in look or behave differently.
import { useId, type Ref, type TextareaHTMLAttributes } from 'react';
import { cx } from './cx.ts';
import css from './field.module.css';
import { describedBy, FieldFrame, type FieldProps } from './FieldFrame.tsx';
import { directionOf } from './direction.ts';

export interface TextAreaProps
  extends FieldProps,
    Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'value' | 'onChange'> {
  ref?: Ref<HTMLTextAreaElement>;
  value: string;
  /** Also gets where the caret is, for drafts. */
  onChange: (value: string, caret: number) => void;
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
  ...rest
}: TextAreaProps) {
  const id = useId();
  const frame = { id, label, hideLabel, hint, error };
  return (
    <FieldFrame {...frame}>
      <textarea
        id={id}
        dir={directionOf(value)}
        rows={3}
        className={cx(css.input, css.area, error !== undefined && css.wrong, className)}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, frame)}
        value={value}
        onChange={(event) => onChange(event.target.value, event.target.selectionStart)}
        {...rest}
      />
    </FieldFrame>
  );
}
