// SQL of calls: whose a number is, which queue takes calls, and whom a call is offered to.
import type { Pool } from 'pg';
import { tailOfNumber } from '../../shared/domain/call.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import type { Agent } from '../../shared/domain/people.ts';
import type { Offer, Queue } from '../../shared/domain/queue.ts';

/** See {@link createCallStore}. */
export interface CallStore {
  /** @returns the one customer with this number, however it is written; undefined where there is none, or several. */
  customerByNumber(number: string): Promise<string | undefined>;
  /** Everybody, and every queue by name. */
  agents(): Promise<Agent[]>;
  queues(): Promise<Queue[]>;
  /** @returns the queue of this id, name or number; else the first by name that takes calls, else the first of all. */
  queueOf(wanted: string | undefined): Promise<string | undefined>;
  /** @returns the newest offer of a conversation that rings or was accepted. */
  offerOf(conversationId: string): Promise<Offer | undefined>;
}

/** @returns them over the service's database. */
export function createCallStore(pool: Pool): CallStore {
  const queues = async (): Promise<Queue[]> => {
    const text = `select body from record where kind = 'queue' order by body ->> 'name', id`;
    const { rows } = await pool.query<{ body: Queue }>({ name: 'call-queues', text });
    return rows.map(({ body }) => body);
  };
  return {
    queues,
    async agents() {
      const text = `select body from record where kind = 'agent' order by id`;
      const { rows } = await pool.query<{ body: Agent }>({ name: 'call-agents', text });
      return rows.map(({ body }) => body);
    },
    async customerByNumber(number) {
      const tail = tailOfNumber(number);
      if (tail === null) return undefined;
      // By the index of 007: the last digits, as tailOfNumber takes them.
      const text = `
        select id, regexp_replace(body ->> 'phone', '\\D', '', 'g') as digits from record
        where kind = 'customer' and right(regexp_replace(body ->> 'phone', '\\D', '', 'g'), 8) = $1 limit 20`;
      const { rows } = await pool.query<{ id: string; digits: string }>({
        name: 'call-customer',
        text,
        values: [tail],
      });
      if (rows.length < 2) return rows[0]?.id;
      const all = number.replace(/\D/g, '').replace(/^00/, '');
      const same = rows.filter(({ digits }) => digits.replace(/^00/, '') === all);
      return same.length === 1 ? same[0]?.id : undefined;
    },
    async queueOf(wanted) {
      const all = await queues();
      const named = wanted?.toLowerCase();
      const found =
        all.find(({ id }) => id === wanted) ??
        all.find(({ name }) => name.toLowerCase() === named) ??
        all.find(({ telephone }) => wanted !== undefined && telephone?.number === wanted) ??
        all.find(({ channels }) => channels.includes('voice')) ??
        all[0];
      return found?.id;
    },
    async offerOf(conversationId) {
      const text = `
        select body from record
        where kind = 'offer' and body ->> 'conversationId' = $1 and body ->> 'state' in ('ringing', 'accepted')
        order by (body ->> 'offeredAt')::bigint desc, id limit 1`;
      const { rows } = await pool.query<{ body: Offer }>({
        name: 'call-offer',
        text,
        values: [conversationId],
      });
      return rows[0]?.body;
    },
  };
}

/** @returns conversations in which something is still to be deleted that somebody has said; at most 1,000. */
export async function unsaidConversations(pool: Pool): Promise<Conversation[]> {
  const { rows } = await pool.query<{ body: Conversation }>(
    `select body from record where kind = 'conversation'
     and body @? '$.call.transcript ? (@.segments > 0 && (exists (@.removed) || exists (@.doubt)))'
     limit 1000`,
  );
  return rows.map(({ body }) => body);
}
