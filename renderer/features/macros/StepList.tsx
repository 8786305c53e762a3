// Changes when steps are put in order differently.
import { ArrowDown, ArrowUp, Plus, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './tools.module.css';

interface StepListProps<S> {
  steps: readonly S[];
  most: number;
  make: () => S;
  onChange: (steps: readonly S[]) => void;
  children: (step: S, change: (step: S) => void) => ReactNode;
}

/** Steps one below the other, to move, remove and add. */
export function StepList<S>({ steps, most, make, onChange, children }: StepListProps<S>) {
  const t = useT();
  const move = (at: number, by: 1 | -1): void => {
    const next = [...steps];
    const [step] = next.splice(at, 1);
    if (step === undefined) return;
    next.splice(at + by, 0, step);
    onChange(next);
  };
  return (
    <div className={css.steps} role="group" aria-label={t('tools.steps')}>
      {steps.map((step, at) => (
        // Steps have no other identity than their place.
        // oxlint-disable-next-line react/no-array-index-key
        <fieldset key={at} className={css.step}>
          <legend className={css.legend}>{t('tools.step', { number: at + 1 })}</legend>
          <span className={css.stepTools}>
            <IconButton label={t('tools.up')} size="small" disabled={at === 0} onClick={() => move(at, -1)}>
              <ArrowUp size={14} aria-hidden="true" />
            </IconButton>
            <IconButton
              label={t('tools.down')}
              size="small"
              disabled={at === steps.length - 1}
              onClick={() => move(at, 1)}
            >
              <ArrowDown size={14} aria-hidden="true" />
            </IconButton>
            <IconButton
              label={t('tools.removeStep')}
              size="small"
              disabled={steps.length === 1}
              onClick={() => onChange(steps.filter((_, other) => other !== at))}
            >
              <Trash2 size={14} aria-hidden="true" />
            </IconButton>
          </span>
          {children(step, (next) => onChange(steps.map((one, other) => (other === at ? next : one))))}
        </fieldset>
      ))}
      <Button
        size="small"
        disabled={steps.length >= most}
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() => onChange([...steps, make()])}
      >
        {t('tools.addStep')}
      </Button>
    </div>
  );
}
