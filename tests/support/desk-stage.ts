// Changes when tests of the real desktop begin otherwise: a service with a world, the desk, its window, and hands.
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, ElectronApplication, Locator, Page } from 'playwright';
import { inRepository } from '../../build/paths.ts';
import { layCable, type Cable } from '../../build/tour/cable.ts';
import type { Seeder } from '../../service/app.ts';
import type { Capability } from '../../service/context.ts';
import { demoAccounts, type DemoAccount } from '../../service/seed/company.ts';
import { seedWorld } from '../../service/seed/index.ts';
import type { Locale } from '../../shared/domain/people.ts';
import { localeNames, messagesOf, type MessageKey } from '../../shared/i18n/index.ts';
import type { Settings } from '../../shared/ipc/main.ts';
import { chatClient, type ChatClient } from './chat-client.ts';
import { mainPage } from './desk-processes.ts';
import { launchDesktop } from './electron.ts';
import { allCapabilities, startTestService, type TestService } from './service.ts';
import { until } from './until.ts';

/** What a stage begins with. */
export interface StageWish {
  /** Names its folders. */
  name: string;
  /** Who signs in; by default the agent of the demo. */
  account?: DemoAccount;
  /** By default light, English, without sounds. */
  settings?: Partial<Settings>;
  /** Rows beside the seeded world. */
  more?: (seeder: Seeder) => Promise<void>;
  /** The seeded world, by default; `false`: only what `more` puts. */
  world?: boolean;
  /** What the service can do beside routing and chat. */
  capabilities?: readonly Capability[];
  /** Further environment and arguments of the desk, for what only some desks have. */
  env?: Readonly<Record<string, string>>;
  args?: readonly string[];
  /** Between the desk and the service lies a cable that can be cut. */
  cable?: true;
}

/** A desk that somebody is signed in at. */
export interface Desk {
  app: ElectronApplication;
  /** Its main window. */
  page: Page;
}

/** A service in this process, the real desktop on it, and somebody who works with it. */
export interface DeskStage {
  readonly service: TestService;
  /** The one that was wished for. @throws Error where none was. */
  readonly cable: Cable;
  /** After `service.stop()`: the service is there again, on its own data and port. */
  serviceAgain(): Promise<void>;
  /** Another desk on the same service, of somebody else. It ends with the stage. */
  beside(account: DemoAccount, settings?: Partial<Settings>): Promise<Desk>;
  readonly app: ElectronApplication;
  /** The main window. */
  readonly page: Page;
  readonly locale: Locale;
  /** The desk's own data folder. */
  readonly folder: string;
  /** What went wrong in the window since the stage began: errors, and refusals by its policy. */
  readonly complaints: string[];
  /** @returns the words of the interface in the language that it has now. */
  words(key: MessageKey): string;
  /** The tab that stands in a pane, or alone. */
  shown(): Locator;
  session(name: string): Locator;
  /** Looks for something in the palette and takes the first that is called so. */
  palette(text: string, option?: RegExp | string): Promise<void>;
  /** Changes language and theme as a person does, without a restart. */
  look(look: { locale?: Locale; theme?: 'light' | 'dark' | 'contrast' }): Promise<void>;
  /** Sets the size of the window's page, in px, and its zoom. */
  size(width: number, height: number, zoom?: number): Promise<void>;
  /** A customer comes to the chat and waits. */
  customer(name: string, text?: string): Promise<ChatClient>;
  /** A customer comes and is accepted by key. */
  welcome(name: string, text?: string): Promise<ChatClient>;
  /** Writes out/<name>/<picture>.png. */
  picture(name: string): Promise<void>;
  /** Ends every process of the desk without a word, and starts it again. */
  crash(): Promise<void>;
  /** Ends the desk as a person does and starts it again: with these settings, or as somebody else on a desk of their own. */
  restart(as?: { account?: DemoAccount; settings?: Partial<Settings> }): Promise<void>;
  close(): Promise<void>;
}

/** Starts all of it, signed in, its first work in the window. @throws Error where a part does not come up. */
export async function createDeskStage(wish: StageWish): Promise<DeskStage> {
  const data = await mkdtemp(join(tmpdir(), `parley-${wish.name}-`));
  const pictures = inRepository('out', wish.name);
  await mkdir(pictures, { recursive: true });
  let account = wish.account ?? demoAccounts.agent;
  const folder = (of = account): string => join(data, `desk-${of.handle}`);
  const put = async (settings: Partial<Settings> = {}, of = account): Promise<Locale> => {
    const all = { theme: 'light', locale: 'en', sounds: false, ...settings };
    await mkdir(folder(of), { recursive: true });
    await writeFile(join(folder(of), 'settings.json'), JSON.stringify(all));
    return all.locale as Locale;
  };
  let service = await startTestService({
    capabilities: [...(await allCapabilities()), ...(wish.capabilities ?? [])],
    seed: async (seeder) => {
      if (wish.world !== false) await seedWorld(seeder);
      await wish.more?.(seeder);
    },
  });
  const port = Number(new URL(service.address).port);
  const cable = wish.cable === true ? await layCable({ host: '127.0.0.1', port }) : null;
  const address = cable === null ? service.address : `http://127.0.0.1:${cable.port}`;
  const customers: ChatClient[] = [];
  const complaints: string[] = [];
  let app: ElectronApplication;
  let page: Page;
  let locale = await put(wish.settings);
  let cdp: CDPSession | null = null;
  const others: ElectronApplication[] = [];
  const launch = async (of: DemoAccount): Promise<Desk> => {
    const desk = await launchDesktop({
      userData: folder(of),
      env: { PARLEY_DEMO_PASSWORD: of.password, ...wish.env },
      args: [`--service=${address}`, `--demo=${of.handle}`, ...(wish.args ?? [])],
    });
    const first = await desk.firstWindow();
    first.on('pageerror', (error) => complaints.push(error.message));
    first.on('console', (message) => {
      if (message.type() === 'error') complaints.push(message.text());
    });
    const main = await mainPage(desk).catch((error: unknown) => {
      throw new Error(`The desk did not come up. ${complaints.join('\n')}`, { cause: error });
    });
    main.setDefaultTimeout(60_000);
    return { app: desk, page: main };
  };
  const start = async (): Promise<void> => {
    cdp = null;
    ({ app, page } = await launch(account));
  };
  const words = (key: MessageKey): string => messagesOf(locale)[key];
  const palette: DeskStage['palette'] = async (text, option) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: words('palette.title') }).fill(text);
    const wanted = page.getByRole('option', option === undefined ? {} : { name: option }).first();
    await wanted.click();
    await page.getByRole('combobox', { name: words('palette.title') }).waitFor({ state: 'detached' });
  };
  const order = (key: MessageKey, name: string): Promise<void> => {
    const entry = words(key).replace('{name}', name);
    return palette(entry, entry);
  };
  const customer: DeskStage['customer'] = async (name, text = `This is ${name}. Where is my order?`) => {
    const chat = await chatClient(service.address);
    customers.push(chat);
    chat.send({
      t: 'start',
      conversationId: crypto.randomUUID(),
      messageId: crypto.randomUUID(),
      name,
      email: null,
      text,
      queueId: null,
      language: 'en',
      page: null,
    });
    return chat;
  };
  const session = (name: string): Locator => page.locator('[data-session]').filter({ hasText: name });
  await start();
  return {
    get service() {
      return service;
    },
    get cable() {
      if (cable === null) throw new Error('The stage was not asked for a cable.');
      return cable;
    },
    async serviceAgain() {
      service = await service.restart();
    },
    async beside(of, settings) {
      await put(settings, of);
      const desk = await launch(of);
      others.push(desk.app);
      return desk;
    },
    get folder() {
      return folder();
    },
    complaints,
    words,
    palette,
    customer,
    session,
    get app() {
      return app;
    },
    get page() {
      return page;
    },
    get locale() {
      return locale;
    },
    shown: () => page.locator('[data-tab][data-shown="true"]'),
    async look(look) {
      if (look.theme !== undefined) {
        await order('command.theme', words(`settings.theme.${look.theme}`));
        const { theme } = look;
        await until(
          () => page.evaluate((name) => document.documentElement.dataset['theme'] === name, theme),
          {
            what: `the theme ${theme}`,
          },
        );
      }
      if (look.locale !== undefined && look.locale !== locale) {
        await order('command.language', localeNames[look.locale]);
        await until(() => page.evaluate((lang) => document.documentElement.lang === lang, look.locale), {
          what: `the language ${look.locale}`,
        });
        locale = look.locale;
      }
    },
    async size(width, height, zoom = 1) {
      const window = await app.browserWindow(page);
      await window.evaluate(
        (native: Electron.BrowserWindow, wanted) => {
          native.setMinimumSize(1, 1);
          native.setContentSize(wanted.width, wanted.height);
        },
        { width, height },
      );
      // What it sets holds for as long as it is there.
      cdp ??= await page.context().newCDPSession(page);
      // As by the zoom of the window, but so that the mouse of the tests still finds its way.
      if (zoom === 1) await cdp.send('Emulation.clearDeviceMetricsOverride');
      else
        await cdp.send('Emulation.setDeviceMetricsOverride', {
          width: Math.round(width / zoom),
          height: Math.round(height / zoom),
          deviceScaleFactor: zoom,
          mobile: false,
        });
      await until(() => page.evaluate((wide) => Math.abs(innerWidth - wide) <= 2, width / zoom), {
        what: `a window ${width} px wide at ${zoom}`,
      });
    },
    async welcome(name, text) {
      const chat = await customer(name, text);
      await page.getByRole('group', { name: new RegExp(name.slice(0, 20)) }).waitFor();
      await page.keyboard.press('Control+Shift+A');
      await session(name).waitFor();
      return chat;
    },
    async picture(name) {
      await page.screenshot({ path: join(pictures, `${name}.png`) });
    },
    async crash() {
      const child = app.process();
      const ended = new Promise((resolve) => child.once('close', resolve));
      child.kill('SIGKILL');
      await ended;
      await start();
    },
    async restart(as = {}) {
      await app.close();
      account = as.account ?? account;
      if (as.account !== undefined || as.settings !== undefined) locale = await put(as.settings);
      await start();
    },
    async close() {
      for (const chat of customers) chat.close();
      for (const one of [...others, app]) await one.close().catch(() => {});
      await cable?.close();
      await service.stop();
      await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
