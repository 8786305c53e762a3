// Changes when what several service processes on one database owe the same desks changes.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createAccounts } from '../../service/accounts.ts';
import { createBulk } from '../../service/db/bulk.ts';
import { createPool } from '../../service/db/pool.ts';
import { createPasswords } from '../../service/passwords.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { compareCursors } from '../../shared/sync/cursor.ts';
import { chatClient } from '../support/chat-client.ts';
import { startFrame } from '../support/chat-scene.ts';
import { linkDesk, type LinkClient, type LinkOptions } from '../support/link-client.ts';
import { quiet, stopTestPostgres, testDatabase } from '../support/postgres.ts';
import { smallWorld, spawnService, startTestService, type ServiceProcess } from '../support/service.ts';
import { until } from '../support/until.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});
afterAll(stopTestPostgres);

/** @returns a database that holds the small world. */
async function database(): Promise<string> {
  const url = await testDatabase();
  const pool = createPool(url, quiet, 1);
  const bulk = await createBulk(pool, Date.now);
  // Strong hashes are slow on purpose; tests sign in often.
  const passwords = createPasswords({ logN: 10, r: 8, p: 1 });
  const accounts = createAccounts({ pool, passwords, now: Date.now, tokenMs: 3_600_000 });
  await smallWorld({ putRecords: bulk.putRecords, createAccount: accounts.create, now: Date.now() });
  await bulk.finish();
  await pool.end();
  return url;
}
const spawn = (url: string): Promise<ServiceProcess> =>
  spawnService(['--log-level', 'warn'], { DATABASE_URL: url });
async function link(service: { address: string }, options: LinkOptions): Promise<LinkClient> {
  const desk = await linkDesk(service.address, options);
  const beat = setInterval(() => desk.socket.readyState === 1 && desk.send({ t: 'ping' }), 2_000);
  ends.push(() => {
    clearInterval(beat);
    desk.close();
  });
  return desk.ready();
}
const createCase = (id: string): AgentCommand => ({
  id: `create-${id}`,
  type: 'case.create',
  args: {
    caseId: id,
    title: `Case ${id}`,
    description: '',
    kind: 'service',
    priority: 'normal',
    category: null,
    customerId: 'ida',
    queueId: 'queue-a',
    conversationId: null,
  },
});
const note = (id: string, caseId: string): AgentCommand => ({
  id: `write-${id}`,
  type: 'note.write',
  args: { noteId: id, subjectKind: 'case', subjectId: caseId, text: `Text of ${id}`, supersedes: null },
});

describe('two processes of one service', () => {
  let url: string;
  let one: ServiceProcess;
  let other: ServiceProcess;
  beforeAll(async () => {
    url = await database();
    [one, other] = await Promise.all([spawn(url), spawn(url)]);
  });
  afterAll(() => Promise.all([one?.end('SIGKILL'), other?.end('SIGKILL')]));

  test('SYNC-33 a desk at one sees what a desk at the other writes, and both count on after each other', async () => {
    const anna = await link(one, { handle: 'anna' });
    const ben = await link(other, { handle: 'ben' });
    await Promise.all([anna.push(createCase('by-anna')), ben.push(createCase('by-ben'))]);
    await until(() => anna.has('case', 'by-ben') && ben.has('case', 'by-anna'), {
      what: 'each other’s cases',
    });
    // Many at once from both sides, on one record; none is lost, and all arrive at both.
    const writes = await Promise.all(
      [anna, ben].map((desk, d) =>
        desk.push(...Array.from({ length: 40 }, (_, i) => note(`note-${d}-${i}`, 'by-anna'))),
      ),
    );
    expect(writes.flat().every(({ refusal }) => refusal === null)).toBe(true);
    for (const desk of [anna, ben]) {
      await until(
        () => [...desk.records.keys()].filter((key) => key.startsWith('note note-')).length === 80,
        {
          what: 'all notes',
        },
      );
    }
    expect(anna.get('case', 'by-ben')?.number).not.toBe(anna.get('case', 'by-anna')?.number);
  });

  test('SYNC-3 SYNC-33 a desk that links at the other process replaces its link at the first, and only that', async () => {
    const bystander = await link(one, { handle: 'ben', deskId: 'another-desk' });
    const first = await link(one, { handle: 'ben', deskId: 'moving' });
    const second = await link(other, { handle: 'ben', deskId: 'moving', token: first.token });
    expect(await first.next('bye')).toMatchObject({ reason: 'replaced' });
    expect(await first.closed()).toBe(4409);
    // And back again.
    const third = await link(one, { handle: 'ben', deskId: 'moving', token: first.token });
    expect(await second.next('bye')).toMatchObject({ reason: 'replaced' });
    const [verdict] = await third.push(createCase('still-works'));
    expect(verdict).toMatchObject({ refusal: null });
    await until(() => bystander.has('case', 'still-works'), { what: 'the case at the bystander' });
    expect([bystander, third].flatMap(({ frames }) => frames.filter(({ t }) => t === 'bye'))).toEqual([]);
  });

  test('SYNC-33 of links made at the same time at both, one stays', async () => {
    const { token } = await link(one, { handle: 'ben', deskId: 'racing' });
    for (let round = 0; round < 5; round += 1) {
      const pair = await Promise.all(
        [one, other].map(({ address }) => linkDesk(address, { handle: 'ben', deskId: 'racing', token })),
      );
      await until(() => pair.some(({ socket }) => socket.readyState === 3), { what: 'one to be replaced' });
      const stays = pair.find(({ socket }) => socket.readyState === 1);
      await stays?.ready();
      const [verdict] = await stays!.push(createCase(`round-${round}`));
      expect(verdict).toMatchObject({ refusal: null });
      for (const desk of pair) desk.close();
    }
  });

  test('SYNC-12 SYNC-33 a command whose answer was cut off at one gets that very answer at the other', async () => {
    const mortal = await spawn(url);
    ends.push(() => mortal.end('SIGKILL'));
    const before = await link(mortal, { handle: 'ben', deskId: 'cut' });
    const items = [createCase('cut'), note('cut-note', 'cut'), note('to-nobody', 'no-such-case')].map(
      (command, i) => ({ n: i + 1, at: 0, command }),
    );
    before.send({ t: 'push', items });
    const answers = await Promise.all(
      items.map(({ n }) => before.next('verdict', (verdict) => verdict.n === n)),
    );
    before.socket.terminate();
    const after = await link(other, { handle: 'ben', deskId: 'cut', token: before.token });
    expect(await after.next('welcome')).toMatchObject({ lastN: 3 });
    after.send({ t: 'push', items });
    for (const answer of answers)
      expect(await after.next('verdict', ({ n }) => n === answer.n)).toEqual(answer);
    // Also where the first was killed in the middle of deciding: everything is decided once, whoever was asked.
    const many = Array.from({ length: 60 }, (_, i) => ({
      n: i + 4,
      at: 0,
      command: note(`many-${i}`, 'cut'),
    }));
    const again = await link(mortal, { handle: 'ben', deskId: 'cut', token: before.token });
    for (const each of many) again.send({ t: 'push', items: [each] });
    await again.next('verdict', ({ n }) => n === 10);
    await mortal.end('SIGKILL');
    const last = await link(other, { handle: 'ben', deskId: 'cut', token: before.token });
    last.send({ t: 'push', items: many });
    const verdicts = await Promise.all(
      many.map(({ n }) => last.next('verdict', (verdict) => verdict.n === n)),
    );
    expect(verdicts.every(({ refusal }) => refusal === null)).toBe(true);
    for (const early of again.frames)
      if (early.t === 'verdict') expect(verdicts.find(({ n }) => n === early.n)).toEqual(early);
    const end = verdicts.at(-1)!.at!;
    await until(() => compareCursors(last.cursor()!, end) >= 0, { what: 'the cursor' });
    expect([...last.records.keys()].filter((key) => key.startsWith('note many-'))).toHaveLength(60);
    const puts = last.frames.flatMap((frame) => (frame.t === 'delta' ? frame.changes : []));
    expect(puts.filter(({ id, version }) => id.startsWith('many-') && version > 1)).toEqual([]);
  });

  test('SYNC-34 typing goes from a customer at one to the desks at the other, and back, and into no log', async () => {
    const page = await chatClient(one.address);
    ends.push(() => page.close());
    const start = startFrame({ queueId: 'queue-a' });
    page.send(start);
    await page.next('welcome');
    const ben = await link(other, { handle: 'ben' });
    const cleo = await link(other, { handle: 'cleo' });
    await until(() => ben.has('conversation', start.conversationId), { what: 'the conversation at ben' });
    page.send({ t: 'typing', on: true });
    expect((await ben.next('typing')).typing).toMatchObject({ who: 'customer', on: true });
    ben.send({ t: 'typing', conversationId: start.conversationId, on: true });
    expect(await page.next('typing')).toMatchObject({ on: true, name: 'Agent ben' });
    // It is told to nobody twice, nor to those who do not see the conversation.
    await ben.push(createCase('after-typing'));
    expect(ben.frames.filter(({ t }) => t === 'typing')).toHaveLength(1);
    expect(cleo.frames.filter(({ t }) => t === 'typing')).toEqual([]);
  });
});

describe('a process that is killed', () => {
  test('SYNC-33 leaves no agent on the line: the others see that its desks are gone, and those that came over stay', async () => {
    const url = await database();
    let ahead = 0;
    const here = await startTestService({
      databaseUrl: url,
      seed: () => Promise.resolve(),
      parts: { now: () => Date.now() + ahead, times: { checkMs: 40, graceMs: 100 } },
    });
    ends.push(() => here.stop());
    const killed = await spawn(url);
    ends.push(() => killed.end('SIGKILL'));
    const [ben, anna] = [await link(killed, { handle: 'ben' }), await link(killed, { handle: 'anna' })];
    const marked = async (agentId: string): Promise<boolean | undefined> =>
      (await here.context.get('presence', agentId))?.linked;
    await until(async () => (await marked('ben')) && (await marked('anna')), { what: 'both to be linked' });
    await until(() => here.context.isLinked('ben'), { what: 'the other process to know it' });
    await killed.end('SIGKILL');
    await Promise.all([ben.closed(), anna.closed()]);
    const back = await link(here, { handle: 'anna', deskId: anna.deskId, token: anna.token });
    await back.ready();
    // The word of the dead process is good for a while; then it has run out.
    ahead = 60_000;
    await until(async () => (await marked('ben')) === false, { what: 'ben to count as gone' });
    await until(() => !here.context.isLinked('ben'), { what: 'nobody to believe the dead process' });
    // A clock that jumps makes a living process's word look old as well, until it gives it again.
    await until(() => marked('anna'), { what: 'anna, who came over, to count as linked' });
  });

  test('SYNC-33 work is routed once while both live, and by the other when one is killed', async () => {
    const url = await database();
    const [one, other] = await Promise.all([spawn(url), spawn(url)]);
    ends.push(() => Promise.all([one.end('SIGKILL'), other.end('SIGKILL')]));
    const ben = await link(other, { handle: 'ben' });
    await ben.push({ id: 'here', type: 'presence.set', args: { status: 'available' } });
    const arrive = async (at: ServiceProcess): Promise<string> => {
      const page = await chatClient(at.address);
      ends.push(() => page.close());
      const start = startFrame({ queueId: 'queue-a' });
      page.send(start);
      await page.next('welcome');
      return start.conversationId;
    };
    const offersOf = (id: string): unknown[] =>
      [...ben.records].filter(
        ([key, { record }]) =>
          key.startsWith('offer ') && (record as { conversationId: string }).conversationId === id,
      );
    const first = await Promise.all([arrive(one), arrive(other)]);
    await until(() => first.every((id) => offersOf(id).length > 0), { what: 'both to be offered' });
    await one.end('SIGKILL');
    const late = await arrive(other);
    await until(() => offersOf(late).length > 0, { what: 'the late one to be offered', timeoutMs: 20_000 });
    expect([...first, late].map((id) => offersOf(id).length)).toEqual([1, 1, 1]);
  });
});
