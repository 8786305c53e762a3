// A backup each day by the service itself, the newest few kept. Changes with when that happens and what is kept.
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Capability } from '../context.ts';
import { createBackup } from './create.ts';

/** Where, and how many. */
export interface DailyOptions {
  /** Made when it is not there. Only files of the names given here are ever deleted in it. */
  readonly folder: string;
  /** Of this Parley. */
  readonly version: string;
  readonly keep?: number;
  /** How often it looks whether a day has passed, in ms. */
  readonly everyMs?: number;
}

const day = 86_400_000;
const named = /^parley-(\d{4}-\d\d-\d\d)T(\d\d)-(\d\d)-(\d\d)Z\.backup$/;
const nameOf = (at: number): string =>
  `parley-${new Date(at).toISOString().slice(0, 19).replaceAll(':', '-')}Z.backup`;

/** @returns when a backup of this name was made, in ms since the epoch; null for any other file. */
function madeAt(name: string): number | null {
  const match = named.exec(name);
  return match === null ? null : Date.parse(`${match[1]}T${match[2]}:${match[3]}:${match[4]}Z`);
}

/** @returns a capability that backs up once a day. A backup that fails is logged, and tried again at the next look. */
export function setUpDailyBackups({
  folder,
  version,
  keep = 7,
  everyMs = 600_000,
}: DailyOptions): Capability {
  return ({ pool, log, now, onStop }) => {
    const url = pool.options.connectionString ?? '';
    let working: Promise<void> | null = null;
    let stopped = false;

    async function look(): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const found = await readdir(folder);
      for (const half of found.filter(
        (name) => name.endsWith('.part') && madeAt(name.slice(0, -'.part'.length)) !== null,
      ))
        await rm(join(folder, half), { force: true });
      const names = found.filter((name) => madeAt(name) !== null).toSorted();
      const newest = names.at(-1);
      // One from the future counts as none: a clock was wrong then, or is now.
      const age = newest === undefined ? Infinity : now() - madeAt(newest)!;
      if (age >= 0 && age < day) return;
      const name = nameOf(now());
      const { bytes } = await createBackup({ url, file: join(folder, name), version, now });
      log.info('Backed up', { bytes });
      for (const old of [...names, name].toSorted().slice(0, -keep))
        await rm(join(folder, old), { force: true });
    }
    const tick = (): void => {
      working ??= look()
        .catch((error: unknown) => {
          if (!stopped) log.warn('The daily backup failed', { error });
        })
        .finally(() => (working = null));
    };
    tick();
    const timer = setInterval(tick, everyMs);
    timer.unref();
    // One that is under way ends with the database, and leaves nothing under its name.
    onStop(() => {
      stopped = true;
      clearInterval(timer);
    });
  };
}
