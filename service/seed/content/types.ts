// Changes when the texts of the seeded world need another shape. Texts live in one folder per language.
import type { CaseKind } from '../../../shared/domain/case.ts';

export type QueueId =
  | 'queue-support'
  | 'queue-orders'
  | 'queue-billing'
  | 'queue-technical'
  | 'queue-international';
export type ProductKey =
  | 'router'
  | 'coffee'
  | 'purifier'
  | 'lamp'
  | 'headphones'
  | 'vacuum'
  | 'kettle'
  | 'tv'
  | 'thermostat'
  | 'speaker'
  | 'washer'
  | 'desk'
  | 'tablet';

/** A name as it is written, and in plain Latin letters for an e-mail address where it needs that. */
export type Name = string | readonly [written: string, latin: string];

export interface People {
  /** Given names of women and men. */
  f: readonly Name[];
  m: readonly Name[];
  /** Family names; a language that bends them has two lists of the same length. */
  last: { f: readonly Name[]; m: readonly Name[] };
  /** A city, or one with the telephone numbers of its own. */
  cities: readonly (string | readonly [city: string, phone: string])[];
  organisations: readonly string[];
  /** `#` is a digit. Ranges reserved for fiction; where a country has none, numbers that cannot be given out. */
  phones: readonly string[];
  /** First names of agents as they sign in this script, by agent id. */
  agents?: Record<string, string>;
}

/** A product's forms as the language bends them: `name` alone, and others that its texts use as {product.form}. */
export type Forms = { name: string } & Record<string, string>;

/** A reason to write to the company, with the notes that agents take on it, in order. May use the variables of fill.ts. */
export interface Issue {
  key: string;
  queue: QueueId;
  kind: CaseKind;
  category: string;
  tags: readonly string[];
  /** Products it can be about; absent where it is about none. */
  products?: readonly ProductKey[];
  titles: readonly string[];
  descriptions: readonly string[];
  notes: readonly string[];
}

/**
 * One line of a talk: who speaks and what, with alternatives to choose from.
 * c: customer; a: agent; hello: the agent's greeting, then the text if any; thanks: a customer's thanks;
 * bye: the agent's goodbye; internal: for colleagues only; article: sends the article with this key.
 */
export type Turn = readonly [
  who: 'c' | 'a' | 'hello' | 'thanks' | 'bye' | 'internal' | 'article',
  ...texts: string[],
];

export interface Dialogue {
  key: string;
  queue: QueueId;
  mood: 'happy' | 'plain' | 'angry' | 'confused';
  disposition: string;
  products?: readonly ProductKey[];
  /** The issue a case made from this talk is about. */
  issue?: string;
  turns: readonly Turn[];
}

export interface Phrases {
  hello: readonly string[];
  thanks: readonly string[];
  bye: readonly string[];
  /** A goodbye to somebody who was angry: nothing cheerful. */
  soberBye: readonly string[];
  /** What customers write beside a rating, by how they felt. */
  goodRating: readonly string[];
  badRating: readonly string[];
}

export interface ArticleText {
  key: string;
  title: string;
  summary: string;
  tags: readonly string[];
  body: string;
}

export interface ReplyText {
  key: string;
  title: string;
  tags: readonly string[];
  text: string;
}

export interface LocaleContent {
  /** BCP 47 tag for dates, and amounts as people write them there. */
  format: { tag: string; amounts: readonly string[] };
  people: People;
  products: Record<ProductKey, Forms>;
  issues: readonly Issue[];
  /** Notes that fit any case, then three that end one: settled, thanked, never answered. */
  notes: readonly string[];
  resolvedNotes: readonly string[];
  dialogues: readonly Dialogue[];
  phrases: Phrases;
  articles: readonly ArticleText[];
  replies: readonly ReplyText[];
}
