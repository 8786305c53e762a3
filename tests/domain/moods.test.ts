// Changes when commands about moods mean something else.
import { expect, test } from 'vitest';
import { usualMoodPolicy } from '../../shared/domain/mood.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import {
  aCommand,
  actingAgent,
  aConversation,
  aMessage,
  aQueue,
  row,
  theSystem,
} from '../support/factories.ts';
import { createTable } from './table.ts';

const alice = actingAgent('agent-a');
const bob = actingAgent('agent-b');
const supervisor = actingAgent('agent-s', 'supervisor');
const admin = actingAgent('agent-s', 'admin');
const refused = (kind: string) =>
  expect.objectContaining({ ok: false, refusal: expect.objectContaining({ kind }) as object });
const nothing = { ok: true, changes: [] };
const collecting = row('moodPolicy', { ...usualMoodPolicy, collect: true, rev: 1 });
const world = (...rows: AnyRecord[]) =>
  createTable([
    row('queue', aQueue({ id: 'queue-a' })),
    row('conversation', aConversation('conversation-a', { state: 'active', agentId: 'agent-a' })),
    row('message', aMessage('message-a', { conversationId: 'conversation-a' })),
    row('message', aMessage('message-b', { conversationId: 'conversation-a', seq: 2, authorKind: 'agent' })),
    ...rows,
  ]);
const give = (over: object = {}) => {
  const command = aCommand('moodCorrection.give', {});
  return { ...command, args: { ...command.args, ...over } } as typeof command;
};

test('SENT-9: supervisors and admins decide in which queues moods are read; on is the usual, and said by nothing', () => {
  const table = world();
  const off = aCommand('queue.mood', { queueId: 'queue-a', on: false });
  expect(table.run(alice, off, 1)).toEqual(refused('forbidden'));
  expect(table.run(supervisor, off, 1).ok).toBe(true);
  expect(table.get('queue', 'queue-a')).toMatchObject({ mood: false });
  expect(table.run(admin, off, 2)).toEqual(nothing);
  expect(table.run(supervisor, aCommand('queue.mood', { queueId: 'queue-a', on: true }), 3).ok).toBe(true);
  expect(table.get('queue', 'queue-a')).toEqual(aQueue({ id: 'queue-a' }));
  expect(table.run(supervisor, aCommand('queue.mood', { queueId: 'queue-z', on: false }), 4)).toEqual(
    refused('notFound'),
  );
});

test('SENT-9: languages and consent are decided by admins, and nobody overwrites what they have not seen', () => {
  const table = world();
  const put = (base: number | null, collect: boolean) =>
    aCommand('moodPolicy.put', { moodPolicy: { ...usualMoodPolicy, collect }, base });
  expect(table.run(supervisor, put(null, true), 1)).toEqual(refused('forbidden'));
  expect(table.run(admin, put(null, true), 1).ok).toBe(true);
  expect(table.run(admin, put(null, false), 1)).toEqual(refused('conflict'));
  expect(table.run(admin, put(1, false), 1).ok).toBe(true);
});

test('SENT-10: a correction is taken only where the company collects them, and only of what a customer wrote', () => {
  expect(world().run(alice, give(), 1)).toEqual(refused('forbidden'));
  const table = world(collecting);
  expect(table.run(alice, give({ messageId: 'message-b' }), 1)).toEqual(refused('invalid'));
  expect(table.run(alice, give({ messageId: 'message-z' }), 1)).toEqual(refused('notFound'));
  expect(table.run(alice, give({ conversationId: 'conversation-b' }), 1)).toEqual(refused('notFound'));
  expect(table.run(alice, give(), 7).ok).toBe(true);
  expect(table.get('moodCorrection', 'correction-a')).toMatchObject({
    level: 'neutral',
    said: 'negative',
    authorId: 'agent-a',
    at: 7,
  });
  expect(table.run(alice, give(), 8)).toEqual(nothing);
});

test('SENT-10: only who corrected it corrects it again or takes it back', () => {
  const table = world(collecting);
  table.run(alice, give(), 1);
  expect(table.run(bob, give({ level: 'positive' }), 2)).toEqual(refused('forbidden'));
  const take = aCommand('moodCorrection.take', {});
  expect(table.run(bob, take, 2)).toEqual(refused('forbidden'));
  expect(table.run(alice, give({ level: 'positive' }), 3).ok).toBe(true);
  expect(table.get('moodCorrection', 'correction-a')).toMatchObject({ level: 'positive', at: 3 });
  expect(table.run(alice, take, 4).ok).toBe(true);
  expect(table.run(alice, take, 5)).toEqual(nothing);
});

test('SENT-15: a correction of a whole conversation says so, and is another thing than one of its last message', () => {
  const table = world(collecting);
  expect(table.run(alice, give(), 1).ok).toBe(true);
  expect(table.run(alice, give({ whole: true }), 2).ok).toBe(true);
  expect(table.get('moodCorrection', 'correction-a')).toMatchObject({ whole: true, at: 2 });
  expect(table.run(alice, give(), 3).ok).toBe(true);
  expect(table.get('moodCorrection', 'correction-a')).not.toHaveProperty('whole');
});

test('SENT-16: only the service marks a conversation; a mark stays until it is taken off, and none is put on one that is over', () => {
  const table = world();
  const mark = (level: 'negative' | 'veryNegative' | null) =>
    aCommand('mood.alert', { conversationId: 'conversation-a', level });
  expect(table.run(supervisor, mark('negative'), 1)).toEqual(refused('forbidden'));
  expect(table.run(theSystem, mark('negative'), 2).ok).toBe(true);
  expect(table.run(theSystem, mark('negative'), 3)).toEqual(nothing);
  expect(table.get('conversation', 'conversation-a')?.moodAlert).toEqual({ level: 'negative', at: 2 });
  expect(table.run(theSystem, mark('veryNegative'), 4).ok).toBe(true);
  expect(table.get('conversation', 'conversation-a')?.moodAlert).toEqual({ level: 'veryNegative', at: 4 });
  expect(table.run(theSystem, mark(null), 5).ok).toBe(true);
  expect(table.get('conversation', 'conversation-a')).not.toHaveProperty('moodAlert');
  expect(table.run(theSystem, mark(null), 6)).toEqual(nothing);
  const over = createTable([row('conversation', aConversation('conversation-a', { state: 'closed' }))]);
  expect(over.run(theSystem, mark('negative'), 7)).toEqual(nothing);
  expect(
    over.run(theSystem, { ...mark('negative'), args: { conversationId: 'gone', level: null } }, 8),
  ).toEqual(refused('notFound'));
});
