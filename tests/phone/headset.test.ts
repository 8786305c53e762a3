// Changes when the buttons and lights of headsets must do something else. A simulated device of real descriptors, by bytes.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHeadsets } from '../../renderer/phone/headset.ts';
import { readMap, readReport, writeLights } from '../../renderer/phone/headset-reports.ts';
import { createLog } from '../../shared/log.ts';
import { createPhone } from '../../shared/phone/phone.ts';
import { createScriptedEngine } from '../../shared/phone/scripted-engine.ts';
import type { Wish } from '../../shared/phone/types.ts';
import {
  collectionsOf,
  fakeHeadset,
  fakeHid,
  keyboard,
  oneButton,
  usualHeadset,
  type FakeHeadset,
} from './support/hid.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};
const timers = { set: () => 0, clear: () => {} };

/** A phone with a scripted line, and a headset at it. */
async function make(...headsets: FakeHeadset[]) {
  const { engine, far } = createScriptedEngine();
  const phone = createPhone({ engine, now: () => 1_000, timers });
  const hid = fakeHid(...headsets);
  let names: readonly string[] = [];
  const wishes: Wish[] = [];
  const known = createHeadsets({
    hid,
    wish: (wish) => {
      wishes.push(wish);
      phone.wish(wish);
    },
    state: phone.state,
    onNames: (next) => (names = next),
    log: createLog(
      () => {},
      () => 0,
    ),
  });
  phone.onChange(known.show);
  engine.start({} as never);
  await settle();
  return { phone, far, hid, wishes, names: () => names };
}
const phases = (phone: { state(): { calls: readonly { phase: string }[] } }): string[] =>
  phone.state().calls.map(({ phase }) => phase);

// Report 2 of the usual headset: its lights by name.
const light = { offHook: 1, mute: 2, ring: 4, hold: 8, ringer: 32 };
const lit = ({ shown }: FakeHeadset): number => shown.get(2)?.[0] ?? -1;

describe('CALL-21: a headset', () => {
  test('rings, answers, mutes and hangs up, and shows each of it', async () => {
    const headset = fakeHeadset(usualHeadset);
    const { phone, far, names } = await make(headset);
    expect(names()).toEqual(['Headset']);
    const call = far.ring();
    await settle();
    expect(lit(headset)).toBe(light.ring | light.ringer);
    headset.press(2, 0b001, 0);
    await settle();
    expect(call.state()).toBe('talking');
    expect(lit(headset)).toBe(light.offHook);

    // Mute is a press: on, and gone with the next report.
    headset.press(2, 0b101, 0);
    headset.press(2, 0b001, 0);
    await settle();
    expect(phone.state().calls[0]?.muted).toBe(true);
    expect(lit(headset)).toBe(light.offHook | light.mute);
    headset.press(2, 0b101, 0);
    headset.press(2, 0b001, 0);
    await settle();
    expect(phone.state().calls[0]?.muted).toBe(false);

    headset.press(2, 0b000, 0);
    await settle();
    expect(call.ended()).toBe('bye');
    expect(lit(headset)).toBe(0);
  });

  test('mutes what the window has not muted, and shows what the window has: both ways', async () => {
    const headset = fakeHeadset(usualHeadset);
    const { phone, far } = await make(headset);
    far.ring();
    await settle();
    const { id } = phone.state().calls[0]!;
    phone.wish({ type: 'answer', id });
    await settle();
    phone.wish({ type: 'mute', id, on: true });
    await settle();
    expect(lit(headset)).toBe(light.offHook | light.mute);
    phone.wish({ type: 'hold', id, on: true });
    await settle();
    expect(lit(headset)).toBe(light.offHook | light.mute | light.hold);
  });

  test('that answers its lights with a report of its own neither answers nor ends another call by it', async () => {
    const headset = fakeHeadset(usualHeadset);
    const { phone, far, wishes } = await make(headset);
    const first = far.ring();
    const second = far.ring();
    await settle();
    phone.wish({ type: 'answer', id: first.id });
    await settle();
    // It has taken itself off the hook, because its light said so.
    headset.press(2, 0b001, 0);
    await settle();
    expect(wishes).toEqual([]);
    expect(second.state()).toBe('ringing');
    expect(first.state()).toBe('talking');
  });

  test('refuses by its own button, and goes to the waiting call and back by flash', async () => {
    const headset = fakeHeadset(usualHeadset);
    const { phone, far } = await make(headset);
    const refused = far.ring();
    await settle();
    headset.press(2, 0, 0b10);
    headset.press(2, 0, 0);
    await settle();
    expect(refused.ended()).toBe('603');

    const first = far.ring();
    await settle();
    headset.press(2, 1, 0);
    await settle();
    const second = far.ring();
    await settle();
    headset.press(2, 0b1001, 0);
    headset.press(2, 0b0001, 0);
    await settle();
    expect([first.held(), second.state()]).toEqual([true, 'talking']);
    headset.press(2, 0b1001, 0);
    headset.press(2, 0b0001, 0);
    await settle();
    expect([first.held(), second.held()]).toEqual([false, true]);
    expect(phases(phone).filter((phase) => phase === 'talking')).toHaveLength(2);
  });

  test('with one button answers and hangs up with it, and its switch mutes as it stands', async () => {
    const base = fakeHeadset(oneButton);
    const { phone, far } = await make(base);
    const call = far.ring();
    await settle();
    base.press(0, 0b010000);
    base.press(0, 0);
    await settle();
    expect(call.state()).toBe('talking');
    base.press(0, 0b100000);
    await settle();
    expect(phone.state().calls[0]?.muted).toBe(true);
    expect(base.shown.get(0)).toEqual([0b11]);
    base.press(0, 0);
    await settle();
    expect(phone.state().calls[0]?.muted).toBe(false);
    base.press(0, 0b010000);
    await settle();
    expect(call.ended()).toBe('bye');
  });

  test('comes and goes: the new one shows what is, the one that went means nothing any more', async () => {
    const { far, hid, names, wishes } = await make();
    const call = far.ring();
    await settle();
    const late = fakeHeadset(usualHeadset, 'Late');
    hid.connect(late);
    await settle();
    expect(names()).toEqual(['Late']);
    expect(lit(late)).toBe(light.ring | light.ringer);
    hid.disconnect(late);
    late.press(2, 1, 0);
    expect(names()).toEqual([]);
    expect(wishes).toEqual([]);
    expect(call.state()).toBe('ringing');
  });

  test('that is none is not opened', async () => {
    const other = fakeHeadset(keyboard);
    const { names } = await make(other);
    expect(other.device.opened).toBe(false);
    expect(names()).toEqual([]);
  });
});

describe('reports', () => {
  test('are read where the description says: behind a keypad in a collection of its own', () => {
    const map = readMap(collectionsOf(usualHeadset));
    expect(map.buttons.map(({ button, bit, kind }) => [button, bit, kind])).toEqual([
      ['hook', 0, 'state'],
      ['mute', 2, 'press'],
      ['flash', 3, 'press'],
      ['reject', 9, 'press'],
    ]);
    expect(map.lights.map(({ light: name, bit }) => [name, bit])).toEqual([
      ['offHook', 0],
      ['mute', 1],
      ['ring', 2],
      ['hold', 3],
      ['ringer', 5],
    ]);
    expect(map.sizes.get(2)).toBe(1);
  });

  test('whatever a device says of itself and sends: nothing is thrown, nothing but its telephony is read', () => {
    const item = fc.record(
      {
        isConstant: fc.boolean(),
        isArray: fc.boolean(),
        isAbsolute: fc.boolean(),
        hasPreferredState: fc.boolean(),
        isRange: fc.boolean(),
        usages: fc.array(fc.oneof(fc.constantFrom(0x0b0020, 0x0b002f, 0x080017), fc.nat())),
        usageMinimum: fc.nat(),
        usageMaximum: fc.nat(),
        reportSize: fc.oneof(fc.constant(1), fc.double(), fc.integer()),
        reportCount: fc.oneof(fc.nat({ max: 20 }), fc.double(), fc.integer()),
      },
      { requiredKeys: [] },
    );
    const report = fc.record({ reportId: fc.nat({ max: 255 }), items: fc.array(item) }, { requiredKeys: [] });
    const collection = fc.record({
      usagePage: fc.constantFrom(0x0b, 0x01, 0x0c),
      inputReports: fc.array(report),
      outputReports: fc.array(report),
    });
    fc.assert(
      fc.property(fc.array(collection), fc.uint8Array({ maxLength: 70 }), (collections, bytes) => {
        const map = readMap(collections);
        const data = new DataView(Uint8Array.from(bytes).buffer);
        for (let id = 0; id < 256; id += 1)
          for (const { bit } of readReport(map, id, data)) expect(bit).toBeLessThan(bytes.length * 8);
        for (const { data: out } of writeLights(map, new Set(['offHook', 'mute'])))
          expect(out.length).toBeLessThanOrEqual(64);
        if (collections.every(({ usagePage }) => usagePage !== 0x0b)) expect(map.buttons).toEqual([]);
      }),
    );
  });
});
