// Changes when edits of one text are merged differently: which lines meet, and what is kept beside.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { commandSchema, type CommandOf } from '../../shared/domain/commands.ts';
import { mergeText } from '../../shared/domain/merge.ts';
import { recordSchemas } from '../../shared/domain/records.ts';
import { aCase, aCommand, actingAgent, aQueue, row } from '../support/factories.ts';
import { createTable, type Table } from './table.ts';

const alice = actingAgent('agent-a');
const bob = actingAgent('agent-b');
const lines = (...texts: string[]): string => texts.join('\n');
const world = (description: string): Table =>
  createTable([row('queue', aQueue({ id: 'queue-a' })), row('case', aCase('case-a', { description }))]);
const describing = (base: string, description: string, id?: string): CommandOf<'case.update'> =>
  aCommand('case.update', { set: { description }, base: { description: base } }, id);
const textOf = (table: Table): string => table.get('case', 'case-a')!.description;

describe('SYNC-36: two edits of one description', () => {
  const base = lines('Lamp does not work', 'Bought in May', 'Wants a new one');

  test('of different lines are both in the result, and nobody is told', () => {
    const table = world(base);
    table.run(
      alice,
      describing(base, lines('Lamp flickers, then goes out', 'Bought in May', 'Wants a new one')),
      1,
    );
    const outcome = table.run(bob, describing(base, lines(base, 'Has the receipt')), 2);
    expect(outcome).toMatchObject({ ok: true });
    expect(textOf(table)).toBe(
      lines('Lamp flickers, then goes out', 'Bought in May', 'Wants a new one', 'Has the receipt'),
    );
    expect(table.all('note')).toEqual([]);
  });

  test('of the same line: the first stays, the second is kept whole as a note of its author, in one step', () => {
    const table = world(base);
    table.run(alice, describing(base, base.replace('new one', 'refund')), 1);
    const theirs = textOf(table);
    const mine = base.replace('new one', 'repair');
    const outcome = table.run(bob, describing(base, mine, 'k2'), 2);
    expect(outcome.ok).toBe(true);
    expect(textOf(table)).toBe(theirs);
    expect(table.all('note')).toEqual([
      {
        id: 'k2',
        subjectKind: 'case',
        subjectId: 'case-a',
        authorId: 'agent-b',
        authorName: 'Agent agent-b',
        text: mine,
        at: 2,
        supersedes: null,
        kept: 'description',
      },
    ]);
    expect(table.run(bob, describing(base, mine, 'k2'), 3)).toEqual({ ok: true, changes: [] });
  });

  test('of neighbouring lines meet, and so do two that add at the same place', () => {
    for (const [one, two] of [
      [base.replace('Lamp', 'A lamp'), base.replace('May', 'June')],
      [lines(base, 'one'), lines(base, 'two')],
    ] as const) {
      expect(mergeText(base, one, two)).toBeNull();
    }
  });

  test('that say the same do not meet', () => {
    const table = world(base);
    const same = base.replace('May', 'June');
    table.run(alice, describing(base, same), 1);
    expect(table.run(bob, describing(base, same), 2)).toEqual({ ok: true, changes: [] });
  });

  test('one of which empties it: refused with both sides, for there is no text to keep', () => {
    const table = world(base);
    table.run(alice, describing(base, 'Other'), 1);
    expect(table.run(bob, describing(base, '  \n'), 2)).toMatchObject({
      refusal: { kind: 'conflict', facts: { field: 'description', theirs: 'Other', yours: '  \n' } },
    });
    expect(textOf(table)).toBe('Other');
  });

  test('from a desk that does not say what it saw never take the place of what is there', () => {
    const table = world(base);
    table.run(bob, aCommand('case.update', { set: { description: 'Mine' }, base: {} }), 1);
    expect(textOf(table)).toBe(base);
    expect(table.all('note')).toMatchObject([{ text: 'Mine', kept: 'description' }]);
  });

  test('where another field of the command meets somebody: all of it is refused, no note is written', () => {
    const table = world(base);
    table.run(alice, describing(base, 'Other'), 1);
    const edit = aCommand('case.update', {
      set: { description: 'Mine', status: 'resolved' },
      base: { description: base, status: 'pending' },
    });
    expect(table.run(bob, edit, 2)).toMatchObject({
      refusal: { kind: 'conflict', facts: { field: 'status' } },
    });
    expect(table.all('note')).toEqual([]);
  });

  test('a kept text is settled by a revision of its author; nobody else can', () => {
    const table = world(base);
    table.run(bob, aCommand('case.update', { set: { description: 'Mine' }, base: {} }, 'k1'), 1);
    const used = { text: 'Mine', supersedes: 'k1', kept: 'used' as const };
    expect(table.run(alice, aCommand('note.write', { ...used, noteId: 'n1' }), 2)).toMatchObject({
      refusal: { kind: 'forbidden' },
    });
    expect(table.run(bob, aCommand('note.write', { ...used, noteId: 'n2' }), 2).ok).toBe(true);
    expect(table.get('note', 'n2')).toMatchObject({ kept: 'used', supersedes: 'k1' });
    // Nothing else can be put out of sight in this way.
    table.run(bob, aCommand('note.write', { noteId: 'n3', text: 'Plain' }), 3);
    table.run(bob, aCommand('note.write', { noteId: 'n4', text: 'x', supersedes: 'n3', kept: 'used' }), 4);
    expect(table.get('note', 'n4')).not.toHaveProperty('kept');
    const forged = aCommand('note.write', { ...used, kept: 'description' } as never);
    expect(commandSchema.safeParse(forged).success).toBe(false);
  });
});

describe('SYNC-36: merging', () => {
  // Few different lines, so that many are alike and can be paired in several ways.
  const line = fc.constantFrom('a', 'b', 'c', '', 'd');
  const text = fc.array(line, { maxLength: 8 }).map((all) => all.join('\n'));

  test('never throws, keeps to the bounds, and a merge that is done again changes nothing', () => {
    fc.assert(
      fc.property(text, text, text, (base, theirs, yours) => {
        const merged = mergeText(base, theirs, yours);
        if (merged !== null) expect(mergeText(base, merged, yours)).toBe(merged);
      }),
      { numRuns: 3000 },
    );
  });

  test.each([
    ['abca', 'bdabc', 'ac'],
    ['ab', 'bccbcab', 'aca'],
    ['cba', 'cdbc', 'baabcba'],
  ])(
    'of %s into %s and %s could be done twice, for their lines are alike: they count as overlapping',
    (...all) => {
      const [base, theirs, yours] = all.map((letters) => letters.split('').join('\n')) as [
        string,
        string,
        string,
      ];
      expect(mergeText(base, theirs, yours)).toBeNull();
    },
  );

  test('takes any text at all', () => {
    const any = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constant('__proto__\nconstructor'),
    );
    fc.assert(
      fc.property(any, any, any, (base, theirs, yours) => {
        const merged = mergeText(base, theirs, yours);
        expect(merged === null || typeof merged === 'string').toBe(true);
      }),
    );
  });

  test.each([
    ['32,000 empty lines', '\n'.repeat(31_999)],
    ['1,000 lines that are all alike', 'x\n'.repeat(999)],
    ['more lines than are compared', Array.from({ length: 1_001 }, (_, i) => `line ${i}`).join('\n')],
  ])('%s count as overlapping, at once', (_what, base) => {
    expect(mergeText(base, `first\n${base}`, `${base}\nlast`)).toBeNull();
  });

  test('a result longer than a description holds counts as overlapping', () => {
    const half = 'x'.repeat(15_990);
    const base = lines('a', 'b', 'c');
    expect(mergeText(base, lines(half, 'b', 'c'), lines('a', 'b', half))).not.toBeNull();
    expect(
      mergeText(base, lines(`${half}12345`, 'b', 'c'), lines('a', 'b', `${half}1234567890`)),
    ).not.toBeNull();
    expect(mergeText(base, lines(`${half}${half}`, 'b', 'c'), lines('a', 'b', half))).toBeNull();
  });
});

/** One desk's edit of what it saw last: lines of its own put in, lines taken out. */
interface Edit {
  desk: 0 | 1 | 2;
  /** Whether the desk has read what the service has before it edits. */
  reads: boolean;
  at: number;
  remove: number;
  insert: number;
}
const edits = fc.array(
  fc.record({
    desk: fc.constantFrom<0 | 1 | 2>(0, 1, 2),
    reads: fc.boolean(),
    at: fc.nat(9),
    remove: fc.nat(2),
    insert: fc.nat(2),
  }),
  { maxLength: 14 },
);

test('SYNC-36: whatever 2 or 3 desks write in whatever order, every line is in the description, in a note, or was taken out by somebody who saw it', () => {
  fc.assert(
    fc.property(edits, fc.array(fc.nat(2), { maxLength: 40 }), (all: Edit[], order) => {
      const table = world(lines('one', 'two', 'three', 'four', 'five'));
      const seen = [textOf(table), textOf(table), textOf(table)];
      const queues: CommandOf<'case.update'>[][] = [[], [], []];
      const written = new Set<string>();
      const takenOut = new Set<string>();
      const deliver = (desk: number): void => {
        const command = queues[desk]!.shift();
        if (command === undefined) return;
        const actor = actingAgent(`agent-${desk}`);
        const copy = table.copy();
        expect(table.run(actor, command, 1).ok).toBe(true);
        // The same at the desk, and a second time.
        copy.run(actor, command, 1, false);
        expect(copy.dump()).toEqual(table.dump());
        expect(table.run(actor, command, 2)).toEqual({ ok: true, changes: [] });
      };
      for (const [i, edit] of all.entries()) {
        // A desk that reads sees the service's text under its own unsent edits; to keep this simple it sends them first.
        if (edit.reads) {
          while (queues[edit.desk]!.length > 0) deliver(edit.desk);
          seen[edit.desk] = textOf(table);
        }
        const base = seen[edit.desk]!;
        const next = base.split('\n');
        const at = Math.min(edit.at, next.length);
        const own = Array.from({ length: edit.insert }, (_, j) => `desk ${edit.desk} edit ${i} line ${j}`);
        for (const gone of next.splice(at, edit.remove, ...own)) takenOut.add(gone);
        own.forEach((text) => written.add(text));
        const text = next.join('\n');
        if (text.trim() === '') continue;
        queues[edit.desk]!.push(describing(base, text, `k${i}`));
        seen[edit.desk] = text;
        const who = order[i];
        if (who !== undefined) deliver(who);
      }
      for (const desk of order) deliver(desk);
      for (const desk of [0, 1, 2]) while (queues[desk]!.length > 0) deliver(desk);
      const there = [textOf(table), ...table.all('note').map((note) => note.text)].join('\n').split('\n');
      for (const text of written) if (!takenOut.has(text)) expect(there).toContain(text);
      for (const note of table.all('note')) expect(recordSchemas.note.safeParse(note).success).toBe(true);
    }),
    { numRuns: 600 },
  );
});

describe('SYNC-38: a case whose customer writes', () => {
  const talk = (status: 'resolved' | 'canceled' | 'pending'): Table =>
    createTable([
      row('queue', aQueue({ id: 'queue-a' })),
      row('case', aCase('case-a', { status, priority: 'high' })),
    ]);
  const open = aCommand('conversation.open', { conversationId: 'c' });
  const write = aCommand('message.receive', { conversationId: 'c', messageId: 'm9' });
  const ida = { kind: 'customer' as const, conversationId: 'c', name: 'Ida' };

  test.each([
    ['resolved', 'open'],
    ['canceled', 'canceled'],
    ['pending', 'pending'],
  ] as const)('and is %s is then %s', (before, after) => {
    const table = talk(before);
    table.run(ida, open, 1);
    table.run(alice, aCommand('conversation.link', { conversationId: 'c', caseId: 'case-a' }), 2);
    expect(table.run(ida, write, 50).ok).toBe(true);
    expect(table.get('case', 'case-a')).toMatchObject({
      status: after,
      updatedAt: before === after ? 0 : 50,
    });
    expect(table.run(ida, write, 60)).toEqual({ ok: true, changes: [] });
  });
});
