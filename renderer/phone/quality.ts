// Changes when the quality of a call is measured otherwise. What the figures mean is judged in shared/phone/e-model.ts.
import type { Timers } from '../../shared/ipc/rpc.ts';
import { meanOpinion } from '../../shared/phone/e-model.ts';
import type { CallQuality } from '../../shared/phone/engine.ts';
import type { Call, CallId } from '../../shared/phone/types.ts';

const everyMs = 1_000;

/** What of getStats counts here; every field may be missing. */
interface Figures {
  packets: number;
  lost: number;
  jitterMs: number;
  concealed: number;
  concealedMs: number;
  heard: number;
  sent: number;
  /** Energy since the call began: a short word between two looks is in it, in the level it is not. */
  ownEnergy: number | null;
  farEnergy: number | null;
  roundTripMs: number | null;
}

/** The track that goes out, as far as it says how the microphone is. */
export type MicrophoneTrack = Pick<MediaStreamTrack, 'readyState' | 'muted' | 'enabled'>;

/** Tells once a second how well a call is heard. @returns a function that stops it. */
export function watchQuality(
  id: CallId,
  peer: Pick<RTCPeerConnection, 'getStats'>,
  microphone: () => MicrophoneTrack | undefined,
  timers: Timers,
  tell: (quality: CallQuality) => void,
): () => void {
  let timer: unknown;
  let stopped = false;
  let before: Figures | undefined;
  const quiet = { own: 0, far: 0, lost: 0 };

  const look = async (): Promise<void> => {
    const now = await peer.getStats().then(figuresOf, () => undefined);
    if (stopped) return;
    if (now !== undefined) {
      const came = now.packets - (before?.packets ?? 0);
      const missed = Math.max(0, now.lost - (before?.lost ?? 0));
      const loss = came + missed > 0 ? missed / (came + missed) : 0;
      const track = microphone();
      const stands = stateOf(track);
      // What we silence ourselves says nothing of the microphone.
      const ownNothing = track?.enabled === true && nothing(now.ownEnergy, before?.ownEnergy, now.sent);
      quiet.own = ownNothing ? quiet.own + everyMs : 0;
      quiet.lost = came > 0 ? 0 : quiet.lost + everyMs;
      quiet.far = came > 0 && nothing(now.farEnergy, before?.farEnergy, now.heard) ? quiet.far + everyMs : 0;
      const { jitterMs, roundTripMs, concealed, concealedMs, sent, heard } = now;
      tell({
        id,
        jitterMs,
        roundTripMs,
        loss,
        concealed,
        concealedMs,
        mos: meanOpinion({ jitterMs, roundTripMs, loss }),
        sent,
        heard,
        ...(stands === undefined ? {} : { microphone: stands }),
        ownSilentMs: quiet.own,
        farSilentMs: quiet.far,
        farLostMs: quiet.lost,
      });
      before = now;
    }
    timer = timers.set(() => void look(), everyMs);
  };
  void look();
  return () => {
    stopped = true;
    timers.clear(timer);
  };
}

/**
 * While a call's sound is lost nothing comes, and so nothing is counted as missing: that second is as bad as one can be.
 * On hold nothing is to come.
 * @returns the figures of a second as they are true of the call.
 */
export function trueOf(
  quality: CallQuality,
  call: Pick<Call, 'media' | 'held' | 'heldByFar'> | undefined,
): CallQuality {
  if (call?.media !== 'lost' || call.held || call.heldByFar) return quality;
  const { jitterMs, roundTripMs } = quality;
  return { ...quality, loss: 1, mos: meanOpinion({ jitterMs, roundTripMs, loss: 1 }) };
}

function stateOf(track: MicrophoneTrack | undefined): CallQuality['microphone'] {
  if (track === undefined) return undefined;
  if (track.readyState === 'ended') return 'gone';
  return track.muted ? 'off' : 'on';
}

/** Whether nothing at all was in the last second; where energy is not told, the level of this moment must do. */
function nothing(now: number | null, before: number | null | undefined, level: number): boolean {
  return now === null || before === null || before === undefined ? level === 0 : now <= before;
}

function figuresOf(report: RTCStatsReport): Figures {
  const figures: Figures = {
    packets: 0,
    lost: 0,
    jitterMs: 0,
    concealed: 0,
    concealedMs: 0,
    heard: 0,
    sent: 0,
    ownEnergy: null,
    farEnergy: null,
    roundTripMs: null,
  };
  report.forEach((entry: Record<string, unknown>) => {
    const number = (name: string): number => (typeof entry[name] === 'number' ? entry[name] : 0);
    const energy = typeof entry['totalAudioEnergy'] === 'number' ? entry['totalAudioEnergy'] : null;
    if (entry['type'] === 'inbound-rtp') {
      figures.packets = number('packetsReceived');
      figures.lost = number('packetsLost');
      figures.jitterMs = number('jitter') * 1000;
      figures.concealed = number('concealedSamples');
      // Samples of silence that were made up since nothing was sent are none that were missed.
      const missed = Math.max(0, figures.concealed - number('silentConcealedSamples'));
      const rate = number('totalSamplesReceived') / Math.max(0.001, number('totalSamplesDuration'));
      figures.concealedMs = (missed / (rate > 0 ? rate : 48_000)) * 1000;
      figures.heard = number('audioLevel');
      figures.farEnergy = energy;
    } else if (entry['type'] === 'media-source') {
      figures.sent = number('audioLevel');
      figures.ownEnergy = energy;
    } else if (entry['type'] === 'remote-inbound-rtp' && typeof entry['roundTripTime'] === 'number')
      figures.roundTripMs = entry['roundTripTime'] * 1000;
  });
  return figures;
}
