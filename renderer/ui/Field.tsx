// Changes when fields to write in, and switches, look or behave differently.
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import {
  useId,
  type InputHTMLAttributes,
  type ReactNode,
  type Ref,
  type TextareaHTMLAttributes,
} from 'react';
import { cx } from './cx.ts';
import css from './field.module.css';

interface FieldProps {
  /** Its name; shown above it unless `hideLabel`. */
  label: string;
  hideLabel?: boolean | undefined;
  hint?: string | undefined;
  /** What is wrong with what was written, and what to do. */
  error?: string | undefined;
}

interface FrameProps extends FieldProps {
  id: string;
  children: ReactNode;
  className?: string | undefined;
}

function Frame({ id, label, hideLabel = false, hint, error, className, children }: FrameProps) {
  return (
    <div className={cx(css.field, className)}>
      <label htmlFor={id} className={hideLabel ? 'quiet-only' : css.label}>
        {label}
      </label>
      {children}
      {error !== undefined && (
        <span id={`${id}-error`} className={css.wrongText} role="status">
          {error}
        </span>
      )}
      {hint !== undefined && error === undefined && (
        <span id={`${id}-hint`} className={css.hint}>
          {hint}
        </span>
      )}
    </div>
  );
}

function describedBy(id: string, { hint, error }: FieldProps): string | undefined {
  if (error !== undefined) return `${id}-error`;
  return hint === undefined ? undefined : `${id}-hint`;
}

export interface TextFieldProps
  extends FieldProps,
    Omit<InputHTMLAttributes<HTMLInputElement>, 'value' | 'onChange'> {
  ref?: Ref<HTMLInputElement>;
  value: string;
  onChange: (value: string) => void;
  icon?: ReactNode;
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
  ...rest
}: TextFieldProps) {
  const id = useId();
  const frame = { id, label, hideLabel, hint, error, className };
  return (
    <Frame {...frame}>
      <span className={css.affix}>
        {icon}
        <input
          id={id}
          dir="auto"
          autoComplete="off"
          className={cx(css.input, error !== undefined && css.wrong)}
          aria-invalid={error !== undefined}
          aria-describedby={describedBy(id, frame)}
          value={value}
          onChange={(event) => onChange(event.target.value)}
          {...rest}
        />
      </span>
    </Frame>
  );
}

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
    <Frame {...frame}>
      <textarea
        id={id}
        dir="auto"
        rows={3}
        className={cx(css.input, css.area, error !== undefined && css.wrong, className)}
        aria-invalid={error !== undefined}
        aria-describedby={describedBy(id, frame)}
        value={value}
        onChange={(event) => onChange(event.target.value, event.target.selectionStart)}
        {...rest}
      />
    </Frame>
  );
}

export interface SwitchProps {
  label: string;
  hint?: string | undefined;
  checked: boolean;
  onChange: (checked: boolean) => void;
}

/** On or off, at once. */
export function Switch({ label, hint, checked, onChange }: SwitchProps) {
  const id = useId();
  return (
    <div className={css.switchRow}>
      <span className={css.field}>
        <span id={id}>{label}</span>
        {hint !== undefined && <span className={css.hint}>{hint}</span>}
      </span>
      <BaseSwitch.Root
        className={css.switch}
        aria-labelledby={id}
        checked={checked}
        onCheckedChange={(next) => onChange(next)}
      >
        <BaseSwitch.Thumb className={css.thumb} />
      </BaseSwitch.Root>
    </div>
  );
}
