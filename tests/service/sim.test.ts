// Changes when simulated customers behave differently: what they are made of, how they talk, how they end.
import { afterEach, describe, expect, it } from 'vitest';
import { chatWith } from '../../service/channels/chat/index.ts';
import { createCasting } from '../../service/sim/casting.ts';
import { startSimulation } from '../../service/sim/index.ts';
import { scriptsByLocale } from '../../service/sim/scripts/index.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import { locales } from '../../shared/domain/people.ts';
import { aPresence, aQueue, anAgent } from '../support/records.ts';
import { createTestService, type TestService } from '../support/service-context.ts';
import { until } from '../support/until.ts';

const ann: Actor = { kind: 'agent', id: 'ann', name: 'Ann Berg', role: 'agent' };
let service: TestService | null = null;
afterEach(async () => {
  await service?.stop();
  service = null;
});

/** A service; with an agent who picks everything and answers everything when `answers`. */
async function setUp(answers: boolean): Promise<string> {
  const running = await createTestService(({ chatStore }) => [chatWith({}, chatStore)]);
  service = running;
  running.world.seed(
    { kind: 'queue', record: aQueue() },
    { kind: 'agent', record: anAgent('ann') },
    { kind: 'presence', record: aPresence('ann', { capacity: 1000 }) },
  );
  let count = 0;
  const act = (type: Command['type'], args: object): void =>
    void running.context.run(ann, { id: `a-${++count}`, type, args } as Command);
  running.context.onEntries((entries) => {
    for (const entry of entries) {
      if (
        !answers ||
        entry.kind !== 'message' ||
        entry.op !== 'put' ||
        entry.record.authorKind !== 'customer'
      )
        continue;
      const { conversationId } = entry.record;
      if (entry.record.seq === 1) act('conversation.pick', { conversationId });
      act('message.send', {
        messageId: `re-${++count}`,
        conversationId,
        audience: 'public',
        text: 'I see. Tell me more.',
        articleId: null,
      });
    }
  });
  return running.listen();
}

const scripts = Object.values(scriptsByLocale).flat();

describe('the scripts', () => {
  it('are four to six in each language, in several moods, with names and keys of their own', () => {
    for (const locale of locales) {
      const own = scriptsByLocale[locale];
      expect(own.length, locale).toBeGreaterThanOrEqual(4);
      expect(own.length, locale).toBeLessThanOrEqual(6);
      expect(new Set(own.map(({ mood }) => mood)).size, locale).toBeGreaterThanOrEqual(3);
      expect(own.every((script) => script.locale === locale)).toBe(true);
    }
    expect(new Set(scripts.map(({ key }) => key)).size).toBe(scripts.length);
    expect(new Set(scripts.map(({ name }) => name)).size).toBe(scripts.length);
  });

  it.each(scripts.map((script) => [script.key, script] as const))(
    '%s has four to ten lines and reserved addresses only',
    (_, script) => {
      const lines = [script.opening, ...script.turns.flat()];
      expect(lines.length).toBeGreaterThanOrEqual(4);
      expect(lines.length).toBeLessThanOrEqual(10);
      for (const line of [...lines, ...script.impatient]) expect(line).toBe(line.trim());
      if (script.email !== null) expect(script.email).toMatch(/@example\.(com|org|net)$/);
    },
  );

  it('are cast the same for the same seed, each once before any again', () => {
    const cast = (seed: number): string[] => {
      const next = createCasting(seed);
      return scripts.map(() => next().script.key);
    };
    expect(cast(7)).toEqual(cast(7));
    expect(cast(7)).not.toEqual(cast(8));
    expect(new Set(cast(7)).size).toBe(scripts.length);
  });
});

describe('a simulation', () => {
  it('talks to the end of its scripts, leaves or is left, and rates', async () => {
    const address = await setUp(true);
    const { world, context } = service!;
    const simulation = startSimulation({
      address,
      customers: 3,
      seed: 1,
      now: Date.now,
      log: context.log,
      pace: 0.004,
      rounds: 2,
    });
    expect(await simulation.done).toEqual({ served: 6, gaveUp: 0, refused: 0, stopped: 0 });
    const talks = world.all('conversation');
    expect(talks).toHaveLength(6);
    for (const talk of talks) {
      const script = scripts.find(({ name }) => name === talk.visitor.name)!;
      const said = world
        .all('message')
        .filter(({ conversationId, authorKind }) => conversationId === talk.id && authorKind === 'customer')
        .toSorted((a, b) => a.seq! - b.seq!);
      expect(said.map(({ text }) => text)).toEqual([script.opening, ...script.turns.flat()]);
      expect(talk.state).toBe('wrapUp');
      expect(talk.rating).toEqual(script.rating);
    }
  });

  it('leaves at once when it is stopped', async () => {
    const address = await setUp(false);
    const { world, context } = service!;
    const simulation = startSimulation({
      address,
      customers: 2,
      seed: 3,
      now: Date.now,
      log: context.log,
      pace: 0.05,
    });
    await until(() => world.all('conversation').length === 2, { what: 'two customers' });
    expect(await simulation.stop()).toMatchObject({ stopped: 2 });
    expect(world.all('conversation').map(({ state }) => state)).toEqual(['closed', 'closed']);
  });
});
