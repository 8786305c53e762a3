// What the parts of the workspace bench share: a service with the agent's conversations, their desk with its tabs, a bare page.
import { once } from 'node:events';
import { cp, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright';
import { build } from '../../../build/build.ts';
import { launchDesktop } from '../../../build/desktop.ts';
import { startDisplay, type Display } from '../../../build/display.ts';
import type { RunningService } from '../../../build/world.ts';
import { emptyWorkspace, home, newSession, tabIdOf } from '../../../renderer/state/workspace-parts.ts';
import { toSaved } from '../../../renderer/state/workspace-saving.ts';
import type { Session, Tab, TabKind, Workspace } from '../../../renderer/state/workspace-types.ts';
import { until } from '../../support/until.ts';
import { benchAgent } from '../sync/context.ts';
import { benchPassword, prepareData } from '../sync/data.ts';
import { openStage, type Stage } from '../sync/stage.ts';
import type { Row } from '../table.ts';
import { buildPeer } from './peer.ts';
import { seedTalks, type Talk } from './world.ts';

/** One part: measures and gives its rows. */
export type Part = (context: Context) => Promise<Row[]>;

/** A desk that runs, driven by Playwright. */
export interface Desk {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** From the start of the process until there was a window, ms. */
  readonly windowMs: number;
  /** kill -9 of main; what hangs on it goes too. */
  kill(): Promise<void>;
  close(): Promise<void>;
}

/** See the head of this file. */
export interface Context {
  /** 1 for what is to be measured; less to try the bench itself. */
  readonly scale: number;
  readonly stage: Stage;
  readonly talks: readonly Talk[];
  readonly service: RunningService;
  readonly display: Display;
  /** Where the bare page is. */
  readonly peer: string;
  /**
   * Starts the agent's desk, all sessions open with ten tabs each; or, with `again`, as the one before it was left. Only
   * one at a time.
   */
  desk(options?: { again?: boolean }): Promise<Desk>;
  note(text: string): void;
  close(): Promise<void>;
}

export const sessions = 20;
const tabsEach = 10;

/** @returns the workspace of an agent with every conversation open, each with its customer, cases and lists. */
function busyWorkspace(talks: readonly Talk[], caseIds: readonly string[]): Workspace {
  const open = talks.map((talk, n): Session => {
    const session = newSession('conversation', talk.id);
    const tab = (kind: TabKind, subjectId: string | null): Tab => ({
      id: tabIdOf(session.id, kind, subjectId),
      kind,
      subjectId,
      anchor: false,
    });
    const cases = Array.from({ length: tabsEach - 5 }, (_, at) => caseIds[(n * 7 + at) % caseIds.length]!);
    const tabs = [
      ...session.tabs,
      tab('customer', talk.customerId),
      ...cases.map((id) => tab('case', id)),
      tab('caseList', null),
      tab('customerList', null),
      tab('knowledge', null),
    ];
    return { ...session, tabs };
  });
  const first = open[0]!;
  return {
    ...emptyWorkspace,
    sessions: [home, ...open],
    activeId: first.id,
    recent: [...open.map(({ id }) => id), home.id],
    panes: [first.activeTabId],
    views: Object.fromEntries(open.map(({ id }) => [tabIdOf(id, 'caseList', null), { view: 'all' }])),
  };
}

/** @returns a context over a fresh copy of the dataset. */
export async function createContext(scale: number): Promise<Context> {
  await build({ report: () => {} });
  const data = await prepareData({ cases: 4_000, messages: 20_000 });
  const stage = await openStage(data);
  const began = performance.now();
  const talks = await seedTalks(stage.pool, sessions, Math.round(100_000 * scale));
  const some = await stage.pool.query<{ id: string }>(`select id from record where kind = 'case' limit 100`);
  const service = await stage.service();
  const display = await startDisplay();
  const peer = await buildPeer(join(stage.folder, 'peer'));
  const prepared = stage.desk('window');
  let userData: string | null = null;
  let closing: Promise<void> | null = null;

  async function launch(folder: string): Promise<Desk> {
    const started = performance.now();
    const app = await launchDesktop({
      userData: folder,
      env: { ...display.env, PARLEY_DEMO_PASSWORD: benchPassword },
      args: [`--service=${service.address}`, `--demo=${benchAgent.handle}`],
    });
    const page = await app.firstWindow();
    const windowMs = performance.now() - started;
    return {
      app,
      page,
      windowMs,
      kill: async () => {
        const child = app.process();
        const ended = once(child, 'close');
        child.kill('SIGKILL');
        await ended;
      },
      close: () => app.close(),
    };
  }

  /** Signs in, waits for everything, and puts the sessions on disk. */
  async function prepare(): Promise<void> {
    const desk = await launch(prepared);
    await desk.page.getByRole('navigation', { name: 'Sessions' }).waitFor();
    await until(async () => (await desk.page.locator('[data-session]').count()) > sessions, {
      what: 'every conversation',
      timeoutMs: 120_000,
    });
    const state = JSON.stringify(
      toSaved(
        busyWorkspace(
          talks,
          some.rows.map(({ id }) => id),
        ),
      ),
    );
    await putWorkspace(desk.page, state);
    await desk.kill();
    // The store ends a moment after main, in order: its logs go with it.
    await until(
      async () => !(await readdir(prepared, { recursive: true })).some((name) => name.endsWith('-wal')),
      { what: 'the store to end' },
    );
  }

  const context: Context = {
    scale,
    stage,
    talks,
    service,
    display,
    peer,
    desk: async ({ again = false } = {}) => {
      if (userData === null) await prepare();
      if (userData === null || !again) {
        userData = stage.desk('window');
        await cp(prepared, userData, { recursive: true, filter: (path) => !path.includes('Singleton') });
      }
      return launch(userData);
    },
    note: (text) => console.log(`  ${text}`),
    // Once: who ends a run by a signal meets the end of the part.
    close: () => (closing ??= stage.close().then(display.stop)),
  };
  context.note(`the agent's conversations took ${((performance.now() - began) / 1000).toFixed(1)} s`);
  return context;
}

/** Writes a workspace into the store through a port of the page's own; from then on the window writes nothing, its own least of all. */
async function putWorkspace(page: Page, state: string): Promise<void> {
  await page.evaluate(
    (text) =>
      new Promise<void>((resolve) => {
        const post = MessagePort.prototype.postMessage;
        MessagePort.prototype.postMessage = () => {};
        addEventListener('message', (event) => {
          const port = event.ports[0];
          if ((event.data as { parley?: string }).parley !== 'store' || port === undefined) return;
          port.addEventListener('message', ({ data }: MessageEvent<{ id?: number }>) => {
            if (data.id === 999_999) resolve();
          });
          post.call(port, { id: 999_999, name: 'workspace.put', input: { state: text } });
        });
        postMessage({ parley: 'ready' }, location.origin === 'null' ? '*' : location.origin);
      }),
    state,
  );
}

/**
 * Resolves when every session stands in the panel and the one in front shows its messages and its field.
 *
 * @throws an error that says after a minute what the window shows instead.
 */
export async function complete(page: Page): Promise<void> {
  try {
    await page.waitForFunction(
      (wanted) =>
        document.querySelectorAll('[data-session]').length > wanted &&
        document.querySelector('[data-tab][data-shown="true"] [role="log"] [data-index]') !== null &&
        document.querySelector('[data-tab][data-shown="true"] textarea:not([disabled])') !== null,
      sessions,
      { polling: 'raf', timeout: 60_000 },
    );
  } catch (cause) {
    const shown = await page.evaluate(() => ({
      sessions: document.querySelectorAll('[data-session]').length,
      messages: document.querySelectorAll('[data-tab][data-shown="true"] [role="log"] [data-index]').length,
      fields: document.querySelectorAll('[data-tab][data-shown="true"] textarea').length,
      text: document.body.innerText.slice(0, 1000),
    }));
    throw new Error(`The window is not complete: ${JSON.stringify(shown)}`, { cause });
  }
}
