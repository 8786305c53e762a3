// @vitest-environment jsdom
// Changes when how a call stands, or what was said in it, is shown otherwise. A scripted line behind real ports.
import { act, screen, waitFor, within } from '@testing-library/react';
import { useEffect } from 'react';
import { beforeEach, expect, it } from 'vitest';
import { SessionItem } from '../../../renderer/app/SessionItem.tsx';
import { useTray } from '../../../renderer/app/useTray.ts';
import { CallPanel } from '../../../renderer/features/conversation/CallPanel.tsx';
import { Header } from '../../../renderer/features/conversation/Header.tsx';
import { CallBar } from '../../../renderer/features/phone/CallBar.tsx';
import { useCallCommands, type CallCommands } from '../../../renderer/features/phone/usePhone.ts';
import { conversationIdOf } from '../../../renderer/data/call-reporter.ts';
import { createSettings, SettingsContext } from '../../../renderer/state/settings.ts';
import type { ConversationCall } from '../../../shared/domain/call.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';
import { aPresence } from '../../support/factories.ts';
import { createFakePhone } from '../../support/fake-phone.ts';
import { conversationView, deskRow, madeAt, messageRow } from './rows.ts';
import { giveSizes, show } from './show.tsx';

beforeEach(giveSizes);

let commands: CallCommands;
const none = (): void => {};

function Desk({ view }: { view: ConversationView }) {
  useTray(0);
  const keys = useCallCommands();
  useEffect(() => {
    commands = keys;
  }, [keys]);
  const { conversation } = view;
  return (
    <>
      <CallBar />
      <SessionItem
        session={{
          id: 'session-1',
          kind: 'conversation',
          subjectId: conversation.id,
          tabs: [],
          activeTabId: '',
        }}
        called={undefined}
        onPulsed={none}
        collapsed={false}
        index={0}
        windowId={null}
        onOpen={none}
        onLeave={none}
      />
      <main>
        <Header view={view} onEnd={null} />
        <CallPanel view={view} call={conversation.call!} />
      </main>
    </>
  );
}

const aCall = (callId: string, over: Partial<ConversationCall> = {}): ConversationCall => ({
  callId,
  direction: 'in',
  from: '+15550100',
  to: '',
  ringingAt: madeAt,
  answeredAt: madeAt,
  ...over,
});

/** A desk that talks with Ada, and where her call is shown. */
async function talking() {
  const phone = createFakePhone();
  phone.start();
  const far = phone.far.ring({ name: 'Ada', number: '+15550100' });
  const call = await waitFor(() => {
    const [first] = phone.phone.state().calls;
    if (first === undefined) throw new Error('It does not ring yet.');
    return first;
  });
  const id = conversationIdOf(call)!;
  const ofCall = aCall(call.callId ?? 'call');
  const view = conversationView({
    conversation: { id, channel: 'voice', call: ofCall },
    row: { id, channel: 'voice', call: ofCall },
  });
  const settings = createSettings(settingsSchema.parse({}), 'en', () => {}, {
    root: document.createElement('div'),
    matches: () => false,
    onChange: () => {},
  });
  const desk = (
    <SettingsContext value={settings}>
      <Desk view={view} />
    </SettingsContext>
  );
  const shown = show(desk, (fake) => {
    fake.rows('desk.view', deskRow({ presence: aPresence('anna') }));
    fake.rows('presenceState.list', []);
    fake.rows('conversation.mine', [view.row]);
    fake.data.phone.attach(phone.port);
  });
  await shown.user.click(await screen.findByRole('button', { name: 'Answer' }));
  await waitFor(() => expect(far.state()).toBe('talking'));
  return { ...shown, phone, far };
}

it('HEAR-3: muted and on hold are the same words in the bar, in the panel, above the conversation and at the clock', async () => {
  const { user, desk } = await talking();
  const places = (): HTMLElement[] => [
    screen.getByRole('region', { name: 'Calls' }),
    screen.getByRole('listitem'),
    screen.getByRole('banner'),
    screen.getByRole('region', { name: 'Incoming call' }),
  ];
  for (const [button, words] of [
    ['Mute', 'Muted: you are not heard'],
    ['Hold', 'On hold: you are not heard'],
  ] as const) {
    await user.click(screen.getByRole('button', { name: button }));
    await waitFor(() => {
      for (const place of places()) expect(within(place).getByText(words)).toBeTruthy();
      expect(desk.tray?.call?.text).toBe(`Ada: ${words}`);
    });
  }
  expect(desk.tray?.call?.acts.map(({ label }) => label)).toEqual(['Unmute', 'Resume', 'Hang up']);
  desk.pushMain('trayCall', { act: 'hold' });
  desk.pushMain('trayCall', { act: 'mute' });
  await waitFor(() => expect(screen.queryAllByText(/you are not heard/)).toEqual([]));
  desk.pushMain('trayCall', { act: 'hangUp' });
  await waitFor(() => expect(desk.tray?.call).toBeUndefined());
});

it('call waiting by keys alone: a second call is answered, gone between, and declined', async () => {
  const { phone, far } = await talking();
  const second = phone.far.ring({ name: 'Grace', number: '+15550101' });
  await screen.findByText('Grace');
  act(() => commands.answer());
  await waitFor(() => expect([far.held(), second.state()]).toEqual([true, 'talking']));
  act(() => commands.swap());
  await waitFor(() => expect([far.held(), second.held()]).toEqual([false, true]));
  act(() => commands.swap());
  await waitFor(() => expect([far.held(), second.held()]).toEqual([true, false]));
  const third = phone.far.ring({ name: 'Edsger', number: '+15550102' });
  await screen.findByText('Edsger');
  act(() => commands.hangUp());
  await waitFor(() => expect([third.ended(), second.state()]).toEqual(['603', 'talking']));
  act(() => commands.hangUp());
  await waitFor(() => expect(second.ended()).toBe('bye'));
  // The one that waits is taken back by the same key.
  act(() => commands.swap());
  await waitFor(() => expect(far.held()).toBe(false));
});

it('REC-8, REC-9: what was said is shown in its order, by whom and when; nothing of a pause, also before the service has heard of it', async () => {
  const said = (id: string, seq: number, over: object): ReturnType<typeof messageRow> =>
    messageRow({ id, seq, authorName: 'Ada', spoken: { language: 'en' }, ...over });
  const call = aCall('call', {
    transcript: { segments: 3 },
    pauses: [{ from: madeAt + 30_000, to: madeAt + 40_000 }],
  });
  const view = conversationView({ conversation: { channel: 'voice', call } });
  const { rerender: _, desk } = show(<CallPanel view={view} call={call} />, (fake) => {
    fake.rows('conversation.messages', {
      total: 4,
      messages: [
        said('m1', 1, { text: 'The lamp <b>hums</b>.', at: madeAt + 4_000 }),
        messageRow({ id: 'm2', seq: 2, text: 'Ask her for the number.', audience: 'internal' }),
        said('m4', 4, { text: 'Four one one one', at: madeAt + 32_000 }),
        said('m3', 3, { text: 'Since when?', at: madeAt + 65_000, authorKind: 'agent', authorName: 'Anna' }),
      ],
    });
  });
  const list = within(await screen.findByRole('region', { name: 'What was said' }));
  const lines = list.getAllByRole('listitem').map((line) => line.textContent);
  expect(lines).toEqual(['0:04AdaThe lamp <b>hums</b>.', '1:05AnnaSince when?']);
  expect(desk.commands).toEqual([]);
});

it('REC-8: what came from the agent’s side once others were in the conference is not put into the agent’s mouth', async () => {
  const call = aCall('call', {
    transcript: { segments: 4 },
    parties: [
      {
        callId: 'third',
        number: '201',
        consent: { state: 'given', how: 'announced', agentId: 'agent-a', at: madeAt + 20_000 },
      },
    ],
  });
  const view = conversationView({ conversation: { channel: 'voice', call } });
  const said = (seq: number, by: 'agent' | 'customer', text: string, at: number) =>
    messageRow({
      id: `m${String(seq)}`,
      seq,
      text,
      at: madeAt + at,
      authorKind: by,
      authorName: by === 'agent' ? 'Anna' : 'Ada',
      spoken: { language: 'en' },
    });
  show(<CallPanel view={view} call={call} />, (fake) => {
    fake.rows('conversation.messages', {
      total: 4,
      messages: [
        said(1, 'agent', 'I ask the workshop.', 10_000),
        said(2, 'agent', 'Workshop, hello.', 21_000),
        said(3, 'customer', 'Hello.', 23_000),
        said(4, 'agent', 'It is ready.', 25_000),
      ],
    });
  });
  const list = within(await screen.findByRole('region', { name: 'What was said' }));
  const lines = list.getAllByRole('listitem').map((line) => line.textContent);
  expect(lines).toEqual([
    '0:10AnnaI ask the workshop.',
    '0:21Anna or somebody else in the conferenceWorkshop, hello.',
    '0:23AdaHello.',
    '0:25Anna or somebody else in the conferenceIt is ready.',
  ]);
});

it('REC-8: that it was deleted is said', async () => {
  const call = aCall('call', { transcript: { segments: 0, removed: { at: madeAt, why: 'objected' } } });
  show(
    <CallPanel view={conversationView({ conversation: { channel: 'voice', call } })} call={call} />,
    (fake) => fake.rows('conversation.messages', { total: 0, messages: [] }),
  );
  await screen.findByText(/somebody objected/);
  expect(screen.queryByRole('region', { name: 'What was said' })).toBeNull();
});
