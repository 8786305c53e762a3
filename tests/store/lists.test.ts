// Lists are read off indexes and kept facts: whatever the records are, each equals a plain sort and filter of them.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cache } from '../../electron/store/db/cache.ts';
import { emptyCache } from '../../electron/store/db/cache-file.ts';
import { runners } from '../../electron/store/queries.ts';
import type { QueryContext } from '../../electron/store/query-context.ts';
import { pressingClock } from '../../shared/domain/case-clocks.ts';
import {
  casePriorities,
  caseStatuses,
  isOpenCase,
  type Case,
  type CasePriority,
} from '../../shared/domain/case.ts';
import type { Message } from '../../shared/domain/conversation.ts';
import type { Note } from '../../shared/domain/note.ts';
import type { QueryArgs } from '../../shared/ipc/store.ts';
import { searchOver, type Searching } from '../support/searching.ts';
import { aCase, aConversation, aCustomer, aMessage, anAgent, aNote } from '../support/factories.ts';

let cache: Cache;
let folder: string;
let searching: Searching;
let context: QueryContext;
beforeEach(() => {
  cache = emptyCache();
  folder = mkdtempSync(join(tmpdir(), 'parley-lists-'));
  searching = searchOver(join(folder, 'search.db'), () => cache);
  context = {
    cache,
    search: searching.search,
    outbox: null,
    agent: anAgent('ada'),
    now: 0,
    sentiment: {
      message: (_, text) => ({ level: 'neutral', score: text.length, language: 'en', reasons: [] }),
      conversation: (scores) => ({ level: 'neutral', score: 0, steps: [...scores] }),
    },
    desk: () => {
      throw new Error('No list asks for the desk.');
    },
  };
});
afterEach(() => {
  searching.close();
  cache.close();
  rmSync(folder, { recursive: true, force: true });
});

const rank = (priority: CasePriority): number => casePriorities.indexOf(priority);
const open = ({ status }: Case): number => Number(isOpenCase(status));
/** By the clock that its line shows: one that stands still after those that run, by what is left. Closed: when it was due. */
const dueKey = (one: Case): [number, number] => {
  const clock = pressingClock(one);
  if (clock === null) return one.dueAt === null ? [2, 0] : [0, one.dueAt];
  return clock.pausedAt === null ? [0, clock.dueAt] : [1, clock.dueAt - clock.pausedAt];
};
const byDue = (a: Case, b: Case): number => dueKey(a)[0] - dueKey(b)[0] || dueKey(a)[1] - dueKey(b)[1];
const sorts = {
  due: (a, b) => open(b) - open(a) || byDue(a, b),
  priority: (a, b) => open(b) - open(a) || rank(b.priority) - rank(a.priority) || byDue(a, b),
  updated: (a, b) => b.updatedAt - a.updatedAt,
  created: (a, b) => b.createdAt - a.createdAt,
} satisfies Record<QueryArgs<'case.list'>['sort'], (a: Case, b: Case) => number>;
const views = {
  mine: (one) => isOpenCase(one.status) && one.ownerId === 'ada',
  open: (one) => isOpenCase(one.status),
  all: () => true,
} satisfies Record<QueryArgs<'case.list'>['view'], (one: Case) => boolean>;
/** Where two are alike, those sorted by time give the newer row first, the others the older one. */
const inOrder = (cases: readonly Case[], sort: keyof typeof sorts): Case[] =>
  (sort === 'updated' || sort === 'created' ? cases.toReversed() : [...cases]).toSorted(sorts[sort]);

const time = fc.integer({ min: 0, max: 4 });
const someClock = fc.record({ dueAt: time, pausedAt: fc.option(time), doneAt: fc.option(time) });
const someCase = fc.record({
  title: fc.constantFrom('Broken lamp', 'Late parcel'),
  status: fc.constantFrom(...caseStatuses),
  priority: fc.constantFrom(...casePriorities),
  ownerId: fc.constantFrom(null, 'ada', 'bob'),
  customerId: fc.constantFrom(null, 'cu', 'cv'),
  createdAt: time,
  updatedAt: time,
  dueAt: fc.oneof(fc.constant(null), time, fc.constant(Number.MAX_SAFE_INTEGER)),
  clocks: fc.option(fc.record({ response: someClock, resolve: someClock }), { nil: undefined }),
});
const keptAs = fc.constantFrom<Note['kept']>(undefined, undefined, 'description', 'used');
const someNote = fc.record({ on: fc.nat(40), replaces: fc.option(fc.nat(40)), kept: keptAs, at: time });
const putCases = (given: readonly Partial<Case>[]): Case[] =>
  given.map((one, i) => {
    const made = aCase(`case-${i}`, { number: i % 3 === 0 ? null : `C-${i}`, ...one });
    cache.put('case', made.id, 1, made);
    return made;
  });
const notesFrom = (
  given: readonly { on: number; replaces: number | null; kept: Note['kept']; at: number }[],
  subjects: readonly string[],
): Note[] =>
  given.map(({ on, replaces, kept, at }, i) => {
    const note = aNote(`note-${i}`, {
      subjectId: subjects[on % subjects.length]!,
      supersedes: replaces === null || replaces >= i ? null : `note-${replaces}`,
      at,
      ...(kept === undefined ? {} : { kept }),
    });
    cache.put('note', note.id, 1, note);
    return note;
  });
const listed = (notes: readonly Note[]): Note[] =>
  notes.filter(({ id, kept }) => kept !== 'used' && !notes.some(({ supersedes }) => supersedes === id));
const empty = (): void => {
  for (const kind of ['case', 'note', 'message', 'conversation'] as const)
    for (const { id } of cache.all<{ id: string }>(`SELECT id FROM "${kind}"`)) cache.remove(kind, id);
};

const shown = ['id', 'number', 'title', 'status', 'priority', 'kind', 'queueId', 'ownerId'] as const;
const facts = ['customerId', 'createdAt', 'updatedAt', 'dueAt', 'category', 'clocks'] as const;
const pick = (one: Case): Partial<Case> =>
  Object.fromEntries([...shown, ...facts].map((name) => [name, one[name]]));

describe('cases', () => {
  const someCases = fc.array(someCase, { minLength: 1, maxLength: 30 });
  const filter = {
    view: fc.constantFrom(...(Object.keys(views) as (keyof typeof views)[])),
    text: fc.constantFrom('', 'lamp'),
    customerId: fc.constantFrom(null, null, 'cu'),
  };

  test('any list is the records filtered and sorted, and cut where the window asks', () => {
    cache.put('customer', 'cu', 1, aCustomer('cu', { name: 'Ida Novak' }));
    cache.put('agent', 'ada', 1, anAgent('ada'));
    fc.assert(
      fc.property(
        someCases,
        fc.array(someNote, { maxLength: 15 }),
        fc.record({
          ...filter,
          sort: fc.constantFrom(...(Object.keys(sorts) as (keyof typeof sorts)[])),
          limit: fc.constantFrom(1, 3, 1000),
        }),
        (given, hung, args) => {
          empty();
          const cases = putCases(given);
          const notes = listed(
            notesFrom(
              hung,
              cases.map(({ id }) => id),
            ),
          );
          cache.keepBase('case', 'case-0');
          searching.index();
          const kept = inOrder(cases, args.sort)
            .filter(views[args.view])
            .filter(({ customerId }) => args.customerId === null || customerId === args.customerId)
            .filter(({ title }) => title.includes(args.text));
          const rows = runners['case.list'].run(context, args);
          expect(rows).toEqual(
            kept.slice(0, args.limit).map((one) => ({
              ...pick(one),
              customerName: one.customerId === 'cu' ? 'Ida Novak' : null,
              ownerName: one.ownerId === 'ada' ? 'Agent ada' : null,
              notes: notes.filter(({ subjectId }) => subjectId === one.id).length,
              pending: one.id === 'case-0',
            })),
          );
          const { view, text, customerId } = args;
          expect(runners['case.count'].run(context, { view, text, customerId })).toBe(kept.length);
          cache.run('DELETE FROM base');
        },
      ),
      { numRuns: 300 },
    );
  });

  test('each list is read off an index, with figures for the planner or without; only an agent’s own few are sorted', () => {
    for (const figures of [false, true]) {
      if (figures) {
        putCases(fc.sample(someCase, { numRuns: 400, seed: 1 }));
        cache.db.exec('ANALYZE');
      }
      for (const view of ['open', 'all', 'mine'] as const)
        for (const sort of ['due', 'updated', 'created', 'priority'] as const) {
          const plan = planOf(() =>
            runners['case.list'].run(context, { view, sort, text: '', customerId: null }),
          );
          expect(plan.join('; '), `${view} by ${sort}`).not.toMatch(
            view === 'mine' && sort !== 'due' ? /SCAN/ : /TEMP B-TREE/,
          );
          expect(plan[0], `${view} by ${sort}`).toContain('COVERING INDEX');
        }
    }
  });

  /** @returns how SQLite goes about the first query that `work` makes. */
  function planOf(work: () => unknown): string[] {
    const asked: [string, unknown[]][] = [];
    const { all } = cache;
    context = {
      ...context,
      cache: {
        ...cache,
        all: (sql, ...params) => {
          asked.push([sql, params]);
          return all(sql, ...params);
        },
      },
    };
    work();
    context = { ...context, cache };
    const [sql, params] = asked[0]!;
    const steps = cache.db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...params) as { detail: string }[];
    return steps.map(({ detail }) => detail);
  }
});

test('a timeline is all that a customer has, newest first, whatever it hangs on', () => {
  const at = fc.record({ createdAt: time });
  fc.assert(
    fc.property(
      fc.array(at, { minLength: 1, maxLength: 8 }),
      fc.array(at, { minLength: 1, maxLength: 8 }),
      fc.array(someNote, { maxLength: 15 }),
      (talks, problems, hung) => {
        empty();
        const conversations = talks.map(({ createdAt }, i) => {
          const customerId = i % 4 === 3 ? 'cv' : 'cu';
          const made = aConversation(`talk-${i}`, { customerId, createdAt });
          cache.put('conversation', made.id, 1, made);
          return made;
        });
        const cases = putCases(
          problems.map(({ createdAt }, i) => ({ customerId: i % 4 === 3 ? 'cv' : 'cu', createdAt })),
        );
        const mine = (one: { customerId: string | null }): boolean => one.customerId === 'cu';
        const subjects = ['cu', 'cv', ...[...conversations, ...cases].map(({ id }) => id)];
        const of = new Set(['cu', ...[...conversations, ...cases].filter(mine).map(({ id }) => id)]);
        const notes = listed(notesFrom(hung, subjects)).filter(({ subjectId }) => of.has(subjectId));
        const items = [
          ...conversations.filter(mine).toReversed(),
          ...cases.filter(mine).toReversed(),
          ...notes.map(({ id, at: createdAt }) => ({ id, createdAt })),
        ].toSorted((a, b) => b.createdAt - a.createdAt);
        const rows = runners['customer.timeline'].run(context, { id: 'cu' });
        const idOf = (item: (typeof rows)[number]): string =>
          item.type === 'case'
            ? item.case.id
            : item.type === 'note'
              ? item.note.id
              : item.type === 'activity'
                ? item.activity.id
                : item.conversation.id;
        expect(rows.map((item) => [idOf(item), item.at])).toEqual(
          items.map(({ id, createdAt }) => [id, createdAt]),
        );
      },
    ),
    { numRuns: 150 },
  );
});

test('a line of a conversation says what its messages are now, however they came and went', () => {
  const step = fc.oneof(
    fc.record({
      does: fc.constant('put'),
      id: fc.nat(8),
      text: fc.string({ maxLength: 12 }),
      customer: fc.boolean(),
    }),
    fc.record({
      does: fc.constant('queue'),
      id: fc.nat(8),
      text: fc.string({ maxLength: 12 }),
      customer: fc.constant(false),
    }),
    fc.record({
      does: fc.constant('remove'),
      id: fc.nat(8),
      text: fc.constant(''),
      customer: fc.constant(false),
    }),
    fc.record({
      does: fc.constant('read'),
      id: fc.nat(8),
      text: fc.constant(''),
      customer: fc.constant(false),
    }),
  );
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 25 }), (steps) => {
      empty();
      let agentReadSeq = 0;
      let version = 1;
      let seq = 0;
      // In the order of their rows: one that is put again stays where it is.
      const held = new Map<string, Message>();
      const put = (): void =>
        void cache.put(
          'conversation',
          'c',
          version++,
          aConversation('c', { state: 'active', agentId: 'ada', acceptedAt: 1, agentReadSeq }),
        );
      put();
      for (const { does, id, text, customer } of steps) {
        const known = held.get(`m${id}`);
        if (does === 'read') {
          agentReadSeq = id;
          put();
        } else if (does === 'remove') {
          cache.remove('message', `m${id}`);
          held.delete(`m${id}`);
        } else if (known?.seq == null) {
          const message = aMessage(`m${id}`, {
            conversationId: 'c',
            seq: does === 'queue' ? null : ++seq,
            authorKind: customer && known === undefined ? 'customer' : 'agent',
            text: known?.text ?? text,
          });
          cache.put('message', message.id, version++, message);
          held.set(message.id, message);
        }
        const all = [...held.values()];
        const numbered = all
          .filter((one) => one.seq !== null)
          .toSorted((a, b) => (a.seq ?? 0) - (b.seq ?? 0));
        const theirs = numbered.filter(({ authorKind }) => authorKind === 'customer');
        const last = all.findLast((one) => one.seq === null) ?? numbered.at(-1);
        expect(runners['conversation.mine'].run(context, {})).toMatchObject([
          {
            lastText: (last?.text ?? '').replace(/\s+/g, ' ').trim(),
            unread: theirs.filter((one) => (one.seq ?? 0) > agentReadSeq).length,
            sentiment: { steps: theirs.slice(-6).map((one) => one.text.length) },
          },
        ]);
      }
    }),
    { numRuns: 200 },
  );
});
