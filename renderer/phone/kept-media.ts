// Changes when what is kept of a call's sound is put together otherwise: its quality over time, and its recording.
import type { Handlers, Port, Timers } from '../../shared/ipc/rpc.ts';
import type { PhoneContract, RecordingView } from '../../shared/ipc/phone.ts';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import type { CallQuality } from '../../shared/phone/engine.ts';
import { createQualitySeries, type QualitySeries } from '../../shared/phone/quality-series.ts';
import type { CallId, PhoneState } from '../../shared/phone/types.ts';
import { createCapture } from './capture.ts';
import { createRecorder } from './recorder.ts';
import { createRecordingLink } from './recording-link.ts';
import type { Sound } from './sound.ts';

/** What is needed of the phone and of the browser. */
export interface KeptMediaDeps {
  readonly sound: Pick<Sound, 'tap' | 'tone'>;
  readonly state: () => PhoneState;
  readonly timers: Timers;
  readonly now: () => number;
  readonly onView: (id: CallId, view: RecordingView | null) => void;
  readonly log: Log;
}

/** See the head of this file. */
export interface KeptMedia {
  readonly handlers: Pick<Handlers<PhoneContract>, 'phone.series' | 'phone.record' | 'phone.recordings'>;
  attachStore(port: Port): void;
  onState(state: PhoneState): void;
  onQuality(quality: CallQuality): void;
  /** Resolves when every recording is safe, or after a moment: the desktop is ending. */
  settled(): Promise<void>;
}

/** The desktop ends within two seconds, of which the engine may need most. */
const settleMs = 400;

/** See {@link KeptMedia}. */
export function createKeptMedia({ sound, state, timers, now, onView, log }: KeptMediaDeps): KeptMedia {
  const series = new Map<CallId, QualitySeries>();
  const link = createRecordingLink(timers);
  const others = (id: CallId): CallId[] => {
    const { conference } = state();
    return conference.includes(id) ? conference.filter((one) => one !== id) : [];
  };
  const recorder = createRecorder({
    capture: createCapture({
      createContext: () => new AudioContext(),
      createRecorder: (stream, options) => new MediaRecorder(stream, options),
    }),
    link,
    tap: sound.tap,
    tone: sound.tone,
    others,
    now,
    newUuid: () => crypto.randomUUID(),
    onView,
    onProblem: (problem, error) => log.warn('a call is not recorded', { problem, error }),
  });

  return {
    attachStore: link.attach,
    onState: ({ calls }) => {
      // What has ended and is still shown can still be asked for.
      const known = new Set(calls.map(({ id }) => id));
      for (const id of series.keys()) if (!known.has(id)) series.delete(id);
      for (const { id } of recorder.views()) {
        const phase = calls.find((call) => call.id === id)?.phase;
        if (phase === undefined || phase === 'ended') recorder.over(id);
        else recorder.together(id, others(id));
      }
    },
    onQuality: (quality) => {
      const call = state().calls.find(({ id }) => id === quality.id);
      // On hold nobody listens: a minute of music must not make a call look better than it was.
      if (call?.phase !== 'talking' || call.held || call.heldByFar || call.media === 'none') return;
      const one = series.get(quality.id) ?? createQualitySeries();
      series.set(quality.id, one);
      one.add(quality);
    },
    settled: () =>
      new Promise((resolve) => {
        const since = now();
        const look = (): void => {
          if (recorder.views().length === 0 || now() - since >= settleMs) return resolve();
          timers.set(look, 20);
        };
        look();
      }),
    handlers: {
      'phone.series': ({ id }) => ({ kept: series.get(id)?.kept() ?? null }),
      'phone.record': ({ id, ...wish }) => {
        const call = state().calls.find((one) => one.id === id);
        if (call === undefined) throw new AppError('notFound', 'There is no such call.');
        if (wish.want === 'on' && (call.phase !== 'talking' || call.callId === undefined))
          throw new AppError('state', 'Only a call that is talked can be recorded.');
        recorder.wish({ id, callId: call.callId ?? '', ...wish });
        return {};
      },
      'phone.recordings': () => ({ recordings: recorder.views() }),
    },
  };
}
