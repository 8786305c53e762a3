// Changes when a talk that a phone has lost comes to its end otherwise: its page has begun anew, or the whole desktop was killed.
import { expect, test } from 'vitest';
import { createCallJournal, seenEveryMs } from '../../renderer/data/call-journal.ts';
import { conversationOfCall } from '../../shared/domain/call.ts';
import type { Draft } from '../../shared/ipc/store.ts';
import { callScene as scene } from '../support/call-scene.ts';
import { aCommand, theSystem } from '../support/factories.ts';
import { until } from '../support/until.ts';

test('CALL-36: a talk that a phone which begins anew knows nothing of is over, with what it was on hold', async () => {
  const { line, phone, is, pass, restartPhone, said } = await scene();
  const far = line.ring({ name: 'Ida', number: '+4930555010' });
  await until(() => phone.state().calls.length > 0, { what: 'the ringing' });
  phone.wish({ type: 'answer', id: far.id });
  const id = conversationOfCall('sip-in-1');
  await is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  pass(4_000);
  phone.wish({ type: 'hold', id: far.id, on: true });
  await until(() => far.held(), { what: 'the hold' });
  pass(3_000);
  restartPhone();
  const { call } = await is(id, 'the wrap-up', ({ state }) => state === 'wrapUp');
  expect(call).toMatchObject({ outcome: 'failed', heldMs: 3_000 });
  expect(call!.endedAt! - call!.answeredAt!).toBe(7_000);
  restartPhone();
  expect(said().filter((type) => type === 'call.end')).toHaveLength(1);
});

/** Whatever was to be said at once has been. */
const turn = (): Promise<unknown> => new Promise((resolve) => setImmediate(resolve));

test('CALL-36: what only rang may ring again, of a routed call the exchange tells the end, and what another agent has stays theirs', async () => {
  const ringing = await scene();
  ringing.line.ring({ name: 'Ida', number: '1' });
  await ringing.is(conversationOfCall('sip-in-1'), 'the ringing', ({ state }) => state === 'open');
  ringing.restartPhone();
  await turn();
  expect(ringing.said()).not.toContain('call.end');

  const routed = await scene();
  const which = { conversationId: 'talk-a', callId: 'call-a@exchange' };
  routed.store.act(aCommand('call.arrive', which), theSystem);
  routed.store.act(
    aCommand('offer.make', { offerId: 'offer-a', conversationId: 'talk-a', agentId: 'agent-a' }),
    theSystem,
  );
  const far = routed.line.ring({ name: 'Ida', number: '1', conversationId: 'talk-a' });
  await until(() => routed.call()?.phase === 'ringing', { what: 'the telephone' });
  routed.phone.wish({ type: 'answer', id: far.id });
  await routed.is('talk-a', 'the talk', ({ call }) => call?.answeredAt !== undefined);
  routed.restartPhone();
  await turn();
  expect(routed.said()).not.toContain('call.end');
  expect(routed.get('talk-a')?.state).toBe('active');

  const passed = await scene();
  const own = passed.line.ring({ name: 'Ida', number: '1' });
  await until(() => passed.call()?.phase === 'ringing', { what: 'the telephone' });
  passed.phone.wish({ type: 'answer', id: own.id });
  const id = conversationOfCall('sip-in-1');
  const talked = await passed.is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  const theirs = { ...talked, agentId: 'agent-b' };
  passed.store.records.apply([{ op: 'put', kind: 'conversation', id, record: theirs }]);
  passed.restartPhone();
  await until(() => passed.said().includes('call.end'), { what: 'the end to be said' });
  expect(passed.get(id)?.state).toBe('active');
});

test('CALL-37: a talk in which the whole desktop is killed was over when it was seen last, with what it was on hold', async () => {
  const { line, phone, is, pass, reporter, restartPhone, open, said, kept } = await scene();
  const far = line.ring({ name: 'Ida', number: '+4930555010' });
  await until(() => phone.state().calls.length > 0, { what: 'the ringing' });
  phone.wish({ type: 'answer', id: far.id });
  const id = conversationOfCall('sip-in-1');
  await is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  pass(4_000);
  phone.wish({ type: 'hold', id: far.id, on: true });
  await until(() => kept().some(({ text }) => text.includes('"heldSince":1')), { what: 'the hold, on disk' });
  // The desktop is gone: its window, and its phone. Another one comes a minute later.
  reporter.stop();
  pass(60_000);
  restartPhone();
  expect(said()).not.toContain('call.end');
  await open();
  const { call } = await is(id, 'the wrap-up', ({ state }) => state === 'wrapUp');
  expect(call).toMatchObject({ outcome: 'failed', heldMs: 0 });
  expect(call!.endedAt! - call!.answeredAt!).toBe(4_000);
  await until(() => kept().length === 0, { what: 'the journal to be empty' });
  await open();
  expect(said().filter((type) => type === 'call.end')).toHaveLength(1);
});

test('CALL-37: a call that the phone still has goes on in another window, with what it was on hold before', async () => {
  const { line, phone, is, pass, reporter, open, said, kept } = await scene();
  phone.wish({ type: 'dial', id: 'first', to: '030 555 010' });
  const id = conversationOfCall('sip-first');
  line.called()!.answer();
  await is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  const hold = async (on: boolean, ms: number): Promise<void> => {
    phone.wish({ type: 'hold', id: 'first', on });
    await until(() => line.called()!.held() === on, { what: `hold ${String(on)}` });
    pass(ms);
  };
  await hold(true, 3_000);
  await hold(false, 1_000);
  await until(() => kept().some(({ text }) => text.includes('"heldMs":3000')), { what: 'the hold, on disk' });
  reporter.stop();
  const second = await open();
  expect(said()).not.toContain('call.end');
  await hold(true, 2_000);
  await hold(false, 1_000);
  await until(() => kept().some(({ text }) => text.includes('"heldMs":5000')), { what: 'the hold, on disk' });
  // It ends while there is no window.
  second.stop();
  line.called()!.hangUp();
  await until(() => phone.state().calls[0]?.phase === 'ended', { what: 'the end' });
  await open();
  const { call } = await is(id, 'the wrap-up', ({ state }) => state === 'wrapUp');
  expect(call).toMatchObject({ outcome: 'completed', heldMs: 5_000 });
  await until(() => kept().length === 0, { what: 'the journal to be empty' });
});

test('CALL-37: what only rang, and what the exchange tells the end of, is not remembered; spoiled lines of the journal are no calls', async () => {
  const { line, store, phone, is, kept, client, open, restartPhone, said } = await scene();
  const ringing = line.ring({ name: 'Ida', number: '1' });
  await is(conversationOfCall('sip-in-1'), 'the ringing', ({ state }) => state === 'open');
  ringing.hangUp();
  store.act(aCommand('call.arrive', { conversationId: 'talk-a', callId: 'call-a@exchange' }), theSystem);
  store.act(
    aCommand('offer.make', { offerId: 'offer-a', conversationId: 'talk-a', agentId: 'agent-a' }),
    theSystem,
  );
  const routed = line.ring({ name: 'Ida', number: '1', conversationId: 'talk-a' });
  await until(() => phone.state().calls.length > 1, { what: 'the telephone' });
  phone.wish({ type: 'answer', id: routed.id });
  await is('talk-a', 'the talk', ({ call }) => call?.answeredAt !== undefined);
  expect(kept()).toEqual([]);
  const before = said().length;
  for (const text of ['{', '{"v":1}', '{"v":2,"conversationId":"talk-a"}', '[]'])
    await client.request('draft.put', { key: `call:${text}`, text, caret: 0, at: 1 });
  restartPhone();
  await open();
  await turn();
  expect(said()).toHaveLength(before);
});

test('CALL-37: while a call lasts it is written down again and again that it does; no longer once it is over', () => {
  let now = 1_000;
  let due: (() => void) | null = null;
  const written: Draft[] = [];
  const restored: ((drafts: Draft[]) => void)[] = [];
  const journal = createCallJournal(
    { request: (async (_name: string, draft: Draft) => written.push(draft)) as never },
    { onRestored: (listener) => restored.push(listener) },
    () => now,
    { set: (run) => (due = run), clear: () => (due = null) },
  );
  const call = { conversationId: 'talk', callId: 'c', phoneName: 'c', heldMs: 0, heldSince: null };
  expect(journal.left()).toBeNull();
  restored[0]!([]);
  journal.keep(call);
  journal.keep({ ...call });
  expect(written).toHaveLength(1);
  now += seenEveryMs;
  due!();
  expect(written).toHaveLength(2);
  restored[0]!([written[1]!]);
  expect(journal.left()).toEqual([{ ...call, seenAt: now }]);
  expect(due).toBeNull();
  journal.keep(call);
  journal.forget('talk');
  expect(written.at(-1)?.text).toBe('');
  expect(journal.left()).toEqual([]);
  expect(due).toBeNull();
});

test('CALL-36, CALL-37: the phone of a second window is lost: the talk was over then, not when the first window saw it last', async () => {
  const { line, phone, is, pass, reporter, open, restartPhone } = await scene();
  const far = line.ring({ name: 'Ida', number: '+4930555010' });
  await until(() => phone.state().calls.length > 0, { what: 'the ringing' });
  phone.wish({ type: 'answer', id: far.id });
  const id = conversationOfCall('sip-in-1');
  await is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  reporter.stop();
  await open();
  await turn();
  pass(9_000);
  restartPhone();
  const { call } = await is(id, 'the wrap-up', ({ state }) => state === 'wrapUp');
  expect(call!.endedAt! - call!.answeredAt!).toBe(9_000);
});
