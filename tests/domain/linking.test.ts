// Linking a customer: the case made in the conversation goes along, and contacts begin as none.
import { describe, expect, test } from 'vitest';
import { aCase, aCommand, aConversation, aCustomer, actingAgent, row } from '../support/factories.ts';
import { createTable } from './table.ts';

const alice = actingAgent('agent-a');

describe('linking a customer', () => {
  const talk = (over = {}) =>
    createTable([
      row('conversation', aConversation('conversation-b', { state: 'active', agentId: 'agent-a' })),
      row('case', aCase('case-n', { conversationId: 'conversation-b', ...over })),
      row('customer', aCustomer('customer-a')),
    ]);
  const link = (table: ReturnType<typeof talk>, customerId: string | null) =>
    table.run(alice, aCommand('conversation.link', { conversationId: 'conversation-b', customerId }), 5);
  const caseOf = (table: ReturnType<typeof talk>) => table.get('case', 'case-n')?.customerId;

  test('takes the case that was made in the conversation along, and an undo takes it back', () => {
    const table = talk();
    table.run(
      alice,
      aCommand('conversation.link', { conversationId: 'conversation-b', caseId: 'case-n' }),
      4,
    );
    link(table, 'customer-a');
    expect(caseOf(table)).toBe('customer-a');
    link(table, null);
    expect(caseOf(table)).toBeNull();
  });
  test.each([
    ['of another conversation', { conversationId: 'conversation-a' }],
    ['of another customer', { customerId: 'customer-x' }],
  ])('leaves a case %s alone', (_, over) => {
    const table = talk(over);
    const before = caseOf(table);
    table.run(
      alice,
      aCommand('conversation.link', { conversationId: 'conversation-b', caseId: 'case-n' }),
      4,
    );
    link(table, 'customer-a');
    expect(caseOf(table)).toBe(before);
  });
  test('is no conflict of contacts where the record has none yet', () => {
    const table = talk();
    const contacts = [{ kind: 'phone' as const, value: '+45 1234', label: '' }];
    const outcome = table.run(
      alice,
      aCommand('customer.update', { customerId: 'customer-a', set: { contacts }, base: { contacts: [] } }),
      5,
    );
    expect(outcome.ok).toBe(true);
    expect(table.get('customer', 'customer-a')?.contacts).toEqual(contacts);
  });
});
