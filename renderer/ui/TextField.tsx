// Changes when one line to write in look or behave differently.
import { useId, type InputHTMLAttributes, type ReactNode, type Ref } from 'react';
import { cx } from './cx.ts';
import css from './field.module.css';
import { describedBy, FieldFrame, type FieldProps } from './FieldFrame.tsx';
import { directionOf } from './direction.ts';

export interface TextFieldProps
  extends FieldProps,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  ref?: Ref<HTMLInputElement>;
  value: string;
  onChange: (value: string) => void;
  icon?: ReactNode;
  /** Whether it holds a sentence, which is spelled: a title, not a name or an address. */
  prose?: boolean;
}

/** One line to write in. */
export function TextField({
  label,
  hideLabel,
  hint,
  error,
  icon,
  value,
  onChange,
  className,
  prose = false,
  ...rest
}: TextFieldProps) {
  const id = useId();
  const frame = { id, label, hideLabel, hint, error, className };
  return (
    <FieldFrame {...frame}>
      <span className={css.affix}>
        {icon}
        <input
          id={id}
          dir={directionOf(value)}
          autoComplete="off"
          spellCheck={prose ? undefined : false}
          className={cx(css.input, error !== undefined && css.wrong)}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, frame)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...rest}
        />
      </span>
    </FieldFrame>
  );
}
