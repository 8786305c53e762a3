// Changes when a window is connected to main and the store otherwise.
import type { BrowserWindow, MessageChannelMain, MessagePortMain, WebContents } from 'electron';
import { mainContract, type MainContract } from '../../shared/ipc/main.ts';
import { serve, type Handlers, type Server } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import { rpcPort } from './ports.ts';
import type { StoreHost } from './store-host.ts';

/** What connecting windows needs. */
export interface DeskOptions {
  readonly openChannel: () => MessageChannelMain;
  readonly store: Pick<StoreHost, 'attach'>;
  /** @param windowId null for the main window. */
  readonly handlers: (contents: WebContents, windowId: string | null) => Handlers<MainContract>;
  readonly log: Log;
}

/** The connected windows. */
export interface Desk {
  /**
   * Registers a window of ours; only registered ones get ports.
   * @param windowId the name of one of its own, for a single session; the main window has none.
   */
  add(window: BrowserWindow, windowId?: string): void;
  has(contents: WebContents): boolean;
  /** Gives a page its two ports; what it had before closes. */
  connect(contents: WebContents): void;
  windows(): readonly BrowserWindow[];
  /** The one with the session panel; undefined while it is not open. */
  main(): BrowserWindow | undefined;
  /** Pushes to every window. */
  push: Server<MainContract>['push'];
  /** Pushes to the window in front, else to the first. */
  pushToFront: Server<MainContract>['push'];
  pushToMain: Server<MainContract>['push'];
  pushTo(window: BrowserWindow, ...push: Parameters<Server<MainContract>['push']>): void;
  pushToPage: (contents: WebContents, ...push: Parameters<Server<MainContract>['push']>) => void;
}

/** See {@link Desk}. */
export function createDesk({ openChannel, store, handlers, log }: DeskOptions): Desk {
  interface Entry {
    readonly window: BrowserWindow;
    readonly windowId: string | null;
    server: Server<MainContract> | undefined;
    disconnect: () => void;
  }
  const entries = new Map<WebContents, Entry>();

  const send = (contents: WebContents, channel: string, port: MessagePortMain): void => {
    if (contents.isDestroyed()) port.close();
    else contents.postMessage(channel, null, [port]);
  };

  const add = (window: BrowserWindow, windowId: string | null = null): void => {
    const { webContents: contents } = window;
    const entry: Entry = { window, windowId, server: undefined, disconnect: () => {} };
    entries.set(contents, entry);
    const focus = (focused: boolean) => (): void => entry.server?.push('focus', { focused });
    window.on('focus', focus(true));
    window.on('blur', focus(false));
    // The page that had the ports is gone: navigated, crashed or closed.
    contents.on('render-process-gone', () => entry.disconnect());
    window.once('closed', () => {
      entry.disconnect();
      entries.delete(contents);
    });
  };

  const connect = (contents: WebContents): void => {
    const entry = entries.get(contents);
    if (entry === undefined) return;
    entry.disconnect();
    const { port1, port2 } = openChannel();
    const server = serve(mainContract, rpcPort(port1), handlers(contents, entry.windowId), (name, error) =>
      log.error('a request of a window failed', { name, error }),
    );
    const detach = store.attach((port) => send(contents, 'parley:store', port));
    let over = false;
    entry.server = server;
    entry.disconnect = () => {
      if (over) return;
      over = true;
      if (entry.server === server) entry.server = undefined;
      detach();
      port1.close();
    };
    port1.on('close', entry.disconnect);
    send(contents, 'parley:main', port2);
    server.push('focus', { focused: entry.window.isFocused() });
  };

  const mainEntry = (): Entry | undefined => [...entries.values()].find(({ windowId }) => windowId === null);

  return {
    add,
    has: (contents) => entries.has(contents),
    connect,
    windows: () => [...entries.values()].map(({ window }) => window),
    main: () => mainEntry()?.window,
    pushToMain: (name, value) => mainEntry()?.server?.push(name, value),
    pushTo: (window, name, value) =>
      [...entries.values()].find((entry) => entry.window === window)?.server?.push(name, value),
    pushToPage: (contents, name, value) => entries.get(contents)?.server?.push(name, value),
    push: (name, value) => {
      for (const { server } of entries.values()) server?.push(name, value);
    },
    pushToFront: (name, value) => {
      const all = [...entries.values()];
      const front = all.find(({ window }) => window.isFocused()) ?? all[0];
      front?.server?.push(name, value);
    },
  };
}
