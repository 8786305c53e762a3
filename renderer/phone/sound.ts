// Changes when the microphone is taken, calls are played or brought together otherwise. All of the phone's audio.
import type { CallId } from '../../shared/phone/types.ts';
import type { CallTracks } from './capture.ts';
import { playTone } from './tone.ts';

/** What the phone's audio is made from; the browser's, or a test's. */
export interface SoundDeps {
  readonly getMicrophone: (deviceId: string | null) => Promise<MediaStream>;
  readonly createContext: () => AudioContext;
  /** Makes the element that a call is heard from; it lives in the page, so that nothing throws it away. */
  readonly createPlayer: () => HTMLAudioElement;
  /** A device did not do what it should, and the agent does not know it: this is said. Null: it works (again). */
  readonly onDevice?: ((which: 'microphone' | 'speaker', error: unknown) => void) | undefined;
}

/** One call's sound. */
interface Line {
  sending: boolean;
  hearing: boolean;
  /** The microphone was asked for: whoever only rings has not. */
  wants: boolean;
  track: MediaStreamTrack | undefined;
  sender: (() => RTCRtpSender | undefined) | undefined;
  remote: MediaStream | undefined;
  player: HTMLAudioElement | undefined;
  /** While brought together with others: what this call hears of them and of us. */
  mix:
    | {
        readonly own: GainNode;
        readonly nodes: readonly AudioNode[];
        readonly to: MediaStreamAudioDestinationNode;
      }
    | undefined;
  readonly taps: Set<(tracks: CallTracks) => void>;
}

/** The phone's audio. */
export interface Sound {
  /** A track of the microphone for one call, silent until `send`. */
  microphone(id: CallId): Promise<MediaStreamTrack>;
  /** Where that track goes out; asked when it is brought together with others. */
  attach(id: CallId, sender: () => RTCRtpSender | undefined): void;
  remote(id: CallId, stream: MediaStream): void;
  send(id: CallId, on: boolean): void;
  hear(id: CallId, on: boolean): void;
  /** These calls hear each other; all others only us. */
  mix(ids: readonly CallId[]): void;
  end(id: CallId): void;
  /** Tells how a call sounds, now and when its tracks are others. @returns a function that stops it. */
  tap(id: CallId, changed: (tracks: CallTracks) => void): () => void;
  /** Lets the other side hear a tone beside the agent's voice; resolves when it is over. @throws when there is no way to. */
  tone(id: CallId): Promise<void>;
  /**
   * Another microphone or speaker, without dropping anything. Null: the system's own.
   * @throws what the browser said where one could not be had: then the one before goes on as long as it can.
   */
  setDevices(microphone: string | null, speaker: string | null): Promise<void>;
}

/** See {@link Sound}. */
export function createSound(deps: SoundDeps): Sound {
  const lines = new Map<CallId, Line>();
  let stream: Promise<MediaStream> | undefined;
  let context: AudioContext | undefined;
  let device: string | null = null;
  let output: string | null = null;
  let together: readonly CallId[] = [];
  let tones = 0;

  const line = (id: CallId): Line => {
    const found = lines.get(id);
    if (found !== undefined) return found;
    const made: Line = {
      sending: false,
      hearing: false,
      wants: false,
      track: undefined,
      sender: undefined,
      remote: undefined,
      player: undefined,
      mix: undefined,
      taps: new Set(),
    };
    lines.set(id, made);
    return made;
  };
  const othersOf = (one: Line): MediaStream[] => {
    const heard = together.flatMap((id) => lines.get(id) ?? []);
    return heard.includes(one) ? heard.flatMap((other) => (other === one ? [] : (other.remote ?? []))) : [];
  };
  const tell = (one: Line): void => {
    if (one.taps.size === 0) return;
    const tracks = { own: one.track, theirs: one.remote, others: othersOf(one) };
    for (const changed of one.taps) changed(tracks);
  };
  const apply = (one: Line): void => {
    if (one.track !== undefined) one.track.enabled = one.sending;
    if (one.mix !== undefined) one.mix.own.gain.value = one.sending ? 1 : 0;
    if (one.player !== undefined) one.player.muted = !one.hearing;
  };
  /** On the chosen speaker; where that one cannot be had, on the system's own: rather there than not heard at all. */
  const playOn = async (player: HTMLAudioElement): Promise<void> => {
    try {
      await player.setSinkId(output ?? '');
      await player.play();
      deps.onDevice?.('speaker', null);
    } catch (error) {
      // The call was over before it could be heard, or its sound came anew meanwhile.
      if (player.srcObject === null || (error instanceof DOMException && error.name === 'AbortError')) return;
      deps.onDevice?.('speaker', error);
      await player.setSinkId('').catch(() => {});
      await player.play().catch(() => {});
    }
  };
  /** The microphone is open only while calls are answered: its lamp says so, and it is true. */
  const release = (): void => {
    if (stream === undefined || [...lines.values()].some(({ wants }) => wants)) return;
    const old = stream;
    stream = undefined;
    void old.then((open) => open.getTracks().forEach((track) => track.stop())).catch(() => {});
  };
  const open = (): Promise<MediaStream> => {
    if (stream !== undefined) return stream;
    const asked = getMicrophone(device);
    stream = asked;
    asked.catch(() => {
      if (stream === asked) stream = undefined;
    });
    return asked;
  };
  /** The chosen one; where that one cannot be had, the system's own: a call without a voice is none. */
  const getMicrophone = async (id: string | null): Promise<MediaStream> => {
    try {
      const opened = await deps.getMicrophone(id);
      deps.onDevice?.('microphone', null);
      return opened;
    } catch (error) {
      deps.onDevice?.('microphone', error);
      if (id === null) throw error;
      return await deps.getMicrophone(null);
    }
  };
  const copy = async (): Promise<MediaStreamTrack> => {
    const track = (await open()).getAudioTracks()[0];
    if (track === undefined) throw new Error('There is no microphone.');
    return track.clone();
  };
  /** One that nobody needs any more would go on computing silence for as long as the desk runs. */
  const rest = (): void => {
    if (context === undefined || tones > 0 || [...lines.values()].some((one) => one.mix !== undefined))
      return;
    const old = context;
    context = undefined;
    void old.close().catch(() => {});
  };
  const separate = (one: Line): void => {
    if (one.mix === undefined) return;
    for (const node of one.mix.nodes) node.disconnect();
    one.mix = undefined;
    if (one.track !== undefined)
      void one
        .sender?.()
        ?.replaceTrack(one.track)
        .catch(() => {});
  };
  const join = (ids: readonly CallId[]): void => {
    context ??= deps.createContext();
    const audio = context;
    void audio.resume();
    for (const id of ids) {
      const one = line(id);
      const to = audio.createMediaStreamDestination();
      const own = audio.createGain();
      const nodes: AudioNode[] = [to, own];
      const from = (source: MediaStream, into: AudioNode): void => {
        const node = audio.createMediaStreamSource(source);
        node.connect(into);
        nodes.push(node);
      };
      own.connect(to);
      void open().then(
        // They may have been separated meanwhile.
        (microphone) => {
          if (one.mix?.own === own) from(microphone, own);
        },
        () => {},
      );
      for (const other of ids) {
        const { remote } = line(other);
        if (other !== id && remote !== undefined) from(remote, to);
      }
      one.mix = { own, nodes, to };
      const track = to.stream.getAudioTracks()[0];
      if (track !== undefined)
        void one
          .sender?.()
          ?.replaceTrack(track)
          .catch(() => {});
      apply(one);
    }
  };

  const mix = (ids: readonly CallId[]): void => {
    for (const one of lines.values()) separate(one);
    together = ids.filter((id) => lines.has(id));
    if (together.length > 1) join(together);
    // What each of them hears of the others is another, and so is what is recorded of it.
    for (const one of lines.values()) tell(one);
    rest();
  };

  return {
    microphone: async (id) => {
      const one = line(id);
      one.wants = true;
      one.track = await copy();
      apply(one);
      tell(one);
      return one.track;
    },
    attach: (id, sender) => (line(id).sender = sender),
    remote: (id, from) => {
      const one = line(id);
      one.remote = from;
      one.player ??= deps.createPlayer();
      one.player.srcObject = from;
      apply(one);
      for (const each of together.includes(id) ? together : [id]) tell(line(each));
      void playOn(one.player);
    },
    send: (id, on) => {
      const one = lines.get(id);
      if (one === undefined) return;
      one.sending = on;
      apply(one);
    },
    hear: (id, on) => {
      const one = lines.get(id);
      if (one === undefined) return;
      one.hearing = on;
      apply(one);
    },
    mix,
    end: (id) => {
      const one = lines.get(id);
      if (one === undefined) return;
      lines.delete(id);
      separate(one);
      one.track?.stop();
      one.player?.remove();
      if (one.player !== undefined) one.player.srcObject = null;
      rest();
      release();
    },
    tap: (id, changed) => {
      const one = line(id);
      one.taps.add(changed);
      tell(one);
      return () => void one.taps.delete(changed);
    },
    tone: async (id) => {
      const one = lines.get(id);
      const sender = one?.sender?.();
      if (one?.track === undefined || sender === undefined) throw new Error('There is nobody to hear it.');
      context ??= deps.createContext();
      tones += 1;
      try {
        await playTone(context, one.track, sender, one.mix?.to, () => one.mix === undefined);
      } finally {
        tones -= 1;
        rest();
      }
    },
    setDevices: async (microphone, speaker) => {
      if (output !== speaker) {
        output = speaker;
        for (const { player } of lines.values()) if (player !== undefined) void playOn(player);
      }
      // The same one again: it has been another device since, or its tracks have ended with it.
      const before = stream;
      device = microphone;
      if (before === undefined) return;
      stream = undefined;
      const next = open();
      try {
        await next;
      } catch (error) {
        // Rather the old one than none; what is gone is silent in any case.
        stream ??= before;
        throw error;
      }
      for (const [id, one] of lines) {
        const old = one.track;
        if (old === undefined) continue;
        const track = await copy();
        // The call may have ended while the device was being opened.
        if (lines.get(id) !== one) {
          track.stop();
          continue;
        }
        one.track = track;
        apply(one);
        if (one.mix === undefined) await one.sender?.()?.replaceTrack(track);
        tell(one);
        old.stop();
      }
      mix(together);
      const opened = await before.catch(() => undefined);
      opened?.getTracks().forEach((track) => track.stop());
    },
  };
}
