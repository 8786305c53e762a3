// Changes when a call is found, made, changed or ended in the phone's state otherwise. Pure helpers of the machine.
import { type Call, type CallId, type EndReason, maxEnded, type PhoneState } from './types.ts';

/** @returns the call of that name, live or ended. */
export function findCall(state: PhoneState, id: CallId): Call | undefined {
  return state.calls.find((call) => call.id === id);
}

/** @returns the calls that have not ended. */
export function liveCalls(state: PhoneState): readonly Call[] {
  return state.calls.filter(({ phase }) => phase !== 'ended');
}

/** @returns a call that has just begun. */
export function newCall(
  made: Pick<Call, 'id' | 'direction' | 'party' | 'phase' | 'begunAt' | 'due'> & Partial<Call>,
): Call {
  return {
    queue: null,
    held: false,
    heldOnWire: false,
    holdBusy: false,
    heldByFar: false,
    muted: false,
    media: 'none',
    transfer: null,
    replaces: null,
    answeredAt: null,
    endedAt: null,
    end: null,
    ...made,
  };
}

/** @returns the state with one call changed. */
export function changeCall(state: PhoneState, id: CallId, change: Partial<Call>): PhoneState {
  return { ...state, calls: state.calls.map((call) => (call.id === id ? { ...call, ...change } : call)) };
}

/** @returns the dues without some of them. */
export function without(due: Call['due'], ...names: (keyof Call['due'])[]): Call['due'] {
  return Object.fromEntries(Object.entries(due).filter(([name]) => !names.some((one) => one === name)));
}

/** @returns the conference without one call; with fewer than two there is none. */
export function leaveConference(state: PhoneState, id: CallId): PhoneState {
  const left = state.conference.filter((one) => one !== id);
  return left.length === state.conference.length
    ? state
    : { ...state, conference: left.length > 1 ? left : [] };
}

/**
 * @returns the state after this side has ended a call. While the line is away nobody there can be told, and that is kept
 * until the engine says that it was done.
 */
export function leaveCall(state: PhoneState, id: CallId, end: EndReason, now: number): PhoneState {
  const over = endCall(state, id, end, now);
  return state.line === 'away' || state.line === 'refused' ? changeCall(over, id, { untold: true }) : over;
}

/** @returns the state after a call is over for good; nothing waits in it, and nothing of it is heard. */
export function endCall(state: PhoneState, id: CallId, end: EndReason, now: number): PhoneState {
  const over = changeCall(leaveConference(state, id), id, {
    phase: 'ended',
    end,
    endedAt: now,
    held: false,
    heldSince: null,
    heldOnWire: false,
    holdBusy: false,
    heldByFar: false,
    media: 'none',
    transfer: null,
    due: {},
  });
  // Who was to take over has gone: that transfer cannot come about any more.
  const calls = over.calls.map((call) =>
    call.transfer?.consult === id && !call.transfer.accepted
      ? { ...call, transfer: null, due: without(call.due, 'transfer') }
      : call,
  );
  const ended = calls.filter(({ phase }) => phase === 'ended');
  const tooOld = new Set(ended.slice(0, Math.max(0, ended.length - maxEnded)));
  return { ...over, calls: calls.filter((call) => !tooOld.has(call)) };
}
