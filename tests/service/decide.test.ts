// Changes when what pushes mean in a shared transaction changes: exactly what they mean one by one, for every sequence of them.
import * as fc from 'fast-check';
import type { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createBulk } from '../../service/db/bulk.ts';
import { touchDesk } from '../../service/db/desks.ts';
import type { DeskAnswer, DeskItem, Push } from '../../service/decide/batch.ts';
import { createPool } from '../../service/db/pool.ts';
import { createDecide, type Decide } from '../../service/decide/decide.ts';
import type { Actor, AgentCommand } from '../../shared/domain/commands.ts';
import { compareCursors } from '../../shared/sync/cursor.ts';
import { quiet, testDatabase } from '../support/postgres.ts';
import { openChat } from '../support/records.ts';
import { smallWorld } from '../support/service.ts';
import { createCommands } from '../../service/commands.ts';

const now = (): number => 1_700_000_000_000;
const agents = ['anna', 'ben', 'cleo', 'sue'] as const;
const actorOf = (id: string): Actor => ({
  kind: 'agent',
  id,
  name: `Agent ${id}`,
  role: id === 'sue' ? 'supervisor' : 'agent',
});

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const caseId = pick('case-1', 'case-2', 'case-3');
const conversationId = pick('talk-a', 'talk-b', 'talk-none');
const queueId = pick('queue-a', 'queue-b');
const title = pick('One', 'Two', 'Three');
const noteId = pick('note-1', 'note-2', 'note-3', 'note-4');
const args: Partial<Record<AgentCommand['type'], fc.Arbitrary<unknown>>> = {
  'case.create': fc.record({
    caseId,
    title,
    description: fc.constant(''),
    kind: fc.constant('service'),
    priority: fc.constant('normal'),
    category: fc.constant(null),
    customerId: fc.constant(null),
    queueId,
    conversationId: fc.option(conversationId),
  }),
  'case.update': fc.record({
    caseId,
    set: fc.record({ title }),
    base: fc.oneof(fc.constant({}), fc.record({ title })),
  }),
  'note.write': fc.record({
    noteId,
    subjectKind: fc.constant('case'),
    subjectId: caseId,
    text: pick('Called back.', 'Half of one \ud83d'),
    supersedes: fc.option(noteId),
  }),
  'message.send': fc.record({
    messageId: pick('m-1', 'm-2', 'm-3'),
    conversationId,
    audience: pick('public', 'internal'),
    text: fc.constant('Hello'),
    articleId: fc.constant(null),
  }),
  'conversation.pick': fc.record({ conversationId }),
  'conversation.read': fc.record({ conversationId, seq: fc.nat(3) }),
  'conversation.end': fc.record({ conversationId }),
  'conversation.close': fc.record({ conversationId, dispositionId: pick('solved', 'no-such') }),
  'conversation.reopen': fc.record({ conversationId, reason: fc.constant('Promised') }),
  'conversation.link': fc.record({ conversationId, caseId: fc.option(caseId) }),
  'presence.set': fc.record({ status: pick('available', 'busy', 'away') }),
  'customer.update': fc.record({
    customerId: pick('ida', 'nobody'),
    set: fc.record({ city: pick('Aarhus', 'Odense') }),
    base: fc.constant({}),
  }),
};
const command = fc.oneof(
  ...Object.entries(args).map(([type, arbitrary]) => arbitrary.map((given) => ({ type, args: given }))),
);
/** What a desk pushes next: its next number, one that was used, or one that leaves a hole. */
const wish = fc.record({
  command,
  what: fc.oneof(
    { weight: 20, arbitrary: fc.constant('command' as const) },
    { weight: 1, arbitrary: pick('refused' as const, 'poison' as const) },
  ),
  number: fc.oneof(
    { weight: 20, arbitrary: fc.constant(0) },
    { weight: 2, arbitrary: pick(-2, -1) },
    { weight: 1, arbitrary: fc.constant(1) },
  ),
});
const pushes = fc.array(
  fc.record({
    agent: pick(...agents),
    desk: pick('left', 'right'),
    wishes: fc.array(wish, { minLength: 1, maxLength: 8 }),
  }),
  { minLength: 1, maxLength: 6 },
);

function toPushes(wanted: typeof pushes extends fc.Arbitrary<infer T> ? T : never): Push[] {
  const counts = new Map<string, number>();
  let made = 0;
  return wanted.map(({ agent, desk, wishes }) => ({
    desk: { agentId: agent, deskId: desk },
    actor: actorOf(agent),
    items: wishes.map(({ command: given, what, number }): DeskItem => {
      const key = `${agent} ${desk}`;
      const next = (counts.get(key) ?? 0) + 1;
      const n = Math.max(1, next + number);
      if (n === next) counts.set(key, n);
      made += 1;
      const id = `c-${made}`;
      if (what === 'refused')
        return { n, commandId: id, command: null, refusal: { kind: 'invalid', message: 'no' } };
      const poisoned = spoils(what, given) ? { ...(given.args as object), text: 7n } : given.args;
      return {
        n,
        commandId: id,
        command: { id, type: given.type, args: poisoned } as AgentCommand,
        refusal: null,
      };
    }),
  }));
}

/**
 * Whether it makes a record that no database takes, and that stays as it is: what a later command of the same transaction
 * changes again (a title, a presence) is written as that one leaves it.
 */
const spoils = (what: string, { type }: { type: string }): boolean =>
  what === 'poison' && (type === 'message.send' || type === 'note.write');

/** One by one: every command a transaction of its own. */
const alone =
  (decide: Decide): Decide =>
  async (all) => {
    const answers: DeskAnswer[][] = [];
    for (const push of all) {
      const these: DeskAnswer[] = [];
      answers.push(these);
      for (const item of push.items) {
        const [[answer]] = (await decide([{ ...push, items: [item] }])) as [[DeskAnswer]];
        these.push(answer);
        if (answer.kind === 'gap') break;
      }
    }
    return answers;
  };

interface World {
  pool: Pool;
  decide: Decide;
  /** How many connections were taken so far, each for one transaction. */
  transactions(): number;
  begin(): Promise<void>;
}

async function openWorld(): Promise<World> {
  const pool = createPool(await testDatabase(), quiet);
  const decide = createDecide({
    pool,
    now,
    pause: () => Promise.resolve(),
    log: { ...quiet, error: () => {} },
  });
  const commands = createCommands({ pool, now, log: quiet, onCommit: () => {} });
  let taken = 0;
  pool.on('acquire', () => (taken += 1));
  return {
    pool,
    decide,
    transactions: () => taken,
    async begin() {
      await pool.query('truncate record, feed, desk, verdict, meta cascade');
      const bulk = await createBulk(pool, now);
      await smallWorld({ putRecords: bulk.putRecords, createAccount: () => Promise.resolve(), now: now() });
      await bulk.finish();
      for (const [id, queue] of [
        ['talk-a', 'queue-a'],
        ['talk-b', 'queue-b'],
      ] as const)
        await commands.run(
          { kind: 'customer', conversationId: id, name: 'Ida' },
          openChat(id, { queueId: queue }),
        );
      for (const agentId of agents)
        for (const deskId of ['left', 'right']) await touchDesk(pool, { agentId, deskId }, now());
    },
  };
}

/** Case numbers by their rank: a transaction that is run again uses some up. */
function ranked<T>(values: T): T {
  const text = JSON.stringify(values);
  const numbers = [...new Set(text.match(/C-\d+/g))].toSorted(
    (a, b) => Number(a.slice(2)) - Number(b.slice(2)),
  );
  return JSON.parse(text.replace(/C-\d+/g, (number) => `rank ${numbers.indexOf(number)}`)) as T;
}

async function look({ pool }: World): Promise<object> {
  const records = await pool.query('select kind, id, scope, version, body from record order by kind, id');
  const verdicts = await pool.query(
    `select agent_id, desk_id, n, command_id, at is null as refused, refusal from verdict order by 1, 2, 3`,
  );
  const desks = await pool.query('select agent_id, id, last_n from desk order by 1, 2');
  const feed = await pool.query('select kind, id, op, scope, version from feed order by kind, id, xid, seq');
  return ranked({ records: records.rows, verdicts: verdicts.rows, desks: desks.rows, feed: feed.rows });
}

/** The cursor of the newest entry of each record. */
async function places({ pool }: World): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ key: string; at: string }>(
    `select distinct on (kind, id) kind || ' ' || id as key, xid::text || '.' || seq as at from feed order by kind, id, xid desc, seq desc`,
  );
  return new Map(rows.map(({ key, at }) => [key, at]));
}
const shape = (answers: DeskAnswer[][]): object =>
  ranked(
    answers.map((these) =>
      these.map((answer) => {
        if (answer.kind === 'gap') return answer;
        const { commandId, refusal, at } = answer.verdict;
        return { commandId, refusal, accepted: at !== null };
      }),
    ),
  );

let apart: World;
let together: World;
beforeAll(async () => {
  apart = await openWorld();
  together = await openWorld();
});
afterAll(async () => {
  await apart?.pool.end();
  await together?.pool.end();
});

describe('pushes that share a transaction', () => {
  test('SYNC-10 SYNC-11 SYNC-12 SYNC-13 SYNC-14 leave the same records, verdicts and log as one by one', async () => {
    await fc.assert(
      fc.asyncProperty(pushes, async (wanted) => {
        const all = toPushes(wanted);
        await Promise.all([apart.begin(), together.begin()]);
        const one = await alone(apart.decide)(all);
        const taken = together.transactions();
        const many = await together.decide(all);
        expect(shape(many)).toEqual(shape(one));
        // Without a command that fails, nothing falls back to smaller transactions.
        const isPoisoned = wanted.some(({ wishes }) =>
          wishes.some(({ what, command: given }) => spoils(what, given)),
        );
        if (!isPoisoned) expect(together.transactions() - taken).toBe(1);
        expect(await look(together)).toEqual(await look(apart));
        // Said again, everything is answered as before, and nothing happens.
        const then = await look(together);
        expect(
          await together.decide(all.filter((_, i) => one[i]!.every(({ kind }) => kind === 'verdict'))),
        ).toEqual(many.filter((these) => these.every(({ kind }) => kind === 'verdict')));
        expect(await look(together)).toEqual(then);
      }),
      { numRuns: 40, endOnFailure: true },
    );
  });

  test('SYNC-13 SYNC-14 what follows a hole stays undecided, also beside a command that fails', async () => {
    await together.begin();
    const status = (n: number, id: string, more: object = {}): DeskItem => ({
      n,
      commandId: id,
      command: { id, type: 'presence.set', args: { status: 'busy', ...more } },
      refusal: null,
    });
    const [answers] = await together.decide([
      {
        desk: { agentId: 'ben', deskId: 'left' },
        actor: actorOf('ben'),
        items: [status(1, 'poison', { status: 7n }), status(3, 'after-the-hole'), status(2, 'behind-it')],
      },
    ]);
    expect(answers).toMatchObject([
      { kind: 'verdict', verdict: { commandId: 'poison', refusal: { kind: 'internal' } } },
      { kind: 'gap', expected: 2 },
    ]);
    expect(answers).toHaveLength(2);
    const { rows } = await together.pool.query('select command_id from verdict');
    expect(rows).toEqual([{ command_id: 'poison' }]);
  });

  test('SYNC-16 each accepted command holds from where its own last change stands, also what changed nothing', async () => {
    await together.begin();
    const create = (id: string, title = 'One'): AgentCommand => ({
      id: `create-${id}`,
      type: 'case.create',
      args: {
        caseId: id,
        title,
        description: '',
        kind: 'service',
        priority: 'normal',
        category: null,
        customerId: null,
        queueId: 'queue-a',
        conversationId: null,
      },
    });
    const commands = [
      create('first'),
      create('second'),
      // Changes nothing: the first of this very transaction did.
      { ...create('first'), id: 'again' },
      { id: 'no', type: 'conversation.read' as const, args: { conversationId: 'none', seq: 1 } },
      create('third'),
    ];
    const [answers] = await together.decide([
      {
        desk: { agentId: 'ben', deskId: 'left' },
        actor: actorOf('ben'),
        items: commands.map((each, i) => ({ n: i + 1, commandId: each.id, command: each, refusal: null })),
      },
    ]);
    const ats = answers!.map((answer) => (answer.kind === 'verdict' ? answer.verdict.at : 'gap'));
    const stand = await places(together);
    expect(ats[0]).toBe(stand.get('case first'));
    expect(ats[1]).toBe(stand.get('case second'));
    expect(compareCursors(ats[2]!, ats[0]!)).toBeGreaterThanOrEqual(0);
    expect(ats[3]).toBeNull();
    expect(ats[4]).toBe(stand.get('case third'));
    expect(new Set([ats[0], ats[1], ats[4]].map((at) => at!.split('.')[0])).size).toBe(1);
  });
});
