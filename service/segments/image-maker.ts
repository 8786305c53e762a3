// Makes images in the background, one at a time, of the scopes that somebody wanted one of. Rule: SYNC-25.
import { rm } from 'node:fs/promises';
import type { Log } from '../../shared/log.ts';
import type { Crew } from './crew.ts';
import type { Shelf } from './shelf.ts';

/** See {@link createImageMaker}. */
export interface ImageMaker {
  /** Makes an image of a scope when its turn comes; asked twice, once. */
  want(scope: string): void;
  /** Resolves when none is being made or waits to be. */
  settled(): Promise<void>;
  stop(): void;
}

/** What the maker needs. Without a shelf nothing is made. */
export interface ImageMakerDeps {
  crew: Crew;
  shelf: Shelf | null;
  layout: string;
  epoch: () => string;
  log: Log;
}

/** @returns a maker that makes nothing yet. */
export function createImageMaker({ crew, shelf, layout, epoch, log }: ImageMakerDeps): ImageMaker {
  const wanted = new Set<string>();
  let working: Promise<void> | null = null;
  let over = false;
  const isOver = (): boolean => over;

  async function make(on: Shelf, scope: string): Promise<void> {
    const folder = on.newFolder();
    // Taken before the rows are read: an image that began in another history of the log is not of this one.
    const begun = epoch();
    try {
      for await (const piece of crew.open({ t: 'image', scope, folder })) {
        if (piece.t !== 'image') continue;
        const { cursor, files, leftOut } = piece;
        if (leftOut.length > 0)
          log.warn('Records break their schema and are left out of an image', { leftOut });
        const rows = files.reduce((sum, file) => sum + file.rows, 0);
        if (begun !== epoch()) throw new Error('The log has begun anew meanwhile.');
        await on.put(folder, { layout, epoch: begun, scope, cursor, rows, files: [...files] });
        log.info('Made an image', { scope, rows, files: files.length });
      }
    } catch (error) {
      if (!isOver()) log.warn('An image could not be made', { error, scope });
      await rm(folder, { recursive: true, force: true }).catch(() => {});
    }
  }

  async function work(on: Shelf): Promise<void> {
    for (const scope of wanted) {
      if (isOver()) return;
      await make(on, scope);
      wanted.delete(scope);
    }
  }

  return {
    want(scope) {
      if (shelf === null || over) return;
      wanted.add(scope);
      working ??= work(shelf).finally(() => (working = null));
    },
    async settled() {
      for (let now = working; now !== null; now = working) await now;
    },
    stop() {
      over = true;
      wanted.clear();
    },
  };
}
