// Changes when "who needs me next" weighs things differently.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { needs } from '../../renderer/state/needs.ts';
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
      reasons: [{ kind: 'negative', level: 'veryNegative' }, { kind: 'waiting' }],
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

  test('waiting longer, being angrier or unread never makes anybody less pressing', () => {
    const any = fc.record({
      waitingSince: fc.option(fc.integer({ min: now - 3_600_000, max: now }), { nil: null }),
      unread: fc.nat(200),
      level: fc.constantFrom(...sentimentLevels),
    });
    const scoreOf = (it: typeof any extends fc.Arbitrary<infer T> ? T : never): number =>
      needs([row('x', { ...it, sentiment: { level: it.level, score: 0, steps: [] } })], [], now)[0]?.score ??
      0;
    fc.assert(
      fc.property(any, (it) => {
        const angrier = sentimentLevels[Math.max(0, sentimentLevels.indexOf(it.level) - 1)]!;
        expect(scoreOf({ ...it, unread: it.unread + 1 })).toBeGreaterThanOrEqual(scoreOf(it));
        expect(scoreOf({ ...it, level: angrier })).toBeGreaterThanOrEqual(scoreOf(it));
        const longer = it.waitingSince === null ? now : it.waitingSince - 60_000;
        expect(scoreOf({ ...it, waitingSince: longer })).toBeGreaterThanOrEqual(scoreOf(it));
      }),
    );
  });
});
