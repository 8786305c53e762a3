// Changes when spans of time are written, or things are found in the palette, differently.
import { describe, expect, test } from 'vitest';
import { groupHits, matching, type Entry } from '../../renderer/app/palette-entries.ts';
import { createSpans } from '../../renderer/app/spans.ts';
import type { SearchHit } from '../../shared/ipc/views.ts';
import { locales } from '../../shared/domain/people.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe('spans of time', () => {
  const spans = createSpans('en-GB', 'now');
  test.each([
    [0, '0:00'],
    [59 * second, '0:59'],
    [61 * second, '1:01'],
    [59 * minute + 59 * second, '59:59'],
    [3 * hour + 20 * minute, '3h 20m'],
    [5 * hour, '5h'],
    [2 * day + 4 * hour, '2d 4h'],
    [40 * day + 4 * hour, '40d'],
  ])('%i ms is %s', (ms, text) => {
    expect(spans.duration(ms)).toBe(text);
  });
  test('past moments are relative within a day, then a date, with its year where that is another', () => {
    const now = Date.UTC(2026, 5, 15, 12);
    expect(spans.ago(now - 20 * second, now)).toBe('now');
    expect(spans.ago(now - 5 * minute, now)).toBe('5 min ago');
    expect(spans.ago(now - 3 * hour, now)).toMatch(/^3 hr? ago$/);
    expect(spans.ago(now - 3 * day, now)).toBe('12 Jun');
    expect(spans.ago(now - 400 * day, now)).toContain('2025');
  });
  test.each(locales)('never shows a broken digit or unit: %s', (locale) => {
    const { duration, rough, ago } = createSpans(locale, 'x');
    for (const ms of [0, 1, second, minute, hour, day, 400 * day]) {
      for (const text of [duration(ms), rough(ms), ago(Date.UTC(2026, 1, 1) - ms, Date.UTC(2026, 1, 1))]) {
        expect(text).not.toMatch(/NaN|undefined|-/);
      }
    }
  });
});

describe('the palette', () => {
  const titles = (found: readonly { title: string }[]): string[] => found.map(({ title }) => title);
  test('finds commands by the beginnings of their words, in any order, without accents', () => {
    const all = ['Close session', 'Next session', 'Presence: Busy', 'Søren', 'Théo'].map((title) => ({
      title,
    }));
    expect(titles(matching(all, 'sess'))).toEqual(['Close session', 'Next session']);
    expect(titles(matching(all, 'session ne'))).toEqual(['Next session']);
    expect(titles(matching(all, 'theo'))).toEqual(['Théo']);
    expect(titles(matching(all, 'lose'))).toEqual([]);
    expect(titles(matching(all, ''))).toHaveLength(5);
  });
  test('finds them however their letters are typed: ł, ø, letters of Arabic, joiners, two letters for one', () => {
    const all = ['Przełącz kartę', 'Søg', 'Größe ändern', 'إعدادات الجلسة', 'بستن گفت‌وگو'].map((title) => ({
      title,
    }));
    for (const [typed, title] of [
      ['przelacz', 'Przełącz kartę'],
      ['sog', 'Søg'],
      ['groesse aendern', 'Größe ändern'],
      ['grosse', 'Größe ändern'],
      ['اعدادات الجلسه', 'إعدادات الجلسة'],
      ['گفتوگو', 'بستن گفت‌وگو'],
      ['گفت وگو', 'بستن گفت‌وگو'],
      ['بستن گفت‌وگو', 'بستن گفت‌وگو'],
    ] as const)
      expect(titles(matching(all, typed)), typed).toEqual([title]);
  });
  test('forgives slips where it is asked to, and only where nothing is called so', () => {
    const all = ['Knowledge base', 'Next session', 'Settings', 'Seating plan'].map((title) => ({ title }));
    expect(titles(matching(all, 'knowlegde'))).toEqual([]);
    expect(titles(matching(all, 'knowlegde', true))).toEqual(['Knowledge base']);
    expect(titles(matching(all, 'sesion netx', true))).toEqual(['Next session']);
    expect(titles(matching(all, 'setting', true))).toEqual(['Settings']);
    for (const nothing of ['xettings', 'nxt', '?!']) expect(titles(matching(all, nothing, true))).toEqual([]);
  });
  test('keeps kinds together, the kind of the best hit first, and leaves room for every kind', () => {
    const hit = (type: SearchHit['type'], id: string): SearchHit => ({
      type,
      id,
      subjectKind: 'case',
      subjectId: id,
      who: '',
      title: id,
      excerpt: '',
      at: null,
    });
    const many = Array.from({ length: 30 }, (_, at) => hit('message', `m${String(at)}`));
    const entry = ({ id, title, type }: SearchHit): Entry => ({ id, title, type, run: () => {} });
    const groups = groupHits([hit('case', 'c'), ...many, hit('article', 'a'), hit('case', 'd')], entry);
    expect(groups.map(({ heading }) => heading)).toEqual([
      'palette.cases',
      'palette.messages',
      'palette.articles',
    ]);
    expect(groups[0]!.entries.map(({ id }) => id)).toEqual(['c', 'd']);
    expect(groups[1]!.entries.length).toBeLessThan(10);
  });
});
