// Changes when the phone must choose its microphone and its speaker otherwise.
import { describe, expect, test } from 'vitest';
import { createCheck, loudness } from '../../renderer/phone/device-check.ts';
import { createDevices, troubleOf } from '../../renderer/phone/devices.ts';
import { createSound, type SoundDeps } from '../../renderer/phone/sound.ts';
import { createLog } from '../../shared/log.ts';

const log = createLog(
  () => {},
  () => 0,
);
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 30; turn += 1) await Promise.resolve();
};
type Info = Pick<MediaDeviceInfo, 'kind' | 'deviceId' | 'groupId' | 'label'>;
const mic = (deviceId: string, label: string, groupId = deviceId): Info => ({
  kind: 'audioinput',
  deviceId,
  groupId,
  label,
});
const out = (deviceId: string, label: string): Info => ({
  kind: 'audiooutput',
  deviceId,
  groupId: '',
  label,
});
const builtIn = [
  mic('default', 'Default', 'a'),
  mic('m1', 'Inner', 'a'),
  out('default', 'Default'),
  out('s1', 'Inner'),
];
const headset = [mic('m2', 'Headset'), out('s2', 'Headset')];

/** A machine whose devices come and go. */
function machine(first: readonly Info[]) {
  let there = first;
  let listener = (): void => {};
  const asked: [string | null, string | null][] = [];
  let fails: string | null = null;
  const devices = createDevices({
    media: {
      enumerateDevices: async () => there as MediaDeviceInfo[],
      addEventListener: (_type, told) => (listener = told),
    },
    sound: {
      setDevices: async (microphone, speaker) => {
        asked.push([microphone, speaker]);
        if (fails !== null) throw Object.assign(new Error('no'), { name: fails });
      },
    },
    log,
  });
  return {
    devices,
    asked,
    fail: (name: string | null) => (fails = name),
    plug: async (...now: readonly Info[]) => {
      there = now;
      listener();
      await settle();
    },
  };
}

describe('CALL-22: devices', () => {
  test('are chosen by name; one that is missing is said, and taken up again when it is back', async () => {
    const { devices, asked, plug } = machine([...builtIn, ...headset]);
    await devices.choose({ microphone: 'Headset', speaker: 'Headset' });
    expect(asked).toEqual([['m2', 's2']]);
    await plug(...builtIn);
    expect(asked.at(-1)).toEqual([null, null]);
    expect(devices.list()).toMatchObject({
      microphones: ['Inner'],
      microphone: { wanted: 'Headset', trouble: 'missing' },
      speaker: { wanted: 'Headset', trouble: 'missing' },
    });
    // Another socket, another id: the same headset.
    await plug(...builtIn, mic('m9', 'Headset'), out('s9', 'Headset'));
    expect(asked.at(-1)).toEqual(['m9', 's9']);
    expect(devices.list().microphone.trouble).toBeNull();
  });

  test('who uses the system’s own follows when it becomes another one', async () => {
    const { devices, asked, plug } = machine(builtIn);
    await devices.choose({ microphone: null, speaker: null });
    const before = asked.length;
    await plug(
      mic('default', 'Default', 'b'),
      mic('m1', 'Inner', 'a'),
      mic('m2', 'Headset', 'b'),
      ...builtIn.slice(2),
    );
    expect(asked.length).toBe(before + 1);
    // Something else was plugged in, which is nobody's.
    await plug(mic('default', 'Default', 'b'), mic('m3', 'Camera', 'c'), ...builtIn.slice(2));
    expect(asked.length).toBe(before + 1);
  });

  test('a machine without any says so; two of one name can be told apart', async () => {
    const { devices, plug } = machine([]);
    await devices.choose({ microphone: null, speaker: null });
    expect(devices.list().microphone.trouble).toBe('none');
    await plug(mic('m1', 'USB'), mic('m2', 'USB'), out('s1', 'USB'));
    expect(devices.list().microphones).toEqual(['USB', 'USB (2)']);
    expect(devices.list().microphone.trouble).toBeNull();
  });

  test('one that cannot be used is said with its reason, and works again when it does', async () => {
    const { devices, fail } = machine([...builtIn, ...headset]);
    fail('NotReadableError');
    await devices.choose({ microphone: 'Headset', speaker: null });
    expect(devices.list().microphone.trouble).toBe('busy');
    devices.tell('microphone', null);
    expect(devices.list().microphone.trouble).toBeNull();
    expect(
      ['NotAllowedError', 'NotFoundError', 'OverconstrainedError', 'TypeError'].map((name) =>
        troubleOf(Object.assign(new Error('x'), { name })),
      ),
    ).toEqual(['denied', 'none', 'missing', 'failed']);
  });
});

class FakeTrack {
  enabled = true;
  stopped = false;
  readonly copies: FakeTrack[] = [];
  readonly of: string | null;
  constructor(of: string | null) {
    this.of = of;
  }
  clone = (): FakeTrack => {
    const copy = new FakeTrack(this.of);
    this.copies.push(copy);
    return copy;
  };
  stop = (): void => void (this.stopped = true);
}
class FakePlayer {
  srcObject: unknown = null;
  muted = false;
  sink = '';
  plays = 0;
  static refuses: string | null = null;
  setSinkId = async (id: string): Promise<void> => {
    if (id === FakePlayer.refuses) throw Object.assign(new Error('gone'), { name: 'NotFoundError' });
    this.sink = id;
  };
  play = async (): Promise<void> => void (this.plays += 1);
  remove = (): void => {};
}

/** Computes nothing; it only says whether it would. */
class FakeContext {
  closed = false;
  resume = async (): Promise<void> => {};
  close = async (): Promise<void> => void (this.closed = true);
  readonly #node = { gain: { value: 1 }, connect: () => this.#node, disconnect: () => {} };
  createGain = (): object => this.#node;
  createMediaStreamSource = (): object => this.#node;
  createMediaStreamDestination = (): object => ({
    ...this.#node,
    stream: { getAudioTracks: () => [new FakeTrack('mix')] },
  });
}

function sounds() {
  const contexts: FakeContext[] = [];
  const opened: FakeTrack[] = [];
  const told: [string, unknown][] = [];
  const players: FakePlayer[] = [];
  const missing = new Set<string | null>();
  FakePlayer.refuses = null;
  const sound = createSound({
    getMicrophone: async (id: string | null) => {
      if (missing.has(id)) throw Object.assign(new Error('gone'), { name: 'OverconstrainedError' });
      const track = new FakeTrack(id);
      opened.push(track);
      return { getAudioTracks: () => [track], getTracks: () => [track] };
    },
    createContext: () => {
      const context = new FakeContext();
      contexts.push(context);
      return context;
    },
    createPlayer: () => {
      const player = new FakePlayer();
      players.push(player);
      return player;
    },
    onDevice: (which: string, error: unknown) => told.push([which, error]),
  } as unknown as SoundDeps);
  const sent: FakeTrack[] = [];
  const sender = { replaceTrack: async (track: FakeTrack) => void sent.push(track) };
  return { sound, contexts, opened, told, players, missing, sent, sender: sender as unknown as RTCRtpSender };
}

describe('CALL-22: the sound of a running call', () => {
  test('goes to another microphone without a gap in what is muted, and the old one is let go', async () => {
    const { sound, opened, sent, sender } = sounds();
    await sound.microphone('a');
    sound.attach('a', () => sender);
    sound.send('a', false);
    await sound.setDevices('m2', null);
    expect(opened.map(({ of }) => of)).toEqual([null, 'm2']);
    expect(sent.map(({ of, enabled }) => [of, enabled])).toEqual([['m2', false]]);
    expect(opened[0]?.stopped).toBe(true);
    sound.end('a');
    await settle();
    expect(opened[1]?.stopped).toBe(true);
  });

  test('stays on the old one where the new one cannot be had', async () => {
    const { sound, opened, missing, sent, sender } = sounds();
    await sound.microphone('a');
    sound.attach('a', () => sender);
    missing.add('m2').add(null);
    await expect(sound.setDevices('m2', null)).rejects.toThrow('gone');
    expect(sent).toEqual([]);
    expect(opened[0]?.stopped).toBe(false);
    // The next call has a voice as well.
    await sound.microphone('b');
    expect(opened).toHaveLength(1);
  });

  test('a chosen microphone that is gone when a call begins is replaced by the system’s own, and that is said', async () => {
    const { sound, opened, told, missing } = sounds();
    missing.add('m2');
    await sound.setDevices('m2', null);
    await sound.microphone('a');
    expect(opened.map(({ of }) => of)).toEqual([null]);
    expect(told[0]?.[0]).toBe('microphone');
    expect(troubleOf(told[0]?.[1])).toBe('missing');
  });

  test('CALL-33: a call that only rings holds no microphone when the other one ends, and is not heard', async () => {
    const { sound, opened, players, sender } = sounds();
    await sound.microphone('a');
    sound.attach('a', () => sender);
    sound.attach('rings', () => sender);
    sound.remote('rings', {} as MediaStream);
    sound.end('a');
    await settle();
    expect([opened[0]?.stopped, players[0]?.muted]).toEqual([true, true]);
    // One that is answered meanwhile does hold it, also while it is being opened.
    const [first, second] = [sound.microphone('rings'), sound.microphone('b')];
    sound.end('b');
    await Promise.all([first, second]);
    expect(opened.map(({ stopped }) => stopped)).toEqual([true, false]);
  });

  test('a speaker that is gone is said, and the call is heard on the system’s own', async () => {
    const { sound, told, players } = sounds();
    await sound.setDevices(null, 's2');
    FakePlayer.refuses = 's2';
    sound.remote('a', {} as MediaStream);
    await settle();
    expect(told.map(([which, error]) => [which, troubleOf(error)])).toEqual([['speaker', 'none']]);
    expect([players[0]?.sink, players[0]?.plays]).toEqual(['', 1]);
  });
});

describe('trying the devices', () => {
  test('silence is nothing, a full tone is all, and half of it is most: as people hear', () => {
    const of = (level: number): number =>
      loudness({ fftSize: 64, getFloatTimeDomainData: (into) => void into.fill(level) });
    expect([of(0), of(1)]).toEqual([0, 1]);
    expect(of(0.5)).toBeGreaterThan(0.85);
    expect(of(0.001)).toBeLessThan(0.05);
  });

  test('what could not be had is told, and everything that was opened is closed again', async () => {
    let closed = 0;
    const analyser = { connect: () => {}, fftSize: 32, getFloatTimeDomainData: () => {} };
    const check = createCheck({
      getMicrophone: () => Promise.reject(Object.assign(new Error('no'), { name: 'NotAllowedError' })),
      createContext: () =>
        ({
          resume: async () => {},
          close: async () => void (closed += 1),
          createAnalyser: () => analyser,
          createMediaStreamDestination: () => ({ stream: {} }),
        }) as unknown as AudioContext,
      openPlayer: () => Promise.reject(new Error('not asked for')),
      tell: () => {},
      timers: { set: () => 0, clear: () => {} },
    });
    await expect(check.start('meter')).rejects.toThrow('no');
    expect(closed).toBe(1);
  });

  test('is computed here only for as long as somebody is in conference', async () => {
    const { sound, contexts, sender } = sounds();
    for (const id of ['a', 'b', 'c']) {
      await sound.microphone(id);
      sound.attach(id, () => sender);
    }
    expect(contexts).toEqual([]);
    sound.mix(['a', 'b']);
    // Others come and go in it.
    sound.mix(['a', 'b', 'c']);
    sound.end('c');
    expect(contexts.map(({ closed }) => closed)).toEqual([false]);
    sound.mix([]);
    expect(contexts.map(({ closed }) => closed)).toEqual([true]);
    sound.mix(['a', 'b']);
    expect(contexts.map(({ closed }) => closed)).toEqual([true, false]);
    sound.end('a');
    sound.end('b');
    expect(contexts.map(({ closed }) => closed)).toEqual([true, true]);
  });
});
