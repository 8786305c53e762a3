// @vitest-environment jsdom
// Changes when the mood of a conversation, the reasons behind it, or a way to set it right are shown differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConversationTab } from '../../../renderer/features/conversation/ConversationTab.tsx';
import { MoodTrend } from '../../../renderer/features/customer/MoodTrend.tsx';
import { TeamMoods } from '../../../renderer/features/inbox/TeamMoods.tsx';
import { MoodPage } from '../../../renderer/features/settings/MoodPage.tsx';
import { createSettings, SettingsContext, type SettingsStore } from '../../../renderer/state/settings.ts';
import { usualMoodPolicy } from '../../../shared/domain/mood.ts';
import { settingsSchema } from '../../../shared/ipc/main.ts';
import type { MoodMessage, MoodView } from '../../../shared/ipc/moods.ts';
import type { ConversationRow } from '../../../shared/ipc/views.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationRow, conversationView, deskRow, madeAt, me, messageRow } from './rows.ts';
import { conversationTabId, giveSizes, show } from './show.tsx';

const text = 'My parcel arrived broken, AGAIN';
const broken: MoodMessage = {
  id: 'message-1',
  at: madeAt,
  text,
  level: 'negative',
  score: -0.5,
  language: 'en',
  judged: true,
  corrected: null,
  reasons: [
    { start: 18, end: 24, text: 'broken', weight: -0.4, source: 'model' },
    { start: 26, end: 31, text: 'AGAIN', weight: -0.1, source: 'rule' },
  ],
};
const mood = (over: Partial<MoodView> = {}): MoodView => ({
  mode: 'judged',
  level: 'slightlyNegative',
  score: -0.3,
  steps: [-0.5],
  messages: [broken],
  collected: false,
  ...over,
});

function open(sentiment: ConversationRow['sentiment'], why = mood()) {
  const view = conversationView({ row: { sentiment } });
  return show(
    <ConversationTab conversationId="conversation-1" tabId={conversationTabId} />,
    (desk: FakeDesk) => {
      desk.rows('conversation.view', view);
      desk.rows('conversation.messages', { total: 1, messages: [messageRow({ text })] });
      desk.rows('mood.of', why);
    },
  );
}
const judgedRow = conversationRow().sentiment;

beforeEach(() => {
  giveSizes();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});

describe('above the composer', () => {
  it('stands the level, and behind it the words with their share, rules first, and what it is not for', async () => {
    const { user } = open(judgedRow);
    await user.click(
      await screen.findByRole('button', { name: /^Sentiment: Slightly negative. Show the words behind it/ }),
    );
    const why = await screen.findByRole('dialog', { name: 'Why this level' });
    const drove = await within(why).findByRole('region', { name: 'What drove it' });
    const lines = within(drove).getAllByRole('listitem');
    expect(lines.map((line) => line.querySelector('bdi')?.textContent)).toEqual(['AGAIN', 'broken']);
    expect(lines[0]?.textContent).toContain('Rule');
    expect(lines[1]?.textContent).toContain('80%');
    expect([...why.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual(['broken', 'AGAIN']);
    within(why).getByText(/no basis for decisions about anyone’s employment/);
  });

  it('a message is set right by choosing its level, and back again', async () => {
    const { user, desk } = open(judgedRow);
    await user.click(await screen.findByRole('button', { name: /^Sentiment:/ }));
    await user.click(await screen.findByRole('button', { name: 'This is wrong: message 1' }));
    const levels = screen.getByRole('group', { name: 'Which level is right?' });
    expect(within(levels).getByRole('button', { name: 'Negative' }).hasAttribute('disabled')).toBe(true);
    await user.click(within(levels).getByRole('button', { name: 'Neutral' }));
    await waitFor(() => expect(desk.moods).toEqual([{ messageId: 'message-1', level: 'neutral' }]));
    desk.rows('mood.of', mood({ messages: [{ ...broken, level: 'neutral', corrected: 'negative' }] }));
    await screen.findByText(/You have set this right. Computed: Negative. Kept on this desk only./);
    expect(document.querySelector('mark')).toBeNull();
    await user.click(screen.getByRole('button', { name: 'Undo: message 1' }));
    await waitFor(() => expect(desk.moods.at(-1)).toEqual({ messageId: 'message-1', level: null }));
  });

  it('the whole conversation is set right by choosing its level, and back again; then no word drove it', async () => {
    const { user, desk } = open(judgedRow);
    await user.click(await screen.findByRole('button', { name: /^Sentiment:/ }));
    await user.click(await screen.findByRole('button', { name: 'This is wrong: the whole conversation' }));
    const levels = screen.getByRole('group', { name: 'Which level is right for the whole conversation?' });
    expect(within(levels).getByRole('button', { name: 'Slightly negative' }).hasAttribute('disabled')).toBe(
      true,
    );
    await user.click(within(levels).getByRole('button', { name: 'Positive' }));
    await waitFor(() =>
      expect(desk.moods).toEqual([{ conversationId: 'conversation-1', level: 'positive' }]),
    );
    desk.rows('mood.of', mood({ level: 'positive', set: { said: 'slightlyNegative', newer: 0 } }));
    await screen.findByText(/You have set this right. Computed: Slightly negative. Kept on this desk only./);
    expect(screen.queryByRole('region', { name: 'What drove it' })).toBeNull();
    desk.rows('mood.of', mood({ level: 'neutral', set: { said: 'slightlyNegative', newer: 1 } }));
    await screen.findByText(/You set this right before the newest messages. Computed: Slightly negative./);
    await user.click(screen.getByRole('button', { name: 'Undo: the whole conversation' }));
    await waitFor(() => expect(desk.moods.at(-1)).toEqual({ conversationId: 'conversation-1', level: null }));
  });

  it('what is of no word has its line, so that the shares are whole', async () => {
    const { user } = open(judgedRow, mood({ messages: [{ ...broken, rest: -0.5 }] }));
    await user.click(await screen.findByRole('button', { name: /^Sentiment:/ }));
    const drove = await screen.findByRole('region', { name: 'What drove it' });
    const lines = within(drove).getAllByRole('listitem');
    expect(lines.map((line) => /\d+%/.exec(line.textContent ?? '')?.[0])).toEqual(['10%', '40%', '50%']);
    expect(lines.at(-1)?.textContent).toContain('Everything else');
  });

  it('what it is not for is one key away from the reasons, and says what is computed and kept', async () => {
    const { user } = open(judgedRow);
    (await screen.findByRole('button', { name: /^Sentiment:/ })).focus();
    await user.keyboard('{Enter}');
    const about = await screen.findByRole('button', { name: 'About mood' });
    for (let presses = 0; presses < 12 && document.activeElement !== about; presses++) await user.tab();
    expect(document.activeElement).toBe(about);
  });

  it('stands that it cannot be judged, instead of a neutral face', async () => {
    open({ mode: 'unjudged', level: 'neutral', score: 0, steps: [] });
    const strip = await screen.findByRole('button', { name: /^Sentiment: Can’t judge/ });
    expect(strip.textContent).toContain('Not in a language that is switched on, or no words');
  });

  it('stands nothing where the queue has no moods, and why where the weights are damaged', async () => {
    const { desk } = open({ mode: 'off', level: 'neutral', score: 0, steps: [] });
    await screen.findByRole('log');
    expect(screen.queryByRole('button', { name: /^Sentiment:/ })).toBeNull();
    const damaged = { mode: 'damaged', level: 'neutral', score: 0, steps: [] } as const;
    desk.rows('conversation.view', conversationView({ row: { sentiment: { ...damaged, steps: [] } } }));
    await screen.findByText('Moods are off on this computer: their data cannot be read.');
  });
});

const settings = (): SettingsStore =>
  createSettings(settingsSchema.parse({ locale: 'en' }), 'en-GB', () => {}, {
    root: document.documentElement,
    matches: () => false,
    onChange: () => {},
  });

describe('in the settings', () => {
  const page = (role: 'agent' | 'supervisor' | 'admin', store = settings()) =>
    show(
      <SettingsContext value={store}>
        <MoodPage role={role} />
      </SettingsContext>,
      (desk) => {
        desk.rows('mood.policy', usualMoodPolicy);
        desk.rows('queue.list', [
          { id: 'q1', name: 'Support', channels: ['chat'], offerMs: 1000 },
          { id: 'q2', name: 'Health', channels: ['chat'], offerMs: 1000, mood: false },
        ]);
      },
    );
  const shown = () => screen.queryAllByRole('switch').map((one) => one.getAttribute('aria-checked'));

  it('agents set their alert and read what it is not for', async () => {
    page('agent');
    await screen.findByText(/Mood is no basis for decisions on anyone’s employment/);
    expect(shown()).toEqual([]);
  });
  it('each sets from when on its own sessions are marked, supervisors also from when on they are told of the team', async () => {
    const store = settings();
    const { user } = page('supervisor', store);
    const choose = async (name: RegExp, option: string): Promise<void> => {
      await user.click(await screen.findByRole('combobox', { name }));
      await user.click(await screen.findByRole('option', { name: option }));
    };
    await choose(/^Mark my sessions from/, 'Slightly negative');
    await choose(/^Tell me of the team’s customers from/, 'Never');
    expect(store.state.getState()).toMatchObject({ moodAlert: 'slightlyNegative', teamMoodAlert: 'none' });
  });
  it('admins who switch on a language of which little was learned are told so, and of no other', async () => {
    page('admin');
    await screen.findByRole('switch', { name: 'Hindi' });
    expect(screen.getAllByText(/^Mostly read as neutral/)).toHaveLength(1);
  });
  it('supervisors switch queues', async () => {
    const { user, desk } = page('supervisor');
    await user.click(await screen.findByRole('switch', { name: 'Support' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([{ type: 'queue.mood', args: { queueId: 'q1', on: false } }]),
    );
    expect(shown()).toHaveLength(2);
  });
  it('admins decide from when on the service tells supervisors', async () => {
    const { user, desk } = page('admin');
    await user.click(await screen.findByRole('combobox', { name: /^The service tells supervisors from/ }));
    await user.click(await screen.findByRole('option', { name: 'Negative' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'moodPolicy.put', args: { moodPolicy: { alertAt: 'negative' }, base: null } },
      ]),
    );
  });
  it('admins switch languages, and consent to a collection', async () => {
    const { user, desk } = page('admin');
    await user.click(await screen.findByRole('switch', { name: 'French' }));
    await user.click(screen.getByRole('switch', { name: /Collect what agents set right/ }));
    await waitFor(() => expect(desk.commands).toHaveLength(2));
    expect(desk.commands).toMatchObject([
      {
        args: { moodPolicy: { languages: [...usualMoodPolicy.languages, 'fr'], collect: false }, base: null },
      },
      { args: { moodPolicy: { languages: usualMoodPolicy.languages, collect: true }, base: null } },
    ]);
  });
});

it('a customer’s page shows the trend from two conversations on, each a way to its own', async () => {
  const point = (id: string, level: 'negative' | 'positive') => ({
    conversationId: id,
    at: madeAt,
    subject: `About ${id}`,
    level,
    score: level === 'negative' ? -0.5 : 0.5,
  });
  const { desk } = show(<MoodTrend customerId="customer-1" />, (one) =>
    one.rows('mood.trend', [point('a', 'negative')]),
  );
  desk.rows('mood.trend', [point('a', 'negative'), point('b', 'positive')]);
  const trend = await screen.findByRole('region', { name: 'Mood of the last conversations' });
  expect(
    within(trend)
      .getAllByRole('button')
      .map((one) => one.getAttribute('aria-label')?.split(',')[0]),
  ).toEqual(['Negative', 'Positive']);
});

describe('on a supervisor’s first page', () => {
  const team = (id: string, agentId: string | null, level: 'negative' | 'veryNegative') => ({
    id,
    title: `Customer ${id}`,
    agentId,
    agentName: agentId === null ? '' : 'Jonas',
    queueName: 'Support',
    level,
  });
  const page = (role: 'agent' | 'supervisor') =>
    show(
      <SettingsContext value={settings()}>
        <TeamMoods />
      </SettingsContext>,
      (desk) => {
        desk.rows('desk.view', deskRow({ agent: { ...me, role } }));
        desk.rows('mood.policy', usualMoodPolicy);
        desk.rows('mood.team', [
          team('one', 'agent-jonas', 'veryNegative'),
          team('two', null, 'veryNegative'),
          team('own', me.id, 'veryNegative'),
          team('mild', 'agent-jonas', 'negative'),
        ]);
      },
    );
  it('stand the customers of others who have fallen to the threshold, and who serves them', async () => {
    const { desk } = page('supervisor');
    const list = await screen.findByRole('list', { name: 'Unhappy customers of the team' });
    const lines = () =>
      within(list)
        .getAllByRole('button')
        .map((one) => one.textContent);
    expect(lines()).toEqual([
      expect.stringMatching(/Customer one.*Very negative.*Jonas.*Support/),
      expect.stringMatching(/Customer two.*Very negative.*Nobody yet.*Support/),
    ]);
    desk.rows('mood.policy', { ...usualMoodPolicy, alertAt: 'negative' });
    await waitFor(() => expect(lines()).toHaveLength(3));
  });
  it('stands nothing of it for agents', async () => {
    page('agent');
    await waitFor(() => expect(screen.queryByRole('list')).toBeNull());
  });
});
