// Changes when main decides otherwise who may speak to it over Electron's own IPC. The only file that uses ipcMain.
import type { IpcMain, IpcMainEvent, WebContents } from 'electron';
import type { Log } from '../../shared/log.ts';
import { isOurs } from './origin.ts';

/** The one thing a page says by IPC: its preload asks for the ports. All else goes over those. */
export const portsChannel = 'parley:ports';

/**
 * Calls back when the main frame of one of our pages asks for its ports.
 * @param isDesk whether a page is one that gets ports at all.
 */
export function onPortsWanted(
  ipcMain: IpcMain,
  isDesk: (contents: WebContents) => boolean,
  give: (contents: WebContents) => void,
  log: Log,
): void {
  ipcMain.on(portsChannel, (event) => {
    if (isFromOurMainFrame(event) && isDesk(event.sender)) return give(event.sender);
    log.warn('refused ports to a stranger', { address: event.senderFrame?.url.slice(0, 200) });
  });
}

/** A frame can be gone or have moved on by the time its message arrives; then it is nobody of ours. */
function isFromOurMainFrame(event: IpcMainEvent): boolean {
  const [frame, main] = [event.senderFrame, event.sender.mainFrame];
  if (!frame || !main) return false;
  return frame.processId === main.processId && frame.routingId === main.routingId && isOurs(frame.url);
}
