// Changes when the bench notes other moments of a call's beginning: where the time between the answer and the sound goes.
import type { Page } from 'playwright';
import { percentile } from '../table.ts';

/** When each thing was first done or done with, ms since 1970. */
export type Stamps = Readonly<Record<string, number>>;

/** Runs in the page before any call: whatever of the browser and of the line an answer is made with says when. */
const noteAll = `(() => {
  const stamps = (window.benchStamps = []);
  const note = (what) => stamps.push([what, performance.timeOrigin + performance.now()]);
  const wrap = (owner, name, what) => {
    const own = owner[name];
    owner[name] = function (...all) {
      note(what + ' asked');
      const made = own.apply(this, all);
      made?.then?.(() => note(what + ' had'), () => {});
      return made;
    };
  };
  wrap(navigator.mediaDevices, 'getUserMedia', 'microphone');
  const peer = RTCPeerConnection.prototype;
  wrap(peer, 'setRemoteDescription', 'offer');
  wrap(peer, 'createAnswer', 'answer');
  wrap(peer, 'setLocalDescription', 'description');
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (text) {
    if (typeof text === 'string' && text.startsWith('SIP/2.0 200') && /CSeq: *\\d+ INVITE/.test(text)) note('200 sent');
    return send.call(this, text);
  };
  const enabled = Object.getOwnPropertyDescriptor(MediaStreamTrack.prototype, 'enabled');
  Object.defineProperty(MediaStreamTrack.prototype, 'enabled', {
    ...enabled,
    set(on) {
      if (on) note('voice let out');
      enabled.set.call(this, on);
    },
  });
  const Own = window.RTCPeerConnection;
  window.RTCPeerConnection = class extends Own {
    constructor(...all) {
      super(...all);
      note('connection made');
      this.addEventListener('icegatheringstatechange', () => note('gathering ' + this.iceGatheringState));
      this.addEventListener('iceconnectionstatechange', () => note('way ' + this.iceConnectionState));
      this.addEventListener('connectionstatechange', () => note('line ' + this.connectionState));
    }
  };
})()`;

/** From now on the page notes. */
export const noteStamps = (page: Page): Promise<void> => page.evaluate(noteAll);

/** @returns what the page noted since it was last asked. */
export async function takeStamps(page: Page): Promise<Stamps> {
  const noted = await page.evaluate(() =>
    (globalThis as unknown as { benchStamps: [string, number][] }).benchStamps.splice(0),
  );
  const first: Record<string, number> = {};
  for (const [what, at] of noted) first[what] ??= at;
  return first;
}

/** Tells in the middle of all calls what was when, in ms after the press; what was before it is negative. */
export function tellStamps(name: string, all: readonly { pressed: number; stamps: Stamps }[]): string {
  const whats = [...new Set(all.flatMap(({ stamps }) => Object.keys(stamps)))];
  const middles = whats.map((what) => {
    const times = all.flatMap(({ pressed, stamps }) => {
      const at = stamps[what];
      return at === undefined ? [] : [at - pressed];
    });
    return [what, percentile(times, 0.5)] as const;
  });
  return `  ${name}: ${middles
    .toSorted(([, a], [, b]) => a - b)
    .map(([what, ms]) => `${what} ${ms.toFixed(0)}`)
    .join(', ')}`;
}
