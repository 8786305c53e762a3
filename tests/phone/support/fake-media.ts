// Changes when the SIP engine asks something else of the browser's media. Offers and answers without any sound, for Node.
import type { Sound } from '../../../renderer/phone/sound.ts';

const candidate = 'a=candidate:1 1 udp 2130706431 192.0.2.10 40000 typ host';

/** A description such as a browser makes one. */
export function description(direction = 'sendrecv', session = 1): string {
  return [
    'v=0',
    `o=- ${session} 2 IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    'a=group:BUNDLE 0',
    'm=audio 40000 UDP/TLS/RTP/SAVPF 111 0 126',
    'c=IN IP4 192.0.2.10',
    'a=rtcp:9 IN IP4 0.0.0.0',
    candidate,
    'a=ice-ufrag:abcd',
    'a=ice-pwd:abcdefghijklmnopqrstuvwx',
    `a=fingerprint:sha-256 ${Array.from({ length: 32 }, () => 'AB').join(':')}`,
    'a=setup:actpass',
    'a=mid:0',
    `a=${direction}`,
    'a=rtcp-mux',
    'a=rtpmap:111 opus/48000/2',
    'a=rtpmap:0 PCMU/8000',
    'a=rtpmap:126 telephone-event/8000',
    '',
  ].join('\r\n');
}

/** What a browser would take for a description: it refuses the rest as it refuses them. */
function readable(sdp: string): boolean {
  return /^v=0\r?\n/.test(sdp) && /^m=audio \d+ \S+ /m.test(sdp) && /^a=fingerprint:/m.test(sdp);
}

const hasCandidate = (sdp?: string): boolean => /^a=candidate:/m.test(sdp ?? '');

/** Counts what was opened and not closed. */
export interface FakeMedia {
  readonly createPeer: () => RTCPeerConnection;
  readonly sound: Sound;
  /** Connections that are open. */
  open(): number;
  /** Connections that were ever made. */
  made(): number;
  /** Of those that are open: how many know a way to the other side. */
  reaching(): number;
  /** Calls that the sound knows. */
  lines(): number;
  /** How often the microphone was asked for. */
  asked(): number;
  /** From now on there is a microphone, or there is none. */
  microphone(there: boolean): void;
  /** From now on this machine has an address, or none. */
  addresses(there: boolean): void;
  /** The newest connection loses its way, or finds it. */
  connection(state: RTCPeerConnectionState): void;
}

/** Media for calls that nobody hears. */
export function createFakeMedia(): FakeMedia {
  // The engine makes streams of its own; here they need hold nothing.
  if (!('MediaStream' in globalThis))
    Object.assign(globalThis, {
      MediaStream: class {
        getTracks = (): [] => [];
        addTrack = (): void => {};
        removeTrack = (): void => {};
      },
    });
  const peers = new Set<FakePeer>();
  const lines = new Set<string>();
  let newest: FakePeer | undefined;
  let made = 0;
  let asked = 0;
  let isThere = true;
  let addresses = true;

  class FakePeer extends EventTarget {
    signalingState = 'stable';
    iceGatheringState = 'complete';
    connectionState = 'new';
    localDescription: { type: string; sdp: string } | null = null;
    #agreed = false;
    #reaches = false;
    readonly #sender = { replaceTrack: () => Promise.resolve(), setStreams: () => {} };
    readonly #transceivers: object[] = [];

    reaches = (): boolean => this.#reaches;
    addTrack = (): object => this.#sender;
    getTransceivers = (): object[] => this.#transceivers;
    addIceCandidate = async (): Promise<void> => {
      this.#check();
      this.#reach();
      await Promise.resolve();
    };
    getStats = (): Promise<Map<string, object>> => Promise.resolve(new Map());
    createOffer = async (options?: { iceRestart?: boolean }): Promise<object> => {
      const made = await this.#make('offer', ['stable', 'have-local-offer']);
      // Where new addresses are wanted there are none yet, and the browser takes a moment to say that it looks for them.
      return options?.iceRestart === true
        ? { ...made, sdp: description().replace(`${candidate}\r\n`, '') }
        : made;
    };
    createAnswer = (): Promise<object> => this.#make('answer', ['have-remote-offer']);
    setLocalDescription = async ({ type, sdp }: { type: string; sdp?: string }): Promise<void> => {
      this.#check();
      if (type === 'rollback') return this.#rollback('have-local-offer');
      this.#need(type === 'offer' ? ['stable', 'have-local-offer'] : ['have-remote-offer']);
      this.localDescription = { type, sdp: sdp ?? '' };
      this.#become(type === 'offer' ? 'have-local-offer' : 'stable');
      if (type === 'offer' && !hasCandidate(sdp)) setTimeout(() => this.#look(), 10);
      await Promise.resolve();
    };
    /** Looks for addresses, for a tenth of a second; on a machine that has none as yet nothing is found. */
    #look(): void {
      this.#gather('gathering');
      setTimeout(() => {
        if (this.localDescription !== null && addresses)
          this.localDescription = { ...this.localDescription, sdp: description() };
        this.#gather('complete');
      }, 100);
    }
    #gather(state: string): void {
      this.iceGatheringState = state;
      this.dispatchEvent(new Event('icegatheringstatechange'));
    }
    setRemoteDescription = async ({ type, sdp }: { type: string; sdp?: string }): Promise<void> => {
      this.#check();
      if (type === 'rollback') return this.#rollback('have-remote-offer');
      this.#need(type === 'offer' ? ['stable', 'have-remote-offer'] : ['have-local-offer']);
      if (!readable(sdp ?? ''))
        throw new DOMException('Failed to parse SessionDescription.', 'OperationError');
      if (type === 'offer' && this.#transceivers.length === 0)
        this.#transceivers.push({ sender: this.#sender, receiver: { track: { kind: 'audio' } } });
      this.#become(type === 'offer' ? 'have-remote-offer' : 'stable');
      if (hasCandidate(sdp)) this.#reach();
      await Promise.resolve();
    };
    close = (): void => {
      this.signalingState = 'closed';
      this.connectionState = 'closed';
      peers.delete(this);
    };
    connect(state: RTCPeerConnectionState): void {
      if (this.connectionState === state || this.signalingState === 'closed') return;
      this.connectionState = state;
      this.dispatchEvent(new Event('connectionstatechange'));
    }
    async #make(type: string, from: readonly string[]): Promise<object> {
      this.#check();
      this.#need(from);
      await Promise.resolve();
      return { type, sdp: description() };
    }
    #check(): void {
      if (this.signalingState === 'closed') throw new DOMException('It is closed.', 'InvalidStateError');
    }
    #need(states: readonly string[]): void {
      if (!states.includes(this.signalingState))
        throw new DOMException(`Called in ${this.signalingState}.`, 'InvalidStateError');
    }
    #rollback(from: string): void {
      this.#need([from]);
      this.#become('stable');
    }
    #become(state: string): void {
      this.signalingState = state;
      if (state !== 'stable') return;
      this.#agreed = true;
      this.#meet();
    }
    #reach(): void {
      this.#reaches = true;
      this.#meet();
    }
    /** A browser connects once it has agreed, and knows where to. */
    #meet(): void {
      if (this.#agreed && this.#reaches && this.connectionState === 'new')
        queueMicrotask(() => this.connect('connected'));
    }
  }

  return {
    createPeer: () => {
      newest = new FakePeer();
      made += 1;
      peers.add(newest);
      return newest as unknown as RTCPeerConnection;
    },
    open: () => peers.size,
    made: () => made,
    reaching: () => [...peers].filter((peer) => peer.reaches()).length,
    asked: () => asked,
    microphone: (there) => (isThere = there),
    addresses: (there) => (addresses = there),
    lines: () => lines.size,
    connection: (state) => newest?.connect(state),
    sound: {
      microphone: (id) => {
        lines.add(id);
        asked += 1;
        if (!isThere) return Promise.reject(new DOMException('There is none.', 'NotFoundError'));
        return Promise.resolve({ kind: 'audio', stop: () => {} } as unknown as MediaStreamTrack);
      },
      attach: (id) => void lines.add(id),
      remote: (id) => void lines.add(id),
      send: () => {},
      hear: () => {},
      mix: () => {},
      tap: () => () => {},
      tone: () => Promise.resolve(),
      end: (id) => void lines.delete(id),
      setDevices: () => Promise.resolve(),
    },
  };
}
