// Changes when calls survive otherwise: the real desktop, the demo exchange, and sound that is proven by its tones.
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createPbx, type Pbx } from '../../build/pbx/pbx.ts';
import type { PbxCall } from '../../build/pbx/pbx-call.ts';
import { startService, type RunningService } from '../../build/world.ts';
import { demoAccounts } from '../../service/seed/company.ts';
import { loudest } from '../phone/support/spectrum.ts';
import { waveOf } from '../phone/support/wave.ts';
import { launchDesktop } from '../support/electron.ts';
import { until } from '../support/until.ts';

/** What the desktop's microphone hears all the time, and what a caller says. */
const agentHz = 500;
const callerHz = 700;
const account = { user: '101', password: 'only-for-this-test' };

let data: string;
let service: RunningService;
let pbx: Pbx;
let app: ElectronApplication;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'parley-phone-'));
  service = await startService({ data, port: 0 });
  await writeFile(join(data, 'microphone.wav'), waveOf(agentHz));
}, 120_000);
afterAll(async () => {
  await service?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}, 60_000);

beforeEach(async () => {
  pbx = await createPbx({
    port: 0,
    password: (login) => (login === account.user ? account.password : undefined),
    now: () => performance.timeOrigin + performance.now(),
    random: Math.random,
    secret: () => randomBytes(12).toString('hex'),
    onProblem: () => {},
  });
  const { agent } = demoAccounts;
  app = await launchDesktop({
    userData: await mkdtemp(join(data, 'desk-')),
    env: {
      PARLEY_DEMO_PASSWORD: agent.password,
      PARLEY_PHONE_ACCOUNT: JSON.stringify({
        ...account,
        server: pbx.server,
        domain: pbx.domain,
        login: account.user,
        displayName: agent.handle,
        iceServers: [],
        dtmf: 'rtp',
      }),
    },
    args: [
      `--service=${service.address}`,
      `--demo=${agent.handle}`,
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-audio-capture=${join(data, 'microphone.wav')}`,
      '--allow-loopback-in-peer-connection',
    ],
  });
  await until(() => pbx.registered().includes(account.user), {
    what: 'the phone to sign in',
    timeoutMs: 40_000,
  });
  await until(() => inDesk(`document.querySelector('nav') !== null`), {
    what: 'the desk',
    timeoutMs: 60_000,
  });
});
afterEach(async () => {
  await app?.close().catch(() => {});
  await pbx?.close();
});

/** Runs in a page, by main: Playwright's own page does not survive a crash. Undefined when it does not answer. */
const inPage = (which: 'desk' | 'phone', code: string): Promise<unknown> =>
  app.evaluate(
    ({ BrowserWindow }, [wanted, script]) => {
      const window = BrowserWindow.getAllWindows().find(
        ({ webContents }) => webContents.getURL().includes('/phone/') === (wanted === 'phone'),
      );
      return Promise.race([
        window?.webContents.executeJavaScript(script) as Promise<unknown>,
        new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 500)),
      ]);
    },
    [which, code] as const,
  );
const inDesk = (code: string): Promise<unknown> => inPage('desk', code);
const press = (name: string): Promise<unknown> =>
  until(
    () =>
      inDesk(`(() => {
        const bar = document.querySelector('section[aria-label="Calls"]');
        const button = [...(bar?.querySelectorAll('button') ?? [])].find((one) =>
          [one.textContent, one.getAttribute('aria-label')].includes(${JSON.stringify(name)}));
        button?.click();
        return button !== undefined;
      })()`),
    { what: `the button ${name}` },
  );
const shows = (words: string): Promise<unknown> =>
  until(
    () =>
      inDesk(
        `document.querySelector('section[aria-label="Calls"]')?.innerText.includes(${JSON.stringify(words)})`,
      ),
    {
      what: `the bar to say ${words}`,
      timeoutMs: 15_000,
    },
  );

/** Listens in the phone's window to what its players play: the loudest tone, and each moment of silence. */
const listen = `(() => {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 2048;
  analyser.smoothingTimeConstant = 0;
  const heard = { longestMs: 0, looks: 0, hz: 0 };
  const players = [...document.querySelectorAll('audio')];
  for (const { srcObject } of players) context.createMediaStreamSource(srcObject).connect(analyser);
  const bins = new Float32Array(analyser.frequencyBinCount);
  let quietSince = 0;
  setInterval(() => {
    analyser.getFloatFrequencyData(bins);
    let best = 0;
    for (let at = 1; at < bins.length; at += 1) if (bins[at] > bins[best]) best = at;
    heard.looks += 1;
    const hz = bins[best] < -60 ? 0 : best * context.sampleRate / analyser.fftSize;
    if (hz > 0) heard.hz = hz;
    const now = performance.now();
    if (Math.abs(hz - ${callerHz}) < 40) quietSince = 0;
    else if (quietSince === 0) quietSince = now;
    if (quietSince > 0) heard.longestMs = Math.max(heard.longestMs, now - quietSince);
  }, 10);
  window.heardHere = heard;
  return context.resume().then(() => true);
})()`;
const heardHere = async (): Promise<{ hz: number; longestMs: number; looks: number }> =>
  (await inPage('phone', 'window.heardHere')) as { hz: number; longestMs: number; looks: number };
const hearsAgent = (call: PbxCall): boolean => {
  const { hz, level } = loudest(call.heard.samples().slice(-2048), 8_000);
  return level > 300 && Math.abs(hz - agentHz) < 15;
};

/** A call that is answered in the bar, with sound both ways. */
async function talk(): Promise<PbxCall> {
  const call = pbx.call(account.user, { name: 'Ada <b>Lovelace</b>', number: '+15550100', queue: 'support' });
  if (call === undefined) throw new Error('The phone is not signed in.');
  await shows('Ada <b>Lovelace</b>');
  await press('Answer');
  await until(() => call.state() === 'talking', { what: 'the call to be through' });
  await until(() => hearsAgent(call), { what: 'the caller to hear the agent' });
  await until(() => inPage('phone', listen), { what: 'the ears in the phone' });
  await until(async () => Math.abs((await heardHere()).hz - callerHz) < 40, {
    what: 'the agent to hear the caller',
  });
  return call;
}

test('a call is answered in the desk, heard both ways, held so that nothing of the agent is heard, and ended', async () => {
  const call = await talk();
  await shows('You are heard');
  await press('Hold');
  await shows('On hold: you are not heard');
  await until(call.held, { what: 'the caller to be told of the hold' });
  await until(() => loudest(call.heard.samples().slice(-2048), 8_000).level < 100, { what: 'silence there' });
  await press('Mute');
  await press('Resume');
  await shows('Muted: you are not heard');
  await until(() => !call.held(), { what: 'the end of the hold' });
  expect(hearsAgent(call)).toBe(false);
  await press('Unmute');
  await until(() => hearsAgent(call), { what: 'the caller to hear the agent again' });
  await press('Hang up');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
});

test('CALL-9: the agent’s window is killed in a call: the sound goes on, and the window shows the call again', async () => {
  const call = await talk();
  call.heard.restart();
  await inPage('phone', 'window.heardHere.longestMs = 0');
  const before = await heardHere();
  const packets = call.heard.packets();

  await app.evaluate(({ BrowserWindow }) => {
    const desk = BrowserWindow.getAllWindows().find(
      ({ webContents }) => !webContents.getURL().includes('/phone/'),
    );
    process.kill(desk!.webContents.getOSProcessId(), 'SIGKILL');
  });
  await shows('You are heard');
  await shows('Ada <b>Lovelace</b>');

  expect(call.state()).toBe('talking');
  expect(call.heard.packets() - packets).toBeGreaterThan(10);
  expect(call.heard.missing()).toBe(0);
  expect(hearsAgent(call)).toBe(true);
  const after = await heardHere();
  expect(after.looks).toBeGreaterThan(before.looks);
  // The machine may rest for a moment; a call that was set up anew would be silent for longer than that.
  expect(after.longestMs).toBeLessThan(250);
  await press('Hang up');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
});

test('CALL-8: the line is cut in a call: the sound goes on, and hold and hang-up work afterwards', async () => {
  const call = await talk();
  call.heard.restart();
  pbx.cut();
  await until(() => pbx.registered().length === 0, { what: 'the cut' });
  await until(() => pbx.registered().includes(account.user), { what: 'the phone to come back' });
  expect(hearsAgent(call)).toBe(true);
  expect(call.heard.missing()).toBe(0);
  await press('Hold');
  await until(call.held, { what: 'the hold' });
  await press('Resume');
  await until(() => !call.held() && hearsAgent(call), { what: 'the end of the hold' });
  await press('Hang up');
  await until(() => call.ended() === 'bye', { what: 'the end there' });
});

test('CALL-11: the desktop ends in a call: the caller is told, and the phone signs out', async () => {
  const call = await talk();
  await app.evaluate(({ app: electron }) => setTimeout(() => electron.quit(), 0));
  await until(() => call.ended() === 'bye', { what: 'the caller to be told' });
  await until(() => pbx.registered().length === 0, { what: 'the phone to sign out' });
});
