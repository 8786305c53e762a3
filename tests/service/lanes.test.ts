// Changes when pushes are gathered, shared out or given up in another way.
import { describe, expect, test } from 'vitest';
import type { DeskAnswer, DeskItem, Push } from '../../service/decide/batch.ts';
import { createLanes, type LaneBounds } from '../../service/decide/lanes.ts';

const bounds: LaneBounds = { lanes: 1, mostItems: 10, share: 4 };

function push(agentId: string, from: number, count: number, deskId = 'desk'): Push {
  const items = Array.from({ length: count }, (_, i): DeskItem => {
    const n = from + i;
    return {
      n,
      commandId: `${agentId}-${deskId}-${n}`,
      command: null,
      refusal: { kind: 'invalid', message: 'no' },
    };
  });
  return { desk: { agentId, deskId }, actor: { kind: 'system' }, items };
}
const idsOf = (pushes: readonly Push[]): string[] =>
  pushes.flatMap(({ items }) => items.map(({ commandId }) => commandId));

/** Lanes over a decider that the test steps by hand. */
function scene(over: Partial<LaneBounds> = {}) {
  const batches: { pushes: readonly Push[]; decide(gapAt?: string): void; fail(error: Error): void }[] = [];
  const turns: (() => void)[] = [];
  const lanes = createLanes(
    (pushes) =>
      new Promise((resolve, reject) => {
        batches.push({
          pushes,
          decide: (gapAt) =>
            resolve(
              pushes.map(({ items }) => {
                const hole = items.findIndex(({ commandId }) => commandId === gapAt);
                const answers = items.slice(0, hole < 0 ? items.length : hole).map(
                  ({ commandId }): DeskAnswer => ({
                    kind: 'verdict',
                    verdict: { commandId, at: '1.1', refusal: null },
                  }),
                );
                return hole < 0 ? answers : [...answers, { kind: 'gap', expected: 1 }];
              }),
            ),
          fail: reject,
        });
      }),
    (run) => turns.push(run),
    { ...bounds, ...over },
  );
  return {
    push: lanes.push,
    batches,
    /** Lets the loop turn, and everything that waits for it. */
    async turn() {
      for (const run of turns.splice(0)) run();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
}
const answered = (answers: DeskAnswer[]): string[] =>
  answers.map((answer) => (answer.kind === 'gap' ? 'gap' : answer.verdict.commandId));

describe('pushes that wait', () => {
  test('what arrives in one turn shares a transaction, what arrives during it the next', async () => {
    const { push: give, batches, turn } = scene();
    const first = [give(push('anna', 1, 1)), give(push('ben', 1, 1))];
    await turn();
    const second = [give(push('cleo', 1, 1)), give(push('anna', 2, 1))];
    await turn();
    expect(batches.map(({ pushes }) => idsOf(pushes))).toEqual([['anna-desk-1', 'ben-desk-1']]);
    batches[0]!.decide();
    expect((await Promise.all(first)).map(answered)).toEqual([['anna-desk-1'], ['ben-desk-1']]);
    await turn();
    expect(idsOf(batches[1]!.pushes).toSorted()).toEqual(['anna-desk-2', 'cleo-desk-1']);
    batches[1]!.decide();
    await Promise.all(second);
    await turn();
    expect(batches).toHaveLength(2);
  });

  test('one agent with very much gets its share of each transaction, however many links it has', async () => {
    const { push: give, batches, turn } = scene();
    const much = [give(push('anna', 1, 9, 'left')), give(push('anna', 1, 9, 'right'))];
    const little = give(push('ben', 1, 2));
    await turn();
    expect(idsOf(batches[0]!.pushes)).toEqual(
      [1, 2, 3, 4].map((n) => `anna-left-${n}`).concat('ben-desk-1', 'ben-desk-2'),
    );
    batches[0]!.decide();
    expect(answered(await little)).toEqual(['ben-desk-1', 'ben-desk-2']);
    await turn();
    // Alone again, it gets all the room there is.
    expect(idsOf(batches[1]!.pushes)).toHaveLength(bounds.mostItems);
    batches[1]!.decide();
    await turn();
    batches[2]!.decide();
    expect((await Promise.all(much)).map((answers) => answered(answers).length)).toEqual([9, 9]);
    const order = batches.flatMap(({ pushes }) => idsOf(pushes)).filter((id) => id.startsWith('anna-left'));
    expect(order).toEqual(Array.from({ length: 9 }, (_, i) => `anna-left-${i + 1}`));
  });

  test('with more agents than room, those who waited longest come first', async () => {
    const { push: give, batches, turn } = scene({ mostItems: 4, share: 2 });
    const all = ['a', 'b', 'c'].map((agent) => give(push(agent, 1, 3)));
    await turn();
    while (batches.at(-1)!.pushes.length > 0 && batches.length < 6) {
      batches.at(-1)!.decide();
      const before = batches.length;
      await turn();
      if (batches.length === before) break;
    }
    await Promise.all(all);
    expect(batches.map(({ pushes }) => idsOf(pushes))).toEqual([
      ['a-desk-1', 'a-desk-2', 'b-desk-1', 'b-desk-2'],
      ['c-desk-1', 'c-desk-2', 'a-desk-3', 'b-desk-3'],
      ['c-desk-3'],
    ]);
  });

  test('after a hole the rest of a push is dropped', async () => {
    const { push: give, batches, turn } = scene();
    const much = give(push('anna', 1, 9));
    const other = give(push('ben', 1, 1));
    await turn();
    batches[0]!.decide('anna-desk-3');
    expect(answered(await much)).toEqual(['anna-desk-1', 'anna-desk-2', 'gap']);
    await other;
    await turn();
    expect(batches).toHaveLength(1);
  });

  test('when the database is away, those of that transaction are told, and what came later is tried', async () => {
    const { push: give, batches, turn } = scene();
    const lost = [give(push('anna', 1, 9)), give(push('ben', 1, 1))].map((each) => each.catch(() => 'lost'));
    await turn();
    const later = give(push('cleo', 1, 1));
    batches[0]!.fail(new Error('away'));
    expect(await Promise.all(lost)).toEqual(['lost', 'lost']);
    await turn();
    expect(idsOf(batches[1]!.pushes)).toEqual(['cleo-desk-1']);
    batches[1]!.decide();
    expect(answered(await later)).toEqual(['cleo-desk-1']);
  });

  test('what nobody waits for any more is not begun', async () => {
    const { push: give, batches, turn } = scene();
    let linked = true;
    const gone = give(push('anna', 1, 9), () => linked);
    const other = give(push('ben', 1, 9));
    await turn();
    linked = false;
    batches[0]!.decide();
    await gone;
    await turn();
    expect(idsOf(batches[1]!.pushes).every((id) => id.startsWith('ben'))).toBe(true);
    batches[1]!.decide();
    await other;
  });
});
