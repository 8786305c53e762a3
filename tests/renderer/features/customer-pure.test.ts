// Changes when what lies behind the page of a customer changes: sections of the history, the way here, entitlements, contacts.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemWithContact, withContact, withPreferred } from '../../../renderer/features/customer/edit.ts';
import { sortEntitlements, stateOf } from '../../../renderer/features/customer/entitlement.ts';
import { inOneLine, itemId, sectionsOf, targetOf } from '../../../renderer/features/customer/timeline.ts';
import { pathOf, stepsOf } from '../../../renderer/features/customer/visit.ts';
import type { Entitlement } from '../../../shared/domain/entitlement.ts';
import { contactKinds, type Contact } from '../../../shared/domain/people.ts';
import type { TimelineItem } from '../../../shared/ipc/views-customer.ts';
import { anActivity } from '../../support/factories.ts';
import { noteRow } from './rows.ts';

const note = (id: string, at: number, over = {}): TimelineItem => ({
  type: 'note',
  at,
  note: noteRow({ id, subjectKind: 'customer', subjectId: 'c', at, ...over }),
  about: '',
});

describe('a customer’s history', () => {
  it('keeps its order, and every item is under exactly one heading', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(1000), { maxLength: 60 }), (times) => {
        const items = times.toSorted((a, b) => b - a).map((at, index) => note(`n${index}`, at));
        const sections = sectionsOf(items, ({ at }) => String(Math.floor(at / 100)));
        expect(sections.flatMap((section) => section.items).map(itemId)).toEqual(items.map(itemId));
        expect(new Set(sections.map(({ key }) => key)).size).toBe(sections.length);
      }),
    );
  });

  it('opens what a thing was written on, and nothing for what is on the customer alone', () => {
    expect(targetOf(note('n', 1))).toBeNull();
    expect(targetOf(note('n', 1, { subjectKind: 'case', subjectId: 'k' }))).toEqual({
      kind: 'case',
      id: 'k',
    });
    const activity = (over: Parameters<typeof anActivity>[1]): TimelineItem => ({
      type: 'activity',
      at: 1,
      activity: { ...anActivity('a', over), ownerName: null, subject: '', pending: false },
    });
    expect(targetOf(activity({ caseId: 'k', conversationId: 'c' }))).toEqual({ kind: 'case', id: 'k' });
    expect(targetOf(activity({ conversationId: 'c' }))).toEqual({ kind: 'conversation', id: 'c' });
    expect(targetOf(activity({ customerId: 'x' }))).toBeNull();
  });

  it('shows rich notes without their marks, and plain ones as they are', () => {
    expect(inOneLine({ text: '# Two\n\n- **bold** and [a link](https://x.example)', format: 'rich' })).toBe(
      'Two bold and a link',
    );
    expect(inOneLine({ text: '2 * 3 = **6**' })).toBe('2 * 3 = **6**');
    expect(inOneLine({ text: 'x '.repeat(100_000), format: 'rich' }).length).toBeLessThanOrEqual(300);
  });
});

describe('the way of a visitor', () => {
  it('is newest first, with how long each page was looked at', () => {
    const visits = [
      { at: 1_000, did: 'page' as const, text: 'https://shop.example/a' },
      { at: 61_000, did: 'search' as const, text: 'lamp' },
      { at: 90_000, did: 'page' as const, text: 'https://shop.example/b' },
    ];
    expect(stepsOf(visits, 100_000).map(({ text, stayedMs }) => [text, stayedMs])).toEqual([
      ['https://shop.example/b', 10_000],
      ['lamp', null],
      ['https://shop.example/a', 60_000],
    ]);
  });

  it('is told whatever a page sends: times in any order, out of a day, twice the same', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ at: fc.integer(), text: fc.string() })),
        fc.integer(),
        (some, until) => {
          const visits = some.map((one) => ({ ...one, did: 'page' as const }));
          const steps = stepsOf(visits, until);
          expect(steps).toHaveLength(visits.length);
          expect(new Set(steps.map(({ key }) => key)).size).toBe(steps.length);
          for (const { stayedMs } of steps) {
            expect(stayedMs === null || (stayedMs > 0 && stayedMs <= 3_600_000)).toBe(true);
          }
        },
      ),
    );
  });

  it('shows a path without what all pages share, and nothing that runs', () => {
    expect(pathOf('https://shop.example/help/returns?x=1')).toBe('/help/returns?x=1');
    expect(pathOf('javascript:alert(1)')).toBe('javascript:alert(1)');
    expect(pathOf('lamp')).toBe('lamp');
  });
});

describe('entitlements', () => {
  const one = (id: string, over: Partial<Entitlement> = {}): Entitlement => ({
    id,
    customerId: 'c',
    name: id,
    unit: 'cases',
    total: 5,
    used: 1,
    from: 0,
    to: 100,
    channels: [],
    ...over,
  });

  it('are in force, used up, still to come or over', () => {
    expect(stateOf(one('a'), 50)).toBe('active');
    expect(stateOf(one('a', { used: 5 }), 50)).toBe('used');
    expect(stateOf(one('a', { total: null, used: 500 }), 50)).toBe('active');
    expect(stateOf(one('a', { from: 60 }), 50)).toBe('future');
    expect(stateOf(one('a', { used: 5 }), 100)).toBe('expired');
  });

  it('stand with what helps now first, and the past apart', () => {
    const all = [
      one('later', { to: 300 }),
      one('over', { to: 10 }),
      one('used', { used: 9, to: 90 }),
      one('soon', { to: 80 }),
      one('future', { from: 60 }),
      one('long ago', { to: 1 }),
    ];
    const { standing, past } = sortEntitlements(all, 50);
    expect(standing.map(({ id }) => id)).toEqual(['soon', 'later', 'used', 'future']);
    expect(past.map(({ id }) => id)).toEqual(['over', 'long ago']);
  });
});

describe('further contacts', () => {
  const all: Contact[] = [
    { kind: 'email', value: 'a@example.com', label: '', preferred: true },
    { kind: 'email', value: 'b@example.com', label: 'Work' },
    { kind: 'phone', value: '+45 1234', label: '', preferred: true },
  ];
  const form = (kind: string, value: string) => ({ kind, value, label: '' });

  it('catch slips and doubles', () => {
    expect(problemWithContact(form('email', ' '), all, null)).toBe('value');
    expect(problemWithContact(form('email', 'x@'), all, null)).toBe('email');
    expect(problemWithContact(form('phone', 'call me'), all, null)).toBe('phone');
    expect(problemWithContact(form('phone', '۱۲۳۴'), all, null)).toBeNull();
    expect(problemWithContact(form('email', ' B@example.com'), all, null)).toBe('twice');
    expect(problemWithContact(form('email', 'B@example.com'), all, all[1]!)).toBeNull();
    expect(problemWithContact(form('social', '@lena'), all, null)).toBeNull();
  });

  it('have at most one preferred of each kind, whatever is done', () => {
    const step = fc.oneof(
      fc.record({
        does: fc.constant('put' as const),
        at: fc.nat(6),
        kind: fc.constantFrom(...contactKinds),
        value: fc.string({ minLength: 1, maxLength: 3 }),
      }),
      fc.record({ does: fc.constant('prefer' as const), at: fc.nat(6) }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
        let now: Contact[] = all;
        for (const one of steps) {
          const of = now[one.at] ?? null;
          if (one.does === 'prefer') {
            if (of !== null) now = withPreferred(now, of);
          } else if (problemWithContact(form(one.kind, one.value), now, of) === null)
            now = withContact(now, of, form(one.kind, one.value));
          for (const kind of contactKinds) {
            const chosen = now.filter((it) => it.kind === kind && it.preferred === true);
            expect(chosen.length).toBeLessThanOrEqual(1);
          }
          expect(now.length).toBeLessThanOrEqual(20);
        }
      }),
    );
  });

  it('are preferred and not preferred again by the same sign', () => {
    const once = withPreferred(all, all[1]!);
    expect(once.map(({ preferred }) => preferred === true)).toEqual([false, true, true]);
    expect(withPreferred(once, once[1]!).map(({ preferred }) => preferred === true)).toEqual([
      false,
      false,
      true,
    ]);
  });
});
