// Changes when a single command means something else. What holds for all of them is in apply.test.ts.
import { describe, expect, test } from 'vitest';
import { agentCommandSchema, commandSchema } from '../../shared/domain/commands.ts';
import { dueHours } from '../../shared/domain/case.ts';
import { deliveryOf } from '../../shared/domain/conversation.ts';
import { conversationUnits, defaultCapacity } from '../../shared/domain/presence.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import {
  aCase,
  aCommand,
  aConversation,
  actingAgent,
  actingCustomer,
  aCustomer,
  aDisposition,
  aMessage,
  anAgent,
  aNote,
  anOffer,
  aPresence,
  aQueue,
  aTalk,
  commandTypes,
  row,
  theSystem,
} from '../support/factories.ts';
import { createTable } from './table.ts';

const alice = actingAgent('agent-a');
const bob = actingAgent('agent-b');
const supervisor = actingAgent('agent-s', 'supervisor');
const hour = 3_600_000;

const world = (...rows: AnyRecord[]) =>
  createTable([
    row('queue', aQueue({ id: 'queue-a' })),
    row('agent', anAgent('agent-a')),
    row('agent', anAgent('agent-b')),
    row('presence', aPresence('agent-a')),
    row('presence', aPresence('agent-b')),
    row('disposition', aDisposition('disposition-a')),
    row('customer', aCustomer('customer-a')),
    ...rows,
  ]);
const active = (over = {}) =>
  row(
    'conversation',
    aConversation('conversation-a', {
      state: 'active',
      agentId: 'agent-a',
      acceptedAt: 1,
      lastSeq: 1,
      ...over,
    }),
  );

test('the factory of every command makes one that its schema accepts', () => {
  for (const type of commandTypes)
    expect(commandSchema.safeParse(aCommand(type)).error?.issues ?? [], type).toEqual([]);
});

test('a desk cannot make the commands of customers or of the service', () => {
  for (const type of [
    'conversation.open',
    'message.receive',
    'offer.make',
    'conversation.requeue',
    'presence.link',
  ] as const) {
    expect(agentCommandSchema.safeParse(aCommand(type)).success, type).toBe(false);
  }
});

describe('an offer', () => {
  const offered = () =>
    world(row('conversation', aConversation('conversation-a')), row('offer', anOffer('offer-a')));
  test('accepted gives the conversation and takes capacity; at full capacity the agent is left in peace', () => {
    const table = offered();
    expect(table.run(alice, aCommand('offer.accept'), 50).ok).toBe(true);
    expect(table.get('conversation', 'conversation-a')).toMatchObject({
      state: 'active',
      agentId: 'agent-a',
      acceptedAt: 50,
    });
    expect(table.get('presence', 'agent-a')).toMatchObject({ used: conversationUnits, status: 'busy' });
    const full = world(
      row('conversation', aConversation('conversation-a')),
      row('offer', anOffer('offer-a')),
      row('presence', aPresence('agent-a', { used: defaultCapacity - conversationUnits })),
    );
    full.run(alice, aCommand('offer.accept'), 50);
    expect(full.get('presence', 'agent-a')?.status).toBe('doNotDisturb');
  });
  test('two who accept at once: one gets it, the other is told who', () => {
    const table = world(
      row('conversation', aConversation('conversation-a')),
      row('offer', anOffer('offer-a')),
      row('offer', anOffer('offer-b', { agentId: 'agent-b' })),
    );
    table.run(alice, aCommand('offer.accept'), 1);
    expect(table.run(bob, aCommand('offer.accept', { offerId: 'offer-b' }), 2)).toMatchObject({
      ok: false,
      refusal: { kind: 'taken', facts: { by: 'Agent agent-a' } },
    });
  });
  test('is not for somebody else, and ends with its clock', () => {
    expect(offered().run(bob, aCommand('offer.accept'), 1)).toMatchObject({ refusal: { kind: 'forbidden' } });
    const table = offered();
    table.run(theSystem, aCommand('offer.lapse'), 1);
    expect(table.run(alice, aCommand('offer.accept'), 2)).toMatchObject({
      refusal: { kind: 'state', facts: { offer: 'expired' } },
    });
    expect(table.get('conversation', 'conversation-a')?.state).toBe('open');
  });
  test('to a customer who has left is refused with that reason', () => {
    const table = offered();
    table.run(actingCustomer('conversation-a'), aCommand('conversation.leave'), 1);
    expect(table.run(alice, aCommand('offer.accept'), 2)).toMatchObject({
      refusal: { kind: 'state', message: 'The customer has left.' },
    });
  });
});

describe('the talk', () => {
  test('the waiting time runs from the first unanswered message of the customer until an agent speaks publicly', () => {
    const table = world(active());
    table.run(theSystem, aCommand('message.receive', { messageId: 'm1' }), 10);
    table.run(theSystem, aCommand('message.receive', { messageId: 'm2' }), 20);
    table.run(alice, aCommand('message.send', { messageId: 'm3', audience: 'internal' }), 30);
    expect(table.get('conversation', 'conversation-a')?.waitingSince).toBe(10);
    table.run(alice, aCommand('message.send', { messageId: 'm4' }), 40);
    expect(table.get('conversation', 'conversation-a')).toMatchObject({
      waitingSince: null,
      lastSeq: 5,
      lastMessageAt: 40,
    });
  });
  test('a message has no number at the desk and gets one from the service', () => {
    const desk = world(active());
    desk.run(alice, aCommand('message.send'), 5, false);
    expect(desk.get('message', 'message-a')?.seq).toBeNull();
    expect(desk.get('conversation', 'conversation-a')?.lastSeq).toBe(1);
    const service = world(active());
    service.run(alice, aCommand('message.send'), 5);
    expect(service.get('message', 'message-a')?.seq).toBe(2);
  });
  test('only its agent or a supervisor speaks to the customer; after the end nobody does, but a colleague may note', () => {
    const table = world(active());
    expect(table.run(bob, aCommand('message.send'), 1)).toMatchObject({ refusal: { kind: 'forbidden' } });
    expect(table.run(supervisor, aCommand('message.send', { messageId: 'm-s' }), 2).ok).toBe(true);
    table.run(alice, aCommand('conversation.end'), 3);
    expect(table.run(alice, aCommand('message.send', { messageId: 'late' }), 4)).toMatchObject({
      refusal: { kind: 'state' },
    });
    expect(
      table.run(bob, aCommand('message.send', { messageId: 'inside', audience: 'internal' }), 5).ok,
    ).toBe(true);
  });
  test('a message of another conversation is not taken for a repeat', () => {
    const table = world(
      active(),
      row('message', aMessage('message-a', { conversationId: 'conversation-z' })),
    );
    expect(table.run(alice, aCommand('message.send'), 1)).toMatchObject({
      ok: false,
      refusal: { kind: 'invalid' },
    });
  });
  test('ends in wrap-up, closes with a code that exists, and gives the capacity back only then', () => {
    const table = world(
      active(),
      row('presence', aPresence('agent-a', { used: conversationUnits, status: 'busy' })),
    );
    expect(table.run(alice, aCommand('conversation.close'), 1)).toMatchObject({ refusal: { kind: 'state' } });
    table.run(alice, aCommand('conversation.end'), 2);
    expect(table.get('presence', 'agent-a')?.used).toBe(conversationUnits);
    expect(table.run(alice, aCommand('conversation.close', { dispositionId: 'none' }), 3)).toMatchObject({
      refusal: { kind: 'invalid' },
    });
    table.run(alice, aCommand('conversation.close'), 4);
    expect(table.get('conversation', 'conversation-a')).toMatchObject({
      state: 'closed',
      closedAt: 4,
      dispositionId: 'disposition-a',
    });
    expect(table.get('presence', 'agent-a')).toMatchObject({ used: 0, status: 'available' });
  });
  describe('ROUTE-3: once it is closed', () => {
    const reopen = (reason = 'A refund was promised') => aCommand('conversation.reopen', { reason });
    const closed = () => {
      const table = world(
        active(),
        row('presence', aPresence('agent-a', { used: conversationUnits, status: 'busy' })),
      );
      table.run(alice, aCommand('conversation.end'), 2);
      table.run(theSystem, aCommand('conversation.free'), 3);
      table.run(alice, aCommand('conversation.close'), 4);
      return table;
    };
    test('a supervisor opens it again: it waits in its queue, and who, when, why and how it had ended is kept', () => {
      const table = closed();
      expect(table.run(supervisor, reopen(), 10).ok).toBe(true);
      const now = table.get('conversation', 'conversation-a')!;
      expect(now).toMatchObject({
        state: 'open',
        agentId: null,
        acceptedAt: null,
        wrapUpAt: null,
        closedAt: null,
        dispositionId: null,
        queuedAt: 10,
        reopened: [
          {
            at: 10,
            byId: 'agent-s',
            byName: 'Agent agent-s',
            reason: 'A refund was promised',
            closedAt: 4,
            dispositionId: 'disposition-a',
          },
        ],
      });
      expect(table.run(theSystem, aCommand('message.receive', { messageId: 'after' }), 11).ok).toBe(true);
    });
    test('whoever takes it afterwards carries it whole, though its last wrap-up was free already', () => {
      const table = closed();
      table.run(supervisor, reopen(), 10);
      table.run(bob, aCommand('conversation.pick'), 11);
      expect(table.get('presence', 'agent-a')?.used).toBe(0);
      expect(table.get('presence', 'agent-b')?.used).toBe(conversationUnits);
      table.run(bob, aCommand('conversation.end'), 12);
      expect(table.run(theSystem, aCommand('conversation.free'), 13)).toMatchObject({
        changes: [{ kind: 'conversation' }, { kind: 'presence' }],
      });
    });
    test('nobody else does; a call, and what goes on, are not opened again', () => {
      const table = closed();
      for (const actor of [alice, actingCustomer('conversation-a'), theSystem])
        expect(table.run(actor, reopen(), 10)).toMatchObject({ refusal: { kind: 'forbidden' } });
      expect(world(active()).run(supervisor, reopen(), 10)).toMatchObject({ refusal: { kind: 'state' } });
      const call = { ...aTalk('conversation-a'), state: 'closed' as const, closedAt: 4 };
      expect(world(row('conversation', call)).run(supervisor, reopen(), 10)).toMatchObject({
        refusal: { kind: 'state' },
      });
    });
    test('each time is kept, and one command opens it once however often it comes', () => {
      const table = closed();
      const first = reopen('One');
      table.run(supervisor, first, 10);
      table.run(actingCustomer('conversation-a'), aCommand('conversation.leave'), 11);
      expect(table.run(supervisor, first, 12)).toEqual({ ok: true, changes: [] });
      table.run(supervisor, reopen('Two'), 13);
      expect(table.get('conversation', 'conversation-a')?.reopened?.map(({ reason }) => reason)).toEqual([
        'One',
        'Two',
      ]);
    });
  });
  test('a status set by hand stays when capacity changes', () => {
    const table = world(
      active(),
      row('presence', aPresence('agent-a', { used: conversationUnits, status: 'away', sticky: true })),
    );
    table.run(theSystem, aCommand('conversation.requeue'), 2);
    expect(table.get('presence', 'agent-a')).toMatchObject({ used: 0, status: 'away' });
  });
  test('a clock closes what nobody took or finished, never what is being served', () => {
    const table = world(active());
    table.run(theSystem, aCommand('conversation.expire'), 1);
    expect(table.get('conversation', 'conversation-a')?.state).toBe('active');
    table.run(alice, aCommand('conversation.end'), 2);
    table.run(theSystem, aCommand('conversation.expire'), 3);
    expect(table.get('conversation', 'conversation-a')?.state).toBe('closed');
  });
  test('delivery is told from the marks', () => {
    const marks = { customerDeliveredSeq: 3, customerReadSeq: 2 };
    expect([null, 2, 3, 4].map((seq) => deliveryOf({ seq }, marks))).toEqual([
      'queued',
      'read',
      'delivered',
      'sent',
    ]);
  });
});

describe('cases, notes and customers', () => {
  test('a case has no number at the desk, gets one from the service, and is due by its priority', () => {
    for (const priority of ['low', 'normal', 'high', 'urgent'] as const) {
      const table = world(active());
      table.run(alice, aCommand('case.create', { priority, conversationId: 'conversation-a' }), 100, false);
      expect(table.get('case', 'case-a')).toMatchObject({
        number: null,
        ownerId: 'agent-a',
        dueAt: 100 + dueHours[priority] * hour,
      });
      expect(table.get('conversation', 'conversation-a')?.caseId).toBe('case-a');
    }
    const service = world();
    service.run(alice, aCommand('case.create'), 100);
    expect(service.get('case', 'case-a')?.number).toBe('C-10001');
  });
  test('an edit of what somebody else has changed meanwhile is a conflict with both sides, and changes nothing', () => {
    const table = world(row('case', aCase('case-a', { title: 'Theirs' })));
    const edit = aCommand('case.update', {
      set: { title: 'Mine', priority: 'high' },
      base: { title: 'As it was', priority: 'normal' },
    });
    expect(table.run(alice, edit, 5)).toEqual({
      ok: false,
      refusal: {
        kind: 'conflict',
        message: expect.stringContaining('title') as string,
        facts: { field: 'title', theirs: 'Theirs', yours: 'Mine' },
      },
    });
    expect(table.get('case', 'case-a')).toMatchObject({ title: 'Theirs', priority: 'normal' });
  });
  test('two who edit different fields, and two who mean the same, do not conflict', () => {
    const table = world(row('case', aCase('case-a')));
    table.run(alice, aCommand('case.update', { set: { priority: 'high' }, base: { priority: 'normal' } }), 1);
    expect(
      table.run(bob, aCommand('case.update', { set: { status: 'pending' }, base: { status: 'open' } }), 2).ok,
    ).toBe(true);
    expect(
      table.run(bob, aCommand('case.update', { set: { priority: 'high' }, base: { priority: 'normal' } }), 3),
    ).toEqual({ ok: true, changes: [] });
    expect(table.get('case', 'case-a')).toMatchObject({ priority: 'high', status: 'pending' });
  });
  test('a note is written once, on something that is there, and edited only by its author', () => {
    const table = world(row('case', aCase('case-a')), row('note', aNote('note-b', { authorId: 'agent-b' })));
    table.run(alice, aCommand('note.write'), 7);
    expect(table.get('note', 'note-a')).toMatchObject({
      authorId: 'agent-a',
      authorName: 'Agent agent-a',
      at: 7,
    });
    expect(table.run(alice, aCommand('note.write', { text: 'Another' }), 8)).toEqual({
      ok: true,
      changes: [],
    });
    expect(table.run(alice, aCommand('note.write', { noteId: 'n2', subjectId: 'none' }), 9)).toMatchObject({
      refusal: { kind: 'notFound' },
    });
    expect(table.run(alice, aCommand('note.write', { noteId: 'n3', supersedes: 'note-b' }), 9)).toMatchObject(
      { refusal: { kind: 'forbidden' } },
    );
    expect(table.run(bob, aCommand('note.write', { noteId: 'n4', supersedes: 'note-b' }), 9).ok).toBe(true);
  });
  test('customers are edited field by field, with both sides of a conflict', () => {
    const table = world();
    expect(
      table.run(alice, aCommand('customer.update', { set: { city: 'Cork' }, base: { city: 'Leeds' } }), 1).ok,
    ).toBe(true);
    expect(
      table.run(bob, aCommand('customer.update', { set: { city: 'Bath' }, base: { city: 'Leeds' } }), 2),
    ).toMatchObject({
      refusal: { kind: 'conflict', facts: { field: 'city', theirs: 'Cork', yours: 'Bath' } },
    });
  });
  test('a customer cannot do what agents do', () => {
    const table = world(row('case', aCase('case-a')));
    for (const type of [
      'case.create',
      'note.write',
      'customer.create',
      'presence.set',
      'message.send',
      'conversation.pick',
    ] as const) {
      table.run(theSystem, aCommand('conversation.open'), 0);
      expect(table.run(actingCustomer('conversation-a'), aCommand(type), 1), type).toMatchObject({
        ok: false,
        refusal: { kind: 'forbidden' },
      });
    }
  });
});
