// Changes when the palette finds or orders something differently. Pure: hits, sessions and commands in, groups out.
import type { MessageKey } from '../../shared/i18n/index.ts';
import type { SearchHit } from '../../shared/ipc/views.ts';
import type { Gesture } from '../state/workspace.ts';

/** One line of the palette. */
export interface Entry {
  id: string;
  title: string;
  /** Beside the title: whose it is. */
  who?: string;
  /** Under the title: the place that was found. */
  excerpt?: string;
  keys?: string;
  /** What it is, for its picture. */
  type: SearchHit['type'] | 'command' | 'session' | 'recent';
  at?: number | null;
  /** The palette stays, and goes on with this text. */
  fill?: string;
  run: (gesture: Gesture) => void;
}

/** Lines of one kind under one heading. */
export interface Group {
  heading: MessageKey;
  entries: Entry[];
}

const headings: Record<SearchHit['type'], MessageKey> = {
  customer: 'palette.customers',
  case: 'palette.cases',
  conversation: 'palette.conversations',
  message: 'palette.messages',
  note: 'palette.notes',
  article: 'palette.articles',
};

/** @returns those in whose title each word of the text begins a word; those that begin with it first. */
export function matching<T extends { title: string }>(entries: readonly T[], text: string): T[] {
  const words = wordsOf(plain(text));
  if (words.length === 0 && text.trim() !== '') return [];
  const rank = ({ title }: T): number => (plain(title).startsWith(words[0] ?? '') ? 0 : 1);
  const begins = (title: string, word: string): boolean =>
    wordsOf(title).some((part) => part.startsWith(word));
  return entries
    .filter(({ title }) => words.every((word) => begins(plain(title), word)))
    .toSorted((a, b) => rank(a) - rank(b));
}

/** So many of a kind are shown, so that every kind can be seen; more words find the others. */
const mostOfAKind = 7;

/**
 * @param most of a kind.
 * @returns the hits under their headings, the kind of the best hit first.
 */
export function groupHits(
  hits: readonly SearchHit[],
  entryOf: (hit: SearchHit) => Entry,
  most = mostOfAKind,
): Group[] {
  const groups = new Map<SearchHit['type'], Entry[]>();
  for (const hit of hits) {
    const entries = groups.get(hit.type) ?? [];
    groups.set(hit.type, entries);
    if (entries.length < most) entries.push(entryOf(hit));
  }
  return [...groups].map(([type, entries]) => ({ heading: headings[type], entries }));
}

/** What is typed and what it is looked for in are parted alike: at hyphens, commas and Persian's narrow spaces too. */
function wordsOf(text: string): string[] {
  return text.split(/[^\p{L}\p{N}]+/u).filter(Boolean);
}

/** @returns text as it is compared here: lower case, without accents. */
export function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}
