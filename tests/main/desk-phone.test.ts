// Changes when the phone of a desktop begins, or follows who is signed in, otherwise.
import { expect, test } from 'vitest';
import type { Account } from '../../electron/main/phone-account.ts';
import { createDeskPhone } from '../../electron/main/phone-start.ts';

const account = (login: string): Account => ({
  server: 'wss://phone.example.org',
  user: 'mara',
  domain: 'example.org',
  displayName: 'Mara',
  login,
  password: `of ${login}`,
  iceServers: [],
  dtmf: 'rtp',
});

function setUp() {
  const done: string[] = [];
  let now: () => Account | null = () => null;
  const phone = createDeskPhone((current) => {
    done.push('start');
    now = current;
    return {
      has: () => true,
      connect: () => void done.push('connect'),
      grant: () => void done.push('grant'),
      renew: () => void done.push(`renew ${now()?.login ?? 'nobody'}`),
      keyIsFree: () => true,
      wake: () => {},
      end: () => Promise.resolve(),
    };
  });
  return { phone, done };
}

test('CALL-16: a desk that is there before its account gets the phone with the account; newer credentials only renew it', () => {
  const { phone, done } = setUp();
  const contents = {} as Parameters<typeof phone.has>[0];
  phone.grant();
  expect([phone.has(contents), done]).toEqual([false, []]);
  phone.account(account('1'));
  phone.account(account('2'));
  phone.account(null);
  phone.account(account('3'));
  expect(done).toEqual(['start', 'grant', 'renew 2', 'renew nobody', 'renew 3']);
  expect(phone.has(contents)).toBe(true);
});

test('an account that is there first waits for the desk, and nobody signed in needs no phone', () => {
  const { phone, done } = setUp();
  phone.account(null);
  expect(done).toEqual([]);
  phone.account(account('1'));
  expect(done).toEqual(['start']);
  phone.grant();
  expect(done).toEqual(['start', 'grant']);
});
