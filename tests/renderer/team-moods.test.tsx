// @vitest-environment jsdom
// Changes when supervisors are told of the team's customers at other times.
import { act, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { useTeamMoods } from '../../renderer/app/useMoodCalls.ts';
import { createSettings, SettingsContext } from '../../renderer/state/settings.ts';
import { usualMoodPolicy } from '../../shared/domain/mood.ts';
import type { PresenceStatus } from '../../shared/domain/presence.ts';
import { settingsSchema } from '../../shared/ipc/main.ts';
import type { TeamMood } from '../../shared/ipc/moods.ts';
import { aPresence } from '../support/records.ts';
import { deskRow, me } from './features/rows.ts';
import { show } from './features/show.tsx';

function Told() {
  useTeamMoods();
  return null;
}

test('SENT-11: supervisors are told of each customer of others once, while they are available or busy, from their own threshold', async () => {
  const settings = createSettings(settingsSchema.parse({ locale: 'en' }), 'en-GB', () => {}, {
    root: document.documentElement,
    matches: () => false,
    onChange: () => {},
  });
  const team: TeamMood[] = [];
  const { desk } = show(
    <SettingsContext value={settings}>
      <Told />
    </SettingsContext>,
    (one) => {
      one.rows('conversation.mine', []);
      one.rows('mood.policy', usualMoodPolicy);
      one.rows('mood.team', []);
    },
  );
  const is = (status: PresenceStatus) =>
    act(async () => {
      const presence = aPresence(me.id, { status });
      desk.rows('desk.view', deskRow({ agent: { ...me, role: 'supervisor' }, presence }));
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
    });
  const falls = (id: string, level: TeamMood['level'], agentId: string | null = 'agent-jonas') =>
    act(async () => {
      team.push({ id, title: id, agentId, agentName: 'Jonas', queueName: 'Support', level });
      desk.rows('mood.team', [...team]);
      await new Promise<void>((resolve) => setTimeout(resolve, 0));
    });
  const told = () => [...desk.notifications.keys()];
  const hears = async (...ids: string[]): Promise<void> => {
    await waitFor(() => expect(told()).toEqual(ids.map((id) => `conversation:${id}`)));
    desk.notifications.clear();
  };
  await is('available');
  await falls('one', 'veryNegative');
  await hears('one');
  await is('busy');
  await falls('two', 'veryNegative', null);
  await hears('two');
  for (const status of ['doNotDisturb', 'away', 'offline'] as const) {
    await is(status);
    await falls(`while-${status}`, 'veryNegative');
  }
  await is('available');
  // Nothing is made up for, their own customers are in their own panel, and milder ones are below the threshold.
  await falls('own', 'veryNegative', me.id);
  await falls('mild', 'negative');
  await falls('three', 'veryNegative');
  await hears('three');
  // Another threshold tells of who falls from then on, not of everybody who stands below it.
  act(() => settings.change({ teamMoodAlert: 'negative' }));
  await falls('four', 'negative');
  await hears('four');
  act(() => settings.change({ teamMoodAlert: 'none' }));
  await falls('five', 'veryNegative');
  act(() => settings.change({ teamMoodAlert: 'veryNegative' }));
  await falls('six', 'veryNegative');
  await waitFor(() => expect(desk.notifications.get('conversation:six')?.title).toMatch(/Very negative/));
  await hears('six');
  // Outside the window it is said who, and not what, where that is set so.
  act(() => settings.change({ notificationText: false }));
  await falls('seven', 'veryNegative');
  await waitFor(() => expect(desk.notifications.get('conversation:seven')?.title).toBe('seven'));
});
