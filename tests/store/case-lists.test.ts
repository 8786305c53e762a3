// What agents arrange and see around cases equals a plain filter of the records: chosen lists, tallies, relations, activities.
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cache } from '../../electron/store/db/cache.ts';
import { emptyCache } from '../../electron/store/db/cache-file.ts';
import { activitiesOf, myActivities } from '../../electron/store/db/activities.ts';
import { caseRelations } from '../../electron/store/db/case-relations.ts';
import { caseCount, caseList, caseTally } from '../../electron/store/db/cases.ts';
import { savedViews } from '../../electron/store/db/views.ts';
import type { QueryContext } from '../../electron/store/query-context.ts';
import { everything } from '../../renderer/features/case/case-views.ts';
import { noIndex } from '../../electron/store/search/reader.ts';
import type { Activity } from '../../shared/domain/activity.ts';
import { clockState, pressingClock } from '../../shared/domain/case-clocks.ts';
import { casePriorities, caseStatuses, type Case, type CaseClock } from '../../shared/domain/case.ts';
import type { CaseFilter } from '../../shared/domain/view.ts';
import type { CaseRow } from '../../shared/ipc/views.ts';
import { aCase, aConversation, anAgent, aNote } from '../support/factories.ts';

const dayMs = 24 * 3_600_000;
const now = 10 * dayMs;
let cache: Cache;
let context: QueryContext;
beforeEach(() => {
  cache = emptyCache();
  context = {
    cache,
    search: noIndex,
    outbox: null,
    agent: anAgent('ada'),
    now,
    sentiment: {
      message: () => ({ level: 'neutral', score: 0, language: 'en', reasons: [] }),
      conversation: (scores) => ({ level: 'neutral', score: 0, steps: [...scores] }),
    },
    desk: () => {
      throw new Error('No list asks for the desk.');
    },
  };
});
afterEach(() => cache.close());

const put = (id: string, over: Partial<Case> = {}): Case => {
  const made = aCase(id, over);
  cache.put('case', id, 1, made);
  return made;
};
const someTime = fc.constantFrom(now - 1, now, now + dayMs, now + dayMs + 1);
const someClock = fc.record({
  dueAt: someTime,
  pausedAt: fc.constantFrom(null, null, now - 5, now - 2),
  doneAt: fc.constantFrom(null, null, now - 2),
});
const someCase = fc.record({
  status: fc.constantFrom(...caseStatuses),
  priority: fc.constantFrom(...casePriorities),
  kind: fc.constantFrom('support' as const, 'service' as const),
  ownerId: fc.constantFrom(null, 'ada', 'bob'),
  queueId: fc.constantFrom('queue-a', 'queue-b'),
  category: fc.constantFrom(null, 'Émail', 'Parcels'),
  tags: fc.subarray(['vip', 'Größe', "o'clock"]),
  dueAt: someTime,
  clocks: fc.option(fc.record({ response: someClock, resolve: someClock }), { nil: undefined }),
});
const someFilter: fc.Arbitrary<CaseFilter> = fc.record({
  owner: fc.constantFrom('me', 'nobody', 'anybody'),
  statuses: fc.subarray([...caseStatuses]),
  priorities: fc.subarray([...casePriorities]),
  kind: fc.constantFrom(null, 'support', 'service'),
  queueIds: fc.subarray(['queue-a', 'queue-b', 'queue-c']),
  category: fc.constantFrom(null, 'émail'),
  tag: fc.constantFrom(null, 'vip', 'größe', "o'clock", 'vi'),
  due: fc.constantFrom('any', 'overdue', 'today'),
  text: fc.constant(''),
});
const same = (a: string | null, b: string): boolean => a?.toLowerCase() === b.toLowerCase();
const holds = (filter: CaseFilter, one: Case): boolean => {
  const clock = pressingClock(one);
  const left = clock === null || clock.pausedAt !== null ? Infinity : clock.dueAt - now;
  return (
    (filter.owner === 'anybody' || one.ownerId === (filter.owner === 'me' ? 'ada' : null)) &&
    (filter.statuses.length === 0 || filter.statuses.includes(one.status)) &&
    (filter.priorities.length === 0 || filter.priorities.includes(one.priority)) &&
    (filter.kind === null || one.kind === filter.kind) &&
    (filter.queueIds.length === 0 || filter.queueIds.includes(one.queueId)) &&
    (filter.category === null || same(one.category, filter.category)) &&
    (filter.tag === null || one.tags.some((tag) => same(tag, filter.tag!))) &&
    (filter.due !== 'overdue' || left < 0) &&
    (filter.due !== 'today' || (left >= 0 && left <= dayMs))
  );
};

const stands = (clock: CaseClock): boolean => clock.pausedAt !== null;
const leftOf = (clock: CaseClock): number => clock.dueAt - (clock.pausedAt ?? now);
/** Those that run before those that stand, each by what is left. */
const inOrder = ([a, b]: [CaseClock, CaseClock]): boolean =>
  stands(a) === stands(b) ? leftOf(a) <= leftOf(b) : stands(b);
const stateOf = (row: CaseRow): string => {
  const clock = pressingClock(row);
  return clock === null ? 'none' : clockState(clock, clock.status, clock.given, now);
};

describe('lists that agents arrange', () => {
  test('hold what their filter says, in every order, and are counted by kind', () => {
    fc.assert(
      fc.property(fc.array(someCase, { maxLength: 25 }), someFilter, (given, filter) => {
        for (const { id } of cache.all<{ id: string }>('SELECT id FROM "case"')) cache.remove('case', id);
        const kept = given
          .map((one, at) => put(`case-${String(at)}`, one))
          .filter((one) => holds(filter, one));
        const asked = { view: 'all' as const, text: '', customerId: null, filter };
        for (const sort of ['due', 'updated', 'created', 'priority'] as const) {
          const found = caseList(context, { ...asked, sort }).map(({ id }) => id);
          expect(found.toSorted()).toEqual(kept.map(({ id }) => id).toSorted());
        }
        const clocks = caseList(context, { ...asked, sort: 'due' }).flatMap(
          (row) => pressingClock(row) ?? [],
        );
        for (const [at, clock] of clocks.slice(1).entries())
          expect([clocks[at]!, clock], 'out of order by what the lines show').toSatisfy(inOrder);
        if (filter.due === 'overdue')
          for (const row of caseList(context, { ...asked, sort: 'due' })) expect(stateOf(row)).toBe('missed');
        expect(caseCount(context, asked)).toBe(kept.length);
        const of = (kind: Case['kind']): number => kept.filter((one) => one.kind === kind).length;
        expect(caseTally(context, asked)).toEqual({ support: of('support'), service: of('service') });
      }),
      { numRuns: 150 },
    );
  });

  test('STORE-31: are overdue and in order by the clock of the line: the first answer until it is given, then the solution', () => {
    const clock = (hours: number, over: Partial<CaseClock> = {}): CaseClock => ({
      dueAt: now + hours * 3_600_000,
      pausedAt: null,
      doneAt: null,
      ...over,
    });
    const given = { doneAt: now - dayMs };
    const add = (id: string, response: CaseClock, resolve: CaseClock): Case =>
      put(id, { clocks: { response, resolve }, dueAt: resolve.pausedAt === null ? resolve.dueAt : null });
    add('solution later', clock(-9, given), clock(5));
    add('stands, little left', clock(-9, given), clock(-3, { pausedAt: now - 4 * 3_600_000 }));
    add('answer overdue', clock(-1 / 3), clock(20));
    add('stands, much left', clock(-9, given), clock(9, { pausedAt: now }));
    add('answer soon', clock(1), clock(30));
    add('solution overdue', clock(-9, given), clock(-2));
    const asked = { view: 'open' as const, text: '', customerId: null, sort: 'due' as const };
    const ids = (due: CaseFilter['due']): string[] =>
      caseList(context, { ...asked, filter: { ...everything, due } }).map(({ id }) => id);
    const overdue = ['solution overdue', 'answer overdue'];
    const today = ['answer soon', 'solution later'];
    expect(ids('any')).toEqual([...overdue, ...today, 'stands, little left', 'stands, much left']);
    expect(ids('overdue')).toEqual(overdue);
    expect(ids('today')).toEqual(today);
    const tally = caseTally(context, { ...asked, filter: { ...everything, due: 'overdue' } });
    expect(tally).toEqual({ support: 0, service: 2 });
    // Answered meanwhile: its line shows the solution, which is not overdue.
    add('answer overdue', clock(-1 / 3, { doneAt: now }), clock(20));
    expect(ids('overdue')).toEqual(['solution overdue']);
  });

  test('are everybody’s and mine, those on the dashboard first', () => {
    const view = (id: string, ownerId: string | null, place: number | null, name = id) => ({
      id,
      ownerId,
      name,
      place,
      filter: {
        owner: 'me' as const,
        statuses: [],
        priorities: [],
        kind: null,
        queueIds: [],
        category: null,
        tag: null,
        due: 'any' as const,
        text: '',
      },
      sort: 'due' as const,
      columns: ['title' as const],
      rev: 0,
    });
    for (const one of [view('c', 'ada', null), view('b', null, 2), view('a', 'ada', 1), view('x', 'bob', 0)])
      cache.put('savedView', one.id, 1, one);
    expect(savedViews(context).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});

describe('what a case hangs together with', () => {
  test('is those above it, those below, and what was written and said on those merged into it', () => {
    put('top');
    put('middle', { parentId: 'top' });
    put('one', { parentId: 'middle' });
    put('child', { parentId: 'one' });
    put('old', { status: 'canceled', merged: { intoId: 'one', status: 'open' } });
    cache.put('note', 'n1', 1, aNote('n1', { subjectId: 'old', at: 2 }));
    cache.put('conversation', 'talk', 1, aConversation('talk', { caseId: 'old' }));
    cache.put('note', 'n2', 1, aNote('n2', { subjectKind: 'conversation', subjectId: 'talk', at: 1 }));
    const found = caseRelations(context, 'one');
    expect(found.above.map(({ id }) => id)).toEqual(['top', 'middle']);
    expect(found.below.map(({ id }) => id)).toEqual(['child']);
    expect(found.merged.map(({ id }) => id)).toEqual(['old']);
    expect(found.notes.map(({ id }) => id)).toEqual(['n2', 'n1']);
    expect(found.conversations.map(({ id }) => id)).toEqual(['talk']);
    expect(caseRelations(context, 'old').into?.id).toBe('one');
  });

  test('holds what was written on a case that came by way of another one, and ends where two went into each other', () => {
    put('one');
    put('middle', { status: 'canceled', merged: { intoId: 'one', status: 'open' } });
    put('far', { status: 'canceled', merged: { intoId: 'middle', status: 'open' } });
    cache.put('note', 'n1', 1, aNote('n1', { subjectId: 'far', at: 2 }));
    cache.put('conversation', 'talk', 1, aConversation('talk', { caseId: 'far' }));
    const found = caseRelations(context, 'one');
    expect(found.merged.map(({ id }) => id)).toEqual(['middle']);
    expect(found.notes.map(({ id }) => id)).toEqual(['n1']);
    expect(found.conversations.map(({ id }) => id)).toEqual(['talk']);
    put('x', { merged: { intoId: 'y', status: 'open' } });
    put('y', { merged: { intoId: 'x', status: 'open' } });
    expect(caseRelations(context, 'x').merged.map(({ id }) => id)).toEqual(['y']);
  });

  test('ends where two cases stand above each other', () => {
    put('a', { parentId: 'b' });
    put('b', { parentId: 'a' });
    expect(caseRelations(context, 'a').above.map(({ id }) => id)).toEqual(['b']);
  });
});

describe('activities', () => {
  const add = (id: string, over: Partial<Activity>): void =>
    void cache.put('activity', id, 1, {
      id,
      kind: 'task',
      title: id,
      text: '',
      caseId: 'case-1',
      conversationId: null,
      customerId: null,
      ownerId: 'ada',
      authorId: 'ada',
      authorName: 'Ada',
      dueAt: null,
      doneAt: null,
      createdAt: 0,
      updatedAt: 0,
      ...over,
    });

  const talk = (id: string, caseId: string | null): void =>
    void cache.put('conversation', id, 1, aConversation(id, { caseId }));

  test('of a case come open first by due time, then done ones, the last first', () => {
    put('case-1', { number: 'C-1', title: 'Broken lamp' });
    add('none', {});
    add('late', { dueAt: 9 });
    add('soon', { dueAt: 3, ownerId: 'bob' });
    add('done-1', { dueAt: 1, doneAt: 5 });
    add('done-2', { dueAt: 2, doneAt: 7 });
    add('else', { caseId: 'case-2' });
    // Promised in a conversation that came to this case only afterwards.
    talk('talk-1', 'case-1');
    add('promised', { kind: 'reminder', caseId: null, conversationId: 'talk-1', dueAt: 5, ownerId: 'bob' });
    talk('talk-2', null);
    add('loose', { kind: 'reminder', caseId: null, conversationId: 'talk-2', dueAt: 5, ownerId: 'bob' });
    // Still to be done for a case that was merged into this one.
    put('gone', { status: 'canceled', merged: { intoId: 'case-1', status: 'open' } });
    add('inherited', { caseId: 'gone', dueAt: 4, ownerId: 'bob' });
    // Written on another case in the same talk: it stays there.
    add('other', { caseId: 'case-2', conversationId: 'talk-1', ownerId: 'bob' });
    const found = activitiesOf(context, { subjectKind: 'case', subjectId: 'case-1' });
    expect(found.map(({ id }) => id)).toEqual([
      'soon',
      'inherited',
      'promised',
      'late',
      'none',
      'done-2',
      'done-1',
    ]);
    expect(found[0]?.subject).toBe('C-1 Broken lamp');
    expect(myActivities(context).map(({ id }) => id)).toEqual(['late', 'none', 'else']);
  });
});
