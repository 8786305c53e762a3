// Changes when the application menu has another entry or a shortcut of the system moves.
import type { MenuItemConstructorOptions } from 'electron';
import type { MainWords, MenuRole } from './words.ts';

/** What the menu asks the window in front to do. */
export type MenuCommand = 'palette' | 'settings' | 'shortcuts' | 'nextNeeded';

/** The menu of one platform. */
export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Adds reload and the developer tools. */
  readonly developer: boolean;
  readonly words: MainWords;
  readonly run: (command: MenuCommand) => void;
}

/**
 * The application menu. The Edit roles are what makes copy and paste work by key on macOS. A page that handles a key
 * itself and calls preventDefault keeps the menu from acting on it too.
 */
export function menuTemplate({ platform, developer, words, run }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const command = (label: string, accelerator: string, name: MenuCommand): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => run(name),
  });
  // Electron says what a role does in English.
  const role = (name: MenuRole): MenuItemConstructorOptions => ({ role: name, label: words.menu[name] });
  const quit: MenuItemConstructorOptions = { role: 'quit', label: words.quit };
  const settings = command(words.menu.settings, 'CmdOrCtrl+,', 'settings');
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      role('about'),
      separator,
      settings,
      separator,
      role('services'),
      separator,
      role('hide'),
      role('hideOthers'),
      role('unhide'),
      separator,
      quit,
    ],
  };
  const tools: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, separator];
  return [
    ...(mac ? [appMenu] : [{ label: words.menu.file, submenu: [settings, separator, quit] }]),
    {
      label: words.menu.edit,
      submenu: [
        role('undo'),
        role('redo'),
        separator,
        role('cut'),
        role('copy'),
        role('paste'),
        role('pasteAndMatchStyle'),
        role('delete'),
        role('selectAll'),
      ],
    },
    {
      label: words.menu.go,
      submenu: [
        command(words.menu.palette, 'CmdOrCtrl+K', 'palette'),
        command(words.menu.nextNeeded, 'CmdOrCtrl+J', 'nextNeeded'),
        separator,
        command(words.menu.shortcuts, 'CmdOrCtrl+/', 'shortcuts'),
      ],
    },
    {
      label: words.menu.view,
      submenu: [
        ...(developer ? tools : []),
        role('resetZoom'),
        role('zoomIn'),
        role('zoomOut'),
        separator,
        role('togglefullscreen'),
      ],
    },
    {
      role: 'windowMenu',
      label: words.menu.window,
      submenu: [role('minimize'), ...(mac ? [] : [role('close')])],
    },
  ];
}
