// Changes when links to call somebody (tel:, callto:, sip:) reach Parley, or are registered with the system, otherwise.
import type { App } from 'electron';
import type { Log } from '../../shared/log.ts';
import { phoneSchemes, readPhoneLink, type PhoneLink } from '../../shared/ipc/phone-link.ts';

/** What taking links needs. */
export interface PhoneLinksOptions {
  readonly app: Pick<
    App,
    'on' | 'isPackaged' | 'getAppPath' | 'setAsDefaultProtocolClient' | 'removeAsDefaultProtocolClient'
  >;
  /** The command line that we were started with: on Windows and Linux a link stands in it. */
  readonly args: readonly string[];
  readonly execPath: string;
  readonly log: Log;
}

/** The links that other programs open. */
export interface PhoneLinks {
  /**
   * From now on links go there: the window comes to the front, and asks. Those that came before go there too.
   * @param ready whether the window's page listens now.
   */
  to(take: (link: PhoneLink) => void, ready: () => boolean, show: () => void): void;
  /** The window's page listens: what waited for it goes there. */
  usable(): void;
  /** Another start of ours has ended at once, and this was its command line. */
  started(args: readonly string[]): void;
  /** Whether links of the whole system come to us; null: nobody has said so, and nothing is changed. */
  register(wanted: boolean | null): void;
}

/** See {@link PhoneLinks}. Made before the system is ready: the link that started us comes early. */
export function createPhoneLinks({ app, args, execPath, log }: PhoneLinksOptions): PhoneLinks {
  let waiting: PhoneLink | undefined;
  let target: { take: (link: PhoneLink) => void; ready: () => boolean; show: () => void } | undefined;
  let registered: boolean | null = null;

  const deliver = (): void => {
    if (waiting === undefined || target?.ready() !== true) return;
    const link = waiting;
    waiting = undefined;
    target.take(link);
  };
  const open = (text: string): void => {
    const link = readPhoneLink(text);
    // Without the text: it may hold a number.
    if (link === undefined) return log.warn('refused a link that asks for a call', { length: text.length });
    // The last one counts: whoever clicks twice wants to call once.
    waiting = link;
    target?.show();
    deliver();
  };
  const started = (line: readonly string[]): void => {
    const link = line.slice(1).findLast((argument) => /^(tel|callto|sips?):/i.test(argument));
    if (link !== undefined) open(link);
  };

  app.on('open-url', (event, url) => {
    event.preventDefault();
    open(url);
  });
  started(args);
  return {
    to: (take, ready, show) => {
      target = { take, ready, show };
      deliver();
    },
    usable: deliver,
    started,
    register: (wanted) => {
      if (wanted === null || wanted === registered) return;
      registered = wanted;
      // What follows the dashes is a link and never a switch of ours, whatever stands in it.
      const own = app.isPackaged ? ['--'] : [app.getAppPath(), '--'];
      for (const scheme of phoneSchemes) {
        const done = wanted
          ? app.setAsDefaultProtocolClient(scheme, execPath, own)
          : app.removeAsDefaultProtocolClient(scheme, execPath, own);
        if (!done) log.info('the system did not take a scheme', { scheme, wanted });
      }
    },
  };
}
