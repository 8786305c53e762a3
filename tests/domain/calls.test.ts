// Changes when it is decided otherwise what many desks' sight of one call makes of its conversation.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  conversationOfCall,
  endReasons,
  sameNumber,
  tailOfNumber,
  talkedMs,
} from '../../shared/domain/call.ts';
import { idSchema } from '../../shared/domain/ids.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import { conversationUnits } from '../../shared/domain/presence.ts';
import {
  aCommand,
  aDisposition,
  actingAgent,
  anAgent,
  anOffer,
  aPresence,
  aQueue,
  row,
  theSystem,
} from '../support/factories.ts';
import { createTable, type Table } from './table.ts';

const callId = 'a84b4c76e66710@pc33.example.com';
const conversationId = conversationOfCall(callId);
const which = { conversationId, callId };
const [alice, bob] = [actingAgent('agent-a'), actingAgent('agent-b')];
const world = (): Table =>
  createTable([
    row('queue', aQueue({ id: 'queue-a' })),
    row('disposition', aDisposition('disposition-a')),
    ...['agent-a', 'agent-b'].flatMap((id) => [row('agent', anAgent(id)), row('presence', aPresence(id))]),
  ]);
const start = 1_000_000;
const ring = (at = start, over = {}): Command => aCommand('call.ring', { ...which, at, ...over });
const answer = (at = start + 3_000): Command => aCommand('call.answer', { ...which, at });
const end = (outcome: (typeof endReasons)[number], at = start + 63_000): Command =>
  aCommand('call.end', { ...which, outcome, at });
const talk = (table: Table) => table.get('conversation', conversationId);

describe('a call that rings where its exchange lets it', () => {
  test('CALL-12: several desks that ring for one call make one conversation, and whoever answers has it', () => {
    const table = world();
    expect(table.run(alice, ring(), start).ok).toBe(true);
    expect(table.run(bob, ring(start + 40), start + 50).ok).toBe(true);
    expect(table.all('conversation')).toHaveLength(1);
    expect(talk(table)).toMatchObject({
      channel: 'voice',
      state: 'open',
      agentId: null,
      call: { ringing: ['agent-a', 'agent-b'], ringingAt: start },
    });
    expect(table.run(bob, answer(), start + 3_100).ok).toBe(true);
    expect(talk(table)).toMatchObject({
      state: 'active',
      agentId: 'agent-b',
      call: { answeredAt: start + 3_000 },
    });
    expect(table.get('presence', 'agent-b')?.used).toBe(conversationUnits);
    const late = table.run(alice, answer(), start + 3_200);
    expect(late).toMatchObject({ ok: false, refusal: { kind: 'taken', facts: { by: 'Agent agent-b' } } });
    // The other desk hears that it was taken elsewhere: that is no end of the call.
    expect(table.run(alice, end('elsewhere'), start + 3_300)).toEqual({ ok: true, changes: [] });
    table.run(bob, end('completed'), start + 63_000);
    expect(talk(table)).toMatchObject({ state: 'wrapUp', call: { outcome: 'completed' } });
    expect(talkedMs(talk(table)!.call!)).toBe(60_000);
  });

  test('CALL-12: it is missed when the last desk stops ringing, not before', () => {
    const table = world();
    table.run(alice, ring(), start);
    table.run(bob, ring(), start);
    table.run(alice, end('rejected', start + 2_000), start + 2_000);
    expect(talk(table)).toMatchObject({ state: 'open', call: { ringing: ['agent-b'] } });
    table.run(bob, end('abandoned', start + 9_000), start + 9_000);
    expect(talk(table)).toMatchObject({
      state: 'closed',
      agentId: null,
      call: { outcome: 'abandoned', endedAt: start + 9_000 },
    });
    expect(table.get('presence', 'agent-a')?.used).toBe(0);
  });

  test('CALL-12: nobody takes it out of a queue: it is taken by answering', () => {
    const table = world();
    table.run(alice, ring(), start);
    expect(table.run(bob, aCommand('conversation.pick', { conversationId }), start)).toMatchObject({
      ok: false,
      refusal: { kind: 'state' },
    });
  });

  test('a command about another call under the same conversation is refused', () => {
    const table = world();
    table.run(alice, ring(), start);
    const other = aCommand('call.answer', { conversationId, callId: 'another', at: start });
    expect(table.run(alice, other, start)).toMatchObject({ ok: false, refusal: { kind: 'invalid' } });
  });

  test('a desk whose clock is far out writes no history', () => {
    const table = world();
    table.run(alice, ring(start * 100), start);
    table.run(alice, answer(-5), start + 10);
    const { call } = talk(table)!;
    expect(call).toMatchObject({ ringingAt: start, answeredAt: start });
  });
});

describe('a call that an exchange brings', () => {
  const arrive = aCommand('call.arrive', which);
  const offer = row('offer', anOffer('offer-b', { conversationId, agentId: 'agent-b' }));

  test('CALL-13: is offered; answering its telephone takes the offer, and declining leaves it to others', () => {
    const table = world();
    expect(table.run(alice, arrive, start).ok).toBe(false);
    table.run(theSystem, arrive, start);
    expect(talk(table)).toMatchObject({ state: 'open', call: { routed: true } });
    const offered = createTable([
      ...(['queue', 'disposition', 'agent', 'presence', 'conversation'] as const).flatMap((kind) =>
        table.all(kind).map((record) => row(kind, record)),
      ),
      offer,
    ]);
    // What one telephone saw of it is not its end.
    expect(offered.run(bob, end('rejected'), start)).toEqual({ ok: true, changes: [] });
    offered.run(bob, aCommand('call.answer', { ...which, offerId: 'offer-b', at: start }), start);
    expect(offered.get('offer', 'offer-b')?.state).toBe('accepted');
    expect(talk(offered)).toMatchObject({ state: 'active', agentId: 'agent-b' });
  });

  test('CALL-13: the exchange says that the caller has gone', () => {
    const table = world();
    table.run(theSystem, arrive, start);
    table.run(theSystem, end('abandoned', start + 5_000), start + 5_000);
    expect(talk(table)).toMatchObject({ state: 'closed', agentId: null, call: { outcome: 'abandoned' } });
    expect(table.run(bob, answer(), start + 6_000)).toMatchObject({ ok: false, refusal: { kind: 'state' } });
  });
});

test('CALL-14: who dials is busy with it; a call that nobody took is over at once, one that was talked is wrapped up', () => {
  const table = world();
  table.run(alice, ring(start, { direction: 'out' }), start);
  expect(talk(table)).toMatchObject({ state: 'active', agentId: 'agent-a' });
  expect(table.get('presence', 'agent-a')?.used).toBe(conversationUnits);
  const talked = table.copy();
  table.run(alice, end('busy'), start);
  expect(talk(table)).toMatchObject({ state: 'closed', call: { outcome: 'busy' } });
  expect(table.get('presence', 'agent-a')?.used).toBe(0);
  talked.run(alice, answer(), start + 3_000);
  talked.run(alice, end('completed'), start + 63_000);
  expect(talk(talked)?.state).toBe('wrapUp');
});

test('CALL-12: any order of ringing, answers and ends from several desks leaves a legal conversation', () => {
  const who: fc.Arbitrary<Actor> = fc.constantFrom(alice, bob, theSystem);
  const at = fc.integer({ min: start - 1_000, max: start + 100_000 });
  const what: fc.Arbitrary<Command> = fc.oneof(
    at.chain((when) =>
      fc.constantFrom('in' as const, 'out' as const).map((direction) => ring(when, { direction })),
    ),
    at.map(answer),
    fc.tuple(fc.constantFrom(...endReasons), at).map(([outcome, when]) => end(outcome, when)),
    fc.constant(aCommand('call.arrive', which)),
    fc.constant(aCommand('conversation.end', { conversationId })),
    fc.constant(aCommand('conversation.requeue', { conversationId })),
    fc.constant(aCommand('conversation.expire', { conversationId })),
  );
  fc.assert(
    fc.property(fc.array(fc.tuple(who, what), { maxLength: 25 }), (steps) => {
      const table = world();
      let now = start;
      for (const [actor, command] of steps) {
        now += 500;
        const before = talk(table);
        table.run(actor, command, now);
        const after = talk(table);
        if (after === undefined) continue;
        const call = after.call!;
        expect(table.all('conversation')).toHaveLength(1);
        // Nobody else gets it once somebody has it.
        if (before?.agentId != null && after.agentId !== null) expect(after.agentId).toBe(before.agentId);
        // What is over stays so.
        if (before?.call?.endedAt !== undefined) {
          expect(call.endedAt).toBe(before.call.endedAt);
          expect(call.outcome).toBe(before.call.outcome);
          expect(call.answeredAt).toBe(before.call.answeredAt);
        }
        if (before?.state === 'closed') expect(after).toEqual(before);
        if (after.state === 'closed') expect(call.endedAt).toBeDefined();
        if (call.ringing !== undefined)
          expect([after.state, call.ringing.length > 0]).toEqual(['open', true]);
        expect(call.endedAt === undefined).toBe(call.outcome === undefined);
        if (call.endedAt !== undefined)
          expect(call.endedAt).toBeGreaterThanOrEqual(call.answeredAt ?? call.ringingAt);
      }
      for (const presence of table.all('presence')) {
        const held = table
          .all('conversation')
          .filter((one) => one.agentId === presence.id && one.state !== 'closed');
        expect(presence.used).toBe(held.length * conversationUnits);
      }
    }),
    { numRuns: 500 },
  );
});

describe('names and numbers', () => {
  test('the conversation of a call is an id, the same each time, and another for another call', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 256 }), fc.string({ maxLength: 256 }), (a, b) => {
        expect(idSchema.safeParse(conversationOfCall(a)).success).toBe(true);
        expect(conversationOfCall(a) === conversationOfCall(b)).toBe(a === b);
      }),
    );
  });

  test.each([
    ['+49 30 1234567', '030 1234567', true],
    ['+49 30 1234567', '0049301234567', true],
    ['sip:+49301234567@exchange.example', '030/123 45 67', true],
    ['٠٣٠١٢٣٤٥٦٧', '+49301234567', true],
    ['+49 30 1234567', '+49 30 1234568', false],
    ['101', '101', false],
    ['Ada 1815', 'Ada 1815', false],
    ['anonymous', '', false],
  ])('%s and %s are one number: %s', (a, b, same) => {
    expect(sameNumber(a, b)).toBe(same);
    if (!same && a === b) expect(tailOfNumber(a)).toBeNull();
  });
});
