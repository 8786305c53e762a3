// What the chat channel reads and keeps besides records. service/db/chat.ts is its SQL; tests keep it in memory.
import type { Attachment } from '../../../shared/domain/attachment.ts';
import type { Message } from '../../../shared/domain/conversation.ts';
import type { Queue } from '../../../shared/domain/queue.ts';

export interface ChatStore {
  /** Keeps the hash of a token; `expiresAt` in ms since the epoch. */
  saveToken(hash: string, conversationId: string, expiresAt: number): Promise<void>;
  /** @returns the conversation that the token with this hash opens at `now`. */
  conversationOf(hash: string, now: number): Promise<string | undefined>;
  /** Forgets tokens that have expired by `now`. */
  dropExpired(now: number): Promise<void>;
  /** @returns public messages numbered after `seq`, in order, at most `limit`. */
  messagesAfter(conversationId: string, seq: number, limit: number): Promise<Message[]>;
  /** @returns the one customer with exactly this e-mail address, their first or a further one (letter case aside), or undefined when none or several. */
  customerByEmail(email: string): Promise<string | undefined>;
  /** @returns these files of the customer of a conversation, in this order, as far as they are there and whole. */
  customerFiles(conversationId: string, ids: readonly string[]): Promise<Attachment[]>;
  /** @returns the queues that take chat, by name. */
  chatQueues(): Promise<Queue[]>;
}
