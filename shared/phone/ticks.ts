// Changes when waiting for somebody ends otherwise: this is why nothing rings for ever.
import { changeCall, leaveCall, without } from './calls.ts';
import { holdDone } from './holding.ts';
import type { Step } from './machine.ts';
import type { Call, PhoneState } from './types.ts';

/** Ends every wait whose time is over. */
export function onTick(state: PhoneState, now: number): Step {
  return state.calls.reduce((reached, call) => overdue(reached, call, now), { state, orders: [] } as Step);
}

function overdue({ state, orders }: Step, call: Call, now: number): Step {
  const { id, due } = call;
  const over = (time: number | undefined): boolean => time !== undefined && time <= now;
  if (over(due.answer)) {
    if (call.phase === 'ringing' && call.direction === 'in')
      return {
        state: leaveCall(state, id, 'missed', now),
        orders: [...orders, { type: 'reject', id, why: 'timeout' }],
      };
    const end = call.phase === 'answering' ? 'failed' : 'unanswered';
    return { state: leaveCall(state, id, end, now), orders: [...orders, { type: 'hangUp', id }] };
  }
  if (over(due.media))
    return { state: leaveCall(state, id, 'failed', now), orders: [...orders, { type: 'hangUp', id }] };
  let reached: Step = { state, orders };
  if (over(due.hold)) reached = holdDone(reached, id, !call.heldOnWire, false, now);
  if (over(due.transfer))
    reached = {
      ...reached,
      state: changeCall(reached.state, id, {
        transfer: null,
        due: without(reached.state.calls.find((one) => one.id === id)?.due ?? {}, 'transfer'),
      }),
    };
  return reached;
}
