// Changes when the icon beside the clock offers something else.
import type { Menu, MenuItemConstructorOptions, NativeImage, Tray } from 'electron';
import type { TrayAct, TrayState } from '../../shared/ipc/main.ts';
import type { Log } from '../../shared/log.ts';
import type { Words } from './words.ts';

/** What the tray needs. */
export interface TrayOptions {
  readonly create: (icon: NativeImage) => Tray;
  readonly menu: Pick<typeof Menu, 'buildFromTemplate'>;
  readonly icon: NativeImage;
  readonly show: () => void;
  readonly quit: () => void;
  /** Somebody chose this presence in the menu. */
  readonly onPresence: (choice: string) => void;
  /** Somebody chose this for the call. */
  readonly onCall: (act: TrayAct) => void;
  readonly words: Words;
  readonly log: Log;
}

/** The icon, and its menu as the window wants it. */
export interface DeskTray {
  readonly tray: Tray;
  /** Null: nobody is signed in, so there is no presence to choose. */
  set(state: TrayState | null): void;
  /** The language has changed: what main says itself is said anew. */
  retell(): void;
}

/** Puts the icon there. @returns undefined where the system has no such place. */
export function createTray(options: TrayOptions): DeskTray | undefined {
  const { create, menu, icon, words, log } = options;
  try {
    const tray = create(icon);
    tray.setToolTip(words().tray.idle);
    let shown: TrayState | null = null;
    const retell = (): void => tray.setContextMenu(menu.buildFromTemplate(template(shown, options)));
    const set = (state: TrayState | null): void => {
      shown = state;
      retell();
    };
    set(null);
    tray.on('click', options.show);
    return { tray, set, retell };
  } catch (error) {
    log.warn('no tray here', { error });
    return undefined;
  }
}

/** Electron reads "&" as the mark of a key. */
const plain = (text: string): string => text.replaceAll('&', '&&');

function template(
  state: TrayState | null,
  {
    show,
    quit,
    onPresence,
    onCall,
    words,
  }: Pick<TrayOptions, 'show' | 'quit' | 'onPresence' | 'onCall' | 'words'>,
): MenuItemConstructorOptions[] {
  const choices = (own: boolean): MenuItemConstructorOptions[] =>
    (state?.choices ?? [])
      .filter((choice) => choice.own === own)
      .map(({ id, label, checked }) => ({
        label: plain(label),
        type: 'radio',
        checked,
        click: () => onPresence(id),
      }));
  const own = choices(true);
  const call: MenuItemConstructorOptions[] =
    state?.call === undefined
      ? []
      : [
          { label: plain(state.call.text), enabled: false },
          ...state.call.acts.map(({ act, label }) => ({ label: plain(label), click: () => onCall(act) })),
          { type: 'separator' },
        ];
  const presence: MenuItemConstructorOptions[] =
    state === null
      ? []
      : [
          // On Linux nobody sees a tooltip of it: what it would say stands on top.
          { label: plain(state.text), enabled: false },
          { type: 'separator' },
          ...choices(false),
          ...(own.length > 0 ? [{ type: 'separator' } as const, ...own] : []),
          { type: 'separator' },
        ];
  return [
    ...call,
    ...presence,
    { label: state === null ? words().tray.show : plain(state.show), click: show },
    { type: 'separator' },
    { label: state === null ? words().quit : plain(state.quit), click: quit },
  ];
}
