// Changes when a call may go another way. Each path by name, then any order of anything from either side.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSending } from '../../shared/phone/audio.ts';
import type { EngineEvent, EngineOrder } from '../../shared/phone/engine.ts';
import { emptyPhone, nextDue, type PhoneInput, step } from '../../shared/phone/machine.ts';
import { type Call, maxLines, type PhoneState, type Wish } from '../../shared/phone/types.ts';
import { expectLegal } from './support/legal.ts';

const agent = (wish: Wish): PhoneInput => ({ from: 'agent', wish });
const engine = (event: EngineEvent): PhoneInput => ({ from: 'engine', event });
const rings = (id: string, replaces: string | null = null): PhoneInput =>
  engine({ type: 'incoming', id, party: { name: 'Ada', number: '1' }, queue: null, replaces });
const answered = (id: string): PhoneInput => engine({ type: 'answered', id });
const ready = engine({ type: 'line', line: 'ready' });

/** Runs inputs a second apart; refused wishes change nothing. */
function run(...inputs: PhoneInput[]): { state: PhoneState; orders: EngineOrder[]; call: Call } {
  let state = emptyPhone;
  const orders: EngineOrder[] = [];
  let now = 1_000_000;
  for (const input of inputs) {
    const next = step(state, input, (now += 1000));
    state = next.state;
    orders.push(...next.orders);
  }
  return { state, orders, call: state.calls[0]! };
}
const talking = (id: string): PhoneInput[] => [rings(id), agent({ type: 'answer', id }), answered(id)];
const ends = (id: string, cause: Extract<EngineEvent, { type: 'ended' }>['cause']): PhoneInput =>
  engine({ type: 'ended', id, cause });

describe('CALL-3: why a call is over', () => {
  const dial = agent({ type: 'dial', id: 'a', to: '200' });
  test.each<[string, PhoneInput[]]>([
    ['abandoned', [rings('a'), ends('a', 'cancel')]],
    ['elsewhere', [rings('a'), ends('a', 'elsewhere')]],
    ['missed', [rings('a'), ends('a', 'timeout')]],
    ['rejected', [rings('a'), agent({ type: 'reject', id: 'a' })]],
    ['rejected', [rings('a'), agent({ type: 'hangUp', id: 'a' })]],
    ['failed', [rings('a'), agent({ type: 'answer', id: 'a' }), ends('a', 'failed')]],
    ['abandoned', [rings('a'), agent({ type: 'answer', id: 'a' }), ends('a', 'cancel')]],
    ['completed', [...talking('a'), ends('a', 'bye')]],
    ['completed', [...talking('a'), agent({ type: 'hangUp', id: 'a' })]],
    ['failed', [...talking('a'), ends('a', 'failed')]],
    ['unanswered', [ready, dial, ends('a', 'unanswered')]],
    ['busy', [ready, dial, engine({ type: 'progress', id: 'a' }), ends('a', 'busy')]],
    ['rejected', [ready, dial, ends('a', 'refused')]],
    ['cancelled', [ready, dial, agent({ type: 'hangUp', id: 'a' })]],
    [
      'transferred',
      [
        ...talking('a'),
        agent({ type: 'transfer', id: 'a', to: '200' }),
        engine({ type: 'transfer', id: 'a', result: 'done' }),
      ],
    ],
  ])('%s', (end, inputs) => {
    expect(run(...inputs).call).toMatchObject({ phase: 'ended', end, due: {} });
  });

  test('CALL-32: what is ended here while the line is away is kept as untold until the engine says otherwise', () => {
    const away = engine({ type: 'line', line: 'away' });
    const hangUp = agent({ type: 'hangUp', id: 'a' });
    expect(run(ready, ...talking('a'), hangUp).call.untold).toBeUndefined();
    const untold = run(ready, ...talking('a'), away, hangUp);
    expect(untold.call).toMatchObject({ phase: 'ended', end: 'completed', untold: true, due: {} });
    expect(untold.orders.at(-1)).toEqual({ type: 'hangUp', id: 'a' });
    expect(run(ready, rings('a'), away, agent({ type: 'reject', id: 'a' })).call.untold).toBe(true);
    // That the line is back is not yet that it was said.
    const told = run(ready, ...talking('a'), away, hangUp, ready);
    expect(told.call.untold).toBe(true);
    const { call } = run(ready, ...talking('a'), away, hangUp, ready, ends('a', 'failed'));
    expect(call).toMatchObject({ phase: 'ended', end: 'completed', untold: false });
  });

  test('what comes after the end changes nothing', () => {
    const before = run(rings('a'), ends('a', 'elsewhere'));
    const after = run(rings('a'), ends('a', 'elsewhere'), answered('a'), ends('a', 'bye'));
    expect(after.call).toEqual(before.call);
  });
});

describe('CALL-4: who is heard', () => {
  test('nobody is, before it is answered here', () => {
    expect(run(rings('a'), answered('a')).orders).toEqual([]);
  });
  test('hold silences before it asks the other side', () => {
    const { orders } = run(...talking('a'), agent({ type: 'hold', id: 'a', on: true }));
    expect(orders.slice(-3)).toEqual([
      { type: 'send', id: 'a', on: false },
      { type: 'hear', id: 'a', on: false },
      { type: 'hold', id: 'a', on: true },
    ]);
  });
  test('CALL-5: the own mute survives a hold', () => {
    const { call, orders } = run(
      ...talking('a'),
      agent({ type: 'mute', id: 'a', on: true }),
      agent({ type: 'hold', id: 'a', on: true }),
      engine({ type: 'holdDone', id: 'a', on: true, ok: true }),
      agent({ type: 'hold', id: 'a', on: false }),
      engine({ type: 'holdDone', id: 'a', on: false, ok: true }),
    );
    expect(call).toMatchObject({ muted: true, held: false, heldOnWire: false });
    expect(orders.findLast(({ type }) => type === 'send')).toMatchObject({ on: false });
  });
  test('since when a call is on hold is known, and not anew when it is held again', () => {
    const held = run(...talking('a'), agent({ type: 'hold', id: 'a', on: true }));
    // Ringing, answered, through: the fourth second.
    expect(held.call.heldSince).toBe(1_004_000);
    const agreed = run(
      ...talking('a'),
      agent({ type: 'hold', id: 'a', on: true }),
      engine({ type: 'holdDone', id: 'a', on: true, ok: true }),
      agent({ type: 'hold', id: 'a', on: true }),
    );
    expect(agreed.call).toMatchObject({ held: true, heldSince: 1_004_000 });
    const back = run(
      ...talking('a'),
      agent({ type: 'hold', id: 'a', on: true }),
      engine({ type: 'holdDone', id: 'a', on: true, ok: true }),
      agent({ type: 'hold', id: 'a', on: false }),
    );
    expect(back.call).toMatchObject({ held: false, heldSince: null });
    // Another one that is taken up puts it on hold as well.
    expect(run(...talking('a'), ...talking('b')).call).toMatchObject({ held: true });
    expect(run(...talking('a'), ...talking('b')).call.heldSince).toBeGreaterThan(1_004_000);
  });
  test('CALL-5: in a conference the own mute is for all of it', () => {
    const { state } = run(
      ...talking('a'),
      ...talking('b'),
      agent({ type: 'conference', ids: ['a', 'b'] }),
      agent({ type: 'mute', id: 'b', on: true }),
    );
    expect(state.calls).toMatchObject([{ muted: true }, { muted: true }]);
  });
  test('a refused hold still silences us; a refused return stays on hold', () => {
    const refused = run(
      ...talking('a'),
      agent({ type: 'hold', id: 'a', on: true }),
      engine({ type: 'holdDone', id: 'a', on: true, ok: false }),
    );
    expect(refused.call).toMatchObject({ held: true, heldOnWire: false, holdBusy: false });
    expect(isSending(refused.call)).toBe(false);
    const back = run(
      ...talking('a'),
      agent({ type: 'hold', id: 'a', on: true }),
      engine({ type: 'holdDone', id: 'a', on: true, ok: true }),
      agent({ type: 'hold', id: 'a', on: false }),
      engine({ type: 'holdDone', id: 'a', on: false, ok: false }),
    );
    expect(back.call).toMatchObject({ held: true, heldOnWire: true, holdBusy: false });
  });
  test('of quick presses the last one holds', () => {
    const { orders, call } = run(
      ...talking('a'),
      agent({ type: 'hold', id: 'a', on: true }),
      agent({ type: 'hold', id: 'a', on: false }),
      engine({ type: 'holdDone', id: 'a', on: true, ok: true }),
    );
    expect(call).toMatchObject({ held: false, holdBusy: true });
    expect(orders.filter(({ type }) => type === 'hold')).toEqual([
      { type: 'hold', id: 'a', on: true },
      { type: 'hold', id: 'a', on: false },
    ]);
  });
  test('CALL-6: answering a second call puts the first on hold', () => {
    const { state } = run(...talking('a'), ...talking('b'));
    expect(state.calls.map(({ held }) => held)).toEqual([true, false]);
  });
  test('three hear each other, and one who is put on hold hears nobody', () => {
    const together = [...talking('a'), ...talking('b'), agent({ type: 'conference', ids: ['a', 'b'] })];
    const joined = run(
      ...together,
      engine({ type: 'holdDone', id: 'a', on: true, ok: true }),
      engine({ type: 'holdDone', id: 'a', on: false, ok: true }),
    );
    expect(joined.orders.at(-1)).toEqual({ type: 'mix', ids: ['a', 'b'] });
    const left = run(...together, agent({ type: 'hold', id: 'a', on: true }));
    expect(left.state.conference).toEqual([]);
  });
});

test('a call that takes the place of another is answered by itself, and keeps the mute', () => {
  const { state, orders } = run(
    ...talking('a'),
    agent({ type: 'mute', id: 'a', on: true }),
    rings('b', 'a'),
    answered('b'),
  );
  expect(orders).toContainEqual({ type: 'answer', id: 'b' });
  expect(state.calls).toMatchObject([{ end: 'transferred' }, { phase: 'talking', muted: true }]);
});

test('a call more than there are lines is refused as busy', () => {
  const ids = Array.from({ length: maxLines + 1 }, (_, at) => `c${at}`);
  const { state, orders } = run(...ids.map((id) => rings(id)));
  expect(orders).toEqual([{ type: 'reject', id: ids.at(-1), why: 'busy' }]);
  expect(state.calls.at(-1)).toMatchObject({ end: 'missed' });
});

test('a wish that cannot be is refused', () => {
  expect(() => run(agent({ type: 'dial', id: 'a', to: '200' }))).toThrow('not signed in');
  expect(() => run(agent({ type: 'answer', id: 'a' }))).toThrow('no such call');
  expect(() => run(rings('a'), agent({ type: 'hold', id: 'a', on: true }))).toThrow('cannot be held');
});

describe('any order of anything', () => {
  const id = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g', 'h');
  const on = fc.boolean();
  const wish: fc.Arbitrary<Wish> = fc.oneof(
    fc.record({ type: fc.constant('dial'), id, to: fc.constant('200') } as const),
    fc.record({ type: fc.constantFrom('answer', 'reject', 'hangUp', 'forget'), id } as const),
    { weight: 3, arbitrary: fc.record({ type: fc.constant('answer'), id } as const) },
    fc.record({ type: fc.constantFrom('hold', 'mute'), id, on } as const),
    fc.record({ type: fc.constant('dtmf'), id, tones: fc.constant('1') } as const),
    fc.record({ type: fc.constant('transfer'), id, to: fc.constant('200') } as const),
    fc.record({ type: fc.constant('transferTo'), id, consult: id } as const),
    fc.record({
      type: fc.constant('conference'),
      ids: fc.array(id, { minLength: 2, maxLength: 3 }),
    } as const),
  );
  const event: fc.Arbitrary<EngineEvent> = fc.oneof(
    fc.record({
      type: fc.constant('line'),
      line: fc.constantFrom('off', 'registering', 'ready', 'ready', 'away', 'refused'),
    } as const),
    {
      weight: 3,
      arbitrary: fc.record({
        type: fc.constant('incoming'),
        id,
        party: fc.record({ name: fc.string({ maxLength: 9 }), number: fc.constant('1') }),
        queue: fc.constant(null),
        replaces: fc.option(id, { freq: 3 }),
      } as const),
    },
    fc.record({ type: fc.constant('progress'), id } as const),
    { weight: 4, arbitrary: fc.record({ type: fc.constant('answered'), id } as const) },
    fc.record({
      type: fc.constant('ended'),
      id,
      cause: fc.constantFrom(
        'bye',
        'cancel',
        'elsewhere',
        'timeout',
        'busy',
        'refused',
        'unanswered',
        'failed',
      ),
    } as const),
    { weight: 2, arbitrary: fc.record({ type: fc.constant('holdDone'), id, on, ok: on } as const) },
    fc.record({ type: fc.constant('farHold'), id, on } as const),
    fc.record({ type: fc.constant('media'), id, media: fc.constantFrom('flowing', 'lost') } as const),
    fc.record({
      type: fc.constant('transfer'),
      id,
      result: fc.constantFrom('accepted', 'done', 'refused'),
    } as const),
  );
  const input: fc.Arbitrary<PhoneInput> = fc.oneof(
    wish.map(agent),
    event.map(engine),
    fc.constant<PhoneInput>({ from: 'clock' }),
  );
  const inputs = fc.array(fc.tuple(input, fc.integer({ min: 0, max: 20_000 })), {
    maxLength: 120,
    size: 'max',
  });

  test('CALL-1, CALL-2: ends in a legal state; audio follows the state; nothing rings for ever', () => {
    fc.assert(
      fc.property(inputs, (script) => {
        let state = emptyPhone;
        let now = 1_000_000;
        const sending = new Map<string, boolean>();
        const alive = new Set<string>();
        const take = (next: PhoneInput): void => {
          let reached: ReturnType<typeof step>;
          try {
            reached = step(state, next, now);
          } catch (error) {
            // Only wishes are refused, and by kind.
            expect(next.from).toBe('agent');
            expect(error).toMatchObject({ name: 'AppError' });
            return;
          }
          if (next.from === 'engine' && next.event.type === 'incoming') {
            if (!state.calls.some((call) => call.id === (next.event as { id: string }).id))
              alive.add(next.event.id);
          }
          if (next.from === 'engine' && next.event.type === 'ended') alive.delete(next.event.id);
          for (const order of reached.orders) {
            if (order.type === 'dial') alive.add(order.id);
            if (order.type === 'reject' || order.type === 'hangUp') alive.delete(order.id);
            if (order.type === 'send') sending.set(order.id, order.on);
          }
          const old = state;
          state = reached.state;
          expectLegal(state);
          for (const call of state.calls) {
            if (call.phase === 'ended') sending.delete(call.id);
            else expect(sending.get(call.id) ?? false).toBe(isSending(call));
            // On hold or muted nothing of the agent is heard, whatever else goes on.
            if (call.held || call.muted) expect(sending.get(call.id) ?? false).toBe(false);
            const before = old.calls.find((one) => one.id === call.id);
            // What has ended stays as it is, but that the other side may come to know of it.
            if (before?.phase === 'ended')
              expect(call).toEqual(before.untold === true ? { ...before, untold: call.untold } : before);
            // Only the agent's own wish changes the agent's own mute.
            if (before !== undefined && before.muted !== call.muted) {
              expect(next).toMatchObject({ from: 'agent', wish: { type: 'mute' } });
              const { id } = (next as { wish: { id: string } }).wish;
              const all = old.conference.includes(id) ? old.conference : [id];
              expect(all).toContain(call.id);
            }
          }
          // What the machine takes for live, the line has, and the other way round: no call is left behind there.
          const live = state.calls.filter(({ phase }) => phase !== 'ended').map((call) => call.id);
          expect([...alive].toSorted()).toEqual(live.toSorted());
        };
        for (const [next, later] of script) {
          now += later;
          take(next);
        }
        // From here on nobody says anything any more: only the clock.
        for (let turn = 0; nextDue(state) !== undefined; turn += 1) {
          expect(turn).toBeLessThan(100);
          now = Math.max(now, nextDue(state)!);
          take({ from: 'clock' });
        }
        for (const call of state.calls) expect(['talking', 'ended']).toContain(call.phase);
      }),
      { numRuns: 400 },
    );
  });
});
