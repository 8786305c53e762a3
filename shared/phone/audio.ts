// Changes when the microphone or a caller is heard in other states of a call. The only place that decides it.
import type { EngineOrder } from './engine.ts';
import type { Call, CallId, PhoneState } from './types.ts';

/** Whether this call's other side is heard here. */
export function isHeard(call: Call): boolean {
  return call.phase === 'talking' && !call.held && !call.heldOnWire;
}

/** Whether the agent is heard in this call: never on hold, whoever mixes; never while muted. */
export function isSending(call: Call): boolean {
  return isHeard(call) && !call.muted;
}

/** The calls that hear each other now. */
export function mixed(state: PhoneState): readonly CallId[] {
  const ids = state.calls
    .filter((call) => state.conference.includes(call.id) && isHeard(call))
    .map(({ id }) => id);
  return ids.length > 1 ? ids : [];
}

/** @returns the orders by which the engine's audio follows from one state to the next; those that silence apart. */
export function audioOrders(
  before: PhoneState,
  after: PhoneState,
): { silence: readonly EngineOrder[]; open: readonly EngineOrder[] } {
  const was = new Map(before.calls.map((call) => [call.id, call]));
  const silence: EngineOrder[] = [];
  const open: EngineOrder[] = [];
  for (const call of after.calls) {
    // With the call its audio ends.
    if (call.phase === 'ended') continue;
    const old = was.get(call.id);
    const [sent, sends] = [old !== undefined && isSending(old), isSending(call)];
    if (sent !== sends) (sends ? open : silence).push({ type: 'send', id: call.id, on: sends });
    const [heard, hears] = [old !== undefined && isHeard(old), isHeard(call)];
    if (heard !== hears) (hears ? open : silence).push({ type: 'hear', id: call.id, on: hears });
  }
  const [from, to] = [mixed(before), mixed(after)];
  if (from.join(' ') !== to.join(' '))
    (to.length < from.length || from.some((id) => !to.includes(id)) ? silence : open).push({
      type: 'mix',
      ids: to,
    });
  return { silence, open };
}
