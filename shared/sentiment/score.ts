// Changes when words, marks and phrases should add up to a message's score in another way.
import type { Locale } from '../domain/people.ts';
import { emojiWeight } from './emoji.ts';
import { wordLists, type WordList } from './lexicon/index.ts';
import { endsClause, type Token } from './tokens.ts';
import type { SentimentReason } from './types.ts';

/** One thing that moved the score, with offsets into the folded text. */
export interface Share {
  start: number;
  end: number;
  weight: number;
  source: SentimentReason['source'];
}

/** No single thing weighs more, however much it is stressed. */
const most = 3;
const limit = (weight: number): number => Math.max(-most, Math.min(most, weight));

/** How far a "not" reaches, in words. */
const reach = 3;
const flip = (weight: number): number => (weight > 0 ? -0.75 * weight : -0.45 * weight);

interface Reading {
  folded: string;
  original: (start: number, end: number) => string;
  tokens: readonly Token[];
  locale: Locale;
}

/** @returns everything in the message that speaks for or against, in order of appearance. */
export function weigh(reading: Reading): Share[] {
  const list = wordLists[reading.locale];
  const taken = new Uint8Array(reading.folded.length);
  for (const pattern of list.neutral)
    for (const match of reading.folded.matchAll(pattern))
      taken.fill(1, match.index, match.index + match[0].length);
  const shares: Share[] = [];
  for (const [pattern, weight] of list.phrases) {
    for (const match of reading.folded.matchAll(pattern)) {
      const end = match.index + match[0].length;
      if (match[0] === '' || taken[match.index] === 1) continue;
      taken.fill(1, match.index, end);
      shares.push({ start: match.index, end, weight: limit(weight), source: 'rule' });
    }
  }
  shares.push(...words(reading, list, taken), ...emoji(reading.tokens), ...marks(reading, shares));
  return shares.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

function words(reading: Reading, list: WordList, taken: Uint8Array): Share[] {
  const { tokens, locale } = reading;
  const shares: Share[] = [];
  const questionAfter = questions(tokens);
  tokens.forEach((token, index) => {
    if (token.kind !== 'word' || taken[token.start] === 1) return;
    const entry = list.find(token.text) ?? borrowed(token.text, locale);
    if (entry === undefined) return;
    let weight = entry.weight;
    const near = before(tokens, index, reach);
    const close = near.slice(0, 2);
    if (close.some((word) => list.boosters.has(word))) weight *= 1.35;
    if (close.some((word) => list.dampers.has(word))) weight *= 0.6;
    if (/(\p{L})\1{2,}/u.test(token.text)) weight *= 1.2;
    const original = reading.original(token.start, token.end);
    if (original.length >= 4 && /^\p{Lu}+$/u.test(original)) weight *= 1.2;
    // A question such as "is the quick delivery good?" asks, it does not praise.
    if (questionAfter[index] === 1 && weight > 0) weight *= 0.4;
    const later =
      list.negatorsAfter.size > 0 && (locale === 'fa' || entry.after)
        ? after(tokens, index, locale === 'fa' ? 2 : reach + 1)
        : [];
    const negated =
      near.some((word) => list.negators.has(word)) || later.some((word) => list.negatorsAfter.has(word));
    if (negated) weight = flip(weight);
    shares.push({ start: token.start, end: token.end, weight: limit(weight), source: 'lexicon' });
  });
  return shares;
}

/** Strong English words are understood in the middle of other languages, where they cannot be mistaken. */
function borrowed(word: string, locale: Locale): ReturnType<WordList['find']> {
  if (locale === 'en' || word.length < 5) return undefined;
  const entry = wordLists.en.find(word);
  return entry !== undefined && Math.abs(entry.weight) >= 2 ? entry : undefined;
}

/** @returns up to `count` words before the token within its clause, nearest first. */
function before(tokens: readonly Token[], index: number, count: number): string[] {
  const found: string[] = [];
  for (let i = index - 1; i >= 0 && found.length < count; i--) {
    const token = tokens[i]!;
    if (endsClause(token)) break;
    if (token.kind === 'word') found.push(token.text);
  }
  return found;
}

/** @returns up to `count` words after the token within its clause. */
function after(tokens: readonly Token[], index: number, count: number): string[] {
  const found: string[] = [];
  for (let i = index + 1; i < tokens.length && found.length < count; i++) {
    const token = tokens[i]!;
    if (endsClause(token)) break;
    if (token.kind === 'word') found.push(token.text);
  }
  return found;
}

/** @returns for each token whether its sentence ends in a question mark. */
function questions(tokens: readonly Token[]): Uint8Array {
  const marks = new Uint8Array(tokens.length);
  let question = 0;
  for (let i = tokens.length - 1; i >= 0; i--) {
    const { kind, text } = tokens[i]!;
    if (kind === 'mark' && /[.!?؟\n…]/.test(text)) question = /[?؟]/.test(text) ? 1 : 0;
    marks[i] = question;
  }
  return marks;
}

/** The same emoji ten times says a little more than once. */
function emoji(tokens: readonly Token[]): Share[] {
  const seen = new Map<string, number>();
  return tokens.flatMap((token) => {
    const weight = token.kind === 'emoji' ? emojiWeight(token.text) : 0;
    if (weight === 0) return [];
    const times = seen.get(token.text) ?? 0;
    seen.set(token.text, times + 1);
    return [
      { start: token.start, end: token.end, weight: weight / (1 + times * 3), source: 'emoji' as const },
    ];
  });
}

/** Question marks in a row and shouting: impatience, unless something kind was said. "!!!" only adds to what is there. */
function marks(reading: Reading, phrases: readonly Share[]): Share[] {
  const shares: Share[] = [];
  const negative = phrases.some((share) => share.weight < 0);
  for (const token of reading.tokens) {
    if (token.kind !== 'mark') continue;
    const asks = token.text.match(/[?؟]/g)?.length ?? 0;
    const calls = token.text.match(/!/g)?.length ?? 0;
    if (asks >= 2)
      shares.push({ start: token.start, end: token.end, weight: asks >= 3 ? -0.8 : -0.4, source: 'rule' });
    else if (calls >= 2 && negative)
      shares.push({ start: token.start, end: token.end, weight: -0.5, source: 'rule' });
    if (shares.length >= 2) break;
  }
  const capitals = reading.tokens.filter((token) => {
    const original = token.kind === 'word' ? reading.original(token.start, token.end) : '';
    return original.length >= 3 && /^\p{Lu}+$/u.test(original);
  });
  const spoken = reading.tokens.filter((token) => token.kind === 'word' && token.text.length >= 3);
  if (capitals.length >= 3 && capitals.length > spoken.length * 0.6) {
    shares.push({
      start: capitals[0]!.start,
      end: capitals[capitals.length - 1]!.end,
      weight: -0.8,
      source: 'rule',
    });
  }
  return shares;
}
