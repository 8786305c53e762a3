// Who is at the desk: signing in and out, starting without a network, sessions that end, another agent, the wrong address.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { serviceAddress } from '../../electron/store/sync/net.ts';
import {
  createDesk,
  createManualClock,
  type ManualClock,
  type TestDesk,
  type TestWindow,
} from '../support/desk.ts';
import type { FakeService } from '../support/fake-service-type.ts';
import { createFakeService } from '../support/fake-service.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import { until } from '../support/until.ts';

let clock: ManualClock;
let service: FakeService;
let desk: TestDesk;
let window: TestWindow;
beforeEach(() => {
  clock = createManualClock(1_700_000_000_000);
  service = createFakeService(clock.now);
  service.addAgent(anAgent('ada'), 'secret');
  service.addAgent(anAgent('bob'), 'hidden');
  service.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
  service.run({ kind: 'customer', conversationId: 'c1', name: 'Ida' }, openChat('c1'));
  desk = createDesk({ transport: service.transport, clock });
  window = desk.window();
});
afterEach(() => desk.close());
const linkIs = (state: string): Promise<boolean> =>
  until(() => window.live('desk.view', {}).rows()?.link.state === state, { what: `link ${state}` });
const writeNote = (n: number): Promise<unknown> =>
  window.run({
    id: `k${n}`,
    type: 'note.write',
    args: {
      noteId: `n${n}`,
      subjectKind: 'conversation',
      subjectId: 'c1',
      text: `note ${n}`,
      supersedes: null,
    },
  });

test('a wrong password is refused, and nothing is opened', async () => {
  await expect(desk.signIn('ada', 'wrong')).rejects.toMatchObject({ kind: 'unauthenticated' });
  expect((await window.query('desk.view', {})).agent).toBeNull();
  expect(existsSync(join(desk.folder, 'agents'))).toBe(false);
});

test('before a sign-in lists are empty and edits are refused', async () => {
  expect(await window.query('conversation.open', {})).toEqual([]);
  await expect(writeNote(1)).rejects.toMatchObject({ kind: 'unauthenticated' });
  await expect(
    window.client.request('draft.put', { key: 'a', text: 'b', caret: 0, at: 0 }),
  ).rejects.toMatchObject({ kind: 'unauthenticated' });
});

test('STORE-16: another service that claims the same agent is shown nothing and given nothing', async () => {
  const signIn = (at: string) =>
    window.client.request('account.signIn', { service: at, handle: 'ada', password: 'secret' });
  const drafts = async () => (await window.client.request('draft.all', {})).map(({ key }) => key);
  await signIn('http://localhost:1');
  await linkIs('linked');
  await window.client.request('draft.put', { key: 'mine', text: 'for this service', caret: 0, at: 0 });
  expect(await drafts()).toEqual(['mine']);
  await signIn('https://other.example');
  expect(await drafts()).toEqual([]);
  await signIn('https://other.example');
  expect(await drafts()).toEqual([]);
  // The one of this machine, on another port.
  await signIn('http://127.0.0.1:2');
  expect(await drafts()).toEqual(['mine']);
});

test('the wrong service is said in a sentence', async () => {
  service.setForeign(true);
  await expect(desk.signIn()).rejects.toMatchObject({ kind: 'notFound', field: 'service' });
  expect((await window.query('desk.view', {})).link).toMatchObject({
    state: 'wrongService',
    reason: 'There is no Parley service there.',
  });
  service.setForeign(false);
  await desk.signIn();
  await linkIs('linked');
});

test('a service that is away is said, too', async () => {
  service.setOffline(true);
  await expect(desk.signIn()).rejects.toMatchObject({ kind: 'unreachable' });
});

test('starts without a network from what it has', async () => {
  await desk.signIn();
  await linkIs('linked');
  service.setOffline(true);
  desk.reopen();
  window = desk.window();
  expect((await window.query('desk.view', {})).agent?.id).toBe('ada');
  expect(await window.query('conversation.open', {})).toHaveLength(1);
  await writeNote(1);
  service.setOffline(false);
  clock.pass(60_000);
  await until(() => service.all('note').length === 1, { what: 'the note' });
});

test('when the session ends, work goes on, and a new sign-in sends it', async () => {
  await desk.signIn();
  await linkIs('linked');
  service.expireTokens();
  await linkIs('expired');
  await writeNote(1);
  await window.client.request('draft.put', { key: 'reply:c1', text: 'half', caret: 4, at: 1 });
  expect((await window.query('desk.view', {})).outbox.waiting).toBe(1);
  await desk.signIn();
  await linkIs('linked');
  await until(() => service.all('note').length === 1, { what: 'the note' });
  expect(await window.client.request('draft.all', {})).toMatchObject([{ text: 'half' }]);
});

test('signing out closes the files and keeps unsent work for the next time', async () => {
  await desk.signIn();
  await linkIs('linked');
  service.setOffline(true);
  await linkIs('offline');
  await writeNote(1);
  await window.client.request('account.signOut', {});
  expect(await window.query('desk.view', {})).toMatchObject({ agent: null, link: { state: 'signedOut' } });
  expect(await window.query('conversation.open', {})).toEqual([]);
  desk.reopen();
  window = desk.window();
  expect((await window.query('desk.view', {})).agent).toBeNull();
  service.setOffline(false);
  await desk.signIn();
  await until(() => service.all('note').length === 1, { what: 'the note' });
});

test('two agents share a machine and not a line of each other', async () => {
  await desk.signIn();
  await linkIs('linked');
  service.setOffline(true);
  await linkIs('offline');
  await writeNote(1);
  await window.client.request('draft.put', { key: 'reply:c1', text: 'mine', caret: 0, at: 1 });
  service.setOffline(false);
  await desk.signIn('bob', 'hidden');
  await linkIs('linked');
  expect((await window.query('desk.view', {})).agent?.id).toBe('bob');
  expect(await window.client.request('draft.all', {})).toEqual([]);
  await writeNote(2);
  await until(() => service.all('note').length === 1, { what: "bob's note" });
  expect(service.all('note')[0]?.authorId).toBe('bob');
  await desk.signIn();
  await until(() => service.all('note').length === 2, { what: "ada's note" });
  expect(await window.client.request('draft.all', {})).toMatchObject([{ text: 'mine' }]);
});

test('typing goes both ways and is never kept', async () => {
  await desk.signIn();
  await linkIs('linked');
  const heard: unknown[] = [];
  window.client.on('typing', (typing) => void heard.push(typing));
  service.say('ada', {
    t: 'typing',
    typing: { conversationId: 'c1', on: true, who: 'customer', name: 'Ida' },
  });
  await until(() => heard.length === 1, { what: 'typing' });
  await window.client.request('typing.send', { conversationId: 'c1', on: true });
  await until(() => service.typed.length === 1, { what: 'our typing' });
});

test("messages of customers in one's own conversations ring when they are new, and only then", async () => {
  service.run(
    { kind: 'agent', id: 'ada', name: 'Agent ada', role: 'agent' },
    { id: 'p', type: 'conversation.pick', args: { conversationId: 'c1' } },
  );
  await desk.signIn();
  await linkIs('linked');
  const events: unknown[] = [];
  window.client.on('event', (event) => void events.push(event));
  const say = (n: number): unknown =>
    service.run(
      { kind: 'customer', conversationId: 'c1', name: 'Ida' },
      {
        id: `s${n}`,
        type: 'message.receive',
        args: { messageId: `m${n}`, conversationId: 'c1', text: `Hello ${n}` },
      },
    );
  say(1);
  service.run({ kind: 'customer', conversationId: 'c2', name: 'Per' }, openChat('c2'));
  await until(() => events.length === 1, { what: 'the ring' });
  service.run(
    { kind: 'system' },
    {
      id: 'o',
      type: 'offer.make',
      args: { offerId: 'o1', conversationId: 'c2', agentId: 'ada', expiresAt: clock.now() + 30_000 },
    },
  );
  await until(() => events.length === 2, { what: 'the offer' });
  expect(events).toEqual([
    { type: 'message', conversationId: 'c1', title: 'Ida', text: 'Hello 1' },
    {
      type: 'offer',
      offerId: 'o1',
      title: 'Ida',
      text: 'Hello, where is my parcel?',
      expiresAt: clock.now() + 30_000,
    },
  ]);
  // What is old when it arrives does not ring.
  service.setOffline(true);
  await linkIs('offline');
  say(2);
  clock.pass(600_000);
  service.setOffline(false);
  await window.client.request('link.retry', {});
  await linkIs('linked');
  await until(
    async () => (await window.query('conversation.messages', { id: 'c1', limit: 10 })).total === 3,
    { what: 'the message' },
  );
  expect(events).toHaveLength(2);
});

test('an offer that nobody answers ends by the clock, also without the service', async () => {
  await desk.signIn();
  await linkIs('linked');
  service.run(
    { kind: 'system' },
    {
      id: 'o',
      type: 'offer.make',
      args: { offerId: 'o1', conversationId: 'c1', agentId: 'ada', expiresAt: clock.now() + 30_000 },
    },
  );
  const live = window.live('offer.ringing', {});
  await until(() => live.rows()?.length === 1, { what: 'the offer' });
  service.setOffline(true);
  await linkIs('offline');
  clock.pass(31_000);
  await until(() => live.rows()?.length === 0, { what: 'its end' });
  expect(live.rows()).toEqual([]);
});

test('addresses as people type them', () => {
  expect(serviceAddress(' localhost:4110/ ')).toBe('http://localhost:4110');
  expect(serviceAddress('127.0.0.1:80')).toBe('http://127.0.0.1');
  expect(serviceAddress('desk.example.org')).toBe('https://desk.example.org');
  expect(serviceAddress('https://desk.example.org/some/page?x=1')).toBe('https://desk.example.org');
  for (const wrong of [
    '',
    'ftp://x',
    'http://',
    'ja nein',
    'javascript:alert(1)',
    'http://user:pass@host',
    'http://parley.example',
  ]) {
    expect(() => serviceAddress(wrong), wrong).toThrow(
      expect.objectContaining({ kind: 'invalid', field: 'service' }),
    );
  }
});
