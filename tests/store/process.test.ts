// The store as a process: it starts, serves, stops in order, says why it cannot, and loses nothing when it is killed at any point.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createDesk, createManualClock } from '../support/desk.ts';
import { createFakeService } from '../support/fake-service.ts';
import { anAgent, aPresence, aQueue } from '../support/records.ts';
import { startStore } from '../support/store-process.ts';
import { until } from '../support/until.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-process-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const service = (): ReturnType<typeof createFakeService> => {
  const made = createFakeService(() => 1_700_000_000_000);
  made.addAgent(anAgent('ada'), 'secret');
  made.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
  made.run(
    { kind: 'agent', id: 'ada', name: 'Agent ada', role: 'agent' },
    {
      id: 'seed',
      type: 'case.create',
      args: {
        caseId: 'case-1',
        title: 'Case',
        description: '',
        kind: 'support',
        priority: 'low',
        category: null,
        customerId: null,
        queueId: 'queue-a',
        conversationId: null,
      },
    },
  );
  return made;
};

/** Leaves a folder in which Ada has signed in, with her case in the cache; the service cannot be reached afterwards. */
async function signedInFolder(): Promise<void> {
  const desk = createDesk({
    transport: service().transport,
    clock: createManualClock(1_700_000_000_000),
    folder,
  });
  await desk.signIn();
  const window = desk.window();
  await until(async () => (await window.query('case.view', { id: 'case-1' })) !== null, { what: 'the case' });
  desk.close();
}

test('starts, serves windows that came early, and stops', async () => {
  const store = startStore(folder);
  const window = store.window('w1');
  const rows: unknown[] = [];
  window.on('rows', ({ rows: one }) => void rows.push(one));
  await window.request('query.start', { sub: 1, name: 'desk.view', args: {} });
  expect(await store.opened).toEqual({ t: 'ready' });
  await until(() => rows.length === 1, { what: 'rows' });
  expect(rows[0]).toMatchObject({ agent: null, link: { state: 'signedOut' }, keyCustody: 'file' });
  store.post({ t: 'nonsense' });
  store.post({ t: 'power', state: 'resume' });
  store.post({ t: 'stop' });
  expect(await store.ended).toEqual({ code: 0, signal: null });
  expect(store.messages.some(({ t }) => t === 'stopped')).toBe(true);
});

test('ends when its parent does', async () => {
  const store = startStore(folder);
  await store.opened;
  store.child.disconnect();
  expect(await store.ended).toEqual({ code: 0, signal: null });
});

test('STORE-1: a second store on one folder says so and ends', async () => {
  const first = startStore(folder);
  await first.opened;
  const second = startStore(folder);
  expect(await second.opened).toEqual({
    t: 'fatal',
    kind: 'storage',
    message: 'Another Parley is using this data folder.',
  });
  expect((await second.ended).code).toBe(1);
  first.post({ t: 'stop' });
  await first.ended;
});

test('STORE-6: a folder that cannot be written is said in a sentence', async () => {
  writeFileSync(join(folder, 'file'), '');
  const store = startStore(join(folder, 'file', 'data'));
  expect(await store.opened).toMatchObject({ t: 'fatal', kind: 'storage' });
  expect((await store.ended).code).toBe(1);
});

test('STORE-9: killed at random points, it loses no command, draft or workspace it had called saved', async () => {
  await signedInFolder();
  const rounds = Number(process.env['PARLEY_KILLS'] ?? 30);
  const saved = { notes: new Set<number>(), draft: -1, workspace: -1 };
  let tried = 0;
  for (let round = 0; round < rounds; round++) {
    const store = startStore(folder);
    const window = store.window('w');
    await store.opened;
    const before = tried;
    const lane = async (): Promise<void> => {
      for (;;) {
        const n = ++tried;
        const text = `note ${n} ${'word '.repeat(n % 400)}`;
        try {
          await window.request('command.run', {
            command: {
              id: `k${n}`,
              type: 'note.write',
              args: { noteId: `n${n}`, subjectKind: 'case', subjectId: 'case-1', text, supersedes: null },
            },
          });
          saved.notes.add(n);
          await window.request('draft.put', { key: 'reply:c1', text: `draft ${n}`, caret: 0, at: n });
          saved.draft = Math.max(saved.draft, n);
          await window.request('workspace.put', { state: String(n) });
          saved.workspace = Math.max(saved.workspace, n);
        } catch {
          return;
        }
      }
    };
    // One lane, so that a later draft never stands before an earlier one.
    const working = lane();
    // The moment is the chance that is being tried: mostly amid commits, now and then right after the start.
    const some = before + Math.floor(Math.random() * 20);
    if (round % 5 !== 0) await until(() => tried > some, { what: 'some work' });
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 8));
    store.child.kill('SIGKILL');
    await Promise.all([working, store.ended]);

    const offline = service();
    offline.setOffline(true);
    const desk = createDesk({
      transport: offline.transport,
      clock: createManualClock(1_700_000_000_000),
      folder,
    });
    const look = desk.window();
    const notes = (await look.query('note.list', { subjectKind: 'case', subjectId: 'case-1' })).map(
      ({ id }) => Number(id.slice(1)),
    );
    expect(new Set(notes).size, 'each once').toBe(notes.length);
    expect(
      [...saved.notes].filter((n) => !notes.includes(n)),
      `round ${round}: lost notes`,
    ).toEqual([]);
    const drafts = await look.client.request('draft.all', {});
    if (saved.draft >= 0) expect(Number(drafts[0]?.text.split(' ')[1])).toBeGreaterThanOrEqual(saved.draft);
    const { state } = await look.client.request('workspace.get', {});
    if (saved.workspace >= 0) expect(Number(state)).toBeGreaterThanOrEqual(saved.workspace);
    expect((await look.query('desk.view', {})).notices).toEqual([]);
    desk.close();
  }
  expect(saved.notes.size).toBeGreaterThan(rounds / 2);
}, 900_000);
