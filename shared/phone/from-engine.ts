// Changes when the phone takes what the line says otherwise. What comes too late, or out of order, changes nothing.
import type { EndCause, EngineEvent } from './engine.ts';
import { changeCall, endCall, findCall, liveCalls, newCall, without } from './calls.ts';
import { activate, holdDone, waits } from './holding.ts';
import type { Step } from './machine.ts';
import { type Call, type EndReason, maxLines, type PhoneState } from './types.ts';

/** See `step` in machine.ts. */
export function onEngineEvent(state: PhoneState, event: EngineEvent, now: number): Step {
  const same: Step = { state, orders: [] };
  if (event.type === 'line') return { state: { ...state, line: event.line }, orders: [] };
  if (event.type === 'incoming') return incoming(state, event, now);
  const call = findCall(state, event.id);
  if (call === undefined) return same;
  const { id } = call;
  const set = (change: Partial<Call>): Step => ({ state: changeCall(state, id, change), orders: [] });
  // Ended here long ago; now the other side knows it too.
  if (call.phase === 'ended')
    return event.type === 'ended' && call.untold === true ? set({ untold: false }) : same;
  switch (event.type) {
    case 'named':
      return set({ callId: event.callId });
    case 'progress':
      return call.phase === 'dialling' ? set({ phase: 'ringing' }) : same;
    case 'answered':
      return answered(state, call, now);
    case 'ended':
      return ended(state, call, event.cause, now);
    case 'holdDone':
      return holdDone(same, id, event.on, event.ok, now);
    case 'farHold':
      return call.phase === 'talking' ? set({ heldByFar: event.on }) : same;
    case 'media':
      if (call.phase !== 'talking') return same;
      if (event.media === 'flowing') return set({ media: 'flowing', due: without(call.due, 'media') });
      if (call.media === 'lost') return same;
      return set({ media: 'lost', due: { ...call.due, media: now + waits.media } });
    case 'transfer':
      return transferred(state, call, event.result, now);
  }
}

function incoming(state: PhoneState, event: Extract<EngineEvent, { type: 'incoming' }>, now: number): Step {
  const { id } = event;
  if (findCall(state, id) !== undefined) return { state, orders: [] };
  const old = event.replaces === null ? undefined : findCall(state, event.replaces);
  const taking = old?.phase === 'talking';
  const call = newCall({
    id,
    direction: 'in',
    party: event.party,
    queue: event.queue,
    ...(event.callId === undefined ? {} : { callId: event.callId }),
    ...(event.conversationId === undefined ? {} : { conversationId: event.conversationId }),
    begunAt: now,
    replaces: taking ? old.id : null,
    // Who goes on in another's place brings the agent's own mute along.
    muted: taking && old.muted,
    phase: taking ? 'answering' : 'ringing',
    due: { answer: now + (taking ? waits.through : waits.here) },
  });
  const added = { ...state, calls: [...state.calls, call] };
  if (taking) return { state: added, orders: [{ type: 'answer', id }] };
  if (liveCalls(state).length < maxLines) return { state: added, orders: [] };
  return { state: endCall(added, id, 'missed', now), orders: [{ type: 'reject', id, why: 'busy' }] };
}

function answered(state: PhoneState, call: Call, now: number): Step {
  const { id } = call;
  // Nobody here has answered: an engine that says so is mistaken, and nobody is to be heard unknowingly.
  if (call.phase === 'talking' || (call.direction === 'in' && call.phase === 'ringing'))
    return { state, orders: [] };
  const through = changeCall(state, id, {
    phase: 'talking',
    answeredAt: now,
    due: { media: now + waits.media },
  });
  if (call.replaces === null || findCall(through, call.replaces)?.phase !== 'talking')
    return activate({ state: through, orders: [] }, id, now);
  const replaced = endCall(through, call.replaces, 'transferred', now);
  return activate({ state: replaced, orders: [{ type: 'hangUp', id: call.replaces }] }, id, now);
}

function ended(state: PhoneState, call: Call, cause: EndCause, now: number): Step {
  return { state: endCall(state, call.id, reasonFor(state, call, cause), now), orders: [] };
}

function reasonFor(state: PhoneState, call: Call, cause: EndCause): EndReason {
  if (call.phase === 'talking') {
    if (cause !== 'bye') return 'failed';
    const takenOver = state.calls.some(({ transfer }) => transfer?.consult === call.id && transfer.accepted);
    return call.transfer?.accepted === true || takenOver ? 'transferred' : 'completed';
  }
  if (call.direction === 'in') {
    if (cause === 'cancel' || cause === 'bye') return 'abandoned';
    if (cause === 'elsewhere') return 'elsewhere';
    return cause === 'timeout' || cause === 'unanswered' ? 'missed' : 'failed';
  }
  if (cause === 'busy') return 'busy';
  if (cause === 'refused') return 'rejected';
  return cause === 'unanswered' || cause === 'timeout' ? 'unanswered' : 'failed';
}

function transferred(
  state: PhoneState,
  call: Call,
  result: 'accepted' | 'done' | 'refused',
  now: number,
): Step {
  const { id, transfer } = call;
  if (transfer === null) return { state, orders: [] };
  if (result === 'accepted')
    return { state: changeCall(state, id, { transfer: { ...transfer, accepted: true } }), orders: [] };
  if (result === 'refused')
    return {
      state: changeCall(state, id, { transfer: null, due: without(call.due, 'transfer') }),
      orders: [],
    };
  const gone = [id, transfer.consult].filter((one) => one !== null);
  return gone
    .filter((one) => findCall(state, one)?.phase === 'talking')
    .reduce<Step>(
      (reached, one) => ({
        state: endCall(reached.state, one, 'transferred', now),
        orders: [...reached.orders, { type: 'hangUp', id: one }],
      }),
      { state, orders: [] },
    );
}
