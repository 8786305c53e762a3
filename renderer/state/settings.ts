// Changes when a setting of this machine takes effect differently: theme, density, language, sounds.
import { createContext, use, useMemo } from 'react';
import { useStore } from 'zustand';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Settings } from '../../shared/ipc/main.ts';
import type { Locale } from '../../shared/domain/people.ts';
import { directionOf, localeOf } from '../../shared/i18n/index.ts';

/** The settings of this machine's user. */
export interface SettingsStore {
  state: StoreApi<Settings>;
  /** Takes effect at once and is kept by main. */
  change(settings: Partial<Settings>): void;
  /** Takes what another window has changed. */
  take(settings: Settings): void;
  /** The language that the setting means on this machine. */
  localeFor(settings: Settings): Locale;
}

/** The part of a page's environment that a theme depends on. */
export interface Surroundings {
  root: HTMLElement;
  /** @returns the system's own choice. */
  matches(query: '(prefers-color-scheme: dark)' | '(prefers-contrast: more)'): boolean;
  onChange(listener: () => void): void;
}

/**
 * @param initial as main has kept them.
 * @param keep tells main of a change.
 */
export function createSettings(
  initial: Settings,
  systemLocale: string,
  keep: (settings: Settings) => void,
  surroundings: Surroundings,
): SettingsStore {
  const state = createStore<Settings>(() => initial);
  const localeFor = ({ locale }: Settings): Locale => localeOf(locale === 'system' ? systemLocale : locale);

  const apply = (): void => {
    const settings = state.getState();
    const { root, matches } = surroundings;
    const locale = localeFor(settings);
    root.dataset['theme'] = themeFor(settings.theme, matches);
    root.dataset['density'] = settings.density;
    root.lang = locale;
    root.dir = directionOf(locale);
    // Every field of several lines takes it from here.
    root.spellcheck = settings.spellcheck ?? true;
  };
  surroundings.onChange(apply);
  apply();
  return {
    state,
    change: (settings) => {
      const next = { ...state.getState(), ...settings };
      state.setState(next, true);
      apply();
      keep(next);
    },
    take: (settings) => {
      state.setState(settings, true);
      apply();
    },
    localeFor,
  };
}

function themeFor(
  theme: Settings['theme'],
  matches: Surroundings['matches'],
): Exclude<Settings['theme'], 'system'> {
  if (theme !== 'system') return theme;
  if (matches('(prefers-contrast: more)')) return 'contrast';
  return matches('(prefers-color-scheme: dark)') ? 'dark' : 'light';
}

/** The settings of this window. Its value never changes. */
export const SettingsContext = createContext<SettingsStore | null>(null);

/** @returns the settings, and how to change them. */
export function useSettings(): { settings: Settings; locale: Locale; change: SettingsStore['change'] } {
  const store = use(SettingsContext);
  if (store === null) throw new Error('No SettingsContext above this component.');
  const settings = useStore(store.state);
  return useMemo(
    () => ({ settings, locale: store.localeFor(settings), change: store.change }),
    [settings, store],
  );
}
