// Live queries: they speak when there is news for them, and only then.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { aCase, aConversation, aMessage, aQueue, row } from '../support/factories.ts';
import { dueBy } from '../support/due.ts';
import type { CaseFilter } from '../../shared/domain/view.ts';
import { until } from '../support/until.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';

const everyCase: Omit<CaseFilter, 'due'> = {
  owner: 'anybody',
  statuses: [],
  priorities: [],
  kind: null,
  queueIds: [],
  category: null,
  tag: null,
  text: '',
};

let scene: ViewScene;
beforeEach(async () => {
  scene = await setViewScene();
});
afterEach(() => scene.desk.close());

describe('STORE-15: live queries', () => {
  test('speak only when their rows are others', async () => {
    await scene.seed(
      row('conversation', aConversation('c1', { state: 'active', agentId: 'ada', acceptedAt: 1 })),
      row('conversation', aConversation('c2', { state: 'active', agentId: 'ada', acceptedAt: 2 })),
    );
    const one = scene.window.live('conversation.messages', { id: 'c1', limit: 50 });
    const two = scene.window.live('conversation.messages', { id: 'c2', limit: 50 });
    const mine = scene.window.live('conversation.mine', {});
    // Looked at again for every message, as its lines show the last one; here it stays the same.
    const open = scene.window.live('conversation.open', {});
    const cases = scene.window.live('case.list', { view: 'all', sort: 'due', text: '', customerId: null });
    await until(() => one.rows() && two.rows() && mine.rows() && cases.rows() && open.rows(), {
      what: 'first rows',
    });
    await scene.seed(row('message', aMessage('m1', { conversationId: 'c1', seq: 1 })));
    await until(() => one.rows()?.total === 1, { what: 'the message' });
    expect([one, two, mine, cases, open].map((live) => live.pushes().length)).toEqual([2, 1, 2, 1, 1]);
  });

  test('a list of what is overdue sees a case run out of time, though nothing was written', async () => {
    const { clock } = scene;
    await scene.seed(row('case', aCase('soon', dueBy(clock.now() + 25_000))));
    const filter = { ...everyCase, due: 'overdue' as const };
    const asked = { view: 'open' as const, sort: 'due' as const, text: '', customerId: null, filter };
    const list = scene.window.live('case.list', asked);
    const count = scene.window.live('case.count', { view: 'open', text: '', customerId: null, filter });
    await until(() => list.rows() && count.rows() === 0, { what: 'first rows' });
    expect(list.rows()).toEqual([]);
    clock.pass(20_000);
    expect(list.pushes()).toHaveLength(1);
    clock.pass(20_000);
    await until(
      () =>
        list
          .rows()
          ?.map(({ id }) => id)
          .includes('soon'),
      { what: 'the case' },
    );
    await until(() => count.rows() === 1, { what: 'the count' });
  });

  test('one that nobody sees hears of news once a second, and at once when it is looked at again', async () => {
    const { clock, window } = scene;
    const seed = (seq: number): Promise<unknown> =>
      scene.seed(row('message', aMessage(`m${seq}`, { conversationId: 'c1', seq })));
    await scene.seed(
      row('conversation', aConversation('c1', { state: 'active', agentId: 'ada', acceptedAt: 1 })),
    );
    const seen = window.live('conversation.messages', { id: 'c1', limit: 49 });
    const hidden = window.live('conversation.messages', { id: 'c1', limit: 50 });
    await until(() => seen.rows() && hidden.rows(), { what: 'first rows' });
    await window.client.request('query.rest', { subs: [hidden.sub], on: true });
    for (const seq of [1, 2, 3]) await seed(seq);
    await until(() => seen.rows()?.total === 3, { what: 'the messages' });
    expect(hidden.pushes()).toHaveLength(1);
    clock.pass(1000);
    await until(() => hidden.rows()?.total === 3, { what: 'all of them at once' });
    expect(hidden.pushes()).toHaveLength(2);
    await seed(4);
    await until(() => seen.rows()?.total === 4, { what: 'one more' });
    expect(hidden.rows()?.total).toBe(3);
    await window.client.request('query.rest', { subs: [hidden.sub], on: false });
    await until(() => hidden.rows()?.total === 4, { what: 'the newest' });
  });

  test('what comes in one delta is one push', async () => {
    await scene.seed(
      row('conversation', aConversation('c1', { state: 'active', agentId: 'ada', acceptedAt: 1 })),
    );
    const one = scene.window.live('conversation.messages', { id: 'c1', limit: 50 });
    await until(() => one.rows(), { what: 'first rows' });
    await scene.seed(
      ...[1, 2, 3, 4].map((seq) => row('message', aMessage(`m${seq}`, { conversationId: 'c1', seq }))),
    );
    await until(() => one.rows()?.total === 4, { what: 'the messages' });
    expect(one.pushes()).toHaveLength(2);
  });

  test('two windows that ask the same get the same, and a window that goes away costs nothing', async () => {
    const other = scene.desk.window();
    const mine = [scene.window, other].map((each) => each.live('queue.list', {}));
    await until(() => mine.every((live) => live.rows()?.length === 2), { what: 'first rows' });
    await scene.seed(row('queue', aQueue({ id: 'queue-c', name: 'Zoo' })));
    await until(() => mine.every((live) => live.rows()?.length === 3), { what: 'the third' });
    other.close();
    await scene.seed(row('queue', aQueue({ id: 'queue-d', name: 'Zulu' })));
    await until(() => mine[0]!.rows()?.length === 4, { what: 'the fourth' });
    expect(mine[1]!.pushes()).toHaveLength(2);
  });

  test('a stopped one is silent, its number can be used again', async () => {
    const { client } = scene.window;
    const heard: number[] = [];
    client.on('rows', ({ sub }) => void heard.push(sub));
    await client.request('query.start', { sub: 77, name: 'queue.list', args: {} });
    await expect(
      client.request('query.start', { sub: 77, name: 'queue.list', args: {} }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'sub' });
    await client.request('query.stop', { sub: 77 });
    await scene.seed(row('queue', aQueue({ id: 'queue-c' })));
    expect(heard.filter((sub) => sub === 77)).toHaveLength(1);
    await client.request('query.start', { sub: 77, name: 'agent.list', args: {} });
    await expect(
      client.request('query.start', { sub: 78, name: 'conversation.view', args: { id: 5 } }),
    ).rejects.toMatchObject({ kind: 'invalid', field: 'id' });
  });
});
