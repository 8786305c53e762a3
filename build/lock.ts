// Changes when two builds on one machine must keep out of each other's way differently.
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';

const POLL_MS = 150;
/** A lock file without its holder's number for so long was left by a full disk or a kill, not being written. */
const EMPTY_FOR_MS = 5000;

/**
 * Runs `work` while holding the lock file; waits for another process that holds it, and takes over from one
 * that died. `onWait` is called once if there is a wait.
 */
export async function withLock<T>(file: string, onWait: () => void, work: () => Promise<T>): Promise<T> {
  await mkdir(dirname(file), { recursive: true });
  let waited = false;
  while (!(await take(file))) {
    if (!waited) onWait();
    waited = true;
    await after(POLL_MS);
  }
  const release = (): Promise<void> => rm(file, { force: true });
  try {
    return await work();
  } finally {
    await release();
  }
}

async function take(file: string): Promise<boolean> {
  try {
    await writeFile(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  const holder = Number(await readFile(file, 'utf8').catch(() => ''));
  const left = holder > 0 ? !isAlive(holder) : (await ageOf(file)) > EMPTY_FOR_MS;
  if (left) await rm(file, { force: true });
  return false;
}

/** In ms; 0 when it has gone meanwhile. */
async function ageOf(file: string): Promise<number> {
  return stat(file).then(
    ({ mtimeMs }) => Date.now() - mtimeMs,
    () => 0,
  );
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
