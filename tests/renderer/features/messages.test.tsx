// @vitest-environment jsdom
// Changes when messages are shown, marked or read out differently.
import { act, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { ConversationTab } from '../../../renderer/features/conversation/ConversationTab.tsx';
import type { MessageView } from '../../../shared/ipc/views.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationView, me, messageRow, madeAt } from './rows.ts';
import { conversationTabId, giveSizes, show } from './show.tsx';

const mine = { authorKind: 'agent' as const, authorId: me.id, authorName: me.name };

function open(
  messages: MessageView[],
  view = conversationView(),
  prepare: (desk: FakeDesk) => void = () => {},
) {
  return show(<ConversationTab conversationId="conversation-1" tabId={conversationTabId} />, (desk) => {
    desk.rows('conversation.view', view);
    desk.rows('conversation.messages', { total: messages.length, messages });
    prepare(desk);
  });
}

beforeEach(() => {
  giveSizes();
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
});

describe('messages', () => {
  it.each([
    ['queued', 'Saved here, will sync'],
    ['sent', 'Sent'],
    ['delivered', 'Delivered'],
    ['read', 'Read'],
  ] as const)('of an agent that are %s say so', async (delivery, words) => {
    open([messageRow({ ...mine, delivery, text: 'On its way' })]);
    const message = await screen.findByRole('article', { name: /^Mara Holm,/ });
    expect(within(message).getByText(words)).toBeDefined();
  });

  it('show hostile text as text', async () => {
    const hostile =
      '<img src=x onerror="globalThis.hit=1"><script>globalThis.hit=1</script>{customer} \u202Eevil';
    const { container } = open([messageRow({ text: hostile, authorName: '<b>Lena</b>' })]);
    const log = await screen.findByRole('log', { name: 'Messages' });
    await waitFor(() => expect(log.textContent).toContain(hostile));
    expect(log.textContent).toContain('<b>Lena</b>');
    expect(container.querySelector('img, script, b')).toBeNull();
  });

  it('open addresses through main, which asks; nothing is navigated', async () => {
    const { desk, user } = open([messageRow({ text: 'See https://example.com/a and javascript:alert(1)' })]);
    await user.click(await screen.findByRole('link', { name: 'https://example.com/a' }));
    await waitFor(() => expect(desk.opened).toEqual(['https://example.com/a']));
    expect(screen.getAllByRole('link')).toHaveLength(1);
  });

  it('for colleagues are called internal', async () => {
    open([messageRow({ ...mine, audience: 'internal', text: 'between us' })]);
    const message = await screen.findByRole('article', { name: /^Internal, Mara Holm,/ });
    expect(within(message).getByText('Internal')).toBeDefined();
  });

  it('say what can be done with them to readers of the screen, and draw it for whoever points', async () => {
    const { user } = open([messageRow({ text: 'What is it?' })]);
    const copy = await screen.findByRole('button', { name: 'Copy the text' });
    expect(copy.querySelector('svg')).toBeNull();
    await user.hover(screen.getByText('What is it?'));
    expect(copy.querySelector('svg')).not.toBeNull();
  });

  it('that are very long fold, and unfold on demand', async () => {
    const { user } = open([messageRow({ text: 'word '.repeat(3000) })]);
    await user.click(await screen.findByRole('button', { name: 'Show all of it' }));
    expect(screen.queryByRole('button', { name: 'Show all of it' })).toBeNull();
  });

  it('far back are read as they come into view, by their numbers', async () => {
    const many = Array.from({ length: 200 }, (_, at) =>
      messageRow({ id: `m${at + 301}`, seq: at + 301, text: `word ${at + 301}` }),
    );
    const view = conversationView({ conversation: { lastSeq: 500, agentReadSeq: 500 } });
    const { desk, user } = open(many, view, (prepared) => {
      const page = (from: number) =>
        Array.from({ length: 201 }, (_, at) =>
          messageRow({ id: `m${from + at}`, seq: Math.max(1, from + at), text: `word ${from + at}` }),
        );
      prepared.rows('conversation.page', page(0).slice(1), { id: 'conversation-1', page: 0 });
      prepared.rows('conversation.page', page(200), { id: 'conversation-1', page: 1 });
    });
    await user.click(await screen.findByRole('button', { name: 'Go elsewhere in this conversation' }));
    await user.click(await screen.findByRole('button', { name: 'First message' }));
    await screen.findByText('word 1');
    expect(screen.getAllByRole('article').length).toBeLessThan(90);
    expect(desk.commands).toEqual([]);
  });

  it('new ones are marked, and told as read once the agent looks', async () => {
    const view = conversationView({ conversation: { lastSeq: 2, agentReadSeq: 1 } });
    const { desk } = open([messageRow(), messageRow({ id: 'm2', seq: 2, text: 'Are you there?' })], view);
    await screen.findByText('New');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([{ type: 'conversation.read', args: { seq: 2 } }]),
    );
  });

  it('are not told as read while the window is behind others', async () => {
    vi.spyOn(document, 'hasFocus').mockReturnValue(false);
    const view = conversationView({ conversation: { lastSeq: 2, agentReadSeq: 1 } });
    const { desk } = open([messageRow(), messageRow({ id: 'm2', seq: 2, text: 'Are you there?' })], view);
    await screen.findByText('Are you there?');
    expect(desk.commands).toEqual([]);
    vi.spyOn(document, 'hasFocus').mockReturnValue(true);
    act(() => void window.dispatchEvent(new Event('focus')));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([{ type: 'conversation.read', args: { seq: 2 } }]),
    );
  });

  it('of a colleague’s customer are never told as read', async () => {
    const view = conversationView({ conversation: { agentId: 'agent-other', lastSeq: 2, agentReadSeq: 1 } });
    const { desk } = open([messageRow(), messageRow({ id: 'm2', seq: 2, text: 'Are you there?' })], view);
    await screen.findByText('Are you there?');
    expect(desk.commands).toEqual([]);
  });
});

describe('around the messages', () => {
  it('stands who is writing', async () => {
    const { desk } = open([messageRow()]);
    await screen.findByRole('log');
    desk.customerTypes('conversation-1', 'Lena Vogt');
    expect(await screen.findByText('Lena Vogt is writing')).toBeDefined();
  });

  it('stands how it ended and what the customer thought of it, and no place to write', async () => {
    const rating = { score: 4, comment: '<i>fine</i>' };
    open(
      [messageRow()],
      conversationView({
        conversation: { state: 'closed', closedAt: madeAt, dispositionId: 'solved', rating },
      }),
      (desk) => desk.rows('disposition.list', [{ id: 'solved', labels: { en: 'Solved' }, order: 1 }]),
    );
    await screen.findByRole('img', { name: 'Rated 4 of 5' });
    screen.getByText('Solved');
    screen.getByText('<i>fine</i>');
    expect(screen.queryByRole('textbox')).toBeNull();
  });

  it('stands what became of a conversation that is not here any more', async () => {
    open([], null as never);
    expect(await screen.findByText('This conversation is not here any more')).toBeDefined();
  });
});
