// What a simulated customer is made of. The scripts of each language lie in scripts/.
import type { Locale } from '../../shared/domain/people.ts';

export type Mood = 'calm' | 'cheerful' | 'worried' | 'annoyed' | 'angry';

/** One made-up customer with one matter. The lines hold whatever the agent answers. */
export interface Script {
  key: string;
  locale: Locale;
  mood: Mood;
  name: string;
  email: string | null;
  /** Asked for by id; where the service does not know it, the usual one. */
  queue: string | null;
  opening: string;
  /** What is said after each answer; several texts are several messages in a row. */
  turns: readonly (readonly string[])[];
  /** Said one by one while no answer comes. */
  impatient: readonly string[];
  /** Waits this long for an answer before the first of those, in seconds. */
  patience: number;
  /** Says goodbye by leaving, or waits for the agent to end the chat. */
  ends: 'leaves' | 'waits';
  rating: { score: number; comment: string } | null;
}
