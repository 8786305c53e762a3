// Changes when a line of a log should be shown to people differently.
import { z } from 'zod';

const Line = z.looseObject({ at: z.string(), level: z.string(), message: z.string() });

/** Chromium says these on every Linux machine without a system bus or a graphics card; they mean nothing. */
const noise =
  /Failed to connect to the bus|dri3 extension|Floss manager|InitializeSandbox|object_proxy|^\s*$/;

/**
 * Turns a structured log line (JSON) into one for people: time, level when it is worth noticing, message, facts.
 * Other text is kept as it is; noise becomes an empty string.
 */
export function readable(line: string): string {
  if (noise.test(line)) return '';
  const parsed = Line.safeParse(parse(line));
  if (!parsed.success) return line;
  const { at, level, message, ...facts } = parsed.data;
  const loud = level === 'info' || level === 'debug' ? '' : `${level.toUpperCase()} `;
  const told = Object.entries(facts).map(
    ([name, fact]) => `${name}=${typeof fact === 'string' ? fact : JSON.stringify(fact)}`,
  );
  return [`${at.slice(11, 23)} ${loud}${message}`, ...told].join(' ');
}

function parse(line: string): unknown {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
