// What benches of the desktop share: a service with a seeded world, customers over the real link, a desk, the memory of a process.
import { randomUUID } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { build } from '../../build/build.ts';
import { launchDesktop } from '../../build/desktop.ts';
import { startDisplay, type Display } from '../../build/display.ts';
import { startService, type RunningService } from '../../build/world.ts';
import { demoAccounts } from '../../service/seed/company.ts';
import { chatClient, type ChatClient } from '../support/chat-client.ts';

/** A world to measure in. */
export interface Rig {
  readonly data: string;
  readonly service: RunningService;
  readonly display: Display;
  /** Opens conversations, each with a first message; their customers are named "Bench 01", "Bench 02"... */
  customers(count: number): Promise<ChatClient[]>;
  /** Starts the demo agent's desk, driven by Playwright. */
  desk(): Promise<{ app: ElectronApplication; page: Page }>;
  close(): Promise<void>;
}

/** Builds what changed and starts a freshly seeded service. */
export async function setUpRig(): Promise<Rig> {
  await build({ report: () => {} });
  const display = await startDisplay();
  const data = await mkdtemp(join(tmpdir(), 'parley-bench-'));
  const service = await startService({ data, port: 0 });
  const open: { close(): void }[] = [];
  return {
    data,
    service,
    display,
    customers: async (count) => {
      const clients: ChatClient[] = [];
      for (let n = 1; n <= count; n++) {
        const client = await chatClient(service.address);
        open.push(client);
        client.send({
          t: 'start',
          conversationId: randomUUID(),
          messageId: randomUUID(),
          name: `Bench ${String(n).padStart(2, '0')}`,
          email: null,
          text: `Question ${n}: when does my order arrive?`,
          queueId: null,
          language: 'en',
          page: null,
        });
        await client.next('welcome');
        clients.push(client);
      }
      return clients;
    },
    desk: async () => {
      const app = await launchDesktop({
        userData: join(data, 'desk'),
        env: { ...display.env, PARLEY_DEMO_PASSWORD: demoAccounts.agent.password },
        args: [`--service=${service.address}`, `--demo=${demoAccounts.agent.handle}`],
      });
      const page = await app.firstWindow();
      await page.getByRole('navigation', { name: 'Sessions' }).waitFor();
      return { app, page };
    },
    close: async () => {
      for (const client of open) client.close();
      await service.stop();
      await display.stop();
      // Electron's helpers may still write while they end.
      await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}

/** Takes every open conversation out of the queue from Home, one by one. @returns the number of sessions then open. */
export async function pickAll(page: Page, count: number): Promise<void> {
  const sessions = page.getByRole('navigation', { name: 'Sessions' });
  for (let n = 1; n <= count; n++) {
    const name = `Bench ${String(n).padStart(2, '0')}`;
    await sessions.getByRole('button', { name: /^Home/ }).click();
    await page.getByRole('tab', { name: /Open work items/ }).click();
    await page.getByRole('button', { name: new RegExp(`^Pick ${name}`) }).click();
    await sessions.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor();
  }
}

/** One process of a tree with its proportional share of memory. */
export interface ProcessMemory {
  readonly pid: number;
  /** Electron's own word (`--type=`), or "main", or "store" for the forked Node. */
  readonly role: string;
  readonly megabytes: number;
}

/** Reads the memory (PSS, Linux) of a process and all its descendants. */
export async function memoryOf(root: number): Promise<ProcessMemory[]> {
  const parents = new Map<number, number>();
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
    if (Number.isInteger(parent)) parents.set(Number(name), parent);
  }
  const within = (pid: number): boolean =>
    pid === root || (parents.has(pid) && parents.get(pid)! > 1 && within(parents.get(pid)!));
  const found: ProcessMemory[] = [];
  for (const pid of parents.keys()) {
    if (!within(pid)) continue;
    const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'utf8').catch(() => '');
    const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? Number.NaN);
    if (!Number.isFinite(kilobytes)) continue;
    // Chromium writes the arguments of its children over again, parted by spaces.
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ');
    const type = /--type=(\S+)/.exec(command)?.[1];
    const role = type ?? (command.includes('/store/') ? 'store' : pid === root ? 'main' : 'other');
    found.push({ pid, role, megabytes: kilobytes / 1024 });
  }
  return found;
}
