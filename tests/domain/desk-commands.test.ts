// Changes when replies, macros, views, activities, articles, handovers, merging or the clocks of cases mean something else.
import { describe, expect, test } from 'vitest';
import { clocksOf, clockState } from '../../shared/domain/case-clocks.ts';
import { dueHours } from '../../shared/domain/case.ts';
import { conversationUnits } from '../../shared/domain/presence.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import {
  aCapsule,
  aCase,
  aCommand,
  aConversation,
  actingAgent,
  aHandover,
  aMacro,
  aMaskRule,
  aPresenceState,
  aMessage,
  anAgent,
  anArticle,
  aPresence,
  aQueue,
  aQuickReply,
  row,
} from '../support/factories.ts';
import { createTable } from './table.ts';

const alice = actingAgent('agent-a');
const bob = actingAgent('agent-b');
const supervisor = actingAgent('agent-s', 'supervisor');
const admin = actingAgent('agent-s', 'admin');
const hour = 3_600_000;
const refused = (kind: string) =>
  expect.objectContaining({ ok: false, refusal: expect.objectContaining({ kind }) as object });
const nothing = { ok: true, changes: [] };

const world = (...rows: AnyRecord[]) =>
  createTable([
    row('queue', aQueue({ id: 'queue-a' })),
    row('queue', aQueue({ id: 'queue-b' })),
    row('agent', anAgent('agent-a', { queueIds: ['queue-a'] })),
    row('agent', anAgent('agent-b', { queueIds: ['queue-a'] })),
    row('agent', anAgent('agent-c', { queueIds: ['queue-b'] })),
    row('presence', aPresence('agent-a', { used: conversationUnits, status: 'busy' })),
    row('presence', aPresence('agent-b')),
    row('case', aCase('case-a')),
    row('case', aCase('case-b', { status: 'pending' })),
    row('case', aCase('case-c')),
    row('article', anArticle('article-a')),
    row(
      'conversation',
      aConversation('conversation-a', { state: 'active', agentId: 'agent-a', caseId: 'case-a' }),
    ),
    ...rows,
  ]);

describe('what agents keep', () => {
  const mine = aQuickReply('reply-a', { ownerId: 'agent-a' });
  test('is changed only by its owner, what is shared only by supervisors', () => {
    const table = world(row('quickReply', mine), row('macro', aMacro('macro-a')));
    const changed = { ...mine, title: 'Better' };
    expect(table.run(bob, aCommand('quickReply.put', { quickReply: changed, base: 0 }), 1)).toEqual(
      refused('forbidden'),
    );
    expect(table.run(supervisor, aCommand('quickReply.remove', { quickReplyId: 'reply-a' }), 1)).toEqual(
      refused('forbidden'),
    );
    expect(
      table.run(alice, aCommand('macro.put', { macro: aMacro('macro-a', { title: 'x' }), base: 0 }), 1),
    ).toEqual(refused('forbidden'));
    expect(table.run(alice, aCommand('quickReply.put', { quickReply: changed, base: 0 }), 1).ok).toBe(true);
    expect(table.get('quickReply', 'reply-a')).toMatchObject({ title: 'Better', rev: 1 });
    expect(
      table.run(supervisor, aCommand('macro.put', { macro: aMacro('macro-a', { title: 'x' }), base: 0 }), 1)
        .ok,
    ).toBe(true);
  });
  test('nobody can give another agent something, or take what is shared for their own', () => {
    const table = world(row('macro', aMacro('macro-a')));
    const theirs = aMacro('macro-b', { ownerId: 'agent-b' });
    expect(table.run(alice, aCommand('macro.put', { macro: theirs, base: null }), 1)).toEqual(
      refused('forbidden'),
    );
    const taken = aMacro('macro-a', { ownerId: 'agent-a' });
    expect(table.run(alice, aCommand('macro.put', { macro: taken, base: 0 }), 1)).toEqual(
      refused('forbidden'),
    );
  });
  test('a change of what was changed meanwhile is a conflict; the same change is none', () => {
    const table = world(row('quickReply', { ...mine, rev: 4 }));
    const put = (title: string, base: number | null) =>
      table.run(alice, aCommand('quickReply.put', { quickReply: { ...mine, title }, base }), 1);
    expect(put('One', 4).ok).toBe(true);
    expect(put('Two', 4)).toEqual(refused('conflict'));
    expect(put('One', 4)).toEqual(nothing);
    expect(put('Two', 5).ok).toBe(true);
    expect(put('Three', null)).toEqual(refused('conflict'));
  });
  test('rules of masking are set by admins', () => {
    const table = world();
    const put = aCommand('maskRule.put', { maskRule: aMaskRule('rule-a'), base: null });
    expect(table.run(supervisor, put, 1)).toEqual(refused('forbidden'));
    expect(table.run(admin, put, 1).ok).toBe(true);
  });
});

describe('presence', () => {
  const lunch = aPresenceState('state-lunch', { status: 'away' });
  const set = (stateId: string | null, status = 'available' as const) =>
    aCommand('presence.set', { status, stateId });
  test('states of the company’s own are made by admins', () => {
    const table = world();
    const put = aCommand('presenceState.put', { presenceState: lunch, base: null });
    expect(table.run(supervisor, put, 1)).toEqual(refused('forbidden'));
    expect(table.run(admin, put, 1).ok).toBe(true);
    expect(table.run(admin, aCommand('presenceState.remove', { presenceStateId: lunch.id }), 2).ok).toBe(
      true,
    );
    expect(table.get('presenceState', lunch.id)).toBeUndefined();
  });
  test('a state brings the status beneath it, whatever the desk took that to be', () => {
    const table = world(row('presenceState', lunch));
    table.run(alice, set(lunch.id), 5);
    expect(table.get('presence', 'agent-a')).toMatchObject({
      status: 'away',
      sticky: true,
      stateId: lunch.id,
      since: 5,
    });
    expect(table.run(alice, set(lunch.id), 6)).toEqual(nothing);
    table.run(alice, set(null), 7);
    expect(table.get('presence', 'agent-a')).toMatchObject({ status: 'available', stateId: null });
  });
  test('a state that has been taken away cannot be chosen, and the presence stays', () => {
    const table = world();
    const before = table.get('presence', 'agent-a');
    expect(table.run(alice, set('state-gone'), 5)).toEqual(refused('notFound'));
    expect(table.get('presence', 'agent-a')).toEqual(before);
  });
  test('how much somebody carries is set by supervisors, and their status follows at once', () => {
    const table = world();
    const capacity = (units: number) =>
      aCommand('presence.capacity', { agentId: 'agent-a', capacity: units });
    expect(table.run(alice, capacity(50), 1)).toEqual(refused('forbidden'));
    expect(table.run(supervisor, capacity(conversationUnits), 1).ok).toBe(true);
    // One conversation already: full.
    expect(table.get('presence', 'agent-a')).toMatchObject({ status: 'doNotDisturb', sticky: false });
    table.run(supervisor, capacity(100), 2);
    expect(table.get('presence', 'agent-a')).toMatchObject({ status: 'busy', used: conversationUnits });
    expect(
      table.run(supervisor, aCommand('presence.capacity', { agentId: 'agent-none', capacity: 1 }), 3),
    ).toEqual(refused('notFound'));
  });
});

describe('the clocks of a case', () => {
  const update = (set: object, at: number, table = world()) => {
    table.run(alice, aCommand('case.update', { caseId: 'case-a', set }), at);
    return table;
  };
  test('stand still while the case is pending, and go on with the time that was left', () => {
    const table = update({ status: 'pending' }, 2 * hour);
    expect(table.get('case', 'case-a')?.dueAt).toBeNull();
    update({ status: 'open' }, 7 * hour, table);
    expect(table.get('case', 'case-a')?.dueAt).toBe((dueHours.normal + 5) * hour);
  });
  test('follow the priority, and a pause is not lost by it', () => {
    const table = update({ status: 'onHold' }, 1 * hour);
    update({ priority: 'high' }, 2 * hour, table);
    update({ status: 'open' }, 3 * hour, table);
    expect(table.get('case', 'case-a')?.dueAt).toBe((dueHours.high + 2) * hour);
  });
  test('are met when the case is resolved, and run again when it is opened', () => {
    const table = update({ status: 'resolved' }, 5 * hour);
    expect(table.get('case', 'case-a')?.clocks?.resolve.doneAt).toBe(5 * hour);
    update({ status: 'open' }, 6 * hour, table);
    expect(table.get('case', 'case-a')?.clocks?.resolve).toEqual({
      dueAt: 24 * hour,
      pausedAt: null,
      doneAt: null,
    });
  });
  test('the first answer is the first message to the customer', () => {
    const table = world(row('case', aCase('case-n', { status: 'new' })));
    table.run(alice, aCommand('conversation.link', { caseId: 'case-n' }), 1);
    table.run(alice, aCommand('message.send', { messageId: 'm1', audience: 'internal' }), 2);
    expect(clocksOf(table.get('case', 'case-n')!).response.doneAt).toBeNull();
    table.run(alice, aCommand('message.send', { messageId: 'm2' }), 3);
    expect(clocksOf(table.get('case', 'case-n')!).response.doneAt).toBe(3);
    table.run(alice, aCommand('message.send', { messageId: 'm3' }), 4);
    expect(clocksOf(table.get('case', 'case-n')!).response.doneAt).toBe(3);
  });
  test('of a case made after the customer was answered, the first has been met; while the customer waits, it runs', () => {
    for (const waitingSince of [null, 3]) {
      const table = world(
        row(
          'conversation',
          aConversation('conversation-b', { state: 'active', agentId: 'agent-a', waitingSince }),
        ),
      );
      table.run(alice, aCommand('case.create', { caseId: 'case-x', conversationId: 'conversation-b' }), 5);
      expect(table.get('case', 'case-x')?.clocks?.response.doneAt).toBe(waitingSince === null ? 5 : null);
    }
  });
  test.each([
    [{ dueAt: 100, pausedAt: null, doneAt: null }, 'open', 79, 'running'],
    [{ dueAt: 100, pausedAt: null, doneAt: null }, 'open', 80, 'nearing'],
    [{ dueAt: 100, pausedAt: null, doneAt: null }, 'open', 101, 'missed'],
    [{ dueAt: 100, pausedAt: 50, doneAt: null }, 'pending', 500, 'paused'],
    [{ dueAt: 100, pausedAt: null, doneAt: 99 }, 'resolved', 500, 'met'],
    [{ dueAt: 100, pausedAt: null, doneAt: 101 }, 'resolved', 500, 'late'],
    [{ dueAt: 100, pausedAt: null, doneAt: null }, 'canceled', 500, 'canceled'],
  ] as const)('%j of a case that is %s stands at %d as %s', (clock, status, now, state) => {
    expect(clockState(clock, status, 100, now)).toBe(state);
  });
});

describe('merging', () => {
  test('cancels the others, and taking apart brings each back to its status', () => {
    const table = world();
    expect(
      table.run(alice, aCommand('case.merge', { caseId: 'case-a', fromIds: ['case-b', 'case-c'] }), 5).ok,
    ).toBe(true);
    expect(table.get('case', 'case-b')).toMatchObject({
      status: 'canceled',
      merged: { intoId: 'case-a', status: 'pending' },
    });
    table.run(bob, aCommand('case.unmerge', { caseIds: ['case-b', 'case-c'] }), 6);
    expect(table.get('case', 'case-b')).toMatchObject({ status: 'pending', merged: null });
    expect(table.get('case', 'case-c')).toMatchObject({ status: 'open', merged: null });
  });
  test('one that cannot be merged changes none of the others', () => {
    const table = world();
    const outcome = table.run(
      alice,
      aCommand('case.merge', { caseId: 'case-a', fromIds: ['case-b', 'case-none'] }),
      5,
    );
    expect(outcome).toEqual(refused('notFound'));
    expect(table.get('case', 'case-b')?.merged).toBeUndefined();
    expect(table.run(alice, aCommand('case.merge', { caseId: 'case-a', fromIds: ['case-a'] }), 5)).toEqual(
      refused('invalid'),
    );
  });
  test('a case cannot come to be above itself', () => {
    const table = world();
    const under = (caseId: string, parentId: string) =>
      table.run(alice, aCommand('case.update', { caseId, set: { parentId } }), 1);
    expect(under('case-b', 'case-a').ok).toBe(true);
    expect(under('case-c', 'case-b').ok).toBe(true);
    expect(under('case-a', 'case-c')).toEqual(refused('invalid'));
    expect(under('case-a', 'case-a')).toEqual(refused('invalid'));
  });
});

describe('a handover', () => {
  const offer = (over = {}) => aCommand('handover.offer', over);
  test('moves the conversation and its units only when it is accepted, and promises become reminders', () => {
    const table = world();
    const promised = [{ text: 'A refund', messageId: null, by: 'Agent agent-a', until: 9 }];
    expect(table.run(alice, offer({ capsule: aCapsule({ promised }) }), 1).ok).toBe(true);
    expect(table.get('conversation', 'conversation-a')).toMatchObject({
      agentId: 'agent-a',
      handoverId: 'handover-a',
    });
    expect(table.run(alice, aCommand('handover.accept'), 2)).toEqual(refused('forbidden'));
    expect(table.run(bob, aCommand('handover.accept'), 3).ok).toBe(true);
    expect(table.get('conversation', 'conversation-a')).toMatchObject({
      agentId: 'agent-b',
      state: 'active',
    });
    expect(table.get('presence', 'agent-a')?.used).toBe(0);
    expect(table.get('presence', 'agent-b')?.used).toBe(conversationUnits);
    expect(table.all('activity')).toEqual([
      expect.objectContaining({
        kind: 'reminder',
        title: 'A refund',
        caseId: 'case-a',
        ownerId: 'agent-b',
        dueAt: 9,
      }),
    ]);
  });
  test('that is declined, withdrawn or late leaves everything as it was', () => {
    for (const [actor, type] of [
      [bob, 'handover.decline'],
      [alice, 'handover.withdraw'],
      [actingAgent('agent-x'), 'handover.lapse'],
    ] as const) {
      const table = world();
      table.run(alice, offer(), 1);
      expect(table.run(actor, aCommand(type), 2).ok, type).toBe(true);
      expect(table.get('conversation', 'conversation-a')).toMatchObject({
        agentId: 'agent-a',
        state: 'active',
      });
      expect(table.run(bob, aCommand('handover.accept'), 3)).toEqual(refused('state'));
      expect(table.run(alice, offer({ handoverId: 'handover-b' }), 4).ok).toBe(true);
    }
  });
  test('to a queue waits there at once and gives the units back', () => {
    const table = world();
    table.run(alice, offer({ toAgentId: null, toQueueId: 'queue-b' }), 7);
    expect(table.get('conversation', 'conversation-a')).toMatchObject({
      state: 'open',
      queueId: 'queue-b',
      agentId: null,
      queuedAt: 7,
      handoverId: 'handover-a',
    });
    expect(table.get('presence', 'agent-a')?.used).toBe(0);
  });
  test('goes only to those who may see the conversation, and only one at a time', () => {
    const table = world();
    expect(table.run(alice, offer({ toAgentId: 'agent-c' }), 1)).toEqual(refused('forbidden'));
    expect(table.run(alice, offer({ toAgentId: 'agent-a' }), 1)).toEqual(refused('state'));
    expect(table.run(bob, offer({ toAgentId: 'agent-b' }), 1)).toEqual(refused('forbidden'));
    expect(table.run(alice, offer(), 1).ok).toBe(true);
    expect(table.run(alice, offer({ handoverId: 'handover-b' }), 2)).toEqual(refused('state'));
  });
  test('a consult costs nothing, moves nothing, and ends', () => {
    const table = world(row('message', aMessage('message-1')));
    table.run(alice, offer({ kind: 'consult' }), 1);
    table.run(bob, aCommand('handover.accept'), 2);
    expect(table.get('conversation', 'conversation-a')).toMatchObject({
      agentId: 'agent-a',
      consultIds: ['handover-a'],
    });
    expect(table.get('presence', 'agent-b')?.used).toBe(0);
    expect(table.run(bob, aCommand('message.send', { messageId: 'm', audience: 'internal' }), 3).ok).toBe(
      true,
    );
    expect(table.run(bob, aCommand('message.send', { messageId: 'n' }), 3)).toEqual(refused('forbidden'));
    table.run(bob, aCommand('handover.end'), 4);
    expect(table.get('conversation', 'conversation-a')?.consultIds).toEqual([]);
  });
  test('of a conversation that has ended meanwhile is refused', () => {
    const table = world(row('handover', aHandover('handover-a')));
    table.run(alice, aCommand('conversation.end'), 1);
    expect(table.run(bob, aCommand('handover.accept'), 2)).toEqual(refused('state'));
  });
});

describe('articles', () => {
  test('a draft is published by a supervisor after its author submitted it, or comes back with a word', () => {
    const table = world();
    const draft = aCommand('article.draft', { article: anArticle('article-d'), caseId: 'case-a' });
    table.run(alice, draft, 1);
    const review = (verdict: 'publish' | 'return') =>
      aCommand('article.review', { articleId: 'article-d', verdict, comment: 'Shorter' });
    expect(table.run(supervisor, review('publish'), 2)).toEqual(refused('state'));
    expect(table.run(bob, aCommand('article.submit', { articleId: 'article-d' }), 2)).toEqual(
      refused('forbidden'),
    );
    table.run(alice, aCommand('article.submit', { articleId: 'article-d' }), 3);
    expect(table.run(alice, review('publish'), 4)).toEqual(refused('forbidden'));
    table.run(supervisor, review('return'), 4);
    expect(table.get('article', 'article-d')).toMatchObject({
      status: 'draft',
      submittedAt: null,
      review: { verdict: 'return' },
    });
    table.run(alice, aCommand('article.update', { articleId: 'article-d', set: { title: 'Short' } }), 5);
    table.run(alice, aCommand('article.submit', { articleId: 'article-d' }), 6);
    table.run(supervisor, review('publish'), 7);
    expect(table.get('article', 'article-d')).toMatchObject({ status: 'published', title: 'Short' });
    expect(
      table.run(alice, aCommand('article.update', { articleId: 'article-d', set: { title: 'x' } }), 8),
    ).toEqual(refused('forbidden'));
  });
  test('an agent rates once, changes its mind, and a new suggestion is looked at again', () => {
    const table = world();
    const give = (helpful: boolean, text: string, at: number) =>
      table.run(alice, aCommand('feedback.give', { helpful, text }), at);
    give(true, 'Name the button', 1);
    table.run(supervisor, aCommand('feedback.settle'), 2);
    give(false, 'Name the button', 3);
    expect(table.get('feedback', 'feedback-a')).toMatchObject({ helpful: false, settledAt: 2 });
    give(false, 'Name both buttons', 4);
    expect(table.get('feedback', 'feedback-a')).toMatchObject({ settledAt: null });
    expect(table.run(bob, aCommand('feedback.give', { helpful: true }), 5)).toEqual(refused('forbidden'));
  });
});

test('a message is changed by its author alone, and keeps what was said before', () => {
  const said = aMessage('message-a', { authorKind: 'agent', authorId: 'agent-a', text: 'Good day' });
  const table = world(row('message', said));
  expect(table.run(bob, aCommand('message.edit'), 1)).toEqual(refused('forbidden'));
  expect(table.run(alice, aCommand('message.edit', { base: 'Something else' }), 1)).toEqual(
    refused('conflict'),
  );
  table.run(alice, aCommand('message.edit'), 2);
  expect(table.get('message', 'message-a')).toMatchObject({
    text: 'Good evening',
    edits: [{ text: 'Good day', at: 2 }],
  });
});
