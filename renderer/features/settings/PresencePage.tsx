// Changes when the company's own states of presence, or how much somebody carries, are set differently.
import { ArrowUp, Plus, Trash2 } from 'lucide-react';
import { useMemo, useState } from 'react';
import { z } from 'zod';
import { locales, localeSchema } from '../../../shared/domain/people.ts';
import {
  conversationUnits,
  defaultCapacity,
  maxCapacity,
  presenceStateSchema,
  presenceStatusSchema,
  type PresenceState,
} from '../../../shared/domain/presence.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import { useNewId, useQuery, useRun } from '../../data/hooks.ts';
import { useLocale, useT } from '../../state/intl.tsx';
import { useEditDraft, useFormDraft } from '../../state/form-draft.ts';
import { stateWord } from '../../state/presence.ts';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextField } from '../../ui/TextField.tsx';
import css from './alerts.module.css';
import { Section } from './Section.tsx';
import frame from './settings.module.css';

/** @param mayMakeStates admins; supervisors set only how much somebody carries. */
export function PresencePage({ mayMakeStates }: { mayMakeStates: boolean }) {
  return (
    <div className={frame.settings}>
      {mayMakeStates && <States />}
      <Loads />
    </div>
  );
}

function States() {
  const t = useT();
  const run = useRun();
  const newId = useNewId();
  const locale = useLocale();
  const { rows } = useQuery('presenceState.list', {});
  const [error, setError] = useState<ErrorData | null>(null);
  const states = rows ?? [];
  const failed = (failure: unknown): void => setError(toErrorData(failure));
  const put = ({ rev, ...presenceState }: PresenceState, isNew = false, saved?: () => void): void => {
    setError(null);
    run('presenceState.put', { presenceState, base: isNew ? null : (rev ?? 0) }).then(saved, failed);
  };
  const last = states.at(-1)?.order ?? -1;
  return (
    <Section title={t('settings.tab.presence')}>
      <p className={frame.hint}>{t('states.intro')}</p>
      {error !== null && <ErrorNote error={error} />}
      {states.map((state, at) => (
        <State
          key={state.id}
          state={state}
          onPut={(next, saved) => put(next, false, saved)}
          onUp={
            at === 0
              ? null
              : () => {
                  const above = states[at - 1]!;
                  put({ ...state, order: above.order });
                  put({ ...above, order: state.order === above.order ? above.order + 1 : state.order });
                }
          }
          onRemove={(removed) => {
            setError(null);
            run('presenceState.remove', { presenceStateId: state.id }).then(removed, failed);
          }}
        />
      ))}
      <Button
        icon={<Plus size={14} aria-hidden="true" />}
        onClick={() =>
          put(
            {
              id: newId(),
              labels: { [locale]: t('states.newName') },
              status: 'away',
              order: Math.min(999, last + 1),
            },
            true,
          )
        }
      >
        {t('states.add')}
      </Button>
    </Section>
  );
}

interface StateProps {
  state: PresenceState;
  /** @param saved runs once it is safe on this machine. */
  onPut: (state: PresenceState, saved: () => void) => void;
  /** Null for the first. */
  onUp: (() => void) | null;
  onRemove: (removed: () => void) => void;
}

const keptState = z
  .object({ labels: z.partialRecord(localeSchema, z.string().max(60)), status: presenceStatusSchema })
  .partial();
const parseState = (saved: unknown): Partial<PresenceState> =>
  (keptState.safeParse(saved).data ?? {}) as Partial<PresenceState>;

function State({ state, onPut, onUp, onRemove }: StateProps) {
  const t = useT();
  const locale = useLocale();
  const { edited, set, clear } = useEditDraft(`form:presenceState:${state.id}`, state, parseState);
  const name = stateWord(state, locale);
  // A word that was taken away is not there, rather than empty.
  const labels = Object.fromEntries(Object.entries(edited.labels).filter(([, word]) => word.trim() !== ''));
  const next = { ...edited, labels };
  const changed = JSON.stringify(next) !== JSON.stringify(state);
  return (
    <section className={frame.rule} aria-label={name}>
      <Select
        label={t('states.status')}
        value={edited.status}
        onChange={(status) => set({ status })}
        options={presenceStatusSchema.options.map((value) => ({ value, label: t(`presence.${value}`) }))}
      />
      <div className={css.words}>
        {locales.map((one) => (
          <TextField
            key={one}
            label={localeNames[one]}
            value={edited.labels[one] ?? ''}
            maxLength={60}
            onChange={(word) => set({ labels: { ...edited.labels, [one]: word } })}
          />
        ))}
      </div>
      <div className={frame.line}>
        <span>
          <IconButton label={t('states.remove', { name })} onClick={() => onRemove(clear)}>
            <Trash2 size={14} aria-hidden="true" />
          </IconButton>
          {onUp !== null && (
            <IconButton label={t('states.up', { name })} onClick={onUp}>
              <ArrowUp size={14} aria-hidden="true" />
            </IconButton>
          )}
        </span>
        {changed && (
          <Button
            variant="primary"
            disabled={!presenceStateSchema.safeParse(next).success}
            onClick={() => onPut(next, clear)}
          >
            {t('common.save')}
          </Button>
        )}
      </div>
    </section>
  );
}

/** How much each agent carries. */
function Loads() {
  const t = useT();
  const { rows } = useQuery('agent.list', {});
  return (
    <Section title={t('states.capacity')}>
      <p className={frame.hint}>{t('states.capacityHint', { units: conversationUnits })}</p>
      <div className={css.people}>
        {(rows ?? []).map(({ id, name, presence }) => (
          <Load
            key={id}
            agentId={id}
            name={name}
            used={presence?.used ?? 0}
            capacity={presence?.capacity ?? defaultCapacity}
          />
        ))}
      </div>
    </Section>
  );
}

interface LoadProps {
  agentId: string;
  name: string;
  used: number;
  capacity: number;
}

function Load({ agentId, name, used, capacity }: LoadProps) {
  const t = useT();
  const run = useRun();
  const initial = useMemo(() => ({ capacity: String(capacity) }), [capacity]);
  const form = useFormDraft(`form:capacity:${agentId}`, initial);
  const text = form.values.capacity;
  const [here, setHere] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const wanted = /^\d{1,4}$/.test(text.trim()) ? Number(text) : null;
  const fits = wanted !== null && wanted <= maxCapacity;
  // Typed before a restart: the field shows something else than what holds.
  const unsaved = form.touched && !here && wanted !== capacity;
  // What cannot hold is told while it is typed, and let go of with the field.
  const wrong = !fits && text.trim() !== '';
  const save = (): void => {
    if (wrong) return;
    if (!fits || wanted === capacity) return form.clear();
    setError(null);
    run('presence.capacity', { agentId, capacity: wanted }).then(form.clear, (failure: unknown) =>
      setError(toErrorData(failure)),
    );
  };
  return (
    <>
      <div className={css.person}>
        <span dir="auto">{name}</span>
        <span className={css.load} data-wrong={wrong} role={wrong ? 'alert' : undefined}>
          {wrong
            ? t('states.capacityMost', { most: maxCapacity })
            : t(unsaved ? 'states.unsaved' : 'states.used', { used })}
        </span>
        <TextField
          label={`${t('states.capacity')}: ${name}`}
          hideLabel
          inputMode="numeric"
          maxLength={4}
          value={text}
          onChange={(typed) => form.set('capacity', typed)}
          onFocus={() => setHere(true)}
          onBlur={() => {
            setHere(false);
            if (wrong) form.clear();
            else save();
          }}
          onKeyDown={({ key }) => {
            if (key === 'Enter') save();
          }}
        />
      </div>
      {error !== null && <ErrorNote error={error} />}
    </>
  );
}
