// Measures what a caller and the agent hear of it when the agent's window is killed in a call, and when the call is shown again.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { PbxCall } from '../../../build/pbx/pbx-call.ts';
import { until } from '../../support/until.ts';
import { percentile, row, type Row } from '../table.ts';
import { now, type Context, type Measured, type Stage } from './context.ts';
import { between, hearingOf } from './hearing.ts';

const mostKills = 5;
const packetMs = 20;
/** A window that ends more often than this within a minute is left alone: electron/main/recovery.ts. */
const killsAMinute = 3;
const minuteMs = 61_000;

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

const kill = ({ app }: Stage): Promise<void> =>
  app.evaluate(({ BrowserWindow }) => {
    const desk = BrowserWindow.getAllWindows().find(
      ({ webContents }) =>
        webContents.getURL().startsWith('app://') && !webContents.getURL().includes('/phone/'),
    );
    process.kill(desk!.webContents.getOSProcessId(), 'SIGKILL');
  });

async function talk(stage: Stage, phone: Measured): Promise<PbxCall> {
  const call = stage.pbx.call(phone.user, { name: 'Ada', number: '+15550100' });
  if (call === undefined) throw new Error(`${phone.name} is not signed in.`);
  await phone.window.locator(phone.answer).first().click();
  await until(() => call.heard.packets() > 100, { what: `sound of ${phone.name}`, timeoutMs: 20_000 });
  return call;
}

/** See the head of this file. */
export async function killedPart(context: Context): Promise<Row[]> {
  const stage = await context.stage();
  const count = Math.max(2, Math.round(mostKills * context.scale));
  const own = await talk(stage, stage.ours);
  await until(() => inDesk(stage, shown), { what: 'the call to be heard', timeoutMs: 20_000 });
  const late = monitorEventLoopDelay({ resolution: 5 });
  const concealed: [number, number] = [0, 0];
  /** Kills at which every packet of the caller left within a packet's time of its turn, and what was made up at them. */
  const onTime = { kills: 0, concealed: 0 };
  const waits: string[] = [];
  const back: number[] = [];
  let [missing, gap, latest] = [0, 0, 0];
  /** The call while something happens, and for two seconds after it. */
  const during = async (index: 0 | 1, what: () => Promise<void>): Promise<void> => {
    const before = await hearingOf(stage.ours.phone);
    own.heard.restart();
    late.reset();
    late.enable();
    await what();
    const packets = own.heard.packets();
    await until(() => own.heard.packets() - packets > 100, { what: 'two seconds more of sound' });
    late.disable();
    const came = between(before, await hearingOf(stage.ours.phone));
    concealed[index] += came.concealed;
    if (index === 0) return;
    latest = Math.max(latest, late.max / 1e6);
    if (late.max / 1e6 <= packetMs) {
      onTime.kills += 1;
      onTime.concealed += came.concealed;
    }
    waits.push(
      `${came.concealed} in ${came.events} (waits ${came.waitMs.toFixed(0)} ms; callers late by ${(late.max / 1e6).toFixed(0)} ms)`,
    );
  };
  // A second with nothing, as long as a window takes to come back.
  for (let turn = 0; turn < count; turn += 1)
    await during(0, () => new Promise((resolve) => void setTimeout(resolve, 1_000)));
  const kills: number[] = [];
  for (let turn = 0; turn < count; turn += 1) {
    const free = (kills.at(-killsAMinute) ?? -minuteMs) + minuteMs;
    await new Promise((resolve) => void setTimeout(resolve, Math.max(0, free - now())));
    await during(1, async () => {
      const killed = now();
      kills.push(killed);
      await kill(stage);
      await until(() => inDesk(stage, shown), { what: 'the call to be shown again', timeoutMs: 30_000 });
      back.push(now() - killed);
    });
    missing += own.heard.missing();
    gap = Math.max(gap, own.heard.longestGapMs());
  }
  console.log(`  made up at each kill, samples in times: ${waits.join(', ')}`);
  own.hangUp();
  await until(() => stage.pbx.live() === 0, { what: 'the end' });
  return [
    row(`window killed ${count} times in a call: samples that the phone made up`, concealed[1], ''),
    // The callers share a process with what drives the windows: what they say late, nobody can hear in time.
    row(
      `... at the ${onTime.kills} of them at which the callers were on time`,
      onTime.concealed,
      '',
      onTime.kills === 0 ? {} : { limit: 0 },
    ),
    row('... in as long a time without a kill', concealed[0], ''),
    row('... the callers’ own latest turn, a packet being 20 ms', latest, 'ms'),
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
