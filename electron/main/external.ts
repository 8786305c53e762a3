// Changes when opening something outside Parley asks or tells otherwise. The only place that calls openExternal.
import type { BrowserWindow, Dialog, Shell } from 'electron';
import type { Log } from '../../shared/log.ts';
import { externalAddress } from './external-address.ts';
import type { Words } from './words.ts';

/** Opens an address in the system's own program, if it may be and the person agrees. */
export type OpenExternal = (text: string, parent: BrowserWindow | undefined) => Promise<boolean>;

/** One question at a time: a page that asks on and on gets nowhere. */
export function createOpenExternal(
  shell: Pick<Shell, 'openExternal'>,
  dialog: Pick<Dialog, 'showMessageBox'>,
  words: Words,
  log: Log,
): OpenExternal {
  let asking = false;
  return async (text, parent) => {
    const address = externalAddress(text);
    if (address === undefined) {
      log.warn('refused to open an address outside', {
        length: text.length,
        scheme: /^[a-z][a-z0-9+.-]{0,30}:/i.exec(text)?.[0],
      });
      return false;
    }
    if (asking) return false;
    asking = true;
    try {
      const { question, yes } = words().open[address.kind];
      const options = {
        type: 'question' as const,
        message: question,
        // The whole address only where it says more than its target; cut so that the buttons stay in sight.
        detail: address.kind === 'web' ? `${address.target}\n\n${address.url.slice(0, 300)}` : address.target,
        buttons: [yes, words().cancel],
        defaultId: 0,
        cancelId: 1,
        noLink: true,
      };
      const { response } = parent
        ? await dialog.showMessageBox(parent, options)
        : await dialog.showMessageBox(options);
      if (response !== 0) return false;
      await shell.openExternal(address.url, { activate: true });
      log.info('opened an address outside', {
        kind: address.kind,
        host: address.kind === 'web' ? address.target : undefined,
      });
      return true;
    } catch (error) {
      log.warn('the system could not open an address', { kind: address.kind, error });
      return false;
    } finally {
      asking = false;
    }
  };
}
