// An image as it lies in a folder: its segments as files, and what is in them. Half of one is never taken for a whole one.
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { cursorSchema } from '../../shared/sync/cursor.ts';
import { maxSegment } from '../../shared/sync/protocol.ts';
import type { Segment } from './build.ts';
import type { ImageFile } from './messages.ts';
import { syncFolder } from '../sync-folder.ts';

const place = z.object({ kind: z.string().max(64), id: z.string().max(200) });

/** What an image is of, and what it is made of. */
export const manifestSchema = z.object({
  /** The form of its segments. */
  layout: z.string().max(64),
  /** Of the log that the cursor belongs to. */
  epoch: z.string().max(64),
  scope: z.string().max(300),
  /** Everything before it is in the image. */
  cursor: cursorSchema,
  rows: z.number().int().min(0),
  files: z
    .array(
      z.object({
        file: z.string().regex(/^\d{5}\.segment$/),
        sha256: z.string().length(64),
        packed: z.number().int().min(1).max(maxSegment.packed),
        unpacked: z.number().int().min(1).max(maxSegment.unpacked),
        rows: z.number().int().min(0),
        first: place,
        last: place,
      }),
    )
    .max(100_000),
});
export type Manifest = z.infer<typeof manifestSchema>;

const manifestFile = 'image.json';

/** Writes segments into a new folder, as they come. For its owner alone: they hold what customers wrote. */
export async function writeImage(
  folder: string,
  segments: () => AsyncIterable<Pick<ImageFile, 'first' | 'last'> & { segment: Segment }>,
): Promise<ImageFile[]> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files: ImageFile[] = [];
  for await (const { segment, first, last } of segments()) {
    const file = `${String(files.length).padStart(5, '0')}.segment`;
    await writeFile(join(folder, file), segment.packed, { mode: 0o600, flush: true });
    const { sha256, packed, unpacked, rows } = segment;
    files.push({ file, sha256, packed: packed.length, unpacked, rows, first, last });
  }
  return files;
}

/** Gives a folder that {@link writeImage} has filled its name, with all of it on disk. */
export async function publishImage(from: string, to: string, manifest: Manifest): Promise<void> {
  await writeFile(join(from, manifestFile), JSON.stringify(manifest), { mode: 0o600, flush: true });
  await syncFolder(from);
  await rename(from, to);
  await syncFolder(dirname(to));
}

/** @returns what is in an image's folder; null when it is no whole image. */
export async function readManifest(folder: string): Promise<Manifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, manifestFile), 'utf8')));
  } catch {
    return null;
  }
}

/** @returns one file of an image. @throws Error when it is not what was written. */
export async function readImageFile(
  folder: string,
  { file, sha256, unpacked, rows }: ImageFile,
): Promise<Segment> {
  const packed = await readFile(join(folder, file));
  if (createHash('sha256').update(packed).digest('hex') !== sha256) {
    throw new Error(`${file} of ${folder} is not what was written.`);
  }
  return { sha256, packed, unpacked, rows };
}
