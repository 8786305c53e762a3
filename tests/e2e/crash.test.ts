// Changes when less or more comes back after kill -9: of the page, the store, main, the service, of all of them at once.
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startService, type RunningService } from '../../build/world.ts';
import { demoAccounts } from '../../service/seed/company.ts';
import { chatClient, type ChatClient } from '../support/chat-client.ts';
import { storePid } from '../support/desk-processes.ts';
import { launchDesktop } from '../support/electron.ts';
import { until } from '../support/until.ts';

const names = ['Ada Quill', 'Boris Lindqvist', 'Carla Montoya'] as const;
const ringing = 'Dora Ringer';
let data: string;
let service: RunningService;
let app: ElectronApplication;
let page: Page;
const customers: ChatClient[] = [];

/** What an agent would miss. */
interface Seen {
  /** The sessions in their order, and which is in front. */
  sessions: string[];
  active: string;
  tabs: string[];
  activeTab: string;
  reply: string;
  caret: number;
  /** Since when each customer waits does not begin anew: whether a clock shows, by session. */
  waits: boolean[];
  offer: string;
}

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'parley-crash-'));
  service = await startService({ data, port: 0 });
  await start();
  for (const name of names) {
    await arrive(name);
    await page.getByRole('group', { name: new RegExp(name) }).waitFor();
    await page.keyboard.press('Control+Shift+A');
    await page.locator('[data-session]').filter({ hasText: name }).waitFor();
  }
  // The last one rings, and nobody answers.
  await arrive(ringing);
  await page.getByRole('group', { name: new RegExp(ringing) }).waitFor();
}, 180_000);
afterAll(async () => {
  for (const customer of customers) customer.close();
  await app?.close().catch(() => {});
  await service?.stop();
  await rm(data, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
}, 60_000);
beforeEach(async () => {
  await until(async () => (await seen())?.sessions.length === names.length + 1, { what: 'all sessions' });
});

async function arrive(name: string): Promise<void> {
  const customer = await chatClient(service.address);
  customers.push(customer);
  customer.send({
    t: 'start',
    conversationId: crypto.randomUUID(),
    messageId: crypto.randomUUID(),
    name,
    email: null,
    text: `This is ${name}. Where is my order?`,
    queueId: null,
    language: 'en',
    page: null,
  });
  await customer.next('welcome');
}

async function start(): Promise<void> {
  app = await launchDesktop({
    userData: join(data, 'desk'),
    env: { PARLEY_DEMO_PASSWORD: demoAccounts.agent.password },
    args: [`--service=${service.address}`, `--demo=${demoAccounts.agent.handle}`],
  });
  page = await app.firstWindow();
  await page.getByRole('navigation', { name: 'Sessions' }).waitFor();
}

/** Runs in the page, by main: Playwright's own page does not survive a crash. Undefined when there is no answer in a second. */
const inPage = (code: string): Promise<unknown> =>
  app
    .evaluate(
      ({ BrowserWindow }, script) =>
        Promise.race([
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<unknown>,
          new Promise<undefined>((resolve) => setTimeout(() => resolve(undefined), 1000)),
        ]),
      code,
    )
    .catch(() => undefined);

const look = `(() => {
  const text = (element) => element?.textContent ?? '';
  const lines = [...document.querySelectorAll('[data-session]')];
  const shown = document.querySelector('[data-tab][data-shown="true"]');
  const tabs = [...document.querySelectorAll('nav[aria-label="Tabs of this session"] button[dir="auto"]')];
  const field = shown?.querySelector('textarea[aria-label="Reply"]');
  const offer = document.querySelector('[data-rings]');
  return {
    sessions: lines.map((line) => line.dataset.session),
    active: lines.find((line) => line.getAttribute('aria-current') === 'page')?.dataset.session ?? '',
    tabs: tabs.map(text),
    activeTab: text(tabs.find((tab) => tab.getAttribute('aria-current') === 'page')),
    reply: field?.value ?? '',
    caret: field?.selectionEnd ?? -1,
    waits: lines.map((line) => /\\d/.test(text(line))),
    offer: offer === null ? '' : offer.getAttribute('data-rings') + ' of ' + offer.querySelector('[role="progressbar"]')?.getAttribute('aria-valuemax') + ' s',
  };
})()`;
const seen = (): Promise<Seen | undefined> => inPage(look) as Promise<Seen | undefined>;
/** Seconds until the offer goes to somebody else. */
const left = (): Promise<number> =>
  inPage(
    `Number(document.querySelector('[data-rings] [role="progressbar"]')?.getAttribute('aria-valuenow'))`,
  ) as Promise<number>;
const settled = (): Promise<unknown> =>
  until(
    () =>
      inPage(
        `document.documentElement.dataset.journal === 'saved' && document.documentElement.dataset.workspace !== 'dirty'`,
      ),
    { what: 'every word in the journal' },
  );

/** Every process below this one. */
function below(pid: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const of = (parent: number): number[] =>
    pairs.flatMap(([child, its]) => (its === parent && child !== undefined ? [child, ...of(child)] : []));
  return of(pid);
}

const rendererPid = (): Promise<number> =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getOSProcessId() ?? 0);

function kill(...pids: readonly number[]): void {
  for (const pid of pids) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It went with another.
    }
  }
}

/** Ends main, or all of the desk, without a word, and starts it again. */
async function restart(all: boolean): Promise<void> {
  const pid = app.process().pid!;
  const ended = new Promise((resolve) => app.process().once('close', resolve));
  kill(pid, ...(all ? below(pid) : []));
  await ended;
  await start();
}

/** Types letter by letter into whichever page there is now: Playwright's own does not survive a crash. */
async function type(text: string): Promise<void> {
  const field = `document.querySelector('[data-shown="true"] textarea[aria-label="Reply"]')`;
  await until(() => inPage(`${field} !== null && (${field}.focus(), document.activeElement === ${field})`), {
    what: 'the field',
  });
  for (const letter of text)
    await inPage(`document.execCommand('insertText', false, ${JSON.stringify(letter)})`);
}

/** Kills, and expects everything as it was, the offer's clock included. */
async function survives(how: () => Promise<void> | void): Promise<void> {
  await settled();
  const before = (await seen())!;
  const seconds = await left();
  expect(before.offer).not.toBe('');
  await how();
  await until(async () => JSON.stringify(await seen()) === JSON.stringify(before), {
    what: `everything as it was: ${JSON.stringify(before)}`,
    timeoutMs: 20_000,
  }).catch(async () => expect(await seen()).toEqual(before));
  const now = await left();
  expect(now).toBeGreaterThan(0);
  expect(now).toBeLessThanOrEqual(seconds);
}

describe('after kill -9', () => {
  test('of the page: sessions, order, tabs, words, caret, clocks and the ringing offer are back', async () => {
    await page.locator('[data-session]').filter({ hasText: names[1] }).click();
    await page.getByRole('button', { name: 'New tab' }).click();
    await page.getByRole('menuitem', { name: 'Cases' }).click();
    await page.keyboard.press('Alt+Home');
    await page.locator('[data-session]').filter({ hasText: names[1] }).click();
    await page.getByRole('navigation', { name: 'Tabs of this session' }).getByText('Conversation').click();
    await page.getByRole('textbox', { name: 'Reply' }).click();
    await page.keyboard.type('Half a sentence for Boris');
    for (let n = 0; n < 5; n++) await page.keyboard.press('ArrowLeft');
    await until(async () => (await seen())?.caret === 20, { what: 'the caret before the name' });
    await survives(async () => kill(await rendererPid()));
  });

  test('of the store, also while somebody types: no letter is missing', async () => {
    await type('one two ');
    const before = storePid(app)!;
    kill(before);
    await type('three four');
    await until(() => storePid(app) !== undefined && storePid(app) !== before, { what: 'another store' });
    await until(async () => (await seen())?.reply.includes('one two three four'), { what: 'every letter' });
    // The words are in the new store: it alone brings them back to the next page.
    await survives(() => kill(storePid(app)!));
  });

  test('of main: what it started goes with it, and all comes back with the next start', async () => {
    await survives(() => restart(false));
    expect(below(app.process().pid!)).not.toEqual([]);
  });

  test('of the service: it comes back on its own data, and the desk links again by itself', async () => {
    const { port } = new URL(service.address);
    const offer = (await seen())?.offer;
    await type(' while the line is down');
    kill(service.process.pid!);
    await service.ended;
    await until(() => inPage(`!document.body.textContent.includes('Connected')`), { what: 'no link' });
    await settled();
    service = await startService({ data, port: Number(port) });
    await until(() => inPage(`document.body.textContent.includes('Connected')`), {
      what: 'the link',
      timeoutMs: 60_000,
    });
    const after = await seen();
    expect(after?.sessions).toHaveLength(names.length + 1);
    expect(after?.reply).toContain(' while the line is down');
    expect(after?.offer).toBe(offer);
  });

  test('of everything on the desk at once: nothing of it is lost', async () => {
    await type('!');
    await survives(() => restart(true));
    expect((await seen())?.reply).toContain('!');
  });
});
