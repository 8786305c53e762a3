// @vitest-environment jsdom
// Changes when the composer does something else with what is typed.
import { act, fireEvent, screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ConversationTab } from '../../../renderer/features/conversation/ConversationTab.tsx';
import { AppError } from '../../../shared/errors.ts';
import type { FakeDesk } from './fake-desk.ts';
import { articleHit, conversationView, deskRow, messageRow, quickReply } from './rows.ts';
import { conversationTabId, giveSizes, isDisabled, show, valueOf, type Shown } from './show.tsx';

const wanted: [string, string][] = [];

function open(view = conversationView(), prepare: (desk: FakeDesk) => void = () => {}): Shown {
  wanted.length = 0;
  return show(
    <ConversationTab
      conversationId="conversation-1"
      tabId={conversationTabId}
      onWant={(what, text) => wanted.push([what, text])}
    />,
    (desk) => {
      desk.rows('conversation.view', view);
      desk.rows('conversation.messages', { total: 1, messages: [messageRow()] });
      desk.rows('quickReply.list', [
        quickReply(),
        quickReply({
          id: 'reply-2',
          title: 'Order status',
          text: 'Your order {order number} is on its way, {customer.first}.',
        }),
      ]);
      desk.rows('macro.list', []);
      desk.rows('script.list', []);
      desk.rows('guard.facts', { own: null, others: [] });
      desk.rows('guard.owners', []);
      desk.rows('article.search', [articleHit()]);
      desk.rows('disposition.list', [
        { id: 'solved', labels: { en: 'Solved' }, order: 1 },
        { id: 'spam', labels: { en: 'Not a request' }, order: 2 },
      ]);
      prepare(desk);
    },
  );
}
const reply = () => screen.findByRole('textbox', { name: 'Reply' });
const sent = (desk: FakeDesk) =>
  desk.commands.filter(({ type }) => type === 'message.send').map(({ args }) => args);

beforeEach(giveSizes);

describe('the composer', () => {
  it('sends with Enter, and empties itself', async () => {
    const { desk, user } = open();
    await user.type(await reply(), 'Good morning{Enter}');
    await waitFor(() =>
      expect(sent(desk)).toMatchObject([{ text: 'Good morning', audience: 'public', articleId: null }]),
    );
    expect(valueOf(await reply())).toBe('');
  });

  it('is empty behind Enter also where that is the first key since the field was given the keyboard', async () => {
    // As after a file was chosen, or on coming back to a reply that was prepared.
    const { desk } = open();
    const field = await reply();
    act(() => desk.data.drafts.set('reply:conversation-1', 'prepared', 8));
    act(() => field.blur());
    act(() => field.focus());
    fireEvent.keyDown(field, { key: 'Enter' });
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: 'prepared' }]));
    expect(valueOf(field)).toBe('');
    expect(desk.data.drafts.get('reply:conversation-1').text).toBe('');
  });

  it('begins a new line with Shift+Enter, and sends nothing that is only white space', async () => {
    const { desk, user } = open();
    await user.type(await reply(), ' {Enter}one{Shift>}{Enter}{/Shift}two');
    expect(valueOf(await reply())).toBe(' one\ntwo');
    expect(sent(desk)).toEqual([]);
  });

  it('keeps what is typed as a draft with its caret', async () => {
    const { desk, user } = open();
    await user.type(await reply(), 'half a rep');
    expect(desk.data.drafts.get('reply:conversation-1')).toEqual({ text: 'half a rep', caret: 10 });
  });

  it('gives the words back when they could not be saved', async () => {
    const { desk, user } = open();
    desk.refuse('message.send', new AppError('storage', 'disk full'));
    await user.type(await reply(), 'precious{Enter}');
    await screen.findByText(/Free some space/);
    expect(valueOf(await reply())).toBe('precious');
  });

  it('tells the customer that the agent writes, but never while writing internally', async () => {
    const { desk, user } = open();
    await user.click(await screen.findByRole('radio', { name: 'Internal' }));
    await user.type(await screen.findByRole('textbox', { name: 'Internal message' }), 'between us');
    expect(desk.typing).toEqual([]);
    await user.click(screen.getByRole('radio', { name: 'Reply' }));
    await user.type(await reply(), 'H');
    await waitFor(() => expect(desk.typing).toEqual([true]));
  });

  it('keeps the two modes apart: another field, another name, another text, another button', async () => {
    const { desk, user } = open();
    await user.type(await reply(), 'for the customer');
    await user.click(screen.getByRole('radio', { name: 'Internal' }));
    const internal = await screen.findByRole('textbox', { name: 'Internal message' });
    expect(valueOf(internal)).toBe('');
    expect(screen.queryByRole('textbox', { name: 'Reply' })).toBeNull();
    expect(screen.queryByRole('button', { name: 'Send' })).toBeNull();
    await user.type(internal, 'between us{Enter}');
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: 'between us', audience: 'internal' }]));
    await user.click(screen.getByRole('radio', { name: 'Reply' }));
    expect(valueOf(await reply())).toBe('for the customer');
  });

  it('says why nothing can be written', async () => {
    open(conversationView({ conversation: { agentId: 'agent-other' } }));
    expect(isDisabled(await reply())).toBe(true);
    screen.getByText('A colleague serves this customer. You can write internally.');
  });

  it('still sends while offline, and says so', async () => {
    const { desk, user } = open(conversationView(), (fake) => {
      fake.rows(
        'desk.view',
        deskRow({ link: { state: 'offline', since: 0, retryAt: null, reason: null, progress: null } }),
      );
    });
    await user.type(await reply(), 'later{Enter}');
    await waitFor(() => expect(sent(desk)).toHaveLength(1));
    screen.getByText('Offline. Saved here, will sync.');
  });
});

describe('slash commands', () => {
  it('offer a menu that the keyboard moves in and Esc closes', async () => {
    const { user } = open();
    await user.type(await reply(), '/');
    const menu = await screen.findByRole('listbox', { name: 'Commands and quick replies' });
    expect(within(menu).getAllByRole('option')).toHaveLength(12);
    await user.keyboard('{ArrowDown}{ArrowDown}');
    expect(within(menu).getByRole('option', { selected: true }).textContent).toContain('/n');
    await user.keyboard('{ArrowUp}{ArrowUp}{ArrowUp}');
    expect(within(menu).getByRole('option', { selected: true }).textContent).toContain('/end');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('listbox', { name: 'Commands and quick replies' })).toBeNull();
    expect(valueOf(await reply())).toBe('/');
  });

  it('insert a quick reply with what is known', async () => {
    const { user } = open();
    await user.type(await reply(), '/q greet{Enter}');
    expect(valueOf(await reply())).toBe('Hello Lena, this is Mara.');
    expect(document.activeElement).toBe(await reply());
  });

  it('ask for what a quick reply needs and nobody knows', async () => {
    const { user } = open();
    await user.type(await reply(), 'Hi. /q order{Enter}');
    const form = await screen.findByRole('form', { name: '“Order status” needs one more thing' });
    await user.type(within(form).getByRole('textbox', { name: 'Order number' }), '7731{Enter}');
    expect(valueOf(await reply())).toBe('Hi. Your order 7731 is on its way, Lena.');
    expect(screen.queryByRole('form')).toBeNull();
  });

  it('leave the text as it was when the agent does not want the reply after all', async () => {
    const { user } = open();
    await user.type(await reply(), '/q order{Enter}');
    await user.keyboard('{Escape}');
    expect(valueOf(await reply())).toBe('/q order');
  });

  it('send nothing to the customer where the words find nothing; Esc keeps them as text', async () => {
    const { desk, user } = open();
    await user.type(await reply(), '/q deliv{Enter}');
    const menu = screen.getByRole('listbox', { name: 'Commands and quick replies' });
    within(menu).getByText('Nothing found for “deliv”.');
    expect(sent(desk)).toEqual([]);
    expect(valueOf(await reply())).toBe('/q deliv');
    await user.keyboard('{Escape}{Enter}');
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: '/q deliv' }]));
  });

  it('attach an article to the message', async () => {
    const { desk, user } = open();
    await user.type(await reply(), '/kb broken{Enter}{Enter}');
    await waitFor(() =>
      expect(sent(desk)).toMatchObject([
        { articleId: 'article-1', text: expect.stringContaining('Broken on arrival') },
      ]),
    );
  });

  it('write a note in one line', async () => {
    const { desk, user } = open();
    await user.type(await reply(), '/n promised a call at ten{Enter}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'note.write', args: { subjectKind: 'conversation', text: 'promised a call at ten' } },
      ]),
    );
    expect(valueOf(await reply())).toBe('');
  });

  it('switch the mode, and ask the window for a case', async () => {
    const { user } = open();
    await user.type(await reply(), '/i{Enter}');
    await screen.findByRole('textbox', { name: 'Internal message' });
    await user.type(screen.getByRole('textbox', { name: 'Internal message' }), '/p{Enter}');
    await user.type(await reply(), '/case{Enter}');
    expect(wanted).toEqual([['case', '']]);
  });
});

describe('a text that may be meant for somebody else', () => {
  const anna = {
    conversationId: 'conversation-2',
    customerId: 'customer-2',
    names: ['Anna Schmidt'],
    emails: [],
    phones: [],
    cases: [],
  };
  const withAnna = (desk: FakeDesk): void =>
    desk.rows('guard.facts', {
      own: { ...anna, names: ['Lena Vogt'], customerId: 'customer-1' },
      others: [anna],
    });

  it('is held back, says why, and goes when the agent says so', async () => {
    const { desk, user } = open(conversationView(), withAnna);
    await user.type(await reply(), 'Hello Anna, it is here{Enter}');
    const warning = await screen.findByRole('alert');
    within(warning).getByText('Anna');
    expect(sent(desk)).toEqual([]);
    await user.click(within(warning).getByRole('button', { name: /Send anyway/ }));
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: 'Hello Anna, it is here' }]));
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('does not go by a second Enter right behind the first, and goes back to the text with Esc', async () => {
    const { desk, user } = open(conversationView(), withAnna);
    await user.type(await reply(), 'Hello Anna{Enter}{Enter}');
    await screen.findByRole('alert');
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(valueOf(await reply())).toBe('Hello Anna');
    expect(sent(desk)).toEqual([]);
  });

  it('is looked at anew when it was changed', async () => {
    const { desk, user } = open(conversationView(), withAnna);
    await user.type(await reply(), 'Hello Anna{Enter}');
    await screen.findByRole('alert');
    await user.type(await reply(), '{Backspace}{Backspace}{Backspace}{Backspace}Lena');
    expect(screen.queryByRole('alert')).toBeNull();
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: 'Hello Lena' }]));
  });

  it('may be written to colleagues', async () => {
    const { desk, user } = open(conversationView(), withAnna);
    await user.click(await screen.findByRole('radio', { name: 'Internal' }));
    await user.type(
      screen.getByRole('textbox', { name: 'Internal message' }),
      'Anna Schmidt asks too{Enter}',
    );
    await waitFor(() => expect(sent(desk)).toHaveLength(1));
  });

  it('shows what the customer wrote since the agent began', async () => {
    const { desk, user } = open(conversationView({ conversation: { lastSeq: 4 } }));
    await user.type(await reply(), 'I am sending it');
    desk.rows('conversation.messages', {
      total: 2,
      messages: [
        messageRow(),
        messageRow({ id: 'message-5', seq: 5, text: 'No, wait!', authorKind: 'customer' }),
      ],
    });
    desk.rows('conversation.view', conversationView({ conversation: { lastSeq: 5 } }));
    await screen.findByText('No, wait!');
    await user.keyboard('{Enter}');
    within(await screen.findByRole('alert')).getByText('No, wait!');
    expect(sent(desk)).toEqual([]);
    await user.keyboard('{Escape}');
    await user.keyboard('{Enter}');
    await waitFor(() => expect(sent(desk)).toHaveLength(1));
  });
});

describe('a message that can be taken back', () => {
  const byMail = () => conversationView({ conversation: { channel: 'email' } });

  it('waits in sight, and comes back with its caret and its article', async () => {
    const { desk, user } = open(byMail());
    await user.type(await reply(), '/kb broken{Enter} and more');
    const before = valueOf(await reply());
    await user.keyboard('{ArrowLeft}{ArrowLeft}{Enter}');
    const waiting = await screen.findByRole('group', { name: /waits to be sent/ });
    within(waiting).getByText('in 10 s');
    expect(valueOf(await reply())).toBe('');
    await user.keyboard('{Control>}z{/Control}');
    expect(valueOf(await reply())).toBe(before);
    expect(desk.data.drafts.get('reply:conversation-1').caret).toBe(before.length - 2);
    screen.getByRole('button', { name: 'Send without the article' });
    expect(screen.queryByRole('group', { name: /waits to be sent/ })).toBeNull();
    expect(sent(desk)).toEqual([]);
  });

  it('goes at once when the agent says so, or comes back with Esc', async () => {
    const { desk, user } = open(byMail());
    await user.type(await reply(), 'first{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Send now' }));
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: 'first' }]));
    await user.type(await reply(), 'second{Enter}');
    await screen.findByRole('button', { name: 'Send now' });
    await user.keyboard('{Escape}');
    expect(valueOf(await reply())).toBe('second');
  });

  it('is sent before the conversation ends', async () => {
    const { desk, user } = open(byMail());
    await user.type(await reply(), 'last words{Enter}');
    await screen.findByRole('button', { name: 'Send now' });
    await desk.data.run('conversation.end', { conversationId: 'conversation-1' });
    expect(desk.commands.map(({ type }) => type)).toEqual(['message.send', 'conversation.end']);
  });

  it('comes back with the reason when it is refused', async () => {
    const { desk, user } = open(byMail());
    desk.refuse('message.send', new AppError('storage', 'disk full'));
    await user.type(await reply(), 'precious{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Send now' }));
    await screen.findByText(/Free some space/);
    expect(valueOf(await reply())).toBe('precious');
  });
});

describe('the end of a conversation', () => {
  it('can be taken back before anybody hears of it', async () => {
    const { desk, user } = open();
    await user.click(await screen.findByRole('button', { name: 'End conversation' }));
    await user.click(await screen.findByRole('button', { name: 'Keep talking' }));
    expect(isDisabled(await reply())).toBe(false);
    expect(desk.commands).toEqual([]);
  });

  it('is told when the agent says how it ended, from the keyboard', async () => {
    const { desk, user } = open();
    await user.click(await screen.findByRole('button', { name: 'End conversation' }));
    const choices = await screen.findByRole('listbox', { name: 'How did it end?' });
    await waitFor(() => expect(document.activeElement).toBe(choices));
    await user.keyboard('2{Enter}');
    await waitFor(() =>
      expect(desk.commands.map(({ type }) => type)).toEqual(['conversation.end', 'conversation.close']),
    );
    expect(desk.commands[1]).toMatchObject({ args: { dispositionId: 'spam' } });
  });

  it('does not cut off a customer who writes again', async () => {
    const { desk, user } = open();
    await user.click(await screen.findByRole('button', { name: 'End conversation' }));
    await screen.findByRole('button', { name: 'Keep talking' });
    desk.rows('conversation.view', conversationView({ conversation: { waitingSince: 99 } }));
    await screen.findByText('Not ended: the customer wrote again.');
    expect(desk.commands).toEqual([]);
    expect(isDisabled(await reply())).toBe(false);
  });

  it('needs an answer before it can be closed', async () => {
    const { desk, user } = open(conversationView({ conversation: { state: 'wrapUp' } }));
    const close = await screen.findByRole('button', { name: 'Close conversation' });
    expect(isDisabled(close)).toBe(true);
    await user.click(screen.getByRole('option', { name: /Solved/ }));
    await user.click(close);
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'conversation.close', args: { dispositionId: 'solved' } },
      ]),
    );
  });

  it('keeps what was not sent any more, and offers it as a note', async () => {
    const { desk, user } = open(conversationView({ conversation: { state: 'wrapUp' } }));
    await screen.findByRole('button', { name: 'Close conversation' });
    desk.data.drafts.set('reply:conversation-1', 'nearly sent', 3);
    await user.click(await screen.findByRole('button', { name: 'Keep as a note' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([{ type: 'note.write', args: { text: 'nearly sent' } }]),
    );
    await waitFor(() => expect(desk.data.drafts.get('reply:conversation-1').text).toBe(''));
  });
});
