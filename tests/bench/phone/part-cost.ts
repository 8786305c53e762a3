// Measures what calls cost: processor of one and of four, and what 200 leave behind.
import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { PbxCall } from '../../../build/pbx/pbx-call.ts';
import { until } from '../../support/until.ts';
import { row, type Row } from '../table.ts';
import { both, type Context, type Measured, type Stage } from './context.ts';

const watchMs = 6_000;
const manyCalls = 200;
const fewerCalls = 50;
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

/** What a page holds: heap in MiB. */
interface Held {
  readonly heap: number;
  readonly nodes: number;
  readonly listeners: number;
}

/** What a page holds after a cleaning. */
async function heldBy(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  await session.detach();
  const of = (name: string): number => metrics.find((one) => one.name === name)?.value ?? Number.NaN;
  return { heap: of('JSHeapUsedSize') / 2 ** 20, nodes: of('Nodes'), listeners: of('JSEventListeners') };
}

/** The bench's own lists hold connections otherwise. */
const forget = (page: Page): Promise<unknown> =>
  page.evaluate(() => {
    const { benchPeers, benchStamps } = globalThis as unknown as Record<string, unknown[] | undefined>;
    benchPeers?.splice(0);
    benchStamps?.splice(0);
  });

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
  const measured = new Map<Measured['name'], { idle: number; one: number; four: number; window: number }>();
  // What the parts before have held of their calls is let go, and its ends have come.
  for (const { phone } of phones) await forget(phone);
  await rest(Math.min(1, context.scale * 4) * settleMs);
  for (const phone of phones) {
    const pids = [await processOf(stage, phone.phone), await processOf(stage, phone.window)];
    await phone.window.bringToFront();
    const [idle] = await shares(pids);
    const calls = [await talk(stage, phone)];
    const [one, window] = await shares(pids);
    for (let more = 0; more < 3; more += 1) calls.push(await talk(stage, phone));
    const [four] = await shares(pids);
    await end(calls);
    measured.set(phone.name, { idle: idle!, one: one!, four: four!, window: window! });
  }
  const settle = (): Promise<void> => rest(Math.min(1, context.scale * 4) * settleMs);
  const held = async ({ phone }: Measured): Promise<Held> => {
    await forget(phone);
    return heldBy(phone);
  };
  await settle();
  const before = new Map<Measured, Held>();
  for (const phone of phones) before.set(phone, await held(phone));
  const counts = { Parley: manyCalls, 'bare page': fewerCalls };
  for (const phone of phones) {
    await phone.window.bringToFront();
    counts[phone.name] = Math.max(8, Math.round(counts[phone.name] * context.scale));
    for (let call = 0; call < counts[phone.name]; call += 1) await end([await talk(stage, phone)]);
  }
  await settle();
  const grown = new Map<Measured['name'], Held>();
  for (const phone of phones) {
    const [old, now] = [before.get(phone)!, await held(phone)];
    grown.set(phone.name, {
      heap: now.heap - old.heap,
      nodes: now.nodes - old.nodes,
      listeners: now.listeners - old.listeners,
    });
  }
  const [ours, bare] = [grown.get('Parley')!, grown.get('bare page')!];
  const each = (name: Measured['name'], heap: number): number => (heap * 1024) / counts[name];
  const players = await stage.ours.phone.evaluate(() => document.querySelectorAll('audio').length);
  const compared = (title: string, what: 'idle' | 'one' | 'four'): Row =>
    row(title, measured.get('Parley')![what], '% of a core', { against: measured.get('bare page')![what] });
  return [
    compared('processor of the phone’s page without a call', 'idle'),
    compared('processor with one call', 'one'),
    compared('processor with four calls (ours: three on hold)', 'four'),
    row('... and of the agent’s window, which shows one call', measured.get('Parley')!.window, '% of a core'),
    row(`heap of the phone’s page, grown by ${counts.Parley} calls`, ours.heap, 'MiB'),
    row('... by each of them', each('Parley', ours.heap), 'KiB', { against: each('bare page', bare.heap) }),
    row('nodes left by all of them', ours.nodes, '', { limit: 0 }),
    row('listeners left by all of them', ours.listeners, '', { against: bare.listeners }),
    row('players left in the phone’s page', players, '', { limit: 0 }),
  ];
}
