// Changes when main itself says something else, or chooses its language differently. The window says nearly everything; this is the rest.
import type { ExternalAddress } from './external-address.ts';
import { ar } from './words/ar.ts';
import { da } from './words/da.ts';
import { de } from './words/de.ts';
import { en } from './words/en.ts';
import { fa } from './words/fa.ts';
import { pl } from './words/pl.ts';

/** Entries of the menu whose words the system or Electron would otherwise say in English. */
export type MenuRole =
  | 'undo'
  | 'redo'
  | 'cut'
  | 'copy'
  | 'paste'
  | 'pasteAndMatchStyle'
  | 'delete'
  | 'selectAll'
  | 'resetZoom'
  | 'zoomIn'
  | 'zoomOut'
  | 'togglefullscreen'
  | 'minimize'
  | 'close'
  | 'about'
  | 'services'
  | 'hide'
  | 'hideOthers'
  | 'unhide';

/** What main says in native dialogs, menus, the tray and notifications. */
export interface MainWords {
  readonly open: Record<ExternalAddress['kind'], { readonly question: string; readonly yes: string }>;
  readonly cancel: string;
  readonly tryAgain: string;
  readonly quit: string;
  readonly storeGone: Record<'title' | 'storage' | 'version' | 'other' | 'safe', string>;
  readonly keyGone: Record<'title' | 'detail' | 'anew', string>;
  readonly window: Record<'recoveredTitle' | 'recovered' | 'brokenTitle' | 'broken' | 'missing', string>;
  readonly folder: Record<'title' | 'detail', string>;
  readonly notification: Record<'title' | 'hidden', string>;
  readonly tray: {
    readonly idle: string;
    readonly needed: (count: number) => string;
    readonly show: string;
  };
  readonly menu: Record<
    | MenuRole
    | 'noSuggestions'
    | 'learnWord'
    | 'file'
    | 'edit'
    | 'view'
    | 'go'
    | 'window'
    | 'settings'
    | 'palette'
    | 'nextNeeded'
    | 'shortcuts',
    string
  >;
}

/** The words as they are in this moment: a person may choose another language while Parley runs. */
export type Words = () => MainWords;

const languages: ReadonlyMap<string, MainWords> = new Map(Object.entries({ ar, da, de, en, fa, pl }));

/** @param tag a BCP 47 tag, such as "de-AT". @returns the words of its language, or English ones. */
export function wordsOf(tag: string): MainWords {
  return languages.get(tag.toLowerCase().split(/[-_.@]/)[0] ?? '') ?? en;
}
