// What an agent must hear of, listed with both sides, and every way to settle it: also offline, also over a restart.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { marksOf } from '../../shared/domain/tags.ts';
import type { Settlement } from '../../shared/ipc/store.ts';
import { bob, createCase, note, setStatus, setSyncScene, type SyncScene } from '../support/sync-scene.ts';
import { until } from '../support/until.ts';

let scene: SyncScene;
beforeEach(async () => {
  scene = await setSyncScene();
});
afterEach(() => scene.desk.close());

const began = 'It began on Monday.';
const describe1 = (id: string, description: string, base = began): AgentCommand => ({
  id,
  type: 'case.update',
  args: { caseId: 'case-1', set: { description }, base: { description: base } },
});
const list = () => scene.window.query('attention.list', {});
const settle = (settlement: Settlement) => scene.window.client.request('attention.settle', settlement);
const listed = (count: number) =>
  until(async () => (await list()).length === count, { what: `${count} to settle` });
const theCase = async () => (await scene.window.query('case.view', { id: 'case-1' }))!;
const counted = async () => (await scene.window.query('desk.view', {})).outbox.attention;
/** Ada writes offline what Bob has changed by the time she comes back. */
async function meet(mine: AgentCommand, theirs: AgentCommand): Promise<void> {
  await scene.goOffline();
  await scene.window.run(mine);
  scene.service.run(bob, theirs);
  await scene.comeBack();
  await scene.drained();
}

describe('SYNC-36: a description that two have written', () => {
  test('on different lines: both are there, at the desk and at the service, and nobody is asked', async () => {
    const base = 'one\ntwo\nthree';
    scene.service.run(bob, describe1('k0', base));
    await until(async () => (await theCase()).case.description === base, { what: 'the text' });
    await meet(describe1('k1', 'one\ntwo\nthree, Ada', base), describe1('k2', 'one, Bob\ntwo\nthree', base));
    await until(async () => (await theCase()).case.description === 'one, Bob\ntwo\nthree, Ada', {
      what: 'the merged text',
    });
    expect(scene.service.get('case', 'case-1')?.description).toBe('one, Bob\ntwo\nthree, Ada');
    expect(await list()).toEqual([]);
  });

  test('on the same line: theirs stays, mine is listed whole with both sides, and counted', async () => {
    const long = `${began}\n${'My own words. '.repeat(2_000)}`.trim();
    await meet(describe1('k1', long), describe1('k2', 'It began on Sunday.'));
    await listed(1);
    expect(await list()).toMatchObject([
      {
        commandId: 'k1',
        kept: true,
        title: 'C-1001 Case case-1',
        subjectId: 'case-1',
        text: long,
        canForce: true,
        sides: [{ field: 'description', theirs: 'It began on Sunday.', yours: long }],
      },
    ]);
    expect(await counted()).toBe(1);
    expect((await theCase()).case.description).toBe('It began on Sunday.');
    expect((await theCase()).notes).toMatchObject([{ id: 'k1', text: long, kept: 'description' }]);
    expect(scene.service.get('note', 'k1')).toMatchObject({ authorId: 'ada', kept: 'description' });
  });

  test.each([
    ['force', 'Mine', 0],
    ['both', 'Theirs\n\nMine', 0],
    ['asNote', 'Theirs', 1],
    ['drop', 'Theirs', 1],
  ] as const)('settled by "%s", offline and over a restart: %j, %i note', async (how, description, notes) => {
    await meet(describe1('k1', 'Mine'), describe1('k2', 'Theirs'));
    await listed(1);
    await scene.goOffline();
    await settle({ commandId: 'k1', how });
    expect(await list()).toEqual([]);
    expect(await counted()).toBe(0);
    await scene.reopen();
    expect(await list()).toEqual([]);
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.get('case', 'case-1')?.description).toBe(description);
    expect((await theCase()).notes).toHaveLength(notes);
    expect((await theCase()).row.notes).toBe(notes);
    // The text itself is never gone.
    expect(scene.service.all('note').filter(({ text }) => text === 'Mine')).not.toEqual([]);
    await expect(settle({ commandId: 'k1', how })).rejects.toMatchObject({ kind: 'notFound' });
  });

  test('is nobody else’s to settle', async () => {
    scene.service.run(bob, describe1('k1', 'Mine', 'something else'));
    await until(async () => (await theCase()).notes.length === 1, { what: 'the note' });
    expect(await list()).toEqual([]);
    await expect(settle({ commandId: 'k1', how: 'force' })).rejects.toMatchObject({ kind: 'notFound' });
  });
});

describe('SYNC-37: a field that two have set', () => {
  test('shows both sides as they are now', async () => {
    await meet(setStatus('k1', 'resolved', 'open'), setStatus('k2', 'onHold', 'open'));
    await listed(1);
    scene.service.run(bob, setStatus('k3', 'pending', 'onHold'));
    await until(async () => (await list())[0]?.sides[0]?.theirs === 'pending', { what: 'the newer value' });
    expect((await list())[0]?.sides).toEqual([{ field: 'status', theirs: 'pending', yours: 'resolved' }]);
    scene.service.run(bob, setStatus('k4', 'resolved', 'pending'));
    await until(async () => (await list())[0]?.sides.length === 0, { what: 'both sides to be the same' });
  });

  test('the owner: the first one has it, the other is told who', async () => {
    const take = (id: string, ownerId: string): AgentCommand => ({
      id,
      type: 'case.update',
      args: { caseId: 'case-1', set: { ownerId }, base: { ownerId: 'bob' } },
    });
    await meet(take('k1', 'ada'), take('k2', 'carol'));
    await listed(1);
    expect(await list()).toMatchObject([
      { sides: [{ field: 'ownerId', theirs: 'carol', yours: 'ada' }], canForce: true, kept: false },
    ]);
    expect(scene.service.get('case', 'case-1')?.ownerId).toBe('carol');
  });

  test('is settled offline by setting mine over theirs', async () => {
    await meet(setStatus('k1', 'resolved', 'open'), setStatus('k2', 'onHold', 'open'));
    await listed(1);
    await scene.goOffline();
    await settle({ commandId: 'k1', how: 'force' });
    expect(await scene.status()).toBe('resolved');
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.get('case', 'case-1')?.status).toBe('resolved');
    expect(await list()).toEqual([]);
  });

  test('SYNC-39: contacts are settled one by one, offline, and nothing else may be put in their place', async () => {
    const contact = (value: string) => ({ kind: 'email' as const, value, label: '' });
    const put = (id: string, ...all: string[]): AgentCommand => ({
      id,
      type: 'customer.update',
      args: { customerId: 'ida', set: { contacts: all.map(contact) }, base: { contacts: [] } },
    });
    scene.service.run(bob, {
      id: 'k0',
      type: 'customer.create',
      args: {
        customer: {
          id: 'ida',
          name: 'Ida Holm',
          email: null,
          phone: null,
          organisation: null,
          city: null,
          language: 'da',
        },
      },
    });
    const view = async () => (await scene.window.query('customer.view', { id: 'ida' }))?.contacts;
    await until(async () => (await scene.window.query('customer.view', { id: 'ida' })) !== null, {
      what: 'the customer',
    });
    await meet(put('k1', 'a@x.example'), put('k2', 'b@x.example'));
    await listed(1);
    expect(await list()).toMatchObject([{ sides: [{ field: 'contacts', seen: '[]' }], canForce: true }]);
    await scene.goOffline();
    const contacts = [contact('b@x.example'), contact('a@x.example')];
    await settle({ commandId: 'k1', how: 'force', contacts });
    expect(await view()).toEqual(contacts);
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.get('customer', 'ida')?.contacts).toEqual(contacts);
    expect(await list()).toEqual([]);

    await meet(setStatus('k3', 'resolved', 'open'), setStatus('k4', 'onHold', 'open'));
    await listed(1);
    await expect(settle({ commandId: 'k3', how: 'force', contacts })).rejects.toMatchObject({
      kind: 'state',
    });
  });

  test('let go by mistake comes back, and only what was let go', async () => {
    await meet(setStatus('k1', 'resolved', 'open'), setStatus('k2', 'onHold', 'open'));
    await listed(1);
    await settle({ commandId: 'k1', how: 'drop' });
    expect(await list()).toEqual([]);
    await settle({ commandId: 'k1', how: 'restore' });
    expect(await list()).toMatchObject([{ commandId: 'k1' }]);
    await expect(settle({ commandId: 'k2', how: 'restore' })).rejects.toMatchObject({ kind: 'notFound' });
    await expect(settle({ commandId: 'k1', how: 'both' })).rejects.toMatchObject({ kind: 'state' });
  });
});

describe('SYNC-39: words that found no place', () => {
  const poison = async (): Promise<void> => {
    scene.service.refuses = ({ command }) =>
      command.id === 'k1' ? { kind: 'notFound', message: 'There is no such case.' } : null;
    await scene.window.run(note('k1', 'Said that she moves in May.\n\nمن فضلك'));
    await listed(1);
  };

  test('are kept whole, and go on another case of the agent’s choice, also offline', async () => {
    scene.service.run(bob, createCase('k9', 'case-2'));
    await until(async () => (await scene.window.query('case.view', { id: 'case-2' })) !== null, {
      what: 'the other case',
    });
    await poison();
    expect(await list()).toMatchObject([{ text: 'Said that she moves in May.\n\nمن فضلك', canForce: false }]);
    await expect(settle({ commandId: 'k1', how: 'asNote' })).rejects.toMatchObject({ kind: 'state' });
    await scene.goOffline();
    const target = { subjectKind: 'case' as const, subjectId: 'case-2' };
    await settle({ commandId: 'k1', how: 'asNote', target });
    expect(await list()).toEqual([]);
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.all('note')).toMatchObject([
      { subjectKind: 'case', subjectId: 'case-2', text: 'Said that she moves in May.\n\nمن فضلك' },
    ]);
  });

  test('stay where they are when the chosen place is not there', async () => {
    await poison();
    const target = { subjectKind: 'case' as const, subjectId: 'nowhere' };
    await expect(settle({ commandId: 'k1', how: 'asNote', target })).rejects.toMatchObject({
      kind: 'notFound',
    });
    expect(await list()).toHaveLength(1);
  });

  test('a value becomes a note in the words of the window', async () => {
    await meet(
      {
        id: 'k1',
        type: 'case.update',
        args: { caseId: 'case-1', set: { title: 'Mine' }, base: { title: 'Case case-1' } },
      },
      { id: 'k2', type: 'case.update', args: { caseId: 'case-1', set: { title: 'Theirs' }, base: {} } },
    );
    await listed(1);
    await settle({ commandId: 'k1', how: 'asNote', text: 'Titel: Mine' });
    await scene.drained();
    expect(scene.service.all('note')).toMatchObject([{ subjectId: 'case-1', text: 'Titel: Mine' }]);
    expect(scene.service.get('case', 'case-1')?.title).toBe('Theirs');
  });
});

describe('SYNC-35: tags of two desks', () => {
  const tag = (id: string, add: string[], remove: string[] = [], seen: string[] = []): AgentCommand => ({
    id,
    type: 'case.tag',
    args: { caseId: 'case-1', add, remove, seen },
  });

  test('are all there, without a question; the desk shows its own at once', async () => {
    scene.service.run(bob, tag('k0', ['late', 'old']));
    await until(async () => (await theCase()).case.tags.length === 2, { what: 'the tags' });
    await scene.goOffline();
    await scene.window.run(tag('k1', ['VIP'], ['old'], marksOf((await theCase()).case, ['old'])));
    expect((await theCase()).case.tags).toEqual(['late', 'VIP']);
    expect((await theCase()).row.pending).toBe(true);
    scene.service.run(bob, tag('k2', ['refund', 'vip']));
    await scene.comeBack();
    await scene.drained();
    expect(scene.service.get('case', 'case-1')?.tags).toEqual(['late', 'refund', 'vip']);
    await until(async () => (await theCase()).case.tags.length === 3, { what: 'all tags' });
    expect(await list()).toEqual([]);
  });

  test('in use are suggested, the most used first', async () => {
    for (const [i, tags] of [['rare'], ['often'], ['Often'], ['often', 'some'], ['some']].entries()) {
      scene.service.run(bob, createCase(`c${i}`, `case-x${i}`));
      scene.service.run(bob, {
        id: `t${i}`,
        type: 'case.tag',
        args: { caseId: `case-x${i}`, add: tags, remove: [], seen: [] },
      });
    }
    await until(async () => (await scene.window.query('tag.list', { kind: 'case' })).length === 3, {
      what: 'the tags',
    });
    expect((await scene.window.query('tag.list', { kind: 'case' })).map((one) => one.toLowerCase())).toEqual([
      'often',
      'some',
      'rare',
    ]);
    expect(await scene.window.query('tag.list', { kind: 'customer' })).toEqual([]);
  });
});
