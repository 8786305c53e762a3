// Changes when the quality of a call is measured or judged otherwise.
import type { Timers } from '../../shared/ipc/rpc.ts';
import type { CallQuality } from '../../shared/phone/engine.ts';
import type { CallId } from '../../shared/phone/types.ts';

const everyMs = 1_000;

/** What of getStats counts here; every field may be missing. */
interface Figures {
  packets: number;
  lost: number;
  jitterMs: number;
  concealed: number;
  heard: number;
  sent: number;
  roundTripMs: number | null;
}

/**
 * What a listener would say, by the E-model's simplification (ITU-T G.107): 1 (bad) to 4.5.
 * @param loss 0 to 1.
 */
export function meanOpinion(jitterMs: number, roundTripMs: number | null, loss: number): number {
  const delay = (roundTripMs ?? 0) / 2 + jitterMs * 2 + 20;
  const late = delay * 0.024 + (delay > 177.3 ? 0.11 * (delay - 177.3) : 0);
  const missing = 30 * Math.log(1 + 15 * loss);
  const rating = Math.min(100, Math.max(0, 93.2 - late - missing));
  const score = 1 + 0.035 * rating + rating * (rating - 60) * (100 - rating) * 7e-6;
  return Math.min(4.5, Math.max(1, score));
}

/** Tells once a second how well a call is heard. @returns a function that stops it. */
export function watchQuality(
  id: CallId,
  peer: RTCPeerConnection,
  timers: Timers,
  tell: (quality: CallQuality) => void,
): () => void {
  let timer: unknown;
  let stopped = false;
  let before: Figures | undefined;
  const look = async (): Promise<void> => {
    const now = await peer.getStats().then(figuresOf, () => undefined);
    if (stopped) return;
    if (now !== undefined) {
      const came = now.packets - (before?.packets ?? 0);
      const missed = Math.max(0, now.lost - (before?.lost ?? 0));
      const loss = came + missed > 0 ? missed / (came + missed) : 0;
      const { jitterMs, roundTripMs, concealed, sent, heard } = now;
      const mos = meanOpinion(jitterMs, roundTripMs, loss);
      tell({ id, jitterMs, roundTripMs, loss, concealed, mos, sent, heard });
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

function figuresOf(report: RTCStatsReport): Figures {
  const figures: Figures = {
    packets: 0,
    lost: 0,
    jitterMs: 0,
    concealed: 0,
    heard: 0,
    sent: 0,
    roundTripMs: null,
  };
  report.forEach((entry: Record<string, unknown>) => {
    const number = (name: string): number => (typeof entry[name] === 'number' ? entry[name] : 0);
    if (entry['type'] === 'inbound-rtp') {
      figures.packets = number('packetsReceived');
      figures.lost = number('packetsLost');
      figures.jitterMs = number('jitter') * 1000;
      figures.concealed = number('concealedSamples');
      figures.heard = number('audioLevel');
    } else if (entry['type'] === 'media-source') figures.sent = number('audioLevel');
    else if (entry['type'] === 'remote-inbound-rtp' && typeof entry['roundTripTime'] === 'number')
      figures.roundTripMs = entry['roundTripTime'] * 1000;
  });
  return figures;
}
