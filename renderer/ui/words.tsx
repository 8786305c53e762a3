// Changes when our components need other words or another clock. They are given them, because ui/ knows nothing of ours.
import { createContext, use } from 'react';

/** The seven steps of sentiment. */
export type Level =
  | 'veryNegative'
  | 'negative'
  | 'slightlyNegative'
  | 'neutral'
  | 'slightlyPositive'
  | 'positive'
  | 'veryPositive';
/** The channels a customer may come by. */
export type ChannelName = 'chat' | 'email' | 'sms' | 'social' | 'voice';
/** An error as plain data. */
export interface ErrorLike {
  kind: string;
  message: string;
  facts?: Record<string, string | number | boolean | null> | undefined;
}

/** What the components say and the time they tell, in the agent's language. */
export interface UiWords {
  sentiment(level: Level | 'unjudged'): string;
  channel(channel: ChannelName): string;
  /** What happened, what is safe, what to do. */
  error(error: ErrorLike): string;
  /** "now", "3 min", "2 h", "12 Mar". */
  ago(at: number, now: number): string;
  /** "0:42", "12:05", "3h 20m": for what counts by the second. */
  duration(ms: number): string;
  /** "12 min", "3h 20m": for what counts by the minute. */
  rough(ms: number): string;
  /** Date and time in full, for the tooltip. */
  exact(at: number): string;
  due(time: string): string;
  overdue(time: string): string;
  close: string;
  retry: string;
  dismiss: string;
  /** What the place of passing messages is called. */
  notices: string;
  loading: string;
  more: string;
  resize(pane: string): string;
  /** A hook: the service's time in steps. */
  useNow: (everyMs: number) => number;
}

/** Given once by the app. */
export const UiWordsContext = createContext<UiWords | null>(null);

/** @returns the words and the clock of our components. */
export function useUi(): UiWords {
  const words = use(UiWordsContext);
  if (words === null) throw new Error('No UiWordsContext above this component.');
  return words;
}
