// @vitest-environment jsdom
// Changes when supervisors open a closed conversation again differently, or it is shown differently that it was.
import { screen, waitFor } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { ClosedBar } from '../../../renderer/features/conversation/ClosedBar.tsx';
import { Reopenings } from '../../../renderer/features/conversation/Reopen.tsx';
import { AppError } from '../../../shared/errors.ts';
import type { Agent } from '../../../shared/domain/people.ts';
import { aConversation, aTalk } from '../../support/factories.ts';
import { deskRow, me } from './rows.ts';
import { giveSizes, isDisabled, show } from './show.tsx';

beforeEach(giveSizes);

const closed = aConversation('conversation-1', { state: 'closed', closedAt: 5 });
const open = (role: Agent['role'], conversation = closed) =>
  show(<ClosedBar conversation={conversation} />, (desk) => {
    desk.rows('desk.view', deskRow({ agent: { ...me, role } }));
    desk.rows('disposition.list', []);
  });
const button = () => screen.queryByRole('button', { name: 'Open again' });

describe('ROUTE-3: a closed conversation', () => {
  it('is opened again by a supervisor, who has to say why', async () => {
    const { desk, user } = open('supervisor');
    await user.click(await screen.findByRole('button', { name: 'Open again' }));
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Reason' }));
    expect(isDisabled(button()!)).toBe(true);
    await user.keyboard('  {Control>}{Enter}{/Control}');
    expect(desk.commands).toEqual([]);
    await user.keyboard('Refund promised{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        {
          type: 'conversation.reopen',
          args: { conversationId: 'conversation-1', reason: '  Refund promised' },
        },
      ]),
    );
    await waitFor(() => expect(desk.data.drafts.get('reopen:conversation-1').text).toBe(''));
  });

  it('keeps the reason where it was refused, and over a restart; Esc lets it go', async () => {
    const { desk, user } = open('admin');
    desk.data.drafts.set('reopen:conversation-1', 'Half a rea', 3);
    const reason = await screen.findByRole('textbox', { name: 'Reason' });
    desk.refuse('conversation.reopen', new AppError('state', 'The conversation is not closed.'));
    await user.type(reason, 'son{Control>}{Enter}{/Control}');
    await screen.findByText(/not possible right now/);
    expect(desk.data.drafts.get('reopen:conversation-1').text).toBe('Half a reason');
    await user.type(reason, '{Escape}');
    expect(desk.data.drafts.get('reopen:conversation-1').text).toBe('');
    expect(button()).not.toBeNull();
  });

  it('is the end for an agent, and a call for everybody', async () => {
    open('agent');
    await screen.findByText('Closed');
    expect(button()).toBeNull();
    open('supervisor', { ...aTalk('conversation-1'), state: 'closed' });
    await waitFor(() => expect(screen.getAllByText('Closed')).toHaveLength(2));
    expect(button()).toBeNull();
  });

  it('says who has opened it again and why, newest first', () => {
    const entry = { byId: 's', byName: 'Sue Lund', closedAt: 1, dispositionId: null };
    const reopened = [
      { ...entry, id: 'k1', at: 5, reason: 'First' },
      { ...entry, id: 'k2', at: 6, reason: 'Second' },
    ];
    show(<Reopenings conversation={{ ...closed, reopened }} />);
    const said = screen.getByRole('list', { name: 'Opened again' });
    expect([...said.children].map((line) => line.textContent)).toMatchObject([
      expect.stringMatching(/Sue Lund.*Second$/),
      expect.stringMatching(/Sue Lund.*First$/),
    ]);
  });
});
