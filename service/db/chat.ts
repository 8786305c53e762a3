// SQL of the chat channel: the tokens of customers, and what it reads of records.
import type { Pool } from 'pg';
import type { Attachment } from '../../shared/domain/attachment.ts';
import type { Message } from '../../shared/domain/conversation.ts';
import type { Queue } from '../../shared/domain/queue.ts';
import type { ChatStore } from '../channels/chat/store.ts';

/**
 * Whose address $1 is, their first or a further one; both have an index. Two questions, each asked to its end: a limit on
 * one makes the planner hope for an early hit in all customers, and whom nobody knows has none.
 */
export const customerByEmail = `
  select id from (
    select id from record where kind = 'customer' and lower(body ->> 'email') = lower($1::text)
    union
    select id from record where kind = 'customer' and lower(body ->> 'contacts')::jsonb
      @> jsonb_build_array(jsonb_build_object('kind', 'email', 'value', lower($1::text)))
  ) one limit 2`;

/** @returns the chat channel's store over the service's database. */
export function createChatStore(pool: Pool): ChatStore {
  return {
    async saveToken(hash, conversationId, expiresAt) {
      const text = `insert into chat_token (hash, conversation_id, expires_at) values ($1, $2, $3)`;
      await pool.query({ name: 'chat-token-save', text, values: [hash, conversationId, expiresAt] });
    },
    async conversationOf(hash, now) {
      const text = `select conversation_id as id from chat_token where hash = $1 and expires_at > $2`;
      const { rows } = await pool.query<{ id: string }>({ name: 'chat-token', text, values: [hash, now] });
      return rows[0]?.id;
    },
    async dropExpired(now) {
      await pool.query(`delete from chat_token where expires_at <= $1`, [now]);
    },
    async messagesAfter(conversationId, seq, limit) {
      const text = `
        select body from record
        where kind = 'message' and body ->> 'conversationId' = $1 and (body ->> 'seq')::bigint > $2
          and body ->> 'audience' = 'public'
        order by (body ->> 'seq')::bigint limit $3`;
      const values = [conversationId, seq, limit];
      const { rows } = await pool.query<{ body: Message }>({ name: 'chat-messages', text, values });
      return rows.map(({ body }) => body);
    },
    async customerByEmail(email) {
      const text = customerByEmail;
      const { rows } = await pool.query<{ id: string }>({ name: 'chat-customer', text, values: [email] });
      return rows.length === 1 ? rows[0]?.id : undefined;
    },
    async customerFiles(conversationId, ids) {
      const text = `
        select id, name, media as "mediaType", bytes, sha256 from file
        where id = any ($2) and conversation_id = $1 and owner = 'customer' and sha256 is not null
        order by array_position($2, id)`;
      return (await pool.query<Attachment>(text, [conversationId, ids])).rows;
    },
    async chatQueues() {
      const text = `
        select body from record where kind = 'queue' and body -> 'channels' ? 'chat' order by body ->> 'name', id`;
      const { rows } = await pool.query<{ body: Queue }>({ name: 'chat-queues', text });
      return rows.map(({ body }) => body);
    },
  };
}
