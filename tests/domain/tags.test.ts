// Changes when tags mean something else: what is one tag, and what several desks do to them at once.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandSchema } from '../../shared/domain/commands.ts';
import { recordSchemas } from '../../shared/domain/records.ts';
import { marksOf, maxTags, tagKey, type Tagged } from '../../shared/domain/tags.ts';
import { aCase, aCommand, actingAgent, actingCustomer, aCustomer, row } from '../support/factories.ts';
import { createTable, type Table } from './table.ts';

const alice = actingAgent('agent-a');
const bob = actingAgent('agent-b');
const world = (tags: string[] = []): Table =>
  createTable([row('case', aCase('case-a', { tags })), row('customer', aCustomer('customer-a', { tags }))]);
const tagsOf = (table: Table): string[] => table.get('case', 'case-a')!.tags;
/** An edit of tags as a desk makes it that sees the record like this. */
const tagging = (sees: Table, add: string[], remove: string[] = [], id?: string) =>
  aCommand('case.tag', { add, remove, seen: marksOf(sees.get('case', 'case-a')!, remove) }, id);

describe('SYNC-35: tags', () => {
  test('of two desks at once are both there, whatever the order, and a tag that nobody touched goes', () => {
    const begin = world(['late', 'VIP']);
    const edits = [
      [alice, tagging(begin, ['refund'], ['late'])],
      [bob, tagging(begin, ['fragile'])],
    ] as const;
    for (const order of [edits, edits.toReversed()]) {
      const table = begin.copy();
      for (const [actor, edit] of order) expect(table.run(actor, edit, 5).ok).toBe(true);
      expect(tagsOf(table)).toEqual(['fragile', 'refund', 'VIP']);
      expect(table.get('case', 'case-a')?.updatedAt).toBe(5);
    }
  });

  test('one added while somebody takes it away stays: the adding was not seen', () => {
    const begin = world(['late']);
    const away = tagging(begin, [], ['late'], 'k1');
    const again = tagging(begin, ['Late'], [], 'k2');
    for (const order of [
      [away, again],
      [again, away],
    ]) {
      const table = begin.copy();
      for (const edit of order) table.run(alice, edit, 1);
      expect(tagsOf(table).map(tagKey)).toEqual(['late']);
    }
  });

  test('what a desk has added it can take away, before and after the service has seen it', () => {
    const desk = world();
    const add = tagging(desk, ['late']);
    desk.run(alice, add, 1, false);
    const remove = tagging(desk, [], ['LATE']);
    const service = world();
    service.run(alice, add, 2);
    service.run(alice, remove, 3);
    expect(tagsOf(service)).toEqual([]);
    expect(service.get('case', 'case-a')?.tagMarks).toEqual([]);
  });

  test('taken away and added in one command is there', () => {
    const table = world(['late']);
    const edit = tagging(table, ['Late'], ['late']);
    table.run(alice, edit, 1);
    expect(tagsOf(table)).toEqual(['Late']);
    expect(table.run(alice, edit, 2)).toEqual({ ok: true, changes: [] });
  });

  test('are the same tag whatever the letter case and the space, in the spelling that was there first', () => {
    const table = world(['VIP']);
    table.run(alice, tagging(table, ['vip', 'ViP', 'On hold', 'on hold']), 1);
    expect(tagsOf(table)).toEqual(['On hold', 'VIP']);
  });

  test('that are empty, too long or too many are refused, with the field at fault', () => {
    const parse = (add: unknown) => commandSchema.safeParse(aCommand('case.tag', { add } as never));
    expect(parse(['  ']).error?.issues[0]).toMatchObject({ message: 'must not be empty' });
    expect(parse(['x'.repeat(61)]).success).toBe(false);
    // One letter that takes two places once it is cleaned.
    expect(parse(['\u0958'.repeat(60)]).success).toBe(false);
    expect(parse(['  on   hold  ']).data).toMatchObject({ args: { add: ['on hold'] } });
    const table = world(Array.from({ length: maxTags }, (_, i) => `tag ${i}`));
    expect(table.run(alice, tagging(table, ['one more']), 1)).toMatchObject({
      refusal: { kind: 'tooLarge' },
    });
    expect(table.run(alice, tagging(table, ['one more'], ['tag 3']), 1).ok).toBe(true);
    expect(tagsOf(table)).toHaveLength(maxTags);
  });

  test('of a customer are sets as well; who is no agent sets none; what is not there has none', () => {
    const table = world(['late']);
    const edit = aCommand('customer.tag', { add: ['VIP'], remove: ['late'], seen: [] });
    expect(table.run(alice, edit, 1).ok).toBe(true);
    expect(table.get('customer', 'customer-a')?.tags).toEqual(['VIP']);
    for (const type of ['case.tag', 'customer.tag'] as const)
      expect(table.run(actingCustomer('c'), aCommand(type, { add: ['x'] }), 1)).toMatchObject({
        refusal: { kind: 'forbidden' },
      });
    expect(table.run(alice, aCommand('case.tag', { caseId: 'none', add: ['x'] }), 1)).toMatchObject({
      refusal: { kind: 'notFound' },
    });
  });
});

interface Act {
  desk: 0 | 1 | 2;
  /** Whether the desk first reads what the service has so far. */
  reads: boolean;
  add: string[];
  remove: string[];
}
const names = fc.array(fc.constantFrom('late', 'Late', 'VIP', 'طرد', '__proto__', 'constructor'), {
  maxLength: 3,
});
const act: fc.Arbitrary<Act> = fc.record({
  desk: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
  reads: fc.boolean(),
  add: names,
  remove: names,
});

const folded = (tagged: Tagged): unknown => ({
  tags: tagged.tags.map(tagKey),
  marks: tagged.tagMarks ?? [],
});

test('SYNC-35: desks that edit without having read each other end with the same tags in every order of arrival', () => {
  fc.assert(
    fc.property(
      fc.array(act, { maxLength: 8 }),
      fc.array(fc.nat(2), { maxLength: 30 }),
      fc.array(fc.nat(2), { maxLength: 30 }),
      (acts, one, two) => {
        const begin = world(['late', 'gone']);
        const desks = [begin.copy(), begin.copy(), begin.copy()];
        const queues = desks.map((desk, i) =>
          acts
            .filter((each) => each.desk === i)
            .map(({ add, remove }) => {
              const edit = tagging(desk, add, remove);
              desk.run(alice, edit, 1, false);
              return edit;
            }),
        );
        const arrive = (order: number[]): Table => {
          const service = begin.copy();
          const left = queues.map((queue) => [...queue]);
          for (const desk of [...order, ...[0, 1, 2].flatMap((i) => left[i]!.map(() => i))]) {
            const edit = left[desk]!.shift();
            if (edit === undefined) continue;
            expect(service.run(alice, edit, 1).ok).toBe(true);
            expect(service.run(alice, edit, 2)).toEqual({ ok: true, changes: [] });
          }
          expect(left.flat()).toEqual([]);
          return service;
        };
        const ended = arrive(one).get('case', 'case-a')!;
        expect(folded(arrive(two).get('case', 'case-a')!)).toEqual(folded(ended));
        expect(recordSchemas.case.safeParse(ended).error).toBeUndefined();
      },
    ),
    { numRuns: 500 },
  );
});

test('SYNC-35: an adding that nobody has taken away after seeing it is there in the end', () => {
  fc.assert(
    fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
      const service = world(['late']);
      const desks = [service.copy(), service.copy(), service.copy()];
      // Who added what, as a mark; taken away once somebody who had it before them takes the tag away.
      const alive = new Map<string, string>();
      for (const { desk, reads, add, remove } of acts) {
        if (reads) desks[desk] = service.copy();
        const sees = desks[desk]!;
        const edit = tagging(sees, add, remove);
        for (const mark of edit.args.seen) alive.delete(mark);
        for (const tag of add) alive.set(edit.id, tagKey(tag));
        sees.run(alice, edit, 1, false);
        service.run(alice, edit, 1);
      }
      const there = new Set(tagsOf(service).map(tagKey));
      for (const tag of alive.values()) expect(there).toContain(tag);
    }),
    { numRuns: 500 },
  );
});
