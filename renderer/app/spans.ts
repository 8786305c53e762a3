// Changes when spans of time and moments are put into words differently. Digits keep their places while they count.

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** How spans and moments are written in one language. */
export interface Spans {
  /** "0:42", "12:05", "3h 20m", "2d 4h". */
  duration(ms: number): string;
  /** Whole units only: "12 min", "3h 20m". */
  rough(ms: number): string;
  /** "now", "5 min ago", "3 h ago", then the date. */
  ago(at: number, now: number): string;
  exact(at: number): string;
}

/** @param locale BCP 47. */
export function createSpans(locale: string, nowWord: string): Spans {
  // "2d 4h" is English; elsewhere the narrowest units are riddles.
  const narrow = locale.startsWith('en') ? 'narrow' : 'short';
  const unit = (name: string, display: 'narrow' | 'short' = narrow): Intl.NumberFormat =>
    new Intl.NumberFormat(locale, { style: 'unit', unit: name, unitDisplay: display });
  const units = {
    minute: unit('minute'),
    hour: unit('hour'),
    day: unit('day'),
    minutes: unit('minute', 'short'),
  };
  const two = new Intl.NumberFormat(locale, { minimumIntegerDigits: 2, useGrouping: false });
  const one = new Intl.NumberFormat(locale, { useGrouping: false });
  const relative = new Intl.RelativeTimeFormat(locale, { style: narrow, numeric: 'always' });
  const dateOfYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const dateWithYear = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const full = new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeStyle: 'medium' });

  const long = (ms: number): string => {
    if (ms < day) {
      const minutes = Math.floor((ms % hour) / minute);
      const hours = units.hour.format(Math.floor(ms / hour));
      return minutes === 0 ? hours : `${hours} ${units.minute.format(minutes)}`;
    }
    const hours = Math.floor((ms % day) / hour);
    const days = units.day.format(Math.floor(ms / day));
    // After a week nobody counts hours.
    return hours === 0 || ms >= 7 * day ? days : `${days} ${units.hour.format(hours)}`;
  };
  return {
    duration: (ms) =>
      ms < hour
        ? `${one.format(Math.floor(ms / minute))}:${two.format(Math.floor((ms % minute) / second))}`
        : long(ms),
    rough: (ms) => (ms < hour ? units.minutes.format(Math.max(1, Math.round(ms / minute))) : long(ms)),
    ago: (at, now) => {
      const ms = now - at;
      if (ms < 45 * second) return nowWord;
      if (ms < hour) return relative.format(-Math.max(1, Math.round(ms / minute)), 'minute');
      if (ms < day) return relative.format(-Math.round(ms / hour), 'hour');
      const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
      return (sameYear ? dateOfYear : dateWithYear).format(at);
    },
    exact: (at) => full.format(at),
  };
}
