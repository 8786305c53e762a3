// Changes when admins say differently where telephones sign in. Secrets go in and are never shown: they are not journaled either.
import { useCallback, useEffect, useMemo, useState } from 'react';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import {
  phoneSecretSchema,
  phoneSettingsEditSchema,
  type PhoneSettingsView,
} from '../../../shared/sync/phone-settings.ts';
import { useData } from '../../data/hooks.ts';
import { useFormDraft } from '../../state/form-draft.ts';
import { useT } from '../../state/intl.tsx';
import { Button } from '../../ui/Button.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { Select } from '../../ui/Select.tsx';
import { TextArea } from '../../ui/TextArea.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

/** The exchange as the service knows it: asked for when the page opens, changed straight at the service. */
export function ExchangeSettings() {
  const t = useT();
  const { store } = useData();
  const [view, setView] = useState<PhoneSettingsView | null>(null);
  const [error, setError] = useState<ErrorData | null>(null);
  const load = useCallback(() => {
    setError(null);
    store.request('phone.settings', { edit: null }).then(setView, (failure: unknown) => {
      setError(toErrorData(failure));
    });
  }, [store]);
  useEffect(load, [load]);
  return (
    <Section title={t('telephones.exchange')}>
      <p className={css.hint}>
        {t(view?.from === 'operator' ? 'telephones.file' : 'telephones.exchangeHint')}
      </p>
      {error !== null && <ErrorNote error={error} onRetry={load} />}
      {view?.locked !== undefined && (
        <ErrorNote error={{ kind: 'storage', message: '' }} text={t(`telephones.locked.${view.locked}`)} />
      )}
      {view !== null && <Form view={view} onSaved={setView} />}
    </Section>
  );
}

const noSecrets = { secret: '', exchange: '', turn: '' };
type Secret = keyof typeof noSecrets;

function Form({ view, onSaved }: { view: PhoneSettingsView; onSaved: (view: PhoneSettingsView) => void }) {
  const t = useT();
  const { store } = useData();
  const { from, rev, settings, locked } = view;
  const initial = useMemo(() => formOf(settings), [settings]);
  const { values, touched, set, clear } = useFormDraft('form:telephones', initial);
  const [secrets, setSecrets] = useState(noSecrets);
  const [error, setError] = useState<ErrorData | null>(null);
  const [saved, setSaved] = useState(false);
  const given = Object.entries(secrets).filter(([, text]) => text !== '');
  const changed = given.length > 0 || (touched && JSON.stringify(values) !== JSON.stringify(initial));
  const lines = values.ice.split('\n').map((line) => line.trim());
  const edit = phoneSettingsEditSchema.safeParse({
    base: rev,
    ...values,
    server: values.server.trim(),
    domain: values.domain.trim(),
    seconds: Number(values.seconds),
    ice: lines.filter((line) => line !== ''),
    ...Object.fromEntries(given),
  });
  const wrong = new Set(edit.success || !changed ? [] : edit.error.issues.map(({ path }) => path[0]));
  const fault = (field: string, words: Parameters<typeof t>[0]) =>
    wrong.has(field) ? { error: t(words) } : {};
  const fixed = from === 'operator';
  // What cannot be opened any more has to be said anew, all of it.
  const lost: Record<Secret, boolean> = {
    secret: settings === null || locked !== undefined,
    exchange: locked !== undefined && settings?.exchange === true,
    turn: locked !== undefined && lines.some((line) => line.startsWith('turn')),
  };
  const needsSecret = (Object.keys(noSecrets) as Secret[]).some((one) => lost[one] && secrets[one] === '');
  const change = (field: keyof typeof initial) => (value: string) => {
    setSaved(false);
    set(field, value);
  };
  const save = async (): Promise<void> => {
    if (!edit.success) return;
    setError(null);
    const next = await store.request('phone.settings', { edit: edit.data });
    setSecrets(noSecrets);
    clear();
    setSaved(true);
    onSaved(next);
  };
  const secret = (field: Secret, isSet: boolean) => (
    <TextField
      label={t(`telephones.secret.${field}`)}
      type="password"
      autoComplete="new-password"
      dir="ltr"
      disabled={fixed}
      value={secrets[field]}
      maxLength={500}
      hint={t(
        isSet && locked !== undefined
          ? 'telephones.secretLost'
          : isSet
            ? 'telephones.secretKept'
            : 'telephones.secretNone',
      )}
      {...(secrets[field] === '' || phoneSecretSchema.safeParse(secrets[field]).success
        ? {}
        : { error: t('telephones.secretWrong') })}
      onChange={(value) => {
        setSaved(false);
        setSecrets((before) => ({ ...before, [field]: value }));
      }}
    />
  );
  return (
    <>
      <TextField
        label={t('telephones.server')}
        value={values.server}
        dir="ltr"
        maxLength={300}
        disabled={fixed}
        placeholder="wss://phone.example.org"
        {...fault('server', 'telephones.serverWrong')}
        onChange={change('server')}
      />
      <div className={css.pair}>
        <TextField
          label={t('telephones.domain')}
          value={values.domain}
          dir="ltr"
          maxLength={200}
          disabled={fixed}
          {...fault('domain', 'telephones.domainWrong')}
          onChange={change('domain')}
        />
        <TextField
          label={t('telephones.seconds')}
          value={values.seconds}
          inputMode="numeric"
          maxLength={6}
          disabled={fixed}
          {...fault('seconds', 'telephones.secondsWrong')}
          onChange={change('seconds')}
        />
        <Select
          label={t('telephones.dtmf')}
          value={values.dtmf}
          disabled={fixed}
          options={(['rtp', 'info'] as const).map((value) => ({
            value,
            label: t(`telephones.dtmf.${value}`),
          }))}
          onChange={change('dtmf')}
        />
        <Select
          label={t('telephones.others')}
          value={values.others}
          disabled={fixed}
          options={(['name', 'none'] as const).map((value) => ({
            value,
            label: t(`telephones.others.${value}`),
          }))}
          onChange={change('others')}
        />
      </div>
      <TextArea
        spellCheck={false}
        label={t('telephones.ice')}
        value={values.ice}
        rows={2}
        dir="ltr"
        maxLength={2_600}
        disabled={fixed}
        {...fault('ice', 'telephones.iceWrong')}
        onChange={change('ice')}
      />
      {secret('secret', settings !== null)}
      {secret('exchange', settings?.exchange === true)}
      {secret('turn', settings?.turn === true)}
      {error !== null && (
        <ErrorNote
          error={error}
          text={
            error.field === 'turn'
              ? t('telephones.turnMissing')
              : error.field === 'key'
                ? t('telephones.noKey')
                : undefined
          }
        />
      )}
      <div className={css.line}>
        <span role="status" className={css.hint}>
          {saved && t('telephones.saved')}
        </span>
        {changed && (
          <Button
            variant="primary"
            disabled={!edit.success || needsSecret}
            onClick={() => void save().catch((failure: unknown) => setError(toErrorData(failure)))}
          >
            {t('common.save')}
          </Button>
        )}
      </div>
    </>
  );
}

/** What stands in the fields; nothing of a secret. */
function formOf(settings: PhoneSettingsView['settings']) {
  const {
    server = '',
    domain = '',
    seconds = 3_600,
    dtmf = 'rtp',
    others = 'name',
    ice = [],
  } = settings ?? {};
  const fields: Record<'server' | 'domain' | 'seconds' | 'dtmf' | 'others' | 'ice', string> = {
    server,
    domain,
    seconds: String(seconds),
    dtmf,
    others,
    ice: ice.join('\n'),
  };
  return fields;
}
