// Changes when the page keeps or resends what the customer wrote differently. The page's logic against the channel's, over a bad network.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createChatHub } from '../../service/channels/chat/hub.ts';
import { createChatLink, type ChatLink } from '../../service/channels/chat/link.ts';
import { chatDefaults } from '../../service/channels/chat/settings.ts';
import { createKeep, memoryShelf, type Shelf } from '../../service/widget/keep.ts';
import type { Socket, SocketEvents } from '../../service/widget/link.ts';
import { createTalk, type Talk } from '../../service/widget/talk.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import { aPresence, aQueue, anAgent } from '../support/records.ts';
import { createTestService } from '../support/service-context.ts';

const ann: Actor = { kind: 'agent', id: 'ann', name: 'Ann', role: 'agent' };

/** Lets everything that is under way happen. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve));
}

/** A page and a service with a network between them that the test cuts and a clock that the test moves. */
async function setUp() {
  let now = 1_000_000;
  const service = await createTestService(
    () => [],
    () => now,
  );
  service.world.seed(
    { kind: 'queue', record: aQueue() },
    { kind: 'agent', record: anAgent('ann') },
    { kind: 'presence', record: aPresence('ann') },
  );
  const hub = createChatHub();
  service.context.onEntries((entries) => hub.hear(entries));
  const timers = new Set<{ at: number; run(): void }>();
  let up = true;
  let live: (() => void)[] = [];
  let ids = 0;

  function connect(events: SocketEvents): Socket {
    let open = true;
    const cut = (): void => {
      if (!open) return;
      open = false;
      link.end();
      setImmediate(() => events.close());
    };
    const deliver = (then: () => void): void => void setImmediate(() => open && then());
    const link: ChatLink = createChatLink({
      context: service.context,
      store: service.chatStore,
      hub,
      settings: { ...chatDefaults, widgetPath: '' },
      visit: { browser: null, mayStart: () => 0 },
      send: (frame) => deliver(() => events.message(JSON.stringify(frame))),
      close: cut,
    });
    live.push(cut);
    if (up) deliver(() => events.open());
    else cut();
    return { send: (text) => deliver(() => link.receive(Buffer.from(text))), close: cut };
  }

  const lasting = memoryShelf();
  const fleeting: Shelf = memoryShelf();
  const lost: string[] = [];
  const load = (): Talk => {
    const talk = createTalk({
      keep: createKeep(lasting, fleeting, 'k '),
      connect,
      random: () => 0.5,
      now: () => now,
      newId: () => `00000000-0000-4000-8000-${String(++ids).padStart(12, '0')}`,
      after(ms, then) {
        const timer = { at: now + ms, run: then };
        timers.add(timer);
        return () => timers.delete(timer);
      },
      changed: () => {},
      startRefused: (kind) => lost.push(kind),
      lost: (unsent) => lost.push(unsent),
    });
    talk.begin();
    return talk;
  };
  let talk = load();
  return {
    service,
    lost,
    talk: () => talk,
    cut() {
      up = false;
      for (const cut of live.splice(0)) cut();
    },
    mend: () => void (up = true),
    /** Leaves the page without a word, and comes again. */
    reload() {
      for (const cut of live.splice(0)) cut();
      timers.clear();
      talk = load();
    },
    async pass(ms: number) {
      const end = now + ms;
      for (;;) {
        await settle();
        const next = [...timers].filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (next === undefined) break;
        now = Math.max(now, next.at);
        timers.delete(next);
        next.run();
      }
      now = end;
      await settle();
    },
    async agent(type: Command['type'], args: object) {
      return service.context.run(ann, { id: `agent-${++ids}`, type, args } as Command);
    },
  };
}

const question = { name: 'Ida', email: null, text: 'q', queueId: null, language: 'en', page: null };

describe('the page over a bad network', () => {
  it('delivers every message exactly once and in order, whatever is cut or reloaded', async () => {
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.constant('say' as const) },
      { weight: 3, arbitrary: fc.constant('answer' as const) },
      { weight: 2, arbitrary: fc.constant('cut' as const) },
      { weight: 2, arbitrary: fc.constant('mend' as const) },
      { weight: 1, arbitrary: fc.constant('reload' as const) },
      { weight: 3, arbitrary: fc.constantFrom(0, 400, 3_000, 30_000) },
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const scene = await setUp();
        const said = ['q'];
        const answered: string[] = [];
        scene.talk().start(question);
        await scene.pass(1);
        const id = scene.service.world.all('conversation')[0]!.id;
        await scene.agent('conversation.pick', { conversationId: id });
        for (const action of steps) {
          if (action === 'say') {
            said.push(`said ${said.length}`);
            scene.talk().send(said.at(-1)!);
          } else if (action === 'answer') {
            answered.push(`answer ${answered.length}`);
            const args = {
              messageId: answered.at(-1)!.replace(' ', '-'),
              conversationId: id,
              text: answered.at(-1)!,
            };
            await scene.agent('message.send', { ...args, audience: 'public', articleId: null });
          } else if (action === 'cut') scene.cut();
          else if (action === 'mend') scene.mend();
          else if (action === 'reload') scene.reload();
          else await scene.pass(action);
        }
        scene.mend();
        await scene.pass(120_000);
        const { world } = scene.service;
        const arrived = world.all('message').toSorted((a, b) => a.seq! - b.seq!);
        expect(world.all('conversation')).toHaveLength(1);
        expect(arrived.filter(({ authorKind }) => authorKind === 'customer').map(({ text }) => text)).toEqual(
          said,
        );
        expect(
          scene
            .talk()
            .model()
            .messages.map(({ text }) => text),
        ).toEqual(arrived.map(({ text }) => text));
        expect(scene.talk().model().pending).toEqual([]);
        expect(scene.lost).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  it('sends a long backlog in order, at a pace the service takes', async () => {
    const scene = await setUp();
    scene.talk().start(question);
    await scene.pass(1);
    scene.cut();
    const said = Array.from({ length: 80 }, (_, n) => `n${n}`);
    for (const text of said.slice(0, 60)) scene.talk().send(text);
    scene.mend();
    await scene.pass(1_000);
    for (const text of said.slice(60)) scene.talk().send(text);
    await scene.pass(200_000);
    const arrived = scene.service.world.all('message').toSorted((a, b) => a.seq! - b.seq!);
    expect(arrived.map(({ text }) => text)).toEqual(['q', ...said]);
  });

  it('asks once however often the start is cut', async () => {
    const scene = await setUp();
    scene.cut();
    scene.talk().start(question);
    await scene.pass(5_000);
    scene.talk().send('and more');
    scene.reload();
    await scene.pass(5_000);
    expect(scene.service.world.all('conversation')).toEqual([]);
    expect(scene.talk().asked()).toEqual({ text: 'q', name: 'Ida' });
    scene.mend();
    await scene.pass(30_000);
    expect(scene.service.world.all('conversation')).toHaveLength(1);
    expect(scene.talk().model().phase).toBe('queued');
    expect(scene.service.world.all('message').map(({ text }) => text)).toEqual(['q', 'and more']);
  });

  it('gives unsent words back when the conversation cannot be continued', async () => {
    const scene = await setUp();
    scene.talk().start(question);
    await scene.pass(1);
    scene.cut();
    scene.talk().send('still on my mind');
    scene.service.chatStore.conversationOf = () => Promise.resolve(undefined);
    scene.mend();
    await scene.pass(30_000);
    expect(scene.lost).toEqual(['still on my mind']);
    expect(scene.talk().model().phase).toBe('form');
  });

  it('sends a rating that was given without a connection', async () => {
    const scene = await setUp();
    scene.talk().start(question);
    await scene.pass(1);
    const id = scene.service.world.all('conversation')[0]!.id;
    await scene.agent('conversation.pick', { conversationId: id });
    await scene.agent('conversation.end', { conversationId: id });
    await scene.pass(1);
    scene.cut();
    scene.talk().rate(4, 'fine');
    scene.reload();
    scene.mend();
    await scene.pass(30_000);
    expect(scene.service.world.get('conversation', id)?.rating).toEqual({ score: 4, comment: 'fine' });
  });
});
