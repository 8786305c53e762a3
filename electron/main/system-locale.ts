// Changes when the language of the machine's user is found out otherwise.
import type { App } from 'electron';

/**
 * The user's language as a BCP 47 tag: what the command line says (`--lang`), else what the system prefers, else
 * Chromium's own. Systems also give things such as "c" or "C.UTF-8", which are no languages.
 */
export function systemLocale(
  app: Pick<App, 'commandLine' | 'getPreferredSystemLanguages' | 'getLocale'>,
): string {
  const candidates = [
    app.commandLine.getSwitchValue('lang'),
    ...app.getPreferredSystemLanguages(),
    app.getLocale(),
  ];
  return candidates.find(isLanguage) ?? 'en';
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
