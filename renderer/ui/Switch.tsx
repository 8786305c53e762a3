// Changes when switches look or behave differently.
import { Switch as BaseSwitch } from '@base-ui/react/switch';
import { useId } from 'react';
import css from './field.module.css';

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
