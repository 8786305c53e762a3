// Changes when the promises of the seeded world do: every row valid, every reference there, nothing left unfilled, nothing real.
import { describe, expect, test } from 'vitest';
import { accounts, agents } from '../../service/seed/company.ts';
import { contents } from '../../service/seed/content/index.ts';
import { demoAccounts, makeWorld, seedBatch, seedWorld } from '../../service/seed/index.ts';
import { makeBotTalk } from '../../service/seed/bot-talk.ts';
import { makeWaiting } from '../../service/seed/waiting.ts';
import { activityKinds } from '../../shared/domain/activity.ts';
import { dueHours, isOpenCase } from '../../shared/domain/case.ts';
import { locales } from '../../shared/domain/people.ts';
import {
  recordSchemas,
  type AnyRecord,
  type RecordKind,
  type RecordOf,
} from '../../shared/domain/records.ts';
import { moodOf, readerOf, rulesOf } from '../../shared/sentiment/mood.ts';
import { engine } from '../sentiment/engine.ts';

const now = Date.UTC(2026, 10, 21, 9);
const hour = 3_600_000;
const rows = makeWorld(now);
function all<K extends RecordKind>(kind: K): RecordOf<K>[] {
  return rows.filter((row) => row.kind === kind).map((row) => row.record as RecordOf<K>);
}
const published = all('article').filter((one) => one.status === 'published');
const ids = (kind: RecordKind): Set<string> => new Set(all(kind).map((record) => record.id));

/** Every text of every row, with where it stands. */
function texts(value: unknown, path: string): [path: string, text: string][] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((item) => texts(item, path));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) => texts(item, `${path}.${key}`));
}

describe('the seeded world', () => {
  test('every row is valid and already clean, so that storing and reading changes nothing', () => {
    for (const { kind, record } of rows) {
      const result = recordSchemas[kind].safeParse(record);
      expect(result.error?.issues ?? [], `${kind} ${record.id}`).toEqual([]);
      expect(result.data, `${kind} ${record.id}`).toEqual(record);
    }
  });

  test('ids are unique and every reference is there', () => {
    expect(new Set(rows.map((row) => `${row.kind} ${row.record.id}`)).size).toBe(rows.length);
    const has = {
      agent: ids('agent'),
      queue: ids('queue'),
      customer: ids('customer'),
      case: ids('case'),
      conversation: ids('conversation'),
      disposition: ids('disposition'),
      article: ids('article'),
    };
    const check = (kind: keyof typeof has, id: string | null, from: string): void => {
      if (id !== null) expect(has[kind].has(id), `${from} -> ${kind} ${id}`).toBe(true);
    };
    for (const one of all('agent')) for (const queueId of one.queueIds) check('queue', queueId, one.id);
    for (const one of all('presence')) check('agent', one.id, 'presence');
    for (const one of all('case')) {
      check('customer', one.customerId, one.id);
      check('agent', one.ownerId, one.id);
      check('queue', one.queueId, one.id);
      check('conversation', one.conversationId, one.id);
    }
    for (const one of all('conversation')) {
      check('customer', one.customerId, one.id);
      check('case', one.caseId, one.id);
      check('agent', one.agentId, one.id);
      check('queue', one.queueId, one.id);
      check('disposition', one.dispositionId, one.id);
    }
    for (const one of all('message')) {
      check('conversation', one.conversationId, one.id);
      check('article', one.articleId, one.id);
      check(one.authorKind === 'agent' ? 'agent' : 'customer', one.authorId, one.id);
    }
    for (const one of all('note')) {
      check('case', one.subjectId, one.id);
      check('agent', one.authorId, one.id);
    }
  });

  test('messages of a conversation count 1, 2, 3, in order of time, and agree with its counters', () => {
    const messages = new Map<string, RecordOf<'message'>[]>();
    for (const one of all('message'))
      messages.set(one.conversationId, [...(messages.get(one.conversationId) ?? []), one]);
    for (const one of all('conversation')) {
      const own = messages.get(one.id) ?? [];
      expect(own.length, one.id).toBeGreaterThanOrEqual(4);
      expect(own.length, one.id).toBeLessThanOrEqual(14);
      expect(own.map((message) => message.seq)).toEqual(own.map((_, index) => index + 1));
      expect(own.map((message) => message.at)).toEqual(
        own.map((message) => message.at).toSorted((a, b) => a - b),
      );
      expect(one.lastSeq).toBe(own.length);
      expect(one.lastMessageAt).toBe(own.at(-1)?.at);
      expect(own[0]?.authorKind).toBe('customer');
      expect(one.state).toBe('closed');
      expect(one.closedAt).toBeLessThanOrEqual(now);
    }
  });

  test('a case and the conversation it came from point at each other', () => {
    const conversations = new Map(all('conversation').map((one) => [one.id, one]));
    const linked = all('case').filter((one) => one.conversationId !== null);
    expect(linked.length).toBeGreaterThan(50);
    for (const one of linked) expect(conversations.get(one.conversationId!)?.caseId).toBe(one.id);
  });

  test('cases have unique numbers in order of time, and clocks as the SLA sets them: some overdue, some soon, nothing in the future', () => {
    const cases = all('case').toSorted((a, b) => a.createdAt - b.createdAt);
    expect(cases.map((one) => one.number)).toEqual(cases.map((_, index) => `C-${10_001 + index}`));
    for (const one of cases) {
      expect(one.dueAt).toBe(one.createdAt + dueHours[one.priority] * hour);
      expect(one.updatedAt).toBeGreaterThanOrEqual(one.createdAt);
      expect(one.updatedAt).toBeLessThanOrEqual(now);
    }
    const open = cases.filter((one) => isOpenCase(one.status));
    expect(open.length).toBeGreaterThan(60);
    expect(open.filter((one) => one.dueAt! < now).length).toBeGreaterThan(10);
    expect(open.filter((one) => one.dueAt! > now && one.dueAt! < now + 4 * hour).length).toBeGreaterThan(5);
  });

  test('there is enough of everything, in six languages', () => {
    const count = (kind: RecordKind): number => all(kind).length;
    expect(count('agent')).toBe(12);
    expect(count('queue')).toBe(5);
    expect(count('disposition')).toBe(8);
    expect(count('customer')).toBeGreaterThanOrEqual(155);
    expect(count('case')).toBeGreaterThanOrEqual(400);
    expect(count('conversation')).toBeGreaterThanOrEqual(310);
    const withNotes = new Set(all('note').map((note) => note.subjectId)).size;
    expect(withNotes / count('case')).toBeGreaterThan(0.4);
    for (const locale of locales) {
      expect(published.filter((one) => one.locale === locale).length, locale).toBe(10);
      expect(all('quickReply').filter((one) => one.locale === locale).length, locale).toBe(12);
      expect(all('macro').filter((one) => one.locale === locale).length, locale).toBe(6);
      expect(all('script').filter((one) => one.locale === locale).length, locale).toBe(3);
      expect(
        all('customer').some((one) => one.language === locale),
        locale,
      ).toBe(true);
      expect(contents[locale].issues.length, locale).toBeGreaterThanOrEqual(12);
      expect(contents[locale].dialogues.length, locale).toBeGreaterThanOrEqual(10);
      for (const one of all('disposition')) expect(one.labels[locale], `${one.id} ${locale}`).toBeTruthy();
    }
  });

  test('articles have headings, lists and a readable length', () => {
    for (const one of published) {
      const words = one.body.split(/\s+/).length;
      expect(words, one.id).toBeGreaterThanOrEqual(130);
      expect(words, one.id).toBeLessThanOrEqual(350);
      expect(one.body, one.id).toMatch(/^# /m);
      expect(one.body, one.id).toMatch(/^- /m);
    }
  });

  test('articles are rated once by each, some are to be changed, and drafts wait, come back and replace', () => {
    const has = { article: ids('article'), agent: ids('agent') };
    const feedback = all('feedback');
    for (const one of feedback) {
      expect(has.article.has(one.articleId), one.id).toBe(true);
      expect(has.agent.has(one.authorId), one.id).toBe(true);
    }
    expect(new Set(feedback.map((one) => `${one.articleId} ${one.authorId}`)).size).toBe(feedback.length);
    expect(feedback.filter((one) => one.text !== '' && one.settledAt === null).length).toBeGreaterThan(2);
    const drafts = all('article').filter((one) => one.status === 'draft');
    for (const one of drafts) expect(has.agent.has(one.authorId!), one.id).toBe(true);
    expect(drafts.some((one) => one.submittedAt != null && has.article.has(one.ofId ?? ''))).toBe(true);
    expect(drafts.some((one) => one.review?.verdict === 'return')).toBe(true);
  });

  test('the desk has its lists, its own states of presence, things to do of every kind, and cases that belong together', () => {
    expect(all('presenceState').every(({ labels }) => locales.every((locale) => labels[locale]))).toBe(true);
    expect(all('presenceState').length).toBeGreaterThan(3);
    expect(
      all('savedView').filter(({ ownerId, place }) => ownerId === 'agent-demo' && place !== null),
    ).toHaveLength(2);
    expect(all('savedView').some(({ ownerId }) => ownerId === null)).toBe(true);
    const cases = new Map(all('case').map((one) => [one.id, one]));
    const toDo = all('activity');
    expect(new Set(toDo.map(({ kind }) => kind))).toEqual(new Set(activityKinds));
    expect(toDo.some(({ dueAt, doneAt }) => doneAt === null && dueAt! < now)).toBe(true);
    expect(toDo.some(({ doneAt }) => doneAt !== null)).toBe(true);
    for (const one of toDo) expect(cases.get(one.caseId!)?.ownerId, one.id).toBe('agent-demo');
    const merged = all('case').filter((one) => one.merged != null);
    expect(merged).toHaveLength(1);
    expect(cases.get(merged[0]!.merged!.intoId)?.customerId).toBe(merged[0]!.customerId);
    expect(all('case').filter(({ parentId }) => parentId != null && cases.has(parentId))).toHaveLength(1);
  });

  test('what waits for people to look at is valid, and hangs together', () => {
    const waiting = [...makeWaiting(now), ...makeBotTalk(now)];
    for (const { kind, record } of waiting)
      expect(recordSchemas[kind].parse(record), `${kind} ${record.id}`).toEqual(record);
    const said = waiting.filter(({ kind }) => kind === 'message').map(({ record }) => record.id);
    const handover = waiting.find(({ kind }) => kind === 'handover')?.record as RecordOf<'handover'>;
    const { asked, promised, open } = handover.capsule;
    for (const { messageId } of [...asked, ...promised, ...open]) expect(said).toContain(messageId);
    expect(handover.expiresAt).toBeGreaterThan(now);
  });

  test('one queue has no moods, and one conversation begins with a bot and is taken over unhappy', () => {
    expect(all('queue').filter(({ mood }) => mood === false)).toHaveLength(1);
    const talk = makeBotTalk(now);
    const said = talk.flatMap(({ kind, record }) => (kind === 'message' ? [record] : []));
    expect(new Set(said.map(({ authorKind }) => authorKind))).toEqual(new Set(['customer', 'bot']));
    const heard = said.filter(({ authorKind }) => authorKind === 'customer');
    const mood = moodOf(readerOf(engine), heard, 'en', rulesOf(['en']));
    expect(mood.level).toMatch(/egative$/);
  });

  test('nothing is left unfilled, except the variables of quick replies, macros and scripts', () => {
    for (const { kind, record } of rows) {
      for (const [path, text] of texts(record, `${kind} ${record.id}`)) {
        const left = (text.match(/\{[^}]*\}/g) ?? []).filter(
          (one) =>
            !['quickReply', 'macro', 'script'].includes(kind) ||
            !/^\{(customer|customer\.first|agent|agent\.first|case|\p{L}+)\}$/u.test(one),
        );
        expect(left, path).toEqual([]);
        expect(text, path).not.toMatch(/undefined|\bNaN\b|lorem/i);
      }
    }
  });

  test('every agent of a conversation speaks its language and works its queue', () => {
    const byId = new Map(agents.map((one) => [one.id, one]));
    for (const one of all('conversation')) {
      const agent = byId.get(one.agentId!)!;
      expect(agent.queueIds).toContain(one.queueId);
      const language = one.visitor.language.slice(0, 2);
      expect(agent.languages as string[]).toContain(language);
    }
  });

  test('mail addresses and pages are on domains reserved for examples', () => {
    for (const { kind, record } of rows) {
      for (const [path, text] of texts(record, `${kind} ${record.id}`)) {
        for (const host of text.match(/(?<=@|https?:\/\/)[\w.-]+/g) ?? [])
          expect(host, path).toMatch(/(^|\.)example\.(com|org|net)$/);
      }
    }
  });

  test('some things are hard to show: long names and titles, right-to-left with digits, emoji', () => {
    expect(all('customer').some((one) => one.name.length > 120)).toBe(true);
    expect(all('case').some((one) => one.title.length === 300)).toBe(true);
    expect(all('customer').some((one) => /[\u0600-\u06ff].*\d/.test(one.name))).toBe(true);
    expect(all('customer').some((one) => /\p{Extended_Pictographic}/u.test(one.name))).toBe(true);
  });

  test('the same time gives the same world; another time moves it', () => {
    expect(makeWorld(now)).toEqual(rows);
    const later = makeWorld(now + hour);
    expect(later.length).toBeGreaterThan(4000);
    expect(JSON.stringify(rows).length).toBeLessThan(8_000_000);
  });
});

test('seeding writes every row once, in batches, and an account for each agent', async () => {
  const written: AnyRecord[][] = [];
  const made: string[] = [];
  await seedWorld({
    now,
    putRecords: async (batch) => void written.push(batch),
    createAccount: async ({ agentId, handle }) => void made.push(`${agentId} ${handle}`),
  });
  expect(written.flat()).toEqual(rows);
  expect(Math.max(...written.map((batch) => batch.length))).toBeLessThanOrEqual(seedBatch);
  expect(made).toEqual(agents.map((one) => `${one.id} ${one.handle}`));
  expect(Object.values(demoAccounts).map((one) => one.role)).toEqual([
    'agent',
    'agent',
    'supervisor',
    'admin',
  ]);
  expect(accounts.every((one) => one.password.length >= 12)).toBe(true);
});
