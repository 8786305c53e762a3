// Saves a report of how this desk stands where the person says. Changes with what main adds to it, or with how it is saved.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserWindow, Dialog } from 'electron';
import { AppError } from '../../shared/errors.ts';
import type { Diagnostics } from '../../shared/ipc/diagnostics.ts';
import { bareLog } from '../../shared/ipc/report.ts';
import { writeAtomic } from './atomic-file.ts';

/** What a report is made of, besides what the window hands over. */
export interface ReportDeps {
  readonly dialog: Pick<Dialog, 'showSaveDialog'>;
  /** Where the dialog begins. */
  readonly downloads: () => string;
  /** Main's own logs. */
  readonly logFolder: string;
  readonly version: string;
  readonly platform: string;
  /** ms since the epoch. */
  readonly now: () => number;
}

/** @returns whether it was saved; false when the person thought better of it. @throws AppError `storage`. */
export type SaveReport = (facts: Diagnostics, parent: BrowserWindow | undefined) => Promise<boolean>;

/** One question at a time. The page never learns the path. */
export function createSaveReport(deps: ReportDeps): SaveReport {
  let asking = false;
  return async (facts, parent) => {
    if (asking) return false;
    asking = true;
    try {
      const at = new Date(deps.now()).toISOString();
      const options = {
        defaultPath: join(deps.downloads(), `parley-report-${at.slice(0, 19).replaceAll(/[:T]/g, '-')}.json`),
        filters: [{ name: 'JSON', extensions: ['json'] }],
      };
      const { canceled, filePath } = parent
        ? await deps.dialog.showSaveDialog(parent, options)
        : await deps.dialog.showSaveDialog(options);
      if (canceled || !filePath) return false;
      const { version, platform } = deps;
      const report = {
        report: 'parley-desk',
        at,
        version,
        platform,
        diagnostics: facts,
        log: newestLines(deps.logFolder),
      };
      await writeAtomic(filePath, `${JSON.stringify(report, null, 2)}\n`).catch((cause: unknown) => {
        throw new AppError('storage', 'The report could not be saved there.', { cause });
      });
      return true;
    } finally {
      asking = false;
    }
  };
}

/** The last 200 lines, over the last two files. */
function newestLines(folder: string): Record<string, unknown>[] {
  const text = ['parley.1.log', 'parley.log']
    .map((name) => join(folder, name))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'));
  return bareLog(text.join(''));
}
