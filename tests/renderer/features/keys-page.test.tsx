// @vitest-environment jsdom
// Changes when an agent chooses keys, or sets them back, differently.
import { screen, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { KeysPage } from '../../../renderer/app/KeysPage.tsx';
import { keyMap, keysOf } from '../../../renderer/app/key-list.ts';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import { giveSizes, show } from './show.tsx';

beforeEach(giveSizes);

function open() {
  const settings = createSettings(settingsSchema.parse({}), 'en', () => {}, {
    root: document.createElement('div'),
    matches: () => false,
    onChange: () => {},
  });
  const shown = show(
    <SettingsContext value={settings}>
      <KeysPage />
    </SettingsContext>,
  );
  const chosen = () => settings.state.getState().keys;
  return { ...shown, chosen };
}
const button = (command: string) =>
  screen.getByRole('button', { name: new RegExp(`^Change the keys of ${command}`) });

it('keys that go back to what is usual are taken from whoever has them by now only when that is meant', async () => {
  const { user, chosen } = open();
  await user.click(button('Reopen'));
  await user.keyboard('{Control>}j{/Control}');
  await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Take it' }));
  expect([keysOf('reopen', chosen()), keysOf('nextNeeded', chosen())]).toEqual(['Ctrl+J', '']);

  await user.click(screen.getByRole('button', { name: /^Usual keys for Who needs me next/ }));
  const told = screen.getByRole('alert');
  expect(told.textContent).toMatch(/^Ctrl\+J already does: Reopen/);
  expect(keyMap(chosen()).get('Ctrl+J')).toBe('reopen');
  await user.click(within(told).getByRole('button', { name: 'Take it' }));
  expect(keyMap(chosen()).get('Ctrl+J')).toBe('nextNeeded');
  expect(keysOf('reopen', chosen())).toBe('');

  // Nobody has these: they are simply back.
  await user.click(screen.getByRole('button', { name: /^Usual keys for Reopen/ }));
  expect(keysOf('reopen', chosen())).toBe('Ctrl+Shift+T');
  expect(screen.queryByRole('alert')).toBeNull();
});

it('Take it takes the one that is in the way, and leaves the other command its further keys', async () => {
  const { user, chosen } = open();
  const take = async (command: string, keys: string): Promise<void> => {
    await user.click(button(command));
    await user.keyboard(keys);
    await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Take it' }));
  };
  // Accepting an offer answers to Ctrl+Shift+A, which is shown, and to Ctrl+Enter.
  await take('Reopen', '{Control>}{Enter}{/Control}');
  expect(keyMap(chosen()).get('Ctrl+Enter')).toBe('reopen');
  expect(keyMap(chosen()).get('Ctrl+Shift+A')).toBe('acceptOffer');
  expect(keysOf('acceptOffer', chosen())).toBe('Ctrl+Shift+A');
  await take('Who needs me next', '{Control>}{Shift>}a{/Shift}{/Control}');
  expect(keyMap(chosen()).get('Ctrl+Shift+A')).toBe('nextNeeded');
  // It has no others left by now, and those that were given away stay where they are.
  expect([keysOf('acceptOffer', chosen()), keyMap(chosen()).get('Ctrl+Enter')]).toEqual(['', 'reopen']);
});

it('the shown one taken, the other command shows and keeps what it has left', async () => {
  const { user, chosen } = open();
  await user.click(button('Reopen'));
  await user.keyboard('{Control>}{Shift>}a{/Shift}{/Control}');
  await user.click(within(screen.getByRole('alert')).getByRole('button', { name: 'Take it' }));
  expect(keyMap(chosen()).get('Ctrl+Shift+A')).toBe('reopen');
  expect(keyMap(chosen()).get('Ctrl+Enter')).toBe('acceptOffer');
  expect(keysOf('acceptOffer', chosen())).toBe('Ctrl+Enter');
});
