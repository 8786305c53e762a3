// @vitest-environment jsdom
// Changes when a slash command asks the rest of the window for something else, or an emoji is put into the text differently.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ConversationTab } from '../../../renderer/features/conversation/ConversationTab.tsx';
import { conversationView, messageRow } from './rows.ts';
import { conversationTabId, giveSizes, show, valueOf, type Shown } from './show.tsx';

beforeEach(giveSizes);

const wanted: [string, string][] = [];
function open(): Shown {
  wanted.length = 0;
  return show(
    <ConversationTab
      conversationId="conversation-1"
      tabId={conversationTabId}
      onWant={(what, text) => wanted.push([what, text])}
    />,
    (desk) => {
      desk.rows('conversation.view', conversationView());
      desk.rows('conversation.messages', { total: 1, messages: [messageRow()] });
      for (const name of ['quickReply.list', 'macro.list', 'script.list', 'guard.owners'] as const)
        desk.rows(name, []);
      desk.rows('guard.facts', { own: null, others: [] });
      desk.rows('article.search', []);
      desk.rows('disposition.list', [{ id: 'solved', labels: { en: 'Solved' }, order: 1 }]);
    },
  );
}
const reply = () => screen.findByRole('textbox', { name: 'Reply' });

it.each([
  ['/t', 'transfer', ''],
  ['/t anna', 'transfer', 'anna'],
  ['/tq', 'transferQueue', ''],
  ['/tq billing', 'transferQueue', 'billing'],
  ['/c', 'consult', ''],
  ['/c anna', 'consult', 'anna'],
  ['/2 anna', 'transfer', 'anna'],
  ['/3', 'transferQueue', ''],
  ['/4', 'consult', ''],
  ['/case Lamp', 'case', 'Lamp'],
])(
  '%s asks for %s, with the words behind it, and leaves none of it in the reply',
  async (typed, part, text) => {
    const { desk, user } = open();
    await user.type(await reply(), `${typed}{Enter}`);
    expect(wanted).toEqual([[part, text]]);
    expect(valueOf(await reply())).toBe('');
    expect(desk.commands).toEqual([]);
  },
);

it('/end begins the end, and asks how it ended', async () => {
  const { desk, user } = open();
  await user.type(await reply(), '/end{Enter}');
  await screen.findByRole('listbox', { name: 'How did it end?' });
  expect(desk.commands).toEqual([]);
  expect(desk.data.drafts.get('reply:conversation-1').text).toBe('');
});

it('an emoji is found by a word, and put where the caret is', async () => {
  const { user } = open();
  await user.type(await reply(), 'Great news');
  await user.keyboard('{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}{ArrowLeft}');
  await user.click(screen.getByRole('button', { name: 'Emoji' }));
  await user.type(await screen.findByRole('combobox', { name: 'Find an emoji' }), 'thumb{Enter}');
  await waitFor(async () => expect(valueOf(await reply())).toBe('Great👍 news'));
});
