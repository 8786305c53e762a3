// Begins a conversation from the chat page: which queue, whose, and what a repeat of the same start means.
import type { ChatUp } from '../../../shared/chat/protocol.ts';
import type { Visitor } from '../../../shared/domain/conversation.ts';
import { cleanLine } from '../../../shared/domain/text.ts';
import type { ErrorData } from '../../../shared/errors.ts';
import type { ServiceContext } from '../../context.ts';
import type { ChatSettings } from './settings.ts';
import type { ChatStore } from './store.ts';
import { commandIdFor } from './tokens.ts';

const tooMany = 'Too many conversations were begun from here. Wait a minute and try again.';

/** What the connection tells of a visitor besides the frames. */
export interface Visit {
  /** The User-Agent header, cut. */
  browser: string | null;
  /** Asks whether this network address may begin one more. @returns 0, or after how many ms. */
  mayStart(): number;
}

type Start = Extract<ChatUp, { t: 'start' }>;
type Opened = { ok: true } | { ok: false; refusal: ErrorData };
const refuse = (kind: ErrorData['kind'], message: string): Opened => ({
  ok: false,
  refusal: { kind, message },
});

/** Pages make UUIDs. Anything guessable would let a stranger ask for a seeded record. */
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Nobody looks for longer before they write; what is older is of another visit. */
const longestWayMs = 12 * 3_600_000;

/** The pages that the visitor came through, by our clock. Their word: only bounded and put in order. */
function wayOf({ visits = [] }: Start, now: number): Pick<Visitor, 'visits'> {
  const way = visits
    .filter(({ ago, page }) => ago <= longestWayMs && page !== '')
    .toSorted((a, b) => b.ago - a.ago)
    .map(({ ago, page, title }) => ({
      at: now - ago,
      did: 'page' as const,
      text: page,
      ...(title === '' ? {} : { title }),
    }));
  return way.length === 0 ? {} : { visits: way };
}

/**
 * Opens the conversation, or finds that this very start has opened it before.
 * A customer record is linked by its exact e-mail address: the visitor's word, not proof of who they are.
 */
export async function open(
  frame: Start,
  visit: Visit,
  { context, store, settings }: { context: ServiceContext; store: ChatStore; settings: ChatSettings },
): Promise<Opened> {
  const { conversationId, messageId, name, email, text, language, page } = frame;
  if (!uuid.test(conversationId) || !uuid.test(messageId))
    return refuse('invalid', 'The ids of a new conversation must be UUIDs.');

  const before = await context.get('conversation', conversationId);
  const message = await context.get('message', messageId);
  if (before !== undefined || message !== undefined) {
    // Only who knows both ids, and soon after: an agent sees them too, but has no business here.
    const same =
      message?.conversationId === conversationId && message.seq === 1 && message.authorKind === 'customer';
    const soon =
      before !== undefined &&
      before.channel === 'chat' &&
      context.now() - before.createdAt <= settings.repeatStartMs;
    if (!same || !soon) return refuse('conflict', 'This conversation has begun before. Begin a new one.');
    // A repeat costs as much as a start: each is given a token of its own.
    return visit.mayStart() > 0 ? refuse('rateLimited', tooMany) : { ok: true };
  }

  if (visit.mayStart() > 0) return refuse('rateLimited', tooMany);
  const queues = await store.chatQueues();
  const usual = queues.find(({ id }) => id === settings.defaultQueueId) ?? queues[0];
  const queue = frame.queueId === null ? usual : queues.find(({ id }) => id === frame.queueId);
  if (queue === undefined) return refuse('notFound', 'There is no queue for this chat.');
  const mail = email === null || email === '' ? null : email;
  const customerId = mail === null ? null : ((await store.customerByEmail(mail)) ?? null);
  const browser = visit.browser === null ? null : cleanLine(visit.browser).slice(0, 200);
  const result = await context.run(
    { kind: 'customer', conversationId, name },
    {
      id: commandIdFor('open', conversationId, messageId),
      type: 'conversation.open',
      args: {
        conversationId,
        channel: 'chat',
        queueId: queue.id,
        visitor: { name, email: mail, language, page, browser, ...wayOf(frame, context.now()) },
        customerId,
        messageId,
        text,
      },
    },
  );
  return result.ok ? { ok: true } : { ok: false, refusal: result.refusal };
}
