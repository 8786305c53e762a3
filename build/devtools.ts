// Changes when Chromium's own debugging port is asked for something else.
import { z } from 'zod';

const Targets = z.array(
  z.object({ type: z.string(), url: z.string(), webSocketDebuggerUrl: z.string().optional() }),
);
const Reply = z.object({ id: z.number(), result: z.unknown() });

/** One window of ours that can be asked. */
export interface PageTarget {
  readonly url: string;
  /** Where its debugger listens. */
  readonly debuggerUrl: string;
}

/** The windows of a desktop that listens for debuggers on `host` (`127.0.0.1:port`). */
export async function pagesOf(host: string): Promise<PageTarget[]> {
  const reply: unknown = await (await fetch(`http://${host}/json/list`)).json();
  return Targets.parse(reply).flatMap(({ type, url, webSocketDebuggerUrl }) =>
    type === 'page' && url.startsWith('app:') && webSocketDebuggerUrl
      ? [{ url, debuggerUrl: webSocketDebuggerUrl }]
      : [],
  );
}

/** Sends one command of the DevTools protocol to a window and gives its result. */
export async function ask(page: PageTarget, method: string, params: object = {}): Promise<unknown> {
  const socket = new WebSocket(page.debuggerUrl);
  try {
    const text = await new Promise<string>((resolve, reject) => {
      socket.addEventListener('message', ({ data }) => resolve(String(data)));
      socket.addEventListener('error', () => reject(new Error('the window cannot be asked')));
      socket.addEventListener('close', () => reject(new Error('the window went away')));
      socket.addEventListener('open', () => socket.send(JSON.stringify({ id: 1, method, params })));
    });
    return Reply.parse(JSON.parse(text)).result;
  } finally {
    socket.close();
  }
}

/** The address in a line that Chromium prints once its port is open, as `host:port`; undefined for other lines. */
export function debuggerHost(line: string): string | undefined {
  const [, address] = /^DevTools listening on (ws:\S+)/.exec(line) ?? [];
  return address ? new URL(address).host : undefined;
}
