// Changes when another kind of address in a message becomes something to open.

/** A stretch of a message: plain text, or an address that can be opened. */
export type TextPart = { text: string; href: null } | { text: string; href: string };

// Direction overrides and isolates end an address: they could make it read as another one.
const address =
  /(?:https:\/\/|www\.)[^\s<>"'`\u200e\u200f\u202a-\u202e\u2066-\u2069]{2,1900}|(?<![\p{L}\p{N}._%+-])[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,6}/gu;
const brackets = [
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
] as const;
const trailing = /[.,;:!?…،؛؟*_~|]+$/u;

function trimmed(found: string): string {
  let text = found.replace(trailing, '');
  for (const [opening, closing] of brackets) {
    while (text.endsWith(closing) && count(text, closing) > count(text, opening)) {
      text = text.slice(0, -1).replace(trailing, '');
    }
  }
  return text;
}

const count = (text: string, letter: string): number => text.split(letter).length - 1;

function target(text: string): string | null {
  if (text.includes('@') && !text.includes('/')) return `mailto:${text}`;
  try {
    const url = new URL(text.startsWith('www.') ? `https://${text}` : text);
    const plain = url.protocol === 'https:' && url.username === '' && url.password === '';
    return plain && url.hostname.includes('.') ? url.href : null;
  } catch {
    return null;
  }
}

/**
 * Cuts a text into plain parts and addresses. The parts joined are the text again; every `href` is https: or mailto:.
 * An address that hides a user name before its host is left as plain text.
 */
export function linkify(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let done = 0;
  for (const match of text.matchAll(address)) {
    const shown = trimmed(match[0]);
    const href = shown === '' ? null : target(shown);
    if (href === null) continue;
    if (match.index > done) parts.push({ text: text.slice(done, match.index), href: null });
    parts.push({ text: shown, href });
    done = match.index + shown.length;
  }
  if (done < text.length) parts.push({ text: text.slice(done), href: null });
  return parts;
}
