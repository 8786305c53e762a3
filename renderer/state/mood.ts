// Changes when it is decided differently what of a mood is shown, and from which level on it calls for somebody. Pure.
import { usualAlertAt, type MoodAlertLevel } from '../../shared/domain/mood.ts';
import type { ConversationRow } from '../../shared/ipc/views.ts';
import { aimedScore, levelOf, profaneScore } from '../../shared/sentiment/levels.ts';
import type { SentimentLevel } from '../../shared/sentiment/types.ts';

type Sentiment = ConversationRow['sentiment'];
/** From which level on an alert is given. */
export type AlertAt = MoodAlertLevel;

/** Where nothing was set: for one's own customers earlier than for those of the team. */
export const usualAlerts: Record<'own' | 'team', AlertAt> = { own: 'negative', team: usualAlertAt };

/** @returns the face to show; null where nothing is to be seen of moods. */
export function faceOf({ mode = 'judged', level }: Sentiment): SentimentLevel | 'unjudged' | null {
  if (mode === 'off' || mode === 'damaged') return null;
  return mode === 'unjudged' ? 'unjudged' : level;
}

/** @returns the face of a line: of a call there is one once somebody writes down what is said. */
export function faceOfRow({ call, sentiment }: Pick<ConversationRow, 'call' | 'sentiment'>) {
  return call !== undefined && call.transcript === undefined ? null : faceOf(sentiment);
}

/** @returns the level of one message by its score, as it stands everywhere else; marks of profanity have their own. */
export function levelOfScore(score: number): SentimentLevel {
  if (score <= aimedScore) return 'veryNegative';
  return score <= profaneScore ? 'negative' : levelOf(score);
}

/** @returns how much the mood falls with each message, 0 to 1: the slope of the line through the scores, where it goes down. */
export function fallOf(steps: readonly number[]): number {
  if (steps.length < 2) return 0;
  const middle = (steps.length - 1) / 2;
  let rise = 0;
  let run = 0;
  steps.forEach((score, at) => {
    rise += (at - middle) * score;
    run += (at - middle) ** 2;
  });
  return Math.min(1, Math.max(0, -rise / run));
}
