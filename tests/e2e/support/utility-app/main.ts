// Changes when the way a window reaches a utility process is tried otherwise. A small app around main's own parts:
// the stand-in Electron cannot load the real store in a utility process, but it can run one that echoes.
import { join } from 'node:path';
import { app, BrowserWindow, ipcMain, MessageChannelMain, protocol, utilityProcess } from 'electron';
import { appSchemePrivileges, createAppHandler } from '../../../../electron/main/app-protocol.ts';
import { createDesk } from '../../../../electron/main/desk.ts';
import { createHandlers } from '../../../../electron/main/handlers.ts';
import { deskUrl } from '../../../../electron/main/origin.ts';
import { onPortsWanted } from '../../../../electron/main/sender.ts';
import { createStoreHost } from '../../../../electron/main/store-host.ts';
import { launchUtility } from '../../../../electron/main/store-utility.ts';
import { createLog } from '../../../../shared/log.ts';

const folder = app.getAppPath();
const said: string[] = [];
const log = createLog((line) => void said.push(line), Date.now);
protocol.registerSchemesAsPrivileged([appSchemePrivileges]);

void app.whenReady().then(() => {
  protocol.handle('app', createAppHandler(join(folder, 'pages'), log));
  const store = createStoreHost({
    launch: async () =>
      launchUtility({
        entry: join(folder, 'store.cjs'),
        env: {},
        utilityProcess,
        onOutput: (text) => void said.push(text),
        onNonsense: (problem) => void said.push(problem),
      }),
    openChannel: () => new MessageChannelMain(),
    timers: { set: setTimeout, clear: (timer) => clearTimeout(timer as NodeJS.Timeout) },
    log,
    onLogLine: (line) => void said.push(line),
    onGiveUp: (why) => void said.push(JSON.stringify(why)),
  });
  const desk = createDesk({
    openChannel: () => new MessageChannelMain(),
    store,
    // Main's own contract is not what is tried here.
    handlers: () => createHandlers(() => undefined, {} as never),
    log,
  });
  onPortsWanted(ipcMain, desk.has, desk.connect, log);
  const window = new BrowserWindow({
    webPreferences: { preload: join(folder, 'preload.cjs'), sandbox: true },
  });
  desk.add(window);
  Object.assign(globalThis, { store, said });
  store.start({ folder, keyHex: '0'.repeat(64), keyCustody: 'file', appVersion: '0.0.0' });
  void window.loadURL(deskUrl);
});
