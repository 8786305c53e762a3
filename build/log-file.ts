// The logs of what `npm start` runs, bounded in size. Changes when they are kept otherwise.
import { appendFileSync, renameSync, statSync } from 'node:fs';

/** See {@link createLogFile}. */
export interface LogFile {
  write(text: string): void;
}

/**
 * A log at `file` that is put aside as `.1`, `.2`... before it outgrows `maxBytes`. Never throws: a full disk must not end
 * what is being logged.
 */
export function createLogFile(file: string, maxBytes = 8_000_000, keep = 3): LogFile {
  let size: number | null = null;
  const name = (number: number): string =>
    number === 0 ? file : file.replace(/(\.log)?$/, `.${number}.log`);
  return {
    write(text) {
      try {
        size ??= statSync(file, { throwIfNoEntry: false })?.size ?? 0;
        const bytes = Buffer.byteLength(text);
        if (size > 0 && size + bytes > maxBytes) {
          for (let number = keep - 1; number >= 0; number -= 1)
            if (statSync(name(number), { throwIfNoEntry: false }) !== undefined)
              renameSync(name(number), name(number + 1));
          size = 0;
        }
        appendFileSync(file, text, { mode: 0o600 });
        size += bytes;
      } catch {
        size = null;
      }
    },
  };
}
