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
  /**
   * Makes the answer to an offer while it only rings. Nothing goes to the caller for it: where the caller can be reached
   * is kept back until the call is answered. Nor is the microphone opened: its lamp stays dark for calls that nobody takes.
   */
  prepare(sdp: string): void;
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

/** Without addresses from which TCP can only be called out: nobody can call there, and each makes a description longer. */
export function withoutCallers(sdp: string): string {
  return sdp.replace(/^a=candidate:.* tcptype active\b.*\r?\n/gm, '');
}

/** Whether a description says where one can be reached. */
function hasAddresses(sdp: string | undefined): boolean {
  return /^a=candidate:/m.test(sdp ?? '');
}

/** How much longer addresses are waited for where there is none at all, ms. */
const laterMs = 3_000;

/** More addresses than anybody has. */
const mostAddresses = 64;

/** Takes the addresses out of a description: by what is left everything can be agreed on, and nobody be reached. */
export function withoutAddresses(sdp: string): { sdp: string; addresses: readonly RTCIceCandidateInit[] } {
  const addresses: RTCIceCandidateInit[] = [];
  let section = -1;
  const kept = sdp.split(/\r?\n/).filter((line) => {
    if (line.startsWith('m=')) section += 1;
    if (line === 'a=end-of-candidates') return false;
    if (!line.startsWith('a=candidate:')) return true;
    if (addresses.length < mostAddresses)
      addresses.push({ candidate: line.slice(2), sdpMLineIndex: Math.max(0, section) });
    return false;
  });
  return { sdp: kept.join('\r\n'), addresses };
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
  // Whether the microphone's track goes out by it.
  let voiced = false;
  // The answer that was made while it rang: to which offer, and whether that went well.
  let early: { readonly sdp: string; readonly made: Promise<boolean> } | undefined;
  // Nothing of the caller is played yet: what begins to play and never gets anything is never let go (seen in Chromium 156).
  let rings = false;
  // It is to go out now, and the caller is reached there.
  let answered: readonly RTCIceCandidateInit[] | undefined;

  peer.addEventListener('track', ({ track }) => {
    if (track.kind !== 'audio') return;
    for (const old of remote.getTracks()) remote.removeTrack(old);
    remote.addTrack(track);
    if (!rings) deps.onRemote(remote);
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
    if (voiced) return;
    const track = await (opening ?? take());
    if (over || voiced) return;
    voiced = true;
    if (sending === undefined) sending = peer.addTrack(track, new MediaStream([track]));
    else await sending.replaceTrack(track);
  };
  /**
   * Resolves when all addresses are there, or some and it takes too long.
   * @param anew they are looked for once more: for a moment the browser still says of that what became of the last time.
   */
  const gathered = (anew = false): Promise<void> =>
    new Promise((resolve) => {
      if (!anew && peer.iceGatheringState === 'complete') return resolve();
      const done = (): void => {
        clearTimeout(timer);
        peer.removeEventListener('icegatheringstatechange', look);
        resolve();
      };
      const look = (): void => {
        if (peer.iceGatheringState === 'complete') done();
      };
      const late = (): void => {
        if (!anew || hasAddresses(peer.localDescription?.sdp)) done();
        // Right after a change of network there may be none yet.
        else timer = setTimeout(done, laterMs);
      };
      let timer = setTimeout(late, deps.gatherMs);
      peer.addEventListener('icegatheringstatechange', look);
    });

  /** All of an answer but the agent's voice and the way to the caller. */
  const makeEarly = async (sdp: string): Promise<void> => {
    await peer.setRemoteDescription({ type: 'offer', sdp: withoutAddresses(sdp).sdp });
    const transceiver = peer.getTransceivers().find(({ receiver }) => receiver.track.kind === 'audio');
    if (transceiver === undefined) throw new Error('There is no sound in it.');
    transceiver.direction = 'sendrecv';
    sending = transceiver.sender;
    sending.setStreams(new MediaStream());
    await peer.setLocalDescription(await peer.createAnswer());
    await gathered();
  };
  /** Puts the agent into the answer that was made while it rang. @returns whether there is one to this offer. */
  const takeEarly = async (sdp: string): Promise<boolean> => {
    const own = early;
    early = undefined;
    if (own === undefined) return false;
    // Whoever has another one makes other media: see prepared.ts.
    if (own.sdp !== sdp) throw new Error('What was prepared is the answer to another offer.');
    const opening = take();
    opening.catch(() => {});
    if (!(await own.made)) {
      rings = false;
      if (remote.getTracks().length > 0) deps.onRemote(remote);
      // As if nothing had been prepared; what is wrong with it shows once more.
      await peer.setRemoteDescription({ type: 'offer', sdp });
      await attach(opening);
      return true;
    }
    await attach(opening);
    answered = withoutAddresses(sdp).addresses;
    return true;
  };

  return {
    peer,
    prepare: (sdp) => {
      rings = true;
      const made = makeEarly(sdp).then(
        () => true,
        () => false,
      );
      early = { sdp, made };
    },
    getDescription: async (options = {}) => {
      await attach();
      const reached = answered;
      answered = undefined;
      if (reached !== undefined) {
        // Not before: who is greeted without having the answer does not greet back, and is greeted again ever more rarely
        // (RFC 6347, 4.2.4.1). One that cannot be read is none that could be reached.
        for (const address of reached) void peer.addIceCandidate(address).catch(() => {});
        // Opening a speaker takes its time, which the microphone needs first.
        rings = false;
        if (remote.getTracks().length > 0) deps.onRemote(remote);
        return { body: withoutCallers(peer.localDescription?.sdp ?? ''), contentType: 'application/sdp' };
      }
      const answering = peer.signalingState === 'have-remote-offer';
      making = !answering;
      spoiled = false;
      try {
        const anew = !answering && options.iceRestart === true;
        const made = answering ? await peer.createAnswer() : await peer.createOffer({ iceRestart: anew });
        const all = anew ? gathered(true) : undefined;
        await peer.setLocalDescription(made);
        await (all ?? gathered());
        // Whoever is told of no address looks for us nowhere, and agrees to it all the same.
        if (anew && !spoiled && !hasAddresses(peer.localDescription?.sdp)) {
          if (peer.signalingState === 'have-local-offer')
            await peer.setLocalDescription({ type: 'rollback' });
          throw new Error('There is no address here yet.');
        }
      } finally {
        making = false;
      }
      if (spoiled) throw new Error('The other side was first.');
      const sdp = withoutCallers(peer.localDescription?.sdp ?? '');
      const hold = answering ? held : (options.hold ?? held);
      return { body: hold ? asHeld(sdp) : sdp, contentType: 'application/sdp' };
    },
    setDescription: async (sdp) => {
      if (await takeEarly(sdp)) return deps.onFarHold(holdsUs(sdp));
      // While an offer of ours is being made, nobody there can have answered it: this is an offer of theirs.
      const crossing = making;
      if (crossing) spoiled = true;
      if (crossing && peer.signalingState === 'have-local-offer')
        await peer.setLocalDescription({ type: 'rollback' });
      const type = peer.signalingState === 'have-local-offer' ? 'answer' : 'offer';
      // A device takes its time to open: meanwhile the description is read.
      const opening = voiced ? undefined : take();
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
