// Cases as the window sees them: lists, and one case with its notes.
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import type { CaseKind } from '../../../shared/domain/case.ts';
import type { CaseTally } from '../../../shared/ipc/views-case.ts';
import type { CaseRow, CaseView } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { customerView } from './customers.ts';
import { listedNote, notesOf } from './notes.ts';
import { chosenBy } from './case-filter.ts';
import { findRows } from './search.ts';

interface Found
  extends Pick<
    CaseRow,
    'id' | 'ownerId' | 'customerId' | 'createdAt' | 'updatedAt' | 'customerName' | 'ownerName' | 'notes'
  > {
  rest: string;
  pending: number;
}
type Rest = [
  ...[CaseRow['number'], CaseRow['title'], CaseRow['status'], CaseRow['priority']],
  ...[CaseRow['kind'], CaseRow['queueId'], CaseRow['dueAt'], string | null],
  ...[CaseRow['clocks'] | null, string | null, CaseRow['merged']],
];

// What a line shows is picked out by SQLite: to bring each description over and parse it took twice as long.
const select = `SELECT c.id, c.ownerId, c.customerId, c.createdAt, c.updatedAt,
    json_extract(c.body, '$.number', '$.title', '$.status', '$.priority', '$.kind', '$.queueId', '$.dueAt',
      '$.category', '$.clocks', '$.parentId', '$.merged') AS rest,
    (SELECT name FROM customer WHERE id = c.customerId) AS customerName,
    (SELECT name FROM agent WHERE id = c.ownerId) AS ownerName,
    (SELECT count(*) FROM note n WHERE n.subjectId = c.id AND ${listedNote}) AS notes,
    EXISTS (SELECT 1 FROM base WHERE kind = 'case' AND id = c.id) AS pending
  FROM "case" c`;

function rowOf({ rest, pending, ...found }: Found): CaseRow {
  const [number, title, status, priority, kind, queueId, dueAt, category, clocks, parentId, merged] =
    JSON.parse(rest) as Rest;
  return {
    ...found,
    number,
    title,
    status,
    priority,
    kind,
    queueId,
    dueAt,
    category,
    ...(clocks === null ? {} : { clocks }),
    ...(parentId === null ? {} : { parentId }),
    ...(merged == null ? {} : { merged }),
    pending: pending === 1,
  };
}

/** @returns a line for each of these row numbers, in their order. Found first and read then: only what is shown is read. */
export function caseRowsAt({ cache }: QueryContext, rows: readonly number[]): CaseRow[] {
  return rows.flatMap((row) => {
    const found = cache.one<Found>(`${select} WHERE c.row = ?`, row);
    return found === undefined ? [] : [rowOf(found)];
  });
}

/** @returns one line of a case list; null when this desk does not hold the case. */
export function caseRow({ cache }: QueryContext, id: string): CaseRow | null {
  const found = cache.one<Found>(`${select} WHERE c.id = ?`, id);
  return found === undefined ? null : rowOf(found);
}

/** Each is the order of an index (shared/cache/spec.ts); `due` is of the clock that the line shows (duePlace). */
const orders = {
  due: 'c.open DESC, c.due, c.row',
  updated: 'c.updatedAt DESC, c.row DESC',
  created: 'c.createdAt DESC, c.row DESC',
  priority: 'c.open DESC, c.priority DESC, c.due, c.row',
} as const;

/** The few of one agent are sorted: the plus keeps the planner from walking everybody's in this order instead. */
const ownOrders = {
  due: orders.due,
  updated: '+c.updatedAt DESC, c.row DESC',
  created: '+c.createdAt DESC, c.row DESC',
  priority: '+c.priority DESC, c.due, c.row',
} as const;

/** No list and no count goes beyond this. */
const most = 1000;

interface Filter {
  where: string;
  params: (string | number)[];
}

function filterOf(context: QueryContext, args: QueryArgs<'case.count'>): Filter {
  const { agent } = context;
  const where: string[] = [];
  const params: (string | number)[] = [];
  if (args.view !== 'all') where.push('c.open = 1');
  if (args.view === 'mine') {
    where.push('c.ownerId = ?');
    params.push(agent?.id ?? '');
  }
  if (args.customerId !== null) {
    where.push('c.customerId = ?');
    params.push(args.customerId);
  }
  if (args.filter !== undefined) {
    const more = chosenBy(context, args.filter);
    where.push(...more.where);
    params.push(...more.params);
  }
  for (const text of [args.text, args.filter?.text ?? '']) {
    const found = findRows(context, 'case', text, 5000);
    if (found === null) continue;
    where.push('c.row IN (SELECT value FROM json_each(?))');
    params.push(JSON.stringify(found));
  }
  return { where: where.length === 0 ? 'true' : where.join(' AND '), params };
}

/** The first `limit` of a view, at most 1000. `mine`: open and owned by this agent; `open`: open, of anybody. */
export function caseList(context: QueryContext, args: QueryArgs<'case.list'>): CaseRow[] {
  const { where, params } = filterOf(context, args);
  const own = args.view === 'mine' || args.filter?.owner === 'me';
  const order = (own ? ownOrders : orders)[args.sort];
  const sql = `SELECT c.row FROM "case" c WHERE ${where} ORDER BY ${order} LIMIT ?`;
  const found = context.cache.all<{ row: number }>(sql, ...params, args.limit ?? most);
  return caseRowsAt(
    context,
    found.map(({ row }) => row),
  );
}

/** How many cases a view has; counting ends at 1000. */
export function caseCount(context: QueryContext, args: QueryArgs<'case.count'>): number {
  const { where, params } = filterOf(context, args);
  const sql = `SELECT count(*) AS n FROM (SELECT 1 FROM "case" c WHERE ${where} LIMIT ${most})`;
  return context.cache.one<{ n: number }>(sql, ...params)?.n ?? 0;
}

/** How many of them are of each kind; counting ends at 1000 of both. */
export function caseTally(context: QueryContext, args: QueryArgs<'case.tally'>): CaseTally {
  const { where, params } = filterOf(context, args);
  const sql = `SELECT kind, count(*) AS n FROM (SELECT c.kind FROM "case" c WHERE ${where} LIMIT ${most}) GROUP BY kind`;
  const found = context.cache.all<{ kind: CaseKind; n: number }>(sql, ...params);
  const of = (kind: CaseKind): number => found.find((one) => one.kind === kind)?.n ?? 0;
  return { support: of('support'), service: of('service') };
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
