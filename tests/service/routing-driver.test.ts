// Changes when routing meets trouble differently: refusals, failures, entries that do not come back.
import { describe, expect, it } from 'vitest';
import { createRouter, type Router, type RouterDeps } from '../../service/routing/driver.ts';
import { routingDefaults } from '../../service/routing/settings.ts';
import type { FeedEntry } from '../../service/context.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import { aPresence, aQueue, anAgent, openChat } from '../support/records.ts';
import { createTestService, type TestService } from '../support/service-context.ts';
import { until } from '../support/until.ts';

const ann: Actor = { kind: 'agent', id: 'ann', name: 'Ann', role: 'agent' };

async function setUp(over: (service: TestService) => Partial<RouterDeps> = () => ({})) {
  let now = 1_000_000;
  const timers = new Set<{ at: number; run(): void }>();
  const service = await createTestService(
    () => [],
    () => now,
  );
  const { world, context } = service;
  world.seed({ kind: 'queue', record: aQueue() });
  for (const id of ['ann', 'bob'])
    world.seed({ kind: 'agent', record: anAgent(id) }, { kind: 'presence', record: aPresence(id) });
  let loads = 0;
  const router: Router = createRouter({
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    log: context.log,
    settings: routingDefaults,
    run: context.run,
    isLinked: context.isLinked,
    load() {
      loads += 1;
      const kinds = ['queue', 'agent', 'presence', 'conversation', 'offer'] as const;
      const changes = kinds.flatMap((kind) =>
        world.all(kind).map((record) => ({ kind, id: record.id, op: 'put', record }) as FeedEntry),
      );
      return Promise.resolve({ changes, lastTaken: new Map() });
    },
    ...over(service),
  });
  context.onEntries((entries) => router.hear(entries));
  return {
    service,
    world,
    router,
    loads: () => loads,
    arrive: (id: string) => context.run({ kind: 'customer', conversationId: id, name: 'Ida' }, openChat(id)),
    act: (type: Command['type'], args: object) =>
      context.run(ann, { id: `c-${type}-${now}`, type, args } as Command),
    ringing: () => world.all('offer').filter(({ state }) => state === 'ringing'),
    /** Moves the clock, timer by timer. */
    async pass(ms: number) {
      for (const end = now + ms; ; ) {
        for (let turn = 0; turn < 8; turn++) await new Promise((resolve) => setImmediate(resolve));
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) {
          now = end;
          return;
        }
        now = Math.max(now, next.at);
        timers.delete(next);
        next.run();
      }
    },
  };
}

describe('the router', () => {
  it('offers what comes, re-offers what times out, and ends when stopped', async () => {
    const scene = await setUp();
    scene.router.start();
    await scene.arrive('one');
    await until(() => scene.ringing().length === 1, { what: 'an offer' });
    const [first] = scene.ringing();
    await scene.pass(125_000);
    expect(scene.ringing()).toMatchObject([{ conversationId: 'one' }]);
    expect(scene.ringing()[0]!.agentId).not.toBe(first!.agentId);
    await scene.router.stop();
    await scene.arrive('two');
    await scene.pass(10_000);
    expect(scene.ringing()).toHaveLength(1);
  });

  it('finds what waited while nobody routed', async () => {
    const scene = await setUp();
    await scene.arrive('one');
    scene.router.start();
    await until(() => scene.ringing().length === 1, { what: 'an offer' });
    await scene.router.stop();
  });

  it('notices a desk that is gone without a word in the log', async () => {
    const scene = await setUp();
    scene.router.start();
    await scene.arrive('one');
    await until(() => scene.ringing().length === 1, { what: 'an offer' });
    const { agentId } = scene.ringing()[0]!;
    scene.service.unlinked.add(agentId);
    await scene.pass(13_000);
    expect(scene.ringing()).toMatchObject([{ agentId: agentId === 'ann' ? 'bob' : 'ann' }]);
    await scene.router.stop();
  });

  it('does not let one command that fails hold up another', async () => {
    const scene = await setUp(({ context }) => ({
      run: (actor, command) =>
        command.type === 'offer.make' && command.args.conversationId === 'bad'
          ? Promise.reject(new Error('broken'))
          : context.run(actor, command),
    }));
    await scene.arrive('bad');
    await scene.arrive('good');
    scene.router.start();
    await scene.pass(5_000);
    expect(scene.ringing().map(({ conversationId }) => conversationId)).toEqual(['good']);
    await scene.router.stop();
  });

  it('begins anew from what is committed when the database was away or entries are lost', async () => {
    let away = true;
    const scene = await setUp(({ context }) => ({
      run: (actor, command) => (away ? Promise.reject(new Error('away')) : context.run(actor, command)),
    }));
    const loaded = scene.loads();
    await scene.arrive('one');
    scene.router.start();
    await scene.pass(4_000);
    expect(scene.ringing()).toEqual([]);
    away = false;
    // Taken by somebody while routing could not hear it.
    await scene.act('conversation.pick', { conversationId: 'one' });
    await scene.arrive('two');
    await scene.pass(4_000);
    expect(scene.ringing().map(({ conversationId }) => conversationId)).toEqual(['two']);
    expect(scene.loads()).toBeGreaterThan(loaded + 1);
    await scene.router.stop();
  });
});
