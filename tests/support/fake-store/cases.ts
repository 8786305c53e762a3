// Changes when queries around cases return something else. Slow and simple, as in queries.ts.
import type { Activity } from '../../../shared/domain/activity.ts';
import { duePlace } from '../../../shared/domain/case-clocks.ts';
import { isOpenCase, type Case } from '../../../shared/domain/case.ts';
import type { CaseFilter } from '../../../shared/domain/view.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../../shared/ipc/store.ts';
import type { ActivityView } from '../../../shared/ipc/views-case.ts';
import type { FakeRecords } from './records.ts';
import type { Rows } from './rows.ts';

type Names = Extract<QueryName, 'case.tally' | 'case.relations' | `activity.${string}` | 'savedView.list'>;

const dayMs = 86_400_000;

/** @returns whether a case is one of those that a filter holds. */
export function fits(it: Case, filter: CaseFilter, agentId: string, now: number): boolean {
  const { owner, statuses, priorities, kind, queueIds, category, tag, text, due } = filter;
  const left = isOpenCase(it.status) ? duePlace(it) - now : null;
  return (
    (owner === 'anybody' || it.ownerId === (owner === 'me' ? agentId : null)) &&
    (statuses.length === 0 || statuses.includes(it.status)) &&
    (priorities.length === 0 || priorities.includes(it.priority)) &&
    (kind === null || it.kind === kind) &&
    (queueIds.length === 0 || queueIds.includes(it.queueId)) &&
    (category === null || it.category === category) &&
    (tag === null || it.tags.includes(tag)) &&
    (due === 'any' || (left !== null && (due === 'overdue' ? left < 0 : left >= 0 && left <= dayMs))) &&
    (text === '' || it.title.toLowerCase().includes(text.toLowerCase()))
  );
}

/** @returns the answers to the queries around cases. */
export function caseQueries(
  records: FakeRecords,
  rows: Rows,
  agentId: string,
  casesOf: (args: QueryArgs<'case.count'>) => Case[],
): { [N in Names]: (args: QueryArgs<N>) => QueryRows<N> } {
  const view = (it: Activity): ActivityView => ({
    ...it,
    ownerName: records.get('agent', it.ownerId ?? '')?.name ?? null,
    subject: records.get('case', it.caseId ?? '')?.title ?? '',
    pending: false,
  });
  const activities = (keep: (it: Activity) => boolean): ActivityView[] =>
    records
      .all('activity')
      .filter(keep)
      .toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity))
      .map(view);
  return {
    'case.tally': (args) => {
      const found = casesOf(args);
      const of = (kind: Case['kind']): number => found.filter((it) => it.kind === kind).length;
      return { support: of('support'), service: of('service') };
    },
    'case.relations': ({ id }) => {
      const record = records.get('case', id);
      const all = records.all('case');
      const parent = records.get('case', record?.parentId ?? '');
      const into = records.get('case', record?.merged?.intoId ?? '');
      const merged = all.filter((it) => it.merged?.intoId === id);
      return {
        above: parent === undefined ? [] : [rows.caseRow(parent)],
        below: all.filter((it) => it.parentId === id).map(rows.caseRow),
        merged: merged.map(rows.caseRow),
        into: into === undefined ? null : rows.caseRow(into),
        notes: merged.flatMap((it) => rows.notesOf('case', it.id)),
        conversations: records
          .all('conversation')
          .filter(({ caseId }) => caseId === id || merged.some((it) => it.id === caseId))
          .map(rows.conversation),
      };
    },
    'activity.of': ({ subjectKind, subjectId }) =>
      activities(
        (it) =>
          it[`${subjectKind}Id`] === subjectId ||
          (subjectKind === 'case' &&
            it.caseId === null &&
            records.get('conversation', it.conversationId ?? '')?.caseId === subjectId),
      ),
    'activity.mine': () => activities((it) => it.ownerId === agentId && it.doneAt === null),
    'savedView.list': () =>
      records.all('savedView').filter(({ ownerId }) => ownerId === null || ownerId === agentId),
  };
}
