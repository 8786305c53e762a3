// Messages as the window sees them: the newest ones, a page of older ones, some by their ids.
import { deliveryOf, type Message } from '../../../shared/domain/conversation.ts';
import type { MessageView } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { readMessage } from '../../../shared/sentiment/mood.ts';
import type { Cache } from './cache.ts';
import { moodRules, quietQueues } from './moods.ts';

/** As many as a window reads of older ones at once; see conversation.page. */
const pageSize = 200;

/** @returns makes views of the messages of one conversation. */
function viewer(context: QueryContext, id: string): (message: Message) => MessageView {
  const { cache, sentiment } = context;
  const conversation = cache.get('conversation', id);
  const marks = conversation ?? { customerDeliveredSeq: 0, customerReadSeq: 0 };
  const off =
    sentiment.silent === true ||
    (conversation !== undefined && quietQueues(context).has(conversation.queueId));
  const rules = moodRules(context);
  const language = conversation?.visitor.language ?? 'und';
  return (message) => {
    const read =
      message.authorKind === 'customer' && !off ? readMessage(sentiment, message, language, rules) : null;
    const said = read?.judged === true ? read : null;
    // What was said in a call has been heard: it is not delivered.
    const ours =
      message.spoken === undefined &&
      message.audience === 'public' &&
      (message.authorKind === 'agent' || message.authorKind === 'bot');
    return {
      ...message,
      delivery: ours ? deliveryOf(message, marks) : null,
      sentiment: said?.level ?? null,
      score: said?.score ?? null,
    };
  };
}

/** The newest `limit` messages, oldest first, those that wait for the service last. */
export function messages(
  context: QueryContext,
  id: string,
  limit: number,
): { total: number; messages: MessageView[] } {
  const { cache } = context;
  const waiting = cache.records(
    'message',
    `SELECT body FROM message WHERE conversationId = ? AND seq IS NULL ORDER BY row DESC LIMIT ?`,
    id,
    limit,
  );
  const numbered = cache.records(
    'message',
    `SELECT body FROM message WHERE conversationId = ? AND seq IS NOT NULL ORDER BY seq DESC LIMIT ?`,
    id,
    limit - waiting.length,
  );
  const shown = [...waiting, ...numbered];
  // Counting takes as long as there are messages: only where there are more than were read, and then by their number.
  const total = shown.length < limit ? shown.length : waiting.length + (numbered[0]?.seq ?? 0);
  return { total, messages: shown.toReversed().map(viewer(context, id)) };
}

/** A page of the numbered messages, oldest first, and the one before it. */
export function messagePage(context: QueryContext, id: string, page: number): MessageView[] {
  const sql = `SELECT body FROM message WHERE conversationId = ? AND seq >= ? AND seq <= ? ORDER BY seq`;
  const from = page * pageSize;
  return context.cache.records('message', sql, id, from, from + pageSize).map(viewer(context, id));
}

/** @returns the number of the first message from this moment on: numbers follow time, so it is found by halves. */
export function seqAt(cache: Cache, id: string, at: number): number | null {
  const next = (from: number): Message | undefined =>
    cache.records(
      'message',
      `SELECT body FROM message WHERE conversationId = ? AND seq >= ? ORDER BY seq LIMIT 1`,
      id,
      from,
    )[0];
  const last = cache.one<{ seq: number | null }>(
    'SELECT max(seq) AS seq FROM message WHERE conversationId = ?',
    id,
  )?.seq;
  if (last == null) return null;
  let low = 1;
  let high = last + 1;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const found = next(middle);
    if (found === undefined || found.at >= at) high = middle;
    else low = (found.seq ?? middle) + 1;
  }
  return low > last ? null : (next(low)?.seq ?? null);
}

/** Those of these ids that are in the conversation and here. */
export function someMessages(context: QueryContext, id: string, ids: readonly string[]): MessageView[] {
  return ids
    .flatMap((one) => context.cache.get('message', one) ?? [])
    .filter(({ conversationId }) => conversationId === id)
    .map(viewer(context, id));
}
