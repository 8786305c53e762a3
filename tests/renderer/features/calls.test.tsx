// @vitest-environment jsdom
// Changes when calls reach the agent, or are answered and changed in the bar, differently. A scripted line behind real ports.
import { act, screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { useCallAlerts } from '../../../renderer/app/useCallAlerts.ts';
import { CallBar } from '../../../renderer/features/phone/CallBar.tsx';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import { createFakePhone, type FakePhone } from '../../support/fake-phone.ts';
import type { FakeDesk } from './fake-desk.ts';
import { giveSizes, show, type Shown } from './show.tsx';

beforeEach(giveSizes);

let rung: string[];
const settings = () =>
  createSettings(
    settingsSchema.parse({ phoneDevices: { microphone: 'Headset', speaker: null } }),
    'en',
    () => {},
    {
      root: document.createElement('div'),
      matches: () => false,
      onChange: () => {},
    },
  );

function Calls() {
  useCallAlerts({ play: (sound) => void rung.push(sound), try: async () => true });
  return <CallBar />;
}

function open(prepare: (desk: FakeDesk) => void = () => {}): Shown & { phone: FakePhone } {
  rung = [];
  const phone = createFakePhone();
  const shown = show(
    <SettingsContext value={settings()}>
      <Calls />
    </SettingsContext>,
    (desk) => {
      desk.rows('offer.ringing', []);
      prepare(desk);
      desk.data.phone.attach(phone.port);
    },
  );
  act(phone.start);
  return { ...shown, phone };
}

it('a call rings in the window and natively, and is answered by the notification', async () => {
  const { desk, phone } = open();
  const call = phone.far.ring({ name: 'Ada <b>Lovelace</b>', number: '+15550100' });
  await screen.findByText('Ada <b>Lovelace</b>');
  await waitFor(() => expect(desk.notifications.size).toBe(1));
  const [[tag, told] = ['', undefined]] = [...desk.notifications];
  expect(told?.title).toBe('Ada <b>Lovelace</b> is calling');
  expect(told?.actions.map(({ label }) => label)).toEqual(['Answer', 'Decline']);
  expect(rung).toEqual(['call']);
  desk.pushMain('notificationClick', { tag, action: 'accept' });
  await waitFor(() => expect(call.state()).toBe('talking'));
  await waitFor(() => expect(desk.notifications.size).toBe(0));
  expect(phone.chosen).toContainEqual({ microphone: 'Headset', speaker: null });
});

it('a call is declined by the notification; one that is offered as well rings by its offer alone', async () => {
  const { desk, phone } = open();
  const call = phone.far.ring();
  await waitFor(() => expect(desk.notifications.size).toBe(1));
  desk.pushMain('notificationClick', { tag: [...desk.notifications.keys()][0] ?? '', action: 'decline' });
  await waitFor(() => expect(call.ended()).toBe('603'));
  await waitFor(() => expect(desk.notifications.size).toBe(0));
  rung.length = 0;
  const conversationId = 'conversation-of-the-call';
  desk.rows('offer.ringing', [
    {
      id: 'offer-1',
      conversationId,
      offeredAt: 0,
      expiresAt: Date.now() + 60_000,
      channel: 'voice',
      customerName: 'Grace',
      subject: '',
      queueName: 'Support',
      queuedAt: 0,
      language: 'en',
    },
  ]);
  await waitFor(() => expect(desk.data.live.peek('offer.ringing', {}).rows).toHaveLength(1));
  phone.emit({
    type: 'incoming',
    id: 'routed',
    party: { name: 'Grace', number: '+15550101' },
    queue: null,
    replaces: null,
    conversationId,
  });
  await screen.findByText('Grace');
  expect([rung, desk.notifications.size]).toEqual([[], 0]);
});

it('CALL-32: who hangs up while the line is away reads that the other side is told when it is back', async () => {
  const { phone, user } = open();
  const call = phone.far.ring();
  await user.click(await screen.findByRole('button', { name: 'Answer' }));
  await screen.findByText('You are heard');
  act(() => phone.emit({ type: 'line', line: 'away' }));
  await screen.findByText('The phone is looking for its server');
  await user.click(screen.getByRole('button', { name: 'Hang up' }));
  await screen.findByText('Hung up here. The other side is told when the line is back');
  expect([call.state(), await call.hears()]).toEqual(['talking', false]);
  expect(screen.queryByRole('button', { name: 'Call back' })).toBeNull();
  act(() => phone.emit({ type: 'line', line: 'ready' }));
  await waitFor(() => expect(call.ended()).toBe('bye'));
  await waitFor(() => expect(screen.queryByText(/The other side is told/)).toBeNull());
});

it('CALL-20: a link is asked about', async () => {
  const { desk, shell } = open();
  desk.pushMain('dial', { to: '+15550100', extension: '42' });
  await waitFor(() =>
    expect(shell.state.getState().overlay).toEqual({
      kind: 'dial',
      to: '+15550100',
      extension: '42',
      link: true,
    }),
  );
});

it('CALL-23: keys, hold and mute from the bar; what is refused is said and read', async () => {
  const { phone, user } = open();
  const call = phone.far.ring();
  await user.click(await screen.findByRole('button', { name: 'Answer' }));
  await user.click(await screen.findByRole('button', { name: 'Keypad' }));
  const typed = screen.getByRole('textbox', { name: 'Type or paste digits' });
  await user.type(typed, '12x٣');
  await user.click(screen.getByRole('button', { name: '#' }));
  await user.click(typed);
  await user.paste('45 67');
  await waitFor(() => expect(call.tones()).toBe('123#4567'));
  expect((typed as HTMLInputElement).value).toBe('123#4567');

  await user.click(screen.getByRole('button', { name: 'Mute' }));
  await screen.findByText('Muted: you are not heard');
  await user.click(screen.getByRole('button', { name: 'Hold' }));
  await screen.findByText('On hold: you are not heard');
  call.refuseHold();
  await user.click(screen.getByRole('button', { name: 'Resume' }));
  await screen.findByText(/The other side did not agree/);
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByText(/The other side did not agree/)).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Hang up' }));
  await waitFor(() => expect(call.ended()).toBe('bye'));
});

it('what did not come about stays until it was read, and can be called back', async () => {
  const { phone, user, shell } = open();
  phone.far.ring({ name: 'Ada', number: '+15550100' }).cancel();
  await screen.findByText('Hung up before you answered');
  await user.click(screen.getByRole('button', { name: 'Call back' }));
  expect(shell.state.getState().overlay).toEqual({ kind: 'dial', to: '+15550100', name: 'Ada' });
  await user.click(screen.getByRole('button', { name: 'Dismiss' }));
  await waitFor(() => expect(screen.queryByText('Hung up before you answered')).toBeNull());
  // It is read, and still among the last calls.
  expect(phone.phone.state().calls).toHaveLength(1);
});
