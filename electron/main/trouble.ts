// Changes when the person is asked something else because the app cannot go on by itself.
import type { App, Dialog } from 'electron';
import type { GiveUp } from './store-host.ts';
import type { MainWords, Words } from './words.ts';

/** Asks by native dialogs, without a parent: the window may be what is broken. */
export interface Trouble {
  /** The store does not run. */
  storeGone(why: GiveUp, folder: string): Promise<'retry' | 'quit'>;
  /** The key of the local data cannot be had. */
  keyGone(): Promise<'retry' | 'anew' | 'quit'>;
  /** The window keeps ending, or has no page. */
  windowBroken(missing: boolean): Promise<'retry' | 'quit'>;
}

/** See {@link Trouble}. @param complain says the same on the terminal. */
export function createTrouble(
  dialog: Pick<Dialog, 'showMessageBox'>,
  words: Words,
  complain: (line: string) => void,
): Trouble {
  const ask = async (message: string, detail: string, buttons: string[]): Promise<number> => {
    complain(`${message}: ${detail}`.replaceAll(/\s+/g, ' '));
    const { response } = await dialog.showMessageBox({
      type: 'error',
      title: 'Parley',
      message,
      detail,
      buttons,
      defaultId: 0,
      cancelId: buttons.length - 1,
      noLink: true,
    });
    return response;
  };
  const retryOrQuit = async (message: string, detail: string): Promise<'retry' | 'quit'> =>
    (await ask(message, detail, [words().tryAgain, words().quit])) === 0 ? 'retry' : 'quit';

  return {
    storeGone: ({ kind, reason }, folder) => {
      const { title, storage, version, other, safe } = words().storeGone;
      const why = kind === 'storage' ? storage : kind === 'version' ? version : other;
      return retryOrQuit(title, `${why} ${safe}\n\n${folder}\n${reason.slice(0, 500)}`);
    },
    keyGone: async () => {
      const { keyGone, tryAgain, quit } = words();
      const answer = await ask(keyGone.title, keyGone.detail, [tryAgain, keyGone.anew, quit]);
      return answer === 0 ? 'retry' : answer === 1 ? 'anew' : 'quit';
    },
    windowBroken: (missing) => {
      const { brokenTitle, missing: pages, broken } = words().window;
      return retryOrQuit(brokenTitle, missing ? pages : broken);
    },
  };
}

/** Before anything is up: the folder cannot be used at all. Blocks until the person has read it, then ends the app. */
export function endWithoutFolder(
  dialog: Pick<Dialog, 'showErrorBox'>,
  app: Pick<App, 'exit'>,
  folder: string,
  words: MainWords,
  complain: (line: string) => void,
): void {
  const { title, detail } = words.folder;
  complain(`${title}: ${detail} ${folder}`);
  dialog.showErrorBox(title, `${detail}\n\n${folder}`);
  app.exit(1);
}
