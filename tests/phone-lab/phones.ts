// Changes when the lab's agents have their phones otherwise: the product's own phone, in a browser on their machine.
import type { Browser, Page } from 'playwright';
import type { EngineEvent, PhoneAccount } from '../../shared/phone/engine.ts';
import { createPhone } from '../../shared/phone/phone.ts';
import type { Call, EndReason, PhoneState, Wish } from '../../shared/phone/types.ts';
import { bundlePhonePage, launch, phoneIn } from '../phone/support/sip-stage.ts';
import { until } from '../support/until.ts';
import { domain, plainPort } from './kamailio.ts';
import { serverAddress } from './net.ts';

/** What each agent's microphone hears, Hz. */
export const agentHz = { 101: 500, 102: 900, 103: 1_200 } as const;
export type AgentName = keyof typeof agentHz;

/** An agent's phone. */
export interface LabPhone {
  readonly page: Page;
  readonly lines: () => readonly string[];
  state(): PhoneState;
  start(account?: Partial<PhoneAccount>): Promise<void>;
  /** Starts without waiting for what comes of it. */
  begin(account?: Partial<PhoneAccount>): void;
  wish(wish: Wish): void;
  wake(): void;
  /** Waits for a call that rings here. */
  rings(): Promise<Call>;
  /** Waits until a call stands so. */
  becomes(id: string, phase: Call['phase']): Promise<Call>;
  ends(id: string): Promise<EndReason>;
  call(id: string): Call | undefined;
  /** Waits until a tone is heard here, or until it is quiet (0). */
  hears(hz: number, timeoutMs?: number): Promise<void>;
  /** Ends it as a crash does: nobody is told. */
  crash(): Promise<void>;
  /** Signs out and goes. */
  quit(): Promise<void>;
}

/** Opens phones on the agents' machine. */
export interface Phones {
  open(agent: AgentName, options?: { instanceId?: string; relay?: boolean }): Promise<LabPhone>;
  /** All that are open. */
  close(): Promise<void>;
  end(): Promise<void>;
}

/** An account at the lab's server. */
export function accountOf(agent: AgentName): PhoneAccount {
  return {
    server: `ws://${serverAddress}:${plainPort}`,
    user: String(agent),
    domain,
    displayName: `Agent ${agent}`,
    login: String(agent),
    password: `secret-${agent}`,
    iceServers: [],
    dtmf: 'rtp',
  };
}

/** @param trusted the hash of the one key that the browser takes without an authority. */
export async function openPhones(browserProgram: string, trusted: string): Promise<Phones> {
  const [script, browser] = await Promise.all([
    bundlePhonePage(),
    launch(browserProgram, [
      '--use-fake-device-for-media-stream',
      '--use-fake-ui-for-media-stream',
      `--ignore-certificate-errors-spki-list=${trusted}`,
      // The page comes from nowhere; a browser would ask before such a one may reach the local network.
      '--disable-features=WebRtcHideLocalIpsWithMdns,LocalNetworkAccessChecks',
    ]),
  ]);
  const open = new Set<Page>();
  return {
    open: async (agent, options = {}) => {
      const page = await pageWithMicrophone(browser);
      open.add(page);
      page.once('close', () => open.delete(page));
      await page.evaluate((given) => (window.phoneOptions = given), options);
      return openPhone(page, script, agent);
    },
    close: async () => {
      for (const page of open) await page.context().close();
    },
    end: () => browser.close(),
  };
}

/** Whoever may use the microphone is told all addresses of the machine, as the product's page is. */
async function pageWithMicrophone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({ permissions: ['microphone'] });
  const page = await context.newPage();
  await page.route('http://localhost/', (route) =>
    route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>phone</title>' }),
  );
  await page.goto('http://localhost/');
  await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const track of stream.getTracks()) track.stop();
  });
  return page;
}

async function openPhone(page: Page, script: string, agent: AgentName): Promise<LabPhone> {
  const engine = await phoneIn(page, script, agentHz[agent]);
  const lines: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text().slice(0, 300)));
  engine.onEvent((event: EngineEvent) => {
    if (event.type === 'line') lines.push(event.line);
  });
  const phone = createPhone({
    engine,
    now: Date.now,
    timers: {
      set: (run, ms) => setTimeout(run, ms),
      clear: (timer) => clearTimeout(timer as NodeJS.Timeout),
    },
  });
  const call = (id: string): Call | undefined => phone.state().calls.find((one) => one.id === id);
  const begin = (account: Partial<PhoneAccount> = {}): void =>
    engine.start({ ...accountOf(agent), ...account });
  return {
    page,
    lines: () => lines,
    state: phone.state,
    begin,
    start: async (account) => {
      begin(account);
      await until(() => phone.state().line === 'ready', { what: `the phone of ${agent} to sign in` }).catch(
        (error: unknown) => {
          throw new Error(
            `${String(error)}; the line: ${lines.join(' ')}; ${complaints.slice(-5).join('; ')}`,
            { cause: error },
          );
        },
      );
    },
    wish: phone.wish,
    wake: engine.wake,
    call,
    rings: () =>
      until(
        () => phone.state().calls.find(({ phase, direction }) => phase === 'ringing' && direction === 'in'),
        {
          what: `a call to ring at ${agent}`,
        },
      ),
    becomes: (id, phase) =>
      until(() => [call(id)].find((one) => one?.phase === phase), {
        what: `the call of ${agent} to be ${phase}`,
        timeoutMs: 15_000,
      }),
    ends: (id) => until(() => call(id)?.end, { what: `the call of ${agent} to end`, timeoutMs: 20_000 }),
    hears: async (hz, timeoutMs = 10_000) => {
      let heard = -1;
      await until(
        async () => {
          heard = await page.evaluate(() => window.phonePage.hears());
          return hz === 0 ? heard === 0 : Math.abs(heard - hz) < 30;
        },
        { what: `${agent} to hear ${hz} Hz (hears ${heard})`, timeoutMs },
      ).catch((error: unknown) => {
        throw new Error(
          `${String(error)}; heard at last: ${heard} Hz; the line: ${lines.join(' ')}; ${JSON.stringify(phone.state().calls.map(({ phase, media, end }) => ({ phase, media, end })))}`,
          { cause: error },
        );
      });
    },
    crash: () => page.close({ runBeforeUnload: false }),
    quit: async () => {
      await engine.stop();
      await page.close();
    },
  };
}
