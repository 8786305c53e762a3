// Changes when a text is held back before it is sent for other reasons.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  askedIn,
  guard,
  type GuardInput,
  type Warning,
} from '../../../renderer/features/conversation/guard.ts';
import type { GuardPerson } from '../../../shared/ipc/guarding.ts';

const person = (name: string, over: Partial<GuardPerson> = {}): GuardPerson => ({
  conversationId: `talk-${name}`,
  customerId: `customer-${name}`,
  names: [name],
  emails: [],
  phones: [],
  cases: [],
  ...over,
});
const own = person('Lena Vogt', {
  emails: ['lena@vogt.example'],
  phones: ['+49 30 5550100'],
  cases: ['C-10001', 'C-10007'],
});
const check = (text: string, others: GuardPerson[] = [], over: Partial<GuardInput> = {}): Warning[] =>
  guard({ text, audience: 'public', facts: { own, others }, owners: [], since: [], ...over });
const kinds = (warnings: readonly Warning[]): string[] => warnings.map(({ kind }) => kind);

describe('a name of somebody else', () => {
  it.each([
    ['Hello Anna, your parcel is here.', 'Anna Schmidt'],
    ['I have asked Mr Whitcombe.', 'Oliver Whitcombe'],
    ['Guten Tag Frau Koch, gern.', 'Sabine Koch'],
    ['Das ist Schmidts Bestellung.', 'Anna Schmidt'],
    ['Oliver’s parcel has left.', 'Oliver Whitcombe'],
    ['Dzień dobry Pani Anno!', 'Anna Zalewska'],
    ['Wysłałem to Piotrowi wczoraj.', 'Piotr Zalewski'],
    ['Kære Søren, tak.', 'Søren Lund'],
    ['Det er Sorens pakke.', 'Søren Lund'],
    ['مرحبا ياسمين، طلبك في الطريق', 'ياسمين الحداد'],
    ['سأتصل بك وياسمين غدا', 'ياسمين الحداد'],
    ['سلام آقای کریمی، سفارش شما', 'رضا كريمي'],
    ['ANNA SCHMIDT has paid.', 'Anna Schmidt'],
    ['Will you be there? Dear Will, yes.', 'Will Smith'],
    ['Ask Will Smith, please.', 'Will Smith'],
    // Written small, as many do in a chat.
    ['hi anna, your parcel is here', 'Anna Schmidt'],
    ['hallo herr whitcombe', 'Oliver Whitcombe'],
    ['dzień dobry pani anno', 'Anna Zalewska'],
    ['hej søren', 'Søren Lund'],
    ['i have asked will smith', 'Will Smith'],
  ])('is seen in %s', (text, name) => {
    expect(check(text, [person(name)])).toMatchObject([{ kind: 'name', name }]);
  });

  it.each([
    ['Will you be there? I will.', 'Will Smith'],
    ['The annual report is ready.', 'Ann Price'],
    ['Der Koch ist klein.', 'Sabine Koch'],
    ['planning the Annapolis tour', 'Anna Schmidt'],
    ['mark my words', 'Mark Page'],
    ['hi will you be there', 'Will Smith'],
    ['please mark page ten', 'Mark Page'],
    ['i saw a fox today', 'Anna Fox'],
    ['good price', 'Ann Price'],
    ['Hello Lena, gern geschehen.', 'Lena Berg'],
    ['Sehr geehrte Frau Vogt', 'Peter Vogt'],
    ['Hi Lenas friend', 'Lena Berg'],
    ['I go to the sea', 'Go Ha'],
  ])('is not seen in %s (%s)', (text, name) => {
    expect(check(text, [person(name)])).toEqual([]);
  });

  it('is never this customer’s own, whoever else is served', () => {
    const names = fc.constantFrom('Lena Vogt', 'Lena Berg', 'Jan Vogt', 'Lena', 'Vogt');
    fc.assert(
      fc.property(fc.array(names, { maxLength: 5 }), (others) => {
        const warnings = check(
          'Hello Lena, dear Frau Vogt, Lena Vogt!',
          others.map((name, at) => person(name, { customerId: `c${String(at)}` })),
        );
        expect(warnings).toEqual([]);
      }),
    );
  });

  it('is only seen as a whole word', () => {
    const letters = fc.stringMatching(/^[a-z]{1,6}$/);
    fc.assert(
      fc.property(letters, letters, (before, after) => {
        expect(check(`${before}Whitcombe${after}x`, [person('Oliver Whitcombe')])).toEqual([]);
        expect(check(`${before}Whitcombe`, [person('Oliver Whitcombe')])).toEqual([]);
      }),
    );
  });
});

describe('numbers and addresses of somebody else', () => {
  it('are seen: cases, with whose they are where that is known', () => {
    const other = person('Anna Schmidt', { cases: ['C-10002'] });
    expect(check('See C-10002, c10003 and C-۱۰۰۰۴.', [other])).toMatchObject([
      { kind: 'case', found: 'C-10002', name: 'Anna Schmidt' },
      { kind: 'case', found: 'c10003', name: null },
      { kind: 'case', found: 'C-۱۰۰۰۴', name: null },
    ]);
    expect(check('Your cases C-10001 and c-10007; article C-12')).toEqual([]);
  });

  it('are seen: addresses of open sessions and of anybody the store knows', () => {
    const other = person('Anna Schmidt', { emails: ['anna@schmidt.example'], phones: ['030 5550199'] });
    expect(kinds(check('Sent to Anna@Schmidt.example, called +49 30 555-0199', [other]))).toEqual([
      'email',
      'phone',
    ]);
    const owners = [
      { what: 'email' as const, value: 'x@y.example', customerId: 'customer-x', name: 'Xenia' },
    ];
    expect(check('Sent to x@y.example', [], { owners })).toMatchObject([{ kind: 'email', name: 'Xenia' }]);
    expect(check('Sent to lena@vogt.example, called 030 5550100', [other])).toEqual([]);
    expect(check('Write to help@shop.example', [other])).toEqual([]);
  });

  it('are what the store is asked about, bounded', () => {
    const text = Array.from({ length: 40 }, (_, at) => `p${String(at)}@y.example`).join(' ');
    expect(askedIn(text).emails).toHaveLength(10);
    expect(askedIn('call 030 5550100 or 030 5550100').phones).toEqual(['030 5550100']);
  });
});

describe('other reasons', () => {
  it('are card numbers, in notes between colleagues too, where nothing else counts', () => {
    const text = 'Anna Schmidt paid with 4111 1111 1111 1111, C-99999';
    expect(kinds(check(text, [person('Anna Schmidt')]))).toEqual(['name', 'case', 'card']);
    expect(kinds(check(text, [person('Anna Schmidt')], { audience: 'internal', since: ['Hm'] }))).toEqual([
      'card',
    ]);
  });

  it('are words of the customer that came while the agent typed', () => {
    expect(check('Done.', [], { since: ['Wait, the other one!'] })).toEqual([
      { kind: 'wrote', text: 'Wait, the other one!' },
    ]);
  });

  it('need nothing known', () => {
    expect(kinds(check('4111111111111111 C-99999', [], { facts: null }))).toEqual(['card']);
  });
});

describe('the guard', () => {
  it('never fails, says nothing twice, and quotes what stands in the text', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        'Anna',
        'Lena',
        'C-10002',
        '4111111111111111',
        'a@b.example',
        '\n',
        '. ',
        'ياسمين',
        '\u202e',
        '😀',
      ),
      fc.string({ unit: 'binary', maxLength: 8 }),
    );
    const others = [person('Anna Schmidt', { emails: ['a@b.example'] }), person('ياسمين الحداد')];
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 20 }), (pieces) => {
        const text = pieces.join(' ');
        const warnings = check(text, others);
        const found = warnings.flatMap((one) => ('found' in one ? [`${one.kind} ${one.found}`] : []));
        expect(new Set(found).size).toBe(found.length);
        for (const one of warnings) if ('found' in one) expect(text).toContain(one.found);
      }),
    );
  });
});
