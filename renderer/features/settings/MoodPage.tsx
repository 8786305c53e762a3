// Changes when moods are set differently: alerts for everybody, queues for supervisors, languages and consent for admins.
import { useState } from 'react';
import type { Role } from '../../../shared/domain/people.ts';
import {
  moodAlertLevels,
  moodLanguages,
  usualAlertAt,
  type MoodPolicy,
} from '../../../shared/domain/mood.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import type { Settings } from '../../../shared/ipc/main.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useLocale, useT, type Translate } from '../../state/intl.tsx';
import { usualAlerts, type AlertAt } from '../../state/mood.ts';
import { useSettings } from '../../state/settings.ts';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import { AboutMood } from './AboutMood.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

/** Each sees what it may set, and what is computed and kept. */
export function MoodPage({ role }: { role: Role }) {
  const { rows: policy } = useQuery('mood.policy', {});
  return (
    <div className={css.settings}>
      {/* First: whoever comes from the reasons of a mood comes to read this. */}
      <AboutMood collected={policy?.collect === true} />
      <Alerts team={role !== 'agent'} />
      {role !== 'agent' && <Queues />}
      {role === 'admin' && policy !== undefined && <Policy policy={policy} />}
    </div>
  );
}

const alertOptions = (t: Translate) =>
  moodAlertLevels.map((value) => ({
    value,
    label: t(value === 'none' ? 'mood.alert.none' : `sentiment.${value}`),
  }));

function Alerts({ team }: { team: boolean }) {
  const t = useT();
  const { settings, change } = useSettings();
  const { rows: policy } = useQuery('mood.policy', {});
  const options = alertOptions(t);
  const set = (field: keyof Pick<Settings, 'moodAlert' | 'teamMoodAlert'>) => (value: AlertAt) =>
    change({ [field]: value });
  return (
    <Section title={t('mood.alerts')}>
      <p className={css.hint}>{t('mood.alertHint')}</p>
      <div className={css.pair}>
        <Select
          label={t('mood.alertAt')}
          value={settings.moodAlert ?? usualAlerts.own}
          options={options}
          onChange={set('moodAlert')}
        />
        {team && (
          <Select
            label={t('mood.teamAlertAt')}
            value={settings.teamMoodAlert ?? policy?.alertAt ?? usualAlerts.team}
            options={options}
            onChange={set('teamMoodAlert')}
          />
        )}
      </div>
      {team && <p className={css.hint}>{t('mood.teamAlertHint')}</p>}
    </Section>
  );
}

function Queues() {
  const t = useT();
  const run = useRun();
  const { rows } = useQuery('queue.list', {});
  const [error, setError] = useState<ErrorData | null>(null);
  return (
    <Section title={t('mood.queues')}>
      <p className={css.hint}>{t('mood.queuesHint')}</p>
      {error !== null && <ErrorNote error={error} />}
      {(rows ?? []).map(({ id, name, mood }) => (
        <Switch
          key={id}
          label={name}
          checked={mood !== false}
          onChange={(on) => {
            setError(null);
            run('queue.mood', { queueId: id, on }).catch((failure: unknown) => {
              setError(toErrorData(failure));
            });
          }}
        />
      ))}
    </Section>
  );
}

/** What the model card says nobody should rely on: whoever switches it on is told here. */
const weak: ReadonlySet<string> = new Set(['hi']);

function Policy({ policy }: { policy: MoodPolicy }) {
  const t = useT();
  const run = useRun();
  const locale = useLocale();
  const [error, setError] = useState<ErrorData | null>(null);
  const { rev, ...is } = policy;
  const put = (over: Partial<MoodPolicy>): void => {
    setError(null);
    run('moodPolicy.put', { moodPolicy: { ...is, ...over }, base: rev ?? null }).catch((failure: unknown) => {
      setError(toErrorData(failure));
    });
  };
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return (
    <>
      <Section title={t('mood.languages')}>
        <p className={css.hint}>{t('mood.languagesHint')}</p>
        {error !== null && <ErrorNote error={error} />}
        <div className={css.pair}>
          {moodLanguages.map((tag) => (
            <Switch
              key={tag}
              label={names.of(tag) ?? tag}
              hint={weak.has(tag) ? t('mood.languageWeak') : undefined}
              checked={is.languages.includes(tag)}
              onChange={(on) =>
                put({
                  languages: moodLanguages.filter((one) => (one === tag ? on : is.languages.includes(one))),
                })
              }
            />
          ))}
        </div>
      </Section>
      <Section title={t('mood.supervisors')}>
        <p className={css.hint}>{t('mood.serviceAlertHint')}</p>
        <div className={css.pair}>
          <Select
            label={t('mood.serviceAlert')}
            value={is.alertAt ?? usualAlertAt}
            options={alertOptions(t)}
            onChange={(alertAt) => put({ alertAt })}
          />
        </div>
      </Section>
      <Section title={t('mood.examples')}>
        <Switch
          label={t('mood.collect')}
          hint={t('mood.collectHint')}
          checked={is.collect}
          onChange={(collect) => put({ collect })}
        />
      </Section>
    </>
  );
}
