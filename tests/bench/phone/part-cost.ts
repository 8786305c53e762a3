// Measures what calls cost: processor of one and of four, and what 200 leave behind.
import { readdir, readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import type { PbxCall } from '../../../build/pbx/pbx-call.ts';
import { until } from '../../support/until.ts';
import { row, type Row } from '../table.ts';
import { both, type Context, type Measured, type Stage } from './context.ts';

/** Both are watched over the same seconds: whatever else the machine does, it does to both. */
const watchMs = 12_000;
const manyCalls = 200;
const fewerCalls = 50;
/** SIP keeps what is over for half a minute, in both pages. */
const settleMs = 35_000;

/** The process of a page. */
const processOf = ({ app }: Stage, page: Page): Promise<number> =>
  app.evaluate(
    ({ BrowserWindow }, url) =>
      BrowserWindow.getAllWindows()
        .find(({ webContents }) => webContents.getURL() === url)!
        .webContents.getOSProcessId(),
    page.url(),
  );

/** Processor time of a process so far, ms: of all its threads, to the nanosecond (Linux); ticks are too coarse for a call. */
async function spent(pid: number): Promise<number> {
  const tasks = `/proc/${pid}/task`;
  const times = await Promise.all(
    (await readdir(tasks)).map(async (task) =>
      readFile(`${tasks}/${task}/schedstat`, 'utf8').then(
        (text) => Number(text.split(' ')[0]),
        // It has ended meanwhile.
        () => 0,
      ),
    ),
  );
  return times.reduce((sum, one) => sum + one, 0) / 1e6;
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

/** By their names: the bare page records nothing, so the calls that it is compared by are not recorded here either. */
const queues = { plain: 'Technical support', recorded: 'Billing' } as const;

/** Answers as soon as the button is there: pressed in the page, for 200 calls are not to wait for a driver. */
async function talk(stage: Stage, phone: Measured, queue: string = queues.plain): Promise<PbxCall> {
  const call = stage.pbx.call(phone.user, { name: 'Ada', number: '+15550100', queue });
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
  // What the parts before have held of their calls is let go, and its ends have come.
  for (const { phone } of phones) await forget(phone);
  await rest(Math.min(1, context.scale * 4) * settleMs);
  const pids = [
    ...(await Promise.all(phones.map(({ phone }) => processOf(stage, phone)))),
    await processOf(stage, stage.ours.window),
  ];
  const calls: PbxCall[] = [];
  /** Share of our page, the bare page and our window while both have so many calls. */
  const sharesWith = async (more: number): Promise<number[]> => {
    for (const phone of phones) {
      await phone.window.bringToFront();
      for (let call = 0; call < more; call += 1) calls.push(await talk(stage, phone));
    }
    await stage.ours.window.bringToFront();
    return shares(pids);
  };
  const [idle, one, four] = [await sharesWith(0), await sharesWith(1), await sharesWith(3)];
  await end(calls);
  const recorded = await talk(stage, stage.ours, queues.recorded);
  await stage.ours.window.getByText('Recording', { exact: true }).first().waitFor({ timeout: 20_000 });
  const [recording] = await shares(pids);
  await end([recorded]);
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
  const compared = (title: string, [mine = Number.NaN, against = Number.NaN]: readonly number[]): Row =>
    row(title, mine, '% of a core', { against });
  return [
    row('processor of the phone’s page without a call', idle[0]!, '% of a core'),
    compared('processor with one call', one),
    compared('processor with four calls (ours: three on hold)', four),
    row('... and with one that is recorded', recording!, '% of a core', { against: one[0]! }),
    row('... and of the agent’s window, which shows one call', one[2]!, '% of a core'),
    row(`heap of the phone’s page, grown by ${counts.Parley} calls`, ours.heap, 'MiB'),
    row('... by each of them', each('Parley', ours.heap), 'KiB', { against: each('bare page', bare.heap) }),
    row('nodes left by all of them', ours.nodes, '', { limit: 0 }),
    row('listeners left by all of them', ours.listeners, '', { against: bare.listeners }),
    row('players left in the phone’s page', players, '', { limit: 0 }),
  ];
}
