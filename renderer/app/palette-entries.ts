// Changes when the palette finds or orders something differently. Pure: hits, sessions and commands in, groups out.
import { slips, slipsBetween } from '../../shared/cache/slips.ts';
import { indexText, plain, queryWords } from '../../shared/cache/text.ts';
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
  /** What is marked in it, where that is other than what was typed. */
  find?: string;
  /** The palette stays, and goes on with this text. */
  fill?: string;
  run: (gesture: Gesture) => void;
}

/** Lines of one kind under one heading. */
export interface Group {
  heading: MessageKey;
  /** Lines that have something else than what was typed: which words, as they are told. */
  meant?: string;
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

/**
 * @param forgives words one or two slips away count where no title has what was typed.
 * @returns those in whose title each word of the text begins a word; those that begin with it first.
 */
export function matching<T extends { title: string }>(
  entries: readonly T[],
  text: string,
  forgives = false,
): T[] {
  const words = queryWords(text);
  if (words.length === 0) return text.trim() === '' ? [...entries] : [];
  const parted = entries.map((entry) => ({ entry, parts: partsOf(entry.title) }));
  const found = (fits: (part: string, word: string) => boolean): T[] =>
    parted
      .filter(({ parts }) => words.every((word) => parts.some((part) => fits(part, word))))
      .toSorted((a, b) => Number(begins(b.parts[0], words[0]!)) - Number(begins(a.parts[0], words[0]!)))
      .map(({ entry }) => entry);
  const exact = found(begins);
  return exact.length > 0 || !forgives ? exact : found(isNear);
}

const begins = (part: string | undefined, word: string): boolean => part?.startsWith(word) === true;
/** The first letter is taken as meant: names of commands are few and short. */
const isNear = (part: string, word: string): boolean =>
  part[0] === word[0] && slipsBetween(word, part, slips(word)) <= slips(word);

/** The words of a title as the search has them: joined and apart at Persian's narrow spaces, umlauts also as two letters. */
const partsOf = (title: string): string[] => indexText(title).match(/[\p{L}\p{N}]+/gu) ?? [];

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

/** So many words that were meant are told. */
const mostTold = 3;

/** @returns by which words these hits were found, each once, the first that begins so; the likeliest first. */
export function meantOf(near: readonly SearchHit[]): string[] {
  const told: { text: string; folded: string }[] = [];
  for (const { meant } of near) {
    if (meant === undefined || told.length === mostTold) continue;
    const folded = plain(meant);
    if (!told.some((one) => folded.startsWith(one.folded))) told.push({ text: meant, folded });
  }
  return told.map(({ text }) => text);
}
