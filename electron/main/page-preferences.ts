// Changes when what every page of ours may do, and must not, is another thing.
import type { WebPreferences } from 'electron';

/** @param developer whether its tools can be opened. @returns what all windows have alike: no page has more than its preload gives it. */
export function pagePreferences(preload: string, developer: boolean): WebPreferences {
  return {
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    devTools: developer,
    // An agent looks at another window most of the time: calls, clocks and arrivals must go on.
    backgroundThrottling: false,
  };
}
