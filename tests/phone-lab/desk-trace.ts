// Changes when something else is to be known of how a phone's page connects: code for that page, which notes what happens.

/** From now on the page notes: descriptions, addresses, states, the line, and now and then the pairs that are tried. */
export const beginTrace = `(() => {
  if (window.phoneTrace) return true;
  const trace = (window.phoneTrace = []);
  const note = (what, more) => { if (trace.length < 4000) trace.push([Date.now(), what, more]); };
  let count = 0;
  const lines = (sdp) => (sdp ?? '').split(/\\r?\\n/).filter((line) => /^(a=candidate|a=ice-|a=setup|a=fingerprint|c=|m=|a=send|a=recv|a=inactive|a=end|o=)/.test(line));
  const Own = RTCPeerConnection;
  window.RTCPeerConnection = class extends Own {
    constructor(...all) {
      super(...all);
      const n = (count += 1);
      this.traceNumber = n;
      note('peer ' + n + ' made', all[0]);
      for (const kind of ['icegathering', 'iceconnection', 'connection', 'signaling'])
        this.addEventListener(kind + 'statechange', () => note('peer ' + n + ' ' + kind, this[{ icegathering: 'iceGatheringState', iceconnection: 'iceConnectionState', connection: 'connectionState', signaling: 'signalingState' }[kind]]));
      this.addEventListener('icecandidate', ({ candidate }) => note('peer ' + n + ' candidate', candidate?.candidate ?? null));
      let last = '';
      const look = async () => {
        if (this.signalingState === 'closed') return;
        const all = new Map();
        (await this.getStats()).forEach((one) => all.set(one.id, one));
        const at = (id) => { const c = all.get(id); return c ? c.candidateType + ' ' + (c.address ?? c.ip) + ':' + c.port + ' ' + (c.networkType ?? '') : id; };
        const pairs = [...all.values()].filter(({ type }) => type === 'candidate-pair').map((p) => [at(p.localCandidateId), at(p.remoteCandidateId), p.state, p.nominated ? 'nominated' : '', 'req ' + p.requestsSent + '/' + p.responsesReceived, 'from ' + p.requestsReceived + '/' + p.responsesSent, 'B ' + p.bytesSent + '/' + p.bytesReceived].join(' '));
        const inbound = [...all.values()].find(({ type }) => type === 'inbound-rtp');
        const transport = [...all.values()].find(({ type }) => type === 'transport');
        const says = JSON.stringify([pairs, inbound && [inbound.packetsReceived, inbound.audioLevel], transport && [transport.dtlsState, transport.iceState, transport.selectedCandidatePairChanges]]);
        if (says !== last) note('peer ' + n + ' pairs', JSON.parse(says));
        last = says;
        setTimeout(look, 1000);
      };
      setTimeout(look, 1000);
    }
    async setLocalDescription(d) { const r = await super.setLocalDescription(d); note('peer ' + this.traceNumber + ' local ' + d?.type, lines(this.localDescription?.sdp)); return r; }
    async setRemoteDescription(d) { note('peer ' + this.traceNumber + ' remote ' + d?.type, lines(d?.sdp)); return super.setRemoteDescription(d); }
  };
  const Socket = WebSocket;
  let sockets = 0;
  window.WebSocket = class extends Socket {
    constructor(...all) {
      super(...all);
      const n = (this.traceNumber = sockets += 1);
      note('socket ' + n + ' made');
      this.addEventListener('open', () => note('socket ' + n + ' open'));
      this.addEventListener('close', ({ code }) => note('socket ' + n + ' closed', code));
      this.addEventListener('message', ({ data }) => note('socket ' + n + ' in', String(data).split('\\r\\n\\r\\n')[0].split('\\r\\n').filter((l) => /^(SIP|[A-Z]+ sip|CSeq|Via|Contact)/.test(l)).concat(lines(String(data)))));
    }
    send(text) { note('socket ' + this.traceNumber + ' out', String(text).split('\\r\\n').filter((l) => /^(SIP|[A-Z]+ sip|CSeq)/.test(l)).concat(lines(String(text)))); return super.send(text); }
  };
  for (const kind of ['online', 'offline']) window.addEventListener(kind, () => note(kind));
  navigator.connection?.addEventListener('change', () => note('connection change', navigator.connection.type));
  return true;
})()`;

/** What was noted, oldest first: [ms since 1970, what, more]. */
export const takeTrace = `window.phoneTrace?.splice(0) ?? []`;
