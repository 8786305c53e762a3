// Changes when a browser with phones in it, and an exchange for them, are started otherwise.
import { randomBytes } from 'node:crypto';
import { chromium, type Browser, type Page } from 'playwright';
import { build } from 'vite';
import { inRepository } from '../../../build/paths.ts';
import { createPbx, type Pbx } from '../../../build/pbx/pbx.ts';
import type { CallQuality, EngineEvent, PhoneAccount, PhoneEngine } from '../../../shared/phone/engine.ts';
import { loudest } from './spectrum.ts';
import type { Heard } from '../../../build/pbx/bot-media.ts';

/** The tone of every phone's microphone, Hz. */
export const phoneHz = 500;

/** A browser and an exchange. */
export interface SipStage {
  readonly pbx: Pbx;
  readonly account: (user: string, password?: string) => PhoneAccount;
  /** Names that a user can sign in with look like "any:user"; from now on this one holds no longer. */
  expire(login: string): void;
  /** A phone in a page of its own; `start` it with an account. */
  phone(): Promise<{ engine: PhoneEngine; page: Page; close(): Promise<void> }>;
  close(): Promise<void>;
}

/** Starts both. @throws Error when there is no Chromium. */
export async function createSipStage(): Promise<SipStage> {
  const expired = new Set<string>();
  const pbx = await createPbx({
    port: 0,
    password: (login) =>
      /^(\w+:)?\d{3,4}$/.test(login) && !expired.has(login) ? `secret-${login}` : undefined,
    now: () => performance.timeOrigin + performance.now(),
    random: Math.random,
    secret: () => randomBytes(12).toString('hex'),
    onProblem: () => {},
  });
  const [script, browser] = await Promise.all([bundlePhonePage(), launch()]);
  return {
    pbx,
    expire: (login) => void expired.add(login),
    account: (user, password = `secret-${user}`) => ({
      server: pbx.server,
      user,
      domain: pbx.domain,
      displayName: `Agent ${user}`,
      login: user,
      password,
      iceServers: [],
      dtmf: 'rtp',
    }),
    phone: async () => {
      const page = await browser.newPage();
      const engine = await phoneIn(page, script);
      return { engine, page, close: () => page.close() };
    },
    close: async () => {
      await browser.close();
      await pbx.close();
    },
  };
}

/** Puts a phone into a page. @param script of {@link bundlePhonePage}. @param tone of its microphone, Hz. */
export async function phoneIn(page: Page, script: string, tone = phoneHz): Promise<PhoneEngine> {
  const events = new Set<(event: EngineEvent) => void>();
  const qualities = new Set<(quality: CallQuality) => void>();
  await page.exposeFunction('phoneTold', (event: EngineEvent) => events.forEach((tell) => tell(event)));
  await page.exposeFunction('phoneQuality', (quality: CallQuality) =>
    qualities.forEach((tell) => tell(quality)),
  );
  await page.evaluate(script);
  return {
    start: (account) =>
      void page.evaluate(([given, hz]) => window.phonePage.start(given, hz), [account, tone] as const),
    stop: () => page.evaluate(() => window.phonePage.stop()),
    order: (order) => void page.evaluate((given) => window.phonePage.order(given), order).catch(() => {}),
    wake: () => void page.evaluate(() => window.phonePage.wake()),
    onEvent: (listener) => void events.add(listener),
    onQuality: (listener) => void qualities.add(listener),
  };
}

/** Whether a simulated person hears the phone's microphone now. */
export function hearsPhone(heard: Heard): boolean {
  const { hz, level } = loudest(heard.samples().slice(-2048), 8_000);
  return level > 300 && Math.abs(hz - phoneHz) < 15;
}

/** A Chromium for phones. @param program started in its place, with its arguments. */
export function launch(program = '/usr/bin/chromium', args: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: program,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--autoplay-policy=no-user-gesture-required',
      '--allow-loopback-in-peer-connection',
      '--disable-features=WebRtcHideLocalIpsWithMdns',
      ...args,
    ],
  });
}

/** The page with the engine in it, as one script. */
export async function bundlePhonePage(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'chrome114',
      lib: {
        entry: inRepository('tests', 'phone', 'support', 'phone-page.ts'),
        formats: ['iife'],
        name: 'phone',
      },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('The phone was not built.');
  return output.output[0].code;
}
