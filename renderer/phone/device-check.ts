// Changes when microphone and speaker are tried otherwise: levels, a tone, and hearing oneself.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { DeviceCheck } from '../../shared/ipc/phone.ts';

/** What trying devices needs. */
export interface CheckDeps {
  /** The microphone that is chosen. */
  readonly getMicrophone: () => Promise<MediaStream>;
  readonly createContext: () => AudioContext;
  /** A player on the speaker that is chosen. @throws when that one cannot be used. */
  readonly openPlayer: (stream: MediaStream) => Promise<HTMLAudioElement>;
  readonly tell: (now: { what: DeviceCheck; microphone: number; speaker: number }) => void;
  readonly timers: Timers;
}

/** Tries the devices. */
export interface Check {
  /** Ends what was tried before. @throws what the browser said where a device could not be had. */
  start(what: 'meter' | 'tone' | 'echo'): Promise<void>;
  stop(): void;
}

const stepMs = 100;
const toneMs = 1_500;
const listenMs = 3_000;
/** Nobody looks at a meter for longer; the lamp of the microphone must not burn for nobody. */
const meterMs = 120_000;

/** See {@link Check}. */
export function createCheck(deps: CheckDeps): Check {
  const { timers, tell } = deps;
  let end: (() => void) | undefined;
  // What is started later counts, even while the devices of the one before are still being opened.
  let turn = 0;

  const stop = (): void => {
    turn += 1;
    end?.();
    end = undefined;
  };
  const start: Check['start'] = async (what) => {
    stop();
    const mine = turn;
    const context = deps.createContext();
    const undo: (() => void)[] = [() => void context.close().catch(() => {})];
    const undoAll = (): void => {
      for (const one of undo.splice(0)) one();
    };
    let said: DeviceCheck = what === 'echo' ? 'recording' : what;
    try {
      await context.resume();
      const [mic, out] = [context.createAnalyser(), context.createAnalyser()];
      const to = context.createMediaStreamDestination();
      if (what !== 'tone') {
        const stream = await deps.getMicrophone();
        undo.push(() => stream.getTracks().forEach((track) => track.stop()));
        const source = context.createMediaStreamSource(stream);
        source.connect(mic);
        if (what === 'echo') sayBack(context, source, out);
      } else hum(context, out);
      out.connect(to);
      if (what !== 'meter') {
        const player = await deps.openPlayer(to.stream);
        undo.push(() => {
          player.srcObject = null;
          player.remove();
        });
      }
      if (mine !== turn) return undoAll();
      let timer: unknown;
      let passed = 0;
      const lasts = { meter: meterMs, tone: toneMs, echo: 2 * listenMs }[what];
      const step = (): void => {
        passed += stepMs;
        if (passed > lasts) return stop();
        if (what === 'echo' && passed > listenMs) said = 'playing';
        tell({ what: said, microphone: loudness(mic), speaker: loudness(out) });
        timer = timers.set(step, stepMs);
      };
      end = () => {
        timers.clear(timer);
        undoAll();
        tell({ what: 'off', microphone: 0, speaker: 0 });
      };
      step();
    } catch (error) {
      undoAll();
      throw error;
    }
  };
  return { start, stop };
}

/** What was heard comes back after three seconds, and is not heard again: nothing is kept. */
function sayBack(context: AudioContext, source: AudioNode, to: AudioNode): void {
  const delay = context.createDelay(listenMs / 1000 + 1);
  delay.delayTime.value = listenMs / 1000;
  const gate = context.createGain();
  gate.gain.setValueAtTime(1, context.currentTime);
  gate.gain.setValueAtTime(0, context.currentTime + listenMs / 1000);
  source.connect(gate).connect(delay).connect(to);
}

function hum(context: AudioContext, to: AudioNode): void {
  const tone = context.createOscillator();
  const volume = context.createGain();
  tone.frequency.value = 440;
  const begin = context.currentTime;
  volume.gain.setValueAtTime(0, begin);
  volume.gain.linearRampToValueAtTime(0.2, begin + 0.05);
  volume.gain.setValueAtTime(0.2, begin + toneMs / 1000 - 0.1);
  volume.gain.linearRampToValueAtTime(0, begin + toneMs / 1000);
  tone.connect(volume).connect(to);
  tone.start(begin);
}

/** How loud it is, 0 to 1, as people hear it: 60 dB below full is silence. */
export function loudness(analyser: Pick<AnalyserNode, 'fftSize' | 'getFloatTimeDomainData'>): number {
  const samples = new Float32Array(analyser.fftSize);
  analyser.getFloatTimeDomainData(samples);
  let power = 0;
  for (const sample of samples) power += sample * sample;
  const decibels = 10 * Math.log10(power / samples.length || 1e-9);
  return Math.max(0, Math.min(1, (decibels + 60) / 60));
}
