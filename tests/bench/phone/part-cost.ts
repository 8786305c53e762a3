// Measures what calls cost: processor of one and of four, and what 200 leave behind.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { PbxCall } from '../../../build/pbx/pbx-call.ts';
import { until } from '../../support/until.ts';
import { row, type Row } from '../table.ts';
import { both, type Context, type Measured, type Stage } from './context.ts';

const watchMs = 6_000;
const manyCalls = 200;
/** SIP keeps what is over for half a minute, in both pages. */
const settleMs = 35_000;
const ticksPerSecond = 100;

/** The process of a page. */
const processOf = ({ app }: Stage, page: Page): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow }, url) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL() === url)!
        .webContents.getOSProcessId(),
    page.url(),
  );

/** Processor time of a process so far, ms (Linux). */
async function spent(pid: number): Promise<number> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return ((Number(fields[11]) + Number(fields[12])) * 1000) / ticksPerSecond;
}

const rest = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));

/** Share of one core that each process takes, %, over the same seconds. */
async function shares(pids: readonly number[]): Promise<number[]> {
  const began = performance.now();
  const before = await Promise.all(pids.map(spent));
  await rest(watchMs);
  const after = await Promise.all(pids.map(spent));
  const percent = (performance.now() - began) / 100;
  return after.map((one, at) => (one - before[at]!) / percent);
}

/** What a page holds after a cleaning. */
async function heldBy(page: Page): Promise<{ heap: number; nodes: number; listeners: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize') / 2 ** 20, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** Answers as soon as the button is there: pressed in the page, for 200 calls are not to wait for a driver. */
async function talk(stage: Stage, phone: Measured): Promise<PbxCall> {
  const call = stage.pbx.call(phone.user, { name: 'Ada', number: '+15550100' });
  if (call === undefined) throw new Error(`${phone.name} is not signed in.`);
  const button = phone.window.locator(phone.answer).first();
  await button.evaluate((found) => (found as HTMLButtonElement).click());
  await until(() => call.state() === 'talking', { what: `${phone.name} to be through`, timeoutMs: 20_000 });
  return call;
}

async function end(calls: readonly PbxCall[]): Promise<void> {
  for (const call of calls) call.hangUp();
  await until(() => calls.every((call) => call.ended() !== null), { what: 'the end' });
}

/** See the head of this file. */
export async function costPart(context: Context): Promise<Row[]> {
  const stage = await context.stage();
  const phones = both(stage);
  const pids = await Promise.all([
    ...phones.map((phone) => processOf(stage, phone.phone)),
    processOf(stage, stage.ours.window),
  ]);
  // Both at the same time, so that what else the machine does falls upon both.
  const idle = await shares(pids);
  const calls = await Promise.all(phones.map((phone) => talk(stage, phone)));
  const one = await shares(pids);
  for (let more = 0; more < 3; more += 1)
    calls.push(...(await Promise.all(phones.map((phone) => talk(stage, phone)))));
  const four = await shares(pids);
  await end(calls);

  const count = Math.max(10, Math.round(manyCalls * context.scale));
  // The first ones load code that stays.
  const inTurns = async (phone: Measured, times: number): Promise<void> => {
    for (let call = 0; call < times; call += 1) await end([await talk(stage, phone)]);
  };
  const held = async (): Promise<Awaited<ReturnType<typeof heldBy>>[]> => {
    await rest(context.scale < 0.5 ? settleMs * context.scale : settleMs);
    // The bench's own list holds them otherwise.
    for (const { phone } of phones)
      await phone.evaluate(() => (globalThis as unknown as { benchPeers: unknown[] }).benchPeers.splice(0));
    return Promise.all(phones.map(({ phone }) => heldBy(phone)));
  };
  await Promise.all(phones.map((phone) => inTurns(phone, 5)));
  const before = await held();
  await Promise.all(phones.map((phone) => inTurns(phone, count)));
  const after = await held();
  const grown = (what: 'heap' | 'nodes' | 'listeners', unit: string): Row => {
    const [ours, bare] = after.map((now, at) => now[what] - before[at]![what]);
    return row(`${what} of the phone’s page, grown by ${count} calls`, ours!, unit, { against: bare! });
  };
  const players = await stage.ours.phone.evaluate(() => document.querySelectorAll('audio').length);
  const compared = (title: string, now: readonly number[]): Row =>
    row(title, now[0]!, '% of a core', { against: now[1]! });
  return [
    compared('processor of the phone’s page without a call', idle),
    compared('processor with one call', one),
    compared('processor with four calls (ours: three on hold)', four),
    row('... and of the agent’s window, which shows one call', one[2]!, '% of a core', { against: idle[2]! }),
    grown('heap', 'MiB'),
    grown('nodes', ''),
    grown('listeners', ''),
    row('players left in the phone’s page', players, '', { limit: 0 }),
  ];
}
