// @vitest-environment jsdom
// Changes when replies, changes, copies and refused messages are handled differently in the window.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/errors.ts';
import type { FakeDesk } from './fake-desk.ts';
import { conversationView, madeAt, messageRow } from './rows.ts';
import { giveSizes, show, valueOf } from './show.tsx';
import { mine, open, reply, sent, tab } from './talk.tsx';

beforeEach(giveSizes);

describe('a copy of a message', () => {
  it('that the system does not take says so', async () => {
    const { desk, user } = open([messageRow()]);
    desk.refuse('clipboard.write', new AppError('state', 'No.'));
    await user.click(await screen.findByRole('button', { name: 'Copy the text' }));
    await screen.findByText('Not copied. Select the text and copy it yourself.');
    // It asks for nothing: whoever looks for the dialog that is open must not meet it.
    expect(screen.queryByRole('dialog')).toBeNull();
    screen.getByRole('group', { name: 'Not copied. Select the text and copy it yourself.' });
    expect(desk.copied).toEqual([]);
  });
});

describe('a reply', () => {
  it('is chosen by keyboard, among what was said to the customer, and let go of with Esc', async () => {
    const messages = [
      messageRow({ id: 'm1', seq: 1, text: 'First' }),
      messageRow({ id: 'm2', seq: 2, ...mine, audience: 'internal', text: 'Between us' }),
      messageRow({ id: 'm3', seq: 3, text: 'Third' }),
    ];
    const { desk, user } = open(messages);
    await user.click(await reply());
    await user.keyboard('{Control>}{ArrowUp}{ArrowUp}{/Control}');
    await screen.findByRole('status', { name: 'In reply to Lena Vogt' });
    await user.keyboard('{Escape}');
    expect(screen.queryByRole('status', { name: 'In reply to Lena Vogt' })).toBeNull();
    await user.keyboard('{Control>}{ArrowUp}{ArrowUp}{/Control}');
    await user.type(await reply(), 'To the first{Enter}');
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: 'To the first', replyToId: 'm1' }]));
  });

  it('SEND-3 is quoted by whoever writes and sends before the message itself is read again', async () => {
    const messages = [
      messageRow({ id: 'm1', seq: 1, text: 'First' }),
      messageRow({ id: 'm2', seq: 2, ...mine, audience: 'internal', text: 'Between us' }),
    ];
    const { desk, user } = show(tab, (prepared) => {
      prepared.rows('conversation.view', conversationView());
      prepared.rows('conversation.messages', { total: 2, messages });
      prepared.rows('guard.facts', { own: null, others: [] });
      prepared.rows('guard.owners', []);
    });
    await user.click(await reply());
    await user.keyboard('{Control>}{ArrowUp}{/Control}To the first{Enter}');
    await waitFor(() => expect(sent(desk)).toMatchObject([{ text: 'To the first', replyToId: 'm1' }]));
    // But never what colleagues said.
    await user.click(screen.getByRole('radio', { name: /Internal/ }));
    await user.click(await screen.findByRole('textbox', { name: 'Internal message' }));
    await user.keyboard('{Control>}{ArrowUp}{/Control}');
    await user.click(screen.getByRole('radio', { name: /Reply/ }));
    await user.type(await reply(), 'To nobody{Enter}');
    await waitFor(() => expect(sent(desk)).toHaveLength(2));
    expect(sent(desk)[1]).not.toHaveProperty('replyToId');
  });
});

describe('a change', () => {
  const facts = {
    own: null,
    others: [
      { conversationId: 'c2', customerId: 'k2', names: ['Bruno Katz'], emails: [], phones: [], cases: [] },
    ],
  };
  const changed = (desk: FakeDesk) => desk.commands.filter(({ type }) => type === 'message.edit');
  const changing = async (audience: 'public' | 'internal' = 'public') => {
    const messages = [
      messageRow({ id: 'm1', seq: 1, ...mine, audience, delivery: 'sent', text: 'Two greens' }),
      messageRow({ id: 'm2', seq: 2 }),
    ];
    const shown = open(messages);
    shown.desk.rows('guard.facts', facts);
    const said = screen.findByText('Two greens');
    await shown.user.hover(await said);
    await shown.user.click(await screen.findByRole('button', { name: 'Change' }));
    return { ...shown, messages, field: await screen.findByRole('textbox', { name: 'Change the message' }) };
  };

  it('SEND-2 that names another customer is held back, as if it were sent: Enter once more sends it, Esc goes back', async () => {
    const { desk, user, field } = await changing();
    await user.type(field, ', Bruno{Enter}');
    const warning = await screen.findByRole('alert');
    expect(warning.textContent).toContain('is Bruno Katz, whom you serve as well');
    // The second Enter of one press is not meant.
    await user.type(field, '{Enter}{Escape}');
    expect(screen.queryByRole('alert')).toBeNull();
    expect(changed(desk)).toEqual([]);
    await user.type(field, '{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Send anyway' }));
    await waitFor(() => expect(changed(desk)).toMatchObject([{ args: { text: 'Two greens, Bruno' } }]));
  });

  it('SEND-2 is held back when the customer wrote meanwhile, and a button is no way round', async () => {
    const { desk, user, field, messages } = await changing();
    await user.type(field, ' and a red');
    const newer = messageRow({ id: 'm3', seq: 3, text: 'No green at all please' });
    desk.rows('conversation.messages', { total: 3, messages: [...messages, newer] });
    await screen.findByRole('article', { name: /Lena Vogt/ });
    await waitFor(() => expect(screen.getByRole('log').textContent).toContain('No green at all please'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect((await screen.findByRole('alert')).textContent).toContain('No green at all please');
    expect(changed(desk)).toEqual([]);
  });

  it('SEND-2 among colleagues may name whom it likes', async () => {
    const { desk, user, field } = await changing('internal');
    await user.type(field, ', Bruno{Enter}');
    await waitFor(() => expect(changed(desk)).toHaveLength(1));
  });

  it('of the last message begins with the arrow, is journaled, and carries what was there', async () => {
    const messages = [
      messageRow({ id: 'm1', seq: 1, ...mine, delivery: 'sent', text: 'Two greens' }),
      messageRow({ id: 'm2', seq: 2 }),
    ];
    const { desk, user } = open(messages);
    await user.click(await reply());
    await user.keyboard('{ArrowUp}');
    const field = await screen.findByRole('textbox', { name: 'Change the message' });
    expect(valueOf(field)).toBe('Two greens');
    await user.clear(field);
    await user.type(field, 'Three greens');
    expect(desk.data.drafts.get('edit:m1').text).toBe('Three greens');
    await user.keyboard('{Enter}');
    await waitFor(() =>
      expect(desk.commands.filter(({ type }) => type === 'message.edit')).toMatchObject([
        { args: { messageId: 'm1', text: 'Three greens', base: 'Two greens' } },
      ]),
    );
    await waitFor(() => expect(document.activeElement?.getAttribute('aria-label')).toBe('Reply'));
  });

  it('of somebody else is not offered, and earlier texts are shown as text', async () => {
    const edits = [{ text: '<b>Two</b> greens', at: madeAt }];
    const { user } = open([messageRow({ authorName: 'Other', edits, text: 'Three greens' })]);
    expect(screen.queryByRole('button', { name: 'Change' })).toBeNull();
    await user.click(await screen.findByRole('button', { name: 'Edited' }));
    await screen.findByText('<b>Two</b> greens');
  });
});

describe('a message that was refused', () => {
  it('stays in sight with the reason, and is sent again, kept or let go', async () => {
    const { desk, user } = open([messageRow()], (prepared) =>
      prepared.rows('attention.list', [
        {
          commandId: 'k1',
          type: 'message.send',
          at: madeAt,
          title: 'Lena Vogt',
          subjectKind: 'conversation',
          subjectId: 'conversation-1',
          text: 'We send another one.',
          refusal: { kind: 'forbidden', message: 'No.' },
          canForce: false,
          canNote: true,
          sides: [],
          kept: false,
        },
      ]),
    );
    const failed = await screen.findByRole('list', { name: 'Not sent.' });
    within(failed).getByText('We send another one.');
    within(failed).getByText(/You are not allowed to do this/);
    await user.click(within(failed).getByRole('button', { name: 'Send again' }));
    await waitFor(() => expect(desk.settled).toEqual([{ commandId: 'k1', how: 'force' }]));
  });
});
