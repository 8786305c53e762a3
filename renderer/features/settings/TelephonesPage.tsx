// Changes when admins set telephones up differently: the numbers of queues and people, and what of a queue's calls is recorded.
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { recordingRule, recordingRuleSchema } from '../../../shared/domain/call-media.ts';
import type { Agent } from '../../../shared/domain/people.ts';
import type { Queue } from '../../../shared/domain/queue.ts';
import { extensionSchema } from '../../../shared/domain/telephone.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useEditDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { ExchangeSettings } from './ExchangeSettings.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

type Numbered = Pick<Agent | Queue, 'id' | 'name' | 'telephone'>;

/** Numbers and rules that every desk and the exchange go by from the next call on. For admins. */
export function TelephonesPage() {
  const t = useT();
  const { rows: queues } = useQuery('queue.list', {});
  const { rows: agents } = useQuery('agent.list', {});
  const all: readonly Numbered[] = [...(queues ?? []), ...(agents ?? [])];
  return (
    <div className={css.settings}>
      <Section title={t('telephones.queues')}>
        <p className={css.hint}>{t('telephones.queuesHint')}</p>
        {(queues ?? []).map((queue) => (
          <QueueFields key={queue.id} queue={queue} all={all} />
        ))}
      </Section>
      <Section title={t('telephones.people')}>
        <p className={css.hint}>{t('telephones.peopleHint')}</p>
        {(agents ?? []).map((agent) => (
          <AgentFields key={agent.id} agent={agent} all={all} />
        ))}
      </Section>
      <ExchangeSettings />
    </div>
  );
}

const { mode: modeSchema, tell: tellSchema, days: daysSchema } = recordingRuleSchema.shape;
const queueForm = z.object({
  number: z.string().max(64),
  mode: modeSchema,
  tell: tellSchema,
  days: z.string().max(6),
});
type QueueForm = z.infer<typeof queueForm>;
const keptQueue = queueForm.partial();
const parseQueue = (saved: unknown): Partial<QueueForm> =>
  (keptQueue.safeParse(saved).data ?? {}) as Partial<QueueForm>;

function QueueFields({ queue, all }: { queue: Queue; all: readonly Numbered[] }) {
  const t = useT();
  const run = useRun();
  const [error, setError] = useState<ErrorData | null>(null);
  const now = useMemo((): QueueForm => {
    const { days, ...rule } = recordingRule(queue);
    return { number: queue.telephone?.number ?? '', ...rule, days: String(days) };
  }, [queue]);
  const { edited, set, clear } = useEditDraft(`form:telephones:${queue.id}`, now, parseQueue);
  const { mode, tell, days } = edited;
  const number = edited.number.trim();
  const fault = useNumberFault(queue, number, all);
  const rule = recordingRuleSchema.safeParse({ mode, tell, days: Number(days) });
  const numberChanged = number !== now.number;
  const ruleChanged = mode !== now.mode || tell !== now.tell || days !== now.days;
  const save = async (): Promise<void> => {
    if (!rule.success) return;
    setError(null);
    const queueId = queue.id;
    if (numberChanged) await run('queue.telephone', { queueId, number: number === '' ? null : number });
    if (ruleChanged) await run('queue.recording', { queueId, rule: rule.data });
    clear();
  };
  return (
    <section className={css.rule} aria-label={queue.name}>
      <bdi>{queue.name}</bdi>
      <div className={css.pair}>
        <NumberOf
          of={queue}
          label={t('telephones.number')}
          value={edited.number}
          fault={fault}
          onChange={(next) => set({ number: next })}
        />
        <Select
          label={t('telephones.recording')}
          value={mode}
          onChange={(next) => set({ mode: next })}
          options={modeSchema.options.map((value) => ({ value, label: t(`telephones.recording.${value}`) }))}
        />
      </div>
      {mode !== 'off' && (
        <div className={css.pair}>
          {mode === 'always' && (
            <Select
              label={t('telephones.tell')}
              value={tell}
              onChange={(next) => set({ tell: next })}
              options={tellSchema.options.map((value) => ({ value, label: t(`telephones.tell.${value}`) }))}
            />
          )}
          <TextField
            label={t('telephones.days')}
            value={days}
            inputMode="numeric"
            maxLength={6}
            {...(daysSchema.safeParse(Number(days)).success ? {} : { error: t('telephones.daysWrong') })}
            onChange={(next) => set({ days: next })}
          />
        </div>
      )}
      {error !== null && <ErrorNote error={error} />}
      {(numberChanged || ruleChanged) && (
        <div className={css.line}>
          <span />
          <Button
            variant="primary"
            disabled={fault !== undefined || !rule.success}
            onClick={() => void save().catch((failure: unknown) => setError(toErrorData(failure)))}
          >
            {t('common.save')}
          </Button>
        </div>
      )}
    </section>
  );
}

const keptAgent = z.object({ number: z.string().max(64) }).partial();
const parseAgent = (saved: unknown): { number?: string } =>
  (keptAgent.safeParse(saved).data ?? {}) as { number?: string };

function AgentFields({ agent, all }: { agent: Agent; all: readonly Numbered[] }) {
  const t = useT();
  const run = useRun();
  const [error, setError] = useState<ErrorData | null>(null);
  const now = useMemo(() => ({ number: agent.telephone?.number ?? '' }), [agent]);
  const { edited, set, clear } = useEditDraft(`form:telephones:${agent.id}`, now, parseAgent);
  const number = edited.number.trim();
  const fault = useNumberFault(agent, number, all);
  const save = async (): Promise<void> => {
    setError(null);
    await run('agent.telephone', { agentId: agent.id, number: number === '' ? null : number });
    clear();
  };
  return (
    <div className={css.person}>
      <NumberOf
        of={agent}
        label={agent.name}
        value={edited.number}
        fault={fault}
        onChange={(next) => set({ number: next })}
      />
      {number !== now.number && (
        <Button
          variant="primary"
          disabled={fault !== undefined}
          onClick={() => void save().catch((failure: unknown) => setError(toErrorData(failure)))}
        >
          {t('common.save')}
        </Button>
      )}
      {error !== null && <ErrorNote error={error} />}
    </div>
  );
}

interface NumberOfProps {
  of: Numbered;
  label: string;
  value: string;
  fault: string | undefined;
  onChange: (number: string) => void;
}

/** What the operator's file says cannot be changed here, and it is said why. */
function NumberOf({ of, label, value, fault, onChange }: NumberOfProps) {
  const t = useT();
  const by = of.telephone?.by;
  const empty = value.trim() === '';
  const hint =
    by === 'operator'
      ? t('telephones.file')
      : empty && 'handle' in of
        ? t('telephones.none')
        : by === 'name' && value === of.telephone?.number
          ? t('telephones.signIn')
          : undefined;
  return (
    <TextField
      label={label}
      value={value}
      maxLength={64}
      dir="ltr"
      disabled={by === 'operator'}
      hint={hint}
      {...(fault === undefined ? {} : { error: fault })}
      onChange={onChange}
    />
  );
}

/** @returns what is wrong with a number in words; undefined where nothing is. Empty: there is no telephone. */
function useNumberFault({ id }: Numbered, number: string, all: readonly Numbered[]): string | undefined {
  const t = useT();
  if (number === '') return undefined;
  if (!extensionSchema.safeParse(number).success) return t('telephones.wrong');
  const other = all.find((one) => one.id !== id && one.telephone?.number === number);
  return other === undefined ? undefined : t('telephones.taken', { name: other.name });
}
