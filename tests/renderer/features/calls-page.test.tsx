// @vitest-environment jsdom
// Changes when the settings of calls say otherwise what works on this machine.
import { screen } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { CallsPage } from '../../../renderer/features/settings/CallsPage.tsx';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { locales, type Locale } from '../../../shared/domain/people.ts';
import { messagesOf } from '../../../shared/i18n/index.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import { giveSizes, show, type Shown } from './show.tsx';

beforeEach(() => {
  giveSizes();
  const devices = Object.assign(new EventTarget(), { enumerateDevices: () => Promise.resolve([]) });
  vi.stubGlobal('navigator', Object.assign(Object.create(navigator) as object, { mediaDevices: devices }));
  return () => vi.unstubAllGlobals();
});

const open = (locale: Locale, keyFree: boolean | null): Shown => {
  const settings = createSettings(settingsSchema.parse({}), locale, () => {}, {
    root: document.createElement('div'),
    matches: () => false,
    onChange: () => {},
  });
  return show(
    <SettingsContext value={settings}>
      <CallsPage sounds={{ play: () => {}, try: () => Promise.resolve(true) }} />
    </SettingsContext>,
    (fake) => {
      fake.keyFree = keyFree;
    },
    locale,
  );
};

it.each(locales)(
  'CALL-35: that another program has the key of the whole system is said (%s)',
  async (locale) => {
    open(locale, false);
    expect(await screen.findByText(messagesOf(locale)['calls.wholeKeyTaken'])).toBeTruthy();
  },
);

it.each([true, null])(
  'CALL-35: nothing is said where it is free, or there is no phone (%s)',
  async (keyFree) => {
    const { desk } = open('en', keyFree);
    await desk.data.main.request('phone.key', {});
    expect(screen.queryByText(messagesOf('en')['calls.wholeKeyTaken'])).toBeNull();
  },
);
