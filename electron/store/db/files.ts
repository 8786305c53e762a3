// files.db: files that wait for the service, and those that were opened or sent lately; encrypted, in pieces, bounded.
//
//   filling --whole--> waiting --the service has it--> sent        filling --opened from the service--> kept
//                         \---the service will not--> refused --again--> waiting
//   recording --whole--> waiting: its pieces are as they came, and are packed anew when there are no more
//   What is sent or kept can be read from the service again, and goes when there is too much of it.
import type { Hash } from 'node:crypto';
import { renameSync } from 'node:fs';
import { pieceBytes } from '../../../shared/domain/attachment.ts';
import { recordingPrefix } from '../../../shared/domain/call-media.ts';
import { recordingRows } from './files-recordings.ts';
import { isDamaged, onDisk, openDatabase, type Db } from './open.ts';

export type FileState = 'filling' | 'recording' | 'waiting' | 'sent' | 'refused' | 'kept';

/** A file as this desk has it. */
export interface DeskFile {
  id: string;
  conversationId: string;
  name: string;
  bytes: number;
  media: string;
  /** Hex; empty while it is filling. */
  sha256: string;
  state: FileState;
  /** Bytes that the service has. */
  sent: number;
  /** Why the service will not have it. */
  problem: string | null;
}

/** What is known of a recording until it is in its conversation. */
export interface RecordingRow {
  id: string;
  conversationId: string;
  callId: string;
  /** When it began, and when its last piece came; ms since 1970. */
  at: number;
  lastAt: number;
  /** JSON: how long it is, and its pauses; null until it is whole. */
  whole: string | null;
}

/** See the head of this file. Every method that writes has committed when it returns; it throws AppError `storage` else. */
export interface FilesDb {
  find(id: string): DeskFile | undefined;
  /** Makes it anew, filling. */
  begin(file: Pick<DeskFile, 'id' | 'conversationId' | 'name' | 'bytes' | 'media'>, now: number): void;
  addPiece(id: string, n: number, data: Uint8Array): void;
  piece(id: string, n: number): Buffer | undefined;
  set(
    id: string,
    change: Partial<Pick<DeskFile, 'state' | 'sent' | 'sha256' | 'problem' | 'media'>>,
    now: number,
  ): void;
  drop(id: string): void;
  /** The one that has waited longest. */
  next(): DeskFile | undefined;
  /** What this desk sends or has sent in a conversation, newest first. */
  of(conversationId: string): DeskFile[];
  /** Was looked at just now. */
  use(id: string, now: number): void;
  /** Lets go of what was not looked at for longest, until what can be read again is at most this many bytes. */
  bound(bytes: number): void;
  recordings: {
    begin(row: Omit<RecordingRow, 'lastAt' | 'whole'>, name: string, media: string): void;
    find(id: string): RecordingRow | undefined;
    all(): RecordingRow[];
    /** How many pieces are here. */
    count(id: string): number;
    add(id: string, n: number, data: Uint8Array, now: number): void;
    /** Its bytes from the beginning, at most so many. */
    head(id: string, bytes: number): Uint8Array;
    /** Packs its pieces anew; from here on it waits for the service. @returns the file. */
    finish(id: string, whole: string, hash: () => Hash, now: number): DeskFile;
    /** It is in its conversation, or is not to be. */
    forget(id: string): void;
    /** Those that the service did not know the conversation of are tried again. @returns how many. */
    again(now: number): number;
  };
  close(): void;
}

const schema = `
  CREATE TABLE IF NOT EXISTS file (
    id TEXT PRIMARY KEY,
    conversationId TEXT NOT NULL,
    name TEXT NOT NULL,
    bytes INTEGER NOT NULL,
    media TEXT NOT NULL,
    sha256 TEXT NOT NULL DEFAULT '',
    state TEXT NOT NULL DEFAULT 'filling',
    sent INTEGER NOT NULL DEFAULT 0,
    problem TEXT,
    at INTEGER NOT NULL,
    usedAt INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS file_state ON file (state, at);
  CREATE INDEX IF NOT EXISTS file_conversation ON file (conversationId, at);
  CREATE TABLE IF NOT EXISTS piece (id TEXT NOT NULL, n INTEGER NOT NULL, data BLOB NOT NULL, PRIMARY KEY (id, n)) STRICT;
  CREATE TABLE IF NOT EXISTS recording (
    id TEXT PRIMARY KEY,
    conversationId TEXT NOT NULL,
    callId TEXT NOT NULL,
    at INTEGER NOT NULL,
    lastAt INTEGER NOT NULL,
    whole TEXT
  ) STRICT;
`;
const columns = 'id, conversationId, name, bytes, media, sha256, state, sent, problem';

/**
 * Opens it; what was only half there is let go of, and a damaged file is put aside.
 * @param onAside hears where.
 * @throws AppError `storage`.
 */
export function openFiles(file: string, keyHex: string, now: number, onAside: (to: string) => void): FilesDb {
  const open = (): Db => {
    const opened = openDatabase({ file, keyHex, durability: 'full', exclusive: true, cacheMb: 2 });
    try {
      opened.exec(schema);
      opened.exec(
        // What was listened to is not kept longer than it must be: the service says how long a recording lives.
        `DELETE FROM file WHERE state = 'filling' OR (state = 'kept' AND id LIKE '${recordingPrefix}%');
         DELETE FROM piece WHERE id NOT IN (SELECT id FROM file)`,
      );
      return opened;
    } catch (error) {
      opened.close();
      throw error;
    }
  };
  let db: Db;
  try {
    db = open();
  } catch (error) {
    if (!isDamaged(error)) throw error;
    const to = `${file}.damaged-${now}`;
    onDisk(() => renameSync(file, to));
    onAside(to);
    db = open();
  }
  const byId = db.prepare(`SELECT ${columns} FROM file WHERE id = ?`);
  const write = <T>(work: () => T): T => onDisk(() => db.transaction(work).immediate());
  const dropPieces = db.prepare('DELETE FROM piece WHERE id = ?');
  const dropFile = db.prepare('DELETE FROM file WHERE id = ?');
  const find = (id: string): DeskFile | undefined => byId.get(id) as DeskFile | undefined;
  const drop = (id: string): void => {
    dropPieces.run(id);
    dropFile.run(id);
  };
  return {
    find,
    begin: ({ id, conversationId, name, bytes, media }, at) =>
      write(() => {
        drop(id);
        db.prepare(
          'INSERT INTO file (id, conversationId, name, bytes, media, at, usedAt) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ).run(id, conversationId, name, bytes, media, at, at);
      }),
    addPiece: (id, n, data) =>
      write(() => void db.prepare('INSERT OR REPLACE INTO piece VALUES (?, ?, ?)').run(id, n, data)),
    piece: (id, n) =>
      onDisk(() => db.prepare('SELECT data FROM piece WHERE id = ? AND n = ?').pluck().get(id, n)) as
        | Buffer
        | undefined,
    set: (id, change, at) =>
      write(() => {
        const file = find(id);
        if (file === undefined) return;
        const { state, sent, sha256, problem, media } = { ...file, ...change };
        db.prepare(
          'UPDATE file SET state = ?, sent = ?, sha256 = ?, problem = ?, media = ?, usedAt = ? WHERE id = ?',
        ).run(state, sent, sha256, problem, media, at, id);
      }),
    drop: (id) => write(() => drop(id)),
    next: () =>
      db.prepare(`SELECT ${columns} FROM file WHERE state = 'waiting' ORDER BY at LIMIT 1`).get() as
        | DeskFile
        | undefined,
    of: (conversationId) =>
      db
        .prepare(
          `SELECT ${columns} FROM file WHERE conversationId = ? AND state <> 'kept' ORDER BY at DESC LIMIT 200`,
        )
        .all(conversationId) as DeskFile[],
    use: (id, at) => void write(() => db.prepare('UPDATE file SET usedAt = ? WHERE id = ?').run(at, id)),
    bound: (bytes) =>
      write(() => {
        const free = `SELECT id, bytes FROM file WHERE state IN ('sent', 'kept') ORDER BY usedAt DESC, at DESC`;
        let sum = 0;
        for (const { id, bytes: size } of db.prepare(free).all() as { id: string; bytes: number }[]) {
          sum += Math.max(size, pieceBytes / 8);
          if (sum > bytes) drop(id);
        }
      }),
    recordings: recordingRows(db, { write, find, drop }),
    close: () => db.close(),
  };
}
