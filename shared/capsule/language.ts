// What a language gives for finding promises and dates. Changes when another kind of expression is understood.

/** Patterns are in natural letters of the language, over whole words; see fold.ts. */
export interface PromiseWords {
  /** A promise by itself: to call back, to answer, to give money back. */
  always: string;
  /** A promise only together with a date: to send, to check; somebody will come. */
  dated: string;
  /** In the same clause: no promise. */
  not: string;
  /** Anywhere in the sentence: no promise, as it hangs on something or is only thought of. */
  unsure: string;
  /** Days from that of the message. */
  days: readonly (readonly [pattern: string, days: number])[];
  /** Sunday first. */
  weekdays: readonly string[];
  /** Before or behind a weekday: which one is meant is not clear. */
  unclear: string;
  /** January first. */
  months: readonly string[];
  thisWeek: string;
  nextWeek: string;
  /** The last day of a working week, 0 is Sunday. */
  weekEnds: number;
  /** "in 3 days": what stands before the number. */
  within: string;
  units: { minute: string; hour: string; day: string; workday: string; week: string };
  /** Lengths of time in one word, such as Arabic's duals, in minutes, hours or days. */
  spans: readonly (readonly [pattern: string, count: number, unit: 'minute' | 'hour' | 'day'])[];
  numbers: Readonly<Record<string, number>>;
  /** Times of day with groups `h`, `m`, `half` ("pm"); the last group is optional. */
  clocks: readonly string[];
  /** What `half` says for the hours after noon. */
  afternoon: string;
  /** Parts of the day and the hour by which they are over. */
  parts: readonly (readonly [pattern: string, hour: number])[];
  /** Day and month, with groups `d`, `mon` and perhaps `y`; MONTH stands for any month's name. */
  dates: readonly string[];
  /** The day alone ("the 24th"), with a group `d`. */
  dayOfMonth: string | null;
}
