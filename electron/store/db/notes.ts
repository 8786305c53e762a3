// Notes as the window sees them: the newest revision of each, oldest first.
import type { Note, NoteSubject } from '../../../shared/domain/note.ts';
import type { NoteView } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import type { Cache } from './cache.ts';

/** @param where SQL over the table as `n`: ours, never a person's text. Without those that a later note replaces, and those that went into a description after all. */
export function notesWhere({ cache }: QueryContext, where: string, ...params: string[]): NoteView[] {
  const found = cache.all<{ body: string; pending: number }>(
    `SELECT n.body, EXISTS (SELECT 1 FROM base WHERE kind = 'note' AND id = n.id) AS pending FROM note n
     WHERE (${where}) AND n.kept IS NOT '-' AND NOT EXISTS (SELECT 1 FROM note s WHERE s.supersedes = n.id) ORDER BY n.at, n.row`,
    ...params,
  );
  return found.map(({ body, pending }) => {
    const note = JSON.parse(body) as Note;
    return { ...note, pending: pending === 1, edited: note.supersedes !== null };
  });
}

/** The notes of one case, conversation or customer. */
export function notesOf(context: QueryContext, subjectKind: NoteSubject, subjectId: string): NoteView[] {
  return notesWhere(context, 'n.subjectId = ? AND n.subjectKind = ?', subjectId, subjectKind);
}

const unsettled = `n.kept = ? AND NOT EXISTS (SELECT 1 FROM note s WHERE s.supersedes = n.id)`;

/** Texts that were kept as notes, and that this agent has not settled yet. */
export function keptNotes(cache: Cache, agentId: string): Note[] {
  return cache.records('note', `SELECT body FROM note n WHERE ${unsettled} ORDER BY n.at, n.row`, agentId);
}

/** @returns how many {@link keptNotes} there are. */
export function countKept(cache: Cache, agentId: string): number {
  const found = cache.one<{ n: number }>(`SELECT count(*) AS n FROM note n WHERE ${unsettled}`, agentId);
  return found?.n ?? 0;
}
