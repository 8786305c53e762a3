// Changes when what the window sees of handovers is made of other records.
import type { Handover } from '../../../shared/domain/handover.ts';
import { canTakeWork } from '../../../shared/domain/presence.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../../shared/ipc/store.ts';
import type { HandoverView } from '../../../shared/ipc/views-handover.ts';
import type { FakeRecords } from './records.ts';

type Names = Extract<QueryName, `handover.${string}` | 'reminder.mine'>;

/** @returns the answers to the queries of handovers and reminders. */
export function handoverQueries(
  records: FakeRecords,
  agentId: string,
): { [N in Names]: (args: QueryArgs<N>) => QueryRows<N> } {
  const view = (it: Handover): HandoverView => {
    const of = records.get('conversation', it.conversationId);
    const to = records.get('agent', it.toAgentId ?? '') ?? records.get('queue', it.toQueueId ?? '');
    return {
      ...it,
      toName: to?.name ?? '',
      title: records.get('customer', of?.customerId ?? '')?.name ?? of?.visitor.name ?? '',
      subject: of?.subject ?? '',
      channel: of?.channel ?? 'chat',
      queueName: records.get('queue', of?.queueId ?? '')?.name ?? '',
      waitingSince: of?.waitingSince ?? null,
    };
  };
  const find = (keep: (it: Handover) => boolean): HandoverView[] =>
    records
      .all('handover')
      .filter(keep)
      .toSorted((a, b) => b.at - a.at)
      .map(view);
  const order = { available: 2, busy: 1, doNotDisturb: 0, away: 0, offline: 0 };
  return {
    'handover.offered': () => find((it) => it.toAgentId === agentId && it.state === 'offered').toReversed(),
    'handover.sent': () => find((it) => it.fromAgentId === agentId),
    'handover.of': ({ id }) => find((it) => it.conversationId === id),
    'handover.targets': ({ id }) => {
      const of = records.get('conversation', id);
      if (of === undefined) return { agents: [], queues: [] };
      const presence = (id: string) => records.get('presence', id) ?? null;
      return {
        agents: records
          .all('agent')
          .filter((it) => it.id !== agentId && (it.role !== 'agent' || it.queueIds.includes(of.queueId)))
          .map(({ id, name, languages }) => ({
            id,
            name,
            languages,
            presence: presence(id),
            speaks: languages.some((one) => of.visitor.language.startsWith(one)),
          }))
          .toSorted(
            (a, b) => order[b.presence?.status ?? 'offline'] - order[a.presence?.status ?? 'offline'],
          ),
        queues: records.all('queue').map((queue) => ({
          id: queue.id,
          name: queue.name,
          waiting: records.all('conversation').filter((it) => it.queueId === queue.id && it.state === 'open')
            .length,
          ready: records.all('agent').filter((it) => {
            const how = presence(it.id);
            return it.queueIds.includes(queue.id) && how !== null && canTakeWork(how);
          }).length,
          here: queue.id === of.queueId,
        })),
      };
    },
    'reminder.mine': () =>
      records
        .all('activity')
        .filter((it) => it.kind === 'reminder' && it.doneAt === null && it.ownerId === agentId)
        .toSorted((a, b) => (a.dueAt ?? Infinity) - (b.dueAt ?? Infinity))
        .map((it) => ({ ...it, customerName: records.get('customer', it.customerId ?? '')?.name ?? null })),
  };
}
