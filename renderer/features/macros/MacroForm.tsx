// Changes when a macro is put together differently.
import { useMemo } from 'react';
import { z } from 'zod';
import { macroStepSchema, type Macro, type MacroStep } from '../../../shared/domain/macro.ts';
import { localeSchema } from '../../../shared/domain/people.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Select } from '../../ui/Select.tsx';
import { ConditionFields, emptyStep, StepFields } from './StepFields.tsx';
import { StepList } from './StepList.tsx';
import { ToolFrame } from './ToolFrame.tsx';
import type { ToolFormProps } from './ToolList.tsx';
import { tagsOf, useKeeping } from './useKeeping.ts';
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
  const initial = useMemo(
    () => ({
      title: from?.title ?? '',
      locale: (from?.locale ?? 'any') as string,
      tags: (from?.tags ?? []).join(', '),
      shared: item !== null && item.ownerId === null ? 'yes' : '',
      steps: JSON.stringify(from?.steps ?? [emptyStep('write')]),
    }),
    [from, item],
  );
  const form = useFormDraft(`tools:macro:${item?.id ?? `new:${copyOf?.id ?? ''}`}`, initial);
  const { values, set } = form;
  const keeping = useKeeping('macro', { item, onDone }, form.clear);
  const steps = readSteps(values.steps);
  const parsed = z.array(macroStepSchema).min(1).max(mostSteps).safeParse(finished(steps));
  const language = localeSchema.safeParse(values.locale);
  const put = (next: readonly MacroStep[]): void => set('steps', JSON.stringify(next));
  return (
    <ToolFrame
      values={values}
      set={set}
      keeping={keeping}
      exists={item !== null}
      complete={values.title.trim() !== '' && parsed.success}
      anyLanguage
      tags
      onCopy={onCopy}
      onSave={() => {
        if (!parsed.success) return;
        keeping.save({
          kind: 'macro',
          record: {
            id: item?.id ?? keeping.newId(),
            title: values.title,
            locale: language.success ? language.data : null,
            tags: tagsOf(values.tags),
            ownerId: values.shared === 'yes' && keeping.mayShare ? null : keeping.agentId,
            steps: parsed.data,
          },
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
