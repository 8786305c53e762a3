// What is to be done: calls, tasks, e-mails, visits and reminders, of one subject or of one agent.
import type { Activity } from '../../../shared/domain/activity.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import type { ActivityView } from '../../../shared/ipc/views-case.ts';
import type { QueryContext } from '../query-context.ts';
import { familyOf } from './case-relations.ts';

const most = 200;
interface Found {
  body: string;
  pending: number;
}
const select = `SELECT a.body, EXISTS (SELECT 1 FROM base WHERE kind = 'activity' AND id = a.id) AS pending FROM activity a`;

function viewOf({ cache }: QueryContext, { body, pending }: Found): ActivityView {
  const activity = JSON.parse(body) as Activity;
  const nameOf = (kind: 'agent' | 'customer', id: string | null): string | null =>
    id === null
      ? null
      : (cache.one<{ name: string }>(`SELECT name FROM ${kind} WHERE id = ?`, id)?.name ?? null);
  const of = activity.caseId === null ? undefined : cache.get('case', activity.caseId);
  const talk =
    activity.conversationId === null ? undefined : cache.get('conversation', activity.conversationId);
  return {
    ...activity,
    ownerName: nameOf('agent', activity.ownerId),
    subject:
      of === undefined
        ? (nameOf('customer', activity.customerId ?? talk?.customerId ?? null) ?? talk?.visitor.name ?? '')
        : `${of.number ?? ''} ${of.title}`.trim(),
    pending: pending === 1,
  };
}

/** @returns the activities with these row numbers, in their order. */
export function activitiesAt(context: QueryContext, rows: readonly number[]): ActivityView[] {
  return rows.flatMap((row) =>
    context.cache.all<Found>(`${select} WHERE a.row = ?`, row).map((found) => viewOf(context, found)),
  );
}

/** Of a case also those of cases that were merged into it, and what hangs on a conversation alone: a promise from before there was a case. */
const about = {
  case: `(a.caseId IN (${familyOf})
    OR (a.caseId IS NULL AND a.conversationId IN (SELECT id FROM conversation WHERE caseId IN (${familyOf}))))`,
  conversation: 'a.conversationId = ?1',
  customer: 'a.customerId = ?1',
} as const;

/** Open ones by due time, then those that are done, the last first; at most 200. */
export function activitiesOf(context: QueryContext, args: QueryArgs<'activity.of'>): ActivityView[] {
  return context.cache
    .all<Found>(
      `${select} WHERE ${about[args.subjectKind]}
        ORDER BY a.open DESC, CASE a.open WHEN 1 THEN coalesce(a.dueAt, 1e18) ELSE -json_extract(a.body, '$.doneAt') END, a.row
        LIMIT ${most}`,
      args.subjectId,
    )
    .map((found) => viewOf(context, found));
}

/** Open ones of this agent, by due time; those without one last. */
export function myActivities(context: QueryContext): ActivityView[] {
  return context.cache
    .all<Found>(
      `${select} WHERE a.ownerId = ? AND a.open = 1 ORDER BY coalesce(a.dueAt, 1e18), a.row LIMIT ${most}`,
      context.agent?.id ?? '',
    )
    .map((found) => viewOf(context, found));
}
