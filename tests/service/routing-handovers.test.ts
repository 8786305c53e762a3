// Changes when the clock ends handovers differently, or a missed offer means something else to the agent who missed it.
import { describe, expect, it } from 'vitest';
import { decide } from '../../service/routing/decide.ts';
import { routingDefaults, type RoutingSettings } from '../../service/routing/settings.ts';
import { createRoutingState, learn, noteLinks } from '../../service/routing/state.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import { handoverMs } from '../../shared/domain/handover.ts';
import { aCapsule } from '../support/desk-records.ts';
import { anAgent, aPresence, aQueue, openChat } from '../support/records.ts';
import { createWorld } from '../support/world.ts';

const agent = (id: string): Actor => ({ kind: 'agent', id, name: id, role: 'agent' });

const admin: Actor = { kind: 'agent', id: 'adam', name: 'Adam', role: 'admin' };

/** Ann serves one conversation; Bob and Eve work in the same queue. */
function setUp(settings: Partial<RoutingSettings> = {}) {
  let now = 1_000_000;
  let ids = 0;
  const world = createWorld(() => now);
  const linked = new Set(['ann', 'bob', 'eve']);
  world.seed({ kind: 'queue', record: aQueue() }, { kind: 'queue', record: aQueue({ id: 'queue-b' }) });
  for (const id of linked)
    world.seed(
      { kind: 'agent', record: anAgent(id, { queueIds: [aQueue().id, 'queue-b'] }) },
      { kind: 'presence', record: aPresence(id) },
    );
  let state = createRoutingState(now);
  let read = 0;
  const scene = {
    world,
    linked,
    now: () => now,
    pass: (ms: number) => void (now += ms),
    do: (by: string, type: Command['type'], args: object) =>
      world.run(agent(by), { id: `c-${++ids}`, type, args } as Command),
    /** Decides and carries out until nothing is left. @returns the types of what was done, and when to look again. */
    route() {
      const done: string[] = [];
      for (let round = 0; round < 20; round += 1) {
        for (const change of world.log.slice(read)) learn(state, change, now);
        read = world.log.length;
        noteLinks(state, (id) => linked.has(id), now, 0);
        const { commands, wakeAt } = decide(state, now, { ...routingDefaults, ...settings });
        if (commands.length === 0) return { done, wakeAt };
        for (const command of commands) {
          const outcome = world.run({ kind: 'system' }, command);
          if (!outcome.ok || outcome.changes.length === 0) throw new Error(`${command.type} changed nothing`);
          done.push(command.type);
        }
      }
      throw new Error('routing does not come to rest');
    },
    restart() {
      state = createRoutingState(now, { changes: world.log.slice(), lastTaken: new Map() });
      read = world.log.length;
    },
    ringing: () => world.all('offer').filter((offer) => offer.state === 'ringing'),
    handover: (id = 'h') => world.get('handover', id)!,
    offer: (over: object = {}) =>
      scene.do('ann', 'handover.offer', {
        handoverId: 'h',
        conversationId: 'one',
        kind: 'transfer',
        toAgentId: 'bob',
        toQueueId: null,
        capsule: aCapsule(),
        comment: '',
        ...over,
      }),
  };
  world.run({ kind: 'customer', conversationId: 'one', name: 'Ida' }, openChat('one'));
  scene.do('ann', 'conversation.pick', { conversationId: 'one' });
  scene.route();
  return scene;
}

describe('an offered handover', () => {
  it.each(['transfer', 'consult'])('a %s lapses when its time is up, and not before', (kind) => {
    const scene = setUp();
    scene.offer({ kind });
    expect(scene.route()).toEqual({ done: [], wakeAt: scene.now() + handoverMs });
    scene.pass(handoverMs - 1);
    expect(scene.route().done).toEqual([]);
    scene.pass(1);
    expect(scene.route().done).toEqual(['handover.lapse']);
    expect(scene.handover().state).toBe('expired');
    expect(scene.world.get('conversation', 'one')).toMatchObject({ agentId: 'ann', state: 'active' });
  });

  it('lapses when its conversation is over, also after a restart', () => {
    const scene = setUp();
    scene.offer();
    scene.do('ann', 'conversation.end', { conversationId: 'one' });
    scene.restart();
    expect(scene.route().done).toEqual(['handover.lapse']);
  });

  it('lapses when the asked agent has lost its desk for a while', () => {
    const scene = setUp();
    scene.offer();
    scene.linked.delete('bob');
    expect(scene.route().done).toEqual([]);
    scene.pass(routingDefaults.lostOfferMs);
    expect(scene.route().done).toEqual(['handover.lapse']);
  });

  it('that was accepted is left alone, and the conversation stays where it went', () => {
    const scene = setUp();
    scene.offer();
    scene.do('bob', 'handover.accept', { handoverId: 'h', conversationId: 'one' });
    scene.linked.delete('ann');
    scene.pass(routingDefaults.presenceGraceMs);
    expect(scene.route().done).toEqual([]);
    expect(scene.world.get('conversation', 'one')).toMatchObject({ agentId: 'bob', state: 'active' });
  });
});

it('a consult that goes on ends with its conversation', () => {
  const scene = setUp();
  scene.offer({ kind: 'consult' });
  scene.do('bob', 'handover.accept', { handoverId: 'h', conversationId: 'one' });
  scene.pass(handoverMs);
  scene.linked.delete('bob');
  expect(scene.route().done).toEqual([]);
  scene.do('ann', 'conversation.end', { conversationId: 'one' });
  expect(scene.route().done).toContain('handover.lapse');
  expect(scene.handover().state).toBe('ended');
  expect(scene.world.get('conversation', 'one')?.consultIds).toEqual([]);
});

describe('a conversation given to a queue', () => {
  it('is not offered back to who gave it while somebody else can take it', () => {
    const scene = setUp();
    // Ann would be first: the others are busier.
    for (const id of ['bob', 'eve'])
      scene.world.seed({ kind: 'presence', record: aPresence(id, { used: 30, status: 'busy' }) });
    scene.pass(10);
    scene.offer({ toAgentId: null, toQueueId: 'queue-b' });
    scene.route();
    expect(scene.ringing().map(({ agentId }) => agentId)).toEqual(['bob']);
    scene.restart();
    scene.do('bob', 'offer.decline', { offerId: scene.ringing()[0]!.id, conversationId: 'one' });
    scene.route();
    expect(scene.ringing().map(({ agentId }) => agentId)).toEqual(['eve']);
  });

  it('comes back to who gave it, after a pause, when nobody else is there', () => {
    const scene = setUp();
    scene.linked.delete('bob');
    scene.linked.delete('eve');
    scene.route();
    scene.offer({ toAgentId: null, toQueueId: 'queue-b' });
    const { wakeAt } = scene.route();
    expect(scene.ringing()).toEqual([]);
    scene.pass(wakeAt! - scene.now());
    scene.route();
    expect(scene.ringing().map(({ agentId }) => agentId)).toEqual(['ann']);
  });
});

describe('an offer that nobody answered', () => {
  function missed(settings: Partial<RoutingSettings> = {}) {
    const scene = setUp(settings);
    scene.world.run({ kind: 'customer', conversationId: 'two', name: 'Ole' }, openChat('two'));
    scene.route();
    const asked = scene.ringing()[0]!.agentId;
    return { scene, asked, presence: () => scene.world.get('presence', asked)! };
  }

  it('makes its agent away, with the reason, until it says otherwise', () => {
    const { scene, asked, presence } = missed();
    scene.pass(120_000);
    scene.route();
    expect(presence()).toMatchObject({ status: 'away', sticky: true, cause: 'missedOffer' });
    scene.do(asked, 'presence.set', { status: 'available' });
    expect(presence()).toMatchObject({ status: 'available', sticky: false, cause: null });
  });

  it('leaves alone who has chosen a presence meanwhile, and whoever the setting leaves alone', () => {
    const chosen = missed();
    chosen.scene.do(chosen.asked, 'presence.set', { status: 'doNotDisturb', text: 'Training' });
    chosen.scene.pass(120_000);
    chosen.scene.route();
    expect(chosen.presence()).toMatchObject({ status: 'doNotDisturb', text: 'Training' });
    const stays = missed({ missedOffer: 'stay' });
    stays.scene.pass(120_000);
    stays.scene.route();
    expect(stays.presence()).toMatchObject({ status: 'available' });
  });

  it.each([
    ['stay', 'away', { status: 'available', cause: null }],
    ['doNotDisturb', 'stay', { status: 'doNotDisturb', sticky: true, cause: 'missedOffer' }],
  ] as const)('does what an admin says for its queue (%s), before what is usual', (said, usual, then) => {
    const { scene, presence } = missed({ missedOffer: usual });
    scene.world.run(admin, {
      id: 'rule',
      type: 'queue.routing',
      args: { queueId: aQueue().id, set: { missed: said } },
    });
    scene.pass(120_000);
    scene.route();
    expect({ cause: null, ...presence() }).toMatchObject(then);
  });
});

describe('ROUTE-1: an offer that its agent declines', () => {
  function declined(
    said?: 'stay' | 'away' | 'doNotDisturb',
    before: (scene: ReturnType<typeof setUp>, asked: string) => void = () => {},
  ) {
    const scene = setUp();
    if (said !== undefined)
      scene.world.run(admin, {
        id: 'rule',
        type: 'queue.routing',
        args: { queueId: aQueue().id, set: { declined: said } },
      });
    scene.world.run({ kind: 'customer', conversationId: 'two', name: 'Ole' }, openChat('two'));
    scene.route();
    const { id: offerId, agentId } = scene.ringing()[0]!;
    before(scene, agentId);
    scene.do(agentId, 'offer.decline', { offerId, conversationId: 'two' });
    return { scene, agentId, presence: () => scene.world.get('presence', agentId)! };
  }

  it('leaves its agent as before, where no admin has said otherwise', () => {
    const { presence } = declined();
    expect(presence()).toMatchObject({ status: 'available', sticky: false });
  });

  it('sets what an admin says, at once and with the reason; nothing is offered until the agent is back', () => {
    const { scene, agentId, presence } = declined('doNotDisturb');
    expect(presence()).toMatchObject({ status: 'doNotDisturb', sticky: true, cause: 'declinedOffer' });
    scene.route();
    scene.pass(routingDefaults.askAgainMs);
    scene.route();
    expect(scene.ringing().map((offer) => offer.agentId)).not.toContain(agentId);
    scene.do(agentId, 'presence.set', { status: 'available' });
    expect(presence()).toMatchObject({ status: 'available', sticky: false, cause: null });
  });

  it('changes nothing of a presence that was chosen by hand, nor a second time', () => {
    const chosen = declined('doNotDisturb', (scene, asked) =>
      scene.do(asked, 'presence.set', { status: 'away', text: 'Lunch' }),
    );
    expect(chosen.presence()).toMatchObject({ status: 'away', text: 'Lunch' });
    const { scene, agentId, presence } = declined('away');
    scene.do(agentId, 'presence.set', { status: 'available' });
    const { id: offerId } = scene.world.all('offer').find((offer) => offer.state === 'declined')!;
    scene.do(agentId, 'offer.decline', { offerId, conversationId: 'two' });
    expect(presence()).toMatchObject({ status: 'available' });
  });
});

it.each(['agent', 'supervisor'] as const)('how a queue is routed is not for the %s to set', (role) => {
  const { world } = setUp();
  const command: Command = {
    id: 'rule',
    type: 'queue.routing',
    args: { queueId: aQueue().id, set: { declined: 'away' } },
  };
  expect(world.run({ kind: 'agent', id: 'sue', name: 'Sue', role }, command)).toMatchObject({
    ok: false,
    refusal: { kind: 'forbidden' },
  });
  expect(world.get('queue', aQueue().id)).not.toHaveProperty('declined');
});

it('ROUTE-3: what a supervisor opens again is offered, and left to its clock, like anything that waits', () => {
  const scene = setUp();
  const supervisor: Actor = { kind: 'agent', id: 'sue', name: 'Sue', role: 'supervisor' };
  const reopen: Command = {
    id: 'again',
    type: 'conversation.reopen',
    args: { conversationId: 'one', reason: 'Promised a call back' },
  };
  scene.do('ann', 'conversation.end', { conversationId: 'one' });
  scene.pass(15 * 60_000);
  expect(scene.route().done).toEqual(['conversation.expire']);
  scene.pass(60_000);
  expect(scene.world.run(supervisor, reopen)).toMatchObject({ ok: true });
  expect(scene.route().done).toEqual(['offer.make']);
  const { id: offerId, agentId } = scene.ringing()[0]!;
  scene.do(agentId, 'offer.accept', { offerId, conversationId: 'one' });
  expect(scene.world.get('presence', agentId)?.used).toBe(10);
  scene.do(agentId, 'conversation.end', { conversationId: 'one' });
  scene.pass(15 * 60_000);
  scene.restart();
  expect(scene.route().done).toEqual(['conversation.expire']);
  expect(scene.world.get('presence', agentId)?.used).toBe(0);
});

describe("ROUTE-2: a wrap-up's hold on capacity", () => {
  function wrapping(block?: 'always' | 'never' | number) {
    const scene = setUp();
    if (block !== undefined)
      scene.world.run(admin, {
        id: 'rule',
        type: 'queue.routing',
        args: { queueId: aQueue().id, set: { wrapUpBlock: block } },
      });
    scene.do('ann', 'conversation.end', { conversationId: 'one' });
    return { scene, used: () => scene.world.get('presence', 'ann')!.used };
  }
  const close = (scene: ReturnType<typeof setUp>): unknown => {
    scene.world.seed({ kind: 'disposition', record: { id: 'done', labels: { en: 'Done' }, order: 0 } });
    return scene.do('ann', 'conversation.close', { conversationId: 'one', dispositionId: 'done' });
  };

  it.each([undefined, 'always'] as const)('lasts until it is closed where the queue says %s', (block) => {
    const { scene, used } = wrapping(block);
    scene.pass(10 * 60_000);
    expect(scene.route().done).toEqual([]);
    expect(used()).toBe(10);
    close(scene);
    expect(used()).toBe(0);
  });

  it('is none where the queue says so, and nothing is given back twice', () => {
    const { scene, used } = wrapping('never');
    expect(scene.route().done).toEqual(['conversation.free']);
    expect([used(), scene.world.get('conversation', 'one')?.state]).toEqual([0, 'wrapUp']);
    scene.world.run({ kind: 'customer', conversationId: 'two', name: 'Ole' }, openChat('two'));
    scene.do('ann', 'conversation.pick', { conversationId: 'two' });
    close(scene);
    expect(used()).toBe(10);
  });

  it('ends when its time is up and not before, also after a restart of the service', () => {
    const { scene, used } = wrapping(30_000);
    expect(scene.route()).toEqual({ done: [], wakeAt: scene.now() + 30_000 });
    scene.pass(29_999);
    scene.restart();
    expect(scene.route().done).toEqual([]);
    expect(used()).toBe(10);
    scene.pass(1);
    scene.restart();
    expect(scene.route().done).toEqual(['conversation.free']);
    expect(used()).toBe(0);
    // What the clock closes afterwards gives nothing back either.
    scene.pass(15 * 60_000);
    expect(scene.route().done).toEqual(['conversation.expire']);
    expect(used()).toBe(0);
  });
});
