// Changes when a macro is put together differently.
import { useMemo } from 'react';
import { z } from 'zod';
import { macroStepSchema, type Macro, type MacroStep } from '../../../shared/domain/macro.ts';
import { useT } from '../../state/intl.tsx';
import { Select } from '../../ui/Select.tsx';
import { ConditionFields, emptyStep, StepFields } from './StepFields.tsx';
import { StepList } from './StepList.tsx';
import { ToolFrame } from './ToolFrame.tsx';
import type { ToolFormProps } from './ToolList.tsx';
import { useToolForm } from './useToolForm.ts';
import { stepKind, stepKinds } from './words.ts';

const mostSteps = 30;

/** @returns the steps of a half-written macro; those that are still incomplete stay as they are. */
function readSteps(text: string): MacroStep[] {
  try {
    const saved: unknown = JSON.parse(text);
    if (!Array.isArray(saved)) return [];
    return (saved as (MacroStep | null)[])
      .filter((step): step is MacroStep => step !== null && stepKind(step.do) !== null)
      .slice(0, mostSteps);
  } catch {
    return [];
  }
}

/** Steps as they are kept: without tags that were only begun. */
function finished(steps: readonly MacroStep[]): MacroStep[] {
  return steps.map((step) =>
    step.do === 'tag'
      ? { ...step, add: step.add.filter(Boolean), remove: step.remove.filter(Boolean) }
      : step,
  );
}

/** One macro: its steps in order, each with its condition. */
export function MacroForm({ item, copyOf, onCopy, onDone }: ToolFormProps<Macro>) {
  const t = useT();
  const from = item ?? copyOf;
  const particular = useMemo(() => ({ steps: JSON.stringify(from?.steps ?? [emptyStep('write')]) }), [from]);
  const form = useToolForm('macro', { item, copyOf, onDone }, { locale: 'any', particular });
  const { values, set } = form;
  const steps = readSteps(values.steps);
  const parsed = z.array(macroStepSchema).min(1).max(mostSteps).safeParse(finished(steps));
  const put = (next: readonly MacroStep[]): void => set('steps', JSON.stringify(next));
  return (
    <ToolFrame
      {...form.frame}
      complete={values.title.trim() !== '' && parsed.success}
      anyLanguage
      tags
      onCopy={onCopy}
      onSave={() => {
        if (!parsed.success) return;
        const { common, tags, locale } = form;
        form.keeping.save({
          kind: 'macro',
          record: { ...common(), locale, tags: tags(), steps: parsed.data },
        });
      }}
    >
      <StepList steps={steps} most={mostSteps} make={() => emptyStep('write')} onChange={put}>
        {(step, change) => (
          <>
            <Select
              label={t('tools.kind')}
              hideLabel
              value={step.do}
              onChange={(kind) =>
                change({ ...emptyStep(kind), ...(step.when === undefined ? {} : { when: step.when }) })
              }
              options={stepKinds.map((value) => ({ value, label: t(`macro.step.${value}`) }))}
            />
            <StepFields step={step} onChange={change} />
            <ConditionFields step={step} onChange={change} />
          </>
        )}
      </StepList>
    </ToolFrame>
  );
}
