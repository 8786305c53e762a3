// What a list of cases holds, in SQL over the columns of a case. Changes when agents can filter by something else.
import { casePriorities, caseStatuses, isOpenCase, type CaseStatus } from '../../../shared/domain/case.ts';
import { plain } from '../../../shared/cache/text.ts';
import type { CaseFilter } from '../../../shared/domain/view.ts';
import type { QueryContext } from '../query-context.ts';

const dayMs = 24 * 3_600_000;
const openStatuses = caseStatuses.filter(isOpenCase);

/** @returns conditions over the table as `c`, all of which are to hold, and their parameters in order. */
export function chosenBy(
  { agent, now }: Pick<QueryContext, 'agent' | 'now'>,
  filter: CaseFilter,
): { where: string[]; params: (string | number)[] } {
  const where: string[] = [];
  const params: (string | number)[] = [];
  const add = (condition: string, ...given: (string | number)[]): void => {
    where.push(condition);
    params.push(...given);
  };
  const among = (column: string, values: readonly (string | number)[]): void =>
    add(`${column} IN (SELECT value FROM json_each(?))`, JSON.stringify(values));
  byStatus(filter.statuses, add, among);
  if (filter.owner === 'me') add('c.ownerId = ?', agent?.id ?? '');
  if (filter.owner === 'nobody') add('c.ownerId IS NULL');
  if (filter.priorities.length > 0)
    among(
      'c.priority',
      filter.priorities.map((priority) => casePriorities.indexOf(priority)),
    );
  if (filter.kind !== null) add('c.kind = ?', filter.kind);
  if (filter.queueIds.length > 0) among('c.queueId', filter.queueIds);
  if (filter.category !== null) add('c.categoryKey = ?', plain(filter.category));
  if (filter.tag !== null) add('instr(c.tagKeys, ?) > 0', `\n${plain(filter.tag)}\n`);
  if (filter.due !== 'any') {
    // What is closed is not due. Without these words the index of open ones is not used.
    if (!where.includes('c.open = 1')) add('c.open = 1');
    if (filter.due === 'overdue') add('c.due < ?', now);
    else add('c.due >= ? AND c.due <= ?', now, now + dayMs);
  }
  return { where, params };
}

/** All open ones, and all closed ones, are a column of their own, which the orders of lists begin with. */
function byStatus(
  statuses: readonly CaseStatus[],
  add: (condition: string) => void,
  among: (column: string, values: readonly string[]) => void,
): void {
  if (statuses.length === 0) return;
  const open = statuses.filter(isOpenCase).length;
  if (open === statuses.length) add('c.open = 1');
  else if (open === 0) add('c.open = 0');
  const all = open === openStatuses.length || open === 0;
  const whole = open === 0 ? caseStatuses.length - openStatuses.length : openStatuses.length;
  if (!(all && statuses.length === whole)) among('c.status', statuses);
}
