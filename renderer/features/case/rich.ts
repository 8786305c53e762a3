// Changes when rich notes know another sign: a small part of CommonMark, read into parts. No HTML is ever made or read.

/** A stretch of a line. */
export type Inline =
  | { kind: 'text'; text: string }
  | { kind: 'bold' | 'italic'; parts: Inline[] }
  | { kind: 'link'; text: string; href: string };

export type Block =
  | { kind: 'heading'; level: 1 | 2 | 3; parts: Inline[] }
  | { kind: 'list'; numbered: boolean; start: number; items: Inline[][] }
  /** Lines that stand below each other. */
  | { kind: 'text'; lines: Inline[][] };

const deepest = 3;
const headingLine = /^(#{1,3})\s+(\S.*)$/u;
const itemLine = /^\s{0,3}(?:([-*•])|(\d{1,4})[.)])\s+(\S.*)$/u;
// Direction overrides and isolates end an address: they could make it read as another one.
const unsafe = '\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069';
const address = `https:\\/\\/[^\\s<>"'\`${unsafe}]{2,1900}`;
const sign = new RegExp(
  `\\*\\*(?<bold>(?=\\S)[^\\n]{1,4000}?\\S?)\\*\\*|(?<![\\p{L}\\p{N}*])\\*(?<italic>(?=[^\\s*])[^*\\n]{1,4000}?)\\*(?![\\p{L}\\p{N}*])|` +
    `\\[(?<label>[^\\]\\n]{1,200})\\]\\((?<to>(?:https:\\/\\/|mailto:)[^\\s)<>"${unsafe}]{2,1900})\\)|(?<bare>${address})`,
  'gu',
);

/** @returns the address as it is opened; null for one that hides who it leads to. */
function target(address: string): string | null {
  try {
    const url = new URL(address);
    if (url.protocol === 'mailto:') return url.href;
    const plain = url.protocol === 'https:' && url.username === '' && url.password === '';
    return plain && url.hostname.includes('.') ? url.href : null;
  } catch {
    return null;
  }
}

/** @returns the parts of one line. Signs that make no pair stay as they are written. */
export function inlines(line: string, depth = 0): Inline[] {
  const parts: Inline[] = [];
  let done = 0;
  const add = (until: number, part: Inline, next: number): void => {
    if (until > done) parts.push({ kind: 'text', text: line.slice(done, until) });
    parts.push(part);
    done = next;
  };
  for (const match of line.matchAll(sign)) {
    const { bold, italic, label, to, bare } = match.groups ?? {};
    const end = match.index + match[0].length;
    const inner = bold ?? italic;
    if (inner !== undefined) {
      const within: Inline[] = depth >= deepest ? [{ kind: 'text', text: inner }] : inlines(inner, depth + 1);
      add(match.index, { kind: bold === undefined ? 'italic' : 'bold', parts: within }, end);
      continue;
    }
    // The stop behind an address belongs to the sentence.
    const written = to ?? bare?.replace(/[.,;:!?…،؛؟)\]]+$/u, '') ?? '';
    const href = target(written);
    if (href === null) continue;
    add(
      match.index,
      { kind: 'link', text: label ?? written, href },
      to === undefined ? match.index + written.length : end,
    );
  }
  if (done < line.length) parts.push({ kind: 'text', text: line.slice(done) });
  return parts;
}

/** @returns what a rich text is made of, in its order. Every text is one; nothing of it is lost but the signs. */
export function blocks(text: string): Block[] {
  const found: Block[] = [];
  for (const line of text.split('\n')) {
    const last = found.at(-1);
    const heading = headingLine.exec(line);
    const item = itemLine.exec(line);
    if (heading !== null) {
      const level = Math.min(3, heading[1]!.length) as 1 | 2 | 3;
      found.push({ kind: 'heading', level, parts: inlines(heading[2]!) });
    } else if (item !== null) {
      const numbered = item[2] !== undefined;
      const parts = inlines(item[3]!);
      if (last?.kind === 'list' && last.numbered === numbered) last.items.push(parts);
      else found.push({ kind: 'list', numbered, start: Number(item[2] ?? 1), items: [parts] });
    } else if (last?.kind === 'text') last.lines.push(inlines(line));
    else if (line.trim() !== '') found.push({ kind: 'text', lines: [inlines(line)] });
  }
  for (const block of found) {
    if (block.kind !== 'text') continue;
    while (block.lines.length > 1 && block.lines.at(-1)!.length === 0) block.lines.pop();
  }
  return found;
}

/** @returns whether a text says more with its signs than without: only then it is kept as rich. */
export function isRich(text: string): boolean {
  return blocks(text).some(
    (block) =>
      block.kind !== 'text' ||
      block.lines.some((line) =>
        line.some(({ kind, ...part }) => kind === 'bold' || kind === 'italic' || labelled(kind, part)),
      ),
  );
}

const labelled = (kind: Inline['kind'], part: object): boolean =>
  kind === 'link' && 'text' in part && 'href' in part && !String(part.text).startsWith('https://');

/** A text while it is written, and what is chosen of it. */
export interface Written {
  text: string;
  start: number;
  end: number;
}

/** @returns the text with the chosen part between two signs, or without them where they are there already. */
export function toggleMark({ text, start, end }: Written, mark: '**' | '*'): Written {
  const n = mark.length;
  const around = text.slice(start - n, start) === mark && text.slice(end, end + n) === mark;
  const more = mark === '*' && text[start - 2] === '*' && text[start - 3] !== '*';
  if (around && start >= n && !more) {
    const bare = text.slice(0, start - n) + text.slice(start, end) + text.slice(end + n);
    return { text: bare, start: start - n, end: end - n };
  }
  // Signs stand at the words: with a space inside they mean nothing.
  const chosen = text.slice(start, end);
  const from = start + (chosen.length - chosen.trimStart().length);
  const to = Math.max(from, end - (chosen.length - chosen.trimEnd().length));
  const marked = text.slice(0, from) + mark + text.slice(from, to) + mark + text.slice(to);
  return { text: marked, start: from + n, end: to + n };
}

/** @returns the text with each chosen line begun so, or no longer so. */
export function toggleLines({ text, start, end }: Written, kind: 'heading' | 'list' | 'numbers'): Written {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const until = text.indexOf('\n', end);
  const to = until === -1 ? text.length : until;
  const begun = { heading: /^#{1,3}\s+/u, list: /^[-*•]\s+/u, numbers: /^\d{1,4}[.)]\s+/u }[kind];
  const lines = text.slice(from, to).split('\n');
  const off = lines.every((line) => begun.test(line));
  const changed = lines
    .map((line, at) => {
      const bare = line.replace(/^(?:#{1,3}|[-*•]|\d{1,4}[.)])\s+/u, '');
      if (off) return bare;
      return `${{ heading: '## ', list: '- ', numbers: `${String(at + 1)}. ` }[kind]}${bare}`;
    })
    .join('\n');
  const next = text.slice(0, from) + changed + text.slice(to);
  return { text: next, start: from + changed.length, end: from + changed.length };
}

/** @returns the text with the chosen words as the label of a link, and its address chosen to be typed. */
export function addLink({ text, start, end }: Written): Written {
  const label = text.slice(start, end).replace(/[\]\n]/gu, ' ');
  const address = 'https://';
  const at = start + label.length + 3;
  return {
    text: `${text.slice(0, start)}[${label}](${address})${text.slice(end)}`,
    start: label === '' ? start + 1 : at,
    end: label === '' ? start + 1 : at + address.length,
  };
}
