// Changes when an article is proposed from a resolved case otherwise. Pure: what is known of the case in, words out.
import { plain } from '../../../shared/cache/text.ts';
import type { Locale } from '../../../shared/domain/people.ts';
import { findCards, findEmails, findIbans, findPhones, type Span } from '../../../shared/domain/mask-text.ts';
import { bounds, cleanLine } from '../../../shared/domain/text.ts';

/** What a proposal is made of. */
export interface ResolvedCase {
  title: string;
  description: string;
  tags: readonly string[];
  /** What agents noted, oldest first. */
  notes: readonly string[];
  /** What agents answered where the customer could read it, oldest first. */
  replies: readonly string[];
  /** How the customer and who wrote in its name are called. */
  names: readonly string[];
  /** Case numbers that are known; whatever looks like one goes as well. */
  numbers: readonly string[];
  locale: Locale;
}

/** The words around what is taken over, in the language of the article. */
export interface ProposalWords {
  question: string;
  answer: string;
  background: string;
  /** Stand for what was taken out. */
  customer: string;
  email: string;
  phone: string;
  number: string;
}

/** What its author begins with. */
export interface Proposal {
  title: string;
  summary: string;
  body: string;
  tags: string[];
  locale: Locale;
}

/** A form holds no more, as it is journaled whole. */
export const mostBody = 60_000;

/** @returns title, summary and body, with nothing in them that says who the customer is. */
export function proposeArticle(from: ResolvedCase, words: ProposalWords): Proposal {
  const clean = (text: string): string =>
    withoutPerson(withoutGreeting(text, from.names), from, words).trim();
  const replies = [...new Set(from.replies.map(clean))].filter((text) => text !== '');
  const notes = [...new Set(from.notes.map(clean))].filter((text) => text !== '');
  const description = clean(from.description);
  const part = (heading: string, texts: readonly string[]): string[] =>
    texts.length === 0 ? [] : [`# ${heading}`, ...texts];
  const body = [
    ...part(words.question, description === '' ? [] : [description]),
    ...part(words.answer, replies),
    ...part(words.background, notes),
  ].join('\n\n');
  return {
    title: cleanLine(withoutPerson(from.title, from, words)).slice(0, bounds.title),
    summary: firstSentence(description),
    body: body.slice(0, mostBody),
    tags: from.tags.slice(0, 50),
    locale: from.locale,
  };
}

function firstSentence(text: string): string {
  const line = cleanLine(text);
  const end = /[.!?؟。](?=\s|$)/u.exec(line);
  return (end === null ? line : line.slice(0, end.index + 1)).slice(0, 300);
}

/** Shorter parts of a name are in too many words. */
const shortest = 3;
const titles = new Set(
  'dr mr mrs ms mx prof herr frau pan pani fru hr von van der den bin abu السيد السيده اقای خانم'
    .split(' ')
    .map(plain),
);
const wordPattern = /[\p{L}\p{M}\p{N}]+(?:['’\u200c][\p{L}\p{M}\p{N}]+)*/gu;

const partsOf = (names: readonly string[]): string[] =>
  names
    .flatMap((name) => [...name.matchAll(wordPattern)].map(([part]) => plain(part)))
    .filter((part) => part.length >= shortest && !titles.has(part));

/** @returns whether a word is this part of a name, also with an ending or with what Arabic writes before it. */
function isPart(found: string, part: string): boolean {
  const bare = found.replace(/['’].*$/u, '');
  if (bare === part) return true;
  const stem = part.length > shortest ? part.replace(/[aeiouy]$/, '') : part;
  if (part.length > shortest && bare.startsWith(stem) && bare.length <= part.length + 3) return true;
  return ['و', 'ل', 'ب', 'ف', 'ک'].some((letter) => bare === letter + part);
}

/** @returns the text without a first line or first words that only greet the customer. */
function withoutGreeting(text: string, names: readonly string[]): string {
  const parts = partsOf(names);
  const opening = /^[^\n@,،!.:?؟]{1,60}[,،!.:](?:\s+|$)/u.exec(text);
  if (opening === null) return text;
  const words = [...opening[0].matchAll(wordPattern)].map(([one]) => plain(one));
  const greets = words.length <= 5 && words.some((one) => parts.some((part) => isPart(one, part)));
  if (!greets) return text;
  const rest = text.slice(opening[0].length);
  return rest === '' ? '' : rest.charAt(0).toLocaleUpperCase() + rest.slice(1);
}

const caseNumber = /(?<![\p{L}\p{N}])C[-‐–]?\d{4,9}(?!\p{N})/giu;

interface Found extends Span {
  as: string;
}

/** @returns the text with a word for the customer, its addresses and case numbers in their places. */
export function withoutPerson(
  text: string,
  { names, numbers }: Pick<ResolvedCase, 'names' | 'numbers'>,
  words: ProposalWords,
): string {
  const as = (spans: readonly Span[], mark: string): Found[] =>
    spans.map(({ start, end }) => ({ start, end, as: `[${mark}]` }));
  const found = [
    ...as(findEmails(text), words.email),
    ...as(findCards(text), words.number),
    ...as(findIbans(text), words.number),
    ...as(patterns(text, caseNumber), words.number),
    ...as(
      numbers.flatMap((number) => places(text, number)),
      words.number,
    ),
    ...as(findPhones(text), words.phone),
    ...as(nameSpans(text, names), words.customer),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end);
  let out = '';
  let at = 0;
  for (const one of found) {
    if (one.start < at) continue;
    out += text.slice(at, one.start) + one.as;
    at = one.end;
  }
  return out + text.slice(at);
}

function nameSpans(text: string, names: readonly string[]): Span[] {
  const parts = partsOf(names);
  const spans: Span[] = [];
  for (const { 0: found, index } of text.matchAll(wordPattern)) {
    // In scripts with capitals a name begins with one.
    if (/^\p{Ll}/u.test(found) || !parts.some((part) => isPart(plain(found), part))) continue;
    const last = spans.at(-1);
    const end = index + found.length;
    // First and last name together are one person.
    if (last !== undefined && /^[\s.-]*$/u.test(text.slice(last.end, index))) last.end = end;
    else spans.push({ start: index, end });
  }
  return spans;
}

const patterns = (text: string, pattern: RegExp): Span[] =>
  Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({ start: index, end: index + length }));

function places(text: string, wanted: string): Span[] {
  const spans: Span[] = [];
  if (wanted.length < shortest) return spans;
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + wanted.length))
    spans.push({ start: at, end: at + wanted.length });
  return spans;
}
