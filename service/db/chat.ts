// SQL of the chat channel: the tokens of customers, and what it reads of records.
import type { Pool } from 'pg';
import type { ChatStore } from '../channels/chat/store.ts';

export function createChatStore(pool: Pool): ChatStore {
  void pool;
  throw new Error('not yet');
}
