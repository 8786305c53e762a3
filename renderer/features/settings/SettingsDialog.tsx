// Changes when the agent can set something else for this machine.
import { useState, type ReactNode } from 'react';
import { locales } from '../../../shared/domain/people.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import { useData, useDesk } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useSettings } from '../../state/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { Switch } from '../../ui/Switch.tsx';
import css from './settings.module.css';

export interface SettingsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  version: string;
  onSignOut: () => void;
}

/** Look, language, alerts; who is signed in; what lies on this machine. Everything takes effect at once. */
export function SettingsDialog({ open, onOpenChange, version, onSignOut }: SettingsDialogProps) {
  const t = useT();
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('settings.title')} width={520}>
      <div className={css.settings}>
        <Look />
        <Alerts />
        <Account onSignOut={onSignOut} />
        <Machine version={version} />
      </div>
    </Dialog>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={css.section}>
      <h3 className={css.heading}>{title}</h3>
      {children}
    </section>
  );
}

function Look() {
  const t = useT();
  const { settings, change } = useSettings();
  return (
    <Section title={t('settings.look')}>
      <div className={css.pair}>
        <Select
          label={t('settings.theme')}
          value={settings.theme}
          onChange={(theme) => change({ theme })}
          options={(['system', 'light', 'dark', 'contrast'] as const).map((value) => ({
            value,
            label: t(`settings.theme.${value}`),
          }))}
        />
        <Select
          label={t('settings.density')}
          value={settings.density}
          onChange={(density) => change({ density })}
          options={(['comfortable', 'compact'] as const).map((value) => ({
            value,
            label: t(`settings.density.${value}`),
          }))}
        />
      </div>
      <Select
        label={t('settings.language')}
        value={settings.locale}
        onChange={(locale) => change({ locale })}
        options={[
          { value: 'system', label: t('settings.language.system') },
          ...locales.map((value) => ({ value, label: localeNames[value] })),
        ]}
      />
    </Section>
  );
}

function Alerts() {
  const t = useT();
  const { settings, change } = useSettings();
  return (
    <Section title={t('settings.alerts')}>
      <Switch
        label={t('settings.sounds')}
        checked={settings.sounds}
        onChange={(sounds) => change({ sounds })}
      />
      <Switch
        label={t('settings.notificationText')}
        hint={t('settings.notificationTextHint')}
        checked={settings.notificationText}
        onChange={(notificationText) => change({ notificationText })}
      />
    </Section>
  );
}

function Account({ onSignOut }: { onSignOut: () => void }) {
  const t = useT();
  const { agent, service } = useDesk();
  if (agent === null) return null;
  return (
    <Section title={t('settings.account')}>
      <div className={css.line}>
        <span className={css.text}>
          {t('settings.signedInAs', { name: agent.name, service: service ?? '' })}
          <span className={css.hint}>{t('settings.signOutHint')}</span>
        </span>
        <Button onClick={onSignOut}>{t('settings.signOut')}</Button>
      </div>
    </Section>
  );
}

function Machine({ version }: { version: string }) {
  const t = useT();
  const { keyCustody } = useDesk();
  const { store, main } = useData();
  const [copied, setCopied] = useState(false);
  const copy = (): void => {
    store
      .request('desk.diagnostics', {})
      .then((facts) =>
        main.request('clipboard.write', { text: JSON.stringify({ version, ...facts }, null, 2) }),
      )
      .then(() => setCopied(true))
      .catch(() => setCopied(false));
  };
  return (
    <Section title={t('settings.custody')}>
      <p className={css.text}>{t(`settings.custody.${keyCustody}`)}</p>
      <div className={css.line}>
        <span className={css.text}>
          {t('settings.diagnostics')}
          <span className={css.hint}>{t('settings.diagnosticsHint')}</span>
        </span>
        <Button onClick={copy}>{t(copied ? 'settings.copied' : 'settings.copyDiagnostics')}</Button>
      </div>
      <p className={css.hint}>{t('settings.version', { version })}</p>
    </Section>
  );
}
