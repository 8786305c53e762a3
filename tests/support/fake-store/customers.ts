// Changes when queries around customers return something else. Slow and simple, as in queries.ts.
import { sameNumber } from '../../../shared/domain/call.ts';
import { channelSchema } from '../../../shared/domain/conversation.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../../shared/ipc/store.ts';
import { timelineKinds, type TimelineItem, type TimelineTally } from '../../../shared/ipc/views-customer.ts';
import type { FakeRecords } from './records.ts';
import type { Rows } from './rows.ts';

type Names = Extract<
  QueryName,
  'customer.view' | 'customer.byNumber' | 'customer.timeline' | 'customer.tally' | 'entitlement.of'
>;

/** @returns the answers to the queries around one customer. */
export function customerQueries(
  records: FakeRecords,
  rows: Rows,
): { [N in Names]: (args: QueryArgs<N>) => QueryRows<N> } {
  const talksOf = (id: string) => records.all('conversation').filter(({ customerId }) => customerId === id);
  const casesOf = (id: string) => records.all('case').filter(({ customerId }) => customerId === id);
  const everything = (id: string): TimelineItem[] => {
    const talks = talksOf(id);
    const cases = casesOf(id);
    const among = (list: readonly { id: string }[], it: string | null): boolean =>
      list.some((one) => one.id === it);
    return [
      ...talks.map(
        (it): TimelineItem => ({
          type: 'conversation',
          at: it.createdAt,
          conversation: rows.conversation(it),
        }),
      ),
      ...cases.map((it): TimelineItem => ({ type: 'case', at: it.createdAt, case: rows.caseRow(it) })),
      ...[
        ...rows.notesOf('customer', id),
        ...cases.flatMap((it) => rows.notesOf('case', it.id)),
        ...talks.flatMap((it) => rows.notesOf('conversation', it.id)),
      ].map(
        (note): TimelineItem => ({
          type: 'note',
          at: note.at,
          note,
          about:
            talks.find((it) => it.id === note.subjectId)?.subject ??
            cases
              .filter((it) => it.id === note.subjectId)
              .map(({ number, title }) => `${number ?? ''} ${title}`.trim())
              .join(''),
        }),
      ),
      ...records
        .all('activity')
        .filter((it) =>
          it.caseId !== null
            ? among(cases, it.caseId)
            : it.conversationId !== null
              ? among(talks, it.conversationId)
              : it.customerId === id,
        )
        .map(
          (it): TimelineItem => ({
            type: 'activity',
            at: it.doneAt ?? it.dueAt ?? it.createdAt,
            activity: {
              ...it,
              ownerName: records.get('agent', it.ownerId ?? '')?.name ?? null,
              subject: records.get('case', it.caseId ?? '')?.title ?? '',
              pending: false,
            },
          }),
        ),
    ].toSorted((a, b) => b.at - a.at);
  };
  const kindOf = (item: TimelineItem) =>
    item.type === 'conversation' && item.conversation.channel === 'voice' ? 'call' : item.type;
  const channelOf = (item: TimelineItem) =>
    item.type === 'conversation' ? item.conversation.channel : undefined;
  return {
    'customer.view': ({ id }) => {
      const it = records.get('customer', id);
      return it === undefined ? null : rows.customer(it);
    },
    'customer.byNumber': ({ number }) =>
      records
        .all('customer')
        .filter(({ phone }) => phone !== null && sameNumber(phone, number))
        .map((it) => ({ ...rows.customer(it), matches: ['phone' as const] })),
    'customer.timeline': ({ id, kind, channel, limit = 500 }) =>
      everything(id)
        .filter((item) => kind === undefined || kindOf(item) === kind)
        .filter((item) => channel === undefined || channelOf(item) === channel)
        .slice(0, limit),
    'customer.tally': ({ id }) => {
      const all = everything(id);
      const count = (fits: (item: TimelineItem) => boolean): number => all.filter(fits).length;
      return {
        kinds: Object.fromEntries(
          timelineKinds.map((kind) => [kind, count((item) => kindOf(item) === kind)]),
        ) as TimelineTally['kinds'],
        channels: Object.fromEntries(
          channelSchema.options.map((channel) => [channel, count((item) => channelOf(item) === channel)]),
        ) as TimelineTally['channels'],
      };
    },
    'entitlement.of': ({ id }) =>
      records
        .all('entitlement')
        .filter(({ customerId }) => customerId === id)
        .toSorted((a, b) => b.to - a.to),
  };
}
