// Changes when commands about telephones mean something else.
import { expect, test } from 'vitest';
import { aCommand, actingAgent, anAgent, aQueue, row } from '../support/factories.ts';
import { createTable } from './table.ts';

const alice = actingAgent('agent-a');
const supervisor = actingAgent('agent-s', 'supervisor');
const admin = actingAgent('agent-s', 'admin');
const system = { kind: 'system' } as const;
const refused = (kind: string) =>
  expect.objectContaining({ ok: false, refusal: expect.objectContaining({ kind }) as object });
const nothing = { ok: true, changes: [] };
const world = () =>
  createTable([row('queue', aQueue({ id: 'queue-a' })), row('agent', anAgent('agent-b', { handle: 'bob' }))]);
const settle = (telephone: { number: string | null; by: 'operator' | 'name' } | null) =>
  aCommand('telephone.settle', { of: 'agent', subjectId: 'agent-b', telephone });

test('CALL-17: admins say under which number people and queues are called; nobody else does', () => {
  const table = world();
  const number = aCommand('agent.telephone', { agentId: 'agent-b', number: '102' });
  for (const [actor, at] of [
    [alice, 1],
    [supervisor, 2],
    [system, 3],
  ] as const)
    expect(table.run(actor, number, at)).toEqual(refused('forbidden'));
  expect(table.run(admin, number, 4).ok).toBe(true);
  expect(table.get('agent', 'agent-b')?.telephone).toEqual({ number: '102', by: 'admin' });
  expect(table.run(admin, number, 5)).toEqual(nothing);
  expect(table.run(admin, aCommand('agent.telephone', { agentId: 'agent-b', number: null }), 6).ok).toBe(
    true,
  );
  // That there is none is a word too: the usual does not come back.
  expect(table.get('agent', 'agent-b')?.telephone).toEqual({ number: null, by: 'admin' });
  expect(table.run(admin, aCommand('queue.telephone', { queueId: 'queue-a', number: '700' }), 7).ok).toBe(
    true,
  );
  expect(table.get('queue', 'queue-a')?.telephone).toEqual({ number: '700', by: 'admin' });
  expect(table.run(admin, aCommand('queue.telephone', { queueId: 'queue-z', number: '700' }), 8)).toEqual(
    refused('notFound'),
  );
});

test('CALL-17: what the operator’s file says counts more, and only the service says it', () => {
  const table = world();
  expect(table.run(admin, settle({ number: '201', by: 'operator' }), 1)).toEqual(refused('forbidden'));
  expect(table.run(system, settle({ number: '201', by: 'operator' }), 2).ok).toBe(true);
  const number = aCommand('agent.telephone', { agentId: 'agent-b', number: '102' });
  expect(table.run(admin, number, 3)).toEqual(refused('forbidden'));
  expect(table.run(system, settle(null), 4).ok).toBe(true);
  expect(table.get('agent', 'agent-b')).toEqual(anAgent('agent-b', { handle: 'bob' }));
  expect(table.run(admin, number, 5).ok).toBe(true);
});

test('REC-1: admins say what is recorded of a queue’s calls', () => {
  const table = world();
  const rule = { mode: 'always', tell: 'tone', days: 30 } as const;
  const put = aCommand('queue.recording', { queueId: 'queue-a', rule });
  expect(table.run(supervisor, put, 1)).toEqual(refused('forbidden'));
  expect(table.run(admin, put, 2).ok).toBe(true);
  expect(table.get('queue', 'queue-a')?.recording).toEqual(rule);
  expect(table.run(admin, put, 3)).toEqual(nothing);
});
