// What can be told of a desk's folder from outside, without its key: sizes, ages, and status.json. Changes with the files of a desk.
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { statusSchema, type Status } from '../../shared/ipc/diagnostics.ts';
import { statusFile } from './status.ts';

/** One file of a desk. */
export interface FileFacts {
  /** One of the names that Parley gives; what it is not is left out. */
  readonly name: string;
  readonly bytes: number;
  /** When it was written last, ms since the epoch. */
  readonly at: number;
  /** `torn`: its size is none that a database has. `aside`: put aside because it was damaged. */
  readonly state: 'fine' | 'empty' | 'torn' | 'aside' | 'left over';
}

/** The files of one agent at one service. */
export interface AccountFacts {
  /** The folder's name, which names the agent: for the screen, never for a report. */
  readonly folder: string;
  readonly files: readonly FileFacts[];
  /** Null where there is none, or one that is none of ours. */
  readonly status: Status | null;
  /** Whether the store that wrote the status still runs. */
  readonly running: boolean;
}

/** A store's folder. */
export interface DeskFacts {
  readonly folder: string;
  readonly files: readonly FileFacts[];
  readonly accounts: readonly AccountFacts[];
}

const pageBytes = 8192;
const ours =
  /^(desk|outbox|cache|search)\.db(-wal|-shm|-journal)?(\.(new|damaged-\d+|aside-\d+))?(-wal|-shm|-journal)?$/;

function fileFacts(folder: string, name: string): FileFacts | null {
  const facts = statSync(join(folder, name), { throwIfNoEntry: false });
  if (facts === undefined || !facts.isFile() || !ours.test(name)) return null;
  let state: FileFacts['state'] = 'fine';
  if (/\.(damaged|aside)-\d+/.test(name)) state = 'aside';
  else if (name.includes('.new')) state = 'left over';
  else if (name.endsWith('.db') && facts.size === 0) state = 'empty';
  else if (name.endsWith('.db') && facts.size % pageBytes !== 0) state = 'torn';
  return { name, bytes: facts.size, at: Math.round(facts.mtimeMs), state };
}

const filesOf = (folder: string): FileFacts[] =>
  readdirSync(folder)
    .toSorted()
    .flatMap((name) => fileFacts(folder, name) ?? []);

function readStatus(folder: string): Status | null {
  try {
    // Bounded: it is a few KB, and whoever may write here may not make us read more.
    const text = readFileSync(join(folder, statusFile), 'utf8');
    return text.length > 256 * 1024 ? null : statusSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

/**
 * Looks at a store's folder. Opens none of its databases: a running desk holds them, and they are encrypted.
 * @param isAlive whether a process of this number runs.
 * @returns null where no desk has ever been.
 */
export function examineDesk(folder: string, isAlive: (pid: number) => boolean): DeskFacts | null {
  try {
    const files = filesOf(folder);
    const agents = join(folder, 'agents');
    const names =
      statSync(agents, { throwIfNoEntry: false }) === undefined ? [] : readdirSync(agents).toSorted();
    if (files.length === 0 && names.length === 0) return null;
    const accounts = names
      .filter((name) => statSync(join(agents, name)).isDirectory())
      .map((name): AccountFacts => {
        const status = readStatus(join(agents, name));
        return {
          folder: name,
          files: filesOf(join(agents, name)),
          status,
          running: status !== null && !status.closed && isAlive(status.pid),
        };
      });
    return { folder, files, accounts };
  } catch {
    return null;
  }
}
