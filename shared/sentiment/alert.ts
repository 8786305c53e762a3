// Changes when somebody is told of an unhappy customer earlier, later or again. The same for a desk and for the service.
import type { MoodAlertLevel } from '../domain/mood.ts';
import { sentimentLevels, type SentimentLevel } from './types.ts';

const rank = (level: SentimentLevel): number => sentimentLevels.indexOf(level);

/** @returns whether a level is at least as bad as this. */
export const reaches = (level: SentimentLevel, at: MoodAlertLevel): boolean =>
  at !== 'none' && rank(level) <= rank(at);

/**
 * @param before the level that was told last, null after a calm.
 * @param level how it stands now; null where it is not judged.
 * @returns the level that is told with this: the worst since the customer was calm, null when it is calm. It is raised once at
 * the threshold and again when it becomes worse; a level that goes to and fro across the threshold raises nothing.
 */
export function alertAfter(
  before: SentimentLevel | null,
  level: SentimentLevel | null,
  at: MoodAlertLevel,
): SentimentLevel | null {
  if (level === null || at === 'none' || rank(level) >= rank('neutral')) return null;
  const worse = before === null || rank(level) < rank(before);
  return worse && reaches(level, at) ? level : before;
}
