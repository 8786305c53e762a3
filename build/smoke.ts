// Changes when a packaged app is judged to have started by something else.
import { mkdtemp, rm } from 'node:fs/promises';
import { spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as after } from 'node:timers/promises';
import { z } from 'zod';
import { desktopArguments, desktopEnvironment } from './desktop.ts';
import { ask, debuggerHost, pagesOf, type PageTarget } from './devtools.ts';
import { startDisplay } from './display.ts';

/** What was seen of a packaged app that was started. */
export interface Seen {
  /** Address and title of its first window, and how many characters of text it shows. */
  readonly url: string;
  readonly title: string;
  readonly text: number;
}

/**
 * Starts a packaged app with a data folder of its own, waits until its window shows something, and ends it.
 * Its fuses keep debuggers out of main, so this looks at the window alone, through Chromium's own port.
 * @throws Error with what the app printed when no window shows anything within `timeoutMs`.
 */
export async function smoke(program: string, { timeoutMs = 60_000 } = {}): Promise<Seen> {
  const userData = await mkdtemp(join(tmpdir(), 'parley-smoke-'));
  const display = await startDisplay();
  const child = spawn(program, [...desktopArguments(userData), '--remote-debugging-port=0'], {
    env: { ...desktopEnvironment(), ...display.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed: string[] = [];
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  try {
    const host = await new Promise<string>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('it did not come up in time')), timeoutMs);
      const hear = (line: string): void => {
        printed.push(line);
        const found = debuggerHost(line);
        if (found) resolve(found);
      };
      createInterface({ input: child.stdout }).on('line', hear);
      createInterface({ input: child.stderr }).on('line', hear);
      child.once('error', reject);
      child.once('close', (code) => reject(new Error(`it ended with ${code}`)));
      child.once('close', () => clearTimeout(timer));
    });
    return await firstWindow(host, timeoutMs);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`The packaged app did not start: ${reason}\n${printed.slice(-12).join('\n')}`, {
      cause: error,
    });
  } finally {
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), 5_000);
    await closed;
    clearTimeout(force);
    await display.stop();
    await rm(userData, { recursive: true, force: true });
  }
}

const Evaluated = z.object({ result: z.object({ value: z.string() }) });
const Looked = z.object({ url: z.string(), title: z.string(), text: z.number() });
const POLL_MS = 100;

/** Asks Chromium's own port for the first page that shows some text. */
async function firstWindow(host: string, timeoutMs: number): Promise<Seen> {
  const deadline = performance.now() + timeoutMs;
  while (performance.now() < deadline) {
    const [page] = await pagesOf(host);
    const seen = page ? await look(page) : undefined;
    if (seen && seen.text > 0) return seen;
    await after(POLL_MS);
  }
  throw new Error('no window showed anything in time');
}

/** Reads one page's address, title and amount of text; nothing while it goes from one address to the next. */
async function look(page: PageTarget): Promise<Seen | undefined> {
  const text = 'document.body?.innerText.trim().length ?? 0';
  const expression = `JSON.stringify({ url: location.href, title: document.title, text: ${text} })`;
  const answer = Evaluated.safeParse(await ask(page, 'Runtime.evaluate', { expression }));
  return answer.success ? Looked.parse(JSON.parse(answer.data.result.value)) : undefined;
}
