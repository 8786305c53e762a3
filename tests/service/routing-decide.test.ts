// Changes when routing decides differently: who is offered what, when an offer ends, what the clocks close.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../service/routing/decide.ts';
import { routingDefaults } from '../../service/routing/settings.ts';
import { createRoutingState, learn, noteLinks, type RoutingState } from '../../service/routing/state.ts';
import type { Actor, Command, SystemCommand } from '../../shared/domain/commands.ts';
import { conversationUnits } from '../../shared/domain/presence.ts';
import { aPresence, aQueue, anAgent, openChat } from '../support/records.ts';
import { createWorld, type World } from '../support/world.ts';

const system: Actor = { kind: 'system' };
const agent = (id: string): Actor => ({ kind: 'agent', id, name: id, role: 'agent' });

/** A world with routing beside it, and a clock that only the test moves. */
function setUp(agentIds: string[], over: Parameters<typeof aPresence>[1] = {}) {
  let now = 1_000_000;
  let ids = 0;
  const world = createWorld(() => now);
  world.seed({ kind: 'queue', record: aQueue() });
  for (const id of agentIds)
    world.seed({ kind: 'agent', record: anAgent(id) }, { kind: 'presence', record: aPresence(id, over) });
  let state: RoutingState = createRoutingState(now);
  let read = 0;
  const catchUp = (): void => {
    for (const change of world.log.slice(read)) learn(state, change, now);
    read = world.log.length;
    noteLinks(state, () => true, now, 0);
  };
  const scene = {
    world,
    now: () => now,
    pass: (ms: number) => void (now += ms),
    do: (actor: Actor, type: Command['type'], args: object) =>
      world.run(actor, { id: `c-${++ids}`, type, args } as Command),
    arrive: (id: string) => world.run({ kind: 'customer', conversationId: id, name: 'Ida' }, openChat(id)),
    decide: () => {
      catchUp();
      return decide(state, now, routingDefaults);
    },
    /** Decides and carries out until nothing is left to do. @returns all commands, and when to look again. */
    route(check: (command: SystemCommand) => void = () => {}) {
      const all: SystemCommand[] = [];
      for (let round = 0; round < 50; round++) {
        const { commands, wakeAt } = scene.decide();
        if (commands.length === 0) return { commands: all, wakeAt };
        for (const command of commands) {
          check(command);
          const outcome = world.run(system, command);
          if (!outcome.ok || outcome.changes.length === 0)
            throw new Error(`routing's ${command.type} changed nothing`);
          all.push(command);
        }
      }
      throw new Error('routing does not come to rest');
    },
    restart() {
      state = createRoutingState(now, { changes: world.log.slice(), lastTaken: new Map() });
      read = world.log.length;
    },
    offers: (conversationId = 'one') =>
      world.all('offer').filter((offer) => offer.conversationId === conversationId),
    ringing: (conversationId = 'one') =>
      scene.offers(conversationId).filter((offer) => offer.state === 'ringing'),
  };
  return scene;
}

describe('the decisions of routing', () => {
  it('offers an open conversation to one agent, for as long as the queue says', () => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    expect(scene.offers()).toMatchObject([
      { agentId: 'ann', state: 'ringing', expiresAt: scene.now() + 120_000 },
    ]);
  });

  it('asks who has most room first, then who serves fewer, then who has been idle longest', () => {
    const scene = setUp(['ann', 'bob', 'eve']);
    scene.world.seed({ kind: 'presence', record: aPresence('ann', { used: 10, status: 'busy' }) });
    scene.arrive('one');
    scene.route();
    expect(scene.ringing()[0]?.agentId).toBe('bob');
    scene.arrive('two');
    scene.route();
    expect(scene.ringing('two')[0]?.agentId, 'a ringing offer counts as room that is gone').toBe('eve');
    scene.do(agent('bob'), 'offer.accept', { offerId: scene.ringing()[0]!.id, conversationId: 'one' });
    scene.do(agent('eve'), 'offer.accept', { offerId: scene.ringing('two')[0]!.id, conversationId: 'two' });
    scene.do(agent('bob'), 'conversation.leave', { conversationId: 'one' });
    scene.pass(1);
    scene.arrive('three');
    scene.route();
    expect(scene.ringing('three')[0]?.agentId, 'ann serves none').toBe('ann');
  });

  it('goes to the next agent on a decline, and to the first again only after a pause', () => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    scene.do(agent('ann'), 'offer.decline', { offerId: scene.ringing()[0]!.id });
    scene.route();
    expect(scene.ringing()[0]?.agentId).toBe('bob');
    scene.pass(5_000);
    scene.do(agent('bob'), 'offer.decline', { offerId: scene.ringing()[0]!.id });
    const { wakeAt } = scene.route();
    expect(scene.ringing()).toEqual([]);
    scene.pass(wakeAt! - scene.now());
    scene.route();
    expect(scene.ringing()[0]?.agentId).toBe('ann');
    expect(scene.offers()).toHaveLength(3);
  });

  it('lets an offer expire when its time is up and asks the next', () => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    scene.pass(119_999);
    expect(scene.decide().commands).toEqual([]);
    scene.pass(1);
    scene.route();
    expect(scene.offers()).toMatchObject([
      { agentId: 'ann', state: 'expired' },
      { agentId: 'bob', state: 'ringing' },
    ]);
  });

  it.each([
    [
      'somebody picks it',
      (scene: ReturnType<typeof setUp>) =>
        scene.do(agent('bob'), 'conversation.pick', { conversationId: 'one' }),
    ],
    [
      'the customer leaves',
      (scene: ReturnType<typeof setUp>) => scene.do(system, 'conversation.leave', { conversationId: 'one' }),
    ],
    [
      'the agent says away',
      (scene: ReturnType<typeof setUp>) => scene.do(agent('ann'), 'presence.set', { status: 'away' }),
    ],
  ])('withdraws the offer when %s', (_, happens) => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    happens(scene);
    scene.route();
    expect(scene.offers()[0]).toMatchObject({ agentId: 'ann', state: 'withdrawn' });
  });

  it('does not let a lost desk hold an offer up: ten seconds, then the next agent', () => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    scene.do(system, 'presence.link', { agentId: 'ann', linked: false });
    scene.pass(9_999);
    expect(scene.route()).toEqual({ commands: [], wakeAt: scene.now() + 1 });
    scene.pass(1);
    scene.route();
    expect(scene.offers()).toMatchObject([
      { agentId: 'ann', state: 'withdrawn' },
      { agentId: 'bob', state: 'ringing' },
    ]);
  });

  it('keeps the offer of a desk that is back within ten seconds', () => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    scene.do(system, 'presence.link', { agentId: 'ann', linked: false });
    scene.pass(9_000);
    scene.route();
    scene.do(system, 'presence.link', { agentId: 'ann', linked: true });
    scene.pass(9_000);
    scene.route();
    expect(scene.ringing()[0]?.agentId).toBe('ann');
  });

  it('gives an active conversation back when its agent is lost beyond the grace, and never before', () => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    scene.do(agent('ann'), 'offer.accept', { offerId: scene.ringing()[0]!.id, conversationId: 'one' });
    scene.do(system, 'presence.link', { agentId: 'ann', linked: false });
    scene.pass(149_999);
    expect(scene.route().commands).toEqual([]);
    scene.pass(1);
    scene.route();
    expect(scene.world.get('conversation', 'one')).toMatchObject({ state: 'open', agentId: null });
    expect(scene.ringing()[0]?.agentId).toBe('bob');
    expect(scene.world.get('presence', 'ann')?.used).toBe(0);
  });

  it('closes by the clock: open after 20 minutes, wrap-up after 15', () => {
    const scene = setUp(['ann']);
    scene.arrive('one');
    scene.route();
    scene.do(agent('ann'), 'offer.accept', { offerId: scene.ringing()[0]!.id, conversationId: 'one' });
    scene.do(agent('ann'), 'conversation.end', { conversationId: 'one' });
    scene.do(agent('ann'), 'presence.set', { status: 'away' });
    scene.arrive('two');
    scene.pass(15 * 60_000);
    scene.route();
    expect(scene.world.get('conversation', 'one')?.state).toBe('closed');
    expect(scene.world.get('conversation', 'two')?.state).toBe('open');
    scene.pass(5 * 60_000);
    scene.route();
    expect(scene.world.get('conversation', 'two')?.state).toBe('closed');
  });

  it('decides the same after a restart', () => {
    const scene = setUp(['ann', 'bob']);
    scene.arrive('one');
    scene.route();
    scene.pass(120_000);
    const before = scene.decide().commands;
    scene.restart();
    expect(scene.decide().commands).toEqual(before);
  });
});

/** Says independently of routing's own code whether this agent may get this conversation. */
function mayGet(world: World, agentId: string, conversationId: string): boolean {
  const conversation = world.get('conversation', conversationId);
  const presence = world.get('presence', agentId);
  const member = world.get('agent', agentId)?.queueIds.includes(conversation?.queueId ?? '');
  const rings = world
    .all('offer')
    .filter((offer) => offer.state === 'ringing' && offer.agentId === agentId).length;
  if (member !== true || presence === undefined || conversation?.state !== 'open' || !presence.linked)
    return false;
  const willing = presence.status === 'available' || presence.status === 'busy';
  return willing && presence.used + (rings + 1) * conversationUnits <= presence.capacity;
}

type Scene = ReturnType<typeof setUp>;
const everybody = ['ann', 'bob', 'eve'];

/** @returns open conversations that nobody is asked about although somebody could be. */
function unasked({ world, ringing }: Scene): string[] {
  return world
    .all('conversation')
    .filter(({ id, state }) => state === 'open' && ringing(id).length === 0)
    .map(({ id }) => id)
    .filter((id) => everybody.some((agentId) => mayGet(world, agentId, id)));
}

/** @returns those of them that routing does not mean to look at within its pause. */
function passedOver(scene: Scene, wakeAt: number | null): string[] {
  return wakeAt !== null && wakeAt - scene.now() <= routingDefaults.askAgainMs ? [] : unasked(scene);
}

/** Lets time pass as routing wishes. @returns those that were unasked before and still are. */
function forgotten(scene: Scene, check: (command: SystemCommand) => void, wakeAt: number | null): string[] {
  const before = unasked(scene);
  let left = before;
  for (let look = 0; look < 10 && left.length > 0 && wakeAt !== null; look++) {
    scene.pass(Math.max(0, wakeAt - scene.now()));
    ({ wakeAt } = scene.route(check));
    const now = unasked(scene);
    left = left.filter((id) => now.includes(id));
  }
  return left;
}

describe('any sequence of arrivals, answers, losses and time', () => {
  const agents = everybody;
  const who = fc.constantFrom(...agents);
  const action = fc.oneof(
    { weight: 4, arbitrary: fc.record({ type: fc.constant('arrive' as const) }) },
    {
      weight: 4,
      arbitrary: fc.record({ type: fc.constantFrom('accept' as const, 'decline' as const), who }),
    },
    { weight: 2, arbitrary: fc.record({ type: fc.constantFrom('unlink' as const, 'link' as const), who }) },
    {
      weight: 2,
      arbitrary: fc.record({ type: fc.constantFrom('away' as const, 'available' as const), who }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        type: fc.constantFrom('end' as const, 'leave' as const, 'pick' as const),
        who,
        nth: fc.nat(9),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('pass' as const),
        ms: fc.constantFrom(1, 3_000, 10_000, 30_000, 120_000, 200_000),
      }),
    },
    { weight: 1, arbitrary: fc.record({ type: fc.constant('restart' as const) }) },
  );

  it('never two offers ringing for one conversation, never one to somebody who may not, nobody forgotten', () => {
    fc.assert(
      fc.property(fc.array(action, { maxLength: 40 }), (actions) => {
        const scene = setUp(agents, { capacity: 20 });
        const { world } = scene;
        let arrivals = 0;
        const check = (command: SystemCommand): void => {
          if (command.type !== 'offer.make') return;
          const { conversationId, agentId } = command.args;
          expect(scene.ringing(conversationId), 'one offer at a time').toEqual([]);
          expect(mayGet(world, agentId, conversationId), 'only to who may').toBe(true);
        };
        for (const step of actions) {
          const ring =
            'who' in step
              ? world.all('offer').find((o) => o.state === 'ringing' && o.agentId === step.who)
              : undefined;
          const nth = 'nth' in step ? world.all('conversation').at(step.nth)?.id : undefined;
          if (step.type === 'arrive') scene.arrive(`k${++arrivals}`);
          if (step.type === 'pass') scene.pass(step.ms);
          if (step.type === 'restart') scene.restart();
          if (step.type === 'accept' && ring)
            scene.do(agent(step.who), 'offer.accept', {
              offerId: ring.id,
              conversationId: ring.conversationId,
            });
          if (step.type === 'decline' && ring)
            scene.do(agent(step.who), 'offer.decline', { offerId: ring.id });
          if (step.type === 'unlink' || step.type === 'link')
            scene.do(system, 'presence.link', { agentId: step.who, linked: step.type === 'link' });
          if (step.type === 'away' || step.type === 'available')
            scene.do(agent(step.who), 'presence.set', { status: step.type });
          if (step.type === 'end' && nth)
            scene.do(agent(step.who), 'conversation.end', { conversationId: nth });
          if (step.type === 'leave' && nth) scene.do(system, 'conversation.leave', { conversationId: nth });
          if (step.type === 'pick' && nth)
            scene.do(agent(step.who), 'conversation.pick', { conversationId: nth });
          const { wakeAt } = scene.route(check);
          expect(passedOver(scene, wakeAt), 'waits, and nobody will look in time').toEqual([]);
          expect(forgotten(scene, check, wakeAt), 'is never asked again').toEqual([]);
        }
      }),
      { numRuns: 1000 },
    );
  });
});

describe('calls', () => {
  const of = (id: string) => ({
    conversationId: id,
    callId: `${id}@exchange`,
    from: '+4930111111',
    to: '',
    name: '',
    queueId: 'queue-a',
    customerId: null,
  });
  const rings = (scene: ReturnType<typeof setUp>, who: string, id: string): void =>
    void scene.do(agent(who), 'call.ring', { ...of(id), direction: 'in', at: scene.now() });
  const arrives = (scene: ReturnType<typeof setUp>, id: string): void =>
    void scene.do(system, 'call.arrive', of(id));
  const types = (commands: SystemCommand[]): string[] => commands.map(({ type }) => type);

  it('CALL-12: one that rings where its exchange wants it is offered to nobody, and closed when nobody says that it is over', () => {
    const scene = setUp(['anna', 'ben']);
    rings(scene, 'anna', 'talk');
    expect(scene.route().commands).toEqual([]);
    scene.pass(routingDefaults.ringMs);
    expect(types(scene.route().commands)).toEqual(['conversation.expire']);
    expect(scene.world.get('conversation', 'talk')).toMatchObject({
      state: 'closed',
      call: { outcome: 'missed' },
    });
  });

  it('CALL-13: whoever is in a call, or whose telephone rings, is offered no other, but may be written to', () => {
    const scene = setUp(['anna', 'ben']);
    rings(scene, 'anna', 'talk');
    arrives(scene, 'first');
    const [offer] = scene.route().commands;
    expect(offer).toMatchObject({ type: 'offer.make', args: { agentId: 'ben' } });
    arrives(scene, 'second');
    expect(scene.route().commands).toEqual([]);
    scene.arrive('chat');
    expect(types(scene.route().commands)).toEqual(['offer.make']);
    scene.do(agent('anna'), 'call.end', {
      conversationId: 'talk',
      callId: 'talk@exchange',
      outcome: 'rejected',
      at: scene.now(),
    });
    expect(scene.route().commands).toMatchObject([{ args: { agentId: 'anna', conversationId: 'second' } }]);
  });
});
