// Changes when the sound of a call is taken in for a recording otherwise: the agent left, everybody else right.

/** What a call sounds like at the moment: the agent's own track, silent while muted or on hold, and the other side. */
export interface CallTracks {
  readonly own: MediaStreamTrack | undefined;
  readonly theirs: MediaStream | undefined;
  /** Whoever else is in conference with them. */
  readonly others: readonly MediaStream[];
}

/** Sound that is being recorded. */
export interface Capture {
  /** Whether anything gets in; while it is shut the recording goes on with silence, so that its time is the call's. */
  open(on: boolean): void;
  /** The call sounds otherwise now: another microphone, another stream. */
  change(tracks: CallTracks): void;
  /** Ends it; resolves once the last piece has been told. */
  stop(): Promise<void>;
}

/** Starts a {@link Capture}, shut. `onPiece` hears a piece a second, in order; `onBroken` that there will be none any more. */
export type StartCapture = (
  tracks: CallTracks,
  onPiece: (piece: Uint8Array) => void,
  onBroken: () => void,
) => Capture;

/** What captures are made from. */
export interface CaptureDeps {
  readonly createContext: () => AudioContext;
  readonly createRecorder: (stream: MediaStream, options: MediaRecorderOptions) => MediaRecorder;
}

const pieceMs = 1_000;
/** What is still on its way from the microphone or the line when a pause ends was said in the pause. */
const guardSeconds = 0.25;
/** Two voices are understood well with this much; an hour has 14 MB. */
const bitsPerSecond = 32_000;

/** @returns captures over WebAudio, written as Opus in WebM. */
export function createCapture({ createContext, createRecorder }: CaptureDeps): StartCapture {
  return (tracks, onPiece, onBroken) => {
    const context = createContext();
    const into = new MediaStreamAudioDestinationNode(context, { channelCount: 2 });
    const merger = new ChannelMergerNode(context, { numberOfInputs: 2 });
    merger.connect(into);
    const gates = [0, 1].map((side) => {
      const gate = new GainNode(context, { gain: 0 });
      gate.connect(merger, 0, side);
      return gate;
    });
    let sources: AudioNode[] = [];
    let isOpen = false;
    const change = ({ own, theirs, others }: CallTracks): void => {
      for (const node of sources) node.disconnect();
      const streams: [MediaStream | undefined, number][] = [
        [own === undefined ? undefined : new MediaStream([own]), 0],
        ...[theirs, ...others].map((stream): [MediaStream | undefined, number] => [stream, 1]),
      ];
      sources = streams.flatMap(([stream, side]) => {
        const gate = gates[side];
        if (stream === undefined || gate === undefined || stream.getAudioTracks().length === 0) return [];
        const node = context.createMediaStreamSource(stream);
        // Always connected: one that is not would keep what came first meanwhile, and let it out when it is again.
        node.connect(gate);
        return [node];
      });
    };
    const open = (on: boolean): void => {
      if (on === isOpen) return;
      isOpen = on;
      const now = context.currentTime;
      for (const { gain } of gates) {
        gain.cancelScheduledValues(0);
        gain.setValueAtTime(0, now);
        if (on) gain.setValueAtTime(1, now + guardSeconds);
      }
    };
    change(tracks);
    void context.resume();

    const recorder = createRecorder(into.stream, {
      mimeType: 'audio/webm;codecs=opus',
      audioBitsPerSecond: bitsPerSecond,
    });
    // A piece is read by and by; the next one waits for it.
    let reading = Promise.resolve();
    let over = false;
    recorder.addEventListener('dataavailable', ({ data }) => {
      if (data.size === 0) return;
      reading = reading
        .then(() => data.arrayBuffer())
        .then((bytes) => onPiece(new Uint8Array(bytes)))
        .catch(() => {});
    });
    recorder.addEventListener('error', () => {
      if (!over) onBroken();
    });
    const stopped = new Promise<void>((resolve) => recorder.addEventListener('stop', () => resolve()));
    recorder.start(pieceMs);

    return {
      open,
      change,
      stop: async () => {
        over = true;
        if (recorder.state !== 'inactive') {
          recorder.stop();
          await stopped;
        }
        await reading;
        for (const node of sources) node.disconnect();
        await context.close().catch(() => {});
      },
    };
  };
}
