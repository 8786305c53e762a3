// What a case hangs together with: those above and below it, those merged into it, and what was said and written on them.
import type { CaseRelations } from '../../../shared/ipc/views-case.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { caseRow, caseRowsAt } from './cases.ts';
import { conversationRowsAt } from './conversations.ts';
import { notesOf } from './notes.ts';

const mostAbove = 20;
const mostBeside = 200;
const mostNotes = 1000;

/** SQL of the ids of case ?1 and of all that went into it, also by way of another one. Two desks may have merged in a ring. */
export const familyOf = `WITH RECURSIVE family(id) AS (VALUES(?1)
  UNION SELECT c.id FROM "case" c JOIN family ON c.mergedInto = family.id LIMIT ${mostBeside}) SELECT id FROM family`;

/** Empty lists for a case that this desk does not hold. */
export function caseRelations(context: QueryContext, id: string): CaseRelations {
  const { cache } = context;
  const record = cache.get('case', id);
  const rowsBy = (column: 'parentId' | 'mergedInto'): CaseRow[] => {
    const sql = `SELECT row FROM "case" WHERE ${column} = ? ORDER BY open DESC, createdAt, row LIMIT ${mostBeside}`;
    return caseRowsAt(
      context,
      cache.all<{ row: number }>(sql, id).map(({ row }) => row),
    );
  };
  const merged = rowsBy('mergedInto');
  const ids = cache.all<{ id: string }>(familyOf, id).map((one) => one.id);
  const talked = cache.all<{ row: number; id: string; caseId: string }>(
    `SELECT row, id, caseId FROM conversation WHERE caseId IN (SELECT value FROM json_each(?))
      ORDER BY createdAt DESC, row DESC LIMIT ${mostBeside}`,
    JSON.stringify(ids),
  );
  const notes = [
    ...ids.flatMap((one) => (one === id ? [] : notesOf(context, 'case', one))),
    ...talked.flatMap((one) => (one.caseId === id ? [] : notesOf(context, 'conversation', one.id))),
  ];
  return {
    above: above(context, record?.parentId ?? null, id),
    below: rowsBy('parentId'),
    merged,
    into: record?.merged == null ? null : caseRow(context, record.merged.intoId),
    notes: notes.toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1)).slice(-mostNotes),
    conversations: conversationRowsAt(
      context,
      talked.map(({ row }) => row),
    ),
  };
}

/** Two desks may each have put one above the other: no case is shown twice. */
function above(context: QueryContext, parentId: string | null, id: string): CaseRow[] {
  const seen = new Set([id]);
  const found: CaseRow[] = [];
  for (let at = parentId; at !== null && !seen.has(at) && found.length < mostAbove; ) {
    seen.add(at);
    const row = caseRow(context, at);
    if (row === null) break;
    found.unshift(row);
    at = row.parentId ?? null;
  }
  return found;
}
