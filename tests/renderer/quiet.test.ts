// Changes when other rules keep Parley quiet, or a sound finds its device differently.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inFocusHours, usualQuiet, whyQuiet } from '../../renderer/state/quiet.ts';
import { createSounds, type Output, type SoundContext } from '../../renderer/state/sounds.ts';
import { soundSchema, type Quiet } from '../../shared/ipc/main.ts';

// The 21st of November 2026 is a Saturday.
const at = (day: number, hour: number, minute = 0): Date => new Date(2026, 10, 21 + day, hour, minute);
const office = { from: 540, to: 690, days: [1, 2, 3, 4, 5] };

describe('quiet rules', () => {
  test('where nothing is set, a call is not talked over by messages, and offers are always heard', () => {
    const call = { inCall: true, at: at(0, 12) };
    expect(whyQuiet('message', usualQuiet, call)).toBe('call');
    expect(whyQuiet('offer', usualQuiet, call)).toBeNull();
    expect(whyQuiet('message', usualQuiet, { ...call, inCall: false })).toBeNull();
  });
  test('hours of focus hold on their days, from the first minute to before the last', () => {
    const monday = 2;
    expect(inFocusHours(office, at(monday, 9))).toBe(true);
    expect(inFocusHours(office, at(monday, 11, 29))).toBe(true);
    expect(inFocusHours(office, at(monday, 11, 30))).toBe(false);
    expect(inFocusHours(office, at(monday, 8, 59))).toBe(false);
    expect(inFocusHours(office, at(0, 10))).toBe(false);
    expect(inFocusHours(null, at(monday, 10))).toBe(false);
  });
  test('hours past midnight belong to the day on which they began', () => {
    const saturdayNight = { from: 22 * 60, to: 6 * 60, days: [6] };
    expect(inFocusHours(saturdayNight, at(0, 23))).toBe(true);
    expect(inFocusHours(saturdayNight, at(1, 5, 59))).toBe(true);
    expect(inFocusHours(saturdayNight, at(1, 6))).toBe(false);
    expect(inFocusHours(saturdayNight, at(1, 23))).toBe(false);
    expect(inFocusHours(saturdayNight, at(0, 5))).toBe(false);
  });
  test('“only offers” keeps offers and calls, and a reason is given exactly where something is quiet', () => {
    const kinds = fc.subarray([...soundSchema.options]);
    fc.assert(
      fc.property(
        kinds,
        kinds,
        fc.boolean(),
        fc.boolean(),
        fc.integer({ min: 0, max: 10_079 }),
        (inCall, inFocus, onlyOffers, calling, minute) => {
          const quiet: Quiet = { inCall, inFocus, onlyOffers, focus: office };
          const now = new Date(2026, 10, 22, 0, minute);
          for (const sound of soundSchema.options) {
            const silent =
              (calling && inCall.includes(sound)) ||
              (inFocusHours(office, now) && inFocus.includes(sound)) ||
              (onlyOffers && sound !== 'offer' && sound !== 'call');
            expect(whyQuiet(sound, quiet, { inCall: calling, at: now }) !== null).toBe(silent);
          }
        },
      ),
    );
  });
});

/** Devices that can be plugged and pulled, and what each has played. */
function room(connected: Output[]) {
  const played: string[] = [];
  const lost: string[] = [];
  let time = 0;
  const open = (): SoundContext => {
    let device = 'usual';
    const param = {
      setValueAtTime: () => {},
      linearRampToValueAtTime: () => {},
      exponentialRampToValueAtTime: () => {},
    };
    const node = { connect: <T>(to: T): T => to, gain: param, frequency: { value: 0 } };
    return {
      get currentTime() {
        return time;
      },
      destination: {},
      createGain: () => node,
      createOscillator: () => ({
        ...node,
        start: () => played.at(-1) !== device && played.push(device),
        stop: () => {},
      }),
      setSinkId: async (id: string) => {
        if (!connected.some((one) => one.id === id)) throw new DOMException('gone', 'NotFoundError');
        device = id;
      },
    } as unknown as SoundContext;
  };
  const sounds = createSounds({
    open,
    outputs: async () => connected,
    onLost: ({ name }) => void lost.push(name),
  });
  return { sounds, played, lost, pass: (seconds: number) => void (time += seconds), connected };
}
const headset = { id: 'h1', name: 'Headset' };
const onHeadset = { volumes: undefined, outputs: { offer: headset } };

describe('a sound', () => {
  test('goes to the device of its kind, others to the usual one', async () => {
    const { sounds, played } = room([headset]);
    expect(await sounds.try('offer', onHeadset)).toBe(true);
    expect(await sounds.try('message', onHeadset)).toBe(true);
    expect(played).toEqual(['h1', 'usual']);
  });
  test('goes to the usual device while its own is gone, and that is said once until it has been back', async () => {
    const { sounds, played, lost, connected } = room([]);
    expect(await sounds.try('offer', onHeadset)).toBe(false);
    expect(await sounds.try('offer', onHeadset)).toBe(false);
    expect([played, lost]).toEqual([['usual'], ['Headset']]);
    connected.push(headset);
    expect(await sounds.try('offer', onHeadset)).toBe(true);
    connected.pop();
    await sounds.try('offer', onHeadset);
    expect([played, lost]).toEqual([
      ['usual', 'h1', 'usual'],
      ['Headset', 'Headset'],
    ]);
  });
  test('knows its device by name where the browser gave it another id', async () => {
    const { sounds, played, lost } = room([{ id: 'h2', name: 'Headset' }]);
    expect(await sounds.try('offer', onHeadset)).toBe(true);
    expect([played, lost]).toEqual([['h2'], []]);
  });
  test('at no volume is not played, and the same again at once is left out unless somebody tries it', async () => {
    const { sounds, played, pass } = room([]);
    await sounds.try('offer', { volumes: { offer: 0 }, outputs: undefined });
    expect(played).toEqual([]);
    const plain = { volumes: undefined, outputs: undefined };
    sounds.play('offer', plain);
    played.length = 0;
    sounds.play('offer', plain);
    expect(played).toEqual([]);
    await sounds.try('offer', plain);
    expect(played).toEqual(['usual']);
    played.length = 0;
    pass(2);
    sounds.play('offer', plain);
    expect(played).toEqual(['usual']);
  });
});
