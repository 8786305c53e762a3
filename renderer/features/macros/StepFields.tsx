// Changes when a step of a macro, or its condition, is set differently.
import { activityKinds } from '../../../shared/domain/activity.ts';
import { casePriorities, caseStatuses } from '../../../shared/domain/case.ts';
import { channelSchema } from '../../../shared/domain/conversation.ts';
import type { MacroCondition, MacroStep } from '../../../shared/domain/macro.ts';
import { locales } from '../../../shared/domain/people.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import { useQuery } from '../../data/hooks.ts';
import { useLocale, useT, type Translate } from '../../state/intl.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { tagsOf } from './useKeeping.ts';
import css from './tools.module.css';

interface StepFieldsProps<S extends MacroStep = MacroStep> {
  step: S;
  onChange: (step: MacroStep) => void;
}
type Step<K extends MacroStep['do']> = Extract<MacroStep, { do: K }>;

/** @returns a new step of a kind, to be filled in. */
export function emptyStep(kind: MacroStep['do']): MacroStep {
  switch (kind) {
    case 'write':
    case 'send':
    case 'internal':
    case 'note':
      return { do: kind, text: '' };
    case 'article':
      return { do: kind, articleId: '' };
    case 'newCase':
      return { do: kind, title: '', kind: 'support', priority: 'normal' };
    case 'tag':
      return { do: kind, of: 'case', add: [], remove: [] };
    case 'activity':
      return { do: kind, kind: 'task', title: '', inHours: 24 };
    case 'open':
      return { do: kind, tab: 'case', articleId: null };
    case 'case':
    case 'end':
      return { do: kind };
  }
}

/** The fields of one step. */
export function StepFields({ step, onChange }: StepFieldsProps) {
  const t = useT();
  switch (step.do) {
    case 'write':
    case 'send':
    case 'internal':
    case 'note':
      return (
        <TextArea
          label={t('tools.text')}
          value={step.text}
          rows={3}
          onChange={(text) => onChange({ ...step, text })}
        />
      );
    case 'article':
      return (
        <ArticleField value={step.articleId} onChange={(articleId) => onChange({ ...step, articleId })} />
      );
    case 'case':
      return <CaseFields step={step} onChange={onChange} />;
    case 'newCase':
      return (
        <>
          <TextField
            label={t('tools.name')}
            value={step.title}
            onChange={(title) => onChange({ ...step, title })}
          />
          <div className={css.pair}>
            <Select
              label={t('case.field.kind')}
              value={step.kind}
              onChange={(kind) => onChange({ ...step, kind })}
              options={(['support', 'service'] as const).map((value) => ({
                value,
                label: t(`caseKind.${value}`),
              }))}
            />
            <Select
              label={t('case.field.priority')}
              value={step.priority}
              onChange={(priority) => onChange({ ...step, priority })}
              options={casePriorities.map((value) => ({ value, label: t(`casePriority.${value}`) }))}
            />
          </div>
        </>
      );
    case 'tag':
      return <TagFields step={step} onChange={onChange} />;
    case 'activity':
      return (
        <>
          <TextField
            label={t('tools.name')}
            value={step.title}
            onChange={(title) => onChange({ ...step, title })}
          />
          <div className={css.pair}>
            <Select
              label={t('tools.kind')}
              value={step.kind}
              onChange={(kind) => onChange({ ...step, kind })}
              options={activityKinds.map((value) => ({ value, label: t(`tools.activity.${value}`) }))}
            />
            <TextField
              label={t('tools.hours')}
              type="number"
              min={0}
              max={8760}
              value={String(step.inHours)}
              onChange={(value) =>
                onChange({ ...step, inHours: Math.min(8760, Math.max(0, Number(value) || 0)) })
              }
            />
          </div>
        </>
      );
    case 'open':
      return (
        <>
          <Select
            label={t('tools.of')}
            value={step.tab}
            onChange={(tab) => onChange({ ...step, tab })}
            options={(['case', 'customer', 'article'] as const).map((value) => ({
              value,
              label: t(`tools.of.${value}`),
            }))}
          />
          {step.tab === 'article' && (
            <ArticleField
              value={step.articleId ?? ''}
              onChange={(articleId) => onChange({ ...step, articleId })}
            />
          )}
        </>
      );
    case 'end':
      return null;
  }
}

function ArticleField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const t = useT();
  const locale = useLocale();
  const { rows } = useQuery('article.search', { text: '', locale });
  return (
    <Select
      label={t('tools.of.article')}
      value={value}
      onChange={onChange}
      options={(rows ?? []).map(({ id, title }) => ({ value: id, label: title }))}
    />
  );
}

function CaseFields({ step, onChange }: StepFieldsProps<Step<'case'>>) {
  const t = useT();
  const same = { value: '' as const, label: t('tools.unchanged') };
  return (
    <>
      <div className={css.pair}>
        <Select
          label={t('case.field.status')}
          value={step.status ?? ''}
          onChange={(value) => {
            const { status: _, ...rest } = step;
            onChange(value === '' ? rest : { ...rest, status: value });
          }}
          options={
            [same, ...caseStatuses.map((value) => ({ value, label: t(`caseStatus.${value}`) }))] as const
          }
        />
        <Select
          label={t('case.field.priority')}
          value={step.priority ?? ''}
          onChange={(value) => {
            const { priority: _, ...rest } = step;
            onChange(value === '' ? rest : { ...rest, priority: value });
          }}
          options={
            [same, ...casePriorities.map((value) => ({ value, label: t(`casePriority.${value}`) }))] as const
          }
        />
      </div>
      <TextField
        label={t('case.field.category')}
        placeholder={t('tools.unchanged')}
        value={step.category ?? ''}
        maxLength={100}
        onChange={(value) => {
          const { category: _, ...rest } = step;
          onChange(value === '' ? rest : { ...rest, category: value });
        }}
      />
      <Switch
        label={t('tools.toMe')}
        checked={step.toMe === true}
        onChange={(toMe) => onChange({ ...step, toMe })}
      />
    </>
  );
}

function TagFields({ step, onChange }: StepFieldsProps<Step<'tag'>>) {
  const t = useT();
  // While a comma is typed the line is not yet what its tags would be written as.
  return (
    <>
      <Select
        label={t('tools.of')}
        value={step.of}
        onChange={(of) => onChange({ ...step, of })}
        options={(['case', 'customer'] as const).map((value) => ({ value, label: t(`tools.of.${value}`) }))}
      />
      <div className={css.pair}>
        <TextField
          label={t('tools.addTags')}
          value={step.add.join(', ')}
          onChange={(value) => onChange({ ...step, add: looseTags(value) })}
        />
        <TextField
          label={t('tools.removeTags')}
          value={step.remove.join(', ')}
          onChange={(value) => onChange({ ...step, remove: looseTags(value) })}
        />
      </div>
    </>
  );
}

/** As tagsOf, but an empty last one stays while it is begun. */
function looseTags(line: string): string[] {
  const ends = /[,،、]\s*$/.test(line);
  return [...tagsOf(line).slice(0, 10), ...(ends ? [''] : [])];
}

const conditions = [
  'channel',
  'language',
  'queueId',
  'caseStatus',
  'casePriority',
  'caseKind',
  'hasCase',
  'hasCustomer',
] as const satisfies readonly MacroCondition['of'][];

function valuesOf(of: MacroCondition['of'], t: Translate): { value: string; label: string }[] {
  switch (of) {
    case 'channel':
      return channelSchema.options.map((value) => ({ value, label: t(`channel.${value}`) }));
    case 'language':
      return locales.map((value) => ({ value, label: localeNames[value] }));
    case 'caseStatus':
      return caseStatuses.map((value) => ({ value, label: t(`caseStatus.${value}`) }));
    case 'casePriority':
      return casePriorities.map((value) => ({ value, label: t(`casePriority.${value}`) }));
    case 'caseKind':
      return (['support', 'service'] as const).map((value) => ({ value, label: t(`caseKind.${value}`) }));
    case 'hasCase':
    case 'hasCustomer':
      return (['yes', 'no'] as const).map((value) => ({ value, label: t(`tools.${value}`) }));
    case 'queueId':
      return [];
  }
}

/** When the step is done: always, or only where something is so. */
export function ConditionFields({ step, onChange }: StepFieldsProps) {
  const t = useT();
  const { rows: queues } = useQuery('queue.list', {});
  const { when } = step;
  const values = (of: MacroCondition['of']): { value: string; label: string }[] =>
    of === 'queueId' ? (queues ?? []).map(({ id, name }) => ({ value: id, label: name })) : valuesOf(of, t);
  const set = (next: MacroCondition | null): void => {
    const { when: _, ...rest } = step;
    onChange(next === null ? rest : { ...rest, when: next });
  };
  return (
    <div className={css.pair}>
      <Select
        label={t('tools.when')}
        value={when?.of ?? 'always'}
        onChange={(of) => set(of === 'always' ? null : { of, is: values(of)[0]?.value ?? '' })}
        options={
          [
            { value: 'always', label: t('tools.always') },
            ...conditions.map((value) => ({ value, label: t(`tools.when.${value}`) })),
          ] as const
        }
      />
      {when !== undefined && (
        <Select
          label={t('tools.value')}
          value={when.is}
          onChange={(is) => set({ of: when.of, is })}
          options={values(when.of)}
        />
      )}
    </div>
  );
}
