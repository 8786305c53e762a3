// Changes when a call may ask other servers where it can be reached than those of its account.
import { afterEach, expect, test } from 'vitest';
import { createChance } from '../simulation/chance.ts';
import { description } from './support/fake-media.ts';
import { hostileAccount, openHostileLine, type HostileLine } from './support/hostile-line.ts';
import { createFarSide } from './support/sip-text.ts';

let line: HostileLine | undefined;
afterEach(() => line?.close());

const relay = { urls: 'turns:turn.example.org:5349', username: 'until:101', credential: 'proof' };

test.each([
  ['none where it names none: there is no usual one', []],
  ['those that it names, with their logins', [{ urls: 'stun:stun.example.org' }, relay]],
])('CALL-10: a call that comes and one that is made know %s', async (_which, iceServers) => {
  line = await openHostileLine(createChance(1).next, { ...hostileAccount, iceServers });
  const side = createFarSide(line.target, hostileAccount.user, hostileAccount.domain);
  await line.inject(side.invite(side.leg('ada'), description()));
  await line.clock.advance(400);
  line.phone.wish({ type: 'dial', id: 'out', to: '200' });
  await line.clock.advance(1_000);
  expect(line.made.map((config) => config.iceServers)).toEqual([iceServers, iceServers]);
});
