// Desks and the real service, over real sockets: nothing lost, nothing doubled, everybody the same in the end, whatever is restarted.
import { afterAll, afterEach, beforeEach, expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import { createDesk, testKey, type ManualClock, type TestDesk, type TestWindow } from '../support/desk.ts';
import { openChat } from '../support/records.ts';
import { stopTestPostgres, smallPassword, startTestService, type TestService } from '../support/service.ts';
import { until } from '../support/until.ts';

const realClock: ManualClock = {
  now: Date.now,
  timers: { set: (run, ms) => setTimeout(run, ms), clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
  pass: () => undefined,
};
interface Seat {
  desk: TestDesk;
  window: TestWindow;
  handle: string;
}
let service: TestService;
const seats: Seat[] = [];
beforeEach(async () => {
  service = await startTestService();
});
afterEach(async () => {
  for (const { desk } of seats.splice(0)) desk.close();
  await service.stop();
});
afterAll(stopTestPostgres);

async function sit(handle: string): Promise<Seat> {
  const desk = createDesk({ transport: createNetTransport(), clock: realClock });
  const seat = { desk, window: desk.window(), handle };
  seats.push(seat);
  await seat.window.client.request('account.signIn', {
    service: service.address,
    handle,
    password: smallPassword,
  });
  await linkIs(seat, 'linked');
  return seat;
}
const linkIs = ({ window }: Seat, state: string): Promise<boolean> =>
  until(async () => (await window.query('desk.view', {})).link.state === state, { what: `link ${state}` });
async function restart(seat: Seat): Promise<void> {
  seat.desk.reopen();
  seat.window = seat.desk.window();
  await seat.window.query('desk.view', {});
}
const drained = ({ window }: Seat): Promise<boolean> =>
  until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, {
    what: 'an empty outbox',
    timeoutMs: 20_000,
  });
const newCase = (id: string, caseId: string): AgentCommand => ({
  id,
  type: 'case.create',
  args: {
    caseId,
    title: `Case ${caseId}`,
    description: '',
    kind: 'support',
    priority: 'normal',
    category: null,
    customerId: 'ida',
    queueId: 'queue-a',
    conversationId: null,
  },
});
const note = (id: string, caseId: string, text: string): AgentCommand => ({
  id,
  type: 'note.write',
  args: { noteId: `note-${id}`, subjectKind: 'case', subjectId: caseId, text, supersedes: null },
});
const setStatus = (
  id: string,
  caseId: string,
  to: 'open' | 'pending' | 'onHold' | 'resolved',
  base: 'open' | 'pending',
): AgentCommand => ({
  id,
  type: 'case.update',
  args: { caseId, set: { status: to }, base: { status: base } },
});

test('what is done without the service, over a restart of the desk, reaches everybody once; conflicts reach their author', async () => {
  const anna = await sit('anna');
  const ben = await sit('ben');
  await anna.window.run(newCase('k0', 'case-0'));
  await drained(anna);
  await until(async () => (await ben.window.query('case.view', { id: 'case-0' })) !== null, {
    what: "the case at ben's desk",
  });

  await service.stop();
  await linkIs(anna, 'offline');
  await anna.window.run(newCase('k1', 'case-1'));
  for (let n = 0; n < 12; n++)
    await anna.window.run(note(`a${n}`, n % 2 === 0 ? 'case-0' : 'case-1', `note ${n}`));
  await anna.window.run(setStatus('k2', 'case-0', 'resolved', 'open'));
  await ben.window.run(setStatus('b1', 'case-0', 'onHold', 'open'));
  await restart(anna);
  expect((await anna.window.query('case.view', { id: 'case-1' }))?.notes).toHaveLength(6);

  service = await service.restart();
  for (const seat of [anna, ben]) {
    await seat.window.client.request('link.retry', {});
    await linkIs(seat, 'linked');
    await drained(seat);
  }
  for (const { window } of [anna, ben]) {
    await until(async () => (await window.query('case.view', { id: 'case-1' }))?.notes.length === 6, {
      what: 'the notes everywhere',
    });
    const { notes } = (await window.query('case.view', { id: 'case-0' }))!;
    expect(notes.map(({ text }) => text)).toEqual([
      'note 0',
      'note 2',
      'note 4',
      'note 6',
      'note 8',
      'note 10',
    ]);
    expect((await window.query('case.view', { id: 'case-1' }))?.case.number).toMatch(/^C-/);
  }
  const attention = [
    ...(await anna.window.query('attention.list', {})),
    ...(await ben.window.query('attention.list', {})),
  ];
  expect(attention).toMatchObject([{ type: 'case.update', canForce: true, refusal: { kind: 'conflict' } }]);
});

test('two who accept at once: one gets it, the other is told who', async () => {
  const anna = await sit('anna');
  const ben = await sit('ben');
  await service.context.run({ kind: 'customer', conversationId: 'c1', name: 'Ida' }, openChat('c1'));
  for (const { window } of [anna, ben])
    await until(async () => (await window.query('conversation.open', {})).length === 1, {
      what: 'the conversation',
    });
  await Promise.allSettled([
    anna.window.run({ id: 'pa', type: 'conversation.pick', args: { conversationId: 'c1' } }),
    ben.window.run({ id: 'pb', type: 'conversation.pick', args: { conversationId: 'c1' } }),
  ]);
  await drained(anna);
  await drained(ben);
  const lists = [await anna.window.query('attention.list', {}), await ben.window.query('attention.list', {})];
  await until(
    async () =>
      (await anna.window.query('conversation.mine', {})).length +
        (await ben.window.query('conversation.mine', {})).length ===
      1,
    { what: 'one of them' },
  );
  const winner = (await anna.window.query('conversation.mine', {})).length === 1 ? 'Agent anna' : 'Agent ben';
  for (const refused of lists.flat())
    expect(refused.refusal).toMatchObject({ kind: 'taken', facts: { by: winner } });
});

test('three desks at work through cuts, restarts and crashes end up the same, and nothing is lost or doubled', async () => {
  const people = [await sit('anna'), await sit('ben'), await sit('sue')];
  await people[0]!.window.run(newCase('k0', 'case-0'));
  await drained(people[0]!);
  for (const { window } of people)
    await until(async () => (await window.query('case.view', { id: 'case-0' })) !== null, {
      what: 'the case',
    });
  const written: string[] = [];
  for (let round = 0; round < 24; round++) {
    const seat = people[round % 3]!;
    const text = `${seat.handle} ${round}`;
    await seat.window.run(note(`${seat.handle}-${round}`, 'case-0', text));
    written.push(text);
    if (round % 8 === 3) await service.kill();
    if (round % 8 === 5) {
      service = await service.restart();
      for (const { window } of people) await window.client.request('link.retry', {});
    }
    if (round % 7 === 6) await restart(people[(round + 1) % 3]!);
  }
  for (const seat of people) {
    await seat.window.client.request('link.retry', {});
    await linkIs(seat, 'linked');
    await drained(seat);
  }
  for (const { window } of people) {
    await until(
      async () =>
        (await window.query('note.list', { subjectKind: 'case', subjectId: 'case-0' })).length ===
        written.length,
      { what: 'all notes', timeoutMs: 20_000 },
    );
    const notes = await window.query('note.list', { subjectKind: 'case', subjectId: 'case-0' });
    expect(notes.map(({ text }) => text).toSorted()).toEqual(written.toSorted());
    expect(notes.every(({ pending }) => !pending)).toBe(true);
    for (const name of ['anna', 'ben', 'sue']) {
      const own = notes
        .filter(({ text }) => text.startsWith(name))
        .map(({ text }) => Number(text.split(' ')[1]));
      expect(own, 'each in the order of writing').toEqual(own.toSorted((a, b) => a - b));
    }
  }
  // Presence follows links and is still on the move; everything else is the same to the letter.
  const held = people.slice(0, 2).map(({ desk, handle }) => {
    desk.store.close();
    const { cache } = openCacheFile({
      file: `${desk.folder}/agents/${handle}/cache.db`,
      keyHex: testKey,
      touch: () => undefined,
      now: Date.now,
    });
    const rows = ['case', 'note', 'queue', 'customer', 'agent'].flatMap((kind) =>
      cache.all<{ id: string; version: number; body: string }>(
        `SELECT id, version, body FROM "${kind}" ORDER BY id`,
      ),
    );
    cache.close();
    desk.reopenOnly();
    return rows;
  });
  expect(held[0]).toEqual(held[1]);
});
