// What the service does not accept, and services that are not what they were: refusals, conflicts, gaps, other epochs, resyncs.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { Case } from '../../shared/domain/case.ts';
import {
  createDesk,
  createManualClock,
  type ManualClock,
  type TestDesk,
  type TestWindow,
} from '../support/desk.ts';
import { createFakeService, type FakeService } from '../support/fake-service.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import { until } from '../support/until.ts';

let clock: ManualClock;
let service: FakeService;
let desk: TestDesk;
let window: TestWindow;
const bob = { kind: 'agent' as const, id: 'bob', name: 'Agent bob', role: 'agent' as const };
const customer = { kind: 'customer' as const, conversationId: 'c1', name: 'Ida' };
const createCase = (id: string, caseId: string): AgentCommand => ({
  id,
  type: 'case.create',
  args: {
    caseId,
    title: `Case ${caseId}`,
    description: 'It began on Monday.',
    kind: 'support',
    priority: 'normal',
    category: null,
    customerId: null,
    queueId: 'queue-a',
    conversationId: null,
  },
});
const setStatus = (id: string, status: Case['status'], base: Case['status']): AgentCommand => ({
  id,
  type: 'case.update',
  args: { caseId: 'case-1', set: { status }, base: { status: base } },
});
const note = (id: string, text: string): AgentCommand => ({
  id,
  type: 'note.write',
  args: { noteId: `note-${id}`, subjectKind: 'case', subjectId: 'case-1', text, supersedes: null },
});

beforeEach(async () => {
  clock = createManualClock(1_700_000_000_000);
  service = createFakeService(clock.now);
  service.addAgent(anAgent('ada'), 'secret');
  service.addAgent(anAgent('bob'), 'secret');
  service.seed({ kind: 'queue', record: aQueue() }, { kind: 'presence', record: aPresence('ada') });
  service.run(customer, openChat('c1'));
  service.run(bob, createCase('seed-1', 'case-1'));
  desk = createDesk({ transport: service.transport, clock });
  window = desk.window();
  await desk.signIn();
  await linkIs('linked');
});
afterEach(() => desk.close());

const linkIs = (state: string): Promise<boolean> =>
  until(() => window.live('desk.view', {}).rows()?.link.state === state, { what: `link ${state}` });
const comeBack = async (): Promise<void> => {
  service.setOffline(false);
  await window.client.request('link.retry', {});
  await linkIs('linked');
};
const goOffline = async (): Promise<void> => {
  service.setOffline(true);
  await linkIs('offline');
};
const drained = (): Promise<boolean> =>
  until(async () => (await window.query('desk.view', {})).outbox.waiting === 0, { what: 'an empty outbox' });
const status = async (): Promise<string | undefined> =>
  (await window.query('case.view', { id: 'case-1' }))?.case.status;

describe('a refused command', () => {
  test('STORE-11: known at once: nothing is saved', async () => {
    await expect(window.run(setStatus('k1', 'resolved', 'pending'))).rejects.toMatchObject({
      kind: 'conflict',
    });
    const lost: AgentCommand = {
      id: 'k2',
      type: 'note.write',
      args: { noteId: 'n', subjectKind: 'case', subjectId: 'nowhere', text: 'x', supersedes: null },
    };
    await expect(window.run(lost)).rejects.toMatchObject({ kind: 'notFound' });
    expect((await window.query('desk.view', {})).outbox).toEqual({ waiting: 0, attention: 0 });
    expect(service.pushed).toEqual([]);
  });

  test('STORE-12: learnt later: the edit is undone, its author hears of it and sees both sides', async () => {
    await goOffline();
    const events: unknown[] = [];
    window.client.on('event', (event) => void events.push(event));
    await window.run(setStatus('k1', 'resolved', 'open'));
    expect(await status()).toBe('resolved');
    service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await comeBack();
    await until(() => events.length > 0, { what: 'the event' });
    expect(events).toMatchObject([{ type: 'refused', commandId: 'k1' }]);
    expect(await status()).toBe('onHold');
    expect(await window.query('attention.list', {})).toMatchObject([
      {
        commandId: 'k1',
        type: 'case.update',
        subjectKind: 'case',
        subjectId: 'case-1',
        title: 'C-1001 Case case-1',
        text: 'status: resolved',
        canForce: true,
        refusal: { kind: 'conflict', facts: { field: 'status', theirs: 'onHold', yours: 'resolved' } },
      },
    ]);
    expect((await window.query('desk.view', {})).outbox).toEqual({ waiting: 0, attention: 1 });
  });

  test('STORE-12: is undone by its verdict alone, though nothing else changes', async () => {
    service.refuses = () => ({ kind: 'forbidden', message: 'Not you.' });
    await window.run(setStatus('k1', 'resolved', 'open'));
    await until(async () => (await window.query('attention.list', {})).length === 1, { what: 'the refusal' });
    expect(await status()).toBe('open');
  });

  test('refusals that nobody needs to hear of are not shown', async () => {
    service.refuses = () => ({ kind: 'forbidden', message: 'Not you.' });
    const events: unknown[] = [];
    window.client.on('event', (event) => void events.push(event));
    await window.run({ id: 'k1', type: 'presence.set', args: { status: 'away' } });
    await drained();
    expect((await window.query('desk.view', {})).presence?.status).toBe('available');
    expect(await window.query('attention.list', {})).toEqual([]);
    expect(events).toEqual([]);
  });

  test('STORE-12: is still there after a restart, and settled by sending it again over theirs', async () => {
    await goOffline();
    await window.run(setStatus('k1', 'resolved', 'open'));
    service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await comeBack();
    await until(async () => (await window.query('attention.list', {})).length === 1, { what: 'the refusal' });
    desk.reopen();
    window = desk.window();
    await linkIs('linked');
    expect(await window.query('attention.list', {})).toHaveLength(1);
    await window.client.request('attention.settle', { commandId: 'k1', how: 'force' });
    await drained();
    expect(service.get('case', 'case-1')?.status).toBe('resolved');
    expect(await window.query('attention.list', {})).toEqual([]);
    await expect(
      window.client.request('attention.settle', { commandId: 'k1', how: 'force' }),
    ).rejects.toMatchObject({ kind: 'notFound' });
  });

  test('STORE-12: text the customer will not see becomes a note', async () => {
    service.run(
      { ...bob, id: 'ada', name: 'Agent ada' },
      { id: 'p', type: 'conversation.pick', args: { conversationId: 'c1' } },
    );
    await until(async () => (await window.query('conversation.mine', {})).length === 1, {
      what: 'the conversation',
    });
    await goOffline();
    await window.run({
      id: 'k1',
      type: 'message.send',
      args: {
        messageId: 'm1',
        conversationId: 'c1',
        audience: 'public',
        text: 'We send another one.',
        articleId: null,
      },
    });
    service.run(customer, { id: 'bye', type: 'conversation.leave', args: { conversationId: 'c1' } });
    await comeBack();
    await until(async () => (await window.query('attention.list', {})).length === 1, { what: 'the refusal' });
    expect(await window.query('attention.list', {})).toMatchObject([
      { text: 'We send another one.', canForce: false, title: 'Ida' },
    ]);
    expect(
      (await window.query('conversation.messages', { id: 'c1', limit: 10 })).messages.map(({ id }) => id),
    ).toEqual(['c1-m1']);
    await expect(
      window.client.request('attention.settle', { commandId: 'k1', how: 'force' }),
    ).rejects.toMatchObject({ kind: 'state' });
    await window.client.request('attention.settle', { commandId: 'k1', how: 'asNote' });
    await drained();
    expect(service.all('note')).toMatchObject([
      { subjectKind: 'conversation', subjectId: 'c1', text: 'We send another one.', authorId: 'ada' },
    ]);
    expect(await window.query('attention.list', {})).toEqual([]);
  });

  test('STORE-12: dropped ones are gone from the list', async () => {
    await goOffline();
    await window.run(setStatus('k1', 'resolved', 'open'));
    service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await comeBack();
    await until(async () => (await window.query('attention.list', {})).length === 1, { what: 'the refusal' });
    await window.client.request('attention.settle', { commandId: 'k1', how: 'drop' });
    expect(await window.query('attention.list', {})).toEqual([]);
    expect(await status()).toBe('onHold');
  });

  test('SYNC-14: does not hold up those behind it', async () => {
    await goOffline();
    await window.run(setStatus('k1', 'resolved', 'open'));
    await window.run(note('k2', 'after the refused one'));
    service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await comeBack();
    await drained();
    expect(service.all('note').map(({ text }) => text)).toEqual(['after the refused one']);
  });
});

describe('in order, once', () => {
  test('STORE-10: hundreds of commands arrive in their order, each once, over cuts', async () => {
    await goOffline();
    for (let i = 1; i <= 250; i++) await window.run(note(`k${i}`, `note ${i}`));
    await comeBack();
    for (let cuts = 0; cuts < 4; cuts++) {
      await until(() => service.all('note').length > cuts * 60, { what: 'some to arrive' });
      service.cut();
      await linkIs('offline');
      await window.client.request('link.retry', {});
    }
    await drained();
    expect(service.all('note').map(({ text }) => text)).toEqual(
      Array.from({ length: 250 }, (_, i) => `note ${i + 1}`),
    );
    const firsts = service.pushed
      .filter(({ n }, i) => service.pushed.findIndex((other) => other.n === n) === i)
      .map(({ n }) => n);
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  });

  test('STORE-10: without a cut nothing is sent twice, however much waits', async () => {
    await goOffline();
    for (let i = 1; i <= 250; i++) await window.run(note(`k${i}`, `note ${i}`));
    await comeBack();
    await drained();
    expect(service.pushed.map(({ n }) => n)).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
  });

  test('STORE-10: one batch in flight: what comes meanwhile waits for its verdicts', async () => {
    service.setHeld(true);
    for (let i = 1; i <= 5; i++) await window.run(note(`k${i}`, `note ${i}`));
    service.setHeld(false);
    await drained();
    expect(service.pushed.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  });

  test('STORE-10: lost verdicts are asked for again, nothing is doubled', async () => {
    service.dropVerdicts = true;
    await window.run(note('k1', 'one'));
    await until(() => service.all('note').length === 1, { what: 'the note' });
    await window.run(note('k2', 'two'));
    expect((await window.query('desk.view', {})).outbox.waiting).toBe(2);
    service.dropVerdicts = false;
    service.cut();
    await linkIs('offline');
    await window.client.request('link.retry', {});
    await drained();
    expect(service.all('note').map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('STORE-10: a gap makes the desk go back to what is expected', async () => {
    await window.run(note('k1', 'one'));
    await drained();
    service.say('ada', { t: 'gap', expected: 2 });
    await window.run(note('k2', 'two'));
    await drained();
    expect(service.pushed.map(({ n }) => n)).toEqual([1, 2]);
  });

  test('a command that was saved before is not saved again', async () => {
    await window.run(note('k1', 'one'));
    await window.run(note('k1', 'one'));
    await drained();
    expect(service.pushed.map(({ n }) => n)).toEqual([1]);
  });
});

describe('another history', () => {
  test('STORE-13: a service restored from a backup gets again what it had accepted since', async () => {
    await window.run(note('k1', 'before the backup'));
    await drained();
    const backup = service.backup();
    await window.run(note('k2', 'after the backup'));
    await window.run(setStatus('k3', 'pending', 'open'));
    await drained();
    await until(() => service.all('note').length === 2, { what: 'both' });
    service.restore(backup);
    await linkIs('offline');
    expect(service.all('note')).toHaveLength(1);
    await window.client.request('link.retry', {});
    await linkIs('linked');
    await drained();
    await until(() => service.all('note').length === 2, { what: 'the second note again' });
    expect(service.get('case', 'case-1')?.status).toBe('pending');
    await until(async () => (await window.query('case.view', { id: 'case-1' }))?.notes.length === 2, {
      what: 'both at the desk',
    });
  });

  test('STORE-13: an edit stays in sight while another history is loaded', async () => {
    const backup = service.backup();
    for (let i = 0; i < 30; i++) service.seed({ kind: 'queue', record: aQueue({ id: `q${i}` }) });
    await until(async () => (await window.query('queue.list', {})).length === 31, { what: 'the queues' });
    service.restore(backup);
    await linkIs('offline');
    service.pageRows = 1;
    service.setHeld(true);
    await window.run(note('k1', 'in sight'));
    await window.client.request('link.retry', {});
    for (let frames = 0; service.all('note').length === 0 || service.deliver(); frames++) {
      if (frames < 5) service.deliver();
      await until(() => true, { what: 'a turn' });
      expect(
        (await window.query('note.list', { subjectKind: 'case', subjectId: 'case-1' })).map(
          ({ text }) => text,
        ),
      ).toEqual(['in sight']);
      if (frames > 200) break;
    }
    service.setHeld(false);
    await drained();
    expect(await window.query('queue.list', {})).toHaveLength(1);
  });

  test('STORE-13: a service that has forgotten this desk counts it from the start', async () => {
    const empty = service.backup();
    await goOffline();
    for (let i = 1; i <= 3; i++) await window.run(note(`k${i}`, `note ${i}`));
    await comeBack();
    await drained();
    service.restore(empty);
    await linkIs('offline');
    await window.run(note('k4', 'note 4'));
    await window.client.request('link.retry', {});
    await linkIs('linked');
    await drained();
    expect(service.all('note').map(({ text }) => text)).toEqual(['note 1', 'note 2', 'note 3', 'note 4']);
  });

  test('STORE-13: a service that knows more than this outbox makes it count on from there', async () => {
    await window.run(note('k1', 'one'));
    await window.run(note('k2', 'two'));
    await drained();
    await goOffline();
    // As after an older copy of the desk's files was put back.
    desk.reopen();
    window = desk.window();
    const { default: Database } = await import('better-sqlite3');
    desk.store.close();
    const db = new Database(`${desk.folder}/agents/ada/outbox.db`);
    db.pragma(`cipher = 'aegis'`);
    db.pragma(`key = 'raw:${'5a'.repeat(32)}'`);
    db.exec(`DELETE FROM command; DELETE FROM sqlite_sequence`);
    db.close();
    desk.reopenOnly();
    window = desk.window();
    await window.run(note('k3', 'three'));
    service.setOffline(false);
    await window.client.request('link.retry', {});
    await linkIs('linked');
    await drained();
    expect(service.all('note').map(({ text }) => text)).toEqual(['one', 'two', 'three']);
    expect(await window.query('attention.list', {})).toEqual([]);
  });
});

describe('reading anew', () => {
  test('STORE-8: a snapshot in many pages replaces the rows at once, pending edits stay on top, the old rows serve meanwhile', async () => {
    for (let i = 0; i < 40; i++)
      service.seed({ kind: 'queue', record: aQueue({ id: `q${i}`, name: `Queue ${i}` }) });
    await until(async () => (await window.query('queue.list', {})).length === 41, { what: 'queues' });
    await goOffline();
    await window.run(note('k1', 'pending'));
    service.alwaysSnapshot = true;
    service.pageRows = 7;
    service.setHeld(true);
    service.setOffline(false);
    await window.client.request('link.retry', {});
    const live = window.live('queue.list', {});
    await until(() => live.rows()?.length === 41, { what: 'queues' });
    let pages = 0;
    while ((await window.query('desk.view', {})).link.state !== 'linked' && pages < 200) {
      service.deliver();
      pages += 1;
      expect(await window.query('queue.list', {})).toHaveLength(41);
      expect((await window.query('case.view', { id: 'case-1' }))?.notes).toHaveLength(1);
    }
    service.setHeld(false);
    await drained();
    // No moment without the queues, or with some of them.
    expect(live.pushes().map((rows) => rows.length)).toEqual([41]);
    expect(service.all('note')).toHaveLength(1);
  });

  test('STORE-8: a snapshot that breaks off leaves the old rows', async () => {
    await goOffline();
    service.alwaysSnapshot = true;
    service.pageRows = 1;
    service.setHeld(true);
    service.setOffline(false);
    await window.client.request('link.retry', {});
    await until(
      async () => {
        service.deliver();
        return (await window.query('desk.view', {})).link.progress?.done === 3;
      },
      { what: 'three rows' },
    );
    service.cut();
    await linkIs('offline');
    expect(await window.query('conversation.open', {})).toHaveLength(1);
    service.setHeld(false);
    await window.client.request('link.retry', {});
    await linkIs('linked');
    expect(await window.query('conversation.open', {})).toHaveLength(1);
  });

  test('STORE-7: a delta that does not follow on makes the desk ask again, and nothing is missing', async () => {
    service.say('ada', { t: 'delta', from: '900.0', to: '901.0', changes: [] });
    await until(() => desk.log.some((line) => line.includes('does not follow')), { what: 'the gap' });
    await linkIs('linked');
    service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await until(async () => (await status()) === 'onHold', { what: 'the next delta' });
  });

  test('STORE-7: a delta that came before is passed over', async () => {
    service.say('ada', {
      t: 'delta',
      from: '0.1',
      to: '1.0',
      changes: [{ op: 'remove', kind: 'case', id: 'case-1', version: 99 }],
    });
    service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await until(async () => (await status()) === 'onHold', { what: 'the next delta' });
  });

  test('STORE-7: one row that is not valid is left out and named in the log; the rest arrives', async () => {
    service.seed(
      { kind: 'queue', record: { ...aQueue({ id: 'bad' }), offerMs: 1 } },
      { kind: 'queue', record: aQueue({ id: 'good' }) },
    );
    await until(async () => (await window.query('queue.list', {})).some(({ id }) => id === 'good'), {
      what: 'the good one',
    });
    expect((await window.query('queue.list', {})).map(({ id }) => id).toSorted()).toEqual([
      'good',
      'queue-a',
    ]);
    expect(desk.log.filter((line) => line.includes('queue.offerMs'))).toHaveLength(1);
  });

  test('SYNC-23: what the agent may not see any more is gone, its own unsent work is not', async () => {
    await goOffline();
    await window.run(note('k1', 'mine'));
    service.hide('ada', 'case', 'case-1');
    service.setHeld(true);
    await comeBackHeld();
    expect(await window.query('case.view', { id: 'case-1' })).toBeNull();
    expect((await window.query('desk.view', {})).outbox.waiting).toBe(1);
    service.setHeld(false);
    await drained();
    expect(service.all('note')).toMatchObject([{ text: 'mine' }]);
  });
  const comeBackHeld = async (): Promise<void> => {
    service.setOffline(false);
    await window.client.request('link.retry', {});
    await until(
      async () => {
        service.deliver();
        return (await window.query('case.view', { id: 'case-1' })) === null;
      },
      { what: 'the removal' },
    );
  };
});
