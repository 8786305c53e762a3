// Changes when what a command does in the service changes: once, in order, by whom, or not at all.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createCommands, type Commands, type DeskItem } from '../../service/commands.ts';
import type { DeskKey } from '../../service/db/desks.ts';
import { pruneVerdicts, touchDesk } from '../../service/db/desks.ts';
import type { Actor, AgentCommand, Command } from '../../shared/domain/commands.ts';
import { parsePush } from '../../service/push-frame.ts';
import { compareCursors } from '../../shared/sync/cursor.ts';
import { quiet } from '../support/postgres.ts';
import { openChat } from '../support/records.ts';
import { startTestService, type TestService } from '../support/service.ts';

let service: TestService;
let commands: Commands;
beforeAll(async () => {
  service = await startTestService();
  commands = createCommands({ pool: service.context.pool, now: Date.now, log: quiet, onCommit: () => {} });
});
afterAll(() => service?.stop());
/** Opens all connections, so that commands given at once really run at once. */
const warmUp = () =>
  Promise.all(Array.from({ length: 16 }, () => service.context.pool.query('select pg_sleep(0.1)')));

const agent = (id: string, role: 'agent' | 'supervisor' = 'agent'): Actor => ({
  kind: 'agent',
  id,
  name: `Agent ${id}`,
  role,
});
const system: Actor = { kind: 'system' };
const visitor = (conversationId: string): Actor => ({ kind: 'customer', conversationId, name: 'Ida' });
const run = (actor: Actor, command: Command) => service.context.run(actor, command);
const open = (id: string, queueId = 'queue-a') => run(visitor(id), openChat(id, { queueId }));

function get(...key: Parameters<TestService['context']['get']>) {
  return service.context.get(...key);
}
const item = (n: number, command: AgentCommand): DeskItem => ({
  n,
  commandId: command.id,
  command,
  refusal: null,
});
async function newDesk(agentId: string, deskId: string): Promise<DeskKey> {
  await touchDesk(service.context.pool, { agentId, deskId }, 0);
  return { agentId, deskId };
}
const createCase = (caseId: string, queueId = 'queue-a'): AgentCommand => ({
  id: `create-${caseId}`,
  type: 'case.create',
  args: {
    caseId,
    title: 'Parcel is late',
    description: '',
    kind: 'service',
    priority: 'normal',
    category: null,
    customerId: 'ida',
    queueId,
    conversationId: null,
  },
});
const setTitle = (caseId: string, title: string, base: string): AgentCommand => ({
  id: `title-${title}`,
  type: 'case.update',
  args: { caseId, set: { title }, base: { title: base } },
});

describe('authority', () => {
  test('numbers messages and cases, and appends each change to the log at a rising place', async () => {
    const first = await open('numbered');
    const second = await run(visitor('numbered'), {
      id: 'm2',
      type: 'message.receive',
      args: { messageId: 'numbered-m2', conversationId: 'numbered', text: 'Are you there?' },
    });
    if (!first.ok || !second.ok) throw new Error('refused');
    expect(compareCursors(second.at, first.at)).toBeGreaterThan(0);
    expect(await get('message', 'numbered-m2')).toMatchObject({ seq: 2 });
    await run(agent('ben'), createCase('n1'));
    await run(agent('ben'), createCase('n2'));
    const numbers = [await get('case', 'n1'), await get('case', 'n2')].map(
      (found) => (found as { number: string }).number,
    );
    expect(numbers[0]).toMatch(/^C-\d{5}$/);
    expect(Number(numbers[1]!.slice(2))).toBe(Number(numbers[0]!.slice(2)) + 1);
  });

  test('a text cut in the middle of an emoji is kept without the half', async () => {
    const result = await run(visitor('emoji'), openChat('emoji', { text: `${'x'.repeat(299)}😀 and more` }));
    expect(result).toMatchObject({ ok: true });
    expect(await get('conversation', 'emoji')).toMatchObject({ subject: `${'x'.repeat(299)}\ufffd` });
    expect(await get('message', 'emoji-m1')).toMatchObject({ text: `${'x'.repeat(299)}😀 and more` });
  });

  test('SYNC-11 the same command twice, also at the same time, changes one thing once', async () => {
    await warmUp();
    const results = await Promise.all(Array.from({ length: 8 }, () => open('repeated')));
    expect(results.filter((result) => !result.ok)).toEqual([]);
    expect(results.filter((result) => result.ok && result.changes.length > 0)).toHaveLength(1);
    const { rows } = await service.context.pool.query(`select op from feed where id = 'repeated'`);
    expect(rows).toHaveLength(1);
    expect(await get('conversation', 'repeated')).toMatchObject({ lastSeq: 1 });
  });

  test('SYNC-10 writers of one record wait for each other, and none is lost', async () => {
    await open('busy');
    const send = (i: number) =>
      run(visitor('busy'), {
        id: `busy-${i}`,
        type: 'message.receive',
        args: { messageId: `busy-${i}`, conversationId: 'busy', text: `line ${i}` },
      });
    await Promise.all(Array.from({ length: 40 }, (_, i) => send(i)));
    const { rows } = await service.context.pool.query<{ seq: number }>(
      `select (body ->> 'seq')::int as seq from record where kind = 'message' and body ->> 'conversationId' = 'busy' order by 1`,
    );
    expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: 41 }, (_, i) => i + 1));
  });

  test('two agents who take the same conversation at once: one gets it, the other is told who', async () => {
    await warmUp();
    await open('wanted');
    const pick = (id: string) =>
      run(agent(id), { id: `pick-${id}`, type: 'conversation.pick', args: { conversationId: 'wanted' } });
    const results = await Promise.all([pick('anna'), pick('ben')]);
    const won = results.findIndex((result) => result.ok);
    const lost = results[1 - won]!;
    const winner = ['anna', 'ben'][won]!;
    expect(lost).toMatchObject({ ok: false, refusal: { kind: 'taken', facts: { by: `Agent ${winner}` } } });
    expect(await get('conversation', 'wanted')).toMatchObject({ state: 'active', agentId: winner });
    expect(await get('presence', winner)).toMatchObject({ used: 10 });
  });

  test('two agents who accept offers of the same conversation at once: one gets it, the other is told who', async () => {
    await open('rung');
    const offers = ['anna', 'ben'].map((agentId) => ({
      offerId: `rung-${agentId}`,
      conversationId: 'rung',
      agentId,
    }));
    for (const offer of offers) {
      await run(system, {
        id: offer.offerId,
        type: 'offer.make',
        args: { ...offer, expiresAt: Date.now() + 60_000 },
      });
    }
    const results = await Promise.all(
      offers.map(({ offerId, conversationId, agentId }) =>
        run(agent(agentId), {
          id: `accept-${agentId}`,
          type: 'offer.accept',
          args: { offerId, conversationId },
        }),
      ),
    );
    const won = results.findIndex((result) => result.ok);
    expect(results[1 - won]).toMatchObject({
      ok: false,
      refusal: { kind: 'taken', facts: { by: `Agent ${['anna', 'ben'][won]}` } },
    });
  });
});

describe('who may', () => {
  test('SYNC-21 a record out of sight is not found, whatever is done to it', async () => {
    await open('hidden', 'queue-b');
    await run(agent('anna'), createCase('hidden-case', 'queue-b'));
    const attempts: AgentCommand[] = [
      { id: 'h1', type: 'conversation.pick', args: { conversationId: 'hidden' } },
      { id: 'h2', type: 'conversation.read', args: { conversationId: 'hidden', seq: 1 } },
      setTitle('hidden-case', 'Mine now', 'Parcel is late'),
      {
        id: 'h3',
        type: 'note.write',
        args: { noteId: 'h3', subjectKind: 'case', subjectId: 'hidden-case', text: 'psst', supersedes: null },
      },
      { id: 'h4', type: 'conversation.link', args: { conversationId: 'hidden', caseId: null } },
      // A create with the id of a record that is there, but out of sight.
      createCase('hidden-case', 'queue-a'),
    ];
    const before = await get('case', 'hidden-case');
    for (const command of attempts) {
      expect(await run(agent('ben'), command), command.type).toMatchObject({
        ok: false,
        refusal: { kind: 'notFound' },
      });
    }
    expect(await get('case', 'hidden-case')).toEqual(before);
    expect(await run(agent('sue', 'supervisor'), attempts[2]!)).toMatchObject({ ok: true });
  });

  test('an offer to somebody else is out of sight', async () => {
    await open('not-yours');
    const args = { offerId: 'not-yours', conversationId: 'not-yours' };
    await run(system, {
      id: 'make',
      type: 'offer.make',
      args: { ...args, agentId: 'anna', expiresAt: Date.now() + 60_000 },
    });
    const result = await run(agent('ben'), { id: 'take', type: 'offer.accept', args });
    expect(result).toMatchObject({ ok: false, refusal: { kind: 'notFound' } });
  });

  test('desks, customers and the service each have their own commands', async () => {
    await open('mine');
    await open('theirs');
    const requeue: Command = {
      id: 'r',
      type: 'conversation.requeue',
      args: { conversationId: 'mine', reason: 'returned' },
    };
    const say = (conversationId: string): Command => ({
      id: `say-${conversationId}`,
      type: 'message.receive',
      args: { messageId: `say-${conversationId}`, conversationId, text: 'hello' },
    });
    expect(await run(agent('ben'), requeue)).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    expect(await run(agent('ben'), say('mine'))).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    expect(await run(visitor('mine'), say('theirs'))).toMatchObject({
      ok: false,
      refusal: { kind: 'forbidden' },
    });
    expect(await run(visitor('mine'), requeue)).toMatchObject({ ok: false, refusal: { kind: 'forbidden' } });
    expect(await run(visitor('mine'), say('mine'))).toMatchObject({ ok: true });
  });

  test('an agent without a record may do nothing', async () => {
    expect(await run(agent('ghost'), createCase('ghost'))).toMatchObject({
      ok: false,
      refusal: { kind: 'forbidden' },
    });
  });
});

describe('the commands of a desk', () => {
  test('SYNC-12 are decided once: a repeat gets the verdict it got before', async () => {
    const desk = await newDesk('ben', 'once');
    const first = await commands.decide(desk, agent('ben'), item(1, createCase('once')));
    const refused = await commands.decide(
      desk,
      agent('ben'),
      item(2, setTitle('once', 'B', 'not what it was')),
    );
    expect(first).toMatchObject({ kind: 'verdict', verdict: { commandId: 'create-once', refusal: null } });
    expect(refused).toMatchObject({
      verdict: {
        at: null,
        refusal: { kind: 'conflict', facts: { field: 'title', theirs: 'Parcel is late', yours: 'B' } },
      },
    });
    expect(await commands.decide(desk, agent('ben'), item(1, createCase('once')))).toEqual(first);
    expect(
      await commands.decide(desk, agent('ben'), item(2, setTitle('once', 'B', 'not what it was'))),
    ).toEqual(refused);
    const { rows } = await service.context.pool.query(`select 1 from feed where id = 'once'`);
    expect(rows).toHaveLength(1);
  });

  test('SYNC-12 with a number that was used for something else get the verdict of that', async () => {
    const desk = await newDesk('ben', 'reused');
    await commands.decide(desk, agent('ben'), item(1, createCase('reused')));
    const answer = await commands.decide(desk, agent('ben'), item(1, createCase('other')));
    expect(answer).toMatchObject({ verdict: { commandId: 'create-reused' } });
    expect(await get('case', 'other')).toBeUndefined();
  });

  test('SYNC-13 are decided in order: a hole is answered with what is expected', async () => {
    const desk = await newDesk('ben', 'gap');
    await commands.decide(desk, agent('ben'), item(1, createCase('gap-1')));
    expect(await commands.decide(desk, agent('ben'), item(3, createCase('gap-3')))).toEqual({
      kind: 'gap',
      expected: 2,
    });
    expect(await get('case', 'gap-3')).toBeUndefined();
  });

  test('SYNC-14 that are refused do not hold up the next', async () => {
    const desk = await newDesk('ben', 'poison');
    await commands.decide(desk, agent('ben'), item(1, setTitle('no-such-case', 'B', 'A')));
    const invalid = { kind: 'invalid' as const, message: 'no' };
    await commands.decide(desk, agent('ben'), {
      n: 2,
      commandId: 'unreadable-2',
      command: null,
      refusal: invalid,
    });
    const broken = {
      ...createCase('broken'),
      args: { ...createCase('broken').args, title: 7n },
    } as unknown as AgentCommand;
    expect(await commands.decide(desk, agent('ben'), item(3, broken))).toMatchObject({
      verdict: { refusal: { kind: 'internal' } },
    });
    expect(await commands.decide(desk, agent('ben'), item(4, createCase('poison')))).toMatchObject({
      verdict: { refusal: null },
    });
  });

  test('SYNC-15 are accepted whatever the desk has read, and whatever its clock says', async () => {
    const desk = await newDesk('ben', 'never-read');
    // It has never said hello, so it has read nothing; a push has no clock that could matter.
    const pushed = parsePush({
      t: 'push',
      items: [
        { n: 1, at: -62_135_596_800_000, command: createCase('long-before') },
        { n: 2, at: 253_402_300_799_000, command: createCase('long-after') },
      ],
    })!;
    const answers = await commands.push({ desk, actor: agent('ben'), items: pushed });
    expect(answers).toMatchObject([{ verdict: { refusal: null } }, { verdict: { refusal: null } }]);
  });

  test('SYNC-12 pushed over two links at once are still decided once', async () => {
    const desk = await newDesk('ben', 'racing');
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => commands.decide(desk, agent('ben'), item(1, createCase('racing')))),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
  });

  describe('verdicts that are forgotten', () => {
    const day = 86_400_000;
    const seenAt = 100 * day;
    async function deskWith(deskId: string): Promise<{ desk: DeskKey; kept: () => Promise<number[]> }> {
      const desk = await newDesk('ben', deskId);
      const { pool } = service.context;
      await touchDesk(pool, desk, seenAt);
      for (let n = 1; n <= 6; n += 1) {
        const refused = n === 2 || n === 5;
        const command = refused ? setTitle('no-such-case', `${n}`, 'A') : createCase(`${deskId}-${n}`);
        await commands.decide(desk, agent('ben'), item(n, command));
      }
      return {
        desk,
        async kept() {
          const { rows } = await pool.query<{ n: string }>(
            'select n from verdict where desk_id = $1 order by n',
            [deskId],
          );
          return rows.map(({ n }) => Number(n));
        },
      };
    }

    test('SYNC-31 are all but the newest of a desk', async () => {
      const { desk, kept } = await deskWith('prune-many');
      await pruneVerdicts(service.context.pool, 3, seenAt - 30 * day);
      expect(await kept()).toEqual([4, 5, 6]);
      // Its count stays, and what is asked for again still holds.
      expect(await commands.decide(desk, agent('ben'), item(1, createCase('prune-many-1')))).toMatchObject({
        kind: 'verdict',
        verdict: { refusal: null, at: expect.stringMatching(/^\d+\.0$/) },
      });
      expect(
        await commands.decide(desk, agent('ben'), item(5, setTitle('no-such-case', '5', 'A'))),
      ).toMatchObject({ verdict: { at: null, refusal: { kind: 'notFound' } } });
      expect(await commands.decide(desk, agent('ben'), item(8, createCase('prune-8')))).toEqual({
        kind: 'gap',
        expected: 7,
      });
    });

    test('SYNC-31 are those accepted of a desk that was not seen for long; what was refused waits for it', async () => {
      const { desk, kept } = await deskWith('prune-away');
      await pruneVerdicts(service.context.pool, 10_000, seenAt);
      expect(await kept()).toEqual([1, 2, 3, 4, 5, 6]);
      await pruneVerdicts(service.context.pool, 10_000, seenAt + 1);
      expect(await kept()).toEqual([2, 5]);
      expect(
        await commands.decide(desk, agent('ben'), item(2, setTitle('no-such-case', '2', 'A'))),
      ).toMatchObject({ verdict: { at: null, refusal: { kind: 'notFound' } } });
    });
  });

  test('agents who share a machine have a count each', async () => {
    const ben = await newDesk('ben', 'shared');
    const anna = await newDesk('anna', 'shared');
    await commands.decide(ben, agent('ben'), item(1, createCase('shared-ben')));
    const answer = await commands.decide(anna, agent('anna'), item(1, createCase('shared-anna')));
    expect(answer).toMatchObject({ kind: 'verdict', verdict: { commandId: 'create-shared-anna' } });
  });
});
