// Changes when what is kept of how a call sounded may be said by others, or follows other rules.
import { describe, expect, test } from 'vitest';
import { applyCommand } from '../../shared/domain/apply.ts';
import {
  mostParties,
  recordingRule,
  type RecordingPart,
  type RecordingRule,
} from '../../shared/domain/call-media.ts';
import { conversationOfCall, type ConversationCall } from '../../shared/domain/call.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { aQueue } from '../support/records.ts';

const callId = 'a84b4c76e66710@pc33';
const conversationId = conversationOfCall(callId);
const anna: Actor = { kind: 'agent', id: 'anna', name: 'Anna', role: 'agent' };
const ben: Actor = { kind: 'agent', id: 'ben', name: 'Ben', role: 'agent' };
const sue: Actor = { kind: 'agent', id: 'sue', name: 'Sue', role: 'supervisor' };
const system: Actor = { kind: 'system' };

/** A queue with a rule, and a call that anna has answered. */
function world(mode: RecordingRule['mode']) {
  const all = new Map<string, unknown>();
  const queue = aQueue({ recording: { mode, tell: 'said', days: 30 } });
  all.set(`queue ${queue.id}`, queue);
  let count = 0;
  let now = 1_000_000;
  const run = (actor: Actor, type: string, args: object): string => {
    count += 1;
    now += 1_000;
    const command = { id: `k${count}`, type, args: { conversationId, callId, ...args } } as Command;
    const outcome = applyCommand(
      {
        get: <K extends RecordKind>(kind: K, id: string) =>
          all.get(`${kind} ${id}`) as RecordOf<K> | undefined,
      },
      command,
      { actor, now, authority: true },
    );
    if (!outcome.ok) return outcome.refusal.kind;
    for (const change of outcome.changes)
      if (change.op === 'put') all.set(`${change.kind} ${change.id}`, change.record);
    return outcome.changes.length === 0 ? 'same' : 'done';
  };
  run(anna, 'call.ring', {
    direction: 'in',
    from: '+15550100',
    to: '101',
    name: 'Ada',
    queueId: queue.id,
    customerId: null,
    at: now,
  });
  run(anna, 'call.answer', { at: now });
  const call = (): ConversationCall =>
    (all.get(`conversation ${conversationId}`) as { call: ConversationCall }).call;
  return { run, call };
}
const part = (n: number): RecordingPart => ({
  file: { id: `rec-${n}`, name: 'call.webm', mediaType: 'audio/webm', bytes: 10, sha256: 'a'.repeat(64) },
  at: n,
  ms: 1_000,
  pauses: [],
});
const consent = (state: 'given' | 'refused') => ({ consent: { state, how: 'asked', at: 5 } });

describe('REC-1: without consent nothing is kept', () => {
  test('a recording is refused before the word, taken after it, and once', () => {
    const { run, call } = world('ask');
    expect(run(anna, 'call.recording', { part: part(1) })).toBe('forbidden');
    expect(run(anna, 'call.consent', consent('given'))).toBe('done');
    expect(call().consent).toEqual({ state: 'given', how: 'asked', at: 5, agentId: 'anna' });
    expect(run(anna, 'call.recording', { part: part(2) })).toBe('done');
    expect(run(anna, 'call.recording', { part: part(1) })).toBe('done');
    expect(run(anna, 'call.recording', { part: part(2) })).toBe('same');
    expect(call().recording?.parts.map(({ file }) => file.id)).toEqual(['rec-1', 'rec-2']);
  });

  test('where the queue records none, not even with consent; and only what is a recording', () => {
    const off = world('off');
    off.run(anna, 'call.consent', consent('given'));
    expect(off.run(anna, 'call.recording', { part: part(1) })).toBe('forbidden');
    const { run } = world('always');
    run(anna, 'call.consent', consent('given'));
    const other = { ...part(1), file: { ...part(1).file, id: 'photo' } };
    expect(run(anna, 'call.recording', { part: other })).toBe('invalid');
  });

  test('nobody but who serves the call speaks for the caller', () => {
    const { run } = world('ask');
    expect(run(ben, 'call.consent', consent('given'))).toBe('forbidden');
    expect(run(system, 'call.consent', consent('given'))).toBe('forbidden');
    expect(run(anna, 'call.consent', { ...consent('given'), callId: 'another' })).toBe('invalid');
  });

  test('a queue without a rule records nothing', () => expect(recordingRule(aQueue()).mode).toBe('off'));
});

describe('REC-4: deleted for good', () => {
  test('a consent that is taken back takes the recording with it, and none is taken after it', () => {
    const { run, call } = world('ask');
    run(anna, 'call.consent', consent('given'));
    run(anna, 'call.recording', { part: part(1) });
    expect(run(anna, 'call.consent', consent('refused'))).toBe('done');
    expect(call().recording).toMatchObject({ parts: [], removed: { why: 'objected' } });
    expect(run(anna, 'call.recording', { part: part(2) })).toBe('forbidden');
    // A word that is given again does not bring back what was deleted.
    run(anna, 'call.consent', consent('given'));
    expect(run(anna, 'call.recording', { part: part(2) })).toBe('state');
  });

  test('by a supervisor, and by the service when its time is over; not by agents', () => {
    for (const [actor, why, expected] of [
      [anna, 'asked', 'forbidden'],
      [anna, 'expired', 'forbidden'],
      [sue, 'expired', 'forbidden'],
      [sue, 'asked', 'done'],
      [system, 'expired', 'done'],
    ] as const) {
      const { run, call } = world('ask');
      run(anna, 'call.consent', consent('given'));
      run(anna, 'call.recording', { part: part(1) });
      expect(run(actor, 'call.forget', { why })).toBe(expected);
      expect(call().recording?.parts.length).toBe(expected === 'done' ? 0 : 1);
      if (expected === 'done') expect(run(actor, 'call.forget', { why })).toBe('same');
    }
  });
});

test('HEAR-1: the quality stays with the call; said twice it changes nothing', () => {
  const { run, call } = world('off');
  const quality = {
    mos: 4.2,
    jitterMs: 3,
    loss: 0,
    roundTripMs: null,
    worst: 3.9,
    everyMs: 1_000,
    points: [],
  };
  expect(run(anna, 'call.quality', { quality })).toBe('done');
  expect(run(anna, 'call.quality', { quality })).toBe('same');
  expect(run(ben, 'call.quality', { quality: { ...quality, mos: 1 } })).toBe('forbidden');
  expect(call().quality).toEqual(quality);
});

describe('REC-5: whoever is in conference', () => {
  const party = { callId: 'other@there', number: '102' };
  test('what each says is kept with the call, the last word counts, and nothing is recorded by a no alone', () => {
    const { run, call } = world('ask');
    run(anna, 'call.consent', consent('given'));
    run(anna, 'call.recording', { part: part(1) });
    expect(run(anna, 'call.consent', { ...consent('refused'), party })).toBe('done');
    expect(call().parties).toEqual([
      { ...party, consent: { state: 'refused', how: 'asked', at: 5, agentId: 'anna' } },
    ]);
    // They are not in what was recorded: it stays.
    expect([call().consent?.state, call().recording?.parts.length]).toEqual(['given', 1]);
    expect(run(anna, 'call.consent', { ...consent('given'), party })).toBe('done');
    expect(run(anna, 'call.consent', { ...consent('given'), party })).toBe('same');
    expect(call().parties).toHaveLength(1);
    expect(run(ben, 'call.consent', { ...consent('refused'), party })).toBe('forbidden');
  });

  test('who takes back a yes takes back the whole recording, also what is still on its way', () => {
    const { run, call } = world('ask');
    run(anna, 'call.consent', consent('given'));
    run(anna, 'call.consent', { ...consent('given'), party });
    expect(run(anna, 'call.consent', { ...consent('refused'), party })).toBe('done');
    expect(call().recording?.removed?.why).toBe('objected');
    expect(run(anna, 'call.recording', { part: part(1) })).toBe('state');
  });

  test('never more than so many', () => {
    const { run } = world('ask');
    for (let n = 0; n < mostParties; n += 1)
      expect(
        run(anna, 'call.consent', { ...consent('given'), party: { callId: `p${n}`, number: '1' } }),
      ).toBe('done');
    expect(run(anna, 'call.consent', { ...consent('given'), party })).toBe('tooLarge');
  });
});
