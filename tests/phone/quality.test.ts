// Changes when the quality of a call is measured, judged, kept or put into words otherwise.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { trueOf, watchQuality, type MicrophoneTrack } from '../../renderer/phone/quality.ts';
import { callHeardSchema, mostQualityPoints } from '../../shared/domain/call-media.ts';
import { meanOpinion, opinionOf, qualityWord, rating } from '../../shared/phone/e-model.ts';
import type { CallQuality } from '../../shared/phone/engine.ts';
import { heardState, isUnheard } from '../../shared/phone/heard.ts';
import { newCall } from '../../shared/phone/calls.ts';
import { createQualitySeries } from '../../shared/phone/quality-series.ts';
import type { Call, Line } from '../../shared/phone/types.ts';

const ms = fc.double({ min: 0, max: 2_000, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('HEAR-1: the estimate of what a listener would say', () => {
  test('more loss, more delay or more jitter never give a better one, and it is between 1 and 4.5', () => {
    fc.assert(
      fc.property(ms, ms, share, ms, ms, share, (jitterMs, roundTripMs, loss, j, r, l) => {
        const before = meanOpinion({ jitterMs, roundTripMs, loss });
        expect(before).toBeGreaterThanOrEqual(1);
        expect(before).toBeLessThanOrEqual(4.5);
        for (const worse of [
          { jitterMs: jitterMs + j, roundTripMs, loss },
          { jitterMs, roundTripMs: roundTripMs + r, loss },
          { jitterMs, roundTripMs, loss: Math.min(1, loss + l) },
        ])
          expect(meanOpinion(worse)).toBeLessThanOrEqual(before + 1e-9);
      }),
    );
  });

  test('the figures of G.107 come out: R 93.2 is 4.41, 80 is 4.03, 70 is 3.60, 50 is 2.58', () => {
    expect([93.2, 80, 70, 50].map((r) => Number(opinionOf(r).toFixed(2)))).toEqual([4.41, 4.02, 3.6, 2.58]);
    expect(rating({ jitterMs: 0, roundTripMs: 0, loss: 0 })).toBeCloseTo(92.72);
    // A packet in twenty is plain to hear.
    expect(qualityWord(meanOpinion({ jitterMs: 5, roundTripMs: 40, loss: 0 }))).toBe('good');
    expect(qualityWord(meanOpinion({ jitterMs: 5, roundTripMs: 40, loss: 0.05 }))).toBe('fair');
    expect(qualityWord(meanOpinion({ jitterMs: 5, roundTripMs: 40, loss: 0.1 }))).toBe('poor');
    expect(qualityWord(meanOpinion({ jitterMs: 5, roundTripMs: 40, loss: 0.4 }))).toBe('bad');
  });
});

describe('HEAR-1: a call’s quality is kept in a bounded number of points', () => {
  const second = (mos: number): Parameters<ReturnType<typeof createQualitySeries>['add']>[0] => ({
    mos,
    jitterMs: 3,
    roundTripMs: null,
    loss: 0,
  });

  test('whatever its length: they cover the call, and the worst second is known', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 1, max: 4.5, noNaN: true }), { minLength: 1, maxLength: 2_000 }),
        (seconds) => {
          const series = createQualitySeries();
          for (const mos of seconds) series.add(second(mos));
          const kept = callHeardSchema.parse(series.kept());
          expect(kept.points.length).toBeLessThanOrEqual(mostQualityPoints);
          expect(kept.points.length * kept.everyMs).toBeGreaterThanOrEqual(seconds.length * 1_000);
          expect((kept.points.length - 1) * kept.everyMs).toBeLessThan(seconds.length * 1_000);
          expect(kept.worst).toBeCloseTo(Math.min(...seconds), 1);
        },
      ),
      { numRuns: 50 },
    );
  });

  test('before the first second there is nothing to keep', () => {
    expect(createQualitySeries().kept()).toBeNull();
  });
});

/** The statistics of a call, as a browser tells them, played second by second. */
function played(seconds: Record<string, number>[], track: () => MicrophoneTrack | undefined) {
  const told: CallQuality[] = [];
  let due: (() => void) | undefined;
  const peer = {
    getStats: () => {
      const now = seconds.shift() ?? {};
      const rows = [
        {
          type: 'inbound-rtp',
          packetsReceived: now['came'],
          packetsLost: now['lost'],
          jitter: 0.004,
          totalAudioEnergy: now['far'],
        },
        { type: 'media-source', audioLevel: 0, totalAudioEnergy: now['own'] },
        { type: 'remote-inbound-rtp', roundTripTime: 0.05 },
      ];
      return Promise.resolve(new Map(rows.map((row) => [row.type, row])) as unknown as RTCStatsReport);
    },
  };
  const timers = { set: (run: () => void) => (due = run), clear: () => {} };
  const stop = watchQuality('c', peer, track, timers, (quality) => told.push(quality));
  const turn = async (): Promise<void> => {
    for (let i = 0; i < 10; i += 1) await Promise.resolve();
  };
  return {
    told,
    stop,
    async run(count: number) {
      await turn();
      for (let i = 1; i < count; i += 1) {
        due?.();
        await turn();
      }
    },
  };
}
const live: MicrophoneTrack = { readyState: 'live', muted: false, enabled: true };

test('HEAR-1: a second without any sound is a bad one, though nothing is counted as missing; on hold none is to come', async () => {
  const dark = { came: 50, lost: 0, own: 1, far: 1 };
  const { told, run } = played([dark, dark], () => live);
  await run(2);
  const measured = told[1]!;
  const call = { media: 'lost', held: false, heldByFar: false } as const;
  expect(qualityWord(measured.mos)).toBe('good');
  expect(trueOf(measured, call)).toMatchObject({ id: 'c', loss: 1 });
  expect(qualityWord(trueOf(measured, call).mos)).toBe('bad');
  for (const other of [
    { ...call, media: 'flowing' as const },
    { ...call, held: true },
    { ...call, heldByFar: true },
    undefined,
  ])
    expect(trueOf(measured, other)).toBe(measured);
});

describe('HEAR-2: what is measured', () => {
  test('loss is of the last second, and silence is counted only where nothing at all was', async () => {
    const { told, run } = played(
      [
        { came: 50, lost: 0, own: 1, far: 1 },
        { came: 95, lost: 5, own: 1, far: 2 },
        { came: 145, lost: 5, own: 1.2, far: 2 },
        { came: 145, lost: 5, own: 1.2, far: 2 },
      ],
      () => live,
    );
    await run(4);
    expect(told.map(({ loss }) => Number(loss.toFixed(2)))).toEqual([0, 0.1, 0, 0]);
    expect(told.map(({ ownSilentMs }) => ownSilentMs)).toEqual(
      [1_000, 2_000, 0, 1_000].map((v, i) =>
        i === 0 ? told[0]!.ownSilentMs : i === 1 ? told[0]!.ownSilentMs! + 1_000 : v,
      ),
    );
    expect(told.map(({ farSilentMs }) => farSilentMs)?.slice(1)).toEqual([0, 1_000, 0]);
    expect(told.map(({ farLostMs }) => farLostMs)).toEqual([0, 0, 0, 1_000]);
    expect(told[3]).toMatchObject({ jitterMs: 4, roundTripMs: 50, microphone: 'on' });
  });

  test('while we are muted our own silence says nothing; a microphone that is pulled out is gone', async () => {
    let track = { ...live, enabled: false };
    const { told, run } = played([], () => track);
    await run(3);
    expect(told.at(-1)).toMatchObject({ ownSilentMs: 0, microphone: 'on' });
    track = { ...live, readyState: 'ended' };
    await run(2);
    expect(told.at(-1)?.microphone).toBe('gone');
  });

  test('once stopped nothing more is told', async () => {
    const { told, run, stop } = played([], () => live);
    stop();
    await run(2);
    expect(told).toEqual([]);
  });
});

const talking = (change: Partial<Call> = {}): Call =>
  newCall({
    id: 'c',
    direction: 'in',
    party: { name: '', number: '' },
    phase: 'talking',
    begunAt: 0,
    due: {},
    media: 'flowing',
    ...change,
  });
const good: CallQuality = {
  id: 'c',
  jitterMs: 1,
  roundTripMs: 1,
  loss: 0,
  concealed: 0,
  mos: 4.4,
  sent: 0.1,
  heard: 0.1,
  microphone: 'on',
  ownSilentMs: 0,
  farSilentMs: 0,
  farLostMs: 0,
};
const transfer = { kind: 'blind', to: '1', consult: null, accepted: false } as const;

describe('HEAR-2: the banner says what is true', () => {
  test.each<[string, Partial<Call>, Line, Partial<CallQuality>, string]>([
    ['all is well', {}, 'ready', {}, 'heard'],
    ['the line to the server is away: sound goes on', {}, 'away', {}, 'heard'],
    ['muted', { muted: true }, 'ready', {}, 'muted'],
    [
      'muted, and the microphone gives silence: the mute explains it',
      { muted: true },
      'ready',
      { ownSilentMs: 60_000 },
      'muted',
    ],
    [
      'muted, and pulled out: unmuting would not help',
      { muted: true },
      'ready',
      { microphone: 'gone' },
      'microphoneGone',
    ],
    ['held', { held: true }, 'ready', {}, 'held'],
    ['still held on the wire', { heldOnWire: true }, 'ready', {}, 'held'],
    ['held while muted', { held: true, muted: true }, 'ready', {}, 'held'],
    ['no sound yet', { media: 'none' }, 'ready', {}, 'connecting'],
    ['sound lost', { media: 'lost' }, 'ready', {}, 'reconnecting'],
    ['sound lost while held', { media: 'lost', held: true }, 'ready', {}, 'reconnecting'],
    ['switched off at the headset', {}, 'ready', { microphone: 'off' }, 'microphoneOff'],
    ['nothing from the microphone, not for long', {}, 'ready', { ownSilentMs: 7_000 }, 'heard'],
    ['nothing from the microphone', {}, 'ready', { ownSilentMs: 8_000 }, 'microphoneSilent'],
    ['put on hold there', { heldByFar: true }, 'ready', { farLostMs: 60_000 }, 'heldByFar'],
    ['nothing comes', {}, 'ready', { farLostMs: 3_000 }, 'farLost'],
    ['nothing comes, and the server is away', {}, 'away', { farLostMs: 3_000 }, 'reconnecting'],
    ['only silence comes', {}, 'ready', { farSilentMs: 10_000 }, 'farSilent'],
    ['passed on', { transfer, media: 'lost' }, 'ready', {}, 'transferring'],
  ])('%s', (_what, call, line, quality, expected) => {
    expect(heardState(talking(call), line, { ...good, ...quality })).toBe(expected);
  });

  test('before anything was measured it says what the call says', () => {
    expect(heardState(talking(), 'ready', undefined)).toBe('heard');
  });

  test('it never says that one is heard who is muted, held or without sound', () => {
    const flag = fc.boolean();
    const media = fc.constantFrom('none' as const, 'flowing' as const, 'lost' as const);
    fc.assert(
      fc.property(flag, flag, flag, flag, media, (muted, held, heldOnWire, heldByFar, flows) => {
        const said = heardState(talking({ muted, held, heldOnWire, heldByFar, media: flows }), 'ready', good);
        expect(isUnheard(said)).toBe(muted || held || heldOnWire || flows !== 'flowing');
      }),
    );
  });
});
