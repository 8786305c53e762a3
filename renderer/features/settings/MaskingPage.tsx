// Changes when admins set the rules of masking differently, or try them out differently.
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { z } from 'zod';
import { maskRuleSchema, maxMaskRules, type MaskRule } from '../../../shared/domain/mask.ts';
import { checkPattern } from '../../../shared/domain/mask-pattern.ts';
import { findByRule, maskText } from '../../../shared/domain/mask-text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDraft, useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useEditDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

const finders = ['card', 'iban', 'email', 'phone', 'words', 'pattern'] as const;

/** The rules by which the service masks what people write, with a box to try them. For admins. */
export function MaskingPage() {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const { rows } = useQuery('maskRule.list', {});
  const [error, setError] = useState<ErrorData | null>(null);
  const tried = useDraft('form:masking:try');
  const rules = rows ?? [];
  const inForce = rules.filter(({ on }) => on).length;
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  const put = ({ rev, ...maskRule }: MaskRule, isNew = false, saved?: () => void): void => {
    setError(null);
    run('maskRule.put', { maskRule, base: isNew ? null : (rev ?? 0) }).then(saved, failed);
  };
  return (
    <div className={css.settings}>
      <p className={css.hint}>{t('masking.intro', { most: maxMaskRules })}</p>
      {error !== null && <ErrorNote error={error} />}
      {rules.map((rule) => (
        <RuleFields
          key={rule.id}
          rule={rule}
          full={!rule.on && inForce >= maxMaskRules}
          onPut={(next, saved) => put(next, false, saved)}
          onRemove={(removed) => {
            setError(null);
            run('maskRule.remove', { maskRuleId: rule.id }).then(removed, failed);
          }}
        />
      ))}
      <Button
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() =>
          put(
            {
              id: newId(),
              name: t('masking.newName'),
              finds: 'words',
              pattern: '',
              mark: '•',
              of: ['customer'],
              on: false,
            },
            true,
          )
        }
      >
        {t('masking.add')}
      </Button>
      <Section title={t('masking.try')}>
        <TextArea
          spellCheck={false}
          label={t('masking.tryText')}
          value={tried.text}
          rows={3}
          onChange={(text) => tried.set(text, 0)}
        />
        <output className={css.tried} dir="auto" aria-label={t('masking.tryResult')}>
          {maskText(tried.text, rules.filter(({ on }) => on).slice(0, maxMaskRules)).text}
        </output>
      </Section>
    </div>
  );
}

interface RuleFieldsProps {
  rule: MaskRule;
  /** As many as can be are in force. */
  full: boolean;
  /** @param saved runs once it is safe on this machine. */
  onPut: (rule: MaskRule, saved?: () => void) => void;
  onRemove: (removed: () => void) => void;
}

const { finds: findsSchema, of: ofSchema } = maskRuleSchema.shape;
const keptRule = z
  .object({
    name: z.string().max(100),
    finds: findsSchema,
    pattern: z.string().max(500),
    of: ofSchema,
    mark: z.string().max(4),
  })
  .partial();
const parseRule = (saved: unknown): Partial<MaskRule> =>
  (keptRule.safeParse(saved).data ?? {}) as Partial<MaskRule>;

function RuleFields({ rule, full, onPut, onRemove }: RuleFieldsProps) {
  const t = useT();
  const { edited, set, clear } = useEditDraft(`form:maskRule:${rule.id}`, rule, parseRule);
  const { finds, pattern } = edited;
  const checked = finds === 'pattern' ? checkPattern(pattern) : null;
  const fault =
    checked !== null && !checked.ok
      ? t(`masking.why.${checked.why}`, {
          example: checked.why === 'nested' ? '\u2066{3}\u2069' : '\u2066{1,8}\u2069',
        })
      : undefined;
  const parsed = maskRuleSchema.safeParse(edited);
  const changed = JSON.stringify(edited) !== JSON.stringify(rule);
  const whom = edited.of.length === 2 ? 'both' : edited.of[0]!;
  return (
    <section className={css.rule} aria-label={rule.name}>
      <Switch
        label={rule.name}
        hint={full ? t('masking.full', { most: maxMaskRules }) : undefined}
        checked={rule.on}
        onChange={(on) => {
          if (!on || !full) onPut({ ...rule, on });
        }}
      />
      <div className={css.pair}>
        <TextField
          label={t('masking.name')}
          value={edited.name}
          maxLength={100}
          onChange={(name) => set({ name })}
        />
        <Select
          label={t('masking.finds')}
          value={finds}
          onChange={(value) => set({ finds: value })}
          options={finders.map((value) => ({ value, label: t(`masking.finds.${value}`) }))}
        />
      </div>
      {(finds === 'words' || finds === 'pattern') && (
        <TextField
          label={t(finds === 'words' ? 'masking.words' : 'masking.pattern')}
          value={pattern}
          maxLength={500}
          dir={finds === 'pattern' ? 'ltr' : undefined}
          {...(fault === undefined ? {} : { error: fault })}
          onChange={(value) => set({ pattern: value })}
        />
      )}
      <div className={css.pair}>
        <Select
          label={t('masking.of')}
          value={whom}
          onChange={(value) => set({ of: value === 'both' ? ['customer', 'agent'] : [value] })}
          options={(['customer', 'agent', 'both'] as const).map((value) => ({
            value,
            label: t(`masking.of.${value}`),
          }))}
        />
        <TextField
          label={t('masking.mark')}
          value={edited.mark}
          maxLength={4}
          onChange={(mark) => set({ mark })}
        />
      </div>
      <div className={css.line}>
        <IconButton label={t('masking.remove', { name: rule.name })} onClick={() => onRemove(clear)}>
          <Trash2 size={14} aria-hidden="true" />
        </IconButton>
        {changed && (
          <Button
            variant="primary"
            disabled={
              !parsed.success ||
              fault !== undefined ||
              (finds === 'words' && findByRule(edited, pattern).length === 0)
            }
            onClick={() => onPut(edited, clear)}
          >
            {t('common.save')}
          </Button>
        )}
      </div>
    </section>
  );
}
