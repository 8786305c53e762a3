// Changes when it is told otherwise that card data is being typed or is about to be. Pure, but for looking at a field.
import { digitsOf, findCards } from '../../../shared/domain/mask-text.ts';

/** `card`: a whole number stands there. `begun`: it may become one. */
export type CardTyped = 'card' | 'begun' | null;

/** Telephone numbers are shorter, or begin with a plus or a zero; most other numbers are shorter than this. */
const begunDigits = 8;
const longBefore = 16;
const run = /(?<![\p{L}\p{N}])\+?\p{Nd}+(?:[ \u00a0.-]\p{Nd}+)*/gu;

/** @returns what of a card stands in a text; its time is bounded by the length of the text. */
export function cardIn(text: string): CardTyped {
  if (findCards(text).length > 0) return 'card';
  for (const [written] of text.matchAll(run)) {
    if (written.startsWith('+')) continue;
    const digits = digitsOf(written);
    // With so many it would be one by now, if it were one.
    if (digits.length >= begunDigits && digits.length < longBefore && /^[2-6]/.test(digits)) return 'begun';
  }
  return null;
}

/** @returns whether a field is for paying by card: by what it says of itself (HTML, autofill: cc-number, cc-csc, ...). */
export function isPaymentField(field: Element): boolean {
  const says = (field.getAttribute('autocomplete') ?? '').toLowerCase();
  return says.split(/\s+/).some((token) => token.startsWith('cc-'));
}

/** @returns what stands in a field that can be typed in; null for anything else. */
export function typedIn(field: EventTarget | null): string | null {
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
    return field instanceof HTMLInputElement && field.type === 'password' ? null : field.value;
  if (field instanceof HTMLElement && field.isContentEditable) return field.textContent ?? '';
  return null;
}
