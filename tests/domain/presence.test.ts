// Changes when presence follows differently from what an agent carries and chooses; and how much can be merged at once.
import { describe, expect, test } from 'vitest';
import { mostMerged } from '../../shared/domain/case.ts';
import { commandSchema } from '../../shared/domain/commands.ts';
import { conversationUnits, type Presence } from '../../shared/domain/presence.ts';
import {
  aCommand,
  aConversation,
  actingAgent,
  anAgent,
  aPresence,
  aQueue,
  row,
} from '../support/factories.ts';
import { createTable } from './table.ts';

const alice = actingAgent('agent-a');
const talks = ['talk-1', 'talk-2', 'talk-3'];
const begin = (over: Partial<Presence> = {}) =>
  createTable([
    row('queue', aQueue({ id: 'queue-a' })),
    row('agent', anAgent('agent-a', { queueIds: ['queue-a'] })),
    row('presence', aPresence('agent-a', { capacity: 2 * conversationUnits, ...over })),
    ...talks.map((id) => row('conversation', aConversation(id, { state: 'open', agentId: null }))),
    ...['done'].map((id) => row('disposition', { id, labels: { en: 'Done' }, order: 0 })),
  ]);

describe('presence', () => {
  const set = (status: Presence['status']) => aCommand('presence.set', { status, text: null, stateId: null });
  const play = (table: ReturnType<typeof begin>) => {
    let at = 10;
    const run = (...command: Parameters<typeof aCommand>) => table.run(alice, aCommand(...command), ++at);
    return {
      set: (status: Presence['status']) => table.run(alice, set(status), ++at),
      pick: (conversationId: string) => run('conversation.pick', { conversationId }),
      finish: (conversationId: string) => {
        run('conversation.end', { conversationId });
        return run('conversation.close', { conversationId, dispositionId: 'done' });
      },
      now: () => table.get('presence', 'agent-a'),
    };
  };

  test('is available, busy, and not to be disturbed by how much is carried; more than all is carried too', () => {
    const it = play(begin());
    const seen: unknown[] = [];
    for (const id of talks) {
      expect(it.pick(id).ok).toBe(true);
      seen.push(it.now()?.status);
    }
    expect(seen).toEqual(['busy', 'doNotDisturb', 'doNotDisturb']);
    expect(it.now()?.used).toBe(3 * conversationUnits);
    seen.length = 0;
    for (const id of talks) {
      expect(it.finish(id).ok).toBe(true);
      seen.push(it.now()?.status);
    }
    expect(seen).toEqual(['doNotDisturb', 'busy', 'available']);
  });

  test.each(['away', 'doNotDisturb', 'offline'] as const)(
    '%s, chosen by hand, stays until it is changed',
    (status) => {
      const it = play(begin());
      it.set(status);
      it.pick('talk-1');
      expect(it.now()).toMatchObject({ status, sticky: true });
      it.finish('talk-1');
      expect(it.now()).toMatchObject({ status, sticky: true, used: 0 });
    },
  );

  test('available and busy, chosen by hand, last until the next conversation is taken or over', () => {
    const it = play(begin());
    it.set('busy');
    expect(it.now()).toMatchObject({ status: 'busy', sticky: false });
    it.pick('talk-1');
    it.finish('talk-1');
    expect(it.now()?.status).toBe('available');
    it.pick('talk-2');
    it.set('available');
    expect(it.now()).toMatchObject({ status: 'available', used: conversationUnits });
    it.pick('talk-3');
    expect(it.now()?.status).toBe('doNotDisturb');
  });
});

test('ten cases can be made one, and no more', () => {
  const merge = (n: number) =>
    commandSchema.safeParse(
      aCommand('case.merge', { caseId: 'one', fromIds: Array.from({ length: n }, (_, i) => `c${i}`) }),
    );
  expect(merge(mostMerged - 1).success).toBe(true);
  expect(merge(mostMerged).success).toBe(false);
});
