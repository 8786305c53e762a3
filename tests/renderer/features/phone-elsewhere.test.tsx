// @vitest-environment jsdom
// Changes when a session's own window uses the main one's phone differently. A scripted line behind real ports.
import { act, screen, waitFor, within } from '@testing-library/react';
import { useEffect } from 'react';
import { beforeEach, expect, it } from 'vitest';
import type { Commands } from '../../../renderer/app/commands.ts';
import { PhoneForWindows } from '../../../renderer/app/PhoneForWindows.tsx';
import { StatusBar } from '../../../renderer/app/StatusBar.tsx';
import { useData } from '../../../renderer/data/hooks.ts';
import { createPhoneElsewhere, type PhoneChannel } from '../../../renderer/data/phone-elsewhere.ts';
import { useCallCommands, type CallCommands } from '../../../renderer/features/phone/usePhone.ts';
import { CallableText } from '../../../renderer/state/CallableText.tsx';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import { createFakePhone } from '../../support/fake-phone.ts';
import { giveSizes, show } from './show.tsx';

/** A channel as browsers have it, but at once. */
class Channel extends EventTarget implements PhoneChannel {
  static all = new Set<Channel>();
  constructor() {
    super();
    Channel.all.add(this);
  }
  postMessage(data: unknown): void {
    const copy: unknown = structuredClone(data);
    for (const other of Channel.all)
      if (other !== this) other.dispatchEvent(new MessageEvent('message', { data: copy }));
  }
}
beforeEach(() => {
  giveSizes();
  Channel.all.clear();
});

const settings = createSettings(settingsSchema.parse({}), 'en', () => {}, {
  root: document.createElement('div'),
  matches: () => false,
  onChange: () => {},
});

function Main() {
  const calls = useCallCommands();
  const commands = {
    answerCall: calls.answer,
    hangUpCall: calls.hangUp,
    muteCall: calls.mute,
    holdCall: calls.hold,
    swapCalls: calls.swap,
    keypadCall: calls.keypad,
    transferCall: calls.transfer,
  } as Partial<Commands> as Commands;
  return <PhoneForWindows commands={commands} />;
}
let keys: CallCommands;
function Own() {
  const { phoneElsewhere } = useData();
  useEffect(() => phoneElsewhere.seek(), [phoneElsewhere]);
  const calls = useCallCommands();
  useEffect(() => {
    keys = calls;
  }, [calls]);
  return (
    <section aria-label="Own">
      <CallableText text="Her office: +49 40 7654321." className={undefined} />
      <SettingsContext value={settings}>
        <StatusBar />
      </SettingsContext>
    </section>
  );
}
const openMain = (attached = createFakePhone()) => {
  const channel = new Channel();
  const main = show(<Main />, (fake) => {
    fake.data.phoneElsewhere = createPhoneElsewhere(channel);
    fake.data.phone.attach(attached.port);
  });
  return { ...main, phone: attached };
};
const openOwn = () => {
  const channel = new Channel();
  const own = show(<Own />, (fake) => {
    fake.data.phoneElsewhere = createPhoneElsewhere(channel);
  });
  return { ...own, here: within(screen.getByRole('region', { name: 'Own' })) };
};

it('CALL-34: call keys of a session’s own window do what they do in the main one, and what became of it is said in both', async () => {
  const { phone, shell } = openMain();
  phone.start();
  const { here, shell: ownShell } = openOwn();
  const first = phone.far.ring({ name: 'Ada', number: '+15550100' });
  await here.findByText(/^Ada/);
  act(() => keys.answer());
  await waitFor(() => expect(first.state()).toBe('talking'));
  act(() => keys.mute());
  await here.findByText('Ada: Muted: you are not heard');
  act(() => keys.mute());
  await waitFor(() => expect(here.queryByText('Ada: Muted: you are not heard')).toBeNull());
  act(() => keys.hold());
  await waitFor(() => expect(first.held()).toBe(true));
  const second = phone.far.ring({ name: 'Grace', number: '+15550101' });
  await here.findByText(/^Grace/);
  act(() => keys.answer());
  await waitFor(() => expect(second.state()).toBe('talking'));
  act(() => keys.swap());
  await waitFor(() => expect([first.held(), second.held()]).toEqual([false, true]));
  act(() => keys.keypad());
  await waitFor(() => expect(shell.state.getState().callPanel?.panel).toBe('keypad'));
  expect(ownShell.state.getState().callPanel).toBeNull();
  act(() => keys.hangUp());
  await waitFor(() => expect(first.ended()).toBe('bye'));
});

it('HEAR-3: however long a caller’s name is, how the call stands is said to the end', async () => {
  const { phone } = openMain();
  phone.start();
  const { here } = openOwn();
  phone.far.ring({ name: '𝒜'.repeat(100), number: '+15550100' });
  const ringing = await here.findByText(/^𝒜+…: is calling$/u);
  expect(Array.from(ringing.textContent).length).toBeLessThan(40);
  act(() => keys.answer());
  await here.findByText(/^𝒜+…: You are heard$/u);
});

it('CALL-34: a number in a session’s own window is asked about where the phone is, and nothing dials by itself', async () => {
  const { phone, shell } = openMain();
  phone.start();
  const { here, user, shell: ownShell } = openOwn();
  await user.click(await here.findByRole('button', { name: '+49 40 7654321' }));
  expect(shell.state.getState().overlay).toEqual({ kind: 'dial', to: '+49407654321', name: '' });
  expect(ownShell.state.getState().overlay).toBeNull();
  await user.click(here.getByRole('button', { name: 'Call somebody' }));
  expect(shell.state.getState().overlay).toEqual({ kind: 'dial' });
  expect(phone.phone.state().calls).toEqual([]);
});

it('CALL-34: without a phone there is nothing to offer, one that comes or goes is heard of, and other words move nothing', async () => {
  const { here } = openOwn();
  expect(here.queryByRole('button', { name: '+49 40 7654321' })).toBeNull();
  act(() => keys.hangUp());
  const { phone, unmount } = openMain();
  expect(here.queryByRole('button', { name: '+49 40 7654321' })).toBeNull();
  phone.start();
  await here.findByRole('button', { name: '+49 40 7654321' });
  const far = phone.far.ring({ name: 'Ada', number: '+15550100' });
  await here.findByText(/^Ada/);
  const stranger = new Channel();
  for (const word of [null, 'answer', { t: 'act', act: 'forget' }, { t: 'dial', to: '9'.repeat(300) }]) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    act(() => stranger.postMessage(word));
  }
  expect(far.state()).toBe('ringing');
  unmount();
  await waitFor(() => expect(here.queryByRole('button', { name: '+49 40 7654321' })).toBeNull());
  expect(here.queryByText(/^Ada/)).toBeNull();
});
