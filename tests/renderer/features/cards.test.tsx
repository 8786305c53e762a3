// @vitest-environment jsdom
// Changes when what stands beside a conversation is shown or done differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { AttentionTray } from '../../../renderer/features/attention/AttentionTray.tsx';
import { CaseCard } from '../../../renderer/features/case/CaseCard.tsx';
import { CaseListTab } from '../../../renderer/features/case/CaseListTab.tsx';
import { CaseTab } from '../../../renderer/features/case/CaseTab.tsx';
import { Notes } from '../../../renderer/features/case/Notes.tsx';
import { CustomerCard } from '../../../renderer/features/customer/CustomerCard.tsx';
import { CustomerTab } from '../../../renderer/features/customer/CustomerTab.tsx';
import { ArticleSearch } from '../../../renderer/features/knowledge/ArticleSearch.tsx';
import { activeSession } from '../../../renderer/state/workspace.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { AppError } from '../../../shared/errors.ts';
import {
  article,
  articleHit,
  attentionRow,
  caseRow,
  conversationView,
  customerRow,
  noteRow,
  then,
} from './rows.ts';
import { giveSizes, isDisabled, show, valueOf } from './show.tsx';

beforeEach(giveSizes);

const tabs = (shown: ReturnType<typeof show>) =>
  activeSession(shown.workspace.state.getState()).tabs.map(({ kind, subjectId }) => `${kind} ${subjectId}`);

describe('an unknown visitor', () => {
  it('with no match becomes a customer by a form that is filled already', async () => {
    const { desk, user } = show(<CustomerCard conversationId="conversation-1" customerId={null} />, (fake) =>
      fake.rows('conversation.view', conversationView()),
    );
    await screen.findByText('Not known yet');
    await user.click(screen.getByRole('button', { name: 'New customer' }));
    const form = await screen.findByRole('form', { name: 'New customer' });
    expect(valueOf(within(form).getByRole('textbox', { name: 'E-mail' }))).toBe('lena.vogt@example.com');
    await user.click(within(form).getByRole('button', { name: 'Create customer' }));
    await waitFor(() =>
      expect(desk.commands.map(({ type }) => type)).toEqual(['customer.create', 'conversation.link']),
    );
    const [create, link] = desk.commands;
    expect(create).toMatchObject({
      args: { customer: { name: 'Lena Vogt', phone: null, language: 'de-DE' } },
    });
    expect(link?.args).toMatchObject({
      customerId: (create?.args as { customer: { id: string } }).customer.id,
    });
  });

  it('whose form has a slip is not saved, and told what to do', async () => {
    const { desk, user } = show(<CustomerCard conversationId="conversation-1" customerId={null} />, (fake) =>
      fake.rows('conversation.view', conversationView()),
    );
    await user.click(await screen.findByRole('button', { name: 'New customer' }));
    const name = await screen.findByRole('textbox', { name: 'Name' });
    await user.clear(name);
    await user.keyboard('{Enter}');
    await screen.findByText('A name is needed.');
    expect(desk.commands).toEqual([]);
  });

  it('with several matches is linked to the one the agent chooses, never by itself', async () => {
    const candidates = [customerRow(), customerRow({ id: 'customer-2', name: 'Lena Voigt' })];
    const { desk, user } = show(<CustomerCard conversationId="conversation-1" customerId={null} />, (fake) =>
      fake.rows('conversation.view', conversationView({ candidates })),
    );
    await screen.findByText('May be one of 2 customers');
    expect(desk.commands).toEqual([]);
    await user.click(screen.getByRole('button', { name: 'Link Lena Voigt' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'conversation.link', args: { customerId: 'customer-2' } },
      ]),
    );
  });
});

describe('a customer', () => {
  it('opens as a tab', async () => {
    const shown = show(<CustomerCard conversationId={null} customerId="customer-1" />, (fake) =>
      fake.rows('customer.view', customerRow()),
    );
    await shown.user.click(await screen.findByRole('button', { name: 'Open customer Lena Vogt' }));
    expect(tabs(shown)).toContain('customer customer-1');
  });

  it('is edited in place against what the agent saw; Esc changes nothing', async () => {
    const { desk, user } = show(<CustomerTab customerId="customer-1" tabId="t" />, (fake) => {
      fake.rows('customer.view', customerRow());
      fake.rows('customer.timeline', []);
    });
    await user.click(await screen.findByRole('button', { name: 'City: Potsdam. Edit' }));
    await user.keyboard('x{Escape}');
    await user.click(screen.getByRole('button', { name: 'City: Potsdam. Edit' }));
    const field = screen.getByRole('textbox', { name: 'City' });
    await user.clear(field);
    await user.type(field, 'Berlin{Enter}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'customer.update', args: { set: { city: 'Berlin' }, base: { city: 'Potsdam' } } },
      ]),
    );
  });
});

describe('the case of a conversation', () => {
  it('is made by a form that is filled already, in the conversation’s queue', async () => {
    const { desk, user } = show(<CaseCard conversationId="conversation-1" />, (fake) =>
      fake.rows('conversation.view', conversationView()),
    );
    await user.click(await screen.findByRole('button', { name: 'Create case' }));
    const form = await screen.findByRole('form', { name: 'New case' });
    const title = within(form).getByRole('textbox', { name: 'Title' });
    expect(valueOf(title)).toBe('My parcel arrived broken');
    await user.clear(title);
    await user.type(title, 'Broken plates');
    await user.click(within(form).getByRole('button', { name: 'Create case' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        {
          type: 'case.create',
          args: {
            title: 'Broken plates',
            queueId: 'queue-support',
            conversationId: 'conversation-1',
            kind: 'support',
          },
        },
      ]),
    );
  });

  it('keeps the half-filled form', async () => {
    const { desk, user } = show(<CaseCard conversationId="conversation-1" />, (fake) =>
      fake.rows('conversation.view', conversationView()),
    );
    await user.click(await screen.findByRole('button', { name: 'Create case' }));
    await user.type(await screen.findByRole('textbox', { name: 'Category' }), 'Damage');
    expect(desk.data.drafts.get('form:case:conversation-1').text).toContain('Damage');
  });
});

describe('a case', () => {
  const record: Case = {
    ...caseRow(),
    description: 'Two plates.',
    category: null,
    conversationId: null,
    tags: [],
  };

  it('has its status changed against what the agent saw, and says what waits', async () => {
    const { desk, user } = show(<CaseTab caseId="case-1" tabId="t" />, (fake) => {
      fake.rows('case.view', { case: record, row: caseRow({ pending: true }), customer: null, notes: [] });
      fake.rows('agent.list', []);
      fake.rows('note.list', []);
    });
    await user.click(await screen.findByRole('combobox', { name: 'Status: Open' }));
    await user.click(await screen.findByRole('option', { name: 'Pending' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'case.update', args: { set: { status: 'pending' }, base: { status: 'open' } } },
      ]),
    );
    screen.getByText('Saved here, will sync');
  });

  it('is found in the list by keyboard, and opens apart with Ctrl+Enter', async () => {
    const shown = show(
      <CaseListTab tabId="conversation:conversation-1|conversation:conversation-1" />,
      (fake) =>
        fake.rows('case.list', [caseRow(), caseRow({ id: 'case-2', number: 'C-2', title: 'Second' })]),
    );
    const grid = await screen.findByRole('grid', { name: 'Cases' });
    grid.focus();
    await shown.user.keyboard('{ArrowDown}{Enter}');
    expect(tabs(shown)).toContain('case case-2');
    grid.focus();
    await shown.user.keyboard('{Control>}{Enter}{/Control}');
    expect(shown.workspace.state.getState().activeId).toBe('case:case-2');
  });
});

describe('notes', () => {
  const open = (notes = [noteRow()]) =>
    show(<Notes subjectKind="case" subjectId="case-1" />, (fake) => fake.rows('note.list', notes));

  it('are saved with Ctrl+Enter, and kept as a draft until then', async () => {
    const { desk, user } = open();
    const field = await screen.findByRole('textbox', { name: 'Write a note' });
    await user.type(field, 'call back');
    expect(desk.data.drafts.get('note:case:case-1').text).toBe('call back');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'note.write', args: { text: 'call back', supersedes: null } },
      ]),
    );
    await waitFor(() => expect(valueOf(field)).toBe(''));
  });

  it('stay in the editor when they cannot be saved', async () => {
    const { desk, user } = open();
    desk.refuse('note.write', new AppError('storage', 'full'));
    const field = await screen.findByRole('textbox', { name: 'Write a note' });
    await user.type(field, 'precious');
    await user.click(screen.getByRole('button', { name: 'Save note' }));
    await screen.findByText(/Free some space/);
    expect(valueOf(field)).toBe('precious');
  });

  it('are edited by their author, as a new one in place of the old', async () => {
    const { desk, user } = open([
      noteRow(),
      noteRow({ id: 'note-2', authorId: 'other', authorName: 'Jonas Brandt', text: 'His' }),
    ]);
    await screen.findByText('His');
    await user.click(screen.getByRole('button', { name: 'Edit note' }));
    const field = screen.getByRole('textbox', { name: 'Edit the note' });
    expect(valueOf(field)).toBe('Promised a new set by Friday.');
    await user.type(field, ' Or Monday.');
    await user.keyboard('{Control>}{Enter}{/Control}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { args: { text: 'Promised a new set by Friday. Or Monday.', supersedes: 'note-1' } },
      ]),
    );
  });

  it('say who, and what is not synced yet', async () => {
    open([noteRow({ pending: true, edited: true })]);
    await screen.findByText('Mara Holm');
    screen.getByText('Saved here, will sync');
    screen.getByText('edited');
  });

  it('half written on the conversation go along when a case is made of it', async () => {
    const ui = (
      <Notes
        subjectKind="case"
        subjectId="case-1"
        also={{ subjectKind: 'conversation', subjectId: 'conversation-1' }}
      />
    );
    const { desk } = show(ui, (fake) => {
      fake.rows('note.list', []);
      fake.data.drafts.set('note:conversation:conversation-1', 'half a no', 9);
    });
    const field = await screen.findByRole('textbox', { name: 'Write a note' });
    await waitFor(() => expect(valueOf(field)).toBe('half a no'));
    expect(desk.data.drafts.get('note:conversation:conversation-1').text).toBe('');
  });
});

describe('articles', () => {
  const open = (view = conversationView()) =>
    show(<ArticleSearch conversationId="conversation-1" />, (fake) => {
      fake.rows('conversation.view', view);
      fake.rows('article.search', [articleHit()]);
      fake.rows('article.view', article());
    });

  it('are found from the keyboard, read in place and sent', async () => {
    const { desk, user } = open();
    await user.type(
      await screen.findByRole('searchbox', { name: 'Search articles' }),
      'broken{ArrowDown}{Enter}',
    );
    await screen.findByRole('heading', { name: 'What to do' });
    await user.click(screen.getByRole('button', { name: 'Send to customer' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        {
          type: 'message.send',
          args: {
            articleId: 'article-1',
            audience: 'public',
            text: 'Broken on arrival\nSend a photo within 14 days and we replace it.',
          },
        },
      ]),
    );
    await screen.findByText('Sent to the customer.');
  });

  it('are put behind what is in the reply already', async () => {
    const { desk, user } = open();
    desk.data.drafts.set('reply:conversation-1', 'Look:', 5);
    await user.click(await screen.findByRole('option', { name: /Broken on arrival/ }));
    await user.click(await screen.findByRole('button', { name: 'Put into the reply' }));
    expect(desk.data.drafts.get('reply:conversation-1').text).toBe(
      'Look:\nBroken on arrival\nSend a photo within 14 days and we replace it.',
    );
  });

  it('cannot be sent where nobody would get them', async () => {
    const { user } = open(conversationView({ conversation: { state: 'wrapUp' } }));
    await user.click(await screen.findByRole('option', { name: /Broken on arrival/ }));
    expect(isDisabled(await screen.findByRole('button', { name: 'Send to customer' }))).toBe(true);
    screen.getByText('It can be sent while you serve the customer.');
  });
});

describe('refused commands', () => {
  it('show both sides of a conflict in words, and are settled the way the agent says', async () => {
    const { desk, user } = show(<AttentionTray />, (fake) => {
      fake.rows('attention.list', [attentionRow()]);
      fake.rows('agent.list', []);
    });
    const item = await screen.findByRole('article', { name: /A change of a case/ });
    within(item).getByText('Pending');
    within(item).getByText('Resolved');
    await user.click(within(item).getByRole('button', { name: 'Use mine' }));
    await waitFor(() => expect(desk.settled).toEqual([{ commandId: 'command-1', how: 'force' }]));
  });

  it('show what was written in full, to keep as a note or to copy', async () => {
    const text = 'A long answer.\n'.repeat(40);
    const { desk, user } = show(<AttentionTray />, (fake) =>
      fake.rows('attention.list', [
        attentionRow({
          type: 'message.send',
          subjectKind: 'conversation',
          subjectId: 'conversation-1',
          text,
          canForce: false,
          refusal: { kind: 'state', message: 'ended' },
        }),
      ]),
    );
    const item = await screen.findByRole('article', { name: /A message/ });
    expect(item.textContent).toContain(text);
    within(item).getByText('Things had moved on: this was no longer possible when it arrived.');
    await user.click(within(item).getByRole('button', { name: 'Copy text' }));
    await waitFor(() => expect(desk.copied).toEqual([text]));
    await user.click(within(item).getByRole('button', { name: 'Keep as a note' }));
    await waitFor(() => expect(desk.settled).toEqual([{ commandId: 'command-1', how: 'asNote' }]));
  });

  it('say who was quicker', async () => {
    show(<AttentionTray />, (fake) =>
      fake.rows('attention.list', [
        attentionRow({
          type: 'offer.accept',
          at: then,
          canForce: false,
          refusal: { kind: 'taken', message: '', facts: { by: 'Jonas Brandt' } },
        }),
      ]),
    );
    await screen.findByText('Jonas Brandt was quicker and has it.');
  });
});
