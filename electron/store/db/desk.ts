// desk.db: who signed in last and where, their tokens, and notices for the agent. Small, encrypted, committed durably.
import { agentSchema, type Agent } from '../../../shared/domain/people.ts';
import { z } from 'zod';
import { deskMigrations } from './migrations/desk.ts';
import { migrate } from './migrate.ts';
import { copyFileSync, existsSync, renameSync } from 'node:fs';
import { dirname } from 'node:path';
import { moveDatabase, replaceDatabase, syncFile, syncFolder } from './lasting.ts';
import { isDamaged, onDisk, openDatabase, type Db } from './open.ts';
import { readLog } from './wal-repair.ts';

/** An agent that has signed in on this desktop. */
export interface Account {
  agentId: string;
  service: string;
  handle: string;
  /** The desk's id of this agent here: commands are counted under it. */
  deskId: string;
  token: string | null;
  agent: Agent;
}

export const noticeSchema = z.object({
  id: z.string(),
  code: z.enum(['cacheRebuilt', 'outboxSalvaged', 'storeRestarted', 'storageFull', 'moodDamaged']),
  at: z.number().int(),
  detail: z.string(),
});
export type Notice = z.infer<typeof noticeSchema>;

/** See the head of this file. */
export interface DeskDb {
  last(): Account | null;
  byHandle(handle: string): Account | null;
  /** Saves the account and makes it the last one. */
  save(account: Account, now: number): void;
  /** Forgets the token; `last` is nobody then. */
  signOut(agentId: string): void;
  notices(): Notice[];
  /** Never throws: where the disk refuses, as the notice may have to say, it is kept until the end of this process. */
  addNotice(notice: Notice): void;
  dismiss(id: string): void;
  close(): void;
}

const rowSchema = z.object({
  agentId: z.string(),
  service: z.string(),
  handle: z.string(),
  deskId: z.string(),
  token: z.string().nullable(),
  agent: z.string().transform((text) => agentSchema.parse(JSON.parse(text))),
});

/**
 * Opens `<folder>/desk.db`.
 * @param onMended hears that its log was damaged, and where it is kept.
 * @throws AppError `storage` or `version`; a damage error (see open.ts) when it is not ours.
 */
export function openDesk(
  file: string,
  keyHex: string,
  now: number,
  onMended: (aside: string) => void = () => undefined,
): DeskDb {
  const db = openMended(file, keyHex, now, onMended);
  try {
    migrate(db, deskMigrations, now);
  } catch (error) {
    db.close();
    throw error;
  }
  const read = (row: unknown): Account | null => (row === undefined ? null : rowSchema.parse(row));
  const put = db.prepare('INSERT OR REPLACE INTO kv VALUES (?, ?)');
  const selectNotices = db.prepare('SELECT id, code, at, detail FROM notice ORDER BY at');
  /** By id: those that the disk had no room for. */
  const unkept = new Map<string, Notice>();
  return {
    last: () =>
      read(
        db.prepare(`SELECT * FROM account WHERE agentId = (SELECT value FROM kv WHERE key = 'last')`).get(),
      ),
    byHandle: (handle) =>
      read(db.prepare('SELECT * FROM account WHERE handle = ? ORDER BY at DESC').get(handle)),
    save: (account, at) =>
      onDisk(() =>
        db.transaction(() => {
          const { agentId, service, handle, deskId, token, agent } = account;
          db.prepare('INSERT OR REPLACE INTO account VALUES (?, ?, ?, ?, ?, ?, ?)').run(
            agentId,
            service,
            handle,
            deskId,
            token,
            JSON.stringify(agent),
            at,
          );
          put.run('last', agentId);
        })(),
      ),
    signOut: (agentId) =>
      onDisk(() =>
        db.transaction(() => {
          db.prepare('UPDATE account SET token = NULL WHERE agentId = ?').run(agentId);
          db.prepare(`DELETE FROM kv WHERE key = 'last'`).run();
        })(),
      ),
    notices: () => {
      const kept = noticeSchema.array().parse(selectNotices.all());
      return [...kept.filter(({ id }) => !unkept.has(id)), ...unkept.values()];
    },
    addNotice: (notice) => {
      unkept.delete(notice.id);
      try {
        const { id, code, at, detail } = notice;
        db.prepare('INSERT OR REPLACE INTO notice VALUES (?, ?, ?, ?)').run(id, code, at, detail);
      } catch {
        unkept.set(notice.id, notice);
      }
    },
    dismiss: (id) => {
      if (!unkept.delete(id)) onDisk(() => db.prepare('DELETE FROM notice WHERE id = ?').run(id));
    },
    close: () => db.close(),
  };
}

/** Opens the file; one whose log is damaged first gets everything that was committed in it. */
function openMended(file: string, keyHex: string, now: number, onMended: (aside: string) => void): Db {
  const open = (): Db => openDatabase({ file, keyHex, durability: 'full', exclusive: true, cacheMb: 1 });
  const whole = `${file}.saved`;
  // Read before SQLite writes over it, replaced only once no other process can be at it.
  const log = onDisk(() => readLog(file));
  const saved = existsSync(whole);
  if (log?.damaged !== true && !saved) return open();
  const db = open();
  // Another Parley was at it until just now: there was no damage, only half of what it wrote.
  if (!saved && log?.unchanged() !== true) return db;
  try {
    if (!saved && log !== null) {
      const aside = `${file}.damaged-${now}`;
      const folded = `${file}.folded`;
      onDisk(() => {
        for (const suffix of ['', '-wal']) {
          copyFileSync(file + suffix, aside + suffix);
          syncFile(aside + suffix);
        }
        log.fold(folded, 'mended');
        syncFolder(dirname(file));
        // From here on a start finds it, wherever this is cut off.
        renameSync(folded, whole);
        syncFolder(dirname(file));
      });
      onMended(aside);
    }
  } finally {
    db.close();
  }
  onDisk(() => replaceDatabase(whole, file));
  return open();
}

/** Opens desk.db; one that cannot be read is put aside: the agent signs in again and finds the account's files untouched. */
export function openDeskOrAside(
  file: string,
  keyHex: string,
  now: number,
  onAside: (error: unknown) => void,
): DeskDb {
  const mended = (aside: string): void => onAside(new Error(`Its log was damaged, and is kept as ${aside}.`));
  try {
    return openDesk(file, keyHex, now, mended);
  } catch (error) {
    if (!isDamaged(error)) throw error;
    onAside(error);
    onDisk(() => moveDatabase(file, `${file}.aside-${now}`));
    return openDesk(file, keyHex, now);
  }
}
