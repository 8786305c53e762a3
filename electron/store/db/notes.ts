// Notes as the window sees them: the newest revision of each, oldest first.
import type { Note, NoteSubject } from '../../../shared/domain/note.ts';
import type { NoteView } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import type { Cache } from './cache.ts';

const replaced = 'EXISTS (SELECT 1 FROM note s WHERE s.supersedes = n.id)';

/** SQL over the table as `n`: not those that a later note replaces, nor those that went into a description after all. */
export const listedNote = `n.kept IS NOT '-' AND NOT ${replaced}`;

interface Found {
  body: string;
  pending: number;
}

const select = `SELECT n.body, EXISTS (SELECT 1 FROM base WHERE kind = 'note' AND id = n.id) AS pending FROM note n`;

function viewOf({ body, pending }: Found): NoteView {
  const note = JSON.parse(body) as Note;
  return { ...note, pending: pending === 1, edited: note.supersedes !== null };
}

/** @returns the notes with these row numbers, in their order. */
export function notesAt({ cache }: QueryContext, rows: readonly number[]): NoteView[] {
  return rows.flatMap((row) => cache.all<Found>(`${select} WHERE n.row = ?`, row).map(viewOf));
}

/** The notes of one case, conversation or customer. */
export function notesOf({ cache }: QueryContext, subjectKind: NoteSubject, subjectId: string): NoteView[] {
  const sql = `${select} WHERE n.subjectId = ? AND n.subjectKind = ? AND ${listedNote} ORDER BY n.at, n.row`;
  return cache.all<Found>(sql, subjectId, subjectKind).map(viewOf);
}

const unsettled = `n.kept = ? AND NOT ${replaced}`;

/** Texts that were kept as notes, and that this agent has not settled yet. */
export function keptNotes(cache: Cache, agentId: string): Note[] {
  return cache.records('note', `SELECT body FROM note n WHERE ${unsettled} ORDER BY n.at, n.row`, agentId);
}

/** @returns how many {@link keptNotes} there are. */
export function countKept(cache: Cache, agentId: string): number {
  const found = cache.one<{ n: number }>(`SELECT count(*) AS n FROM note n WHERE ${unsettled}`, agentId);
  return found?.n ?? 0;
}
