// Changes when a page of ours may go somewhere, open something or load something else. It may not, so far.
import type { App, Session, WebContents } from 'electron';
import type { Log } from '../../shared/log.ts';
import { isOurs, isSameDocument } from './origin.ts';

/**
 * Holds every page, whoever made it, to the document it was started with: no navigation, redirect, frame, window
 * or webview. A reload of the same document stays allowed.
 */
export function guardNavigation(app: App, log: Log): void {
  app.on('web-contents-created', (_event, contents) => guardContents(contents, log));
}

function guardContents(contents: WebContents, log: Log): void {
  const refuse = (how: string, to: string): void =>
    log.warn('refused to leave the page', { how, to: to.slice(0, 200) });

  contents.on('will-navigate', (event) => {
    if (isSameDocument(contents.getURL(), event.url)) return;
    event.preventDefault();
    refuse('navigation', event.url);
  });
  contents.on('will-redirect', (event) => {
    event.preventDefault();
    refuse('redirect', event.url);
  });
  contents.on('will-frame-navigate', (event) => {
    if (event.isMainFrame) return;
    event.preventDefault();
    refuse('frame', event.url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    refuse('webview', '');
  });
  // Chromium asks nobody about `about:blank`; whoever got there is brought home.
  let home: string | undefined;
  contents.on('did-navigate', (_event, url) => {
    if (isOurs(url)) home = url;
    else if (home !== undefined) {
      refuse('blank page', url);
      contents.loadURL(home).catch((error: unknown) => log.error('the page did not come back', { error }));
    }
  });
  contents.setWindowOpenHandler(({ url }) => {
    refuse('window', url);
    return { action: 'deny' };
  });
}

/** What a page may load at all: our own files, what it made itself, and the developer tools. */
const loadable = /^(app|blob|data|devtools):/;

/** A second wall behind the content policy: whatever is not local never leaves the machine from a page. */
export function guardNetwork(session: Session, log: Log): void {
  session.webRequest.onBeforeRequest((details, reply) => {
    const cancel = !loadable.test(details.url);
    if (cancel) log.warn('refused a request of a page', { to: details.url.slice(0, 200) });
    reply({ cancel });
  });
}
