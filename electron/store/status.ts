// status.json beside an agent's files: how the desk stands, for `parley doctor`, which has no key. Changes with how it is written.
import { renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { statusSchema, type Diagnostics, type Status } from '../../shared/ipc/diagnostics.ts';
import type { Timers } from '../../shared/ipc/rpc.ts';

/** The file's name. */
export const statusFile = 'status.json';

/** What the writer needs. */
export interface StatusDeps {
  /** Of the agent who is signed in; null while nobody is. */
  folder: () => string | null;
  look: () => Diagnostics;
  timers: Timers;
  /** At most once in this many ms; 0: never. */
  everyMs: number;
}

/** See {@link createStatus}. */
export interface StatusWriter {
  /** Something changed that the file tells. */
  changed(): void;
  /** Writes at once, for the last time: the files are about to be closed. */
  close(): void;
}

/** @returns what keeps the file up to date. A failure is none: the file is only looked at. */
export function createStatus({ folder, look, timers, everyMs }: StatusDeps): StatusWriter {
  let timer: unknown = null;

  function write(closed: boolean): void {
    const into = folder();
    if (into === null) return;
    try {
      const status: Status = statusSchema.parse({ ...look(), pid: process.pid, closed });
      const draft = join(into, `${statusFile}.new`);
      writeFileSync(draft, JSON.stringify(status), { mode: 0o600 });
      renameSync(draft, join(into, statusFile));
    } catch {
      // The disk is full or gone; whoever must know hears it from the outbox.
    }
  }

  return {
    changed: () => {
      if (everyMs === 0 || timer !== null) return;
      timer = timers.set(() => {
        timer = null;
        write(false);
      }, everyMs);
    },
    close: () => {
      if (everyMs === 0) return;
      timers.clear(timer);
      timer = null;
      write(true);
    },
  };
}
