// Changes when the agent can set something else for this machine.
import { useEffect, useState, type ReactNode } from 'react';
import { locales } from '../../../shared/domain/people.ts';
import { localeNames } from '../../../shared/i18n/index.ts';
import { useDesk } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useSettings } from '../../state/settings.ts';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { Select } from '../../ui/Select.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { ConnectionPage } from './ConnectionPage.tsx';
import { Section } from './Section.tsx';
import css from './settings.module.css';

export interface SettingsDialogProps {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  version: string;
  onSignOut: () => void;
  /** The page that it opens with. */
  first?: string | undefined;
  /** Further pages, each after the general one. */
  pages?: readonly { value: string; label: string; panel: ReactNode }[];
}

/** Look, language, who is signed in; and how this desk stands with its service. Everything takes effect at once. */
export function SettingsDialog({
  open,
  onOpenChange,
  version,
  onSignOut,
  first = 'general',
  pages = [],
}: SettingsDialogProps) {
  const t = useT();
  const [page, setPage] = useState('general');
  useEffect(() => {
    if (open) setPage(first);
  }, [open, first]);
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title={t('settings.title')} width={680}>
      <Tabs
        label={t('settings.tabs')}
        value={page}
        onChange={setPage}
        items={[
          {
            value: 'general',
            label: t('settings.tab.general'),
            panel: (
              <div className={css.settings}>
                <Look />
                <Account onSignOut={onSignOut} />
                <p className={css.hint}>{t('settings.version', { version })}</p>
              </div>
            ),
          },
          ...pages,
          { value: 'connection', label: t('settings.tab.connection'), panel: <ConnectionPage /> },
        ]}
      />
    </Dialog>
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
