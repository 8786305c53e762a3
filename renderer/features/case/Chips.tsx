// Changes when several of a few are chosen differently.
import { Check } from 'lucide-react';
import { Bidi } from '../../ui/Text.tsx';
import css from './arrange.module.css';

interface ChipsProps<T extends string> {
  label: string;
  options: readonly { value: T; label: string }[];
  chosen: readonly T[];
  onChange?: (chosen: T[]) => void;
  /** Instead of `onChange`, where not every choice is allowed. */
  onToggle?: (value: T) => void;
}

/** Buttons that are each in or out. None of them in means that it does not matter. */
export function Chips<T extends string>({ label, options, chosen, onChange, onToggle }: ChipsProps<T>) {
  return (
    <div role="group" aria-label={label} className={css.chips}>
      <span className={css.label} aria-hidden="true">
        {label}
      </span>
      {options.map(({ value, label: word }) => {
        const on = chosen.includes(value);
        return (
          <button
            key={value}
            type="button"
            className={css.chip}
            aria-pressed={on}
            onClick={() => {
              onToggle?.(value);
              onChange?.(on ? chosen.filter((one) => one !== value) : [...chosen, value]);
            }}
          >
            {on && <Check size={12} aria-hidden="true" />}
            <Bidi>{word}</Bidi>
          </button>
        );
      })}
    </div>
  );
}
