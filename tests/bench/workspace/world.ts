// The conversations that the window is measured with, written into the bench's database. Changes with what an agent has open there.
import type { Pool } from 'pg';
import { hashToken } from '../../../service/channels/chat/tokens.ts';
import { locales } from '../../../shared/domain/people.ts';
import { createRandom, type Random } from '../../../service/seed/random.ts';
import { queueScope } from '../../../service/visibility.ts';
import { benchAgent } from '../sync/context.ts';
import { datasetNow, idAt } from '../sync/dataset.ts';
import { createWriter } from '../sync/prose.ts';

/** One conversation of the measured agent. */
export interface Talk {
  readonly id: string;
  /** What its session is called. */
  readonly name: string;
  readonly customerId: string;
  /** Opens it to its customer. */
  readonly token: string;
  readonly messages: number;
}

const batch = 2_000;
const usual = 300;

interface Row {
  kind: string;
  id: string;
  scope: string;
  body: unknown;
}

async function insert(pool: Pool, rows: readonly Row[]): Promise<void> {
  const columns = [
    rows.map(({ kind }) => kind),
    rows.map(({ id }) => id),
    rows.map(({ scope }) => scope),
    rows.map(({ body }) => JSON.stringify(body)),
  ];
  await pool.query(
    `with put as (
       insert into record (kind, id, scope, body)
       select kind, id, scope, body::jsonb from unnest($1::text[], $2::text[], $3::text[], $4::text[]) as t (kind, id, scope, body)
       returning kind, id, scope)
     insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, 1, ${datasetNow} from put`,
    columns,
  );
}

/**
 * Gives the agent `count` conversations in all languages, the first with `long` messages; those that the dataset gave
 * them are closed.
 */
export async function seedTalks(pool: Pool, count: number, long: number): Promise<Talk[]> {
  await pool.query(
    `update record set body = body || '{"state":"closed"}' where kind = 'conversation' and body ->> 'state' <> 'closed'`,
  );
  const queue = await pool.query<{ id: string }>(
    `select id from record where kind = 'queue' order by id limit 1`,
  );
  const customers = await pool.query<{ id: string; name: string }>(
    `select id, body ->> 'name' as name from record where kind = 'customer' order by id limit $1`,
    [count],
  );
  const random = createRandom(7);
  const talks: Talk[] = [];
  for (const [n, customer] of customers.rows.entries()) {
    const id = idAt(random, datasetNow - n * 1000);
    const messages = n === 0 ? long : usual;
    const talk = {
      id,
      name: customer.name,
      customerId: customer.id,
      token: `bench-${id}`.padEnd(43, '0'),
      messages,
    };
    talks.push(talk);
    await insert(pool, [conversation(talk, queue.rows[0]!.id)]);
    for (const rows of said(talk, queue.rows[0]!.id, random, n)) await insert(pool, rows);
    await pool.query(`insert into chat_token (hash, conversation_id, expires_at) values ($1, $2, $3)`, [
      hashToken(talk.token),
      id,
      Date.now() + 86_400_000,
    ]);
  }
  await pool.query('analyze');
  return talks;
}

function conversation({ id, name, customerId, messages }: Talk, queueId: string): Row {
  const at = datasetNow;
  const body = {
    id,
    channel: 'chat',
    queueId,
    state: 'waiting',
    subject: 'When does it come?',
    visitor: {
      name,
      email: null,
      language: 'en',
      page: 'https://shop.example.com/orders',
      browser: 'Firefox on Linux',
    },
    customerId,
    caseId: null,
    agentId: benchAgent.id,
    createdAt: at,
    queuedAt: at,
    acceptedAt: at,
    wrapUpAt: null,
    closedAt: null,
    dispositionId: null,
    rating: null,
    lastSeq: messages,
    lastMessageAt: at,
    waitingSince: null,
    customerDeliveredSeq: messages,
    customerReadSeq: messages,
    agentReadSeq: messages,
  };
  return { kind: 'conversation', id, scope: queueScope(queueId), body };
}

function* said(talk: Talk, queueId: string, random: Random, n: number): Generator<Row[]> {
  const writer = createWriter(locales[n % locales.length]!, random);
  let rows: Row[] = [];
  for (let seq = 1; seq <= talk.messages; seq++) {
    const at = datasetNow - (talk.messages - seq) * 60_000;
    const mine = seq % 2 === 0;
    const body = {
      id: idAt(random, at),
      conversationId: talk.id,
      seq,
      authorKind: mine ? 'agent' : 'customer',
      authorId: mine ? benchAgent.id : talk.customerId,
      authorName: mine ? 'Agent' : talk.name,
      audience: 'public',
      text: writer.write(random, 30 + random.next() ** 2 * 400),
      at,
      articleId: null,
    };
    rows.push({ kind: 'message', id: body.id, scope: queueScope(queueId), body });
    if (rows.length < batch) continue;
    yield rows;
    rows = [];
  }
  yield rows;
}
