// Changes when the lab consists of other machines. Everything in it is real but the people.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from '../../build/browser.ts';
import { labPrograms } from '../../build/lab-programs.ts';
import { startTelephone, type Telephone } from './baresip.ts';
import { openCustomer, type Customer } from './customer.ts';
import { startKamailio, type Kamailio } from './kamailio.ts';
import { openAgentNet, serverAddress, type AgentNet } from './net.ts';
import { openPhones, type LabPhone, type Phones } from './phones.ts';
import { startCoturn, startRtpengine } from './servers.ts';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import { makeCertificate } from '../phone/support/certificate.ts';
import { until } from '../support/until.ts';

/** What the lab's customer says, and the second one, Hz. */
export const customerHz = 700;
export const secondHz = 1_500;

/** The lab. */
export interface Lab {
  readonly net: AgentNet;
  readonly kamailio: Kamailio;
  readonly phones: Phones;
  readonly customer: Customer;
  readonly second: Customer;
  readonly telephone: Telephone;
  /** The relay's log. */
  relayed(): string;
  close(): Promise<void>;
}

/** One thing that must hold with real servers. */
export interface Scenario {
  readonly name: string;
  run(lab: Lab): Promise<void>;
}

/** Starts everything. @throws Error with what the first server said that does not start. */
export async function openLab(report: (line: string) => void): Promise<Lab> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-lab-'));
  const chromium = findChromium();
  if (chromium === undefined) throw new Error('There is no Chromium.');
  const programs = await labPrograms(report);
  const net = await openAgentNet(folder, chromium);
  const certificate = makeCertificate(folder, [`IP:${serverAddress}`]);
  // First: the proxy asks once whether it is there.
  const rtpengine = await startRtpengine(programs);
  const kamailio = await startKamailio({ programs, folder, certificate });
  const coturn = await startCoturn(programs, folder);
  const telephone = await startTelephone(programs, folder);
  const customer = await openCustomer('customer', customerHz);
  const second = await openCustomer('second', secondHz);
  const phones = await openPhones(net.browser, certificate.hash);
  return {
    net,
    kamailio,
    phones,
    customer,
    second,
    telephone,
    relayed: coturn.said,
    close: async () => {
      await phones.end();
      await Promise.all([customer.close(), second.close()]);
      await Promise.all([kamailio.kill(), rtpengine.kill(), coturn.kill()]);
      net.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The customer calls, the agent answers, and both hear each other. */
export async function talk(
  lab: Lab,
  phone: LabPhone,
  agent: 101 | 102 | 103,
): Promise<{ id: string; far: PbxCall }> {
  const far = lab.customer.call(String(agent));
  const { id } = await phone.rings();
  phone.wish({ type: 'answer', id });
  await phone.becomes(id, 'talking');
  await phone.hears(customerHz);
  return { id, far };
}

/** Waits until somebody in a call hears this, Hz; 0: nothing. */
export async function heardThere(far: PbxCall, hz: number, hertz: (call: PbxCall) => number): Promise<void> {
  // What was heard before does not count: the ears keep the last second of it.
  const before = far.heard.packets();
  const fresh = (): boolean => far.heard.packets() - before > 30;
  await until(() => fresh() && (hz === 0 ? hertz(far) === 0 : Math.abs(hertz(far) - hz) < 20), {
    what: `the customer to hear ${hz} Hz`,
    timeoutMs: 15_000,
  }).catch((error: unknown) => {
    throw new Error(
      `${String(error)}; heard at last: ${hertz(far)} Hz, ${far.heard.packets() - before} packets`,
      { cause: error },
    );
  });
}
