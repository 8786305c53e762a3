// What a signed-in agent goes through when the files turn out damaged, at a start or in the middle of work.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  createDesk,
  createManualClock,
  type ManualClock,
  type TestDesk,
  type TestWindow,
} from '../support/desk.ts';
import { aCase, anAgent, aPresence, aQueue, row } from '../support/factories.ts';
import type { FakeService } from '../support/fake-service-type.ts';
import { createFakeService } from '../support/fake-service.ts';
import { until } from '../support/until.ts';

let clock: ManualClock;
let service: FakeService;
let desk: TestDesk;
let window: TestWindow;
beforeEach(async () => {
  clock = createManualClock(1_700_000_000_000);
  service = createFakeService(clock.now);
  service.addAgent(anAgent('ada'), 'secret');
  service.seed(
    row('queue', aQueue()),
    row('presence', aPresence('ada')),
    ...Array.from({ length: 60 }, (_, i) =>
      row('case', aCase(`case-${i}`, { description: 'word '.repeat(400) })),
    ),
  );
  desk = createDesk({ transport: service.transport, clock });
  window = desk.window();
  await desk.signIn();
  await linkIs('linked');
});
afterEach(() => desk.close());
const linkIs = (state: string): Promise<boolean> =>
  until(() => window.live('desk.view', {}).rows()?.link.state === state, { what: `link ${state}` });
const note = (n: number): Promise<unknown> =>
  window.run({
    id: `k${n}`,
    type: 'note.write',
    args: {
      noteId: `n${n}`,
      subjectKind: 'case',
      subjectId: 'case-1',
      text: `note ${n} ${'long '.repeat(400)}`,
      supersedes: null,
    },
  });
const file = (name: string): string => join(desk.folder, 'agents', 'ada', name);
/** Flips a bit in some pages of a file that nobody has open. */
function damage(name: string, from: number, every: number): void {
  const bytes = readFileSync(file(name));
  for (let at = from * 8192 + 4000; at < bytes.length; at += every * 8192) bytes[at]! ^= 1;
  writeFileSync(file(name), bytes);
}
const codes = async (): Promise<string[]> =>
  (await window.query('desk.view', {})).notices.map(({ code }) => code);

test('STORE-5: a damaged cache is loaded again, unsent work and drafts are untouched, the agent is told once', async () => {
  service.setOffline(true);
  await linkIs('offline');
  await note(1);
  await window.client.request('draft.put', { key: 'reply:c', text: 'half', caret: 1, at: 1 });
  desk.store.close();
  damage('cache.db', 2, 1);
  desk.reopenOnly();
  window = desk.window();
  expect(await codes()).toEqual(['cacheRebuilt']);
  expect(await window.query('case.view', { id: 'case-1' })).toBeNull();
  expect((await window.query('desk.view', {})).outbox.waiting).toBe(1);
  service.setOffline(false);
  clock.pass(60_000);
  await linkIs('linked');
  await until(() => service.all('note').length === 1, { what: 'the note' });
  await until(async () => (await window.query('case.view', { id: 'case-1' }))?.notes.length === 1, {
    what: 'the case with its note',
  });
  expect(await window.client.request('draft.all', {})).toMatchObject([{ text: 'half' }]);
  expect(
    readdirSync(join(desk.folder, 'agents', 'ada')).some((name) => name.startsWith('cache.db.aside-')),
  ).toBe(true);
  await window.client.request('notice.dismiss', { id: 'cacheRebuilt' });
  desk.reopen();
  window = desk.window();
  expect(await codes()).toEqual([]);
});

test('STORE-4: a damaged outbox gives what can be read to the service, each once', async () => {
  service.setOffline(true);
  await linkIs('offline');
  for (let n = 1; n <= 60; n++) await note(n);
  desk.store.close();
  damage('outbox.db', 8, 4);
  desk.reopenOnly();
  window = desk.window();
  expect(await codes()).toEqual(['outboxSalvaged']);
  const { waiting } = (await window.query('desk.view', {})).outbox;
  expect(waiting).toBeGreaterThan(5);
  expect(waiting).toBeLessThan(60);
  service.setOffline(false);
  clock.pass(60_000);
  await linkIs('linked');
  await until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'an empty outbox',
  });
  expect(service.all('note')).toHaveLength(waiting);
  expect(await window.query('attention.list', {})).toEqual([]);
  expect(
    readdirSync(join(desk.folder, 'agents', 'ada')).some((name) => name.startsWith('outbox.db.damaged-')),
  ).toBe(true);
});

test('STORE-5: damage met in the middle of work', async () => {
  await note(1);
  await until(() => service.all('note').length === 1, { what: 'the note' });
  const { default: Database } = await import('better-sqlite3');
  // The library's own method fails once, as it does on a page that cannot be read.
  const breakIt = Object.getOwnPropertyDescriptor(Database.prototype, 'transaction')!;
  let broken = false;
  Object.defineProperty(Database.prototype, 'transaction', {
    ...breakIt,
    value(this: InstanceType<typeof Database>, work: () => unknown) {
      if (broken || !this.name.endsWith('cache.db'))
        return (breakIt.value as typeof this.transaction).call(this, work);
      broken = true;
      throw Object.assign(new Error('database disk image is malformed'), { code: 'SQLITE_CORRUPT' });
    },
  });
  try {
    service.seed(row('queue', aQueue({ id: 'queue-b' })));
    await until(() => broken, { what: 'the damage' });
  } finally {
    Object.defineProperty(Database.prototype, 'transaction', breakIt);
  }
  await until(async () => (await codes()).includes('cacheRebuilt'), { what: 'the notice' });
  await until(async () => (await window.query('queue.list', {})).length === 2, { what: 'everything again' });
  expect((await window.query('case.view', { id: 'case-1' }))?.notes).toHaveLength(1);
});

test('STORE-6: a full disk while rows arrive: said once, nothing half done, and it goes on when there is room', async () => {
  const { default: Database } = await import('better-sqlite3');
  const real = Object.getOwnPropertyDescriptor(Database.prototype, 'transaction')!;
  let full = true;
  Object.defineProperty(Database.prototype, 'transaction', {
    ...real,
    value(this: InstanceType<typeof Database>, work: () => unknown) {
      if (!full || !this.name.endsWith('cache.db'))
        return (real.value as typeof this.transaction).call(this, work);
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    },
  });
  try {
    service.seed(row('queue', aQueue({ id: 'queue-b' })));
    await linkIs('offline');
    expect(await codes()).toEqual(['storageFull']);
    expect((await window.query('desk.view', {})).link.reason).toContain('The disk is full');
    expect(await window.query('queue.list', {})).toHaveLength(1);
    // What the agent writes is safe in the outbox, though it cannot be shown.
    await note(1);
    full = false;
    await window.client.request('link.retry', {});
    await linkIs('linked');
  } finally {
    Object.defineProperty(Database.prototype, 'transaction', real);
  }
  await until(async () => (await window.query('queue.list', {})).length === 2, { what: 'the row' });
  await until(() => service.all('note').length === 1, { what: 'the note' });
});

test('the agent is told once that the store was started again', async () => {
  desk.reopen({ restarted: true });
  window = desk.window();
  expect(await codes()).toEqual(['storeRestarted']);
});
