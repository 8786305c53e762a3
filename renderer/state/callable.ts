// Changes when another way of writing numbers in a text can be pressed to call it.
import { findPhones } from '../../shared/domain/mask-text.ts';
import { bareNumber } from '../../shared/phone/number.ts';

/** A stretch of a text: plain text, or a number that can be called. */
export type CallablePart = { text: string; number: null } | { text: string; number: string };

/**
 * Cuts a text into plain parts and numbers. The parts joined are the text again. What begins neither with + nor with a
 * nought is left alone: numbers of orders and of accounts are written like that, and nobody wants to call those.
 */
export function callable(text: string): CallablePart[] {
  const parts: CallablePart[] = [];
  let done = 0;
  for (const { start, end } of findPhones(text)) {
    const number = bareNumber(text.slice(start, end));
    if (!/^(\+[1-9]|0)[0-9]{6,15}$/.test(number)) continue;
    if (start > done) parts.push({ text: text.slice(done, start), number: null });
    parts.push({ text: text.slice(start, end), number });
    done = end;
  }
  if (done < text.length) parts.push({ text: text.slice(done), number: null });
  return parts;
}
