// Changes when "who needs me next" weighs things differently.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needs, usualWeights } from '../../renderer/state/needs.ts';
import type { ConversationRow, OfferView } from '../../shared/ipc/views.ts';
import { sentimentLevels } from '../../shared/sentiment/types.ts';

const now = 1_000_000_000;
const row = (id: string, over: Partial<ConversationRow> = {}): ConversationRow => ({
  id,
  channel: 'chat',
  state: 'active',
  title: id,
  subject: '',
  customerId: null,
  caseId: null,
  agentId: 'ann',
  queueId: 'q',
  queueName: 'Q',
  createdAt: 0,
  lastMessageAt: 0,
  lastText: '',
  waitingSince: null,
  wrapUpAt: null,
  closedAt: null,
  unread: 0,
  sentiment: { level: 'neutral', score: 0, steps: [] },
  rating: null,
  ...over,
});
const offer = (id: string, leftMs: number): OfferView => ({
  id,
  conversationId: `of-${id}`,
  offeredAt: now - 60_000,
  expiresAt: now + leftMs,
  channel: 'chat',
  customerName: id,
  subject: '',
  queueName: 'Q',
  queuedAt: now - 60_000,
  language: 'en',
});
const order = (rows: ConversationRow[], offers: OfferView[] = []): string[] =>
  needs(rows, offers, now).map(({ id }) => id);

describe('who needs the agent next', () => {
  test('nobody, while nobody waits', () => {
    expect(order([row('calm'), row('talked', { lastMessageAt: now })])).toEqual([]);
  });
  test('whoever waits longer', () => {
    const long = row('long', { waitingSince: now - 240_000 });
    expect(order([row('short', { waitingSince: now - 20_000 }), long])).toEqual(['long', 'short']);
  });
  test('an angry customer before a calm one who waits a little longer, and says that it is the anger', () => {
    const angry = row('angry', {
      waitingSince: now - 60_000,
      sentiment: { level: 'veryNegative', score: -0.9, steps: [0.2, -0.4, -0.9] },
    });
    const [first] = needs([row('calm', { waitingSince: now - 120_000 }), angry], [], now);
    expect(first).toMatchObject({
      id: 'angry',
      reasons: [{ kind: 'negative', level: 'veryNegative' }, { kind: 'waiting' }, { kind: 'falling' }],
    });
  });
  test('an offer more the less time is left, and not at all when it is over', () => {
    expect(order([], [offer('early', 100_000), offer('late', 5_000), offer('over', -1)])).toEqual([
      'late',
      'early',
    ]);
  });
  test('an open wrap-up last', () => {
    expect(order([row('wrap', { state: 'wrapUp' }), row('waits', { waitingSince: now - 1_000 })])).toEqual([
      'waits',
      'wrap',
    ]);
  });

  test('a clock that is nearly over presses also while nobody waits; one with time left does not', () => {
    const sla = (leftMs: number): ConversationRow['sla'] => ({
      name: 'response',
      status: 'new',
      given: 3_600_000,
      dueAt: now + leftMs,
      pausedAt: null,
      doneAt: null,
    });
    const rows = [
      row('calm', { sla: sla(3_000_000) }),
      row('near', { sla: sla(60_000) }),
      row('late', { sla: sla(-1) }),
    ];
    expect(order(rows)).toEqual(['late', 'near']);
    const [first] = needs(rows, [], now);
    expect(first?.reasons).toEqual([{ kind: 'sla', leftMs: -1 }]);
    const paused = row('paused', { sla: { ...sla(-1)!, pausedAt: now - 10 } });
    expect(order([paused])).toEqual([]);
  });
  test('whoever is on hold, by what the agent has set', () => {
    const rows = [row('held'), row('waits', { waitingSince: now - 60_000 })];
    const held = new Map([['held', now - 60_000]]);
    expect(needs(rows, [], now, { held })[0]).toMatchObject({
      id: 'held',
      reasons: [{ kind: 'held', ms: 60_000 }],
    });
    const weights = { ...usualWeights, held: 0 };
    expect(needs(rows, [], now, { held, weights }).map(({ id }) => id)).toEqual(['waits']);
  });

  const weight = fc.constantFrom<number>(0, 0.5, 1, 3);
  const any = fc.record({
    waitingSince: fc.option(fc.integer({ min: now - 3_600_000, max: now }), { nil: null }),
    unread: fc.nat(200),
    level: fc.constantFrom(...sentimentLevels),
    steps: fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { maxLength: 6 }),
    left: fc.option(fc.integer({ min: -7_200_000, max: 7_200_000 }), { nil: null }),
    heldSince: fc.option(fc.integer({ min: now - 3_600_000, max: now }), { nil: null }),
    state: fc.constantFrom('active' as const, 'waiting' as const, 'wrapUp' as const),
    weights: fc.record({
      sla: weight,
      mood: weight,
      slope: weight,
      waiting: weight,
      unread: weight,
      held: weight,
    }),
  });
  type It = typeof any extends fc.Arbitrary<infer T> ? T : never;
  const scoreOf = ({ waitingSince, unread, level, steps, left, heldSince, state, weights }: It): number => {
    const sla =
      left === null
        ? null
        : {
            name: 'resolve' as const,
            status: 'open' as const,
            given: 3_600_000,
            dueAt: now + left,
            pausedAt: null,
            doneAt: null,
          };
    const it = row('x', { state, waitingSince, unread, sla, sentiment: { level, score: 0, steps } });
    const held = new Map(heldSince === null ? [] : [['x', heldSince]]);
    return needs([it], [], now, { weights, held })[0]?.score ?? 0;
  };

  test('waiting longer, angrier, more unread, a falling mood, less of the SLA, longer on hold: never less pressing', () => {
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 600_000 }), (it, more) => {
        const score = scoreOf(it);
        const atLeast = (next: Partial<It>): void =>
          expect(scoreOf({ ...it, ...next })).toBeGreaterThanOrEqual(score);
        atLeast({ unread: it.unread + 1 });
        atLeast({ level: sentimentLevels[Math.max(0, sentimentLevels.indexOf(it.level) - 1)]! });
        atLeast({ waitingSince: (it.waitingSince ?? now) - more });
        atLeast({ heldSince: (it.heldSince ?? now) - more });
        atLeast({ left: (it.left ?? 7_200_000) - more });
        if (it.steps.length > 1) atLeast({ steps: [...it.steps.slice(0, -1), it.steps.at(-1)! - 0.1] });
      }),
      { numRuns: 500 },
    );
  });

  test('what counts for nothing changes nothing', () => {
    const none = { sla: 0, mood: 0, slope: 0, waiting: 0, unread: 0, held: 0 };
    fc.assert(
      fc.property(any, (it) => {
        expect(scoreOf({ ...it, weights: none })).toBe(it.state === 'wrapUp' ? 4 : 0);
      }),
    );
  });
});
