// Changes when the service marks other conversations for supervisors, or at another time.
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { moodOfConversation } from '../../service/mood/report.ts';
import { openMoodReader } from '../../service/mood/engine.ts';
import { setUpMoods } from '../../service/mood/index.ts';
import { aCapsule, actingAgent, aConversation, aMessage, row } from '../support/factories.ts';
import { quiet } from '../support/postgres.ts';
import { smallWorld, startTestService, stopTestPostgres, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const reader = openMoodReader(quiet);
const talk = (id: string, over: object = {}) => [
  row(
    'conversation',
    aConversation(id, {
      queueId: 'queue-a',
      visitor: { name: 'Ida', email: null, language: 'en', page: null, browser: null },
      state: 'open',
      agentId: null,
      lastSeq: 1,
      ...over,
    }),
  ),
  row('message', aMessage(`${id}-m`, { conversationId: id, text: 'Hello, where is my order?' })),
];
const oath = 'You are useless fucking liars';

let services: TestService[] = [];
let service: TestService;
const start = (databaseUrl?: string): Promise<TestService> =>
  startTestService({
    capabilities: [setUpMoods],
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    seed: async (seeder) => {
      await smallWorld(seeder);
      await seeder.putRecords([
        ...talk('waits'),
        ...talk('served', { state: 'active', agentId: 'anna', acceptedAt: 1 }),
        ...talk('before', { state: 'active', agentId: 'anna', acceptedAt: 1, lastSeq: 2 }),
        row('message', aMessage('before-m2', { conversationId: 'before', seq: 2, text: oath })),
      ]);
    },
  });
beforeEach(async () => {
  service = await start();
  services = [service];
});
afterEach(async () => {
  for (const one of services) await one.stop();
});
afterAll(stopTestPostgres);

let commands = 0;
const run = async (actor: object, type: string, args: object): Promise<void> => {
  const command = { id: `k${String(++commands)}`, type, args } as never;
  expect(await service.context.run(actor as never, command), type).toMatchObject({ ok: true });
};
const says = (conversationId: string, text: string) =>
  run({ kind: 'customer', conversationId, name: 'Ida' }, 'message.receive', {
    messageId: `said-${String(commands)}`,
    conversationId,
    text,
  });
const mark = async (id: string) => (await service.context.get('conversation', id))?.moodAlert?.level ?? null;
const marked = (id: string, level: string | null) =>
  until(async () => (await mark(id)) === level, { what: `${id} ${String(level)}` });
const sue = actingAgent('sue', 'supervisor');
const admin = actingAgent('sue', 'admin');
/** A later one that is marked: whatever came before it has been looked at. */
const lookedAt = async (): Promise<void> => {
  const id = `beacon-${String(commands)}`;
  await run({ kind: 'customer', conversationId: id, name: 'Ida' }, 'conversation.open', {
    conversationId: id,
    channel: 'chat',
    queueId: 'queue-b',
    visitor: { name: 'Ida', email: null, language: 'en', page: null, browser: null },
    customerId: null,
    messageId: `${id}-m`,
    text: oath,
  });
  await marked(id, 'veryNegative');
};

test('SENT-16: a customer who falls to the threshold is marked, though no desk is there; the level is that of the service', async () => {
  await marked('before', 'veryNegative');
  await says('waits', oath);
  await marked('waits', 'veryNegative');
  expect((await moodOfConversation(service.context.pool, reader, 'waits'))?.level).toBe('veryNegative');
  expect(await mark('served')).toBeNull();
});

test('SENT-16: it is marked once, however it goes on, and no more once its customer is calm', async () => {
  const puts: (string | undefined)[] = [];
  service.context.onEntries((entries) => {
    for (const entry of entries)
      if (entry.kind === 'conversation' && entry.op === 'put' && entry.id === 'served')
        puts.push(
          entry.record.moodAlert && `${entry.record.moodAlert.level} ${String(entry.record.moodAlert.at)}`,
        );
  });
  await says('served', oath);
  await marked('served', 'veryNegative');
  await says('served', `${oath}, all of you`);
  await says('served', 'I want my money back, you liars');
  await lookedAt();
  expect(await mark('served')).toBe('veryNegative');
  expect(new Set(puts.filter((one) => one !== undefined)).size).toBe(1);
  for (let at = 0; at < 6; at++) await says('served', 'Thank you so much, this is wonderful, great help!');
  await marked('served', null);
  await says('served', oath);
  await marked('served', 'veryNegative');
});

test('SENT-16: none where the queue has no moods, nothing is to be told, or it is over', async () => {
  await marked('before', 'veryNegative');
  await run(sue, 'queue.mood', { queueId: 'queue-a', on: false });
  await marked('before', null);
  await says('waits', oath);
  await lookedAt();
  expect(await mark('waits')).toBeNull();
  await run(sue, 'queue.mood', { queueId: 'queue-a', on: true });
  await marked('waits', 'veryNegative');
  await marked('before', 'veryNegative');
  await run(actingAgent('anna'), 'conversation.end', { conversationId: 'before' });
  await marked('before', null);
  await run(admin, 'moodPolicy.put', {
    moodPolicy: { id: 'mood', languages: ['en'], collect: false, alertAt: 'none' },
    base: null,
  });
  await marked('waits', null);
});

test('SENT-16: given to a queue that has moods out of one that has none, it is looked at without another word', async () => {
  await run(sue, 'queue.mood', { queueId: 'queue-a', on: false });
  await says('served', oath);
  await lookedAt();
  expect(await mark('served')).toBeNull();
  await run(actingAgent('anna'), 'handover.offer', {
    handoverId: 'away',
    conversationId: 'served',
    kind: 'transfer',
    toAgentId: null,
    toQueueId: 'queue-b',
    capsule: aCapsule(),
    comment: '',
  });
  await marked('served', 'veryNegative');
});

test('SENT-16: of two processes one marks; the other takes over', async () => {
  await marked('before', 'veryNegative');
  const second = await start(service.databaseUrl);
  services.push(second);
  await service.stop();
  service = second;
  await says('waits', oath);
  await until(async () => (await mark('waits')) === 'veryNegative', {
    what: 'the other one',
    timeoutMs: 15_000,
  });
});
