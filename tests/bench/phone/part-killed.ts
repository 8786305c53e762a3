// Measures what a caller and the agent hear of it when the agent's window is killed in a call, and when the call is shown again.
import { until } from '../../support/until.ts';
import { percentile, row, type Row } from '../table.ts';
import { now, type Context, type Stage } from './context.ts';

const kills = 5;

/** Samples that the phone had to make up so far, in its newest connection. */
const concealedSamples = ({ ours }: Stage): Promise<number> =>
  ours.phone.evaluate(async () => {
    const peers = (globalThis as unknown as { benchPeers: RTCPeerConnection[] }).benchPeers;
    let concealed = 0;
    (await peers.at(-1)?.getStats())?.forEach((entry: { type: string; concealedSamples?: number }) => {
      if (entry.type === 'inbound-rtp') concealed = entry.concealedSamples ?? 0;
    });
    return concealed;
  });

/** Runs in the agent's window by main: Playwright's own page does not survive the kill. */
const inDesk = ({ app }: Stage, code: string): Promise<unknown> =>
  app.evaluate(({ BrowserWindow }, script) => {
    const desk = BrowserWindow.getAllWindows().find(
      ({ webContents }) =>
        webContents.getURL().startsWith('app://') && !webContents.getURL().includes('/phone/'),
    );
    return Promise.race([
      desk?.webContents.executeJavaScript(script) as Promise<unknown>,
      new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 300)),
    ]);
  }, code);
const shown = `(document.querySelector('section[aria-label="Calls"]')?.innerText ?? '').includes('You are heard')`;

/** See the head of this file. */
export async function killedPart(context: Context): Promise<Row[]> {
  const stage = await context.stage();
  const { app, pbx, ours } = stage;
  const count = Math.max(2, Math.round(kills * context.scale));
  const call = pbx.call(ours.user, { name: 'Ada', number: '+15550100' })!;
  await until(() => ours.window.locator('section[aria-label="Calls"] button').first().isVisible(), {
    what: 'the call to ring',
  });
  await ours.answer();
  await until(() => inDesk(stage, shown), { what: 'the call to be heard', timeoutMs: 20_000 });
  await until(() => call.heard.packets() > 100, { what: 'sound there' });
  const back: number[] = [];
  let [concealed, missing, gap] = [0, 0, 0];
  for (let turn = 0; turn < count; turn += 1) {
    const before = await concealedSamples(stage);
    call.heard.restart();
    const killed = now();
    await app.evaluate(({ BrowserWindow }) => {
      const desk = BrowserWindow.getAllWindows().find(
        ({ webContents }) =>
          webContents.getURL().startsWith('app://') && !webContents.getURL().includes('/phone/'),
      );
      process.kill(desk!.webContents.getOSProcessId(), 'SIGKILL');
    });
    await until(() => inDesk(stage, shown), { what: 'the call to be shown again', timeoutMs: 30_000 });
    back.push(now() - killed);
    const packets = call.heard.packets();
    await until(() => call.heard.packets() - packets > 100, { what: 'two seconds more of sound' });
    concealed += (await concealedSamples(stage)) - before;
    missing += call.heard.missing();
    gap = Math.max(gap, call.heard.longestGapMs());
  }
  call.hangUp();
  await until(() => call.ended() !== null, { what: 'the end' });
  return [
    row(`window killed ${count} times in a call: samples that the phone made up`, concealed, '', {
      limit: 0,
    }),
    row('packets that the caller missed', missing, '', { limit: 0 }),
    row('longest time between two packets at the caller', gap, 'ms'),
    row(
      `kill to the call shown again, slowest (p50 ${percentile(back, 0.5).toFixed(0)})`,
      Math.max(...back),
      'ms',
      {
        limit: 2_000,
      },
    ),
  ];
}
