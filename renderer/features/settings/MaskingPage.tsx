// Changes when admins set the rules of masking differently, or try them out differently.
import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { maskRuleSchema, maxMaskRules, type MaskRule } from '../../../shared/domain/mask.ts';
import { checkPattern } from '../../../shared/domain/mask-pattern.ts';
import { findByRule, maskText } from '../../../shared/domain/mask-text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useNewId, useQuery, useRun } from '../../data/hooks.ts';
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
  const [tried, setTried] = useState('');
  const rules = rows ?? [];
  const inForce = rules.filter(({ on }) => on).length;
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  const put = ({ rev, ...maskRule }: MaskRule, isNew = false): void => {
    setError(null);
    run('maskRule.put', { maskRule, base: isNew ? null : (rev ?? 0) }).catch(failed);
  };
  return (
    <div className={css.settings}>
      <p className={css.hint}>{t('masking.intro', { most: maxMaskRules })}</p>
      {error !== null && <ErrorNote error={error} />}
      {rules.map((rule) => (
        <RuleFields
          key={`${rule.id} ${String(rule.rev ?? 0)}`}
          rule={rule}
          full={!rule.on && inForce >= maxMaskRules}
          onPut={put}
          onRemove={() => {
            setError(null);
            run('maskRule.remove', { maskRuleId: rule.id }).catch(failed);
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
        <TextArea label={t('masking.tryText')} value={tried} rows={3} onChange={setTried} />
        <output className={css.tried} dir="auto" aria-label={t('masking.tryResult')}>
          {maskText(tried, rules.filter(({ on }) => on).slice(0, maxMaskRules)).text}
        </output>
      </Section>
    </div>
  );
}

interface RuleFieldsProps {
  rule: MaskRule;
  /** As many as can be are in force. */
  full: boolean;
  onPut: (rule: MaskRule) => void;
  onRemove: () => void;
}

function RuleFields({ rule, full, onPut, onRemove }: RuleFieldsProps) {
  const t = useT();
  const [edited, setEdited] = useState(rule);
  const { finds, pattern } = edited;
  const checked = finds === 'pattern' ? checkPattern(pattern) : null;
  const fault =
    checked !== null && !checked.ok
      ? t(`masking.why.${checked.why}`, {
          example: checked.why === 'nested' ? '\u2066{3}\u2069' : '\u2066{1,8}\u2069',
        })
      : undefined;
  const parsed = maskRuleSchema.safeParse(edited);
  const set = (change: Partial<MaskRule>): void => setEdited({ ...edited, ...change });
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
        <IconButton label={t('masking.remove', { name: rule.name })} onClick={onRemove}>
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
            onClick={() => onPut(edited)}
          >
            {t('common.save')}
          </Button>
        )}
      </div>
    </section>
  );
}
