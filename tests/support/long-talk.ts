// Changes when a very long conversation is to be in a cache for other reasons: to measure, or to find things in it.
import type { Cache } from '../../electron/store/db/cache.ts';
import type { Conversation, Message } from '../../shared/domain/conversation.ts';
import { aConversation, aMessage } from './factories.ts';

/** Between two of its messages, in ms. */
export const everyMs = 30_000;
const words = [
  'Thank you, I have it.',
  'Where is it now?',
  'Let me look that up for you.\nOne moment.',
  'Fine.',
];

/**
 * Fills a cache with one conversation of so many messages, numbered from 1 on, the first at `at`.
 * @returns the conversation.
 */
export function putLongTalk(
  cache: Cache,
  id: string,
  count: number,
  at: number,
  over: Partial<Conversation> = {},
): Conversation {
  const conversation = aConversation(id, { lastSeq: count, agentReadSeq: count, lastMessageAt: at, ...over });
  cache.transaction(() => {
    cache.put('conversation', id, 1, conversation);
    for (let seq = 1; seq <= count; seq += 1) {
      const theirs = seq % 3 !== 0;
      const message: Message = aMessage(`${id}-${seq}`, {
        conversationId: id,
        seq,
        authorKind: theirs ? 'customer' : 'agent',
        authorId: theirs ? null : 'ada',
        text: `${seq} ${words[seq % words.length] ?? ''}`,
        at: at + (seq - 1) * everyMs,
      });
      cache.put('message', message.id, 1, message);
    }
  });
  return conversation;
}
