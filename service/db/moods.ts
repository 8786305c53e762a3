// SQL of moods: what customers said last, by conversation, and the labelled examples that agents gave.
import type { Pool } from 'pg';
import type { Conversation, Message } from '../../shared/domain/conversation.ts';
import {
  moodPolicyId,
  usualMoodPolicy,
  type MoodCorrection,
  type MoodPolicy,
} from '../../shared/domain/mood.ts';

/** A conversation with its last customer messages, oldest first. */
export interface Talk {
  conversation: Conversation;
  said: Message[];
}

/** What the company has decided, and the queues in which moods are off. */
export async function loadMoodPolicy(pool: Pool): Promise<{ policy: MoodPolicy; off: ReadonlySet<string> }> {
  const { rows } = await pool.query<{ kind: string; id: string; body: MoodPolicy }>(
    `select kind, id, body from record
     where (kind = 'moodPolicy' and id = $1) or (kind = 'queue' and body ->> 'mood' = 'false')`,
    [moodPolicyId],
  );
  const policy = rows.find(({ kind }) => kind === 'moodPolicy')?.body ?? usualMoodPolicy;
  return { policy, off: new Set(rows.flatMap(({ kind, id }) => (kind === 'queue' ? [id] : []))) };
}

const saidLast = `
  select c.body as conversation, coalesce(m.said, '[]'::jsonb) as said
  from record c
  left join lateral (
    select jsonb_agg(last.body order by last.seq) as said from (
      select body, (body ->> 'seq')::bigint as seq from record
      where kind = 'message' and body ->> 'conversationId' = c.id and body ->> 'authorKind' = 'customer'
      order by (body ->> 'seq')::bigint desc limit $2
    ) as last
  ) as m on true
  where c.kind = 'conversation'`;

/** Conversations with what decides of their moods. */
export interface MoodState {
  talks: Talk[];
  policy: MoodPolicy;
  off: ReadonlySet<string>;
}

/** @returns these conversations, those that are there. @param most messages of each. */
export async function moodState(pool: Pool, ids: readonly string[], most: number): Promise<MoodState> {
  const { rows: talks } = await pool.query<Talk>({
    name: 'mood-talks',
    text: `${saidLast} and c.id = any ($1)`,
    values: [ids, most],
  });
  return { talks, ...(await loadMoodPolicy(pool)) };
}

/** @returns the conversations that are not over, and those that are marked. */
export async function runningTalks(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from record where kind = 'conversation'
     and (body ->> 'state' in ('open', 'active', 'waiting') or body ? 'moodAlert') order by id`,
  );
  return rows.map(({ id }) => id);
}

/** @returns one conversation. @param most messages of each. */
export async function talkOf(pool: Pool, id: string, most: number): Promise<Talk | undefined> {
  const { rows } = await pool.query<Talk>({
    name: 'mood-talk',
    text: `${saidLast} and c.id = $1`,
    values: [id, most],
  });
  return rows[0];
}

/** @returns those in which something was said from this moment on, ms since the epoch; queues that are off are not read. */
export async function talksSince(
  pool: Pool,
  since: number,
  most: number,
  off: ReadonlySet<string>,
): Promise<Talk[]> {
  const { rows } = await pool.query<Talk>(
    `${saidLast} and (c.body ->> 'lastMessageAt')::bigint >= $1 and c.body ->> 'queueId' <> all ($3) order by c.id`,
    [since, most, [...off]],
  );
  return rows;
}

/** One labelled example: a message as it stands now, and its right level. */
export interface Example {
  correction: MoodCorrection;
  text: string;
}

/** @returns the examples whose message is still there, in the order of their ids. */
export async function loadExamples(pool: Pool): Promise<Example[]> {
  const { rows } = await pool.query<Example>(
    `select c.body as correction, m.body ->> 'text' as text
     from record c join record m on m.kind = 'message' and m.id = c.body ->> 'messageId'
     where c.kind = 'moodCorrection' and not (c.body ? 'whole') order by c.id`,
  );
  return rows;
}

/** A whole conversation as a labelled example: what its customer had said when it was set right, oldest first. */
export interface TalkExample {
  correction: MoodCorrection;
  said: string[];
}

/** @param most messages of each, those before the last one that counted. @returns in the order of their ids. */
export async function loadTalkExamples(pool: Pool, most: number): Promise<TalkExample[]> {
  const { rows } = await pool.query<TalkExample>(
    `select c.body as correction, m.said
     from record c
     cross join lateral (
       select jsonb_agg(last.text order by last.seq) as said from (
         select body ->> 'text' as text, (body ->> 'seq')::bigint as seq from record
         where kind = 'message' and body ->> 'conversationId' = c.body ->> 'conversationId'
           and body ->> 'authorKind' = 'customer'
           and (body ->> 'seq')::bigint <= (
             select (body ->> 'seq')::bigint from record where kind = 'message' and id = c.body ->> 'messageId')
         order by (body ->> 'seq')::bigint desc limit $1
       ) as last
     ) as m
     where c.kind = 'moodCorrection' and c.body ? 'whole' and m.said is not null order by c.id`,
    [most],
  );
  return rows;
}
