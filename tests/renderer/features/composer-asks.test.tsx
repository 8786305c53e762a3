// @vitest-environment jsdom
// Changes when a slash command asks the rest of the window for something else, or an emoji is put into the text differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, expect, it } from 'vitest';
import { ConversationTab } from '../../../renderer/features/conversation/ConversationTab.tsx';
import { MacroStrip } from '../../../renderer/features/macros/MacroStrip.tsx';
import type { Macro } from '../../../shared/domain/macro.ts';
import type { Locale } from '../../../shared/domain/people.ts';
import { messagesOf } from '../../../shared/i18n/index.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationView, messageRow, quickReply } from './rows.ts';
import { conversationTabId, giveSizes, show, valueOf, type Shown } from './show.tsx';

beforeEach(giveSizes);

const wanted: [string, string][] = [];
function open(prepare: (desk: FakeDesk) => void = () => {}, locale: Locale = 'en'): Shown {
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
      prepare(desk);
    },
    locale,
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

it.each([
  ['de', 'Geschenk', '🎁 geschenk'],
  ['fa', 'سپاس', '🙏 سپاس خواهش'],
  ['ar', 'شكرا', '🙏 شكرا رجاء'],
] as const)('in %s an emoji is found and named by words of that language', async (locale, typed, name) => {
  const { user } = open(() => {}, locale);
  const words = messagesOf(locale);
  await user.click(await screen.findByRole('button', { name: words['composer.emoji'] }));
  await user.type(await screen.findByRole('combobox', { name: words['composer.emojiFind'] }), typed);
  expect(screen.getAllByRole('option').map((one) => one.getAttribute('aria-label'))).toEqual([name]);
});

/** What a crash leaves of the journal, as the next start reads it. */
const journalOf = ({ desk }: Shown, keys: readonly string[]) => {
  const kept = keys.map((key) => [key, desk.data.drafts.get(key)] as const);
  return (next: FakeDesk): void => {
    for (const [key, { text, caret }] of kept) next.data.drafts.set(key, text, caret);
  };
};

it('what a quick reply asks for is journaled half-typed, and goes on from there after a restart', async () => {
  const replies = (desk: FakeDesk): void =>
    desk.rows('quickReply.list', [
      quickReply({ id: 'r', title: 'Order', text: 'Order {number} leaves on {day}.' }),
    ]);
  const before = open(replies);
  await before.user.type(await reply(), 'Hi. /q order{Enter}');
  await before.user.type(await screen.findByRole('textbox', { name: 'Number' }), '77');
  const journal = journalOf(before, ['reply:conversation-1', 'ask:reply:conversation-1']);
  before.unmount();

  const { desk, user } = open((next) => {
    replies(next);
    journal(next);
  });
  const form = await screen.findByRole('form', { name: /^“Order”/ });
  const number = within(form).getByRole('textbox', { name: 'Number' });
  expect(valueOf(number)).toBe('77');
  await user.type(number, '31');
  await user.type(within(form).getByRole('textbox', { name: 'Day' }), 'Monday{Enter}');
  expect(valueOf(await reply())).toBe('Hi. Order 7731 leaves on Monday.');
  expect(screen.queryByRole('form', { name: /^“Order”/ })).toBeNull();
  expect(desk.data.drafts.get('ask:reply:conversation-1').text).toBe('');
});

it('what a macro asks for is journaled too, and taken back with Esc', async () => {
  const macros = (desk: FakeDesk): void => {
    desk.rows('conversation.view', conversationView({ conversation: { caseId: null } }));
    const steps: Macro['steps'] = [{ do: 'write', text: 'By {day}.' }];
    desk.rows('macro.list', [{ id: 'm', ownerId: null, title: 'Promise', locale: null, tags: [], steps }]);
  };
  const strip = (prepare: (desk: FakeDesk) => void): Shown =>
    show(<MacroStrip conversationId="conversation-1" tabId={conversationTabId} />, prepare);
  const before = strip(macros);
  before.shell.want('conversation-1', 'macro', 'm');
  await before.user.type(await screen.findByRole('textbox', { name: 'day' }), 'Fri');
  const journal = journalOf(before, ['ask:macro:conversation-1']);
  before.unmount();

  const { desk, user } = strip((next) => {
    macros(next);
    journal(next);
  });
  const field = await screen.findByRole('textbox', { name: 'day' });
  expect(valueOf(field)).toBe('Fri');
  await user.type(field, '{Escape}');
  await waitFor(() => expect(screen.queryByRole('textbox')).toBeNull());
  expect(desk.data.drafts.get('ask:macro:conversation-1').text).toBe('');
});
