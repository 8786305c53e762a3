// Changes when the simulated callers of the demo call, speak, give up or say goodbye otherwise. Time and chance are the test's.
import { expect, test } from 'vitest';
import { startCallers, type Person } from '../../build/pbx/callers.ts';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import type { Caller } from '../../build/pbx/pbx.ts';

const ada: Person = { name: 'Ada', number: '+15550100', language: 'en' };

function demo(words: readonly string[] = ['The lamp hums.', 'It is new.']) {
  const world = { phones: ['101'], state: 'ringing', held: false, consent: true, live: 0 };
  const callers: Caller[] = [];
  const said: string[] = [];
  const problems: string[] = [];
  let hungUp = 0;
  let time = 0;
  let waiting: { at: number; run: () => void; n: number }[] = [];
  let n = 0;
  const stop = startCallers({
    pbx: { registered: () => world.phones, live: () => world.live },
    route: (caller) => {
      callers.push(caller);
      world.live += 1;
      let end = (): void => {};
      const over = new Promise<void>((resolve) => {
        end = () => {
          world.live -= 1;
          resolve();
        };
      });
      const leg = { state: () => world.state, held: () => world.held } as PbxCall;
      return Promise.resolve({
        conversationId: 'conversation-1',
        leg: () => leg,
        hangUp: () => {
          hungUp += 1;
          end();
        },
        say: ({ text }) => {
          if (world.consent) said.push(text);
          return Promise.resolve(world.consent);
        },
        over,
      });
    },
    onProblem: (what) => void problems.push(what),
    people: [ada],
    queues: ['Billing'],
    atOnce: 1,
    timers: {
      set: (run, ms) => {
        waiting.push({ at: time + ms, run, n: (n += 1) });
        return n;
      },
      clear: (timer) => void (waiting = waiting.filter((one) => one.n !== timer)),
    },
    random: () => 0,
    now: () => time,
    words: () => words,
  });
  const pass = async (ms: number): Promise<void> => {
    const end = time + ms;
    for (;;) {
      // What follows from one thing happens before the next.
      await new Promise((resolve) => void setImmediate(resolve));
      const [next] = waiting.filter(({ at }) => at <= end).toSorted((a, b) => a.at - b.at);
      if (next === undefined) break;
      time = next.at;
      waiting = waiting.filter((one) => one !== next);
      next.run();
    }
    time = end;
  };
  return { world, callers, said, problems, stop, pass, hungUp: () => hungUp };
}

test('nobody calls while no telephone is there; then one calls with a voice, a name and a queue, and no second beside it', async () => {
  const { world, callers, pass, stop, problems } = demo();
  world.phones = [];
  await pass(60_000);
  expect(callers).toEqual([]);
  world.phones = ['101'];
  world.state = 'talking';
  await pass(120_000);
  expect(callers).toMatchObject([{ name: 'Ada', number: '+15550100', queue: 'Billing' }]);
  expect(typeof callers[0]?.voice).toBe('function');
  expect(problems).toEqual([]);
  stop();
});

test('whoever is not answered gives up after a minute; another one calls later', async () => {
  const { world, callers, pass, hungUp, stop } = demo();
  await pass(20_000);
  expect(callers).toHaveLength(1);
  await pass(59_000);
  expect(hungUp()).toBe(0);
  await pass(1_500);
  expect([hungUp(), world.live]).toEqual([1, 0]);
  await pass(60_000);
  expect(callers).toHaveLength(2);
  stop();
  await pass(600_000);
  expect(callers).toHaveLength(2);
});

test('whoever is answered speaks, is silent on hold, says again what was not taken, and goes after some minutes', async () => {
  const { world, pass, said, hungUp, stop } = demo(['One.', 'Two.', 'Three.']);
  await pass(20_000);
  world.state = 'talking';
  world.consent = false;
  await pass(25_000);
  expect(said).toEqual([]);
  world.consent = true;
  await pass(12_000);
  expect(said).toEqual(['One.']);
  world.held = true;
  await pass(60_000);
  expect(said).toEqual(['One.']);
  world.held = false;
  await pass(40_000);
  expect(said).toEqual(['One.', 'Two.', 'Three.']);
  expect(hungUp()).toBe(0);
  await pass(240_000);
  expect(hungUp()).toBeGreaterThan(0);
  stop();
});
