// Changes when the phone moves from one account to another otherwise.
import { expect, test } from 'vitest';
import { createAccountTaker } from '../../renderer/phone/account-taker.ts';
import type { PhoneAccount } from '../../shared/phone/engine.ts';

const account = (user: string, login = user): PhoneAccount => ({
  server: 'wss://phone.example.org',
  user,
  domain: 'example.org',
  displayName: user,
  login,
  password: `of ${login}`,
  iceServers: [],
  dtmf: 'rtp',
});

function setUp() {
  const done: string[] = [];
  let busy = false;
  const taker = createAccountTaker(
    {
      start: ({ login }) => void done.push(login),
      stop: async () => void done.push('stop'),
    },
    () => busy,
  );
  return { taker, done, call: (on: boolean) => (busy = on) };
}

test('CALL-17: another number ends no call: the phone moves when the last one is over', () => {
  const { taker, done, call } = setUp();
  taker.take(account('101'));
  call(true);
  taker.take(account('101', 'newer'));
  taker.take(account('102'));
  taker.take(account('103'));
  taker.look();
  expect(done).toEqual(['101', 'newer']);
  call(false);
  taker.look();
  taker.look();
  expect(done).toEqual(['101', 'newer', '103']);
});

test('a sign-out does not wait, and nothing comes after it', () => {
  const { taker, done, call } = setUp();
  taker.take(account('101'));
  call(true);
  taker.take(account('102'));
  taker.take(null);
  call(false);
  taker.look();
  taker.take(account('102'));
  expect(done).toEqual(['101', 'stop', '102']);
});
