// Measures what a caller and the agent hear of it when the agent's window is killed in a call, and when the call is shown again.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import type { PbxCall } from '../../../build/pbx/pbx-call.ts';
import { until } from '../../support/until.ts';
import { percentile, row, type Row } from '../table.ts';
import { both, now, type Context, type Measured, type Stage } from './context.ts';
import { between, type Hearing, hearingOf } from './hearing.ts';

const kills = 5;

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
  const count = Math.max(2, Math.round(kills * context.scale));
  // The bare page is in a call too: it has nothing to do with the window, so what it misses is the machine's doing.
  const calls = [await talk(stage, stage.bare), await talk(stage, stage.ours)];
  const own = calls[1]!;
  await until(() => inDesk(stage, shown), { what: 'the call to be heard', timeoutMs: 20_000 });
  const late = monitorEventLoopDelay({ resolution: 5 });
  const concealed = { Parley: [0, 0], 'bare page': [0, 0] };
  const waits: string[] = [];
  const back: number[] = [];
  let [missing, gap, latest] = [0, 0, 0];
  /** Both calls while something happens, and for two seconds after it. */
  const during = async (index: 0 | 1, what: () => Promise<void>): Promise<void> => {
    const before: Hearing[] = [];
    for (const phone of both(stage)) before.push(await hearingOf(phone.phone));
    own.heard.restart();
    late.reset();
    late.enable();
    await what();
    const packets = own.heard.packets();
    await until(() => own.heard.packets() - packets > 100, { what: 'two seconds more of sound' });
    late.disable();
    if (index === 1) latest = Math.max(latest, late.max / 1e6);
    for (const [at, phone] of both(stage).entries()) {
      const came = between(before[at]!, await hearingOf(phone.phone));
      concealed[phone.name][index]! += came.concealed;
      if (index === 1)
        waits.push(`${phone.name} ${came.concealed}/${came.events} (${came.waitMs.toFixed(0)} ms)`);
    }
  };
  // A second with nothing, as long as a window takes to come back.
  for (let turn = 0; turn < count; turn += 1)
    await during(0, () => new Promise((resolve) => void setTimeout(resolve, 1_000)));
  for (let turn = 0; turn < count; turn += 1) {
    await during(1, async () => {
      const killed = now();
      await kill(stage);
      await until(() => inDesk(stage, shown), { what: 'the call to be shown again', timeoutMs: 30_000 });
      back.push(now() - killed);
    });
    missing += own.heard.missing();
    gap = Math.max(gap, own.heard.longestGapMs());
  }
  console.log(`  made up at each kill, samples / times (wait in the buffer): ${waits.join(', ')}`);
  for (const call of calls) call.hangUp();
  await until(() => stage.pbx.live() === 0, { what: 'the end' });
  const made = (name: Measured['name']): number => concealed[name][1]!;
  return [
    row(`window killed ${count} times in a call: samples that the phone made up`, made('Parley'), '', {
      limit: 0,
    }),
    row('... and the bare page in its own call, in the same moments', made('bare page'), ''),
    row('... and the phone in as long a time without a kill', concealed.Parley[0]!, ''),
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
