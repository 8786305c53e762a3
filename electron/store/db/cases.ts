// Cases as the window sees them: lists, and one case with its notes.
import type { Case } from '../../../shared/domain/case.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import type { CaseRow, CaseView } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { customerView } from './customers.ts';
import { notesOf } from './notes.ts';
import { findRows } from './search.ts';

interface Found {
  body: string;
  customerName: string | null;
  ownerName: string | null;
  notes: number;
  pending: number;
}

const select = `SELECT c.body,
    (SELECT name FROM customer WHERE id = c.customerId) AS customerName,
    (SELECT name FROM agent WHERE id = c.ownerId) AS ownerName,
    (SELECT count(*) FROM note n WHERE n.subjectId = c.id AND n.kept IS NOT '-' AND NOT EXISTS (SELECT 1 FROM note s WHERE s.supersedes = n.id)) AS notes,
    EXISTS (SELECT 1 FROM base WHERE kind = 'case' AND id = c.id) AS pending
  FROM "case" c`;

function rowOf(found: Found): CaseRow {
  const {
    id,
    number,
    title,
    status,
    priority,
    kind,
    queueId,
    ownerId,
    customerId,
    createdAt,
    updatedAt,
    dueAt,
  } = JSON.parse(found.body) as Case;
  const { customerName, ownerName, notes } = found;
  return {
    id,
    number,
    title,
    status,
    priority,
    kind,
    queueId,
    ownerId,
    customerId,
    createdAt,
    updatedAt,
    dueAt,
    customerName,
    ownerName,
    notes,
    pending: found.pending === 1,
  };
}

/** @param where SQL over the table as `c`: ours, never a person's text. */
export function caseRowsWhere(
  { cache }: QueryContext,
  where: string,
  ...params: (string | number)[]
): CaseRow[] {
  return cache.all<Found>(`${select} WHERE ${where}`, ...params).map(rowOf);
}

/** @returns one line of a case list; null when this desk does not hold the case. */
export function caseRow(context: QueryContext, id: string): CaseRow | null {
  return caseRowsWhere(context, 'c.id = ?', id)[0] ?? null;
}

const orders = {
  due: 'c.open DESC, c.dueAt IS NULL, c.dueAt, c.row',
  updated: 'c.updatedAt DESC, c.row DESC',
  created: 'c.createdAt DESC, c.row DESC',
  priority: 'c.open DESC, c.priority DESC, c.dueAt IS NULL, c.dueAt, c.row',
} as const;

/** At most 1000. `mine`: open and owned by this agent; `open`: open, of anybody. */
export function caseList(context: QueryContext, args: QueryArgs<'case.list'>): CaseRow[] {
  const where: string[] = [];
  const params: string[] = [];
  if (args.view !== 'all') where.push('c.open = 1');
  if (args.view === 'mine') {
    where.push('c.ownerId = ?');
    params.push(context.agent?.id ?? '');
  }
  if (args.customerId !== null) {
    where.push('c.customerId = ?');
    params.push(args.customerId);
  }
  const found = findRows(context.cache, 'case', args.text, 5000);
  if (found !== null) {
    where.push('c.row IN (SELECT value FROM json_each(?))');
    params.push(JSON.stringify(found));
  }
  return caseRowsWhere(
    context,
    `${where.length === 0 ? 'true' : where.join(' AND ')} ORDER BY ${orders[args.sort]} LIMIT 1000`,
    ...params,
  );
}

/** One case with its customer and notes; null when this desk does not hold it. */
export function caseView(context: QueryContext, id: string): CaseView | null {
  const found = context.cache.get('case', id);
  const row = caseRow(context, id);
  if (found === undefined || row === null) return null;
  return {
    case: found,
    row,
    customer: found.customerId === null ? null : customerView(context, found.customerId),
    notes: notesOf(context, 'case', id),
  };
}
