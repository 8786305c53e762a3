// What a report to hand on may hold: facts from a closed list of forms. Changes when something else may be told.
import { z } from 'zod';

/** Names of facts whose values are words of ours; the value of any other must be a number or a yes or no. */
const wordKeys =
  /^(kind|code|state|name|level|signal|problem|window|process|t|query|step|platform|version|reason|layout)$/;
/** The other facts that are told, by number or by length. A name that is not listed may be somebody's word, and is left out. */
const otherKeys =
  /^(message|stack|cause|error|detail|facts|field|type|refusal|ms|n|count|bytes|size|length|total|port|pid|desks|rows|windows|migrations|attempts|pause|exitCode|ok|adopted|commands|drafts|lost|waiting|attention|api|chrome|electron|node|problems)$/;
/** A word of ours: short, of Latin letters; no address, no sentence, nothing long enough to be a key. */
const word = /^[A-Za-z][A-Za-z0-9.:_-]{0,31}$/;
/** Only levels, moments and sentences of ours pass as they are. */
const lineSchema = z.object({
  at: z.iso.datetime(),
  level: z.enum(['debug', 'info', 'warn', 'error']),
  message: z.string(),
});

/** @returns the sentence without what may have been put into it: quoted text, addresses, numbers, names with a path. */
export function bareSentence(message: string): string {
  return message
    .slice(0, 300)
    .replace(/["'“”‘’«»`„][^"'“”‘’«»`„]*["'“”‘’«»`„]/g, '"…"')
    .replace(/\S+@\S+/g, '…')
    .replace(/\b[a-z][a-z0-9+.-]*:\/\/\S+/gi, '…')
    .replace(/\S*[/\\]\S*/g, '…')
    .replace(/\S*\d\S*/g, '#')
    .replace(/[^\x20-\x7e…]+/g, '…')
    .replace(/\S{24,}/g, '…');
}

function bareFacts(value: unknown, key: string, depth: number): unknown {
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'string') return wordKeys.test(key) && word.test(value) ? value : `[${value.length}]`;
  if (depth > 3 || typeof value !== 'object') return '[…]';
  if (Array.isArray(value)) return `[${value.length} items]`;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => wordKeys.test(name) || otherKeys.test(name))
      .map(([name, item]) => [name, bareFacts(item, name, depth + 1)]),
  );
}

/**
 * @param line one line of a log as shared/log.ts writes it.
 * @returns what a report may hold of it; null for what is no such line.
 */
export function bareLine(line: string): Record<string, unknown> | null {
  let raw: unknown;
  try {
    raw = JSON.parse(line);
  } catch {
    return null;
  }
  const parsed = lineSchema.safeParse(raw);
  if (!parsed.success) return null;
  const { at, level, message } = parsed.data;
  const facts = bareFacts(raw, '', 0) as Record<string, unknown>;
  return { ...facts, at, level, message: bareSentence(message) };
}

/** @returns the newest `most` lines of a log's text, as a report may hold them. */
export function bareLog(text: string, most = 200): Record<string, unknown>[] {
  const kept: Record<string, unknown>[] = [];
  for (const line of text.split('\n').slice(-most - 1)) {
    const bare = line === '' ? null : bareLine(line);
    if (bare !== null) kept.push(bare);
  }
  return kept.slice(-most);
}
