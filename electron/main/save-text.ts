// Saves a text that a person wants to keep, where they say. Changes with how it is saved.
import { join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { AppError } from '../../shared/errors.ts';
import { writeAtomic } from './atomic-file.ts';

/** What asking and saving needs. */
export interface SaveTextDeps {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  /** Where the dialog begins. */
  readonly downloads: () => string;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** @returns whether it was saved; false when the person thought better of it. @throws AppError `storage`. */
export type SaveText = (text: string, parent: BrowserWindow | undefined) => Promise<boolean>;

/** One question at a time. The page never learns the path, nor chooses it. */
export function createSaveText(deps: SaveTextDeps): SaveText {
  let asking = false;
  return async (text, parent) => {
    if (asking) return false;
    asking = true;
    try {
      const at = new Date(deps.now()).toISOString().slice(0, 19).replaceAll(/[:T]/g, '-');
      const options = {
        defaultPath: join(deps.downloads(), `parley-texts-${at}.txt`),
        filters: [{ name: 'Text', extensions: ['txt'] }],
      };
      const { canceled, filePath } = parent
        ? await deps.dialog.showSaveDialog(parent, options)
        : await deps.dialog.showSaveDialog(options);
      if (canceled || !filePath) return false;
      await writeAtomic(filePath, `${text}\n`).catch((cause: unknown) => {
        throw new AppError('storage', 'The text could not be saved there.', { cause });
      });
      return true;
    } finally {
      asking = false;
    }
  };
}
