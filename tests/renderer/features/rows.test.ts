// Changes when messages are grouped into rows differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { groupGapMs, toRows, type Row } from '../../../renderer/features/conversation/rows.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';

const day = 86_400_000;
const dayOf = (at: number) => String(Math.floor(at / day));
let made = 0;
const message = (over: Partial<MessageView> = {}): MessageView => {
  made += 1;
  return {
    id: `m${made}`,
    conversationId: 'c1',
    seq: made,
    authorKind: 'customer',
    authorId: null,
    authorName: 'Lena Vogt',
    audience: 'public',
    text: 'Hello',
    at: 10 * day + made * 1000,
    articleId: null,
    delivery: null,
    sentiment: 'neutral',
    score: 0,
    ...over,
  };
};
const rowsOf = (messages: MessageView[], newAfterSeq: number | null = null, total = messages.length): Row[] =>
  toRows({ messages, total, newAfterSeq, dayOf });
const kinds = (rows: Row[]) => rows.map((row) => row.type);

describe('rows of the message list', () => {
  it('group what one author says in one breath', () => {
    const rows = rowsOf([
      message(),
      message(),
      message({ authorKind: 'agent', authorId: 'a1', authorName: 'Mara Holm' }),
    ]);
    const shown = rows.flatMap((row) => (row.type === 'message' ? [[row.first, row.last]] : []));
    expect(shown).toEqual([
      [true, false],
      [false, true],
      [true, true],
    ]);
  });

  it('never group an internal message with a public one of the same agent', () => {
    const agent = { authorKind: 'agent' as const, authorId: 'a1', authorName: 'Mara Holm' };
    const rows = rowsOf([message(agent), message({ ...agent, audience: 'internal' })]);
    expect(rows.flatMap((row) => (row.type === 'message' ? [row.first] : []))).toEqual([true, true]);
  });

  it('begin a new group after a pause and on a new day', () => {
    const first = message({ at: 10 * day });
    expect(rowsOf([first, message({ at: 10 * day + groupGapMs + 1 })]).at(-1)).toMatchObject({ first: true });
    expect(kinds(rowsOf([first, message({ at: 11 * day })]))).toEqual(['day', 'message', 'day', 'message']);
  });

  it('mark where new messages of the customer begin, once', () => {
    const [one, two, three] = [message({ seq: 1 }), message({ seq: 2 }), message({ seq: 3 })];
    expect(kinds(rowsOf([one, two, three], 1))).toEqual(['day', 'message', 'new', 'message', 'message']);
    expect(kinds(rowsOf([one, two, three], 3))).not.toContain('new');
    expect(kinds(rowsOf([one, two, three], null))).not.toContain('new');
  });

  it('mark nothing where everything is new', () => {
    expect(kinds(rowsOf([message({ seq: 1 }), message({ seq: 2 })], 0))).toEqual([
      'day',
      'message',
      'message',
    ]);
    // That the agent came is nothing that was known before.
    const came = message({ seq: 1, authorKind: 'system' });
    expect(kinds(rowsOf([came, message({ seq: 2 })], 1))).not.toContain('new');
    expect(kinds(rowsOf([message({ seq: 8 })], 7, 8))).toContain('new');
  });

  it('do not call the agent’s own words new', () => {
    expect(kinds(rowsOf([message({ seq: 5, authorKind: 'agent' })], 1))).not.toContain('new');
  });

  it('hold every message once, in order, under keys that are unique and do not depend on later messages', () => {
    const arbitrary = fc.record({
      authorKind: fc.constantFrom('customer' as const, 'agent' as const, 'system' as const),
      audience: fc.constantFrom('public' as const, 'internal' as const),
      step: fc.integer({ min: 0, max: 2 * day }),
    });
    fc.assert(
      fc.property(
        fc.array(arbitrary, { maxLength: 40 }),
        fc.option(fc.nat(40), { nil: null }),
        (specs, newAfter) => {
          let at = 0;
          const messages = specs.map(({ step, ...spec }, index) => {
            at += step;
            return message({ ...spec, id: `p${index}`, seq: index + 1, at });
          });
          const rows = rowsOf(messages, newAfter);
          expect(rows.flatMap((row) => (row.type === 'message' ? [row.message.id] : []))).toEqual(
            messages.map(({ id }) => id),
          );
          expect(new Set(rows.map(({ key }) => key)).size).toBe(rows.length);
          const fewer = rowsOf(messages.slice(0, -1), newAfter).map(({ key }) => key);
          expect(rows.map(({ key }) => key).slice(0, fewer.length)).toEqual(fewer);
        },
      ),
    );
  });
});
