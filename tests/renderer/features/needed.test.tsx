// @vitest-environment jsdom
// Changes when it is shown differently who needs the agent next, or why; how it is weighed is in needs.test.ts.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it, vi } from 'vitest';
import { NeedsPage } from '../../../renderer/app/NeedsPage.tsx';
import { StatusBar } from '../../../renderer/app/StatusBar.tsx';
import { conversationIdOf } from '../../../renderer/data/call-reporter.ts';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { activeSession } from '../../../renderer/state/workspace.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import { createFakePhone } from '../../support/fake-phone.ts';
import { conversationRow } from './rows.ts';
import { giveSizes, show } from './show.tsx';

beforeEach(() => {
  giveSizes();
  vi.stubGlobal('matchMedia', () => ({
    matches: false,
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  }));
});

const calm = { level: 'neutral', score: 0, steps: [] } as const;

/** A desk with Ada on the phone, and Boris who wrote a moment ago. */
async function onThePhone() {
  const phone = createFakePhone();
  phone.start();
  phone.far.ring({ name: 'Ada', number: '+15550100' });
  const [call] = await waitFor(() => {
    const { calls } = phone.phone.state();
    expect(calls).toHaveLength(1);
    return calls;
  });
  const settings = createSettings(settingsSchema.parse({}), 'en', () => {}, {
    root: document.createElement('div'),
    matches: () => false,
    onChange: () => {},
  });
  const adas = conversationIdOf(call!)!;
  const shown = show(
    <SettingsContext value={settings}>
      <StatusBar />
      <NeedsPage />
    </SettingsContext>,
    (desk) => {
      const common = { sentiment: { ...calm, steps: [] }, waitingSince: null };
      desk.rows('conversation.mine', [
        conversationRow({ ...common, id: adas, title: 'Ada', channel: 'voice' }),
        conversationRow({ ...common, id: 'talk-2', title: 'Boris', waitingSince: Date.now() - 1_000 }),
      ]);
      desk.rows('offer.ringing', []);
      desk.data.phone.attach(phone.port);
    },
  );
  phone.phone.wish({ type: 'answer', id: call!.id });
  await waitFor(() => expect(phone.phone.state().calls[0]?.phase).toBe('talking'));
  const order = (): (string | null)[] =>
    [...shown.container.querySelectorAll('ol li')].map((line) => line.textContent);
  return { ...shown, phone, callId: call!.id, adas, order };
}

it('a caller on hold comes before somebody who has just written, by one key, which says so', async () => {
  const { phone, callId, adas, order, user, workspace } = await onThePhone();
  await waitFor(() => expect(order()).toEqual([expect.stringMatching(/^Boris/)]));
  act(() => phone.phone.wish({ type: 'hold', id: callId, on: true }));
  await waitFor(() =>
    expect(order()).toEqual([expect.stringMatching(/^Ada.*on hold/), expect.stringMatching(/^Boris/)]),
  );
  await user.click(await screen.findByRole('button', { name: /Ada.*on hold/ }));
  expect(activeSession(workspace.state.getState()).subjectId).toBe(adas);
  await screen.findByText(/^Here because: on hold/);
  // Taken back, nobody waits on the line.
  act(() => phone.phone.wish({ type: 'hold', id: callId, on: false }));
  await waitFor(() => expect(order()).toEqual([expect.stringMatching(/^Boris/)]));
});

it('what counts for nothing in the settings changes the order at once', async () => {
  const { phone, callId, order } = await onThePhone();
  act(() => phone.phone.wish({ type: 'hold', id: callId, on: true }));
  await waitFor(() => expect(order()[0]).toMatch(/^Ada/));
  fireEvent.change(screen.getByRole('slider', { name: /Call on hold/ }), { target: { value: '0' } });
  await waitFor(() => expect(order()).toEqual([expect.stringMatching(/^Boris/)]));
  screen.getByRole('button', { name: /Next: Boris|Boris/ });
});

it('whoever is in front is not denied: only nobody else is waiting', async () => {
  const { desk, workspace } = await onThePhone();
  desk.rows('conversation.mine', []);
  act(() => workspace.actions.openConversation('talk-2'));
  const bar = within(screen.getByRole('contentinfo', { name: 'Status' }));
  await bar.findByText('Nobody else is waiting for you');
  const home = workspace.state.getState().sessions.find(({ kind }) => kind === 'home')!;
  act(() => workspace.actions.activateSession(home.id));
  await bar.findByText('Nobody is waiting for you');
  expect(bar.queryByText('Nobody else is waiting for you')).toBeNull();
});
