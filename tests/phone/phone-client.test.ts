// Changes when the window is told otherwise what could not be done with a call.
import { expect, test } from 'vitest';
import { createPhoneClient } from '../../renderer/data/phone-client.ts';
import { AppError } from '../../shared/errors.ts';
import { createFakePhone } from '../support/fake-phone.ts';

const timers = { set: () => 0, clear: () => {} };
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 60; turn += 1) await Promise.resolve();
};

async function make() {
  const { port, far, chosen, start } = createFakePhone();
  const client = createPhoneClient(timers);
  client.devices.choose({ microphone: 'Headset', speaker: null });
  client.attach(port);
  start();
  await settle();
  return { client, far, chosen };
}

test('CALL-23: what was asked and could not be is told until it was read, or something could be', async () => {
  const { client, far } = await make();
  client.ask({ type: 'answer', id: 'nobody' });
  await settle();
  expect(client.get().trouble).toEqual({ wish: 'answer', kind: 'notFound' });
  client.settle();
  expect(client.get().trouble).toBeNull();
  client.ask({ type: 'answer', id: 'nobody' });
  const call = far.ring();
  await settle();
  expect(client.get().trouble).not.toBeNull();
  client.ask({ type: 'answer', id: call.id });
  await settle();
  expect([client.get().trouble, call.state()]).toEqual([null, 'talking']);
});

test('CALL-23: what the other side refuses is told: the end of a hold, and a call passed on', async () => {
  const { client, far } = await make();
  const call = far.ring();
  await settle();
  for (const wish of [
    { type: 'answer', id: call.id },
    { type: 'hold', id: call.id, on: true },
  ] as const) {
    client.ask(wish);
    await settle();
  }
  expect(client.get().trouble).toBeNull();
  call.refuseHold();
  client.ask({ type: 'hold', id: call.id, on: false });
  await settle();
  expect(client.get().trouble).toEqual({ wish: 'hold', kind: 'state' });
  client.ask({ type: 'hold', id: call.id, on: false });
  await settle();
  client.settle();
  far.transfers('refused');
  client.ask({ type: 'transfer', id: call.id, to: '200' });
  await settle();
  expect(client.get().trouble).toEqual({ wish: 'transfer', kind: 'state' });
});

test('CALL-22: the devices that were chosen are said to every phone that comes', async () => {
  const { client, chosen } = await make();
  expect(chosen).toEqual([{ microphone: 'Headset', speaker: null }]);
  await expect(client.devices.check('echo')).resolves.toBe('denied');
});

test('without a phone, asking is answered in words', async () => {
  const client = createPhoneClient(timers);
  await expect(client.wish({ type: 'hangUp', id: 'x' })).rejects.toThrow(AppError);
  client.ask({ type: 'hangUp', id: 'x' });
  await settle();
  expect(client.get().trouble).toEqual({ wish: 'hangUp', kind: 'unreachable' });
});

test('CALL-30: what a caller’s side writes of itself is one line in its own direction, and cut to size', async () => {
  const { client, far } = await make();
  far.ring({ name: 'Ada\u202e<b>\n', number: '\u2066+1555\u0000', queue: 'Bil\u202eling\r\n' });
  await settle();
  expect(client.get().phone?.calls).toMatchObject([
    { party: { name: 'Ada<b>', number: '+1555' }, queue: 'Billing' },
  ]);
});
