// @vitest-environment jsdom
// Changes when an agent gives a conversation away, asks a colleague or takes over by other hands or words.
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { HandingSection } from '../../../renderer/app/Handing.tsx';
import { HandoverBanner } from '../../../renderer/features/handover/HandoverBanner.tsx';
import { HandoverOffers } from '../../../renderer/features/handover/HandoverOffers.tsx';
import type { HandoverAgent, HandoverView } from '../../../shared/ipc/views-handover.ts';
import { aCapsule, aHandover } from '../../support/desk-records.ts';
import { conversationView, me, messageRow } from './rows.ts';
import { conversationTabId, giveSizes, show, type Shown } from './show.tsx';

beforeEach(() => {
  giveSizes();
  Element.prototype.checkVisibility = () => true;
});

const jonas = (linked: boolean): HandoverAgent => ({
  id: 'agent-jonas',
  name: 'Jonas Weber',
  languages: ['de', 'da'],
  speaks: true,
  presence: {
    id: 'agent-jonas',
    status: 'available',
    sticky: false,
    linked,
    since: 0,
    capacity: 100,
    used: 0,
  },
});
const offeredToMe = (over: Partial<HandoverView>): HandoverView => ({
  ...aHandover('handover-1', {
    conversationId: 'conversation-1',
    fromName: 'Jonas Weber',
    toAgentId: me.id,
    expiresAt: Date.now() + 120_000,
  }),
  toName: me.name,
  title: 'Lena Vogt',
  subject: 'My parcel arrived broken',
  channel: 'chat',
  queueName: 'Support',
  waitingSince: null,
  ...over,
});

/** The conversation's own field, and the panel beside it, asked for as by its button. */
function openPanel(linked = true): Shown {
  const shown = show(
    <>
      <div data-tab={conversationTabId}>
        <textarea aria-label="Reply" />
      </div>
      <HandingSection conversationId="conversation-1" />
    </>,
    (desk) => {
      desk.rows('conversation.view', conversationView());
      desk.rows('conversation.messages', { total: 1, messages: [messageRow()] });
      desk.rows('handover.targets', { agents: [jonas(linked)], queues: [] });
    },
  );
  act(() => shown.shell.want('conversation-1', 'consult'));
  return shown;
}

it('what a colleague speaks is said in words', async () => {
  openPanel();
  expect(await screen.findByText('German, Danish')).toBeTruthy();
});

it('the way it is given away is chosen by arrows, around the ends', async () => {
  const { user } = openPanel();
  const consult = await screen.findByRole('radio', { checked: true });
  act(() => consult.focus());
  const all = screen.getAllByRole('radio');
  const order = all.map((_, step) => all[(all.indexOf(consult) + step + 1) % all.length]!);
  for (const next of order) {
    await user.keyboard('{ArrowRight}');
    expect(next).toBe(document.activeElement);
    expect(next.getAttribute('aria-checked')).toBe('true');
  }
  await user.keyboard('{ArrowUp}');
  expect(order.at(-2)).toBe(document.activeElement);
});

it('a colleague is asked from the question itself, and the keyboard is back in the conversation', async () => {
  const { desk, user } = openPanel();
  await user.type(await screen.findByRole('searchbox', { name: 'Search by name' }), 'jon');
  await user.type(screen.getByRole('textbox', { name: 'What do you want to know?' }), 'Is it covered?');
  await user.keyboard('{Control>}{Enter}{/Control}');
  await waitFor(() =>
    expect(desk.commands).toMatchObject([
      {
        type: 'handover.offer',
        args: { kind: 'consult', toAgentId: 'agent-jonas', comment: 'Is it covered?' },
      },
    ]),
  );
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reply' })));
});

it('Esc goes back from every field of the panel', async () => {
  const { user } = openPanel();
  await user.click(await screen.findByRole('textbox', { name: 'What do you want to know?' }));
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('searchbox')).toBeNull());
  expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reply' }));
});

it('where nobody is there it says so, and who asks for those who are away chooses at once', async () => {
  const { user } = openPanel(false);
  await screen.findByText('Nobody is available right now.');
  await user.click(screen.getByRole('button', { name: 'Show also those who are away (1)' }));
  expect(document.activeElement).toBe(screen.getByRole('searchbox', { name: 'Search by name' }));
  await user.keyboard('{ArrowDown}');
  expect(screen.getByRole('option', { selected: true }).textContent).toContain('Jonas Weber');
});

it('who takes over writes to the customer, also after having advised there', async () => {
  const { user, workspace } = show(<HandoverOffers />, (desk) => {
    desk.rows('handover.offered', [offeredToMe({})]);
    desk.rows('handover.sent', []);
  });
  const mode = (): unknown => workspace.state.getState().views[conversationTabId]?.['mode'];
  act(() => workspace.actions.setView(conversationTabId, 'mode', 'internal'));
  await user.click(await screen.findByRole('button', { name: 'Accept' }));
  await waitFor(() => expect(mode()).toBe('public'));
});

it('who advises reads who asks, not that the conversation was handed over', async () => {
  show(<HandoverBanner conversationId="conversation-1" tabId={conversationTabId} />, (desk) => {
    desk.rows('conversation.view', conversationView({ conversation: { consultIds: ['handover-1'] } }));
    desk.rows('handover.of', [offeredToMe({ kind: 'consult', state: 'accepted', capsule: aCapsule() })]);
  });
  const came = await screen.findByRole('region', { name: 'Jonas Weber asks your advice' });
  within(came).getByText('Where is my parcel?');
  expect(screen.queryByText(/Handed over/)).toBeNull();
});
