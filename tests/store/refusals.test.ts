// What the service does not accept: refusals known at once and later, and how they are settled; order, once each, over cuts.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isSilent } from '../../electron/store/attention.ts';
import { conversationOfCall } from '../../shared/domain/call.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { aCommand } from '../support/factories.ts';
import { bob, customer, note, setStatus, setSyncScene, type SyncScene } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';

let scene: SyncScene;
beforeEach(async () => {
  scene = await setSyncScene();
});
afterEach(() => scene.desk.close());

describe('a refused command', () => {
  test('STORE-11: known at once: nothing is saved', async () => {
    await expect(scene.window.run(setStatus('k1', 'resolved', 'pending'))).rejects.toMatchObject({
      kind: 'conflict',
    });
    const lost: AgentCommand = {
      id: 'k2',
      type: 'note.write',
      args: { noteId: 'n', subjectKind: 'case', subjectId: 'nowhere', text: 'x', supersedes: null },
    };
    await expect(scene.window.run(lost)).rejects.toMatchObject({ kind: 'notFound' });
    expect((await scene.window.query('desk.view', {})).outbox).toEqual({ waiting: 0, attention: 0 });
    expect(scene.service.pushed).toEqual([]);
  });

  test('STORE-12: learnt later: the edit is undone, its author hears of it and sees both sides', async () => {
    await scene.goOffline();
    const events: unknown[] = [];
    scene.window.client.on('event', (event) => void events.push(event));
    await scene.window.run(setStatus('k1', 'resolved', 'open'));
    expect(await scene.status()).toBe('resolved');
    scene.service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await scene.comeBack();
    await until(() => events.length > 0, { what: 'the event' });
    expect(events).toMatchObject([{ type: 'refused', commandId: 'k1' }]);
    expect(await scene.status()).toBe('onHold');
    expect(await scene.window.query('attention.list', {})).toMatchObject([
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
    expect((await scene.window.query('desk.view', {})).outbox).toEqual({ waiting: 0, attention: 1 });
  });

  test('STORE-12: is undone by its verdict alone, though nothing else changes', async () => {
    scene.service.refuses = () => ({ kind: 'forbidden', message: 'Not you.' });
    await scene.window.run(setStatus('k1', 'resolved', 'open'));
    await until(async () => (await scene.window.query('attention.list', {})).length === 1, {
      what: 'the refusal',
    });
    expect(await scene.status()).toBe('open');
  });

  test('a presence that was refused is told with its reason, and waits for nobody to settle it', async () => {
    scene.service.refuses = () => ({ kind: 'forbidden', message: 'Not you.' });
    const events: unknown[] = [];
    scene.window.client.on('event', (event) => void events.push(event));
    await scene.window.run({ id: 'k1', type: 'presence.set', args: { status: 'away' } });
    await scene.drained();
    expect((await scene.window.query('desk.view', {})).presence?.status).toBe('available');
    expect(await scene.window.query('attention.list', {})).toEqual([]);
    const refusal = { kind: 'forbidden', message: 'Not you.' };
    expect(events).toEqual([{ type: 'refused', commandId: 'k1', title: 'Not you.', presence: refusal }]);
  });

  test('CALL-26: what the desk reports of a call by itself asks nobody for a decision; a recording that is lost by it is told', async () => {
    const callId = 'a84b4c76e66710@pc33';
    const conversationId = conversationOfCall(callId);
    const which = { conversationId, callId };
    const at = scene.clock.now();
    const consent = { state: 'given', how: 'announced', at } as const;
    const admin = { ...bob, role: 'admin' as const };
    const rule = { mode: 'always', tell: 'tone', days: 90 } as const;
    scene.service.run(admin, aCommand('queue.recording', { queueId: 'queue-a', rule }));
    await until(async () => (await scene.window.query('queue.list', {}))[0]?.recording?.mode === 'always', {
      what: 'the rule',
    });
    scene.service.refuses = () => ({ kind: 'forbidden', message: 'Not you.' });
    const events: unknown[] = [];
    scene.window.client.on('event', (event) => void events.push(event));
    await scene.goOffline();
    for (const command of [
      aCommand('call.ring', { ...which, at }),
      aCommand('call.answer', { ...which, at }),
      aCommand('call.consent', { ...which, consent }),
      aCommand('call.quality', which),
      aCommand('call.recording', which),
      aCommand('call.end', { ...which, at }),
    ])
      await scene.window.run(command);
    await scene.comeBack();
    await scene.drained();
    // One thing to read, and nothing to decide.
    expect(await scene.window.query('attention.list', {})).toMatchObject([
      { type: 'call.recording', recording: { problem: 'service' }, sides: [], canForce: false },
    ]);
    expect((await scene.window.query('desk.view', {})).outbox.attention).toBe(1);
    expect(events).toEqual([]);
  });

  test('CALL-26: of a call that somebody else has, its telephone says so; that somebody objects does not get lost', () => {
    const conversationId = conversationOfCall('a84b4c76e66710@pc33');
    expect(isSilent(aCommand('offer.accept', { conversationId }))).toBe(true);
    expect(isSilent(aCommand('offer.accept', { conversationId: 'c1' }))).toBe(false);
    const refused = { state: 'refused', how: 'asked', at: 0 } as const;
    expect(isSilent(aCommand('call.consent', { consent: refused }))).toBe(false);
  });

  test('refusals that nobody needs to hear of are not told', async () => {
    const ada = { ...bob, id: 'ada', name: 'Agent ada' };
    scene.service.run(ada, { id: 'p', type: 'conversation.pick', args: { conversationId: 'c1' } });
    await until(async () => (await scene.window.query('conversation.mine', {})).length === 1, {
      what: 'the conversation',
    });
    scene.service.refuses = () => ({ kind: 'forbidden', message: 'Not you.' });
    const events: unknown[] = [];
    scene.window.client.on('event', (event) => void events.push(event));
    await scene.window.run({ id: 'k1', type: 'conversation.read', args: { conversationId: 'c1', seq: 1 } });
    await scene.drained();
    expect(await scene.window.query('attention.list', {})).toEqual([]);
    expect(events).toEqual([]);
  });

  test('STORE-12: is still there after a restart, and settled by sending it again over theirs', async () => {
    await scene.goOffline();
    await scene.window.run(setStatus('k1', 'resolved', 'open'));
    scene.service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await scene.comeBack();
    await until(async () => (await scene.window.query('attention.list', {})).length === 1, {
      what: 'the refusal',
    });
    await scene.reopen();
    await scene.linkIs('linked');
    expect(await scene.window.query('attention.list', {})).toHaveLength(1);
    await scene.window.client.request('attention.settle', { commandId: 'k1', how: 'force' });
    await scene.drained();
    expect(scene.service.get('case', 'case-1')?.status).toBe('resolved');
    expect(await scene.window.query('attention.list', {})).toEqual([]);
    await expect(
      scene.window.client.request('attention.settle', { commandId: 'k1', how: 'force' }),
    ).rejects.toMatchObject({ kind: 'notFound' });
  });

  test('STORE-12: text the customer will not see becomes a note', async () => {
    scene.service.run(
      { ...bob, id: 'ada', name: 'Agent ada' },
      { id: 'p', type: 'conversation.pick', args: { conversationId: 'c1' } },
    );
    await until(async () => (await scene.window.query('conversation.mine', {})).length === 1, {
      what: 'the conversation',
    });
    await scene.goOffline();
    await scene.window.run({
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
    scene.service.run(customer, { id: 'bye', type: 'conversation.leave', args: { conversationId: 'c1' } });
    await scene.comeBack();
    await until(async () => (await scene.window.query('attention.list', {})).length === 1, {
      what: 'the refusal',
    });
    expect(await scene.window.query('attention.list', {})).toMatchObject([
      { text: 'We send another one.', canForce: false, title: 'Ida' },
    ]);
    expect(
      (await scene.window.query('conversation.messages', { id: 'c1', limit: 10 })).messages.map(
        ({ id }) => id,
      ),
    ).toEqual(['c1-m1']);
    await expect(
      scene.window.client.request('attention.settle', { commandId: 'k1', how: 'force' }),
    ).rejects.toMatchObject({ kind: 'state' });
    await scene.window.client.request('attention.settle', { commandId: 'k1', how: 'asNote' });
    await scene.drained();
    expect(scene.service.all('note')).toMatchObject([
      { subjectKind: 'conversation', subjectId: 'c1', text: 'We send another one.', authorId: 'ada' },
    ]);
    expect(await scene.window.query('attention.list', {})).toEqual([]);
  });

  test('STORE-12: a message is sent again as the same message, and is one however often that happens', async () => {
    scene.service.refuses = ({ command: { type } }) =>
      type === 'message.send' ? { kind: 'forbidden', message: 'Not now.' } : null;
    const args = {
      messageId: 'm1',
      conversationId: 'c1',
      audience: 'internal',
      text: 'Look',
      articleId: null,
    } as const;
    await scene.window.run({ id: 'k1', type: 'message.send', args });
    const refused = async (): Promise<string | undefined> =>
      (await scene.window.query('attention.list', {}))[0]?.commandId;
    await until(async () => (await refused()) === 'k1', { what: 'the refusal' });
    // Refused once more: under another command, and still the same message.
    await scene.window.client.request('attention.settle', { commandId: 'k1', how: 'force' });
    const second = await until(
      async () => {
        const id = await refused();
        return id !== undefined && id !== 'k1' ? id : null;
      },
      { what: 'the second refusal' },
    );
    scene.service.refuses = () => null;
    await scene.window.client.request('attention.settle', { commandId: second, how: 'force' });
    await scene.drained();
    expect(await scene.window.query('attention.list', {})).toEqual([]);
    expect(scene.service.all('message').filter(({ text }) => text === 'Look')).toMatchObject([{ id: 'm1' }]);
  });

  test('STORE-12: dropped ones are gone from the list', async () => {
    await scene.goOffline();
    await scene.window.run(setStatus('k1', 'resolved', 'open'));
    scene.service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await scene.comeBack();
    await until(async () => (await scene.window.query('attention.list', {})).length === 1, {
      what: 'the refusal',
    });
    await scene.window.client.request('attention.settle', { commandId: 'k1', how: 'drop' });
    expect(await scene.window.query('attention.list', {})).toEqual([]);
    expect(await scene.status()).toBe('onHold');
  });

  test('SYNC-14: does not hold up those behind it', async () => {
    await scene.goOffline();
    await scene.window.run(setStatus('k1', 'resolved', 'open'));
    await scene.window.run(note('k2', 'after the refused one'));
    scene.service.run(bob, setStatus('theirs', 'onHold', 'open'));
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.all('note').map(({ text }) => text)).toEqual(['after the refused one']);
  });
});

describe('in order, once', () => {
  test('STORE-10: hundreds of commands arrive in their order, each once, over cuts', async () => {
    await scene.goOffline();
    for (let i = 1; i <= 250; i++) await scene.window.run(note(`k${i}`, `note ${i}`));
    await scene.comeBack();
    for (let cuts = 0; cuts < 4; cuts++) {
      await until(() => scene.service.all('note').length > cuts * 60, { what: 'some to arrive' });
      scene.service.cut();
      await scene.linkIs('offline');
      await scene.window.client.request('link.retry', {});
    }
    await scene.drained();
    expect(scene.service.all('note').map(({ text }) => text)).toEqual(
      Array.from({ length: 250 }, (_, i) => `note ${i + 1}`),
    );
    const firsts = scene.service.pushed
      .filter(({ n }, i) => scene.service.pushed.findIndex((other) => other.n === n) === i)
      .map(({ n }) => n);
    expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
  });

  test('STORE-10: without a cut nothing is sent twice, however much waits', async () => {
    await scene.goOffline();
    for (let i = 1; i <= 250; i++) await scene.window.run(note(`k${i}`, `note ${i}`));
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.pushed.map(({ n }) => n)).toEqual(Array.from({ length: 250 }, (_, i) => i + 1));
  });

  test('STORE-10: one batch in flight: what comes meanwhile waits for its verdicts', async () => {
    scene.service.setHeld(true);
    for (let i = 1; i <= 5; i++) await scene.window.run(note(`k${i}`, `note ${i}`));
    scene.service.setHeld(false);
    await scene.drained();
    expect(scene.service.pushed.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  });

  test('STORE-10: lost verdicts are asked for again, nothing is doubled', async () => {
    scene.service.dropVerdicts = true;
    await scene.window.run(note('k1', 'one'));
    await until(() => scene.service.all('note').length === 1, { what: 'the note' });
    await scene.window.run(note('k2', 'two'));
    expect((await scene.window.query('desk.view', {})).outbox.waiting).toBe(2);
    scene.service.dropVerdicts = false;
    scene.service.cut();
    await scene.linkIs('offline');
    await scene.window.client.request('link.retry', {});
    await scene.drained();
    expect(scene.service.all('note').map(({ text }) => text)).toEqual(['one', 'two']);
  });

  test('STORE-10: a gap makes the desk go back to what is expected', async () => {
    await scene.window.run(note('k1', 'one'));
    await scene.drained();
    scene.service.say('ada', { t: 'gap', expected: 2 });
    await scene.window.run(note('k2', 'two'));
    await scene.drained();
    expect(scene.service.pushed.map(({ n }) => n)).toEqual([1, 2]);
  });

  test('a command that was saved before is not saved again', async () => {
    await scene.window.run(note('k1', 'one'));
    await scene.window.run(note('k1', 'one'));
    await scene.drained();
    expect(scene.service.pushed.map(({ n }) => n)).toEqual([1]);
  });
});
