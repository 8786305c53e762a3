// A small structured logger: one JSON object a line, secrets and message texts redacted before they reach the sink.

/** Levels, quiet to loud. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';
/** Plain facts beside the message. */
export type LogFacts = Readonly<Record<string, unknown>>;

/** What the rest of Parley writes to. */
export interface Log {
  debug(message: string, facts?: LogFacts): void;
  info(message: string, facts?: LogFacts): void;
  warn(message: string, facts?: LogFacts): void;
  error(message: string, facts?: LogFacts): void;
  /** @returns a logger that adds these facts to every line. */
  with(facts: LogFacts): Log;
}

const secretKeys = /pass(word|phrase)?$|token|secret|authorization|cookie|^key(hex)?$|dek|hash/i;
const privateKeys = /^(text|body|note|email|phone|question|comment|description)$/i;

/** @returns a copy in which secrets and what people wrote are replaced, nested at most 6 deep. */
export function redact(value: unknown, depth = 0): unknown {
  if (value instanceof Error) return redactError(value, depth);
  if (typeof value === 'string')
    return value.length > 2000 ? `${value.slice(0, 2000)}... (${value.length} characters)` : value;
  if (typeof value === 'bigint') return value.toString();
  if (value === null || typeof value !== 'object') return value;
  if (depth > 6) return '[deep]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => redact(item, depth + 1));
  const out: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    if (secretKeys.test(key)) out[key] = '[secret]';
    else if (privateKeys.test(key) && typeof item === 'string') out[key] = `[${item.length} characters]`;
    else out[key] = redact(item, depth + 1);
  }
  return out;
}

/** An error with what caused it, which is where a wrapped failure says what really happened; nothing else it carries. */
function redactError(error: Error, depth: number): unknown {
  const { kind, field, code } = error as { kind?: unknown; field?: unknown; code?: unknown };
  const facts = Object.entries({ kind, field, code }).filter(([, value]) => typeof value === 'string');
  return {
    name: error.name,
    message: redact(error.message),
    ...Object.fromEntries(facts),
    stack: redact(error.stack),
    ...(error.cause === undefined ? {} : { cause: depth >= 6 ? '[deep]' : redact(error.cause, depth + 1) }),
  };
}

/**
 * @param sink takes one finished line without its newline.
 * @param now the time in ms since the epoch.
 * @param least lines below this level are dropped.
 */
export function createLog(
  sink: (line: string) => void,
  now: () => number,
  least: LogLevel = 'info',
  facts: LogFacts = {},
): Log {
  const order: LogLevel[] = ['debug', 'info', 'warn', 'error'];
  const write = (level: LogLevel, message: string, more: LogFacts = {}): void => {
    if (order.indexOf(level) < order.indexOf(least)) return;
    sink(
      JSON.stringify({
        at: new Date(now()).toISOString(),
        level,
        message,
        ...(redact({ ...facts, ...more }) as object),
      }),
    );
  };
  return {
    debug: (message, more) => write('debug', message, more),
    info: (message, more) => write('info', message, more),
    warn: (message, more) => write('warn', message, more),
    error: (message, more) => write('error', message, more),
    with: (more) => createLog(sink, now, least, { ...facts, ...more }),
  };
}
