// Changes when the phone's hidden window is opened, granted to the desk, kept or ended otherwise.
import type {
  BrowserWindow,
  BrowserWindowConstructorOptions,
  GlobalShortcut,
  MessageChannelMain,
  WebContents,
} from 'electron';
import { phoneHostContract } from '../../shared/ipc/phone.ts';
import { serve, type Server, type Timers } from '../../shared/ipc/rpc.ts';
import type { Log } from '../../shared/log.ts';
import { appOrigin } from './origin.ts';
import { pagePreferences } from './page-preferences.ts';
import type { Account } from './phone-account.ts';
import { phonePartition } from './phone-doors.ts';
import { rpcPort } from './ports.ts';
import { recoverWindow } from './recovery.ts';
import type { StoreHost } from './store-host.ts';

/** What keeping the phone needs. */
export interface PhoneHostOptions {
  readonly create: (options: BrowserWindowConstructorOptions) => BrowserWindow;
  readonly openChannel: () => MessageChannelMain;
  readonly preload: string;
  /** Where the phone signs in now; null: nobody is signed in. */
  readonly account: () => Account | null;
  readonly instanceId: () => Promise<string>;
  /** The agent's main window, which the phone is granted to; undefined while there is none. */
  readonly desk: () => WebContents | undefined;
  /** Gives the phone's window its way to the store, for what it records. */
  readonly attachStore: StoreHost['attach'];
  readonly shortcuts: Pick<GlobalShortcut, 'register' | 'unregister'>;
  readonly developer: boolean;
  readonly now: () => number;
  readonly timers: Timers;
  readonly log: Log;
}

/** The phone's window. There is one, and one desk has it. */
export interface PhoneHost {
  has(contents: WebContents): boolean;
  /** The phone's page listens: it gets its ports. */
  connect(): void;
  /** The desk's page listens, after a reload too: it gets the phone as it is. The first time opens the phone's window. */
  grant(): void;
  /** Another account, or newer credentials of the same one; a call goes on with the latter. */
  renew(): void;
  /** The machine slept. */
  wake(): void;
  /** @returns whether the key of the whole system can be had: no other program has it. Tries where it is not ours now. */
  keyIsFree(): boolean;
  /** Ends every call, signs out, and closes the window; within two seconds. */
  end(): Promise<void>;
}

/** Answers what rings, else hangs up, from any program; taken from the others only during a call. */
export const phoneKey = 'CommandOrControl+Alt+Shift+P';
const endMs = 2_000;

/** See {@link PhoneHost}. */
export function createPhoneHost(options: PhoneHostOptions): PhoneHost {
  const { openChannel, shortcuts, timers, log } = options;
  let window: BrowserWindow | undefined;
  let server: Server<typeof phoneHostContract> | undefined;
  let listening = false;
  let keyWanted = false;
  let keyOurs = false;
  let ended: (() => void) | undefined;
  let opened = false;
  let detachStore = (): void => {};

  const takeKey = (wanted: boolean): void => {
    if (wanted === keyWanted) return;
    keyWanted = wanted;
    if (wanted) register();
    else drop();
    if (wanted && !keyOurs) log.info('another program has the key of the phone');
  };
  const register = (): void => {
    keyOurs = shortcuts.register(phoneKey, () => server?.push('key', {}));
  };
  const drop = (): void => {
    // What another program has is not ours to give back.
    if (keyOurs) shortcuts.unregister(phoneKey);
    keyOurs = false;
  };
  const keyIsFree = (): boolean => {
    if (keyOurs) return true;
    register();
    const free = keyOurs;
    // During a call it is kept: it may have come free only now.
    if (!keyWanted) drop();
    return free;
  };
  const grant = (): void => {
    if (!opened) {
      opened = true;
      // The desk is first: whoever opens Parley wants to see it.
      void open().catch((error: unknown) => log.error('the phone could not be opened', { error }));
      return;
    }
    const desk = options.desk();
    const phone = window?.webContents;
    if (!listening || phone === undefined || phone.isDestroyed() || desk?.isDestroyed() !== false) return;
    const { port1, port2 } = openChannel();
    // From here on they talk without main.
    phone.postMessage('parley:desk', null, [port1]);
    desk.postMessage('parley:phone', null, [port2]);
  };
  const connect = (): void => {
    const phone = window?.webContents;
    if (phone === undefined) return;
    const { port1, port2 } = openChannel();
    server = serve(
      phoneHostContract,
      rpcPort(port1),
      {
        'phone.hello': async () => ({ instanceId: await options.instanceId(), account: options.account() }),
        'phone.busy': ({ ringing, talking }) => {
          takeKey(ringing || talking);
          return {};
        },
        'phone.ended': () => {
          ended?.();
          return {};
        },
      },
      (name, error) => log.error('a request of the phone failed', { name, error }),
    );
    phone.postMessage('parley:host', null, [port2]);
    detachStore();
    detachStore = options.attachStore((port) => {
      if (phone.isDestroyed()) port.close();
      else phone.postMessage('parley:store', null, [port]);
    }, 'phone');
    listening = true;
    grant();
  };

  const open = async (): Promise<void> => {
    window = options.create({
      show: false,
      title: 'Parley phone',
      skipTaskbar: true,
      focusable: false,
      webPreferences: {
        ...pagePreferences(options.preload, options.developer),
        partition: phonePartition,
        spellcheck: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    const own = window;
    own.once('closed', () => {
      if (window === own) window = undefined;
      detachStore();
      takeKey(false);
    });
    own.webContents.on('render-process-gone', () => {
      listening = false;
      detachStore();
      takeKey(false);
    });
    recoverWindow({
      contents: own.webContents,
      now: options.now,
      timers,
      log,
      onRecovered: () => log.warn('the phone was started again'),
      onBroken: () => log.error('the phone ends again and again, and is left alone'),
    });
    await own.loadURL(`${appOrigin}/phone/index.html`);
  };

  return {
    has: (contents) => window?.webContents === contents,
    connect,
    grant,
    renew: () => {
      if (listening) server?.push('account', { account: options.account() });
    },
    keyIsFree,
    wake: () => server?.push('wake', {}),
    end: async () => {
      const own = window;
      if (own === undefined || own.isDestroyed()) return;
      if (listening)
        await new Promise<void>((resolve) => {
          const timer = timers.set(resolve, endMs);
          ended = () => {
            timers.clear(timer);
            resolve();
          };
          server?.push('end', {});
        });
      if (!own.isDestroyed()) own.destroy();
    },
  };
}
