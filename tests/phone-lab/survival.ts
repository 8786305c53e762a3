// Changes when calls must outlive something else of the real world: servers, crashes, encryption. Cables: cables.ts.
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import { timedLogin } from '../../service/phone/credentials.ts';
import { until } from '../support/until.ts';
import { hertz } from './customer.ts';
import { customerHz, heardThere, talk, type Lab, type Scenario } from './lab.ts';
import { domain, ephemeralSecret, securePort } from './kamailio.ts';
import { serverAddress } from './net.ts';
import { agentHz } from './phones.ts';
import { relay } from './servers.ts';

const uuid = '30000000-3000-4000-8000-300000000000';
const callsInARow = 40;

/** The heap of a page after a cleaning, bytes. */
async function heap(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  await session.detach();
  return usedSize;
}

/** How many places at the relay were taken so far, and how many are not given back. */
function places(lab: Lab): { taken: number; open: number } {
  const count = (what: RegExp): number => lab.relayed().match(what)?.length ?? 0;
  const taken = count(/session \d+: new, realm/g);
  return { taken, open: taken - count(/session \d+: delete: realm/g) };
}

/** See the head of this file. */
export const survivalScenarios: readonly Scenario[] = [
  {
    name: '9: the server is killed in a call: no gap in the sound; afterwards hold and hang-up work (GRUU)',
    async run(lab) {
      const phone = await lab.phones.open(101, { instanceId: uuid });
      await phone.start();
      const { id, far } = await talk(lab, phone, 101);
      far.heard.restart();
      await lab.kamailio.kill();
      await until(() => phone.state().line === 'away', { what: 'the loss to be noticed' });
      const packets = far.heard.packets();
      // Ten seconds of sound while nobody signals.
      await until(() => far.heard.packets() - packets > 500, {
        what: 'ten seconds of sound',
        timeoutMs: 20_000,
      });
      await lab.kamailio.start();
      await until(() => phone.state().line === 'ready', { what: 'the phone to be back', timeoutMs: 45_000 });
      assert.equal(far.heard.missing(), 0, 'packets are missing');
      await phone.hears(customerHz);
      assert.match(await lab.kamailio.contacts(), new RegExp(uuid), 'the device has kept its name');
      phone.wish({ type: 'hold', id, on: true });
      await until(far.held, { what: 'the hold', timeoutMs: 15_000 });
      phone.wish({ type: 'hold', id, on: false });
      await until(() => !far.held(), { what: 'the way back', timeoutMs: 15_000 });
      phone.wish({ type: 'hangUp', id });
      await until(() => far.ended() === 'bye', { what: 'the end there' });
    },
  },
  {
    name: '12: quitting tells everybody; after a crash the next call rings; 40 calls leave nothing over',
    async run(lab) {
      const phone = await lab.phones.open(101, { instanceId: uuid });
      await phone.start();
      const { far } = await talk(lab, phone, 101);
      await phone.quit();
      await until(() => far.ended() === 'bye', { what: 'the caller to be told' });
      await until(async () => !(await lab.kamailio.contacts()).includes(uuid), {
        what: 'the phone to sign out',
      });

      const crashed = await lab.phones.open(101, { instanceId: uuid });
      await crashed.start();
      const { far: left } = await talk(lab, crashed, 101);
      await crashed.crash();
      const again = await lab.phones.open(101, { instanceId: uuid });
      await again.start();
      left.hangUp();
      const next = await talk(lab, again, 101);
      next.far.hangUp();
      await again.ends(next.id);

      const before = await heap(again.page);
      for (let call = 0; call < callsInARow; call += 1) {
        const caller = lab.customer.call('101');
        const { id } = await again.rings();
        again.wish({ type: 'answer', id });
        await again.becomes(id, 'talking');
        caller.hangUp();
        await again.ends(id);
      }
      const grown = (await heap(again.page)) - before;
      assert(grown < 2 ** 20, `the heap has grown by ${Math.round(grown / 1024)} KiB`);
      assert.equal(await again.page.evaluate(() => document.querySelectorAll('audio').length), 0);
    },
  },
  {
    name: 'encrypted (WSS) with a certificate of its own, and a login that ends by itself',
    async run(lab) {
      const phone = await lab.phones.open(101);
      const end = Date.now() + 60_000;
      await phone.start({
        server: `wss://${serverAddress}:${securePort}`,
        ...timedLogin(ephemeralSecret, '101', end),
      });
      const { id, far } = await talk(lab, phone, 101);
      await heardThere(far, agentHz[101], hertz);
      phone.wish({ type: 'hold', id, on: true });
      await until(far.held, { what: 'the hold' });
      far.hangUp();
      await phone.ends(id);
      // One whose time is over is no login any more.
      const late = await lab.phones.open(102);
      late.begin({
        server: `wss://${serverAddress}:${securePort}`,
        ...timedLogin(ephemeralSecret, '102', end - 120_000),
      });
      await until(() => late.state().line === 'refused', { what: 'the refusal' });
      // A colleague's is none for this number.
      const other = await lab.phones.open(103);
      other.begin({
        server: `wss://${serverAddress}:${securePort}`,
        ...timedLogin(ephemeralSecret, '102', end),
      });
      await until(() => other.state().line === 'refused', { what: 'the refusal of a colleague’s login' });
    },
  },
  {
    name: 'through a relay (TURN) alone, with a login that ends by itself; whatever becomes of a call, no place at the relay is left',
    async run(lab) {
      const { login, password } = timedLogin(ephemeralSecret, '101', Date.now() + 60_000);
      const phone = await lab.phones.open(101, { relay: true });
      await phone.start({ iceServers: [{ urls: relay, username: login, credential: password }] });
      const before = places(lab);
      const left = (): Promise<unknown> =>
        until(() => places(lab).open === 0, { what: 'the relay to be left', timeoutMs: 15_000 });
      // CALL-33: its answer is made while it rings, with a place at the relay.
      const rung = lab.customer.call('101');
      await phone.rings();
      await until(() => places(lab).taken > before.taken, { what: 'a place at the relay' });
      lab.customer.takeBack(rung, 487);
      await left();
      const refused = lab.customer.call('101');
      const rings = await phone.rings();
      await until(() => places(lab).open > 0, { what: 'another place at the relay' });
      phone.wish({ type: 'reject', id: rings.id });
      await until(() => refused.ended() !== null, { what: 'the caller to be refused' });
      await left();
      const { id, far } = await talk(lab, phone, 101);
      await heardThere(far, agentHz[101], hertz);
      assert.match(lab.relayed(), new RegExp(`${login}.*${domain}|${domain}.*${login}|user <${login}>`));
      far.hangUp();
      await phone.ends(id);
      await left();
    },
  },
];
