// How names of files outlive a power cut: a file made or renamed is so for good only once its folder is synced. Changes with file systems.
import { open } from 'node:fs/promises';

/**
 * Makes what was made or renamed in this folder last. Systems where a folder cannot be opened or synced do that by themselves.
 * @throws EIO: the disk itself fails.
 */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null);
  if (handle === null) return;
  try {
    await handle.sync();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EIO') throw error;
  } finally {
    await handle.close();
  }
}
