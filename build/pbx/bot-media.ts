// Changes when a simulated person of the demo exchange speaks or listens otherwise. One peer connection in Node.
import {
  MediaStreamTrack,
  RTCPeerConnection,
  RTCRtpCodecParameters,
  RtpHeader,
  RtpPacket,
  usePCMU as pcmu,
} from 'werift';
import { decodeSample, encodeSample, frameSamples, sampleRate, type Voice } from './g711.ts';

/** What a simulated person has heard, and how it came. */
export interface Heard {
  /** The last second of it, oldest first, at 8,000 a second. */
  samples(): Int16Array;
  /** Packets of sound so far. */
  packets(): number;
  /** Packets that should have come and did not, by their numbers. */
  missing(): number;
  /** The longest time between two packets since `restart`, ms. */
  longestGapMs(): number;
  restart(): void;
}

/** The ears and the mouth of a simulated person, in the shape in which SIP.js wants a call's media. */
export interface BotMedia {
  readonly heard: Heard;
  tones(): string;
  /** Whether the other side has put this person on hold. */
  held(): boolean;
  /** The next offer of the other side is refused. */
  refuseOffer(): void;
  /** This person's own hold, said with the next offer. */
  setHolds(on: boolean): void;
  readonly handler: {
    getDescription(): Promise<{ body: string; contentType: string }>;
    setDescription(sdp: string): Promise<void>;
    rollbackDescription(): Promise<void>;
    hasDescription(contentType: string): boolean;
    sendDtmf(): boolean;
    close(): void;
  };
}

/** How a simulated person is made. */
export interface BotOptions {
  readonly voice: Voice;
  /** Says back what is heard, instead of the voice. */
  readonly echo?: boolean;
  /** Milliseconds, for gaps. */
  readonly now: () => number;
  readonly random: () => number;
}

const dtmfPayload = 126;
const digits = '0123456789*#ABCD';
const gatherMs = 1_000;

/** See {@link BotMedia}. */
export function createBotMedia({ voice, echo = false, now, random }: BotOptions): BotMedia {
  const peer = new RTCPeerConnection({
    iceServers: [],
    iceUseIpv6: false,
    // A machine without a network has its own address alone.
    iceAdditionalHostAddresses: ['127.0.0.1'],
    bundlePolicy: 'max-bundle',
    codecs: {
      audio: [
        pcmu(),
        new RTCRtpCodecParameters({
          mimeType: 'audio/telephone-event',
          clockRate: sampleRate,
          channels: 1,
          payloadType: dtmfPayload,
        }),
      ],
    },
  });
  const track = new MediaStreamTrack({ kind: 'audio' });
  const transceiver = peer.addTransceiver(track, { direction: 'sendrecv' });
  const ring = new Int16Array(sampleRate);
  let filled = 0;
  let packets = 0;
  let missing = 0;
  let lastNumber: number | undefined;
  let lastAt: number | undefined;
  let gap = 0;
  let tones = '';
  let lastTone: number | undefined;
  let held = false;
  let holds = false;
  let refuse = false;
  let lastRemote: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let sequence = Math.floor(random() * 30_000);
  let timestamp = Math.floor(random() * 2 ** 30);
  const ssrc = 1 + Math.floor(random() * 2 ** 31);

  const say = (frame: Buffer): void => {
    sequence = (sequence + 1) & 0xffff;
    timestamp = (timestamp + frameSamples) >>> 0;
    const header = new RtpHeader({ payloadType: 0, sequenceNumber: sequence, timestamp, ssrc, version: 2 });
    track.writeRtp(new RtpPacket(header, frame));
  };
  const listen = ({ header, payload }: RtpPacket): void => {
    if (header.payloadType === dtmfPayload) {
      // The end of a tone is said three times, with one and the same time.
      const ended = payload.length === 4 && (payload[1]! & 0x80) !== 0;
      if (!ended || header.timestamp === lastTone) return;
      lastTone = header.timestamp;
      tones += digits[payload[0]!] ?? '';
      return;
    }
    if (header.payloadType !== 0) return;
    packets += 1;
    if (lastNumber !== undefined) {
      const step = (header.sequenceNumber - lastNumber) & 0xffff;
      if (step > 1 && step < 0x8000) missing += step - 1;
    }
    lastNumber = header.sequenceNumber;
    const at = now();
    if (lastAt !== undefined) gap = Math.max(gap, at - lastAt);
    lastAt = at;
    for (const byte of payload) {
      ring[filled % ring.length] = decodeSample(byte);
      filled += 1;
    }
    if (echo) say(payload);
  };
  const start = (): void => {
    if (timer !== undefined || echo) return;
    let due = now();
    timer = setInterval(() => {
      for (const at = now(); due <= at; due += 20) say(pack(voice()));
    }, 10);
  };
  const stop = (): void => {
    clearInterval(timer);
    timer = undefined;
  };
  transceiver.onTrack.subscribe((incoming) => incoming.onReceiveRtp.subscribe(listen));
  peer.connectionStateChange.subscribe((state) => {
    if (state === 'connected') start();
    if (state === 'closed' || state === 'failed') stop();
  });

  const gathered = (): Promise<void> =>
    new Promise((resolve) => {
      if (peer.iceGatheringState === 'complete') return resolve();
      const limit = setTimeout(resolve, gatherMs);
      peer.iceGatheringStateChange.subscribe((state) => {
        if (state !== 'complete') return;
        clearTimeout(limit);
        resolve();
      });
    });

  return {
    heard: {
      samples: () => {
        const at = filled % ring.length;
        const ordered = new Int16Array(ring.length);
        ordered.set(ring.subarray(at));
        ordered.set(ring.subarray(0, at), ring.length - at);
        return ordered;
      },
      packets: () => packets,
      missing: () => missing,
      longestGapMs: () => gap,
      restart: () => {
        gap = 0;
        missing = 0;
      },
    },
    tones: () => tones,
    held: () => held,
    refuseOffer: () => (refuse = true),
    setHolds: (on) => (holds = on),
    handler: {
      getDescription: async () => {
        const made =
          peer.signalingState === 'have-remote-offer' ? await peer.createAnswer() : await peer.createOffer();
        await peer.setLocalDescription(made);
        await gathered();
        const sdp = peer.localDescription?.sdp ?? '';
        const body = holds ? sdp.replace(/^a=sendrecv(?=\r?$)/gm, 'a=sendonly') : sdp;
        return { body, contentType: 'application/sdp' };
      },
      setDescription: async (sdp) => {
        if (refuse) {
          refuse = false;
          throw new Error('Refused, as was wanted.');
        }
        const type = peer.signalingState === 'have-local-offer' ? 'answer' : 'offer';
        await peer.setRemoteDescription({ type, sdp });
        lastRemote = sdp;
        held = /^a=(sendonly|inactive)\r?$/m.test(sdp);
      },
      rollbackDescription: async () => {
        // Werift knows no rollback: what the other side said last is taken for its answer.
        if (peer.signalingState === 'have-local-offer' && lastRemote !== undefined)
          await peer.setRemoteDescription({ type: 'answer', sdp: lastRemote });
      },
      hasDescription: (contentType) => contentType === 'application/sdp',
      sendDtmf: () => false,
      close: () => {
        stop();
        void peer.close();
      },
    },
  };
}

function pack(frame: Int16Array): Buffer {
  return Buffer.from(Uint8Array.from(frame, encodeSample));
}
