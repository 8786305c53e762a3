// Changes when days of the Persian calendar are worked out differently.
import { fold } from './fold.ts';
import type { LocalTime } from './zone.ts';

/** Farvardin first. */
export const persianMonths = [
  'فروردین',
  'اردیبهشت',
  'خرداد',
  'تیر',
  'مرداد',
  'شهریور',
  'مهر',
  'آبان',
  'آذر',
  'دی',
  'بهمن',
  'اسفند',
];
const folded = persianMonths.map(fold);
const farDays = 200;

/**
 * @param name folded.
 * @returns days from this one to the next such day; null for what is no Persian month, or far away.
 */
export function persianDay(name: string, day: number, now: LocalTime): number | null {
  const month = folded.indexOf(name) + 1;
  if (month === 0) return null;
  const calendar = new Intl.DateTimeFormat('en-u-ca-persian-nu-latn', {
    month: 'numeric',
    day: 'numeric',
    timeZone: 'UTC',
  });
  for (let ahead = 0; ahead <= farDays; ahead += 1) {
    const parts = calendar.formatToParts(Date.UTC(now.year, now.month, now.day + ahead, 12));
    const part = (type: string): number => Number(parts.find((one) => one.type === type)?.value);
    if (part('month') === month && part('day') === day) return ahead;
  }
  return null;
}
