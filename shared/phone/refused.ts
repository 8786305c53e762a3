// Changes when it is told otherwise that something the agent wanted of a call was refused by the other side. Pure.
import type { PhoneState, Wish } from './types.ts';

/** @returns what did not come about between two states of the phone; undefined where nothing was refused. */
export function refusedBetween(before: PhoneState, after: PhoneState): Wish['type'] | undefined {
  for (const call of after.calls) {
    const old = before.calls.find(({ id }) => id === call.id);
    if (old?.phase !== 'talking' || call.phase !== 'talking') continue;
    // Wanted back, and still on hold with nothing under way any more.
    if (old.holdBusy && !old.held && !call.holdBusy && call.held && call.heldOnWire) return 'hold';
    if (old.transfer !== null && call.transfer === null) return 'transfer';
  }
  return undefined;
}
