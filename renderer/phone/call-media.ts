// Changes when a call's offer and answer, its sound or its connection are made otherwise. One peer connection, no SIP.

/** What a call's media is made from. */
export interface CallMediaDeps {
  readonly createPeer: () => RTCPeerConnection;
  /** A track of the microphone for this call alone; silent until told otherwise. */
  readonly microphone: () => Promise<MediaStreamTrack>;
  /** How long addresses of ours are gathered before the offer goes out without the rest, ms. */
  readonly gatherMs: number;
  readonly onRemote: (stream: MediaStream) => void;
  readonly onState: (state: RTCPeerConnectionState) => void;
  readonly onFarHold: (on: boolean) => void;
}

/** How one offer of ours is made. */
export interface OfferOptions {
  /** Put the other side on hold with it, or take it back; without it: as it is now. */
  readonly hold?: boolean;
  readonly iceRestart?: boolean;
  /** Of SIP.js, and unused: which microphone is the phone's own business. */
  readonly constraints?: object;
}

/** The media of a call; has the shape in which SIP.js wants it. */
export interface CallMedia {
  readonly peer: RTCPeerConnection;
  getDescription(options?: OfferOptions): Promise<{ body: string; contentType: string }>;
  setDescription(sdp: string): Promise<void>;
  rollbackDescription(): Promise<void>;
  hasDescription(contentType: string): boolean;
  sendDtmf(tones: string): boolean;
  close(): void;
  /** What the other side has agreed to: later answers say the same. */
  setHeld(on: boolean): void;
  readonly sender: () => RTCRtpSender | undefined;
  readonly track: () => MediaStreamTrack | undefined;
  readonly closed: () => boolean;
}

/** Hold is said on the wire alone: here everything stays as it is, so a refused one leaves nothing behind. */
export function asHeld(sdp: string): string {
  return sdp.replace(/^a=sendrecv(?=\r?$)/gm, 'a=sendonly').replace(/^a=recvonly(?=\r?$)/gm, 'a=inactive');
}

/** Whether a description of the other side puts us on hold. (Its address 0.0.0.0 says nothing where there is ICE.) */
export function holdsUs(sdp: string): boolean {
  return /^a=(sendonly|inactive)\r?$/m.test(sdp);
}

/** See {@link CallMedia}. */
export function createCallMedia(deps: CallMediaDeps): CallMedia {
  const peer = deps.createPeer();
  const remote = new MediaStream();
  let held = false;
  let over = false;
  // An offer of ours is being made, and has not gone out; and: one of theirs came meanwhile.
  let making = false;
  let spoiled = false;
  let taken: Promise<MediaStreamTrack> | undefined;
  let own: MediaStreamTrack | undefined;
  let sending: RTCRtpSender | undefined;

  peer.addEventListener('track', ({ track }) => {
    if (track.kind !== 'audio') return;
    for (const old of remote.getTracks()) remote.removeTrack(old);
    remote.addTrack(track);
    deps.onRemote(remote);
  });
  peer.addEventListener('connectionstatechange', () => deps.onState(peer.connectionState));

  const take = (): Promise<MediaStreamTrack> => {
    taken ??= deps.microphone().then(
      (track) => {
        own = track;
        if (over) track.stop();
        return track;
      },
      (error: unknown) => {
        taken = undefined;
        throw error;
      },
    );
    return taken;
  };
  const attach = async (opening?: Promise<MediaStreamTrack>): Promise<void> => {
    if (sending !== undefined) return;
    const track = await (opening ?? take());
    if (over || (sending as RTCRtpSender | undefined) !== undefined) return;
    sending = peer.addTrack(track, new MediaStream([track]));
  };
  const gathered = (): Promise<void> =>
    new Promise((resolve) => {
      if (peer.iceGatheringState === 'complete') return resolve();
      const done = (): void => {
        clearTimeout(timer);
        peer.removeEventListener('icegatheringstatechange', look);
        resolve();
      };
      const look = (): void => {
        if (peer.iceGatheringState === 'complete') done();
      };
      const timer = setTimeout(done, deps.gatherMs);
      peer.addEventListener('icegatheringstatechange', look);
    });

  return {
    peer,
    getDescription: async (options = {}) => {
      await attach();
      const answering = peer.signalingState === 'have-remote-offer';
      making = !answering;
      spoiled = false;
      try {
        const made = answering
          ? await peer.createAnswer()
          : await peer.createOffer({ iceRestart: options.iceRestart === true });
        await peer.setLocalDescription(made);
        await gathered();
      } finally {
        making = false;
      }
      if (spoiled) throw new Error('The other side was first.');
      const sdp = peer.localDescription?.sdp ?? '';
      const hold = answering ? held : (options.hold ?? held);
      return { body: hold ? asHeld(sdp) : sdp, contentType: 'application/sdp' };
    },
    setDescription: async (sdp) => {
      // While an offer of ours is being made, nobody there can have answered it: this is an offer of theirs.
      const crossing = making;
      if (crossing) spoiled = true;
      if (crossing && peer.signalingState === 'have-local-offer')
        await peer.setLocalDescription({ type: 'rollback' });
      const type = peer.signalingState === 'have-local-offer' ? 'answer' : 'offer';
      // A device takes its time to open: meanwhile the description is read.
      const opening = sending === undefined ? take() : undefined;
      opening?.catch(() => {});
      // The other side's first, then our track: the other way round Chromium loses all sound at a later rollback.
      await peer.setRemoteDescription({ type, sdp });
      await attach(opening);
      deps.onFarHold(holdsUs(sdp));
    },
    rollbackDescription: async () => {
      if (peer.signalingState === 'have-local-offer') await peer.setLocalDescription({ type: 'rollback' });
      else if (peer.signalingState === 'have-remote-offer')
        await peer.setRemoteDescription({ type: 'rollback' });
    },
    hasDescription: (contentType) => contentType === 'application/sdp',
    sendDtmf: (tones) => {
      const sender = sending?.dtmf;
      if (!sender?.canInsertDTMF) return false;
      sender.insertDTMF(sender.toneBuffer + tones, 120, 80);
      return true;
    },
    close: () => {
      if (over) return;
      over = true;
      own?.stop();
      peer.close();
    },
    setHeld: (on) => (held = on),
    sender: () => sending,
    track: () => own,
    closed: () => over,
  };
}
