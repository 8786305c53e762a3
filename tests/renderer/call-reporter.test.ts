// Changes when what the phone sees becomes conversations otherwise.
import { expect, test, vi } from 'vitest';
import { conversationOfCall } from '../../shared/domain/call.ts';
import { callScene as scene } from '../support/call-scene.ts';
import { aCommand, actingAgent, theSystem } from '../support/factories.ts';
import { until } from '../support/until.ts';

test('CALL-12: a call that rings here makes its conversation, with the customer of its number; answering takes it, the end ends it', async () => {
  const { line, phone, is, taken, pass } = await scene();
  const far = line.ring({ name: 'Ida?', number: '+4930555010' });
  const id = conversationOfCall('sip-in-1');
  await is(
    id,
    'the conversation',
    ({ state, customerId, queueId, call }) =>
      state === 'open' && customerId === 'ida' && queueId === 'queue-b' && call?.ringing?.[0] === 'agent-a',
  );
  expect(taken).toEqual([]);
  phone.wish({ type: 'answer', id: far.id });
  await is(id, 'the talk', ({ state, agentId }) => state === 'active' && agentId === 'agent-a');
  expect(taken).toEqual([id]);
  pass(5_000);
  phone.wish({ type: 'hold', id: far.id, on: true });
  await until(() => far.held(), { what: 'the hold' });
  pass(7_000);
  phone.wish({ type: 'hold', id: far.id, on: false });
  await until(() => !far.held(), { what: 'the end of the hold' });
  pass(1_000);
  far.hangUp();
  const { call } = await is(id, 'the wrap-up', ({ state }) => state === 'wrapUp');
  expect(call).toMatchObject({ outcome: 'completed', heldMs: 7_000 });
  expect(call!.endedAt! - call!.answeredAt!).toBe(13_000);
});

test('CALL-13: a call with a conversation is accepted by answering its telephone, and answered by accepting it', async () => {
  for (const by of ['telephone', 'window'] as const) {
    const { store, line, phone, get, is, call } = await scene();
    const which = { conversationId: 'talk-a', callId: 'call-a@exchange' };
    store.act(aCommand('call.arrive', which), theSystem);
    store.act(
      aCommand('offer.make', { offerId: 'offer-a', conversationId: 'talk-a', agentId: 'agent-a' }),
      theSystem,
    );
    const far = line.ring({ name: 'Ida', number: '1', conversationId: 'talk-a' });
    await until(() => call()?.phase === 'ringing', { what: 'the telephone' });
    if (by === 'telephone') phone.wish({ type: 'answer', id: far.id });
    else
      store.act(
        aCommand('offer.accept', { offerId: 'offer-a', conversationId: 'talk-a' }),
        actingAgent('agent-a'),
      );
    await is(
      'talk-a',
      `the talk, by ${by}`,
      ({ state, call: has }) => state === 'active' && has?.answeredAt !== undefined,
    );
    expect(call()?.phase).toBe('talking');
    expect(store.records.get('offer', 'offer-a')?.state).toBe('accepted');
    expect(get('talk-a')?.call?.callId).toBe('call-a@exchange');
  }
});

test('CALL-13: declining at the telephone declines the offer', async () => {
  const { store, line, phone, get } = await scene();
  store.act(aCommand('call.arrive', { conversationId: 'talk-a', callId: 'call-a@exchange' }), theSystem);
  store.act(
    aCommand('offer.make', { offerId: 'offer-a', conversationId: 'talk-a', agentId: 'agent-a' }),
    theSystem,
  );
  const far = line.ring({ name: 'Ida', number: '1', conversationId: 'talk-a' });
  await until(() => phone.state().calls.length > 0, { what: 'the telephone' });
  phone.wish({ type: 'reject', id: far.id });
  await until(() => store.records.get('offer', 'offer-a')?.state === 'declined', { what: 'the answer' });
  expect(get('talk-a')?.state).toBe('open');
});

test('CALL-14: a call that is passed on here, with a conversation that stays with whoever had it, gets one of its own', async () => {
  const { store, line, phone, get, is, taken } = await scene();
  const which = { conversationId: 'talk-a', callId: 'call-a@exchange' };
  store.act(aCommand('call.arrive', which), theSystem);
  store.act(aCommand('call.answer', { ...which, at: 1 }), actingAgent('agent-b'));
  const far = line.ring({ name: 'Ida', number: '+4930555010', conversationId: 'talk-a' });
  await until(() => phone.state().calls.length > 0, { what: 'the telephone' });
  phone.wish({ type: 'answer', id: far.id });
  const own = conversationOfCall('sip-in-1');
  await is(
    own,
    'the talk',
    ({ state, agentId, customerId }) => state === 'active' && agentId === 'agent-a' && customerId === 'ida',
  );
  expect(get('talk-a')?.agentId).toBe('agent-b');
  await until(() => taken.includes(own), { what: 'its session' });
  far.hangUp();
  await is(own, 'the wrap-up', ({ state, call }) => state === 'wrapUp' && call?.outcome === 'completed');
  expect(get('talk-a')?.state).toBe('active');
});

test('CALL-14: who is asked while a customer waits belongs to the customer’s conversation; another dialled call has its own', async () => {
  const { line, phone, store, is, taken } = await scene();
  phone.wish({ type: 'dial', id: 'first', to: '030 555 010' });
  await is(
    conversationOfCall('sip-first'),
    'the dialled one',
    ({ state, customerId }) => state === 'active' && customerId === 'ida',
  );
  line.called()!.answer();
  await until(() => phone.state().calls[0]?.phase === 'talking', { what: 'the talk' });
  phone.wish({ type: 'dial', id: 'second', to: '102' });
  line.called()!.answer();
  await until(() => phone.state().calls[1]?.phase === 'talking', { what: 'the one who is asked' });
  line.called()!.hangUp();
  await until(() => phone.state().calls[1]?.phase === 'ended', { what: 'the end of it' });
  expect(store.records.all('conversation').map(({ id }) => id)).toEqual([conversationOfCall('sip-first')]);
  expect(taken).toEqual([conversationOfCall('sip-first')]);
});

test('a window that is opened anew in a call says nothing twice and opens nothing by itself', async () => {
  const { line, phone, said, is, open, pass, reporter } = await scene();
  const far = line.ring();
  await until(() => phone.state().calls.length > 0, { what: 'the ringing' });
  phone.wish({ type: 'answer', id: far.id });
  const id = conversationOfCall('sip-in-1');
  await is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  reporter.stop();
  pass(1_000);
  const again: string[] = [];
  (await open()).onTaken((one) => again.push(one));
  far.hangUp();
  await is(id, 'the wrap-up', ({ state }) => state === 'wrapUp');
  expect(again).toEqual([]);
  expect(said().filter((type) => type === 'call.end')).toHaveLength(1);
});

test('ending the conversation hangs up; one that the clock has ended is left alone', async () => {
  const { line, phone, store, is } = await scene();
  const far = line.ring();
  await until(() => phone.state().calls.length > 0, { what: 'the ringing' });
  phone.wish({ type: 'answer', id: far.id });
  const id = conversationOfCall('sip-in-1');
  await is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  store.act(aCommand('conversation.end', { conversationId: id }), actingAgent('agent-a'));
  await until(() => far.state() === 'ended', { what: 'the end there' });
  await is(id, 'the end here', ({ call }) => call?.outcome === 'completed');
});

test('CALL-12: a call that the store cannot take leaves a line in the log, and what follows is reported', async () => {
  const logged = vi.spyOn(console, 'error').mockImplementation(() => {});
  const { line, is, said } = await scene();
  // Longer than any the real phone lets through: it stands for whatever is refused by a mistake of ours.
  line.ring({ name: 'Long', number: '9'.repeat(400) });
  await until(() => logged.mock.calls.length > 0, { what: 'a line in the log' });
  expect(logged.mock.calls[0]?.[1]).toMatchObject({ kind: 'invalid' });
  expect(said()).not.toContain('call.answer');
  line.ring({ name: 'Ida?', number: '+4930555010' });
  await is(conversationOfCall('sip-in-2'), 'the next conversation', ({ state }) => state === 'open');
  logged.mockRestore();
});

test('CALL-12: a call that rings while the desk is being filled for the first time has its conversation as soon as there is a queue', async () => {
  const { line, phone, store, live, said, is } = await scene();
  const queues = store.records.all('queue');
  store.records.apply(queues.map(({ id }) => ({ op: 'remove', kind: 'queue', id })));
  store.refresh();
  await until(() => live.peek('queue.list', {}).rows?.length === 0, { what: 'a desk without queues' });
  const far = line.ring({ name: 'Ida', number: '+4930555010' });
  await until(() => phone.state().calls.length > 0, { what: 'the ringing' });
  phone.wish({ type: 'answer', id: far.id });
  await until(() => phone.state().calls[0]?.phase === 'talking', { what: 'the talk' });
  expect(said()).toEqual([]);
  store.records.apply(queues.map((record) => ({ op: 'put', kind: 'queue', id: record.id, record })));
  store.refresh();
  await is(
    conversationOfCall('sip-in-1'),
    'the talk',
    ({ state, call }) => state === 'active' && call?.answeredAt !== undefined,
  );
});
