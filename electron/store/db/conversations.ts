// Conversations and messages as the window sees them: panel lines, one conversation whole, its messages.
import { pressingClock } from '../../../shared/domain/case-clocks.ts';
import { farNumber } from '../../../shared/domain/call.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { ConversationRow, ConversationView } from '../../../shared/ipc/views.ts';
import type { MoodRules } from '../../../shared/sentiment/mood.ts';
import type { QueryContext } from '../query-context.ts';
import { caseRow } from './cases.ts';
import { candidatesByNumber } from './calls.ts';
import { candidates, customerRow } from './customers.ts';
import { conversationMood, moodRules, moodView, quietQueues } from './moods.ts';

const lastTextLength = 160;
const oneLine = (text: string): string =>
  text
    .slice(0, lastTextLength * 2)
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, lastTextLength);

/** What a line says of its messages. */
interface Said {
  lastText: string;
  sentiment: ConversationRow['sentiment'];
  /** Customers' messages after `read`. */
  unread: number;
  read: number;
  /** By which its mood was read; null where its queue has none. */
  rules: MoodRules | null;
}

// A reply that waits for the service is newer than anything with a number.
const newest = `SELECT body FROM message WHERE row = coalesce(
  (SELECT max(row) FROM message WHERE conversationId = ?1 AND seq IS NULL),
  (SELECT row FROM message WHERE conversationId = ?1 ORDER BY seq DESC LIMIT 1))`;
const after = `SELECT count(*) AS n FROM message WHERE conversationId = ? AND author = 'customer' AND seq > ?`;

/** Read once, and again when a message of this conversation was written: lists ask for it each time anything changes. */
function saidIn(context: QueryContext, conversation: Conversation): Said {
  const { cache } = context;
  const { id, agentReadSeq, queueId } = conversation;
  const rules = quietQueues(context).has(queueId) ? null : moodRules(context);
  const key = `message@${id}`;
  const known = cache.derived.get(key) as Said | undefined;
  if (known?.read === agentReadSeq && known.rules === rules) return known;
  const [last] = cache.records('message', newest, id);
  const said: Said = {
    lastText: last === undefined ? '' : oneLine(last.text),
    sentiment: conversationMood(context, conversation),
    unread: cache.one<{ n: number }>(after, id, agentReadSeq)?.n ?? 0,
    read: agentReadSeq,
    rules,
  };
  cache.derived.set(key, said);
  return said;
}

const nameOf = 'SELECT name FROM customer WHERE id = ?';
const queueNameOf = 'SELECT name FROM queue WHERE id = ?';

/** @returns one line of the session panel, the inbox or a timeline. */
export function conversationRow(context: QueryContext, conversation: Conversation): ConversationRow {
  const { cache } = context;
  const { id, visitor } = conversation;
  const { lastText, unread, sentiment } = saidIn(context, conversation);
  const {
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
  } = conversation;
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
    title:
      (customerId === null ? undefined : cache.one<{ name: string }>(nameOf, customerId)?.name) ??
      visitor.name,
    queueName: cache.one<{ name: string }>(queueNameOf, queueId)?.name ?? '',
    lastText,
    unread,
    sentiment,
    rating: conversation.rating?.score ?? null,
    sla: slaOf(context, conversation),
    ...(conversation.call === undefined ? {} : { call: conversation.call }),
  };
}

function slaOf({ cache }: QueryContext, { caseId, state }: Conversation): ConversationRow['sla'] {
  const record = caseId === null || state === 'closed' ? undefined : cache.get('case', caseId);
  return record === undefined ? null : pressingClock(record);
}

const rows = (context: QueryContext, found: Conversation[]): ConversationRow[] =>
  found.map((conversation) => conversationRow(context, conversation));

/** @returns a line for each of these row numbers, in their order. */
export function conversationRowsAt(context: QueryContext, found: readonly number[]): ConversationRow[] {
  const sql = 'SELECT body FROM conversation WHERE row = ?';
  return found.flatMap((row) => rows(context, context.cache.records('conversation', sql, row)));
}

/** This agent's active, waiting and wrap-up conversations, oldest accepted first. */
export function myConversations(context: QueryContext): ConversationRow[] {
  const sql = `SELECT body FROM conversation WHERE agentId = ? AND state IN ('active', 'waiting', 'wrapUp') ORDER BY acceptedAt, row`;
  return rows(context, context.cache.records('conversation', sql, context.agent?.id ?? ''));
}

/** Those waiting in this agent's queues, longest wait first, at most 500. Not what rings at somebody's telephone. */
export function openConversations(context: QueryContext): ConversationRow[] {
  const sql = `SELECT body FROM conversation WHERE state = 'open' AND queueId IN (SELECT value FROM json_each(?)) ORDER BY queuedAt, row LIMIT 500`;
  const waiting = context.cache.records('conversation', sql, JSON.stringify(context.agent?.queueIds ?? []));
  return rows(
    context,
    waiting.filter(({ call }) => call === undefined || call.routed === true),
  );
}

/** This agent's closed ones, newest first, at most 100. */
export function closedConversations(context: QueryContext): ConversationRow[] {
  const sql = `SELECT body FROM conversation WHERE agentId = ? AND state = 'closed' ORDER BY closedAt DESC, row DESC LIMIT 100`;
  return rows(context, context.cache.records('conversation', sql, context.agent?.id ?? ''));
}

/** One conversation with all that stands beside it; null when this desk does not hold it. */
export function conversationView(context: QueryContext, id: string): ConversationView | null {
  const { cache } = context;
  const conversation = cache.get('conversation', id);
  if (conversation === undefined) return null;
  const customer =
    conversation.customerId === null ? undefined : cache.get('customer', conversation.customerId);
  const mood = moodView(context, id);
  // What the agent has set was driven by no words.
  const reasons = (mood === null || mood.set?.newer === 0 ? [] : mood.messages)
    .toReversed()
    .flatMap((message) =>
      message.reasons.map(({ text, weight, source }) => ({ messageId: message.id, text, weight, source })),
    );
  return {
    conversation,
    row: conversationRow(context, conversation),
    customer: customer === undefined ? null : customerRow(context, customer),
    case: conversation.caseId === null ? null : caseRow(context, conversation.caseId),
    candidates: customer === undefined ? whoMayBe(context, conversation) : [],
    reasons: reasons.slice(0, 24),
  };
}

/** Who may be at the other end: by what a visitor says of itself, or by the number of a call. */
function whoMayBe(context: QueryContext, { visitor, call }: Conversation): ConversationView['candidates'] {
  const said = candidates(context, visitor);
  if (call === undefined) return said;
  const byNumber = candidatesByNumber(context, farNumber(call));
  return [...byNumber, ...said.filter(({ id }) => byNumber.every((one) => one.id !== id))].slice(0, 20);
}
