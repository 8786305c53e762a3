// Changes when news give way to the agent's hands differently.
import { describe, expect, test } from 'vitest';
import { createThinned } from '../../renderer/app/thinned.ts';
import { createGather, type FrameDeps } from '../../renderer/data/frame.ts';
import { createHandTime } from './hands.ts';

function setUp() {
  const time = createHandTime();
  const soon: (() => void)[] = [];
  const frames: (() => void)[] = [];
  let press = (): void => {};
  const deps: FrameDeps = {
    onPress: (listener) => (press = listener),
    afterFrame: (run) => void frames.push(run),
    soon: (run) => void soon.push(run),
    set: time.timers.set,
    clear: time.timers.clear,
  };
  const all = (runs: (() => void)[]): void => runs.splice(0).forEach((run) => run());
  return {
    time,
    gather: createGather(deps),
    press: () => press(),
    turn: () => all(soon),
    paint: () => all(frames),
  };
}

describe('STORE-30: rows that have arrived', () => {
  test('are shown in the next turn while nobody presses anything', () => {
    const { gather, turn } = setUp();
    const shown: string[] = [];
    gather(() => shown.push('rows'));
    expect(shown).toEqual([]);
    turn();
    expect(shown).toEqual(['rows']);
  });

  test('wait until what was pressed is painted, also those that came just before it', () => {
    const { gather, press, turn, paint } = setUp();
    const shown: string[] = [];
    gather(() => shown.push('before'));
    press();
    gather(() => shown.push('after'));
    turn();
    expect(shown).toEqual([]);
    paint();
    expect(shown.toSorted()).toEqual(['after', 'before']);
    gather(() => shown.push('later'));
    turn();
    expect(shown).toContain('later');
  });

  test('wait no longer than a moment where nothing is painted', () => {
    const { gather, press, time, paint } = setUp();
    const shown: string[] = [];
    press();
    gather(() => shown.push('rows'));
    time.pass(99);
    expect(shown).toEqual([]);
    time.pass(1);
    expect(shown).toEqual(['rows']);
    // The frame that comes after all finds nothing to do.
    paint();
    expect(shown).toEqual(['rows']);
  });
});

test('what is told again and again is passed on at once, and then the last of it in each while', () => {
  const time = createHandTime();
  const passed: string[] = [];
  const thinned = createThinned<number>(250, time.timers, (key, value) =>
    passed.push(`${key} ${String(value)}`),
  );
  for (const value of [1, 2, 3]) thinned.tell('badge', value);
  thinned.tell('tray', 1);
  expect(passed).toEqual(['badge 1', 'tray 1']);
  time.pass(250);
  expect(passed).toEqual(['badge 1', 'tray 1', 'badge 3']);
  thinned.tell('badge', 4);
  time.pass(250);
  expect(passed.at(-1)).toBe('badge 4');
  time.pass(1_000);
  thinned.tell('badge', 5);
  expect(passed.at(-1)).toBe('badge 5');
  thinned.tell('badge', 6);
  thinned.stop();
  time.pass(1_000);
  expect(passed.at(-1)).toBe('badge 5');
});
