// Measures what a day leaves behind: three hundred conversations come, are taken, read, ended and closed, one after the other.
import type { CDPSession, Page } from 'playwright';
import { mkdir, writeFile } from 'node:fs/promises';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { inRepository } from '../../../build/paths.ts';
import { chatClient } from '../../support/chat-client.ts';
import { linkDesk } from '../../support/link-client.ts';
import { memoryOf } from '../rig.ts';
import { benchAgent } from '../sync/context.ts';
import { benchPassword } from '../sync/data.ts';
import { drawPlot } from '../sync/plot.ts';
import { row, type Row } from '../table.ts';
import { complete, type Context } from './context.ts';

/** What the window holds after so many conversations. */
interface Sample {
  readonly done: number;
  readonly heapKb: number;
  readonly nodes: number;
  readonly attached: number;
  readonly listeners: number;
  readonly processes: ReadonlyMap<string, number>;
}

/** The agent at a second desk, who takes and ends conversations while the window is only looked at. */
async function secondDesk(address: string): Promise<(type: string, args: unknown) => Promise<void>> {
  const desk = await linkDesk(address, { handle: benchAgent.handle, password: benchPassword });
  await desk.ready();
  return async (type, args) => {
    const [verdict] = await desk.push({ id: crypto.randomUUID(), type, args } as AgentCommand);
    if (verdict!.refusal !== null) throw new Error(`${type}: ${verdict!.refusal.message}`);
  };
}

async function sample(page: Page, cdp: CDPSession, pid: number, done: number): Promise<Sample> {
  // Twice: what the first frees may free more.
  for (let n = 0; n < 2; n++) await cdp.send('HeapProfiler.collectGarbage');
  const { usedSize } = await cdp.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await cdp.send('Memory.getDOMCounters');
  const attached = await page.evaluate(() => {
    let count = 0;
    const walker = document.createTreeWalker(document);
    while (walker.nextNode() !== null) count += 1;
    return count;
  });
  const processes = new Map<string, number>();
  for (const { role, megabytes } of await memoryOf(pid))
    processes.set(role, (processes.get(role) ?? 0) + megabytes);
  return { done, heapKb: usedSize / 1024, nodes, attached, listeners: jsEventListeners, processes };
}

/** @returns how much `y` grows with each step of `x`, by least squares. */
function slope(points: readonly (readonly [x: number, y: number])[]): number {
  const mean = (at: 0 | 1): number => points.reduce((sum, point) => sum + point[at], 0) / points.length;
  const [mx, my] = [mean(0), mean(1)];
  const top = points.reduce((sum, [x, y]) => sum + (x - mx) * (y - my), 0);
  return top / points.reduce((sum, [x]) => sum + (x - mx) ** 2, 0);
}

/** See the head of this file. */
export async function memoryPart(context: Context): Promise<Row[]> {
  const count = Math.max(30, Math.round(300 * context.scale));
  const every = Math.max(5, Math.round(count / 12));
  const dispositions = await context.stage.pool.query<{ id: string }>(
    `select id from record where kind = 'disposition' limit 1`,
  );
  const { app, page, close } = await context.desk();
  try {
    await complete(page);
    const cdp = await page.context().newCDPSession(page);
    const pid = app.process().pid!;
    const samples: Sample[] = [];
    const command = await secondDesk(context.service.address);
    for (let n = 0; n < count; n++) {
      if (n % every === 0) samples.push(await sample(page, cdp, pid, n));
      const conversationId = crypto.randomUUID();
      const name = `Day ${String(n).padStart(3, '0')}`;
      // Customers of a day have addresses of their own; one that begins so many chats in minutes is held up.
      const client = await chatClient(
        context.service.address,
        `127.1.${Math.floor(n / 200)}.${(n % 200) + 1}`,
      );
      client.send({
        t: 'start',
        conversationId,
        messageId: crypto.randomUUID(),
        name,
        email: null,
        text: 'When does my order arrive?',
        queueId: null,
        language: 'en',
        page: null,
      });
      await client.next('welcome');
      await command('conversation.pick', { conversationId });
      const line = page.locator('[data-session]').filter({ hasText: name });
      await line.click();
      const shown = page.locator('[data-tab][data-shown="true"]');
      await shown.getByText('When does my order arrive?').first().waitFor();
      client.send({ t: 'send', messageId: crypto.randomUUID(), text: 'It was the red one.' });
      await shown.getByText('It was the red one.').first().waitFor();
      await shown.locator('textarea').last().fill('It is on its way.');
      await command('conversation.end', { conversationId });
      await command('conversation.close', { conversationId, dispositionId: dispositions.rows[0]!.id });
      await line.waitFor({ state: 'detached' });
      client.close();
    }
    await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)));
    samples.push(await sample(page, cdp, pid, count));
    return await rowsOf(samples, count);
  } finally {
    await close();
  }
}

async function rowsOf(samples: readonly Sample[], count: number): Promise<Row[]> {
  // The first third is warming up: code is compiled, caches fill to their limits.
  const late = samples.filter(({ done }) => done >= count / 3);
  const per = (of: (sample: Sample) => number): number => slope(late.map((one) => [one.done, of(one)]));
  const detached = (one: Sample): number => one.nodes - one.attached;
  const [first, last] = [samples[0]!, samples.at(-1)!];
  const roles = [...last.processes.keys()];
  const plot = drawPlot({
    title: 'What the window holds after so many conversations',
    x: 'conversations opened and closed',
    y: 'KB of heap, nodes',
    series: [
      { name: 'heap, KB', points: samples.map((one) => [one.done + 1, one.heapKb]) },
      { name: 'nodes in the page', points: samples.map((one) => [one.done + 1, one.attached]) },
      { name: 'nodes out of it', points: samples.map((one) => [one.done + 1, detached(one)]) },
    ],
  });
  await mkdir(inRepository('out', 'bench'), { recursive: true });
  await writeFile(inRepository('out', 'bench', 'workspace-memory.svg'), plot);
  return [
    row('heap at the start', first.heapKb / 1024, 'MB'),
    row(`heap after ${count} conversations`, last.heapKb / 1024, 'MB', { against: first.heapKb / 1024 }),
    row(
      'heap kept by each conversation',
      per(({ heapKb }) => heapKb),
      'KB',
      { limit: 10 },
    ),
    row('nodes out of the page at the start', detached(first), ''),
    row('nodes out of the page at the end', detached(last), ''),
    row('nodes out of the page, by each conversation', per(detached), '', { limit: 1 }),
    row(
      'listeners, by each conversation',
      per(({ listeners }) => listeners),
      '',
      { limit: 1 },
    ),
    ...roles.flatMap((role) => [
      row(`${role}, PSS at the end`, last.processes.get(role)!, 'MB', {
        against: first.processes.get(role) ?? 0,
      }),
      row(
        `${role}, PSS by each conversation`,
        per(({ processes }) => 1024 * (processes.get(role) ?? 0)),
        'KB',
      ),
    ]),
  ];
}
