// Changes when "until when" is read out of a sentence differently. Rather nothing than a wrong date.
import { words } from './fold.ts';
import type { PromiseWords } from './language.ts';
import { persianDay, persianMonths } from './persian.ts';
import type { LocalTime, Zone } from './zone.ts';

/** A day or a week that is promised for is over, for us, at this hour. */
const dayEnds = 18;
const minuteMs = 60_000;
/** A day of the year that would be further ahead than this was rather one of the past. */
const farDays = 200;

interface Compiled {
  days: readonly (readonly [RegExp, number])[];
  weekdays: readonly RegExp[];
  unclear: RegExp;
  months: readonly RegExp[];
  thisWeek: RegExp;
  nextWeek: RegExp;
  within: readonly (readonly [RegExp, 'minute' | 'hour' | 'day' | 'workday'])[];
  spans: readonly (readonly [RegExp, number, 'minute' | 'hour' | 'day'])[];
  clocks: readonly RegExp[];
  afternoon: RegExp;
  parts: readonly (readonly [RegExp, number])[];
  dates: readonly RegExp[];
  dayOfMonth: RegExp | null;
}

/** @returns the words of a language, ready to be looked for. */
export function compileWhen(language: PromiseWords): Compiled {
  const { units, months } = language;
  const numbers = `\\d{1,2}|${Object.keys(language.numbers).join('|')}`;
  // "3 to 5 days": the later counts.
  const span = `(?:(?:${numbers}) ?(?:-|–|to|bis|do|til|الى|تا) ?)?(?<count>${numbers})`;
  const after = (unit: string): RegExp => words(`(?:${language.within}) ${span} (?:${unit})`);
  const month = `(?:${[...months, ...persianMonths].join('|')})`;
  return {
    days: language.days.map(([pattern, days]) => [words(pattern), days]),
    weekdays: language.weekdays.map(words),
    unclear: words(language.unclear),
    months: months.map((name) => words(name)),
    thisWeek: words(language.thisWeek),
    nextWeek: words(language.nextWeek),
    within: [
      [after(units.minute), 'minute'],
      [after(units.hour), 'hour'],
      [after(units.workday), 'workday'],
      [after(units.day), 'day'],
      [after(units.week), 'day'],
    ],
    spans: language.spans.map(([pattern, count, unit]) => [words(pattern), count, unit]),
    clocks: language.clocks.map(words),
    afternoon: words(language.afternoon),
    parts: language.parts.map(([pattern, hour]) => [words(pattern), hour]),
    dates: language.dates.map((pattern) => words(pattern.replaceAll('MONTH', month))),
    dayOfMonth: language.dayOfMonth === null ? null : words(language.dayOfMonth),
  };
}
export type When = Compiled;

const all = (text: string, pattern: RegExp): RegExpExecArray[] => [...text.matchAll(pattern)];
const has = (text: string, pattern: RegExp): boolean => text.search(pattern) !== -1;

/**
 * @param text a folded sentence.
 * @param at when it was said, ms since the epoch.
 * @returns by when it says, ms since the epoch; null when it does not say so, or not clearly. The latest of several.
 */
export function whenIn(
  text: string,
  at: number,
  when: When,
  language: PromiseWords,
  zone: Zone,
): number | null {
  const now = zone.local(at);
  const spans = spansIn(text, now, at, when, language, zone);
  if (spans.length > 0) return Math.max(...spans);
  const days = daysIn(text, now, when, language, zone);
  if (days === null) return null;
  const hour = hourIn(text, when);
  if (hour === null) return null;
  const day = days.length === 0 ? null : Math.max(...days);
  if (day === null) {
    // "At 5": today, if that is still to come.
    if (hour === undefined || hour.part) return null;
    const today = zone.moment(now.year, now.month, now.day, hour.hour, hour.minute);
    return today > at ? today : null;
  }
  const { hour: h, minute } = hour ?? { hour: dayEnds, minute: 0 };
  const until = zone.moment(now.year, now.month, now.day + day, h, minute);
  if (until > at) return until;
  // "Today", said in the evening: until midnight. A time that had passed when it was said was another.
  return day === 0 && hour === undefined ? zone.moment(now.year, now.month, now.day, 23, 59) : null;
}

/** "In two hours", "within 3 working days". */
function spansIn(
  text: string,
  now: LocalTime,
  at: number,
  when: When,
  language: PromiseWords,
  zone: Zone,
): number[] {
  const end = (count: number, unit: 'minute' | 'hour' | 'day' | 'workday'): number => {
    if (unit === 'minute') return at + count * minuteMs;
    if (unit === 'hour') return at + count * 60 * minuteMs;
    const days = unit === 'day' ? count : workdays(now.weekday, count, language.weekEnds);
    return zone.moment(now.year, now.month, now.day + days, dayEnds, 0);
  };
  const weeks = when.within.at(-1)?.[0];
  const counted = when.within.flatMap(([pattern, unit]) =>
    all(text, pattern).flatMap(({ groups }) => {
      const count = Number(groups?.['count']);
      const said = Number.isNaN(count) ? language.numbers[groups?.['count'] ?? ''] : count;
      return said === undefined ? [] : [end(pattern === weeks ? said * 7 : said, unit)];
    }),
  );
  const whole = when.spans.flatMap(([pattern, count, unit]) =>
    has(text, pattern) ? [end(count, unit)] : [],
  );
  return [...counted, ...whole];
}

/** How many days it takes for so many working days to pass. */
function workdays(weekday: number, count: number, last: number): number {
  const free = new Set([(last + 1) % 7, (last + 2) % 7]);
  let days = 0;
  for (let left = count; left > 0; ) {
    days += 1;
    if (!free.has((weekday + days) % 7)) left -= 1;
  }
  return days;
}

/** @returns days ahead that the sentence names; none when it names none; null when one is not clear. */
function daysIn(
  text: string,
  now: LocalTime,
  when: When,
  language: PromiseWords,
  zone: Zone,
): number[] | null {
  const found: number[] = [];
  for (const [pattern, days] of when.days) if (has(text, pattern)) found.push(days);
  const toWeekEnd = language.weekEnds - now.weekday;
  if (has(text, when.nextWeek)) {
    // In the countries of Friday's rest the week begins on Saturday.
    found.push(toWeekEnd + (now.weekday > language.weekEnds ? 14 : 7));
  } else if (has(text, when.thisWeek)) {
    if (toWeekEnd < 0) return null;
    found.push(toWeekEnd);
  }
  const dated = datesIn(text, now, when, zone);
  if (dated === null) return null;
  found.push(...dated);
  if (found.length > 0) return found;
  for (const [weekday, pattern] of when.weekdays.entries()) {
    const named = all(text, pattern)[0];
    if (named === undefined) continue;
    const around = text.slice(Math.max(0, named.index - 14), named.index + named[0].length + 14);
    const ahead = (weekday - now.weekday + 7) % 7;
    // Said on a Friday, "Friday" may be today or in a week.
    if (ahead === 0 || has(around, when.unclear)) return null;
    found.push(ahead);
  }
  return found;
}

function datesIn(text: string, now: LocalTime, when: When, zone: Zone): number[] | null {
  const found: number[] = [];
  const today = Date.UTC(now.year, now.month, now.day);
  const ahead = (year: number, month: number, day: number): number =>
    Math.round((Date.UTC(year, month, day) - today) / 86_400_000);
  for (const pattern of when.dates) {
    for (const { groups } of all(text, pattern)) {
      const day = Number(groups?.['d']);
      const name = groups?.['mon'] ?? '';
      const persian = persianDay(name, day, now);
      if (persian !== null) {
        found.push(persian);
        continue;
      }
      const month =
        groups?.['n'] === undefined
          ? when.months.findIndex((one) => has(name, one))
          : Number(groups['n']) - 1;
      if (month < 0 || month > 11 || day < 1 || day > 31) continue;
      const said = groups?.['y'];
      let days = ahead(said === undefined ? now.year : Number(said), month, day);
      if (days < 0 && said === undefined) days = ahead(now.year + 1, month, day);
      if (days < 0 || days > farDays) return null;
      found.push(days);
    }
  }
  if (found.length > 0 || when.dayOfMonth === null) return found;
  for (const { groups } of all(text, when.dayOfMonth)) {
    const day = Number(groups?.['d']);
    if (day < 1 || day > 31) continue;
    const { month } = zone.local(zone.moment(now.year, now.month, day, 12, 0));
    found.push(day >= now.day && month === now.month ? day - now.day : ahead(now.year, now.month + 1, day));
  }
  return found;
}

/** @returns the time of day it says, the latest; undefined when it says none; null when it makes no sense. */
function hourIn(
  text: string,
  when: When,
): { hour: number; minute: number; part: boolean } | null | undefined {
  const times: number[] = [];
  for (const pattern of when.clocks) {
    for (const { groups } of all(text, pattern)) {
      const minute = Number(groups?.['m'] ?? 0);
      let hour = Number(groups?.['h']);
      const half = groups?.['half'];
      if (half !== undefined && hour < 12 && (half.startsWith('p') || has(half, when.afternoon))) hour += 12;
      if (half?.startsWith('a') === true && hour === 12) hour = 0;
      if (hour > 23 || minute > 59) return null;
      times.push(hour * 60 + minute);
    }
    // What one pattern has read another would read again without its half of the day.
    if (times.length > 0) break;
  }
  if (times.length > 0) {
    const latest = Math.max(...times);
    return { hour: Math.floor(latest / 60), minute: latest % 60, part: false };
  }
  const parts = when.parts.filter(([pattern]) => has(text, pattern)).map(([, hour]) => hour);
  return parts.length === 0 ? undefined : { hour: Math.max(...parts), minute: 0, part: true };
}
