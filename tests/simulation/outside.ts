// What happens without an agent: customers write, work is moved between queues, agents get other queues, rows go bad.
import type { PoolClient } from 'pg';
import { createWorkingSet } from '../../service/working-set.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Change, RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { openChat } from '../support/records.ts';
import type { SimService } from './service.ts';
import { count, type Simulation } from './state.ts';

const running = (sim: Simulation): SimService[] =>
  sim.services.filter(({ alive, awayUntil }) => alive && awayUntil <= sim.clockwork.now());

/** Gives a command to a service process, as a channel or routing does. Not awaited: a process that dies never answers. */
async function give(sim: Simulation, actor: Actor, command: Command): Promise<void> {
  const services = running(sim);
  if (services.length === 0) return;
  count(sim, command.type);
  try {
    await sim.chance.pick(services).commands.run(actor, command);
  } catch (error) {
    // The database was away: the channel would try again.
    sim.clockwork.say(`not carried out: ${(error as Error).message}`);
  }
}

/** Reads and writes records as they are, past every rule of the domain, with their place in the log. */
async function rewrite(sim: Simulation, work: (client: PoolClient) => Promise<string | null>): Promise<void> {
  const client = await sim.gate.pool(sim.administrator).connect();
  try {
    await client.query('begin');
    const at = await work(client);
    await client.query('commit');
    const services = running(sim);
    // Otherwise it is found by looking, later.
    if (at !== null && services.length > 0 && sim.chance.maybe(0.7)) sim.chance.pick(services).feed.reach(at);
  } finally {
    client.release();
  }
}

async function change<K extends RecordKind>(
  sim: Simulation,
  client: PoolClient,
  kind: K,
  id: string,
  make: (record: RecordOf<K>) => RecordOf<K> | null,
): Promise<string | null> {
  const set = createWorkingSet(client, new Map(), sim.now());
  await set.load([{ kind, id }]);
  const before = set.readAny(kind, id);
  if (before === undefined) return null;
  const after = make(before);
  const made = (
    after === null ? { kind, id, op: 'remove' } : { kind, id, op: 'put', record: after }
  ) as Change;
  await set.stage([made], null);
  await set.flush();
  return set.last()?.cursor ?? null;
}

const happenings: readonly (readonly [number, (sim: Simulation) => Promise<void>])[] = [
  [
    8,
    async (sim) => {
      const conversationId = sim.chance.pick(sim.known.conversations);
      const actor: Actor = { kind: 'customer', conversationId, name: 'Ida' };
      const args = { messageId: sim.newId('message'), conversationId, text: `Hello ${sim.newId('word')}` };
      await give(sim, actor, { id: sim.newId('out'), type: 'message.receive', args });
    },
  ],
  [
    4,
    async (sim) => {
      const id = sim.newId('conversation');
      sim.known.conversations.push(id);
      const actor: Actor = { kind: 'customer', conversationId: id, name: 'Ida' };
      await give(sim, actor, openChat(id, { queueId: sim.chance.pick(sim.known.queues) }));
    },
  ],
  [
    1,
    async (sim) => {
      const conversationId = sim.chance.pick(sim.known.conversations);
      const actor: Actor = { kind: 'customer', conversationId, name: 'Ida' };
      await give(sim, actor, { id: sim.newId('out'), type: 'conversation.leave', args: { conversationId } });
    },
  ],
  [
    3,
    async (sim) => {
      const offerId = sim.newId('offer');
      const conversationId = sim.chance.pick(sim.known.conversations);
      const agentId = sim.chance.pick(sim.known.agents).id;
      const args = { offerId, conversationId, agentId, expiresAt: sim.now() + 120_000 };
      await give(sim, { kind: 'system' }, { id: sim.newId('out'), type: 'offer.make', args });
    },
  ],
  [
    1,
    async (sim) => {
      const args = { conversationId: sim.chance.pick(sim.known.conversations), reason: 'returned' as const };
      await give(sim, { kind: 'system' }, { id: sim.newId('out'), type: 'conversation.requeue', args });
    },
  ],
  [
    6,
    async (sim) => {
      count(sim, 'a case moves to another queue');
      const id = sim.chance.pick(sim.known.cases);
      const queueId = sim.chance.pick(sim.known.queues);
      await rewrite(sim, (client) => change(sim, client, 'case', id, (record) => ({ ...record, queueId })));
    },
  ],
  [
    4,
    async (sim) => {
      count(sim, 'a conversation moves to another queue');
      const id = sim.chance.pick(sim.known.conversations);
      const queueId = sim.chance.pick(sim.known.queues);
      await rewrite(sim, (client) =>
        change(sim, client, 'conversation', id, (record) => ({ ...record, queueId })),
      );
    },
  ],
  [
    5,
    async (sim) => {
      count(sim, 'an agent gets other queues');
      const agent = sim.chance.pick(sim.known.agents);
      const queueIds = sim.chance.shuffled(sim.known.queues).slice(0, sim.chance.int(1, 2));
      agent.queueIds = queueIds;
      await rewrite(sim, (client) =>
        change(sim, client, 'agent', agent.id, (record) => ({ ...record, queueIds })),
      );
    },
  ],
  [
    1,
    async (sim) => {
      count(sim, 'a record goes');
      const agent = sim.chance.pick(sim.known.agents);
      await rewrite(sim, (client) => change(sim, client, 'quickReply', `reply-${agent.id}`, () => null));
    },
  ],
  [
    1,
    async (sim) => {
      count(sim, 'a row breaks its schema');
      const id = sim.chance.pick(sim.known.customers.slice(0, 2));
      if (sim.known.bad.size > 0) return;
      sim.known.bad.add(`customer ${id}`);
      await rewrite(sim, (client) =>
        change(sim, client, 'customer', id, (record) => ({ ...record, name: 7 }) as never),
      );
    },
  ],
  [2, async (sim) => slowTransaction(sim)],
];

/** Begins a transaction that writes only at its end, long after others have committed: the log must not skip it. */
async function slowTransaction(sim: Simulation): Promise<void> {
  if (sim.slow !== null || sim.restoring) return;
  count(sim, 'a transaction stays open');
  const { other } = sim.database;
  await sim.clockwork.real('begins a transaction', async () => {
    await other.query('begin');
    await other.query('select pg_current_xact_id()');
  });
  const end = async (): Promise<void> => {
    if (sim.slow !== end) return;
    sim.slow = null;
    // Nobody else writes meanwhile, so that it waits for no lock.
    const client = await sim.gate.pool(sim.administrator).connect();
    const id = sim.chance.pick(sim.known.cases);
    const category = sim.newId('word');
    await sim.clockwork.real('ends a transaction', async () => {
      await change(sim, other as unknown as PoolClient, 'case', id, (record) => ({ ...record, category }));
      await other.query('commit');
    });
    client.release();
    sim.clockwork.say('# the open transaction ends');
  };
  sim.slow = end;
  sim.clockwork.after(sim.chance.int(20, 1500), '', () => void end());
}

/** One thing that happens. */
export async function somethingHappens(sim: Simulation): Promise<void> {
  await sim.chance.weighted(happenings)(sim);
}
