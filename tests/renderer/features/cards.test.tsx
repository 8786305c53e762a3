// @vitest-environment jsdom
// Changes when what stands beside a conversation is shown or done differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CaseCard } from '../../../renderer/features/case/CaseCard.tsx';
import { CaseListTab } from '../../../renderer/features/case/CaseListTab.tsx';
import { CaseTab } from '../../../renderer/features/case/CaseTab.tsx';
import { CustomerCard } from '../../../renderer/features/customer/CustomerCard.tsx';
import { CustomerTab } from '../../../renderer/features/customer/CustomerTab.tsx';
import { activeSession } from '../../../renderer/state/workspace.ts';
import type { Case } from '../../../shared/domain/case.ts';
import { caseRow, conversationView, customerRow } from './rows.ts';
import { giveSizes, show, valueOf } from './show.tsx';

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
    const made = create?.type === 'customer.create' ? create.args.customer.id : undefined;
    expect(link?.args).toMatchObject({ customerId: made });
    expect(made).toBeTypeOf('string');
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

  it('stands in the list before anybody counts how many there are', async () => {
    const shown = show(<CaseListTab tabId="conversation:conversation-1|conversation:conversation-1" />);
    await waitFor(() => expect(shown.desk.queries).toContain('case.list'));
    expect(shown.desk.queries).not.toContain('case.count');
    shown.desk.rows('case.list', [caseRow()]);
    await screen.findByRole('grid', { name: 'Cases' });
    await waitFor(() => expect(shown.desk.queries).toContain('case.count'));
  });

  it('is found in the list by keyboard, and opens apart with Shift+Enter', async () => {
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
    await shown.user.keyboard('{Shift>}{Enter}{/Shift}');
    expect(shown.workspace.state.getState().activeId).toBe('case:case-2');
  });
});
