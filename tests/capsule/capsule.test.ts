// Changes when a capsule is put together differently.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fixedZone, makeCapsule, type CapsuleFacts } from '../../shared/capsule/index.ts';
import { capsuleSchema } from '../../shared/domain/handover.ts';

const zone = fixedZone(0);
const at = Date.UTC(2026, 10, 18, 9);
type Said = CapsuleFacts['messages'][number];
let count = 0;
const says = (authorKind: Said['authorKind'], text: string, over: Partial<Said> = {}): Said => ({
  id: `m${(count += 1)}`,
  authorKind,
  authorName: authorKind === 'agent' ? 'Ada' : 'Ida',
  audience: 'public',
  text,
  at: at + count,
  articleId: null,
  score: authorKind === 'customer' ? -0.2 : null,
  ...over,
});
const of = (messages: Said[], over: Partial<CapsuleFacts> = {}) =>
  makeCapsule({ messages, notes: [], tried: [], draft: '', ...over }, zone);

describe('a capsule', () => {
  test('says what was asked first and last, what is open, promised and tried, and from where', () => {
    const talk = [
      says('customer', 'Hello? My lamp is broken. Can I return it?'),
      says('agent', 'I am sorry. I will call you back tomorrow.'),
      says('agent', 'Returning a lamp\nPut it into the box.', { articleId: 'article-1' }),
      says('agent', 'Difficult, I will refund tomorrow', { audience: 'internal' }),
      says('customer', 'And who pays the postage? Is there a label?'),
    ];
    const capsule = of(talk, { tried: ['Macro: Return'], draft: 'We do' });
    expect(capsule).toEqual({
      asked: [
        { text: 'Can I return it?', messageId: talk[0]?.id },
        { text: 'Is there a label?', messageId: talk[4]?.id },
      ],
      open: [{ text: 'And who pays the postage?', messageId: talk[4]?.id }],
      promised: [
        {
          text: 'I will call you back tomorrow.',
          until: Date.UTC(2026, 10, 19, 18),
          by: 'Ada',
          messageId: talk[1]?.id,
        },
      ],
      tried: [
        { text: 'Returning a lamp', messageId: talk[2]?.id },
        { text: 'Macro: Return', messageId: null },
      ],
      mood: [-0.2, -0.2],
      draft: 'We do',
    });
  });

  test('of a customer who asks nothing says what it is about', () => {
    const talk = [says('customer', 'Hi'), says('customer', 'My lamp does not light up any more')];
    expect(of(talk).asked).toEqual([{ text: 'My lamp does not light up any more', messageId: talk[1]?.id }]);
  });

  test('keeps what a note promised, and of two equal promises the later', () => {
    const { promised } = of(
      [says('agent', 'I will call you back.'), says('agent', 'I will call you back!')],
      { notes: [{ text: 'We will refund by Friday', authorName: 'Bo', at: at + 9_999 }] },
    );
    expect(promised.map(({ text, by }) => [text, by])).toEqual([
      ['I will call you back!', 'Ada'],
      ['We will refund by Friday', 'Bo'],
    ]);
  });

  test('of nothing is empty', () => {
    expect(of([])).toEqual({ asked: [], promised: [], open: [], tried: [], mood: [], draft: '' });
  });

  test('of whatever was said is one that can be sent', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 900 }),
      fc.constantFrom(
        'I will call you back tomorrow. Why?',
        '؟؟؟',
        'x'.repeat(3000) + '?',
        '\u202eI will refund you',
      ),
    );
    const message = fc.record({
      id: fc.constantFrom('a', 'b'),
      authorKind: fc.constantFrom('customer', 'agent', 'bot', 'system'),
      authorName: fc.constant('Ada'),
      audience: fc.constantFrom('public', 'internal'),
      text,
      at: fc.constant(at),
      articleId: fc.constantFrom(null, 'article'),
      score: fc.constantFrom(null, -1, 0.5),
    });
    fc.assert(
      fc.property(fc.array(message, { maxLength: 40 }), (messages) => {
        const sent = capsuleSchema.safeParse(of(messages));
        expect(sent.error?.issues).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});
