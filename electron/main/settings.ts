// Changes when the settings of this machine's user are kept otherwise. What they are: shared/ipc/main.ts.
import { rename } from 'node:fs/promises';
import { join } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import { settingsSchema, type Settings } from '../../shared/ipc/main.ts';
import type { Log } from '../../shared/log.ts';
import { readIfThere, writeAtomic } from './atomic-file.ts';

/** The settings, in memory and in settings.json. */
export interface SettingsFile {
  get(): Settings;
  /** Resolves when they are on the disk. @throws AppError `storage` when they cannot be written. */
  put(settings: Settings): Promise<void>;
  /** Calls back after each change. */
  onChange(listener: (settings: Settings) => void): void;
}

/** Reads settings.json of a folder. A damaged file is kept beside it and the defaults are used; never throws. */
export async function openSettings(folder: string, now: () => number, log: Log): Promise<SettingsFile> {
  const file = join(folder, 'settings.json');
  let settings = await read(file, now, log);
  const listeners: ((settings: Settings) => void)[] = [];
  let writing = Promise.resolve();
  return {
    get: () => settings,
    put: async (next) => {
      // One after the other, so that the last one asked for is the one on the disk.
      const before = writing;
      const write = async (): Promise<void> => {
        await before;
        await writeAtomic(file, `${JSON.stringify(next, null, 2)}\n`);
      };
      const written = write();
      writing = written.catch(() => {});
      try {
        await written;
      } catch (error) {
        throw new AppError('storage', 'The settings could not be saved.', { cause: error });
      }
      settings = next;
      for (const listener of listeners) listener(next);
    },
    onChange: (listener) => void listeners.push(listener),
  };
}

async function read(file: string, now: () => number, log: Log): Promise<Settings> {
  try {
    const content = await readIfThere(file);
    if (content === undefined) return settingsSchema.parse({});
    const parsed = settingsSchema.safeParse(JSON.parse(content.toString('utf8')));
    if (parsed.success) return parsed.data;
    throw parsed.error;
  } catch (error) {
    log.warn('settings.json is damaged; it is kept beside and the defaults are used', { error });
    await rename(file, `${file}.damaged-${now()}`).catch(() => {});
    return settingsSchema.parse({});
  }
}
