// Changes when the browser that plays the customer in tests and in the tour is found elsewhere.
import { existsSync } from 'node:fs';

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/** The Chromium on this machine, or undefined. PARLEY_CHROMIUM names another one. */
export function findChromium(env: NodeJS.ProcessEnv = process.env): string | undefined {
  const named = env['PARLEY_CHROMIUM'];
  return named ?? PLACES.find((place) => existsSync(place));
}

/** What to start it with so that it does nothing but show our page. */
export function chromiumArguments(isRoot: boolean): string[] {
  const quiet = [
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ];
  // Chromium refuses its own sandbox to root; nobody else may go without it.
  return isRoot ? ['--no-sandbox', ...quiet] : quiet;
}
