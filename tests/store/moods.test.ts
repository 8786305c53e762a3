// Moods at the desk: queues without them, languages, what is set right and kept, what a damaged model leaves, trends, the team.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { openSentimentEngine } from '../../electron/store/sentiment-engine.ts';
import { openMoodReader } from '../../service/mood/engine.ts';
import { usualMoodPolicy } from '../../shared/domain/mood.ts';
import { createSilentEngine } from '../../shared/sentiment/index.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { createLog } from '../../shared/log.ts';
import { shippedWeights } from '../sentiment/engine.ts';
import type { TestWindow } from '../support/desk.ts';
import { aConversation, aCustomer, aMessage, aQueue, row } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';

let scene: ViewScene;
afterEach(() => scene?.desk.close());

const talk = (id: string, ...texts: string[]) => [
  row(
    'conversation',
    aConversation(id, {
      state: 'active',
      agentId: 'ada',
      acceptedAt: 1,
      customerId: 'cu',
      createdAt: Number(id.slice(1)),
      lastMessageAt: 5,
      lastSeq: texts.length,
    }),
  ),
  ...texts.map((text, at) =>
    row('message', aMessage(`${id}-m${String(at)}`, { conversationId: id, seq: at + 1, text })),
  ),
];
const begin = async (role?: 'agent' | 'supervisor' | 'admin'): Promise<void> => {
  scene = await setViewScene(role);
  await scene.seed(row('customer', aCustomer('cu')), ...talk('c1', 'Hello', 'I am angry', 'so angry'));
};
const mode = async (): Promise<unknown> =>
  (await scene.window.query('conversation.mine', {}))[0]?.sentiment.mode;
const levels = async (window: TestWindow = scene.window) =>
  (await window.query('mood.of', { id: 'c1' }))?.messages.map(({ level }) => level);
const correct = (messageId: string, level: 'neutral' | 'positive' | null, window = scene.window) =>
  window.client.request('mood.correct', { messageId, level });
/** What the service has of corrections. */
const corrections = () => scene.service.all('moodCorrection');

test('SENT-9: in a queue that is off nothing is computed and nothing shown, at once and everywhere; on again, all is back', async () => {
  await begin();
  expect(await mode()).toBe('judged');
  const read = scene.reads.length;
  await scene.seed(row('queue', aQueue({ mood: false })));
  expect(await mode()).toBe('off');
  const view = await scene.window.query('conversation.view', { id: 'c1' });
  expect(view).toMatchObject({ reasons: [], row: { sentiment: { level: 'neutral', score: 0, steps: [] } } });
  expect(await scene.window.query('mood.of', { id: 'c1' })).toMatchObject({ mode: 'off', messages: [] });
  expect(await scene.window.query('mood.trend', { id: 'cu' })).toEqual([]);
  const { messages } = await scene.window.query('conversation.messages', { id: 'c1', limit: 9 });
  expect(messages.map(({ sentiment, score }) => [sentiment, score])).toEqual([
    [null, null],
    [null, null],
    [null, null],
  ]);
  await scene.seed(row('message', aMessage('late', { conversationId: 'c1', seq: 4, text: 'angry again' })));
  await scene.window.query('conversation.view', { id: 'c1' });
  expect(scene.reads).toHaveLength(read);
  await scene.seed(row('queue', aQueue()));
  expect(await mode()).toBe('judged');
  expect(scene.reads.length).toBeGreaterThan(read);
});

test('SENT-9: the switch reaches a list that is already there', async () => {
  await begin();
  const live = scene.window.live('conversation.mine', {});
  await until(() => live.rows()?.[0]?.sentiment.mode === 'judged', { what: 'the mood' });
  await scene.seed(row('queue', aQueue({ mood: false })));
  await until(() => live.rows()?.[0]?.sentiment.mode === 'off', { what: 'no mood' });
  await scene.seed(row('moodPolicy', { ...usualMoodPolicy, languages: ['de'] }), row('queue', aQueue()));
  await until(() => live.rows()?.[0]?.sentiment.mode === 'unjudged', { what: 'no language' });
});

test('SENT-8: what is set right changes the level at once, survives a restart without the service, and is taken back whole', async () => {
  await begin();
  scene.service.setOffline(true);
  const before = (await scene.window.query('conversation.mine', {}))[0]?.sentiment;
  expect(await levels()).toEqual(['neutral', 'veryNegative', 'veryNegative']);
  const live = scene.window.live('conversation.mine', {});
  await until(() => live.rows() !== undefined, { what: 'the list' });
  await correct('c1-m1', 'positive');
  expect(await levels()).toEqual(['neutral', 'positive', 'veryNegative']);
  await until(() => (live.rows()?.[0]?.sentiment.score ?? -1) > (before?.score ?? 0), {
    what: 'the new level',
  });
  scene.desk.reopen();
  const again = scene.desk.window();
  await until(async () => (await levels(again))?.[1] === 'positive', { what: 'the correction' });
  await correct('c1-m1', null, again);
  expect((await again.query('conversation.mine', {}))[0]?.sentiment).toEqual(before);
});

test('SENT-18: a message is read by its place in the conversation, also where it is first read to be set right', async () => {
  const reads: [text: string, answers: boolean | undefined][] = [];
  const engine = createSilentEngine();
  scene = await setViewScene('agent', {
    sentiment: {
      conversation: engine.conversation,
      message: (text, hint, answers) => {
        reads.push([text, answers]);
        return { ...engine.message(text, hint, answers), language: 'en' };
      },
    },
  });
  await scene.seed(row('customer', aCustomer('cu')), ...talk('c1', 'Hello', 'It is off', 'It is red'));
  await correct('c1-m2', 'positive');
  expect(reads[0]).toEqual(['It is red', true]);
  await scene.window.query('mood.of', { id: 'c1' });
  expect(reads).toHaveLength(3);
  expect(new Map(reads)).toEqual(
    new Map(Object.entries({ Hello: false, 'It is off': false, 'It is red': true })),
  );
});

test('SENT-10: without consent a correction stays here; with it the service has it, and loses it when it is taken back', async () => {
  await begin();
  await correct('c1-m1', 'neutral');
  await scene.seed();
  expect(corrections()).toEqual([]);
  await scene.seed(row('moodPolicy', { ...usualMoodPolicy, collect: true, rev: 1 }));
  await correct('c1-m2', 'neutral');
  await until(() => corrections().length === 1, { what: 'the example' });
  expect(corrections()).toMatchObject([
    { messageId: 'c1-m2', level: 'neutral', said: 'veryNegative', authorId: 'ada' },
  ]);
  await correct('c1-m2', 'positive');
  await until(() => corrections()[0]?.level === 'positive', { what: 'the other level' });
  expect(corrections()).toHaveLength(1);
  await correct('c1-m2', null);
  await until(() => corrections().length === 0, { what: 'nothing' });
  expect(await levels()).toEqual(['neutral', 'neutral', 'veryNegative']);
});

test('SENT-10: a service that does not want it any more is nothing that the agent must hear of', async () => {
  await begin();
  await scene.seed(row('moodPolicy', { ...usualMoodPolicy, collect: true, rev: 1 }));
  scene.service.setOffline(true);
  await correct('c1-m2', 'neutral');
  scene.service.seed(row('moodPolicy', { ...usualMoodPolicy, rev: 2 }));
  scene.service.setOffline(false);
  scene.clock.pass(60_000);
  await until(async () => (await scene.window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'an empty outbox',
  });
  expect((await scene.window.query('desk.view', {})).outbox.attention).toBe(0);
  expect(await levels()).toEqual(['neutral', 'veryNegative', 'neutral']);
});

test('SENT-6: one that is taken over from a bot begins with what was said to the bot', async () => {
  await begin();
  const author = { conversationId: 'c8', authorId: null } as const;
  await scene.seed(
    row('conversation', aConversation('c8', { state: 'active', agentId: 'ada', acceptedAt: 9, lastSeq: 4 })),
    row('message', aMessage('b1', { ...author, seq: 1, text: 'angry', at: 1 })),
    row('message', aMessage('b2', { ...author, seq: 2, authorKind: 'bot', text: 'I am angry too', at: 2 })),
    row('message', aMessage('b3', { ...author, seq: 3, text: 'angry', at: 3 })),
    row('message', aMessage('b4', { ...author, seq: 4, authorKind: 'agent', text: 'Hello', at: 10 })),
  );
  const rows = await scene.window.query('conversation.mine', {});
  expect(rows.find(({ id }) => id === 'c8')?.sentiment).toMatchObject({
    mode: 'judged',
    level: 'veryNegative',
    steps: [-1, -1],
  });
  expect(scene.reads).not.toContain('I am angry too');
});

const settle = (level: 'neutral' | 'positive' | null, window = scene.window) =>
  window.client.request('mood.settle', { conversationId: 'c1', level });
const mood = async (window: TestWindow = scene.window) =>
  (await window.query('conversation.mine', {}))[0]?.sentiment;

test('SENT-15: a whole conversation is set right at once, survives a restart without the service, and is taken back whole', async () => {
  await begin();
  scene.service.setOffline(true);
  const before = await mood();
  expect(before?.level).toBe('veryNegative');
  const live = scene.window.live('conversation.mine', {});
  await until(() => live.rows() !== undefined, { what: 'the list' });
  await settle('positive');
  await until(() => live.rows()?.[0]?.sentiment.level === 'positive', { what: 'the new level' });
  expect((await scene.window.query('conversation.view', { id: 'c1' }))?.reasons).toEqual([]);
  scene.desk.reopen();
  const again = scene.desk.window();
  await until(async () => (await mood(again))?.level === 'positive', { what: 'the level that was set' });
  expect(await again.query('mood.of', { id: 'c1' })).toMatchObject({
    set: { said: 'veryNegative', newer: 0 },
  });
  // Each message is read as before: it is the whole that was wrong.
  expect(await levels(again)).toEqual(['neutral', 'veryNegative', 'veryNegative']);
  await settle(null, again);
  expect(await mood(again)).toEqual(before);
});

test('SENT-15: what is said afterwards counts again, and after six messages nothing is left of it', async () => {
  await begin();
  await settle('positive');
  const say = (from: number, ...texts: string[]) =>
    scene.seed(
      ...texts.map((text, at) =>
        row('message', aMessage(`n${String(from + at)}`, { conversationId: 'c1', seq: from + at, text })),
      ),
    );
  await say(4, 'angry');
  const then = await mood();
  expect(then?.set).toEqual({ said: 'veryNegative', newer: 1 });
  expect(then?.score).toBeGreaterThan(-1);
  expect(then?.steps.at(-1)).toBe(-1);
  await say(5, 'angry', 'angry', 'angry', 'angry', 'angry');
  expect(await mood()).toEqual({
    mode: 'judged',
    level: 'veryNegative',
    score: -1,
    steps: Array(6).fill(-1),
  });
});

test('SENT-15: it is an example of its own, with the last message that counted, and goes when it is taken back', async () => {
  await begin();
  await scene.seed(row('moodPolicy', { ...usualMoodPolicy, collect: true, rev: 1 }));
  await settle('neutral');
  await correct('c1-m2', 'neutral');
  await until(() => corrections().length === 2, { what: 'both examples' });
  expect(corrections().filter(({ whole }) => whole)).toMatchObject([
    { messageId: 'c1-m2', conversationId: 'c1', level: 'neutral', said: 'veryNegative' },
  ]);
  await settle(null);
  await until(() => corrections().length === 1, { what: 'that of the message' });
  expect(corrections()[0]).not.toHaveProperty('whole');
});

test('only what is here and a customer’s can be set right', async () => {
  await begin();
  await expect(
    scene.window.client.request('mood.settle', { conversationId: 'nowhere', level: 'neutral' }),
  ).rejects.toMatchObject({ kind: 'notFound' });
  await expect(correct('nowhere', 'neutral')).rejects.toMatchObject({ kind: 'notFound' });
});

test('SENT-3: with damaged weights the desk says so once and goes on; with whole ones it takes that back', async () => {
  await begin();
  scene.desk.reopen({ sentiment: createSilentEngine() });
  const window = scene.desk.window();
  const notices = async () => (await window.query('desk.view', {})).notices.map(({ code }) => code);
  expect(await notices()).toEqual(['moodDamaged']);
  const [line] = await window.query('conversation.mine', {});
  expect(line).toMatchObject({ unread: 3, sentiment: { mode: 'damaged', level: 'neutral', steps: [] } });
  const reply: AgentCommand = {
    id: 'k1',
    type: 'message.send',
    args: { messageId: 'r1', conversationId: 'c1', audience: 'public', text: 'Hello', articleId: null },
  };
  await window.run(reply);
  scene.desk.reopen();
  expect((await scene.desk.window().query('desk.view', {})).notices).toEqual([]);
});

test('SENT-3: a store that begins beside a damaged file of weights serves its agent without moods', async () => {
  await begin();
  const folder = mkdtempSync(join(tmpdir(), 'parley-weights-'));
  try {
    const lines: string[] = [];
    const log = createLog(
      (line) => void lines.push(line),
      () => 0,
    );
    const damaged = Uint8Array.from(shippedWeights);
    damaged[120_000] = (damaged[120_000]! + 1) % 256;
    writeFileSync(join(folder, 'weights.bin'), damaged);
    scene.desk.reopen({ sentiment: openSentimentEngine(folder, log) });
    expect(lines.join()).toMatch(/Sentiment is off.*damaged/);
    const window = scene.desk.window();
    await until(async () => (await mood(window))?.mode === 'damaged', { what: 'the conversation' });
    expect(await window.query('mood.of', { id: 'c1' })).toMatchObject({ mode: 'damaged', messages: [] });
    scene.service.seed(row('message', aMessage('late', { conversationId: 'c1', seq: 4, text: 'angry' })));
    const said = async () => (await window.query('conversation.messages', { id: 'c1', limit: 9 })).messages;
    await until(async () => (await said()).length === 4, { what: 'the next message' });
    await expect(settle('neutral', window)).resolves.toEqual({});
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('SENT-3: a damaged file of weights beside the store makes an engine that judges nothing, and a line in the log', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-weights-'));
  try {
    const lines: string[] = [];
    const log = createLog(
      (line) => void lines.push(line),
      () => 0,
    );
    writeFileSync(join(folder, 'weights.bin'), shippedWeights.slice(0, 5000));
    expect(openSentimentEngine(folder, log)).toMatchObject({ silent: true });
    expect(lines.join()).toContain('Sentiment is off');
    const changed = Uint8Array.from(shippedWeights);
    changed[90_000] = (changed[90_000]! + 1) % 256;
    writeFileSync(join(folder, 'weights.bin'), changed);
    expect(openMoodReader(log, join(folder, 'weights.bin')).silent).toBe(true);
    writeFileSync(join(folder, 'weights.bin'), shippedWeights);
    expect(openSentimentEngine(folder, log).silent).toBeUndefined();
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a customer’s trend: conversations that have a mood, oldest first', async () => {
  await begin();
  await scene.seed(...talk('c2', 'Hello'), ...talk('c3'), ...talk('c4', 'angry'));
  const trend = await scene.window.query('mood.trend', { id: 'cu' });
  expect(trend.map(({ conversationId, level }) => [conversationId, level])).toEqual([
    ['c1', 'veryNegative'],
    ['c2', 'neutral'],
    ['c4', 'veryNegative'],
  ]);
});

test('the team’s unhappy customers are for supervisors', async () => {
  await begin('supervisor');
  await scene.seed(
    row(
      'conversation',
      aConversation('t1', { state: 'active', agentId: 'bob', queueId: 'queue-b', lastMessageAt: 9 }),
    ),
    row('message', aMessage('t1-m', { conversationId: 't1', text: 'angry' })),
    ...talk('c2', 'Hello'),
  );
  const team = await scene.window.query('mood.team', {});
  expect(team.map(({ id, agentId }) => [id, agentId])).toEqual([
    ['c1', 'ada'],
    ['t1', 'bob'],
  ]);
  // Those that the service has marked are told of by its own result, also while nobody serves them.
  const marked = { moodAlert: { level: 'negative' as const, at: 7 } };
  await scene.seed(
    ...['w1', 'w2', 'w3'].flatMap((id) => [
      row(
        'conversation',
        aConversation(id, { state: 'open', agentId: null, ...(id === 'w3' ? {} : marked) }),
      ),
      row('message', aMessage(`${id}-m`, { conversationId: id, text: id === 'w2' ? 'angry' : 'Hello' })),
    ]),
  );
  const more = await scene.window.query('mood.team', {});
  expect(more.map(({ id, agentId, level }) => [id, agentId, level])).toEqual([
    ['c1', 'ada', 'veryNegative'],
    ['t1', 'bob', 'veryNegative'],
    ['w2', null, 'veryNegative'],
    ['w1', null, 'negative'],
  ]);
  await scene.seed(row('queue', aQueue({ mood: false })));
  expect((await scene.window.query('mood.team', {})).map(({ id }) => id)).toEqual(['t1']);
  scene.desk.close();
  await begin('agent');
  expect(await scene.window.query('mood.team', {})).toEqual([]);
});
