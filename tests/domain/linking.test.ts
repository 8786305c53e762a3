// Linking a customer: the case made in the conversation goes along, and contacts begin as none.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sameValue } from '../../shared/domain/compare.ts';
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

describe('what an agent saw', () => {
  test('is the same in whatever order a database gives its keys', () => {
    const one = { kind: 'phone' as const, value: '+45 1234', label: '' };
    const asStored = JSON.parse('{"kind":"phone","label":"","value":"+45 1234"}') as typeof one;
    const table = createTable([row('customer', aCustomer('customer-a', { contacts: [asStored] }))]);
    const change = aCommand('customer.update', {
      customerId: 'customer-a',
      set: { contacts: [] },
      base: { contacts: [one] },
    });
    expect(table.run(alice, change, 5).ok).toBe(true);
  });
  test('is another one where a value, a length or a key differs', () => {
    expect(sameValue([{ a: 1 }], [{ a: 2 }])).toBe(false);
    expect(sameValue([1], [1, 2])).toBe(false);
    expect(sameValue({ a: 1 }, { a: 1, b: null })).toBe(false);
    expect(sameValue({ a: 1 }, { a: 1, b: undefined })).toBe(true);
    expect(sameValue([], {})).toBe(false);
    expect(sameValue(null, {})).toBe(false);
  });
  test('compares any two values as their sorted text does', () => {
    const sorted = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(sorted)
        : typeof value === 'object' && value !== null
          ? Object.entries(value)
              .toSorted(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, one]) => [key, sorted(one)])
          : value;
    const text = (value: unknown): string =>
      JSON.stringify([Array.isArray(value), typeof value, sorted(value)]);
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        expect(sameValue(a, structuredClone(a))).toBe(true);
        if (text(a) !== text(b)) expect(sameValue(a, b)).toBe(false);
      }),
    );
  });
});
