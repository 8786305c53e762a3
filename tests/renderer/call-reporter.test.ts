// Changes when what the phone sees becomes conversations otherwise: a scripted line, a store in memory, both behind their contracts.
import { afterEach, expect, test, vi } from 'vitest';
import { createCallReporter, type CallReporter } from '../../renderer/data/call-reporter.ts';
import { createLive } from '../../renderer/data/live.ts';
import type { PhoneClient } from '../../renderer/data/phone-client.ts';
import { createStoreClient } from '../../renderer/data/store-client.ts';
import { conversationOfCall } from '../../shared/domain/call.ts';
import type { AgentCommand, Command } from '../../shared/domain/commands.ts';
import type { Conversation } from '../../shared/domain/conversation.ts';
import type { Port, Timers } from '../../shared/ipc/rpc.ts';
import { emptyPhone } from '../../shared/phone/machine.ts';
import { createPhone } from '../../shared/phone/phone.ts';
import { createScriptedEngine } from '../../shared/phone/scripted-engine.ts';
import {
  aCommand,
  actingAgent,
  aCustomer,
  anAgent,
  aPresence,
  aQueue,
  row,
  theSystem,
} from '../support/factories.ts';
import { createFakeStore } from '../support/fake-store/index.ts';
import { until } from '../support/until.ts';

const timers: Timers = {
  set: (run, ms) => setTimeout(run, ms),
  clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
};
const reporters: CallReporter[] = [];
afterEach(() => {
  for (const reporter of reporters.splice(0)) reporter.stop();
});

/** Two ends of a line between processes. */
function ports(): [Port, Port] {
  const heard: [((message: unknown) => void)[], ((message: unknown) => void)[]] = [[], []];
  const end = (mine: 0 | 1): Port => ({
    post: (message) =>
      queueMicrotask(() =>
        heard[mine === 0 ? 1 : 0].forEach((listener) => listener(structuredClone(message))),
      ),
    onMessage: (listener) => void heard[mine].push(listener),
    onClose: () => {},
  });
  return [end(0), end(1)];
}

async function scene() {
  let now = 1_700_000_000_000;
  const store = createFakeStore({
    agentId: 'agent-a',
    now: () => now,
    seed: [
      row('agent', anAgent('agent-a', { queueIds: ['queue-a', 'queue-b'] })),
      row('agent', anAgent('agent-b')),
      row('presence', aPresence('agent-a')),
      row('queue', aQueue({ channels: ['chat'] })),
      row('queue', aQueue({ id: 'queue-b', name: 'Billing', channels: ['voice'] })),
      row('customer', aCustomer('ida', { phone: '030 555 010' })),
    ],
  });
  const client = createStoreClient(timers);
  const live = createLive(client, timers);
  const [near, far] = ports();
  store.connect(far);
  client.attach(near);
  const { engine, far: line } = createScriptedEngine();
  const phone = createPhone({ engine, now: () => now, timers });
  engine.start({} as Parameters<typeof engine.start>[0]);
  await until(() => phone.state().line === 'ready', { what: 'the line' });
  let ids = 0;
  /** The phone's page has ended, and another one is there: it knows of no call. */
  let anew = false;
  const watchers = new Set<() => void>();
  const phoneClient: Pick<PhoneClient, 'get' | 'watch' | 'wish'> = {
    get: () => ({ phone: anew ? emptyPhone : phone.state(), quality: {}, recordings: {}, trouble: null }),
    watch: (listener) => {
      watchers.add(listener);
      const stop = phone.onChange(listener);
      return () => {
        watchers.delete(listener);
        stop();
      };
    },
    wish: async (wish) => phone.wish(wish),
  };
  const open = (): CallReporter => {
    const reporter = createCallReporter({
      phone: phoneClient,
      live,
      run: async (type, args) => {
        const command = { id: `c-${String((ids += 1))}`, type, args } as AgentCommand;
        await client.request('command.run', { command });
      },
      timers,
      now: () => now,
      // The service's clock is ten seconds ahead.
      serviceNow: () => now + 10_000,
    });
    reporters.push(reporter);
    return reporter;
  };
  const reporter = open();
  await until(
    () => ['desk.view', 'queue.list'].every((name) => live.peek(name as 'desk.view', {}).rows !== undefined),
    { what: 'the first rows' },
  );
  const taken: string[] = [];
  reporter.onTaken((id) => taken.push(id));
  const said = (): string[] =>
    store.asked.flatMap(({ name, input }) => (name === 'command.run' ? [(input as Command).type] : []));
  const get = (id: string): Conversation | undefined => store.records.get('conversation', id);
  return {
    store,
    line,
    phone,
    reporter,
    taken,
    said,
    get,
    open,
    restartPhone: (): void => {
      anew = true;
      for (const tell of watchers) tell();
    },
    pass: (ms: number) => void (now += ms),
    /** The call that rings, or was dialled, last. */
    call: () => phone.state().calls.at(-1),
    is: (id: string, what: string, fits: (one: Conversation) => boolean) =>
      until(
        () => {
          const one = get(id);
          return one !== undefined && fits(one) && one;
        },
        { what },
      ),
  };
}

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
  const { line, phone, said, is, open, reporter } = await scene();
  const far = line.ring();
  await until(() => phone.state().calls.length > 0, { what: 'the ringing' });
  phone.wish({ type: 'answer', id: far.id });
  const id = conversationOfCall('sip-in-1');
  await is(id, 'the talk', ({ call }) => call?.answeredAt !== undefined);
  reporter.stop();
  const again: string[] = [];
  open().onTaken((one) => again.push(one));
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
