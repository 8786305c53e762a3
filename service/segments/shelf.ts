// The images that are kept, one for each scope: found again at the start, taken while desks read them, replaced, thrown away.
// Rule: SYNC-25.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../shared/log.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import { publishImage, readImageFile, readManifest, type Manifest } from './image-files.ts';
import type { Segment } from './build.ts';

/** An image that can be read. */
export interface Image {
  readonly manifest: Manifest;
  readonly folder: string;
}

/** See {@link createShelf}. */
export interface Shelf {
  /** Finds what earlier processes have left, and throws away what is no whole image or of another form. */
  start(): Promise<void>;
  get(scope: string): Image | undefined;
  all(): Image[];
  /** Keeps an image's files until `release` is called. */
  hold(images: readonly Image[]): { release(): void };
  /** @returns one file of it. @throws Error when it is not what was written; the image is then no longer used. */
  read(image: Image, index: number): Promise<Segment>;
  /** A new folder to build in. */
  newFolder(): string;
  /** Takes a folder that has been filled; it replaces the image that there was. */
  put(folder: string, manifest: Manifest): Promise<void>;
  /** No longer uses an image, and deletes it when nobody reads it any more. */
  drop(scope: string): void;
}

/** What the shelf needs. */
export interface ShelfDeps {
  /** Where images lie; made when absent. */
  folder: string;
  /** Whether no other process uses the folder. */
  exclusive: boolean;
  /** What an image must be of. */
  layout: string;
  epoch: () => string;
  log: Log;
}

const unfinished = 'tmp-';
const oldMs = 6 * 3_600_000;

/** Another each time: one that is dropped may still be being deleted when it is made again, of the same cursor. */
const nameOf = (scope: string, cursor: Cursor): string =>
  `${createHash('sha256').update(scope).digest('hex').slice(0, 16)}-${cursor}-${randomUUID().slice(0, 8)}`;

/** @returns the shelf over a folder; empty before start(). */
export function createShelf({ folder, exclusive, layout, epoch, log }: ShelfDeps): Shelf {
  const images = new Map<string, Image>();
  const readers = new Map<Image, number>();
  const dropped = new Set<Image>();

  const discard = (path: string): void => {
    rm(path, { recursive: true, force: true }).catch((error: unknown) =>
      log.warn('An old image could not be deleted', { error }),
    );
  };
  function retire(image: Image): void {
    if ((readers.get(image) ?? 0) > 0) dropped.add(image);
    else discard(image.folder);
  }

  const shelf: Shelf = {
    async start() {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      for (const name of await readdir(folder)) {
        const path = join(folder, name);
        const manifest = name.startsWith(unfinished) ? null : await readManifest(path);
        if (manifest !== null && manifest.layout === layout && manifest.epoch === epoch()) {
          const { scope, cursor } = manifest;
          const other = images.get(scope);
          if (other !== undefined && compareCursors(other.manifest.cursor, cursor) > 0)
            retire({ manifest, folder: path });
          else {
            if (other !== undefined) retire(other);
            images.set(scope, { manifest, folder: path });
          }
          continue;
        }
        // Another process may be building it, or be of another version; it is given time.
        const touched = await stat(path).catch(() => null);
        if (exclusive || (touched !== null && Date.now() - touched.mtimeMs > oldMs)) discard(path);
      }
    },
    get: (scope) => images.get(scope),
    all: () => [...images.values()],
    hold(some) {
      let held = true;
      for (const image of some) readers.set(image, (readers.get(image) ?? 0) + 1);
      return {
        release() {
          if (!held) return;
          held = false;
          for (const image of some) {
            const left = (readers.get(image) ?? 1) - 1;
            if (left > 0) readers.set(image, left);
            else {
              readers.delete(image);
              if (dropped.delete(image)) discard(image.folder);
            }
          }
        },
      };
    },
    async read(image, index) {
      try {
        return await readImageFile(image.folder, image.manifest.files[index]!);
      } catch (error) {
        log.warn('An image cannot be used any more', { error, scope: image.manifest.scope });
        if (images.get(image.manifest.scope) === image) shelf.drop(image.manifest.scope);
        throw error;
      }
    },
    newFolder: () => join(folder, `${unfinished}${randomUUID()}`),
    async put(from, manifest) {
      const to = join(folder, nameOf(manifest.scope, manifest.cursor));
      const before = images.get(manifest.scope);
      await publishImage(from, to, manifest);
      images.set(manifest.scope, { manifest, folder: to });
      if (before !== undefined) retire(before);
    },
    drop(scope) {
      const image = images.get(scope);
      images.delete(scope);
      if (image !== undefined) retire(image);
    },
  };
  return shelf;
}
