// Changes when moods have other levels. Names only: what reads them needs no rules of records.

/** Seven levels, as in Dynamics 365, the worst first. */
export const moodLevels = [
  'veryNegative',
  'negative',
  'slightlyNegative',
  'neutral',
  'slightlyPositive',
  'positive',
  'veryPositive',
] as const;
export type MoodLevel = (typeof moodLevels)[number];
