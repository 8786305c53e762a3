// @vitest-environment jsdom
// Changes when the page of a customer, its contacts or its history are shown or done differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CaseCard } from '../../../renderer/features/case/CaseCard.tsx';
import { CustomerCard } from '../../../renderer/features/customer/CustomerCard.tsx';
import { CustomerTab } from '../../../renderer/features/customer/CustomerTab.tsx';
import { cleanLine } from '../../../shared/domain/text.ts';
import type { TimelineItem, TimelineTally } from '../../../shared/ipc/views-customer.ts';
import type { FakeDesk } from './fake-desk.ts';
import { caseRow, conversationRow, conversationView, customerRow, madeAt, noteRow } from './rows.ts';
import { conversationTabId, giveSizes, show } from './show.tsx';

beforeEach(giveSizes);

const nasty = '<img src=x onerror=alert(1)> \u202Eevil Z̷̢̛a̴l̶g̵o';
const tally: TimelineTally = {
  kinds: { conversation: 2, call: 1, case: 1, note: 1, activity: 0 },
  channels: { chat: 1, email: 1, sms: 0, social: 0, voice: 1 },
};
const item = (id: string, over = {}): TimelineItem => ({
  type: 'conversation',
  at: madeAt,
  conversation: conversationRow({ id, subject: `About ${id}`, ...over }),
});
const prepare = (fake: FakeDesk, customer = customerRow()): void => {
  fake.rows('customer.view', customer);
  fake.rows('customer.tally', tally);
  fake.rows('customer.timeline', [item('a'), item('b')]);
  fake.rows('entitlement.of', []);
  fake.rows('conversation.view', conversationView());
  fake.rows('tag.list', []);
};
const tab = <CustomerTab customerId="customer-1" tabId={conversationTabId} />;

describe('the history of a customer', () => {
  it('asks for a kind and a channel, says how much there is of each, and the tab remembers both', async () => {
    const shown = show(tab, (fake) => {
      prepare(fake);
      fake.rows('customer.timeline', [item('call')], { id: 'customer-1', kind: 'call', limit: 500 });
      fake.rows('customer.timeline', [item('mail')], {
        id: 'customer-1',
        kind: 'conversation',
        channel: 'email',
        limit: 500,
      });
    });
    await screen.findByText('About a');
    await shown.user.click(screen.getByRole('radio', { name: 'Calls1' }));
    await screen.findByText('About call');
    expect(screen.queryByText('About a')).toBeNull();
    await shown.user.keyboard('{ArrowLeft}');
    await shown.user.click(screen.getByRole('combobox', { name: /Channel/ }));
    await shown.user.click(await screen.findByRole('option', { name: 'E-mail (1)' }));
    await screen.findByText('About mail');
    shown.unmount();
    const bag = JSON.stringify(shown.workspace.state.getState());
    expect(bag).toContain('"kind":"conversation"');
    expect(bag).toContain('"channel":"email"');
  });

  it('opens a note where it was written, and shows a hostile one as text', async () => {
    const shown = show(tab, (fake) => {
      prepare(fake);
      fake.rows('customer.timeline', [
        {
          type: 'note',
          at: madeAt,
          note: noteRow({ subjectKind: 'case', subjectId: 'case-9', text: nasty }),
          about: 'C-9 Lamp',
        },
      ]);
    });
    const line = await screen.findByRole('button', { name: /evil/ });
    expect(line.textContent).toContain('<img src=x');
    expect(shown.container.querySelector('img')).toBeNull();
    expect(line.querySelector('bdi')?.getAttribute('dir')).toBe('auto');
    await shown.user.click(line);
    expect(JSON.stringify(shown.workspace.state.getState().sessions)).toContain('case-9');
  });
});

describe('the details of a customer', () => {
  it('keep half-typed words, and give each change back', async () => {
    const { desk, user } = show(tab, (fake) => prepare(fake));
    await user.click(await screen.findByRole('button', { name: 'City: Potsdam. Edit' }));
    const field = screen.getByRole('textbox', { name: 'City' });
    await user.clear(field);
    await user.type(field, 'Berl');
    expect(desk.data.drafts.get('form:customer:customer-1:city').text).toContain('Berl');
    await user.type(field, 'in{Enter}');
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(desk.commands.map(({ args }) => args)).toMatchObject([
        { set: { city: 'Berlin' }, base: { city: 'Potsdam' } },
        { set: { city: 'Potsdam' }, base: { city: 'Berlin' } },
      ]),
    );
    expect(desk.data.drafts.get('form:customer:customer-1:city').text).toBe('');
  });

  it('have contacts that are added with what the agent saw, and are text whatever they hold', async () => {
    const seen = [{ kind: 'social' as const, value: cleanLine(nasty), label: 'x'.repeat(60) }];
    const { desk, user, container } = show(tab, (fake) => prepare(fake, customerRow({ contacts: seen })));
    const part = await screen.findByRole('region', { name: 'Further contacts' });
    within(part).getByText(/evil/);
    expect(container.querySelector('img')).toBeNull();
    await user.click(within(part).getByRole('button', { name: 'Add contact' }));
    await user.type(
      within(part).getByRole('textbox', { name: 'Address, number or handle' }),
      'no mail{Enter}',
    );
    within(part).getByText('Write it like name@example.com.');
    expect(desk.commands).toEqual([]);
    const field = within(part).getByRole('textbox', { name: 'Address, number or handle' });
    expect(desk.data.drafts.get('form:contact:customer-1').text).toContain('no mail');
    await user.clear(field);
    await user.type(field, 'work@example.com{Enter}');
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        {
          type: 'customer.update',
          args: {
            base: { contacts: seen },
            set: { contacts: [...seen, { kind: 'email', value: 'work@example.com', label: '' }] },
          },
        },
      ]),
    );
    expect(desk.data.drafts.get('form:contact:customer-1').text).toBe('');
  });
});

describe('a visitor', () => {
  it('may be one of several: what fits is marked, a search finds any other, and a link can be taken back', async () => {
    const { desk, user, container } = show(
      <CustomerCard conversationId="conversation-1" customerId={null} />,
      (fake) => {
        fake.rows(
          'conversation.view',
          conversationView({
            candidates: [
              { ...customerRow(), matches: ['email', 'name'] },
              { ...customerRow({ id: 'c2', email: null }), matches: ['name'] },
            ],
          }),
        );
        fake.rows('customer.list', [customerRow({ id: 'c3', name: 'Third Person' })]);
      },
    );
    await screen.findByText('Same e-mail · Same name');
    expect([...container.querySelectorAll('mark')].map((mark) => mark.textContent)).toEqual([
      'Lena Vogt',
      'lena.vogt@example.com',
      'Lena Vogt',
    ]);
    await user.type(screen.getByRole('combobox', { name: 'Find a customer' }), 'third');
    await user.click(await screen.findByRole('option', { name: /Third Person/ }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([
        { type: 'conversation.link', args: { customerId: 'c3' } },
        { type: 'conversation.link', args: { customerId: null } },
      ]),
    );
  });

  it('who named nothing says so, and a hostile page is text', async () => {
    const visits = [{ at: madeAt - 60_000, did: 'page' as const, text: 'javascript:alert(1)', title: nasty }];
    const { container } = show(<CustomerCard conversationId="conversation-1" customerId={null} />, (fake) =>
      fake.rows(
        'conversation.view',
        conversationView({
          conversation: {
            createdAt: madeAt,
            visitor: { name: nasty, email: null, language: '', page: null, browser: null, visits },
          },
        }),
      ),
    );
    const way = await screen.findByRole('list', { name: 'Way here' });
    expect(way.textContent).toContain('<img src=x');
    expect(container.querySelector('a, img')).toBeNull();
  });
});

describe('the case of a conversation', () => {
  const of = (cases: ReturnType<typeof caseRow>[], count: number, linked: string | null = null) =>
    show(<CaseCard conversationId="conversation-1" />, (fake) => {
      fake.rows(
        'conversation.view',
        conversationView({
          conversation: { customerId: 'customer-1', caseId: linked },
          case: cases.find(({ id }) => id === linked) ?? null,
        }),
      );
      fake.rows('case.list', cases);
      fake.rows('case.count', count);
    });

  it('is told to be none, one or several of the open ones; the open ones come first', async () => {
    of([caseRow({ id: 'old', title: 'Old', status: 'resolved' }), caseRow({ id: 'new', title: 'New' })], 1);
    await screen.findByText(/one open case: link it/);
    const links = screen
      .getAllByRole('button', { name: /^Link / })
      .map((one) => one.getAttribute('aria-label'));
    expect(links).toEqual(['Link New to this conversation', 'Link Old to this conversation']);
  });

  it('is changed for another, which can be taken back', async () => {
    const { desk, user } = of([caseRow({ id: 'a', title: 'A' }), caseRow({ id: 'b', title: 'B' })], 2, 'a');
    await user.click(await screen.findByRole('button', { name: 'Link B to this conversation' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([{ args: { caseId: 'b' } }, { args: { caseId: 'a' } }]),
    );
  });
});
