// Changes when the window needs another thing around everything: data, settings, language, words.
import { CSPProvider } from '@base-ui/react/csp-provider';
import { useMemo } from 'react';
import type { Data } from '../data/data.ts';
import { DataContext } from '../data/hooks.ts';
import { LanguageProvider } from '../state/intl.tsx';
import { SettingsContext, useSettings, type SettingsStore } from '../state/settings.ts';
import { createShell, ShellContext } from '../state/shell.ts';
import { ErrorBoundary } from './ErrorBoundary.tsx';
import { Gate } from './Gate.tsx';
import { HelloContext, type Hello } from './hello.ts';
import { UiProvider } from './UiProvider.tsx';

export interface AppProps {
  data: Data;
  hello: Hello;
  settings: SettingsStore;
}

/** The whole window. */
export function App({ data, hello, settings }: AppProps) {
  const shell = useMemo(() => createShell(), []);
  return (
    <CSPProvider disableStyleElements>
      <DataContext value={data}>
        <HelloContext value={hello}>
          <SettingsContext value={settings}>
            <ShellContext value={shell}>
              <InLanguage region={hello.systemLocale} />
            </ShellContext>
          </SettingsContext>
        </HelloContext>
      </DataContext>
    </CSPProvider>
  );
}

function InLanguage({ region }: { region: string }) {
  const { locale } = useSettings();
  return (
    <LanguageProvider locale={locale} region={region}>
      <UiProvider>
        <ErrorBoundary>
          <Gate />
        </ErrorBoundary>
      </UiProvider>
    </LanguageProvider>
  );
}
