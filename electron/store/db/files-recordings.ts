// SQL of recordings in files.db: pieces as they come, packed into pieces of one size when there are no more.
import { pieceBytes } from '../../../shared/domain/attachment.ts';
import { recordingPrefix } from '../../../shared/domain/call-media.ts';
import type { DeskFile, FilesDb, RecordingRow } from './files.ts';
import { onDisk, type Db } from './open.ts';

/** What is shared with the other files. */
interface Shared {
  write: <T>(work: () => T) => T;
  find: (id: string) => DeskFile | undefined;
  drop: (id: string) => void;
}

/** @returns {@link FilesDb.recordings} of an open files.db. */
export function recordingRows(db: Db, { write, find, drop }: Shared): FilesDb['recordings'] {
  const columns = 'id, conversationId, callId, at, lastAt, whole';
  const byId = db.prepare(`SELECT ${columns} FROM recording WHERE id = ?`);
  const pieces = db.prepare('SELECT data FROM piece WHERE id = ? ORDER BY n').pluck();
  const insert = db.prepare('INSERT OR IGNORE INTO piece VALUES (?, ?, ?)');
  return {
    begin: ({ id, conversationId, callId, at }, name, media) =>
      write(() => {
        drop(id);
        db.prepare(
          `INSERT INTO file (id, conversationId, name, bytes, media, state, at, usedAt)
           VALUES (?, ?, ?, 0, ?, 'recording', ?, ?)`,
        ).run(id, conversationId, name, media, at, at);
        db.prepare(
          'INSERT OR REPLACE INTO recording (id, conversationId, callId, at, lastAt) VALUES (?, ?, ?, ?, ?)',
        ).run(id, conversationId, callId, at, at);
      }),
    find: (id) => onDisk(() => byId.get(id)) as RecordingRow | undefined,
    all: () =>
      onDisk(() => db.prepare(`SELECT ${columns} FROM recording ORDER BY at`).all()) as RecordingRow[],
    count: (id) =>
      onDisk(() => db.prepare('SELECT count(*) FROM piece WHERE id = ?').pluck().get(id)) as number,
    add: (id, n, data, now) =>
      write(() => {
        if (insert.run(id, n, data).changes === 0) return;
        db.prepare('UPDATE recording SET lastAt = ? WHERE id = ?').run(now, id);
        db.prepare('UPDATE file SET bytes = bytes + ? WHERE id = ?').run(data.length, id);
      }),
    head: (id, bytes) => {
      const first = onDisk(() => pieces.get(id)) as Buffer | undefined;
      return (first ?? Buffer.alloc(0)).subarray(0, bytes);
    },
    finish: (id, whole, hash, now) =>
      write(() => {
        const all = Buffer.concat(pieces.all(id) as Buffer[]);
        db.prepare('DELETE FROM piece WHERE id = ?').run(id);
        for (let at = 0; at < all.length; at += pieceBytes)
          insert.run(id, at / pieceBytes, all.subarray(at, at + pieceBytes));
        db.prepare(`UPDATE file SET state = 'waiting', bytes = ?, sha256 = ?, usedAt = ? WHERE id = ?`).run(
          all.length,
          hash().update(all).digest('hex'),
          now,
          id,
        );
        db.prepare('UPDATE recording SET whole = ? WHERE id = ?').run(whole, id);
        return find(id)!;
      }),
    forget: (id) => write(() => void db.prepare('DELETE FROM recording WHERE id = ?').run(id)),
    again: (now) =>
      write(
        () =>
          db
            .prepare(
              `UPDATE file SET state = 'waiting', problem = NULL, usedAt = ?
               WHERE state = 'refused' AND problem = 'notFound' AND id LIKE '${recordingPrefix}%'`,
            )
            .run(now).changes,
      ),
  };
}
