// Changes when the stage of the tour does: the service behind a cable, two desks, a browser, and where pictures go.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, ElectronApplication, Page } from 'playwright';
import { demoAccounts } from '../../service/seed/company.ts';
import { launchDesktop } from '../desktop.ts';
import type { Running, RunningService } from '../world.ts';
import { openBrowser, type CustomerPage } from './browser.ts';
import { layCable, type Cable } from './cable.ts';

/** A desk on the stage: the app and its window. */
export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** What a step did. */
export interface StepReport {
  step: string;
  ok: boolean;
  ms: number;
  error?: string;
  screenshots: string[];
}

/** What the steps of the scene play on. They keep what later steps need in `props`. */
export interface Stage {
  readonly service: { address: string };
  /** The first agent's desk hangs on it; pulling it cuts that desk off. */
  readonly cable: Cable;
  readonly browser: Browser;
  readonly folder: string;
  /** Where the world keeps its data and logs. */
  readonly data: string;
  /** Words that make this run's texts differ from any earlier run's. */
  readonly mark: string;
  props: { desk?: Desk; second?: Desk; customers: CustomerPage[]; cases?: string[]; simulation?: Running };
  /** Starts (or starts again) the first agent's desk. */
  openDesk(): Promise<Desk>;
  /** Starts the second agent's desk, straight on the service. */
  openSecondDesk(): Promise<Desk>;
  /** Kills the first desk's whole process group without warning. */
  killDesk(): Promise<void>;
  /** Saves a picture of a page as `name`.png. */
  shot(name: string, page: Page): Promise<void>;
  screenshots: string[];
  close(): Promise<void>;
}

/** Sets the stage. `data` holds the desks' profiles; `folder` takes the pictures and is emptied first. */
export async function setStage(options: {
  service: RunningService | { address: string };
  data: string;
  folder: string;
  env: Record<string, string>;
}): Promise<Stage> {
  const { service, data, folder, env } = options;
  // The desks are new each time: the way to the service, a cable, is too.
  for (const old of [folder, join(data, 'tour')]) await rm(old, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const url = new URL(service.address);
  const cable = await layCable({ host: url.hostname, port: Number(url.port) });
  const browser = await openBrowser(env);
  const props: Stage['props'] = { customers: [] };
  const screenshots: string[] = [];

  const open = async (
    profile: string,
    address: string,
    account: { handle: string; password: string },
  ): Promise<Desk> => {
    const app = await launchDesktop({
      userData: join(data, 'tour', profile),
      env: { ...env, PARLEY_DEMO_PASSWORD: account.password },
      args: [`--service=${address}`, `--demo=${account.handle}`],
    });
    const page = await app.firstWindow();
    page.setDefaultTimeout(15_000);
    // Pictures show what is, not what is on its way.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.getByRole('navigation', { name: 'Sessions' }).waitFor();
    return { app, page };
  };

  return {
    service,
    cable,
    browser,
    folder,
    data,
    mark: Date.now().toString(36).slice(-5),
    props,
    screenshots,
    openDesk: async () =>
      (props.desk = await open('desk', `http://127.0.0.1:${cable.port}`, demoAccounts.agent)),
    openSecondDesk: async () => (props.second = await open('second', service.address, demoAccounts.second)),
    killDesk: async () => {
      const app = props.desk?.app;
      if (app === undefined) return;
      const child = app.process();
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await ended;
      delete props.desk;
    },
    shot: async (name, page) => {
      const file = `${name}.png`;
      await page.screenshot({ path: join(folder, file) });
      screenshots.push(file);
    },
    close: async () => {
      await props.simulation?.stop();
      for (const customer of props.customers) await customer.close().catch(() => {});
      for (const desk of [props.desk, props.second]) await desk?.app.close().catch(() => {});
      await browser.close();
      await cable.close();
    },
  };
}

/**
 * Listens at the operating system's edge of a desk: what it shows as native notifications from now on. There may be no
 * one to show them on this machine, so what Electron is asked to show counts.
 */
export async function watchNotifications(
  desk: Desk,
): Promise<{ titles(): Promise<string[]>; act(index: number): Promise<void> }> {
  await desk.app.evaluate(({ Notification }) => {
    const shown: Electron.Notification[] = [];
    Object.assign(globalThis, { shownNotifications: shown });
    Notification.isSupported = () => true;
    Notification.prototype.show = function show(this: Electron.Notification) {
      shown.push(this);
    };
  });
  type Shown = { shownNotifications: Electron.Notification[] };
  return {
    titles: () =>
      desk.app.evaluate(() => (globalThis as unknown as Shown).shownNotifications.map(({ title }) => title)),
    // Its first button, as the person would press it.
    act: (index) =>
      desk.app.evaluate((_electron, at) => {
        const notification = (globalThis as unknown as Shown).shownNotifications.at(at);
        notification?.emit('action', { actionIndex: 0 }, 0);
      }, index),
  };
}

/** Writes report.json beside the pictures. */
export async function writeReport(folder: string, steps: readonly StepReport[]): Promise<void> {
  await writeFile(
    join(folder, 'report.json'),
    `${JSON.stringify({ ok: steps.every((step) => step.ok), steps }, null, 2)}\n`,
  );
}

/** Asks again and again until it is so. @throws Error naming `what` after 15 s. */
export async function until(condition: () => Promise<boolean>, what: string): Promise<void> {
  const deadline = performance.now() + 15_000;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`Waited 15 s for ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
