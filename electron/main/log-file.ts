// Changes when the log is written to the disk otherwise.
import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Where and how much. */
export interface LogFileOptions {
  /** Made when it is not there. */
  readonly folder: string;
  /** Bytes after which a file is put aside; default 4 MB. */
  readonly maxBytes?: number;
  /** Older files kept beside the current one; default 4. */
  readonly keep?: number;
}

/**
 * A sink for finished log lines: `parley.log`, put aside as `parley.1.log` and so on.
 * Written at once, so that the last line before a crash is there; there are few. Never throws: a full disk must not
 * end the app over a log line.
 */
export function createLogFile({
  folder,
  maxBytes = 4_000_000,
  keep = 4,
}: LogFileOptions): (line: string) => void {
  const name = (number: number): string => join(folder, number === 0 ? 'parley.log' : `parley.${number}.log`);
  let size: number | undefined;
  const rotate = (): void => {
    for (let number = keep - 1; number >= 0; number -= 1) {
      try {
        renameSync(name(number), name(number + 1));
      } catch {
        // Not there yet.
      }
    }
    size = 0;
  };
  return (line) => {
    try {
      if (size === undefined) {
        mkdirSync(folder, { recursive: true });
        size = statSync(name(0), { throwIfNoEntry: false })?.size ?? 0;
      }
      const text = `${line}\n`;
      const bytes = Buffer.byteLength(text);
      if (size > 0 && size + bytes > maxBytes) rotate();
      appendFileSync(name(0), text, { mode: 0o600 });
      size += bytes;
    } catch {
      size = undefined;
    }
  };
}
