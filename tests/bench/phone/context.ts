// Changes when the phone is measured on another stage: a desk with a phone, a bare page beside it, one exchange for both.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ElectronApplication, Page } from 'playwright';
import { build as bundle } from 'vite';
import { WebSocket } from 'ws';
import { build } from '../../../build/build.ts';
import { launchDesktop } from '../../../build/desktop.ts';
import { startDisplay } from '../../../build/display.ts';
import { createPbx, type Pbx } from '../../../build/pbx/pbx.ts';
import { startService } from '../../../build/world.ts';
import { demoAccounts } from '../../../service/seed/company.ts';
import { waveOf } from '../../phone/support/wave.ts';
import { until } from '../../support/until.ts';
import type { Row } from '../table.ts';

/** One of the two phones that are compared. */
export interface Measured {
  readonly name: 'Parley' | 'bare page';
  readonly user: string;
  /** Where an offer is painted. */
  readonly window: Page;
  /** Where the call's connection is; the same page where there is one only. */
  readonly phone: Page;
  /** Selector of what is painted when it rings. */
  readonly offer: string;
  /** Selector of the button that answers: both are pressed. */
  readonly answer: string;
  hangUp(): Promise<void>;
}

/** What the desk's phone and the bare one are measured on. */
export interface Stage {
  readonly app: ElectronApplication;
  readonly pbx: Pbx;
  readonly ours: Measured;
  readonly bare: Measured;
  /** When the exchange last gave an INVITE to its socket, ms since 1970. */
  invitedAt(): number;
  close(): Promise<void>;
}

/** What all parts share. */
export interface Context {
  readonly scale: number;
  /** Started when it is first asked for: what measures the service alone needs no desk. */
  stage(): Promise<Stage>;
  close(): Promise<void>;
}
export type Part = (context: Context) => Promise<Row[]>;

const users = { ours: '101', bare: '102' } as const;
const password = 'only-for-this-bench';

/** This process's clock, ms since 1970; pages have the same one. */
export const now = (): number => performance.timeOrigin + performance.now();

/** Keeps each connection of a page within reach; engines make theirs by the global name. */
const keepPeers = `(() => {
  const Own = window.RTCPeerConnection;
  window.benchPeers = [];
  window.RTCPeerConnection = class extends Own {
    constructor(...all) { super(...all); window.benchPeers.push(this); }
  };
})()`;

/** See {@link Context}. */
export function createContext(scale: number): Promise<Context> {
  let stage: Promise<Stage> | undefined;
  return Promise.resolve({
    scale,
    stage: () => (stage ??= openStage()),
    close: async () => {
      await (await stage?.catch(() => undefined))?.close();
    },
  });
}

/** Starts everything; both phones are signed in. */
async function openStage(): Promise<Stage> {
  await build({ report: () => {} });
  const display = await startDisplay();
  const data = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const service = await startService({ data, port: 0 });
  const pbx = await createPbx({
    port: 0,
    password: (login) => (/^10[12]$/.test(login) ? password : undefined),
    now,
    random: Math.random,
    secret: () => randomBytes(12).toString('hex'),
    onProblem: () => {},
  });
  let invitedAt = 0;
  const send = WebSocket.prototype.send;
  WebSocket.prototype.send = function (this: WebSocket, text: unknown, ...rest: unknown[]) {
    if (typeof text === 'string' && text.startsWith('INVITE ')) invitedAt = now();
    return (send as (...all: unknown[]) => void).call(this, text, ...rest);
  } as typeof send;
  const microphone = join(data, 'microphone.wav');
  await writeFile(microphone, waveOf(500));
  const { agent } = demoAccounts;
  const app = await launchDesktop({
    userData: join(data, 'desk'),
    env: {
      ...display.env,
      PARLEY_DEMO_PASSWORD: agent.password,
      PARLEY_PHONE_ACCOUNT: JSON.stringify({
        server: pbx.server,
        user: users.ours,
        domain: pbx.domain,
        displayName: 'bench',
        login: users.ours,
        password,
        iceServers: [],
        dtmf: 'rtp',
      }),
    },
    args: [
      `--service=${service.address}`,
      `--demo=${agent.handle}`,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${microphone}`,
      '--allow-loopback-in-peer-connection',
    ],
  });
  const desk = await app.firstWindow();
  await desk.getByRole('navigation', { name: 'Sessions' }).waitFor({ timeout: 60_000 });
  await until(() => pbx.registered().includes(users.ours), {
    what: 'the phone to sign in',
    timeoutMs: 60_000,
  });
  const phone = await until(() => app.windows().find((page) => page.url().includes('/phone/')), {
    what: 'the window of the phone',
  });
  await phone.evaluate(keepPeers);
  const bare = await openBare(app, await buildBare(join(data, 'bare')));
  await bare.evaluate(keepPeers);
  await bare.evaluate(
    ([server, domain, user, secret]) => window.barePhone.start(server, domain, user, secret),
    [pbx.server, pbx.domain, users.bare, password] as const,
  );
  await until(() => pbx.registered().includes(users.bare), { what: 'the bare page to sign in' });
  aloneWithItsCallers();
  const button = (name: string): string => `section[aria-label="Calls"] button:has-text("${name}")`;
  return {
    app,
    pbx,
    invitedAt: () => invitedAt,
    ours: {
      name: 'Parley',
      user: users.ours,
      window: desk,
      phone,
      offer: 'section[aria-label="Calls"] button',
      answer: button('Answer'),
      hangUp: () => desk.locator(button('Hang up')).first().click(),
    },
    bare: {
      name: 'bare page',
      user: users.bare,
      window: bare,
      phone: bare,
      offer: 'button.offer',
      answer: 'button.offer',
      hangUp: () => bare.evaluate(() => window.barePhone.hangUp()),
    },
    close: async () => {
      WebSocket.prototype.send = send;
      await app.close().catch(() => {});
      await pbx.close();
      await service.stop();
      await display.stop();
      await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/**
 * Callers are on machines of their own: here they share this one with what is measured, and what they say must not come
 * late because of it. Who may not have that goes without; what it costs is measured (see part-killed.ts).
 */
function aloneWithItsCallers(): void {
  try {
    setPriority(process.pid, -10);
  } catch {
    console.log('  The callers have no priority over what is measured: this needs root.');
  }
}

/** Both, one after the other. */
export const both = ({ ours, bare }: Stage): readonly Measured[] => [ours, bare];

async function buildBare(folder: string): Promise<string> {
  const built = await bundle({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      target: 'chrome114',
      lib: { entry: join(import.meta.dirname, 'bare-page.ts'), formats: ['iife'], name: 'bare' },
    },
  });
  const [output] = Array.isArray(built) ? built : [built];
  if (output === undefined || !('output' in output)) throw new Error('The bare page was not built.');
  const file = `${folder}.html`;
  await writeFile(`${folder}.js`, output.output[0].code);
  await writeFile(
    file,
    `<!doctype html><meta charset="utf-8"><title>bare</title><body><script src="bare.js"></script>`,
  );
  return pathToFileURL(file).href;
}

async function openBare(app: ElectronApplication, address: string): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(({ BrowserWindow }, url) => {
    // A session of its own: the desk's may load nothing but the desk.
    const window = new BrowserWindow({
      width: 1440,
      height: 900,
      webPreferences: {
        partition: 'bare',
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    void window.loadURL(url);
  }, address);
  const page = await opened;
  await page.waitForFunction(() => 'barePhone' in window);
  return page;
}
