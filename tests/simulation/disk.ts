// What may befall a desk's files: the process dies between two statements, the disk refuses. Changes with the SQLite library.
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import Database from 'better-sqlite3';

/** The disk of one desk. */
export interface Disk {
  folder: string;
  /** Runs when so many more statements have been written; null: never. Then `onDue`, between two statements. */
  due: number | null;
  onDue: () => void;
  /** Every write fails. */
  full: boolean;
}

const disks = new Set<Disk>();
let watched = false;

interface Statement {
  run: (...args: unknown[]) => unknown;
  readonly source: string;
  readonly database: { readonly name: string };
}

/**
 * Watches every statement that writes, of every database in this process. The product has no hook there, and needs none:
 * a process may die at any instant, so the test looks from below.
 */
function watch(): void {
  if (watched) return;
  watched = true;
  const memory = new Database(':memory:');
  const prototype = Object.getPrototypeOf(memory.prepare('select 1')) as Statement;
  memory.close();
  const real = prototype.run;
  prototype.run = function run(this: Statement, ...args: unknown[]): unknown {
    for (const disk of disks) {
      if (!this.database.name.startsWith(disk.folder + sep)) continue;
      if (disk.due !== null && (disk.due -= 1) < 0) {
        disk.due = null;
        disk.onDue();
      }
      // A rollback needs no room.
      if (disk.full && !this.source.startsWith('ROLLBACK'))
        throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
      break;
    }
    return real.apply(this, args);
  };
}

/** Follows what is written under a folder. @returns the disk, and a function that ends it. */
export function followDisk(folder: string): { disk: Disk; forget: () => void } {
  watch();
  const disk: Disk = { folder, due: null, onDue: () => undefined, full: false };
  disks.add(disk);
  return { disk, forget: () => void disks.delete(disk) };
}

/** Copies the files as a process that is killed now would leave them. */
export function copyFiles(from: string, to: string): void {
  for (const name of readdirSync(from, { recursive: true, encoding: 'utf8', withFileTypes: true })) {
    // The shared memory of a write-ahead log is made anew after a crash.
    if (!name.isFile() || name.name.endsWith('-shm')) continue;
    const source = join(name.parentPath, name.name);
    const target = join(to, source.slice(from.length));
    mkdirSync(dirname(target), { recursive: true });
    copyFileSync(source, target);
  }
}
