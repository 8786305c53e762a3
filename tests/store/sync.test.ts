// How a desk follows its service: first load, deltas, edits of its own, cuts, refusals, other epochs.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { FakeService } from '../support/fake-service-type.ts';
import { createFakeService } from '../support/fake-service.ts';
import {
  createDesk,
  createManualClock,
  type ManualClock,
  type TestDesk,
  type TestWindow,
} from '../support/desk.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import { until } from '../support/until.ts';

let clock: ManualClock;
let service: FakeService;
let desk: TestDesk;
let window: TestWindow;

const ada = { kind: 'agent' as const, id: 'ada', name: 'Agent ada', role: 'agent' as const };
const customer = { kind: 'customer' as const, conversationId: 'c1', name: 'Ida' };

beforeEach(() => {
  clock = createManualClock(1_700_000_000_000);
  service = createFakeService(clock.now);
  service.addAgent(anAgent('ada'), 'secret');
  service.addAgent(anAgent('bob'), 'secret');
  service.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
  service.run(customer, openChat('c1'));
  desk = createDesk({ transport: service.transport, clock });
  window = desk.window();
});
afterEach(() => desk.close());

const linked = async (): Promise<void> => {
  await until(() => window.live('desk.view', {}).rows()?.link.state === 'linked', { what: 'the link' });
};
const signedIn = async (): Promise<void> => {
  await desk.signIn();
  await linked();
};

test('signs in, loads a snapshot and shows what is there', async () => {
  await signedIn();
  const open = await window.query('conversation.open', {});
  expect(open.map(({ id, title, lastText }) => ({ id, title, lastText }))).toEqual([
    { id: 'c1', title: 'Ida', lastText: 'Hello, where is my parcel?' },
  ]);
  const view = window.live('desk.view', {}).rows();
  expect(view?.agent?.id).toBe('ada');
  expect(view?.outbox).toEqual({ waiting: 0, attention: 0 });
});

test('an edit shows at once and the service row replaces it without a flicker', async () => {
  await signedIn();
  await window.run({ id: 'k1', type: 'conversation.pick', args: { conversationId: 'c1' } });
  await until(() => service.get('conversation', 'c1')?.agentId === 'ada', { what: 'the pick' });
  const live = window.live('conversation.messages', { id: 'c1', limit: 50 });
  await until(() => live.rows(), { what: 'messages' });
  service.setHeld(true);
  await window.run({
    id: 'k2',
    type: 'message.send',
    args: {
      messageId: 'm-a',
      conversationId: 'c1',
      audience: 'public',
      text: 'It is on its way.',
      articleId: null,
    },
  });
  await until(() => live.rows()?.messages.length === 2, { what: 'the reply in the list' });
  expect(live.rows()?.messages[1]?.delivery).toBe('queued');
  service.setHeld(false);
  await until(() => live.rows()?.messages[1]?.delivery === 'sent', { what: 'the reply with its number' });
  expect(live.pushes().map(({ messages }) => messages.map(({ id }) => id))).toEqual([
    ['c1-m1'],
    ['c1-m1', 'm-a'],
    ['c1-m1', 'm-a'],
  ]);
  await until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'an empty outbox',
  });
});

test('works on while the service is away, keeps everything over a restart, and catches up', async () => {
  await signedIn();
  service.setOffline(true);
  await until(() => window.live('desk.view', {}).rows()?.link.state === 'offline', { what: 'offline' });
  await window.run({
    id: 'k1',
    type: 'case.create',
    args: {
      caseId: 'case-1',
      title: 'Lost parcel',
      description: '',
      kind: 'support',
      priority: 'high',
      category: null,
      customerId: null,
      queueId: 'queue-a',
      conversationId: 'c1',
    },
  });
  await window.run({
    id: 'k2',
    type: 'note.write',
    args: {
      noteId: 'n1',
      subjectKind: 'case',
      subjectId: 'case-1',
      text: 'Asked the depot.',
      supersedes: null,
    },
  });
  expect((await window.query('case.view', { id: 'case-1' }))?.row).toMatchObject({
    title: 'Lost parcel',
    number: null,
    pending: true,
    notes: 1,
    ownerName: 'Agent ada',
  });
  expect(window.live('desk.view', {}).rows()?.outbox.waiting).toBe(2);
  desk.reopen();
  window = desk.window();
  expect((await window.query('case.view', { id: 'case-1' }))?.notes).toMatchObject([
    { text: 'Asked the depot.', pending: true },
  ]);
  service.setOffline(false);
  clock.pass(60_000);
  await linked();
  await until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'an empty outbox',
  });
  expect(service.all('note')).toMatchObject([{ id: 'n1', text: 'Asked the depot.', authorId: 'ada' }]);
  await until(async () => (await window.query('case.view', { id: 'case-1' }))?.row.pending === false, {
    what: 'the numbered case',
  });
  expect((await window.query('case.view', { id: 'case-1' }))?.case.number).toBe('C-1001');
});

test('what another does arrives by delta', async () => {
  await signedIn();
  const live = window.live('conversation.open', {});
  await until(() => live.rows()?.length === 1, { what: 'one' });
  service.run({ ...ada, id: 'bob' }, { id: 'x', type: 'conversation.pick', args: { conversationId: 'c1' } });
  expect(await until(() => live.rows()?.length === 0, { what: 'none' })).toBe(true);
});
