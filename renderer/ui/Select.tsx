// Changes when choosing one of a few looks or behaves differently.
import { Select as Base } from '@base-ui/react/select';
import { Check, ChevronDown } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from './cx.ts';
import field from './field.module.css';
import css from './overlay.module.css';

export interface SelectOption<T extends string> {
  value: T;
  label: string;
  icon?: ReactNode;
}

export interface SelectProps<T extends string> {
  /** Its name; shown above it unless `hideLabel`. */
  label: string;
  hideLabel?: boolean;
  value: T | null;
  onChange: (value: T) => void;
  options: readonly SelectOption<T>[];
  /** Shown while nothing is chosen. */
  placeholder?: string;
  disabled?: boolean;
  /** A small one without a border, as part of a line. */
  quiet?: boolean;
  className?: string | undefined;
}

/** Chooses one of a few. */
export function Select<T extends string>(props: SelectProps<T>) {
  const { label, hideLabel = false, value, onChange, options, placeholder = '', disabled = false } = props;
  const chosen = options.find((option) => option.value === value);
  const items = options.map((option) => ({ value: option.value as string, label: option.label }));
  return (
    <div className={cx(field.field, props.className)}>
      {!hideLabel && (
        <span className={field.label} aria-hidden="true">
          {label}
        </span>
      )}
      <Base.Root<string>
        value={value}
        items={items}
        disabled={disabled}
        modal={false}
        onValueChange={(next) => {
          if (next !== null) onChange(next as T);
        }}
      >
        <Base.Trigger
          className={cx(field.input, field.select, props.quiet === true && field.quiet)}
          aria-label={chosen === undefined ? label : `${label}: ${chosen.label}`}
        >
          {chosen?.icon}
          <span className={cx(field.value, chosen === undefined && field.unset)} dir="auto">
            {chosen?.label ?? placeholder}
          </span>
          <Base.Icon className={field.chevron}>
            <ChevronDown size={14} aria-hidden="true" />
          </Base.Icon>
        </Base.Trigger>
        <Base.Portal>
          <Base.Positioner
            className={css.positioner}
            sideOffset={4}
            collisionPadding={8}
            alignItemWithTrigger={false}
          >
            <Base.Popup className={css.popup}>
              {options.map((option) => (
                <Base.Item key={option.value} value={option.value} className={css.item}>
                  {option.icon}
                  <Base.ItemText className={css.itemLabel} dir="auto">
                    {option.label}
                  </Base.ItemText>
                  <span className={css.check}>
                    <Base.ItemIndicator>
                      <Check size={14} aria-hidden="true" />
                    </Base.ItemIndicator>
                  </span>
                </Base.Item>
              ))}
            </Base.Popup>
          </Base.Positioner>
        </Base.Portal>
      </Base.Root>
    </div>
  );
}
