// Changes when a named query returns something else. Slow and simple: everything is looked through each time.
import { duePlace } from '../../../shared/domain/case-clocks.ts';
import { isOpenCase, type Case } from '../../../shared/domain/case.ts';
import { farNumber, sameNumber } from '../../../shared/domain/call.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { MoodLevel } from '../../../shared/domain/mood.ts';
import type { GuardPerson } from '../../../shared/ipc/guarding.ts';
import type { QueryArgs, QueryName, QueryRows } from '../../../shared/ipc/store.ts';
import type { AttentionView, DeskView, SearchHit } from '../../../shared/ipc/views.ts';
import { articleQueries } from './articles.ts';
import { caseQueries, fits } from './cases.ts';
import { customerQueries } from './customers.ts';
import { handoverQueries } from './handovers.ts';
import { moodQueries } from './moods.ts';
import type { FakeRecords } from './records.ts';
import { createRows } from './rows.ts';

/** What of the answers does not come from records. */
export interface FakeState {
  agentId: string;
  desk: DeskView;
  attention: AttentionView[];
  /** Levels that the agent has set right, by message. */
  corrected: Map<string, MoodLevel>;
}

type Answers = { [N in Exclude<QueryName, 'file.of'>]: (args: QueryArgs<N>) => QueryRows<N> };

/** @returns the answer to every named query. */
export function createQueries(records: FakeRecords, state: FakeState, now: () => number): Answers {
  const rows = createRows(records, state.corrected);
  const conversations = (keep: (it: Conversation) => boolean) => records.all('conversation').filter(keep);
  const mine = ({ agentId }: Conversation): boolean => agentId === state.agentId;
  const has = (text: string, ...parts: (string | null)[]): boolean =>
    text === '' || parts.some((part) => part?.toLowerCase().includes(text.toLowerCase()) === true);
  const priorities = ['low', 'normal', 'high', 'urgent'];
  const byDue = (a: Case, b: Case): number => duePlace(a) - duePlace(b);
  const openFirst = (a: Case, b: Case): number => Number(isOpenCase(b.status)) - Number(isOpenCase(a.status));
  const sorts: Record<string, (a: Case, b: Case) => number> = {
    due: (a, b) => openFirst(a, b) || byDue(a, b),
    updated: (a, b) => b.updatedAt - a.updatedAt,
    created: (a, b) => b.createdAt - a.createdAt,
    priority: (a, b) =>
      openFirst(a, b) || priorities.indexOf(b.priority) - priorities.indexOf(a.priority) || byDue(a, b),
  };

  return {
    'desk.view': () => ({
      ...state.desk,
      agent: state.desk.agent === null ? null : (records.get('agent', state.agentId) ?? null),
      presence: records.get('presence', state.agentId) ?? null,
      outbox: { ...state.desk.outbox, attention: state.attention.length },
    }),
    'conversation.mine': () =>
      conversations((it) => mine(it) && it.state !== 'closed' && it.state !== 'open')
        .toSorted((a, b) => (a.acceptedAt ?? 0) - (b.acceptedAt ?? 0))
        .map(rows.conversation),
    'conversation.open': () =>
      conversations((it) => it.state === 'open' && (it.call === undefined || it.call.routed === true))
        .toSorted((a, b) => a.queuedAt - b.queuedAt)
        .map(rows.conversation),
    'conversation.closed': () =>
      conversations((it) => mine(it) && it.state === 'closed')
        .toSorted((a, b) => (b.closedAt ?? 0) - (a.closedAt ?? 0))
        .slice(0, 100)
        .map(rows.conversation),
    'conversation.view': ({ id }) => rows.conversationView(id),
    'conversation.messages': ({ id, limit }) => {
      const of = records.get('conversation', id);
      const messages = of === undefined ? [] : rows.messagesOf(id);
      return { total: messages.length, messages: messages.slice(-limit).map((it) => rows.message(it, of!)) };
    },
    'conversation.page': ({ id, page }) => {
      const of = records.get('conversation', id);
      return of === undefined
        ? []
        : rows
            .messagesOf(id)
            .filter(({ seq }) => seq !== null && seq >= page * 200 && seq <= page * 200 + 200)
            .map((it) => rows.message(it, of));
    },
    'conversation.at': ({ id, at }) => ({
      at,
      seq: at === null ? null : (rows.messagesOf(id).find((it) => it.at >= at)?.seq ?? null),
    }),
    'message.some': ({ id, ids }) => {
      const of = records.get('conversation', id);
      return of === undefined
        ? []
        : rows
            .messagesOf(id)
            .filter((it) => ids.includes(it.id))
            .map((it) => rows.message(it, of));
    },
    'offer.ringing': () =>
      records
        .all('offer')
        .filter((it) => it.state === 'ringing' && it.agentId === state.agentId)
        .flatMap((it) => rows.offer(it) ?? []),
    ...customerQueries(records, rows),
    'call.missed': () =>
      conversations(
        (it) =>
          it.state === 'closed' &&
          it.agentId === null &&
          it.call?.direction === 'in' &&
          it.call.answeredAt === undefined &&
          it.call.outcome !== 'elsewhere',
      )
        .filter(
          (it) =>
            !conversations(
              ({ call }) =>
                call?.answeredAt !== undefined &&
                call.answeredAt >= it.createdAt &&
                sameNumber(farNumber(call), farNumber(it.call!)),
            ).length,
        )
        .toSorted((a, b) => b.createdAt - a.createdAt)
        .map(rows.conversation),
    'call.last': () =>
      conversations((it) => mine(it) && it.call?.endedAt !== undefined)
        .toSorted((a, b) => b.call!.ringingAt - a.call!.ringingAt)
        .slice(0, 20)
        .map(rows.conversation),
    'customer.list': ({ text }) =>
      records
        .all('customer')
        .filter(({ name, email, organisation }) => has(text, name, email, organisation))
        .slice(0, 200)
        .map(rows.customer),
    'case.list': ({ sort, limit = 1000, ...filter }) =>
      casesOf(filter).toSorted(sorts[sort]).slice(0, limit).map(rows.caseRow),
    'case.count': (filter) => Math.min(1000, casesOf(filter).length),
    'case.view': ({ id }) => {
      const it = records.get('case', id);
      if (it === undefined) return null;
      const customer = records.get('customer', it.customerId ?? '');
      return {
        case: it,
        row: rows.caseRow(it),
        customer: customer === undefined ? null : rows.customer(customer),
        notes: rows.notesOf('case', id),
      };
    },
    ...caseQueries(records, rows, state.agentId, casesOf),
    'note.list': ({ subjectKind, subjectId }) => rows.notesOf(subjectKind, subjectId),
    ...articleQueries(records, state.agentId),
    'quickReply.list': () => records.all('quickReply'),
    'macro.list': () => records.all('macro'),
    'script.list': () => records.all('script'),
    'maskRule.list': () => records.all('maskRule'),
    ...moodQueries(records, rows, state),
    'presenceState.list': () => records.all('presenceState').toSorted((a, b) => a.order - b.order),
    'guard.facts': ({ id }) => {
      const here = records.get('conversation', id);
      const others = conversations((it) => mine(it) && it.state !== 'closed' && it.id !== id);
      return {
        own: here === undefined ? null : person(here),
        others: others.filter((it) => it.customerId !== (here?.customerId ?? '-')).map(person),
      };
    },
    'guard.owners': ({ emails }) =>
      emails.flatMap((value) =>
        records
          .all('customer')
          .filter(({ email, contacts = [] }) =>
            [email, ...contacts.map((one) => (one.kind === 'email' ? one.value : null))].includes(value),
          )
          .map(({ id, name }) => ({ what: 'email' as const, value, customerId: id, name })),
      ),
    'disposition.list': () => records.all('disposition'),
    'agent.list': () =>
      records
        .all('agent')
        .map((agent) => ({ ...agent, presence: records.get('presence', agent.id) ?? null })),
    'queue.list': () => records.all('queue'),
    'search.all': ({ text, only }) => search(text).filter(({ type }) => only === undefined || type === only),
    'search.near': () => [],
    'tag.list': ({ kind }) => [...new Set(records.all(kind).flatMap(({ tags }) => tags))].slice(0, 100),
    ...handoverQueries(records, state.agentId),
    'attention.list': () => state.attention,
  };

  function casesOf({ view, text, customerId, filter }: QueryArgs<'case.count'>): Case[] {
    return records
      .all('case')
      .filter((it) => customerId === null || it.customerId === customerId)
      .filter(
        (it) =>
          view === 'all' || (isOpenCase(it.status) && (view === 'open' || it.ownerId === state.agentId)),
      )
      .filter(({ title, number }) => has(text, title, number))
      .filter((it) => filter === undefined || fits(it, filter, state.agentId, now()));
  }

  function person(it: Conversation): GuardPerson {
    const customer = records.get('customer', it.customerId ?? '');
    const cases = records
      .all('case')
      .filter(({ customerId }) => customerId !== null && customerId === it.customerId);
    return {
      conversationId: it.id,
      customerId: it.customerId,
      names: [customer?.name ?? it.visitor.name],
      emails: customer?.email == null ? [] : [customer.email],
      phones: customer?.phone == null ? [] : [customer.phone],
      cases: cases.flatMap(({ number }) => number ?? []),
    };
  }

  function search(text: string): SearchHit[] {
    if (text.trim() === '') return [];
    const at = <T>(items: T[]): T[] => items.slice(0, 8);
    return [
      ...at(records.all('customer').filter(({ name, email }) => has(text, name, email))).map((it) => ({
        type: 'customer' as const,
        id: it.id,
        subjectKind: 'customer' as const,
        who: '',
        subjectId: it.id,
        title: it.name,
        at: null,
        excerpt: it.organisation ?? it.city ?? '',
      })),
      ...at(records.all('case').filter(({ title, number }) => has(text, title, number))).map((it) => ({
        type: 'case' as const,
        id: it.id,
        subjectKind: 'case' as const,
        who: '',
        subjectId: it.id,
        at: it.updatedAt,
        title: `${it.number ?? ''} ${it.title}`.trim(),
        excerpt: records.get('customer', it.customerId ?? '')?.name ?? '',
      })),
      ...at(records.all('message').filter((it) => has(text, it.text))).map((it) => ({
        type: 'message' as const,
        id: it.id,
        subjectKind: 'conversation' as const,
        who: '',
        subjectId: it.conversationId,
        title: it.authorName,
        at: it.at,
        excerpt: it.text.slice(0, 160),
      })),
      ...at(records.all('article').filter(({ title }) => has(text, title))).map((it) => ({
        type: 'article' as const,
        id: it.id,
        subjectKind: 'article' as const,
        who: '',
        subjectId: it.id,
        title: it.title,
        at: it.updatedAt,
        excerpt: it.summary.slice(0, 160),
      })),
    ];
  }
}
