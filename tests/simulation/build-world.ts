// The small random world that a seed begins with, put into the database as it is. Changes with the records.
import { scopeOf, type ReadAny } from '../../service/visibility.ts';
import type { RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import { createWorld } from '../support/world.ts';
import type { Chance } from './chance.ts';
import type { Database } from './database.ts';
import type { Known } from './state.ts';

/** The password of everybody. */
export const password = 'open sesame';

/** Fills the empty database. @returns what there is now. */
export async function buildWorld(
  database: Database,
  chance: Chance,
  now: number,
  epoch: string,
  people: number,
): Promise<Known> {
  const world = createWorld(() => now);
  const queues = Array.from({ length: chance.int(2, 3) }, (_, i) => `queue-${i + 1}`);
  const known: Known = {
    queues,
    agents: [],
    customers: ['customer-1', 'customer-2'],
    cases: [],
    conversations: [],
    notes: [],
    superseded: new Set(),
    untagged: new Set(),
    bad: new Set(),
  };
  for (const id of queues) world.seed({ kind: 'queue', record: aQueue({ id, name: `Queue ${id}` }) });
  world.seed({ kind: 'disposition', record: { id: 'solved', labels: { en: 'Solved' }, order: 1 } });
  for (const id of known.customers) {
    const bare = { phone: null, organisation: null, city: null };
    const customer = {
      id,
      name: `Customer ${id}`,
      email: `${id}@example.com`,
      ...bare,
      language: 'en',
      tags: [],
      since: 0,
    };
    world.seed({ kind: 'customer', record: customer });
  }
  for (let i = 1; i <= people; i++) {
    const id = `agent-${i}`;
    const role = i > 2 && chance.maybe(0.15) ? ('supervisor' as const) : ('agent' as const);
    const queueIds = role === 'agent' ? chance.shuffled(queues).slice(0, chance.int(1, queues.length)) : [];
    known.agents.push({ id, role, queueIds });
    world.seed({ kind: 'agent', record: anAgent(id, { role, queueIds }) });
    world.seed({ kind: 'presence', record: aPresence(id, { linked: false }) });
    if (chance.maybe(0.3)) {
      const said = { title: 'Hello', text: 'Hello.', locale: 'en' as const, tags: [] };
      world.seed({ kind: 'quickReply', record: { id: `reply-${id}`, ...said, ownerId: id } });
    }
  }
  const author = { kind: 'agent' as const, id: 'agent-1', name: 'Agent agent-1', role: 'agent' as const };
  for (let i = 1; i <= chance.int(2, 5); i++) {
    const caseId = `case-${i}`;
    known.cases.push(caseId);
    const bare = { description: '', category: null, customerId: null, conversationId: null };
    const args = {
      caseId,
      title: `Case ${i}`,
      kind: 'support' as const,
      priority: 'normal' as const,
      queueId: chance.pick(queues),
      ...bare,
    };
    world.run(author, { id: `make-${caseId}`, type: 'case.create', args });
  }
  for (let i = 1; i <= chance.int(2, 4); i++) {
    const id = `conversation-${i}`;
    known.conversations.push(id);
    world.run(
      { kind: 'customer', conversationId: id, name: 'Ida' },
      openChat(id, { queueId: chance.pick(queues) }),
    );
  }

  const read: ReadAny = (kind, id) => world.get(kind, id);
  const last = new Map<string, { kind: RecordKind; record: unknown }>();
  for (const change of world.log)
    if (change.op === 'put')
      last.set(`${change.kind} ${change.id}`, { kind: change.kind, record: change.record });
  const items = [...last.values()].map(({ kind, record }) => {
    const body = record as RecordOf<RecordKind>;
    return { kind, id: body.id, scope: scopeOf({ kind, record } as never, read), body };
  });
  await database.admin.query(
    `with x as (select * from jsonb_to_recordset($1::jsonb) as x (kind text, id text, scope text, body jsonb)),
     ins as (insert into record (kind, id, scope, body) select kind, id, scope, body from x),
     acc as (insert into account (agent_id, handle, password_hash, role)
       select id, id, $3, body ->> 'role' from x where kind = 'agent'),
     epoch as (insert into meta (key, value) values ('epoch', $4))
     insert into feed (kind, id, op, scope, version, at) select kind, id, 'put', scope, 1, $2 from x`,
    [JSON.stringify(items), now, `plain ${password}`, epoch],
  );
  return known;
}
