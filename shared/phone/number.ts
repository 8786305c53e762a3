// Changes when telephone numbers are read, compared or written for people otherwise. Text in, text out; never a guess at a country.

import { sameNumber as sameSubscriber } from '../domain/call.ts';

/** Signs that people write into numbers for reading; nothing of them is dialled. */
const forReading = /[\s()./\u2010-\u2015\u00a0-]/gu;

/** Country codes of one and of two digits (ITU-T E.164, list of 2016); every other one has three. */
const one = ['1', '7'];
const two = new Set(
  '20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98'.split(
    ' ',
  ),
);

/** Digits of every script as those that a phone knows: an Arabic or Persian keyboard writes its own. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 0x80) return digit;
    // Every script has its ten digits in a row that begins with nought: its place is found by going back to it.
    let value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value += 1;
    return String(value);
  });
}

/** Whether this is a number, and not a name or an address. Numbers of services (*43#) are. */
export function isNumber(text: string): boolean {
  return /^\+?[0-9*#]{1,32}$/.test(bareNumber(text));
}

/** @returns a number as it is dialled; what is none comes back trimmed. */
export function bareNumber(text: string): string {
  const digits = plainDigits(text).trim();
  const bare = digits.replace(forReading, '').replace(/^\+?00(?=[1-9])/, '+');
  return /^\+?[0-9*#]+$/.test(bare) ? bare : digits;
}

/**
 * A number as people read it: "+49 301 234 567", "+1 555 010 0123". Where no country is written none is made up.
 * What is no number comes back as it was.
 */
export function formatNumber(text: string): string {
  const bare = bareNumber(text);
  if (!/^\+?[0-9]{5,15}$/.test(bare)) return isNumber(text) ? bare : text;
  if (!bare.startsWith('+')) return bare.length <= 6 ? bare : grouped(bare);
  const digits = bare.slice(1);
  const long = one.includes(digits[0] ?? '') ? 1 : two.has(digits.slice(0, 2)) ? 2 : 3;
  return `+${digits.slice(0, long)} ${grouped(digits.slice(long))}`.trim();
}

/** In threes, and no lonely digit at the end. */
function grouped(digits: string): string {
  const parts = digits.match(/.{1,3}/g) ?? [];
  const last = parts.at(-1) ?? '';
  if (parts.length < 2 || last.length > 1) return parts.join(' ');
  return [...parts.slice(0, -2), `${parts.at(-2) ?? ''}${last}`].join(' ');
}

/** Whether two numbers are likely the same line, however they are written; extensions only where they are the same. */
export function sameNumber(left: string, right: string): boolean {
  const bare = bareNumber(left);
  return (bare !== '' && bare === bareNumber(right)) || sameSubscriber(left, right);
}
