// The edge between a window and the store: every request and every query answers by its schema, on nothing and on the demo world.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as fc from 'fast-check';
import { queries, storeContract, type QueryArgs, type QueryName } from '../../shared/ipc/store.ts';
import { pressingClock } from '../../shared/domain/case-clocks.ts';
import type { CaseRow, DeskView } from '../../shared/ipc/views.ts';
import { createQueries } from '../support/fake-store/queries.ts';
import { createFakeRecords } from '../support/fake-store/records.ts';
import { timelineKinds } from '../../shared/ipc/views-customer.ts';
import { everything } from '../../renderer/features/case/case-views.ts';
import { makeWorld } from '../../service/seed/world.ts';
import { createDesk, createManualClock, portPair, type TestDesk, type TestWindow } from '../support/desk.ts';
import { createFakeService } from '../support/fake-service.ts';
import { until } from '../support/until.ts';
import { anAgent, aQueue } from '../support/records.ts';
import { createClient, type Timers } from '../../shared/ipc/rpc.ts';

const now = 1_700_000_000_000;
const names = Object.keys(queries) as QueryName[];

/** Arguments for each query; the ids are of the demo world. */
function argumentsOf(ids: Record<string, string>): Record<QueryName, unknown[]> {
  const texts = [
    '',
    'par',
    'الط',
    'سفارش',
    'Größe',
    '10',
    '"',
    "'; DROP TABLE message; --",
    '*',
    'AND OR NOT',
    '\u0000',
    'x'.repeat(200),
  ];
  const of = (...kinds: string[]): unknown[] => [
    ...kinds.map((kind) => ({ id: ids[kind] })),
    { id: 'not-there' },
  ];
  return {
    'desk.view': [{}],
    'conversation.mine': [{}],
    'conversation.open': [{}],
    'conversation.closed': [{}],
    'conversation.view': of('conversation'),
    'conversation.messages': [
      { id: ids['conversation'], limit: 3 },
      { id: ids['conversation'], limit: 2000 },
      { id: 'not-there', limit: 10 },
    ],
    'conversation.page': [{ id: 'c1', page: 0 }],
    'conversation.at': [
      { id: 'c1', at: null },
      { id: 'c1', at: 0 },
    ],
    'message.some': [{ id: 'c1', ids: ['m1'] }],
    'file.of': [{ id: 'nothing' }],
    'offer.ringing': [{}],
    'customer.view': of('customer'),
    'customer.byNumber': ['', '+49 30 1234567', 'sip:nobody@example.com', "' %"].map((number) => ({
      number,
    })),
    'call.missed': [{}],
    'call.last': [{}],
    'customer.timeline': [ids['customer'], 'not-there'].flatMap((id) => [
      { id },
      { id, limit: 2 },
      ...timelineKinds.map((kind) => ({ id, kind })),
      ...(['chat', 'voice'] as const).map((channel) => ({ id, channel })),
    ]),
    'customer.tally': of('customer'),
    'entitlement.of': of('customer'),
    'customer.list': texts.map((text) => ({ text })),
    'case.list': texts.flatMap((text) =>
      (['mine', 'open', 'all'] as const).flatMap((view) =>
        (['due', 'updated', 'created', 'priority'] as const).map((sort) => ({
          view,
          sort,
          text,
          customerId: null,
        })),
      ),
    ),
    'case.count': texts.map((text) => ({ view: 'open', text, customerId: null })),
    'case.tally': [
      { view: 'open', text: '', customerId: null },
      ...(['overdue', 'today'] as const).map((due) => ({
        view: 'all',
        text: '',
        customerId: null,
        filter: {
          owner: 'nobody',
          statuses: ['open', 'resolved'],
          priorities: ['high'],
          kind: 'support',
          queueIds: ['queue-support', 'queue-none'],
          category: "A ' category",
          tag: 'ret%',
          due,
          text: 'parcel',
        },
      })),
    ],
    'case.relations': of('case'),
    'activity.of': [
      { subjectKind: 'case', subjectId: ids['case'] },
      { subjectKind: 'customer', subjectId: 'not-there' },
    ],
    'activity.mine': [{}],
    'savedView.list': [{}],
    'case.view': of('case'),
    'note.list': [
      { subjectKind: 'case', subjectId: ids['case'] },
      { subjectKind: 'customer', subjectId: 'not-there' },
    ],
    'article.search': texts.flatMap((text) => [
      ...['de', 'en-GB', 'xx'].map((locale) => ({ text, locale })),
      { text, locale: 'en', only: 'pl-PL', tag: "' %", since: 1, sort: 'newest' },
      { text, locale: 'en', tag: 'retur', sort: 'relevance' },
    ]),
    'article.drafts': [{}],
    'article.reviews': [{}],
    'feedback.of': of('article'),
    'feedback.open': [{}],
    'article.view': of('article'),
    'quickReply.list': [{}],
    'macro.list': [{}],
    'script.list': [{}],
    'mood.of': of('conversation'),
    'mood.trend': of('customer'),
    'mood.team': [{}],
    'mood.policy': [{}],
    'maskRule.list': [{}],
    'presenceState.list': [{}],
    'guard.facts': of('conversation'),
    'guard.owners': [
      { emails: ['nobody@example.com', '"'], phones: ['1', '+49 30 1234567'] },
      { emails: [], phones: [] },
    ],
    'disposition.list': [{}],
    'agent.list': [{}],
    'queue.list': [{}],
    'search.all': texts.map((text) => ({ text })),
    'search.near': texts.map((text) => ({ text })),
    'handover.offered': [{}],
    'handover.sent': [{}],
    'handover.of': of('conversation'),
    'handover.targets': of('conversation'),
    'reminder.mine': [{}],
    'attention.list': [{}],
    'tag.list': [{ kind: 'case' }, { kind: 'customer' }, { kind: 'article' }],
  };
}

describe.each(['an empty desk', 'the demo world'])('%s', (which) => {
  let desk: TestDesk;
  let window: TestWindow;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    const clock = createManualClock(now);
    const service = createFakeService(clock.now);
    service.addAgent(anAgent('ada', { role: 'supervisor', queueIds: ['queue-a'] }), 'secret');
    service.seed({ kind: 'queue', record: aQueue() });
    if (which === 'the demo world') {
      const world = makeWorld(now);
      service.seed(...world);
      for (const { kind, record } of world) ids[kind] ??= record.id;
      desk = createDesk({ transport: service.transport, clock });
      await desk.signIn();
      window = desk.window();
      await until(() => window.live('desk.view', {}).rows()?.link.state === 'linked', { what: 'the link' });
      await until(
        async () => {
          clock.pass(100);
          return (await window.client.request('desk.diagnostics', {}))['indexLag'] === 0;
        },
        { what: 'the search index' },
      );
    } else {
      desk = createDesk({ transport: service.transport, clock });
      window = desk.window();
    }
  });
  afterAll(() => desk.close());

  test.each(names)('%s answers by its schema', async (name) => {
    const given = argumentsOf({ conversation: 'x', customer: 'x', case: 'x', article: 'x', ...ids })[name];
    for (const args of given) {
      // The test window parses what it is pushed by the schema of the query.
      const rows: unknown = await window.query(name, args as never);
      expect(rows, JSON.stringify(args)).toBeDefined();
    }
  });

  test('every request answers, or refuses with a kind', async () => {
    const inputs: Record<keyof typeof storeContract.requests, unknown> = {
      'query.start': { sub: 900, name: 'queue.list', args: {} },
      'query.stop': { sub: 901 },
      'query.rest': { subs: [900, 901], on: true },
      'command.run': { command: { id: 'k', type: 'presence.set', args: { status: 'away' } } },
      'account.signIn': { service: 'http://localhost:1', handle: 'nobody', password: 'x' },
      'account.signOut': {},
      'link.retry': {},
      'typing.send': { conversationId: 'c', on: false },
      'file.begin': { id: 'f', conversationId: 'c', name: 'a.txt', bytes: 2 },
      'file.piece': { id: 'f', at: 0, data: 'aGk=' },
      'file.finish': { id: 'f' },
      'file.read': { messageId: null, fileId: 'f', at: 0 },
      'recording.read': { conversationId: 'c', fileId: 'f', at: 0 },
      'file.retry': { id: 'f' },
      'file.drop': { id: 'f' },
      'mood.correct': { messageId: 'm', level: 'neutral' },
      'mood.settle': { conversationId: 'c', level: 'neutral' },
      'draft.all': {},
      'draft.put': { key: 'reply:c', text: 'half', caret: 2, at: now },
      'workspace.get': {},
      'workspace.put': { state: '{}' },
      'attention.settle': { commandId: 'k', how: 'drop' },
      'notice.dismiss': { id: 'cacheRebuilt' },
      'phone.settings': { edit: null },
      'desk.diagnostics': {},
    };
    const order = Object.keys(inputs).filter((name) => name !== 'account.signOut');
    for (const name of order as (keyof typeof storeContract.requests)[]) {
      const answer = await window.client.request(name, inputs[name] as never).then(
        () => 'answered',
        (error: { kind: string }) => error.kind,
      );
      expect(['answered', 'unauthenticated', 'notFound'], name).toContain(answer);
    }
  });

  test('the store that stands in for it counts the same cases, whatever is asked of their due time', async () => {
    if (which === 'an empty desk') return;
    const seed = makeWorld(now);
    const state = { agentId: 'ada', attention: [], desk: {} as DeskView, corrected: new Map() };
    const fake = createQueries(createFakeRecords(seed), state, () => now);
    const counts: number[] = [];
    const early: CaseRow[] = [];
    for (const due of ['any', 'overdue', 'today'] as const)
      for (const view of ['open', 'all'] as const) {
        const args: QueryArgs<'case.count'> = {
          view,
          text: '',
          customerId: null,
          filter: { ...everything, due },
        };
        const real = await window.query('case.count', args);
        expect(fake['case.count'](args), `${view} ${due}`).toBe(real);
        counts.push(real);
        const list = { ...args, sort: 'due' as const };
        const rows = await window.query('case.list', list);
        expect(fake['case.list'](list).map(pressingClock), `${view} ${due}`).toEqual(rows.map(pressingClock));
        if (due === 'overdue') early.push(...rows.filter(({ dueAt }) => (dueAt ?? Infinity) >= now));
      }
    // Some wait for a first answer that is overdue, though the solution is not.
    expect(early.length).toBeGreaterThan(0);
    // The world has some of each, or this would say nothing.
    expect(Math.min(...counts)).toBeGreaterThan(0);
    expect(new Set(counts).size).toBeGreaterThan(2);
  });

  test('no diagnostics hold what people wrote', async () => {
    const text = JSON.stringify(await window.client.request('desk.diagnostics', {}));
    expect(text).not.toMatch(/token|@example/i);
  });
});

test('whatever is posted at the port, the store answers with a kind or not at all, and goes on', async () => {
  const clock = createManualClock(now);
  const desk = createDesk({ transport: createFakeService(clock.now).transport, clock });
  const timers: Timers = {
    set: (run, ms) => setTimeout(run, ms),
    clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
  };
  const [storeSide, windowSide] = portPair();
  desk.store.serve(storeSide);
  const kinds = new Set<unknown>();
  windowSide.onMessage((message) => {
    if (typeof message === 'object' && message !== null && 'error' in message)
      kinds.add((message.error as { kind: string }).kind);
  });
  const name = fc.oneof(
    fc.constantFrom(...Object.keys(storeContract.requests), 'toString', '__proto__', 'constructor'),
    fc.string(),
  );
  const input = fc.oneof(
    fc.anything({ withBigInt: true, withDate: true, withMap: true }),
    fc.record({ sub: fc.anything(), name: fc.constantFrom(...names), args: fc.anything() }),
    fc.record({ command: fc.record({ id: fc.string(), type: fc.string(), args: fc.anything() }) }),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(fc.record({ id: fc.integer(), name, input }), fc.anything()),
      async (message) => {
        try {
          windowSide.post(message);
        } catch {
          // What cannot be cloned never reaches a port.
        }
        await new Promise((resolve) => setImmediate(resolve));
      },
    ),
    { numRuns: 1500 },
  );
  const client = createClient(storeContract, windowSide, timers);
  expect(await client.request('draft.all', {})).toEqual([]);
  expect([...kinds].filter((kind) => kind === 'internal')).toEqual([]);
  windowSide.close();
  desk.close();
});
