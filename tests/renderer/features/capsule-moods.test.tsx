// @vitest-environment jsdom
// Changes when the moods that come along with a conversation are shown differently.
import { screen, waitFor, within } from '@testing-library/react';
import { expect, it } from 'vitest';
import { HandoverBanner } from '../../../renderer/features/handover/HandoverBanner.tsx';
import { aimedScore, profaneScore } from '../../../shared/sentiment/levels.ts';
import { aCapsule, aHandover } from '../../support/desk-records.ts';
import { conversationView, me } from './rows.ts';
import { conversationTabId, show } from './show.tsx';

const came = {
  ...aHandover('handover-1', {
    conversationId: 'conversation-1',
    fromName: 'Jonas Weber',
    toAgentId: me.id,
    state: 'accepted',
    capsule: aCapsule({ mood: [0.1, -0.2, -0.5, profaneScore, aimedScore, 0.7] }),
  }),
  toName: me.name,
  title: 'Lena Vogt',
  subject: 'My parcel arrived broken',
  channel: 'chat' as const,
  queueName: 'Support',
  waitingSince: null,
};
const open = () =>
  show(<HandoverBanner conversationId="conversation-1" tabId={conversationTabId} />, (desk) => {
    desk.rows('conversation.view', conversationView());
    desk.rows('handover.of', [came]);
  });

it('what came along stands at the levels that the messages themselves had', async () => {
  open();
  const capsule = await screen.findByRole('region', { name: /Jonas Weber/ });
  expect(
    within(capsule)
      .getAllByRole('img')
      .map((one) => one.getAttribute('aria-label')),
  ).toEqual(['Neutral', 'Slightly negative', 'Negative', 'Negative', 'Very negative', 'Very positive']);
});

it('SENT-9: where it is now in a queue without moods, none of them is shown', async () => {
  const { desk } = open();
  const capsule = await screen.findByRole('region', { name: /Jonas Weber/ });
  expect(within(capsule).getAllByRole('img')).toHaveLength(6);
  const off = { mode: 'off', level: 'neutral', score: 0, steps: [] } as const;
  desk.rows('conversation.view', conversationView({ row: { sentiment: { ...off, steps: [] } } }));
  await waitFor(() => expect(within(capsule).queryAllByRole('img')).toEqual([]));
  within(capsule).getByText('Where is my parcel?');
});
