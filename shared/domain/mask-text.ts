// Finds in a text what rules of masking are about, and masks it. Pure; its time is bounded by the length of the text.
import type { MaskRule } from './mask.ts';
import { checkPattern } from './mask-pattern.ts';
import { bounds } from './text.ts';

/** A part of a text, in UTF-16 units. */
export interface Span {
  start: number;
  end: number;
}

/** Western, Arabic and Persian digits. */
const digit = '[0-9\\u0660-\\u0669\\u06f0-\\u06f9]';
const isDigit = new RegExp(digit, 'u');

/** @returns the value of a digit of any of the three scripts. */
function valueOf(character: string): number {
  const code = character.charCodeAt(0);
  return code < 0x100 ? code - 48 : code >= 0x6f0 ? code - 0x6f0 : code - 0x660;
}

/** @returns the text's digits alone, in western form. */
export function digitsOf(text: string): string {
  let found = '';
  for (const character of text) if (isDigit.test(character)) found += String(valueOf(character));
  return found;
}

/** @returns whether digits pass Luhn's check. */
export function passesLuhn(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const value = Number(digits[digits.length - 1 - at]);
    const double = at % 2 === 1 ? value * 2 : value;
    sum += double > 9 ? double - 9 : double;
  }
  return digits.length > 0 && sum % 10 === 0;
}

const digitRun = new RegExp(`${digit}+(?:[ \\u00a0.\\-]${digit}+)*`, 'gu');
const digitGroup = new RegExp(`${digit}+`, 'gu');
const shortestCard = 13;
const longestCard = 19;

/** @returns card numbers: 13 to 19 digits, in groups or not, that begin as cards do and pass Luhn's check. */
export function findCards(text: string): Span[] {
  const found: Span[] = [];
  for (const run of text.matchAll(digitRun)) {
    if (run[0].length < shortestCard) continue;
    const groups = Array.from(run[0].matchAll(digitGroup), ({ 0: written, index }) => ({
      digits: digitsOf(written),
      start: run.index + index,
      end: run.index + index + written.length,
    }));
    for (let from = 0; from < groups.length; from += 1) {
      const last = lastOfCard(groups, from);
      if (last === null) continue;
      found.push({ start: groups[from]!.start, end: groups[last]!.end });
      from = last;
    }
  }
  return found;
}

/** @returns the last of the groups that make a card from this one on, as many as can; null when none do. */
function lastOfCard(groups: readonly { digits: string }[], from: number): number | null {
  let digits = '';
  let last: number | null = null;
  for (let at = from; at < groups.length; at += 1) {
    digits += groups[at]!.digits;
    if (digits.length > longestCard) break;
    if (digits.length >= shortestCard && /^[2-6]/.test(digits) && passesLuhn(digits)) last = at;
  }
  return last;
}

const ibanRun = /(?<![\p{L}\p{N}])[a-z]{2}\d{2}(?: ?[a-z0-9]){11,30}(?![\p{L}\p{N}])/giu;

/** @returns whether letters and digits are an IBAN: its check is 1 modulo 97. */
export function isIban(text: string): boolean {
  const compact = text.replace(/ /g, '').toUpperCase();
  if (!/^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact)) return false;
  let rest = 0;
  for (const character of compact.slice(4) + compact.slice(0, 4)) {
    const value = Number.parseInt(character, 36);
    rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
  }
  return rest === 1;
}

/** @returns bank accounts in their international form. */
export function findIbans(text: string): Span[] {
  return [...text.matchAll(ibanRun)].flatMap((match) => {
    // Words may follow in capitals: the longest part that is one counts.
    const ends = [...match[0].matchAll(/[a-z0-9](?= |$)/gi)].map(({ index }) => index + 1).toReversed();
    const end = ends.find((at) => isIban(match[0].slice(0, at)));
    return end === undefined ? [] : [{ start: match.index, end: match.index + end }];
  });
}

const email = /(?<![\p{L}\p{N}._%+-])[\p{L}\p{N}._%+-]{1,64}@(?:[\p{L}\p{N}-]{1,63}\.){1,6}\p{L}{2,24}/gu;

/** @returns e-mail addresses. */
export function findEmails(text: string): Span[] {
  return spans(text, email);
}

const phone = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:\\+|00)?\\(?${digit}(?:[ \\u00a0./()-]{0,2}${digit}){6,16}(?![\\p{L}\\p{N}])`,
  'gu',
);

/** @returns what looks like a telephone number: 7 to 17 digits, grouped as people do. A date is none. */
export function findPhones(text: string): Span[] {
  return spans(text, phone).filter(({ start, end }) => {
    const written = text.slice(start, end);
    return !/^\d{1,4}([./-])\d{1,2}\1\d{1,4}$/.test(written) && digitsOf(written).length <= 17;
  });
}

/** @returns these words, whole, in any case. @param list separated by commas. */
export function findWords(text: string, list: string): Span[] {
  const words = list
    .split(/[,،]/)
    .map((word) => word.trim())
    .filter(Boolean);
  if (words.length === 0) return [];
  const any = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return spans(text, new RegExp(`(?<![\\p{L}\\p{M}\\p{N}])(?:${any})(?![\\p{L}\\p{M}\\p{N}])`, 'giu'));
}

function spans(text: string, pattern: RegExp): Span[] {
  return Array.from(text.matchAll(pattern), ({ 0: { length }, index }) => ({
    start: index,
    end: index + length,
  })).filter(({ start, end }) => end > start);
}

/** @returns where a rule finds something; nothing where its pattern cannot be used. */
export function findByRule({ finds, pattern }: Pick<MaskRule, 'finds' | 'pattern'>, text: string): Span[] {
  switch (finds) {
    case 'card':
      return findCards(text);
    case 'iban':
      return findIbans(text);
    case 'email':
      return findEmails(text);
    case 'phone':
      return findPhones(text);
    case 'words':
      return findWords(text, pattern);
    case 'pattern': {
      const checked = checkPattern(pattern);
      return checked.ok ? spans(text, checked.regex) : [];
    }
  }
}

/** A part that was masked, and by which rule. */
export interface Masked extends Span {
  rule: string;
}
/** A text as it is kept, and what was masked in it. */
export interface MaskedText {
  text: string;
  masked: Masked[];
}

/** As many parts of one text are remembered; the others are masked all the same. */
export const mostMasked = 50;

/**
 * Masks what the rules find. Of rules that meet at one place the first one's mark is used.
 * @returns the text itself, and nothing masked, where no rule finds anything.
 */
export function maskText(text: string, rules: readonly MaskRule[]): MaskedText {
  const found = rules
    .flatMap((rule, order) => findByRule(rule, text).map((span) => ({ ...span, rule, order })))
    .toSorted((a, b) => a.start - b.start || a.order - b.order);
  const masked: Masked[] = [];
  let out = '';
  let at = 0;
  for (const { start, end, rule } of found) {
    const from = Math.max(start, at);
    if (from >= end) continue;
    out += text.slice(at, from);
    // White space stays, so that its groups can still be seen.
    const cover = text.slice(from, end).replace(/\S/gu, rule.mark === '' ? '•' : rule.mark);
    if (masked.length < mostMasked)
      masked.push({ start: out.length, end: out.length + cover.length, rule: rule.name });
    out += cover;
    at = end;
  }
  if (found.length === 0) return { text, masked };
  out += text.slice(at);
  // A long mark must not make it longer than it may be.
  const kept = out.slice(0, Math.max(text.length, bounds.message));
  return { text: kept, masked: masked.filter(({ end }) => end <= kept.length) };
}
