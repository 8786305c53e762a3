// SQL of what a mood is told from: the last that a customer has said in a conversation.
import type { Message } from '../../../shared/domain/conversation.ts';
import { sentimentWindow } from '../../../shared/sentiment/types.ts';
import type { Cache } from './cache.ts';

/**
 * The last customer messages that count, oldest first. Those to a bot, before anybody took over, are among them: they are
 * the customer's like all others.
 */
export function heard(cache: Cache, id: string): Message[] {
  const sql = `SELECT body FROM message WHERE conversationId = ? AND author = 'customer' ORDER BY seq DESC LIMIT ?`;
  return cache.records('message', sql, id, sentimentWindow).toReversed();
}
