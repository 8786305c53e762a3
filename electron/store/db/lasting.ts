// How names of files outlive a power cut: a file made, moved or removed is so for good only once its folder is synced. Changes with file systems.
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname } from 'node:path';

/** Everything of a database beside its file. */
export const sidecars = ['-wal', '-shm', '-journal'] as const;

/** Makes what was made, moved or removed in this folder last. Where folders cannot be synced, as on Windows, they need not be. */
export function syncFolder(path: string): void {
  let handle: number;
  try {
    handle = openSync(path, 'r');
  } catch {
    return;
  }
  try {
    fsyncSync(handle);
  } catch (error) {
    // The disk itself failing is worth hearing of; not knowing the call is not.
    if ((error as NodeJS.ErrnoException).code === 'EIO') throw error;
  } finally {
    closeSync(handle);
  }
}

/** Makes the bytes of a file last. */
export function syncFile(path: string): void {
  const handle = openSync(path, 'r+');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** How many folders above a new file are made sure of: Parley makes at most three. */
const levels = 4;

/**
 * Makes the folder of a file that is to be kept, if it is not there, and everything on the way to it lasting. Does so for
 * each file that is not there yet: the folders may be there only because a start before was killed half-way.
 */
export function makeLastingFolder(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  if (existsSync(file)) return;
  let folder = dirname(file);
  for (let i = 0; i < levels && dirname(folder) !== folder; i += 1) {
    folder = dirname(folder);
    syncFolder(folder);
  }
}

/**
 * Puts a finished, synced database in the place of another, both closed. Wherever it is cut off, the old one is there or
 * the new one, and never the write-ahead log of one beside the other.
 */
export function replaceDatabase(from: string, to: string): void {
  for (const suffix of sidecars) rmSync(to + suffix, { force: true });
  syncFolder(dirname(to));
  renameSync(from, to);
  syncFolder(dirname(to));
}

/** Moves a closed database and all that belongs to it. */
export function moveDatabase(from: string, to: string): void {
  // The file last: its log without it is nothing, it without its log is an older state.
  for (const suffix of [...sidecars, ''])
    if (existsSync(from + suffix)) renameSync(from + suffix, to + suffix);
  syncFolder(dirname(to));
}
