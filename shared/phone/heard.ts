// Changes when something else is true of who hears whom. The one place that says it; levels and states in, a word out.
import type { CallQuality } from './engine.ts';
import type { Call, Line } from './types.ts';

/** What is true of a call that is talked, the worst for the agent first. */
export type Heard =
  | 'transferring'
  | 'reconnecting' // no sound either way until it is found again
  | 'held' // by us: nothing of us is heard
  | 'connecting'
  | 'muted'
  | 'microphoneGone' // pulled out, or taken away by the system
  | 'microphoneOff' // the system or a switch on the headset gives silence
  | 'microphoneSilent' // it is there, and nothing at all has come from it for a while
  | 'heldByFar'
  | 'farLost' // packets of theirs have stopped coming
  | 'farSilent' // they come, and there is nothing in them
  | 'heard';

/** From how long on silence is worth saying, ms. A person who listens makes none; a microphone always hums a little. */
export const silence = { own: 8_000, far: 10_000, lost: 3_000 } as const;

/**
 * @param line how the phone stands with its server: a call goes on without it.
 * @param quality the last second, or undefined before the first.
 * @returns what the agent should know; `heard` is only said when nothing speaks against it.
 */
export function heardState(call: Call, line: Line, quality: CallQuality | undefined): Heard {
  if (call.transfer !== null) return 'transferring';
  if (call.media === 'lost') return 'reconnecting';
  if (call.held || call.heldOnWire) return 'held';
  if (call.media === 'none') return 'connecting';
  if (quality?.microphone === 'gone') return 'microphoneGone';
  if (call.muted) return 'muted';
  if (quality?.microphone === 'off') return 'microphoneOff';
  if ((quality?.ownSilentMs ?? 0) >= silence.own) return 'microphoneSilent';
  if (call.heldByFar) return 'heldByFar';
  // Without a line to the server the other side cannot say that it has put us on hold.
  if ((quality?.farLostMs ?? 0) >= silence.lost) return line === 'away' ? 'reconnecting' : 'farLost';
  if ((quality?.farSilentMs ?? 0) >= silence.far) return 'farSilent';
  return 'heard';
}

/** Whether the agent is not heard, however it came: what must be seen at a glance. */
export function isUnheard(heard: Heard): boolean {
  return !['heard', 'farLost', 'farSilent', 'heldByFar'].includes(heard);
}
