// @vitest-environment jsdom
// Changes when half-typed words on the pages of the settings are kept differently.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { MaskingPage } from '../../../renderer/features/settings/MaskingPage.tsx';
import { PresencePage } from '../../../renderer/features/settings/PresencePage.tsx';
import type { MaskRule } from '../../../shared/domain/mask.ts';
import type { PresenceState } from '../../../shared/domain/presence.ts';
import { AppError } from '../../../shared/errors.ts';
import { anAgent, aPresence } from '../../support/records.ts';
import { giveSizes, show, valueOf } from './show.tsx';

beforeEach(giveSizes);

const lunch: PresenceState = { id: 's1', labels: { en: 'Lunch' }, status: 'away', order: 0, rev: 3 };
const rule: MaskRule = {
  id: 'r1',
  name: 'Words',
  finds: 'words',
  pattern: 'secret',
  mark: '•',
  of: ['customer'],
  on: true,
  rev: 2,
};
const german = (): Promise<HTMLElement> => screen.findByRole('textbox', { name: 'Deutsch' });

it('a word of a state is journaled as it is typed, comes back, and goes once it is saved', async () => {
  const { desk, user } = show(<PresencePage mayMakeStates />, (fake) => {
    fake.rows('presenceState.list', [lunch]);
    fake.rows('agent.list', []);
    fake.data.drafts.set('form:presenceState:s1', '{"labels":{"en":"Lunch","de":"Mitt"}}', 0);
  });
  expect(valueOf(await german())).toBe('Mitt');
  await user.type(await german(), 'ag');
  expect(JSON.parse(desk.data.drafts.get('form:presenceState:s1').text)).toEqual({
    labels: { en: 'Lunch', de: 'Mittag' },
  });
  desk.refuse('presenceState.put', new AppError('storage', 'disk full'));
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await screen.findByText(/disk refused to save/);
  expect(valueOf(await german())).toBe('Mittag');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(desk.data.drafts.get('form:presenceState:s1').text).toBe(''));
  expect(desk.commands).toMatchObject([
    { type: 'presenceState.put', args: { base: 3, presenceState: { labels: { de: 'Mittag' } } } },
  ]);
});

it('what somebody else changes meanwhile elsewhere in it is seen beside the half-typed word', async () => {
  const { desk, user } = show(<PresencePage mayMakeStates />, (fake) => {
    fake.rows('presenceState.list', [lunch]);
    fake.rows('agent.list', []);
  });
  await user.type(await german(), 'Mittag');
  desk.rows('presenceState.list', [{ ...lunch, status: 'busy', rev: 4 }]);
  await user.click(await screen.findByRole('button', { name: 'Save' }));
  await waitFor(() => expect(desk.commands).toHaveLength(1));
  expect(desk.commands).toMatchObject([
    { args: { base: 4, presenceState: { status: 'busy', labels: { de: 'Mittag' } } } },
  ]);
});

it.each(['{', '[]', '{"labels":5}', '{"labels":{"xx":"y"}}', '{"status":"gone"}'])(
  'a journal that says %s is none',
  async (text) => {
    show(<PresencePage mayMakeStates />, (fake) => {
      fake.rows('presenceState.list', [lunch]);
      fake.rows('agent.list', []);
      fake.data.drafts.set('form:presenceState:s1', text, 0);
    });
    expect(valueOf(await german())).toBe('');
    expect(screen.queryByRole('button', { name: 'Save' })).toBeNull();
  },
);

it('how much somebody carries is journaled as it is typed, says that it is not saved, and goes once it is', async () => {
  const ann = { ...anAgent('a1', { name: 'Ann' }), presence: aPresence('a1', { capacity: 300 }) };
  const { desk, user } = show(<PresencePage mayMakeStates={false} />, (fake) => {
    fake.rows('agent.list', [ann]);
    fake.data.drafts.set('form:capacity:a1', '{"capacity":"4"}', 0);
  });
  const field = await screen.findByRole('textbox', { name: /: Ann$/ });
  expect(valueOf(field)).toBe('4');
  screen.getByText('Not saved yet. Enter saves it.');
  await user.type(field, '00');
  expect(screen.queryByText('Not saved yet. Enter saves it.')).toBeNull();
  expect(JSON.parse(desk.data.drafts.get('form:capacity:a1').text)).toEqual({ capacity: '400' });
  desk.refuse('presence.capacity', new AppError('storage', 'disk full'));
  await user.keyboard('{Enter}');
  await screen.findByText(/disk refused to save/);
  expect(valueOf(field)).toBe('400');
  await user.keyboard('{Enter}');
  await waitFor(() => expect(desk.data.drafts.get('form:capacity:a1').text).toBe(''));
  expect(desk.commands).toMatchObject([
    { type: 'presence.capacity', args: { agentId: 'a1', capacity: 400 } },
  ]);
  // What cannot be meant is let go of with the field.
  await user.clear(field);
  await user.type(field, '2000{Enter}');
  screen.getByText('A whole number from 0 to 1000');
  expect(valueOf(field)).toBe('2000');
  await user.tab();
  await waitFor(() => expect(valueOf(field)).toBe('300'));
  expect(desk.data.drafts.get('form:capacity:a1').text).toBe('');
});

it('the words of a rule and what it is tried on are journaled too', async () => {
  const { desk, user } = show(<MaskingPage />, (fake) => fake.rows('maskRule.list', [rule]));
  await user.type(await screen.findByDisplayValue('secret'), ', code');
  expect(JSON.parse(desk.data.drafts.get('form:maskRule:r1').text)).toEqual({ pattern: 'secret, code' });
  await user.type(screen.getByRole('textbox', { name: 'A text as customers write it' }), 'My secret');
  expect(desk.data.drafts.get('form:masking:try').text).toBe('My secret');
  await user.click(screen.getByRole('button', { name: 'Save' }));
  await waitFor(() => expect(desk.data.drafts.get('form:maskRule:r1').text).toBe(''));
});
