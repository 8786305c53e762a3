// Changes when a call is put on hold, taken back, or made the one that is talked in otherwise.
import type { Step } from './machine.ts';
import { changeCall, findCall, leaveConference, without } from './calls.ts';
import type { Call, CallId } from './types.ts';

/** How long each kind of waiting lasts, ms. Servers give up earlier; these are for servers that do not. */
export const waits = {
  /** Ringing here. */
  here: 120_000,
  /** Ringing there. */
  there: 180_000,
  /** Answered, until both sides are through. */
  through: 30_000,
  hold: 40_000,
  transfer: 60_000,
  /** Without audio before the call is given up. */
  media: 60_000,
} as const;

/** A call that is on hold already has been so for as long as it has. */
const heldSinceOf = (call: Call, now: number): number => (call.held ? (call.heldSince ?? now) : now);

/** Wants a call on hold, or back. What is being agreed on is waited for; the last wish holds. */
export function holdCall({ state, orders }: Step, id: CallId, on: boolean, now: number): Step {
  const call = findCall(state, id);
  if (call?.phase !== 'talking') return { state, orders };
  const left = on ? leaveConference(state, id) : state;
  const held = { held: on, heldSince: on ? heldSinceOf(call, now) : null };
  const must = !call.holdBusy && call.heldOnWire !== on;
  if (!must) return { state: changeCall(left, id, held), orders };
  const due = { ...call.due, hold: now + waits.hold };
  return {
    state: changeCall(left, id, { ...held, holdBusy: true, due }),
    orders: [...orders, { type: 'hold', id, on }],
  };
}

/** One call, or one conference, is talked in at a time: every other one goes on hold. */
export function activate(from: Step, id: CallId, now: number): Step {
  const together = from.state.conference.includes(id) ? from.state.conference : [id];
  return from.state.calls
    .filter((call) => call.phase === 'talking' && !call.held && !together.includes(call.id))
    .reduce((reached, call) => holdCall(reached, call.id, true, now), from);
}

/** What became of a hold that was asked for. */
export function holdDone(from: Step, id: CallId, on: boolean, ok: boolean, now: number): Step {
  const call = findCall(from.state, id);
  if (call?.phase !== 'talking' || !call.holdBusy) return from;
  const due = without(call.due, 'hold');
  const wire = ok ? on : call.heldOnWire;
  // A refused hold stays one here: nothing of the agent is heard, the other side merely has no music.
  // A refused return leaves the call on hold, and can be tried again.
  const held = !ok && !on ? true : call.held;
  const heldSince = held ? heldSinceOf(call, now) : null;
  const state = changeCall(from.state, id, { holdBusy: false, heldOnWire: wire, held, heldSince, due });
  const settled = { state, orders: from.orders };
  // The agent has changed their mind meanwhile.
  return ok && held !== wire ? holdCall(settled, id, held, now) : settled;
}
