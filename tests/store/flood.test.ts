// What one message among many costs the store and the window: which queries run, and what is sent.
import { afterEach, describe, expect, test } from 'vitest';
import { changesOf } from '../../electron/store/row-changes.ts';
import { createPace } from '../../electron/store/pace.ts';
import { withChanges } from '../../renderer/data/row-changes.ts';
import type { QueryName, RowChanges } from '../../shared/ipc/store.ts';
import { aConversation, aCustomer, aMessage, row } from '../support/factories.ts';
import { until } from '../support/until.ts';
import { setViewScene, type ViewScene } from '../support/view-scene.ts';

let scene: ViewScene | undefined;
afterEach(() => scene?.desk.close());

const talks = Array.from({ length: 20 }, (_, n) =>
  row('conversation', aConversation(`c${n}`, { state: 'active', agentId: 'ada', acceptedAt: n })),
);
const message = (n: number, conversationId: string) =>
  row(
    'message',
    aMessage(`m${n}`, { conversationId, seq: n, text: `Is it on its way? I ask for time ${n}.` }),
  );

/** How often each query has run so far. */
async function runs({ window }: ViewScene): Promise<(name: QueryName) => number> {
  const { queries } = await window.client.request('desk.diagnostics', {});
  return (name) => queries[name]?.runs ?? 0;
}

describe('STORE-28: a message runs what it can change', () => {
  test('and no list that shows nothing of it', async () => {
    scene = await setViewScene();
    const { window, seed } = scene;
    await seed(
      ...talks,
      row('customer', aCustomer('k1')),
      row('customer', aCustomer('k2')),
      row('conversation', aConversation('done', { state: 'closed', agentId: 'ada', customerId: 'k1' })),
    );
    const lives = [
      window.live('conversation.mine', {}),
      window.live('conversation.closed', {}),
      window.live('offer.ringing', {}),
      window.live('handover.offered', {}),
      window.live('handover.sent', {}),
      window.live('handover.targets', { id: 'c1' }),
      window.live('reminder.mine', {}),
      window.live('attention.list', {}),
      window.live('guard.facts', { id: 'c1' }),
      window.live('customer.view', { id: 'k1' }),
      window.live('customer.tally', { id: 'k1' }),
      window.live('customer.timeline', { id: 'k1' }),
      window.live('mood.trend', { id: 'k1' }),
    ];
    await until(() => lives.every((live) => live.rows() !== undefined), { what: 'first rows' });
    const quiet: QueryName[] = [
      'conversation.closed',
      'offer.ringing',
      'handover.offered',
      'handover.sent',
      'handover.targets',
      'reminder.mine',
      'attention.list',
      'guard.facts',
      'customer.view',
      'customer.tally',
      'customer.timeline',
      'mood.trend',
    ];
    const before = await runs(scene);
    await seed(
      message(1, 'c3'),
      row(
        'conversation',
        aConversation('c3', { state: 'active', agentId: 'ada', acceptedAt: 3, lastSeq: 1, lastMessageAt: 9 }),
      ),
    );
    const after = await runs(scene);
    const moved = (name: QueryName): number => after(name) - before(name);
    expect(quiet.filter((name) => moved(name) > 0)).toEqual([]);
    expect(moved('conversation.mine')).toBe(1);

    // A message of this customer, in a conversation that is closed.
    await seed(message(2, 'done'));
    const then = await runs(scene);
    const woken = quiet.filter((name) => then(name) > after(name));
    expect(woken).toEqual(['conversation.closed', 'customer.timeline', 'mood.trend']);

    // It becomes another's: everything that counts conversations looks again.
    await seed(
      row('conversation', aConversation('done', { state: 'closed', agentId: 'ada', customerId: 'k2' })),
    );
    await until(
      () => lives[10]!.rows() && window.live('customer.tally', { id: 'k1' }).rows()?.kinds.conversation === 0,
      {
        what: 'the tally',
      },
    );
    expect(window.live('customer.timeline', { id: 'k1' }).rows()).toEqual([]);
    expect(window.live('mood.trend', { id: 'k1' }).rows()).toEqual([]);
  });

  test('sends the row that is another, and not the list', async () => {
    scene = await setViewScene();
    const { window, seed } = scene;
    await seed(...talks);
    let rows: unknown;
    const sent: RowChanges[] = [];
    window.client.on('rows', (push) => {
      if (push.sub === 900) rows = push.rows;
    });
    window.client.on('changed', ({ sub, changes }) => {
      if (sub !== 900) return;
      sent.push(changes);
      rows = withChanges('conversation.mine', rows, changes);
    });
    await window.client.request('query.start', {
      sub: 900,
      name: 'conversation.mine',
      args: {},
      changes: true,
    });
    const whole = window.live('conversation.mine', {});
    await until(() => rows !== undefined && whole.rows(), { what: 'first rows' });
    await seed(message(1, 'c7'));
    await until(() => sent.length > 0, { what: 'the change' });
    expect(sent).toHaveLength(1);
    expect(sent[0]!.rows).toHaveLength(1);
    expect(rows).toEqual(whole.rows());
    const bytes = (value: unknown): number => JSON.stringify(value).length;
    expect(bytes(sent[0])).toBeLessThan(bytes(whole.rows()) / 10);
  });
});

describe('STORE-29: a query whose news do not end', () => {
  test('runs ten times at once, then once in a while, and says the last of it', async () => {
    let at = 0;
    scene = await setViewScene('agent', { paceMs: 100, clock: () => at });
    const { window, seed, clock } = scene;
    await seed(...talks);
    const mine = window.live('conversation.mine', {});
    const one = window.live('conversation.messages', { id: 'c1', limit: 50 });
    await until(() => mine.rows() && one.rows(), { what: 'first rows' });
    const first = mine.pushes().length;
    for (let n = 1; n <= 30; n++) await seed(message(n, 'c2'));
    expect(mine.pushes().length - first).toBeLessThanOrEqual(10);
    // Whoever reads another conversation is not held up by them.
    await seed(message(31, 'c1'));
    expect(one.rows()?.total).toBe(1);
    const held = mine.pushes().length;
    at += 100;
    clock.pass(100);
    await until(
      () =>
        mine
          .rows()
          ?.find(({ id }) => id === 'c1')
          ?.lastText.endsWith('time 31.'),
      {
        what: 'the last of them',
      },
    );
    expect(mine.pushes()).toHaveLength(held + 1);
    expect(mine.rows()?.find(({ id }) => id === 'c2')?.lastText).toMatch(/time 30\.$/);
  });

  test('may run as often again after a while', () => {
    let at = 0;
    const pace = createPace(100, () => at);
    const one = pace.fresh();
    const taken = (): number => Array.from({ length: 50 }, () => pace.take(one)).filter(Boolean).length;
    expect(taken()).toBe(10);
    at = 250;
    expect(taken()).toBe(2);
    at = 100_000;
    expect(taken()).toBe(10);
    pace.spend(one);
    expect(taken()).toBe(0);
  });
});

describe('changes of a list', () => {
  const list = (...ids: string[]) => ids.map((id) => ({ id, name: id, at: 1 }));

  test.each([
    ['one is another', list('a', 'b', 'c'), [...list('a'), { id: 'b', name: 'B', at: 2 }, ...list('c')]],
    ['one comes', list('a', 'b'), list('a', 'n', 'b')],
    ['one goes', list('a', 'b', 'c'), list('a', 'c')],
    ['they move', list('a', 'b', 'c'), list('c', 'a', 'b')],
    ['all at once', list('a', 'b', 'c'), [{ id: 'c', name: 'C', at: 3 }, ...list('x', 'a')]],
  ])('%s: put together they are the rows', (_, before, after) => {
    const changes = changesOf(before, after);
    if (typeof changes === 'string') throw new Error(changes);
    let next = 0;
    const made = changes.order.map((at) => (at === -1 ? changes.rows[next++] : before[at]));
    expect(made).toEqual(after);
    expect(next).toBe(changes.rows.length);
  });

  test('that are none, or where nothing stays, are told apart', () => {
    expect(changesOf(list('a', 'b'), list('a', 'b'))).toBe('same');
    expect(changesOf([], [])).toBe('same');
    expect(changesOf(null, null)).toBe('same');
    expect(changesOf(['a'], ['a'])).toBe('same');
    expect(changesOf(['a'], ['b'])).toBe('other');
    expect(changesOf(undefined, list('a'))).toBe('other');
    expect(changesOf(list('a'), list('b'))).toBe('other');
    expect(changesOf(list('a'), [])).toBe('other');
  });

  test('that do not fit are refused', () => {
    const queue = { id: 'q', name: 'Q', skills: [], mood: true };
    const wrong = (changes: RowChanges) => () => withChanges('queue.list', [queue], changes);
    expect(wrong({ order: [1], rows: [] })).toThrow('no such row');
    expect(wrong({ order: [-1], rows: [] })).toThrow('no such row');
    expect(wrong({ order: [-1], rows: [{ id: 5 }] })).toThrow(/string/);
    expect(() => withChanges('desk.view', {}, { order: [], rows: [] })).toThrow('no list');
    expect(withChanges('queue.list', [queue], { order: [0], rows: [] })[0]).toBe(queue);
  });
});
