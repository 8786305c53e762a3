// Changes when a script is written differently.
import { useMemo } from 'react';
import { channelSchema } from '../../../shared/domain/conversation.ts';
import { scriptSchema, type Macro, type Script } from '../../../shared/domain/macro.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { StepList } from './StepList.tsx';
import { ToolFrame } from './ToolFrame.tsx';
import type { ToolFormProps } from './ToolList.tsx';
import { useToolForm } from './useToolForm.ts';
import css from './tools.module.css';

type Step = Script['steps'][number];
const mostSteps = 50;
const stepsSchema = scriptSchema.shape.steps;

interface ScriptFormProps extends ToolFormProps<Script> {
  macros: readonly Macro[];
  scripts: readonly Script[];
}

function readSteps(text: string): Step[] {
  try {
    const saved: unknown = JSON.parse(text);
    return Array.isArray(saved) ? (saved as Step[]).slice(0, mostSteps) : [];
  } catch {
    return [];
  }
}

/** One script: what to say and do, step by step, and where it is offered by itself. */
export function ScriptForm({ item, copyOf, onCopy, onDone, macros, scripts }: ScriptFormProps) {
  const t = useT();
  const { rows: queues } = useQuery('queue.list', {});
  const from = item ?? copyOf;
  const particular = useMemo(
    () => ({
      channel: (from?.channel ?? '') as string,
      queueId: from?.queueId ?? '',
      steps: JSON.stringify(from?.steps ?? []),
    }),
    [from],
  );
  const form = useToolForm('script', { item, copyOf, onDone }, { locale: 'any', particular });
  const { values, set, keeping } = form;
  const make = (): Step => ({ id: keeping.newId(), title: '', text: '', macroId: null, scriptId: null });
  const steps = readSteps(values.steps);
  const parsed = stepsSchema.safeParse(steps);
  const channel = channelSchema.safeParse(values.channel);
  const none = { value: '', label: t('tools.nothing') };
  return (
    <ToolFrame
      {...form.frame}
      complete={values.title.trim() !== '' && parsed.success}
      anyLanguage
      tags={false}
      onCopy={onCopy}
      onSave={() => {
        if (!parsed.success) return;
        keeping.save({
          kind: 'script',
          record: {
            ...form.common(),
            locale: form.locale,
            channel: channel.success ? channel.data : null,
            queueId: values.queueId === '' ? null : values.queueId,
            steps: parsed.data,
          },
        });
      }}
    >
      <div className={css.pair}>
        <Select
          label={t('tools.channel')}
          value={values.channel}
          onChange={(value) => set('channel', value)}
          options={[
            { value: '', label: t('tools.anyChannel') },
            ...channelSchema.options.map((value) => ({
              value: value as string,
              label: t(`channel.${value}`),
            })),
          ]}
        />
        <Select
          label={t('tools.queue')}
          value={values.queueId}
          onChange={(value) => set('queueId', value)}
          options={[
            { value: '', label: t('tools.anyQueue') },
            ...(queues ?? []).map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </div>
      <StepList
        steps={steps}
        most={mostSteps}
        make={make}
        onChange={(next) => set('steps', JSON.stringify(next))}
      >
        {(step, change) => (
          <>
            <TextField
              label={t('tools.name')}
              value={step.title}
              onChange={(title) => change({ ...step, title })}
            />
            <TextArea
              label={t('tools.text')}
              hint={t('tools.sayHint')}
              value={step.text}
              maxLength={4000}
              rows={2}
              onChange={(text) => change({ ...step, text })}
            />
            <div className={css.pair}>
              <Select
                label={t('tools.runMacro')}
                value={step.macroId ?? ''}
                onChange={(value) => change({ ...step, macroId: value === '' ? null : value })}
                options={[none, ...macros.map(({ id, title }) => ({ value: id, label: title }))]}
              />
              <Select
                label={t('tools.subScript')}
                value={step.scriptId ?? ''}
                onChange={(value) => change({ ...step, scriptId: value === '' ? null : value })}
                options={[
                  none,
                  ...scripts
                    .filter(({ id }) => id !== item?.id)
                    .map(({ id, title }) => ({ value: id, label: title })),
                ]}
              />
            </div>
          </>
        )}
      </StepList>
    </ToolFrame>
  );
}
