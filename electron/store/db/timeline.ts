// Everything that happened with one customer on one line of time, and how much of each there is.
import { channelSchema } from '../../../shared/domain/conversation.ts';
import type { Note } from '../../../shared/domain/note.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import {
  timelineKinds,
  usualTimeline,
  type TimelineItem,
  type TimelineKind,
  type TimelineTally,
} from '../../../shared/ipc/views-customer.ts';
import type { QueryContext } from '../query-context.ts';
import { activitiesAt } from './activities.ts';
import { caseRowsAt } from './cases.ts';
import { conversationRowsAt } from './conversations.ts';
import { listedNote, notesAt } from './notes.ts';

const talks = (type: TimelineKind, which: string): string =>
  `SELECT '${type}' AS type, row, createdAt AS at, channel FROM conversation WHERE customerId = ?1 AND channel ${which}`;

/**
 * When each thing of a customer was, from indexes alone. What hangs on a conversation or a case follows it: it is the
 * customer's as long as that is linked. Of one that is linked to a case and to a customer the case says whose it is.
 */
const parts: Record<TimelineKind, string> = {
  conversation: talks('conversation', "<> 'voice'"),
  call: talks('call', "= 'voice'"),
  case: `SELECT 'case' AS type, row, createdAt AS at, NULL AS channel FROM "case" WHERE customerId = ?1`,
  note: `SELECT 'note' AS type, n.row, n.at, NULL AS channel FROM note n WHERE n.subjectId = ?1 AND ${listedNote}
    UNION ALL SELECT 'note', n.row, n.at, NULL FROM "case" c CROSS JOIN note n ON n.subjectId = c.id WHERE c.customerId = ?1 AND ${listedNote}
    UNION ALL SELECT 'note', n.row, n.at, NULL FROM conversation c CROSS JOIN note n ON n.subjectId = c.id WHERE c.customerId = ?1 AND ${listedNote}`,
  activity: `SELECT 'activity' AS type, row, at, NULL AS channel FROM activity WHERE customerId = ?1 AND caseId IS NULL AND conversationId IS NULL
    UNION ALL SELECT 'activity', a.row, a.at, NULL FROM "case" c CROSS JOIN activity a ON a.caseId = c.id WHERE c.customerId = ?1
    UNION ALL SELECT 'activity', a.row, a.at, NULL FROM conversation c CROSS JOIN activity a ON a.conversationId = c.id WHERE c.customerId = ?1 AND a.caseId IS NULL`,
};

interface Moment {
  type: TimelineKind;
  row: number;
  at: number;
  channel: string | null;
}

const written: ReadonlySet<TimelineKind> = new Set(['note', 'activity']);
/** Newest first; of one time conversations, cases, then what is written, each in the order in which it came. */
const newestFirst = (a: Moment, b: Moment): number =>
  b.at - a.at ||
  timelineKinds.indexOf(a.type) - timelineKinds.indexOf(b.type) ||
  (written.has(a.type) ? a.row - b.row : b.row - a.row);

/** Newest first. Only what is shown is read. */
export function timeline(context: QueryContext, args: QueryArgs<'customer.timeline'>): TimelineItem[] {
  const { id, kind, channel, limit = usualTimeline } = args;
  const wanted = kind === undefined ? timelineKinds : [kind];
  const sql = wanted.map((one) => parts[one]).join('\nUNION ALL ');
  return context.cache
    .all<Moment>(sql, id)
    .filter((moment) => channel === undefined || moment.channel === channel)
    .toSorted(newestFirst)
    .slice(0, limit)
    .flatMap(({ type, row, at }): TimelineItem[] => {
      if (type === 'case') return caseRowsAt(context, [row]).map((found) => ({ type, at, case: found }));
      if (type === 'activity')
        return activitiesAt(context, [row]).map((activity) => ({ type, at, activity }));
      if (type === 'note')
        return notesAt(context, [row]).map((note) => ({ type, at, note, about: aboutOf(context, note) }));
      return conversationRowsAt(context, [row]).map((found) => ({
        type: 'conversation',
        at,
        conversation: found,
      }));
    });
}

function aboutOf({ cache }: QueryContext, { subjectKind, subjectId }: Note): string {
  if (subjectKind === 'customer') return '';
  if (subjectKind === 'conversation') return cache.get('conversation', subjectId)?.subject ?? '';
  const about = cache.get('case', subjectId);
  return about === undefined ? '' : `${about.number ?? ''} ${about.title}`.trim();
}

/** How much of each there is, also of what is beyond the end of a {@link timeline}. */
export function timelineTally({ cache }: QueryContext, { id }: QueryArgs<'customer.tally'>): TimelineTally {
  const kinds = Object.fromEntries(timelineKinds.map((kind) => [kind, 0])) as TimelineTally['kinds'];
  const channels = Object.fromEntries(
    channelSchema.options.map((channel) => [channel, 0]),
  ) as TimelineTally['channels'];
  for (const kind of timelineKinds) {
    const counted = `SELECT channel, count(*) AS n FROM (${parts[kind]}) GROUP BY channel`;
    for (const { channel, n } of cache.all<{ channel: string | null; n: number }>(counted, id)) {
      kinds[kind] += n;
      const known = channelSchema.safeParse(channel).data;
      if (known !== undefined) channels[known] += n;
    }
  }
  return { kinds, channels };
}
