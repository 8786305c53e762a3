// Changes when a row that the window sees is made of other records.
import type { Case } from '../../../shared/domain/case.ts';
import { pressingClock } from '../../../shared/domain/case-clocks.ts';
import { farNumber, sameNumber } from '../../../shared/domain/call.ts';
import { deliveryOf, type Conversation, type Message } from '../../../shared/domain/conversation.ts';
import type { Note } from '../../../shared/domain/note.ts';
import type { Customer } from '../../../shared/domain/people.ts';
import type {
  CaseRow,
  ConversationRow,
  ConversationView,
  CustomerRow,
  MessageView,
  NoteView,
  OfferView,
} from '../../../shared/ipc/views.ts';
import type { Offer } from '../../../shared/domain/queue.ts';
import { levelOf, scoreOf } from './mood.ts';
import { moodIn, type Corrected } from './moods.ts';
import type { FakeRecords } from './records.ts';

/** @returns functions that make rows out of these records. */
export function createRows(records: FakeRecords, corrected: Corrected = new Map()) {
  const messagesOf = (id: string): Message[] =>
    records
      .all('message')
      .filter((message) => message.conversationId === id)
      .toSorted((a, b) => (a.seq ?? Infinity) - (b.seq ?? Infinity) || a.at - b.at);

  const notesOf = (kind: Note['subjectKind'], id: string): NoteView[] => {
    const notes = records.all('note').filter((note) => note.subjectKind === kind && note.subjectId === id);
    const replaced = new Set(notes.map(({ supersedes }) => supersedes));
    return notes
      .filter((note) => !replaced.has(note.id) && note.kept !== 'used')
      .toSorted((a, b) => b.at - a.at)
      .map((note) => ({ ...note, pending: false, edited: note.supersedes !== null }));
  };

  const conversation = (it: Conversation): ConversationRow => {
    const messages = messagesOf(it.id);
    const theirs = messages.filter(({ authorKind }) => authorKind === 'customer');
    const { id, channel, state, subject, customerId, caseId, agentId, queueId, createdAt } = it;
    const { lastMessageAt, waitingSince, wrapUpAt, closedAt } = it;
    const linked = records.get('case', caseId ?? '');
    return {
      id,
      channel,
      state,
      subject,
      customerId,
      caseId,
      agentId,
      queueId,
      createdAt,
      lastMessageAt,
      waitingSince,
      wrapUpAt,
      closedAt,
      title: records.get('customer', customerId ?? '')?.name ?? it.visitor.name,
      queueName: records.get('queue', queueId)?.name ?? '',
      lastText: messages.at(-1)?.text.replace(/\s+/g, ' ').slice(0, 160) ?? '',
      unread: theirs.filter(({ seq }) => seq !== null && seq > it.agentReadSeq).length,
      sentiment: moodIn(records, it, theirs, corrected),
      rating: it.rating?.score ?? null,
      sla: linked === undefined || state === 'closed' ? null : pressingClock(linked),
      ...(it.call === undefined ? {} : { call: it.call }),
    };
  };

  const message = (it: Message, of: Conversation): MessageView => {
    const theirs = it.authorKind === 'customer';
    const score = theirs ? scoreOf(it.text) : null;
    const ours = it.authorKind === 'agent' && it.audience === 'public';
    return {
      ...it,
      delivery: ours ? deliveryOf(it, of) : null,
      score,
      sentiment: score === null ? null : levelOf(score),
    };
  };

  const customer = (it: Customer): CustomerRow => ({
    ...it,
    openCases: records
      .all('case')
      .filter(
        ({ customerId, status }) => customerId === it.id && status !== 'resolved' && status !== 'canceled',
      ).length,
    conversations: records.all('conversation').filter(({ customerId }) => customerId === it.id).length,
  });

  const caseRow = (it: Case): CaseRow => {
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
      category,
      clocks,
      parentId,
      merged,
    } = it;
    return {
      id,
      number,
      title,
      status,
      priority,
      category,
      ...(clocks === undefined ? {} : { clocks }),
      ...(parentId == null ? {} : { parentId }),
      ...(merged == null ? {} : { merged }),
      kind,
      queueId,
      ownerId,
      customerId,
      createdAt,
      updatedAt,
      dueAt,
      customerName: records.get('customer', customerId ?? '')?.name ?? null,
      ownerName: records.get('agent', ownerId ?? '')?.name ?? null,
      notes: notesOf('case', id).length,
      pending: false,
    };
  };

  const conversationView = (id: string): ConversationView | null => {
    const it = records.get('conversation', id);
    if (it === undefined) return null;
    const known = records.get('customer', it.customerId ?? '');
    const linked = records.get('case', it.caseId ?? '');
    const candidates = records
      .all('customer')
      .filter(
        ({ name, email, phone }) =>
          name === it.visitor.name ||
          (email !== null && email === it.visitor.email) ||
          (it.call !== undefined && phone !== null && sameNumber(phone, farNumber(it.call))),
      );
    const theirs = messagesOf(id).filter(
      ({ authorKind, text }) => authorKind === 'customer' && scoreOf(text) !== 0,
    );
    return {
      conversation: it,
      row: conversation(it),
      customer: known === undefined ? null : customer(known),
      case: linked === undefined ? null : caseRow(linked),
      candidates: known === undefined ? candidates.map(customer) : [],
      reasons: theirs
        .toReversed()
        .slice(0, 6)
        .map(({ id, text }) => ({
          messageId: id,
          text: text.split(/\s+/).slice(0, 3).join(' '),
          weight: scoreOf(text),
          source: 'lexicon',
        })),
    };
  };

  const offer = (it: Offer): OfferView | null => {
    const of = records.get('conversation', it.conversationId);
    if (of === undefined) return null;
    return {
      id: it.id,
      conversationId: of.id,
      offeredAt: it.offeredAt,
      expiresAt: it.expiresAt,
      channel: of.channel,
      subject: of.subject,
      queuedAt: of.queuedAt,
      language: of.visitor.language,
      customerName: of.visitor.name,
      queueName: records.get('queue', of.queueId)?.name ?? '',
      ...(of.call === undefined ? {} : { callId: of.call.callId }),
    };
  };

  return { messagesOf, notesOf, conversation, message, customer, caseRow, conversationView, offer };
}
export type Rows = ReturnType<typeof createRows>;
