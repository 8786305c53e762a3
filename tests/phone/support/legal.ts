// Changes when another rule holds of every state of the phone, whatever led there. Used inside and outside of the test runner.
import assert from 'node:assert/strict';
import {
  callSchema,
  maxEnded,
  maxLines,
  type PhoneState,
  phoneStateSchema,
} from '../../../shared/phone/types.ts';

/** @throws AssertionError that names the rule which the state breaks. */
export function expectLegal(state: PhoneState): void {
  phoneStateSchema.parse(state);
  assert.equal(new Set(state.calls.map((call) => call.id)).size, state.calls.length, 'a call is there twice');
  const live = state.calls.filter(({ phase }) => phase !== 'ended');
  assert(live.length <= maxLines + 1, `${live.length} calls are live`);
  assert(state.calls.length - live.length <= maxEnded, 'too many ended calls are kept');
  const active = live.filter((call) => call.phase === 'talking' && !call.held);
  const together = active.filter((call) => state.conference.includes(call.id));
  assert(active.length === together.length || active.length === 1, 'two calls are talked in at a time');
  assert.notEqual(state.conference.length, 1, 'a conference of one');
  for (const member of state.conference)
    assert.equal(live.find((call) => call.id === member)?.phase, 'talking', 'who is together is talking');
  for (const call of state.calls) {
    callSchema.parse(call);
    const over = call.phase === 'ended';
    assert.deepEqual([over, call.end !== null, call.endedAt !== null], [over, over, over], 'an end is whole');
    assert(over || call.untold !== true, 'who is told of an end that is none');
    if (over) {
      assert.deepEqual(call.due, {}, 'what has ended waits for nothing');
      assert.deepEqual([call.transfer, call.held, call.holdBusy], [null, false, false], 'an end clears');
    }
    assert.equal(typeof call.heldSince === 'number', call.held, 'on hold since when');
    if (call.phase === 'talking') assert.notEqual(call.answeredAt, null, 'who talks was answered');
    if (['dialling', 'ringing', 'answering'].includes(call.phase))
      assert.notEqual(call.due.answer, undefined, 'a wait without an end');
    assert.equal(call.holdBusy, call.due.hold !== undefined, 'a hold without an end');
    assert.equal(call.transfer !== null, call.due.transfer !== undefined, 'a transfer without an end');
    const incoming: readonly unknown[] = ['missed', 'abandoned', 'elsewhere'];
    if (incoming.includes(call.end))
      assert.deepEqual([call.direction, call.answeredAt], ['in', null], `${call.end} and answered`);
    const outgoing: readonly unknown[] = ['unanswered', 'busy'];
    if (outgoing.includes(call.end))
      assert.deepEqual([call.direction, call.answeredAt], ['out', null], `${call.end} and answered`);
    if (call.end === 'completed' || call.end === 'transferred')
      assert.notEqual(call.answeredAt, null, `${call.end} and never answered`);
  }
}
