// @vitest-environment jsdom
// Changes when a case that comes from no conversation is begun differently.
import { screen, waitFor, within } from '@testing-library/react';
import { beforeEach, describe, expect, it } from 'vitest';
import { CaseListTab } from '../../../renderer/features/case/CaseListTab.tsx';
import { BeginCase, NewCaseHere } from '../../../renderer/features/case/NewCaseHere.tsx';
import type { FindCustomer } from '../../../renderer/features/case/NewCaseForm.tsx';
import { deskRow } from './rows.ts';
import { conversationTabId, giveSizes, isDisabled, show, type Shown, valueOf } from './show.tsx';

const finder: FindCustomer = (onPick) => (
  <button type="button" onClick={() => onPick({ id: 'customer-2', name: 'Ida Novak' })}>
    Ida
  </button>
);
const begin = (customerId: string | null, queueIds = ['queue-second', 'queue-first']): Shown =>
  show(
    <>
      <BeginCase tabId={conversationTabId} />
      <NewCaseHere tabId={conversationTabId} customerId={customerId} finder={finder} />
    </>,
    (desk) => {
      const view = deskRow();
      desk.rows('desk.view', { ...view, agent: view.agent === null ? null : { ...view.agent, queueIds } });
      desk.rows('queue.list', [
        { id: 'queue-first', name: 'First', channels: [], offerMs: 1000 },
        { id: 'queue-second', name: 'Second', channels: [], offerMs: 1000 },
      ]);
    },
  );
const button = (): HTMLElement => screen.getByRole('button', { name: 'New case' });
const form = (): Promise<HTMLElement> => screen.findByRole('form', { name: 'New case' });

beforeEach(giveSizes);

describe('a case begun without a conversation', () => {
  it('is about the customer whose page it is, in the agent’s first queue, and opens once it is made', async () => {
    const { desk, user, workspace } = begin('customer-1');
    button().focus();
    await user.keyboard('{Enter}');
    const create = within(await form()).getByRole('button', { name: 'Create case' });
    expect(isDisabled(create)).toBe(true);
    // Nothing has gone wrong yet: an empty form is no fault of whoever opened it.
    expect(screen.queryByText('Give it a title.')).toBeNull();
    expect(within(await form()).queryByRole('group', { name: 'Customer' })).toBeNull();
    await user.keyboard('Broken plates{Enter}');
    await waitFor(() => expect(desk.commands).toHaveLength(1));
    const [made] = desk.commands;
    expect(made).toMatchObject({
      type: 'case.create',
      args: {
        title: 'Broken plates',
        customerId: 'customer-1',
        conversationId: null,
        queueId: 'queue-second',
        kind: 'support',
        priority: 'normal',
      },
    });
    const { caseId } = made!.args as { caseId: string };
    const shown = (): string[] =>
      workspace.state
        .getState()
        .sessions.map(({ tabs, activeTabId }) => tabs.find(({ id }) => id === activeTabId)?.subjectId ?? '');
    await waitFor(() => expect(shown()).toContain(caseId));
    expect(desk.data.drafts.get('form:case:customer:customer-1').text).toBe('');
    expect(screen.queryByRole('form', { name: 'New case' })).toBeNull();
  });

  it('has its customer chosen on Home; all of it is journaled, and comes back after Escape', async () => {
    const { desk, user } = begin(null);
    await user.click(button());
    await user.type(within(await form()).getByRole('textbox', { name: 'Title' }), 'Lamp');
    await user.click(screen.getByRole('button', { name: 'Ida' }));
    within(await form()).getByText('Ida Novak');
    // The keyboard is where the choice can be changed, and then where it is made: never nowhere.
    const other = within(await form()).getByRole('button', { name: 'Choose another customer' });
    await waitFor(() => expect(document.activeElement).toBe(other));
    await user.keyboard('{Enter}');
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Ida' })));
    await user.keyboard('{Enter}');
    const kept = JSON.parse(desk.data.drafts.get('form:case:home').text) as object;
    expect(kept).toMatchObject({ title: 'Lamp', customerId: 'customer-2', customerName: 'Ida Novak' });
    within(await form())
      .getByRole('textbox', { name: 'Title' })
      .focus();
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('form', { name: 'New case' })).toBeNull());
    expect(document.activeElement).toBe(button());
    await user.keyboard('{Enter}');
    expect(valueOf(within(await form()).getByRole('textbox', { name: 'Title' }))).toBe('Lamp');
    await user.click(within(await form()).getByRole('button', { name: 'Choose another customer' }));
    await user.click(screen.getByRole('button', { name: 'Ida' }));
    await user.click(within(await form()).getByRole('button', { name: 'Create case' }));
    await waitFor(() => expect(desk.commands).toHaveLength(1));
    expect(desk.commands[0]).toMatchObject({ args: { title: 'Lamp', customerId: 'customer-2' } });
    expect(desk.data.drafts.get('form:case:home').text).toBe('');
  });

  it('of an agent in no queue goes to the first there is', async () => {
    const { desk, user } = begin('customer-1', []);
    await user.click(button());
    await user.type(within(await form()).getByRole('textbox', { name: 'Title' }), 'Plates{Enter}');
    await waitFor(() => expect(desk.commands[0]).toMatchObject({ args: { queueId: 'queue-first' } }));
  });

  it('is begun above the list of all cases, too', async () => {
    const { desk, user } = show(<CaseListTab tabId={conversationTabId} finder={finder} />, (fake) => {
      fake.rows('queue.list', [{ id: 'queue-first', name: 'First', channels: [], offerMs: 1000 }]);
      fake.rows('case.list', []);
    });
    await user.click(await screen.findByRole('button', { name: 'New case' }));
    await user.type(within(await form()).getByRole('textbox', { name: 'Title' }), 'Plates');
    await user.click(screen.getByRole('button', { name: 'Ida' }));
    await user.click(within(await form()).getByRole('button', { name: 'Create case' }));
    await waitFor(() =>
      expect(desk.commands).toMatchObject([{ args: { title: 'Plates', customerId: 'customer-2' } }]),
    );
  });
});
