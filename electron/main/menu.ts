// Changes when the application menu has another entry or a shortcut of the system moves.
import type { MenuItemConstructorOptions } from 'electron';
import { words } from './words.ts';

/** What the menu asks the window in front to do. */
export type MenuCommand = 'palette' | 'settings' | 'shortcuts' | 'nextNeeded';

/** The menu of one platform. */
export interface MenuOptions {
  readonly platform: NodeJS.Platform;
  /** Adds reload and the developer tools. */
  readonly developer: boolean;
  readonly run: (command: MenuCommand) => void;
}

/**
 * The application menu. The Edit roles are what makes copy and paste work by key on macOS. A page that handles a key
 * itself and calls preventDefault keeps the menu from acting on it too.
 */
export function menuTemplate({ platform, developer, run }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const command = (label: string, accelerator: string, name: MenuCommand): MenuItemConstructorOptions => ({
    label,
    accelerator,
    click: () => run(name),
  });
  const settings = command(words.menu.settings, 'CmdOrCtrl+,', 'settings');
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const appMenu: MenuItemConstructorOptions = {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const tools: MenuItemConstructorOptions[] = [{ role: 'reload' }, { role: 'toggleDevTools' }, separator];
  return [
    ...(mac
      ? [appMenu]
      : [{ label: words.menu.file, submenu: [settings, separator, { role: 'quit' as const }] }]),
    {
      label: words.menu.edit,
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        separator,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        { role: 'pasteAndMatchStyle' },
        { role: 'delete' },
        { role: 'selectAll' },
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
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        separator,
        { role: 'togglefullscreen' },
      ],
    },
    { role: 'windowMenu', label: words.menu.window },
  ];
}
