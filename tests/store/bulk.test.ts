// A desk whose service sends in bulk: bad segments, rows that break their schema, a service that was put back, and lists meanwhile.
import { rmSync } from 'node:fs';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { segmentLayout } from '../../shared/cache/segment.ts';
import { createInbox, type Worked } from '../../electron/store/sync/inbox.ts';
import { createThreadLoader } from '../../electron/store/bulk/worker.ts';
import { AppError } from '../../shared/errors.ts';
import { createLog } from '../../shared/log.ts';
import type { Case } from '../../shared/domain/case.ts';
import { aCase } from '../support/factories.ts';
import { openDatabase } from '../../electron/store/db/open.ts';
import { testKey } from '../support/desk.ts';
import { aQueue } from '../support/records.ts';
import { note, setSyncScene, type SyncScene } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';

let scene: SyncScene;
beforeEach(async () => {
  scene = await setSyncScene();
  scene.service.bulk = { stepEntries: 2 };
});
afterEach(() => scene.desk.close());

const seedCases = (from: number, to: number, over: Partial<Case> = {}): void =>
  scene.service.seed(
    ...Array.from({ length: to - from }, (_, i) => ({
      kind: 'case' as const,
      record: aCase(`bulk-${from + i}`, { title: `Parcel ${from + i}`, ...over }),
    })),
  );
const cases = async (): Promise<number> =>
  (await scene.window.query('case.list', { view: 'all', text: '', sort: 'created', customerId: null }))
    .length;
const relink = async (): Promise<void> => {
  scene.service.cut();
  await scene.linkIs('offline');
  await scene.window.client.request('link.retry', {});
  await scene.linkIs('linked');
};
const logged = (text: string): boolean => scene.desk.log.some((line) => line.includes(text));

test('SYNC-24: says which segments it reads, and takes a snapshot and a delta of them; edits stay in sight', async () => {
  expect(scene.service.hellos.at(-1)).toMatchObject({ segments: segmentLayout });
  await scene.goOffline();
  await scene.window.run(note('k1', 'while away'));
  seedCases(0, 30);
  scene.service.dropVerdicts = true;
  await scene.comeBack();
  await until(async () => (await cases()) === 31, { what: 'the delta' });
  const texts = async (): Promise<string[]> =>
    (await scene.window.query('note.list', { subjectKind: 'case', subjectId: 'case-1' })).map(
      ({ text }) => text,
    );
  expect(await texts()).toEqual(['while away']);
  scene.service.dropVerdicts = false;
  scene.service.alwaysSnapshot = true;
  seedCases(30, 40);
  await relink();
  await until(async () => (await cases()) === 41, { what: 'the snapshot' });
  expect(await texts()).toEqual(['while away']);
  await scene.drained();
});

test('the same with the thread that the product uses', async () => {
  scene.desk.reopen({
    loader: createThreadLoader(
      (run) => void setImmediate(run),
      createLog(() => undefined, Date.now),
    ),
  });
  scene.window = scene.desk.window();
  await scene.linkIs('linked');
  scene.service.alwaysSnapshot = true;
  scene.service.pageRows = 7;
  seedCases(0, 40);
  await relink();
  await until(async () => (await cases()) === 41, { what: 'the snapshot' });
  scene.service.setOffline(true);
  await scene.linkIs('offline');
  scene.service.alwaysSnapshot = false;
  seedCases(40, 80);
  await scene.comeBack();
  await until(async () => (await cases()) === 81, { what: 'the delta' });
});

test.each(['snapshot', 'delta'])(
  'STORE-18: a segment of a %s that is not what was announced changes nothing; the same comes as rows',
  async (what) => {
    scene.service.alwaysSnapshot = what === 'snapshot';
    scene.service.spoil = (bytes) => bytes.fill(9, 30);
    await scene.goOffline();
    seedCases(0, 30);
    await scene.window.run(note('k1', 'kept'));
    await scene.comeBack();
    await until(async () => (await cases()) === 31, { what: 'the rows' });
    expect(scene.service.hellos.slice(-2)).toMatchObject([{ segments: segmentLayout }, { segments: null }]);
    expect(logged('What came in bulk cannot be used')).toBe(true);
    await scene.drained();
    // What has come through as rows says nothing against segments for ever.
    scene.service.spoil = (bytes) => bytes;
    await relink();
    expect(scene.service.hellos.at(-1)).toMatchObject({ segments: segmentLayout });
  },
);

test('STORE-20: a row in bulk that breaks its schema is removed when it is looked at, and named; nothing else suffers', async () => {
  await scene.goOffline();
  seedCases(0, 5);
  seedCases(5, 6, { tags: ['x'.repeat(100)] });
  scene.service.seed({ kind: 'queue', record: aQueue({ id: 'queue-b', offerMs: 1 }) });
  await scene.comeBack();
  await until(async () => (await cases()) === 7, { what: 'all of them' });
  // The few of a small kind are looked at before they are shown.
  expect(await scene.window.query('queue.list', {})).toHaveLength(1);
  await until(
    async () => {
      scene.clock.pass(100);
      return (await cases()) === 6;
    },
    { what: 'the removal' },
  );
  expect(logged('"kind":"case","id":"bulk-5","field":"case.tags.0"')).toBe(true);
  expect(logged('"kind":"queue","id":"queue-b","field":"queue.offerMs"')).toBe(true);
});

test('STORE-20: a body that cannot be read fails the query that reads it and no other, until it is removed', async () => {
  scene.clock.pass(1000);
  await scene.reopen(() => {
    const db = openDatabase({
      file: `${scene.desk.folder}/agents/ada/cache.db`,
      keyHex: testKey,
      durability: 'normal',
    });
    db.exec(
      `UPDATE message SET body = 'What is this?'; INSERT OR REPLACE INTO meta VALUES ('unchecked', '1000')`,
    );
    db.close();
    // An index that is gone is written anew, and looks at every row again.
    rmSync(`${scene.desk.folder}/agents/ada/search.db`);
  });
  await scene.linkIs('linked');
  const messages = scene.window.query('conversation.messages', { id: 'c1', limit: 10 });
  await expect(messages).rejects.toThrow(AppError);
  expect(await cases()).toBe(1);
  expect(await scene.window.query('queue.list', {})).toHaveLength(1);
  await until(() => (scene.clock.pass(100), logged('"kind":"message"')), { what: 'the removal' });
  expect((await scene.window.query('conversation.messages', { id: 'c1', limit: 10 })).messages).toEqual([]);
});

test('SYNC-26: says the run that its cursor goes with, and takes over that of the service that accepted it', async () => {
  const last = (): unknown => scene.service.hellos.at(-1)?.run;
  await relink();
  expect(last()).toBe('run-1');
  scene.service.runName = 'run-2';
  await relink();
  expect(last()).toBe('run-1');
  await relink();
  expect(last()).toBe('run-2');
  // A snapshot that breaks off leaves the cursor of before, and so its run.
  scene.service.runName = 'run-3';
  scene.service.alwaysSnapshot = true;
  scene.service.pageRows = 1;
  scene.service.setHeld(true);
  scene.service.cut();
  await scene.linkIs('offline');
  await scene.window.client.request('link.retry', {});
  await until(
    () => (scene.service.deliver(), scene.window.live('desk.view', {}).rows()?.link.state === 'loading'),
    {
      what: 'the beginning',
    },
  );
  scene.service.cut();
  await scene.linkIs('offline');
  scene.service.setHeld(false);
  await scene.window.client.request('link.retry', {});
  await scene.linkIs('linked');
  expect(last()).toBe('run-2');
  await relink();
  expect(last()).toBe('run-3');
});

test('STORE-13: what a service does not know after it was put back, in the same epoch, waits again', async () => {
  await scene.window.run(note('k1', 'before'));
  await scene.drained();
  const backup = scene.service.backup();
  await scene.window.run(note('k2', 'after'));
  await scene.drained();
  await until(() => scene.service.all('note').length === 2, { what: 'both' });
  scene.service.putBack(backup);
  await scene.linkIs('offline');
  expect(scene.service.all('note')).toHaveLength(1);
  await scene.window.client.request('link.retry', {});
  await scene.linkIs('linked');
  await until(() => scene.service.all('note').length === 2, { what: 'the second note again' });
  await scene.drained();
  expect(scene.service.all('note').map(({ text }) => text)).toEqual(['before', 'after']);
});

test('STORE-19: windows are answered between the steps of what comes in bulk', async () => {
  await scene.goOffline();
  seedCases(0, 2000);
  scene.service.bulk = { stepEntries: 50 };
  await scene.comeBack();
  const seen = new Set<number>();
  await until(
    async () => {
      seen.add(await cases());
      return seen.has(1000) && (await scene.window.query('case.view', { id: 'bulk-1999' })) !== null;
    },
    { what: 'all of them' },
  );
  // The list shows a thousand at most; before that it was seen growing.
  expect(seen.size).toBeGreaterThan(2);
});

test('STORE-19: a burst of deltas is worked on one per turn', async () => {
  await scene.goOffline();
  await scene.comeBack();
  scene.service.bulk = null;
  for (let i = 0; i < 300; i++) seedCases(i, i + 1);
  const seen = new Set<number>();
  await until(async () => seen.add(await cases()).has(301), { what: 'all of them' });
  expect(seen.size).toBeGreaterThan(2);
});

test('the inbox keeps its order, one piece per turn, and forgets everything at once', () => {
  const turns: (() => void)[] = [];
  const worked: string[] = [];
  let answer: Worked = 'done';
  const inbox = createInbox<string>(
    (run) => void turns.push(run),
    (piece) => {
      worked.push(piece);
      return answer;
    },
  );
  const turn = (): void => turns.shift()?.();
  inbox.push('a', 1);
  inbox.push('b', 2);
  expect([worked, inbox.weight(), turns.length]).toEqual([[], 3, 1]);
  turn();
  expect([worked, inbox.weight()]).toEqual([['a'], 2]);
  answer = 'more';
  turn();
  turn();
  expect([worked, inbox.weight(), turns.length]).toEqual([['a', 'b', 'b'], 2, 1]);
  answer = 'wait';
  turn();
  expect(turns).toHaveLength(0);
  inbox.push('c', 1);
  answer = 'wait';
  turn();
  inbox.wake();
  inbox.wake();
  expect(turns).toHaveLength(1);
  inbox.clear();
  turn();
  expect(inbox.weight()).toBe(0);
  expect(worked.filter((piece) => piece === 'c')).toEqual([]);
});
