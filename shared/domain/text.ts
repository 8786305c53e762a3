// Bounds and cleaning for every text that comes from outside: nothing longer than stated, no control or direction tricks.
import { z } from 'zod';

// Control characters but tab and newline; then direction overrides and isolates, which can reorder what is shown.
// eslint-disable-next-line no-control-regex
const controls = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;
const directionTricks = /[\u202a-\u202e\u2066-\u2069]/g;

/** @returns the text without control characters; line breaks and tabs stay. */
export function cleanProse(text: string): string {
  return text.replace(/\r\n?/g, '\n').replace(controls, '').normalize('NFC');
}

/** @returns one line without control characters or direction overrides, spaces collapsed, trimmed. */
export function cleanLine(text: string): string {
  return cleanProse(text).replace(directionTricks, '').replace(/\s+/g, ' ').trim();
}

/** A single line such as a name or a title: at most `max` characters, cleaned. */
export const line = (max: number) => z.string().max(max).overwrite(cleanLine);
/** A single line that must not be empty. */
export const filledLine = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite(cleanLine)
    .refine((text) => text.length > 0, 'must not be empty');
/** Text of several lines: at most `max` characters, cleaned. */
export const prose = (max: number) => z.string().max(max).overwrite(cleanProse);
/** Text of several lines that must hold more than white space. */
export const filledProse = (max: number) =>
  z
    .string()
    .max(max)
    .overwrite(cleanProse)
    .refine((text) => text.trim().length > 0, 'must not be empty');

/** Bounds, in characters (UTF-16 units). D365 stops at about 28 KB per message; a note may be a long protocol. */
export const bounds = {
  message: 16_000,
  note: 64_000,
  title: 300,
  name: 200,
  description: 32_000,
  tag: 60,
  reason: 1000,
  article: 200_000,
  search: 200,
} as const;
