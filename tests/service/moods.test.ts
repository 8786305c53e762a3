// Changes when the service tells moods differently: the same as every desk does, none where they are off, and examples for training.
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import { moods } from '../../build/moods.ts';
import { loadExamples, loadTalkExamples, type Example, type TalkExample } from '../../service/db/moods.ts';
import { openMoodReader } from '../../service/mood/engine.ts';
import { exampleFiles, talkFiles } from '../../service/mood/examples.ts';
import { moodOfConversation, moodReport } from '../../service/mood/report.ts';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import { locales } from '../../shared/domain/people.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { createDesk, type ManualClock, type TestDesk } from '../support/desk.ts';
import { aConversation, aMessage, actingAgent, row } from '../support/factories.ts';
import { quiet } from '../support/postgres.ts';
import {
  smallPassword,
  smallWorld,
  startTestService,
  stopTestPostgres,
  type TestService,
} from '../support/service.ts';
import { until } from '../support/until.ts';
import { engine } from '../sentiment/engine.ts';
import { messages } from '../sentiment/messages.ts';

const clock: ManualClock = {
  now: Date.now,
  timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  pass: () => undefined,
};
const reader = openMoodReader(quiet);

/** Conversations of eight messages in each language, one that nobody can judge, one where nothing is said, one by an oath. */
function talks(): AnyRecord[] {
  const texts: Record<string, string[]> = Object.fromEntries(
    locales.flatMap((locale) =>
      [0, 8, 16].map((from) => [
        `${locale}-${String(from)}`,
        messages[locale].slice(from, from + 8).map(([text]) => text),
      ]),
    ),
  );
  Object.assign(texts, {
    'ru-0': ['Это ужасно', 'верните деньги'],
    'en-silent': [],
    'en-oath': ['This is fucking useless', 'Thank you so much, great help'],
  });
  // What was said in a call: nobody knows the language of whoever calls, but whoever wrote it down does.
  const spoken = (locale: string): AnyRecord[] => {
    const said = texts[`${locale}-0`] ?? [];
    return [
      row(
        'conversation',
        aConversation(`talk-spoken-${locale}`, {
          channel: 'voice',
          queueId: 'queue-a',
          visitor: { name: 'Ida', email: null, language: '', page: null, browser: null },
          state: 'active',
          agentId: 'anna',
          acceptedAt: 1,
          lastSeq: said.length * 2,
          agentReadSeq: said.length * 2,
          lastMessageAt: 1000,
          call: {
            callId: `${locale}@exchange`,
            direction: 'in',
            from: '+15550100',
            to: '',
            ringingAt: 1,
            answeredAt: 2,
            transcript: { segments: said.length * 2 },
          },
        }),
      ),
      ...said.flatMap((text, at) =>
        (['customer', 'agent'] as const).map((authorKind, who) =>
          row(
            'message',
            aMessage(`spoken-${locale}-${String(at)}-${authorKind}`, {
              conversationId: `talk-spoken-${locale}`,
              seq: at * 2 + who + 1,
              authorKind,
              // The agent's own words are no mood of the customer, however they sound.
              text: authorKind === 'agent' ? 'This is fucking terrible' : text,
              spoken: { language: locale },
            }),
          ),
        ),
      ),
    ];
  };
  const chats = Object.entries(texts).flatMap(([name, said], index) => [
    row(
      'conversation',
      aConversation(`talk-${name}`, {
        queueId: index % 2 === 0 ? 'queue-a' : 'queue-b',
        visitor: { name: 'Ida', email: null, language: name.slice(0, 2), page: null, browser: null },
        state: 'active',
        agentId: 'anna',
        acceptedAt: 1,
        lastSeq: said.length,
        lastMessageAt: 1000,
      }),
    ),
    ...said.map((text, at) =>
      row(
        'message',
        aMessage(`${name}-${String(at)}`, { conversationId: `talk-${name}`, seq: at + 1, text }),
      ),
    ),
  ]);
  return [...chats, ...locales.flatMap(spoken)];
}
const ids = talks().flatMap(({ kind, record }) => (kind === 'conversation' ? [record.id] : []));

let service: TestService;
let desk: TestDesk | null = null;
beforeEach(async () => {
  service = await startTestService({
    seed: async (seeder) => {
      await smallWorld(seeder);
      await seeder.putRecords(talks());
    },
  });
});
afterEach(async () => {
  desk?.close();
  desk = null;
  await service.stop();
});
afterAll(stopTestPostgres);

const sue = actingAgent('sue', 'supervisor');
const admin = actingAgent('sue', 'admin');
const anna = actingAgent('anna');
let commands = 0;
const run = async (actor: typeof sue, type: string, args: object): Promise<void> => {
  const command = { id: `k${String(++commands)}`, type, args } as never;
  expect(await service.context.run(actor, command), type).toMatchObject({ ok: true });
};

test('SENT-12, REC-8: desk and service tell the same of every conversation, written or spoken', async () => {
  desk = createDesk({ transport: createNetTransport(), clock, over: { sentiment: engine } });
  const window = desk.window();
  await window.client.request('account.signIn', {
    service: service.address,
    handle: 'anna',
    password: smallPassword,
  });
  const rows = async () => window.query('conversation.mine', {});
  await until(async () => (await rows()).length === ids.length, { what: 'the conversations' });
  const here = new Map((await rows()).map(({ id, sentiment }) => [id, sentiment]));
  const modes = new Set<unknown>();
  for (const id of ids) {
    const there = await moodOfConversation(service.context.pool, reader, id);
    expect(there, id).toEqual(here.get(id));
    modes.add(there?.mode);
  }
  expect(modes).toEqual(new Set(['judged', 'unjudged', 'silent']));
  // What is said counts as what is written, and in the language that whoever wrote it down has told.
  for (const locale of locales)
    expect(here.get(`talk-spoken-${locale}`)).toEqual(here.get(`talk-${locale}-0`));
  // Switched off for one queue, and for all but one language: still the same on both sides.
  await run(sue, 'queue.mood', { queueId: 'queue-b', on: false });
  await run(admin, 'moodPolicy.put', {
    moodPolicy: { id: 'mood', languages: ['en', 'ar'], collect: false },
    base: null,
  });
  const off = async () => (await rows()).filter(({ sentiment }) => sentiment.mode === 'off').length;
  await until(async () => (await off()) > 0, { what: 'the switch' });
  // One in the queue that stays on: the other says nothing of the languages.
  const german = async () => (await rows()).find(({ id }) => id === 'talk-de-8')?.sentiment.mode;
  await until(async () => (await german()) === 'unjudged', { what: 'the languages' });
  for (const { id, sentiment } of await rows())
    expect(await moodOfConversation(service.context.pool, reader, id), id).toEqual(sentiment);
});

test('SENT-9: a report holds each queue that is on, by level; one that is off is not read', async () => {
  const report = await moodReport(service.context.pool, reader, 0);
  expect(report.map(({ queueId }) => queueId).toSorted()).toEqual(['queue-a', 'queue-b']);
  const counted = report.reduce(
    (sum, { levels, unjudged }) => sum + unjudged + Object.values(levels).reduce((a, b) => a + b, 0),
    0,
  );
  expect(counted).toBe(ids.length);
  expect(report.every(({ pulse }) => pulse !== null && Math.abs(pulse) <= 1)).toBe(true);
  await run(sue, 'queue.mood', { queueId: 'queue-a', on: false });
  expect((await moodReport(service.context.pool, reader, 0)).map(({ queueId }) => queueId)).toEqual([
    'queue-b',
  ]);
  expect(await moodReport(service.context.pool, reader, 2000)).toEqual([]);
});

test('SENT-10: examples leave the service as files that training reads', async () => {
  await run(admin, 'moodPolicy.put', {
    moodPolicy: { id: 'mood', languages: ['en'], collect: true },
    base: null,
  });
  const give = (moodCorrectionId: string, messageId: string, conversationId: string, language: string) =>
    run(anna, 'moodCorrection.give', {
      moodCorrectionId,
      messageId,
      conversationId,
      level: 'negative',
      said: 'neutral',
      language,
    });
  await give('one', 'en-0-0', 'talk-en-0', 'en');
  await give('two', 'de-0-0', 'talk-de-0', 'de');
  await run(anna, 'moodCorrection.give', {
    moodCorrectionId: 'three',
    messageId: 'en-0-6',
    conversationId: 'talk-en-0',
    level: 'positive',
    said: 'neutral',
    language: 'en',
    whole: true,
  });
  expect(await loadExamples(service.context.pool)).toHaveLength(2);
  const said = messages.en.slice(1, 7).map(([text]) => text);
  expect(await loadTalkExamples(service.context.pool, 6)).toMatchObject([{ said }]);
  const folder = await mkdtemp(join(tmpdir(), 'parley-moods-'));
  try {
    const where = { data: folder, databaseUrl: service.databaseUrl, log: quiet };
    expect(await moods(where, folder, false)).toBe(0);
    expect((await readdir(folder)).filter((name) => name.endsWith('.tsv')).toSorted()).toEqual([
      'de.tsv',
      'en.tsv',
    ]);
    expect(await readFile(join(folder, 'en.jsonl'), 'utf8')).toBe(
      `${JSON.stringify({ level: 2, messages: said })}\n`,
    );
    expect(await readFile(join(folder, 'en.tsv'), 'utf8')).toBe(`-2\t${messages.en[0]![0]}\n`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('SENT-10: who labelled the same message differently is left out; one line holds one message; a tag names no path', () => {
  const example = (id: string, messageId: string, text: string, over: object = {}): Example => ({
    text,
    correction: {
      id,
      messageId,
      conversationId: 'c',
      level: 'negative',
      said: 'neutral',
      language: 'en',
      authorId: 'a',
      at: 0,
      ...over,
    },
  });
  expect(
    exampleFiles([
      example('1', 'm1', 'a\tb\r\nc\\d'),
      example('2', 'm1', 'a\tb\r\nc\\d'),
      example('3', 'm2', 'disputed'),
      example('4', 'm2', 'disputed', { level: 'positive' }),
      example('5', 'm3', 'x', { language: '../../etc', level: 'veryPositive' }),
    ]),
  ).toEqual([
    { name: 'en.tsv', text: '-2\ta b\\nc\\\\d\n', rows: 1 },
    { name: 'und.tsv', text: '3\tx\n', rows: 1 },
  ]);
});

test('SENT-15: whole conversations are exported likewise: those that agents agree on, one a line', () => {
  const example = (id: string, messageId: string, level: 'positive' | 'negative'): TalkExample => ({
    said: ['a\n"b"', 'c'],
    correction: {
      id,
      messageId,
      conversationId: 'c',
      level,
      said: 'neutral',
      language: 'en',
      authorId: 'a',
      at: 0,
      whole: true,
    },
  });
  const [file, ...others] = talkFiles([
    example('1', 'm1', 'positive'),
    example('2', 'm1', 'positive'),
    example('3', 'm2', 'positive'),
    example('4', 'm2', 'negative'),
  ]);
  expect(others).toEqual([]);
  expect(file).toMatchObject({ name: 'en.jsonl', rows: 1 });
  expect(JSON.parse(file!.text)).toEqual({ level: 2, messages: ['a\n"b"', 'c'] });
});
