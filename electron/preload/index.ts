// Changes when a page is given another port. No logic here: it runs beside the page, where attackers look first.
import { ipcRenderer } from 'electron';
import { checkSpellingOver } from './spelling.ts';

const here = 'app://desk';

// The page asks when it listens, so no port arrives before anybody is there; main checks who asks.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== here) return;
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null || !('parley' in data) || data.parley !== 'ready') return;
  ipcRenderer.send('parley:ports');
});

// A port each for main, the store and the phone; after the store or the phone was started again, another one for it.
for (const name of ['main', 'store', 'phone']) {
  ipcRenderer.on(`parley:${name}`, (event) => {
    if (window.origin !== here) return;
    window.postMessage({ parley: name }, here, [...event.ports]);
  });
}

// This one stays here: the engine asks for words in this world, and the page has no part in it.
ipcRenderer.on('parley:spelling', ({ ports: [port] }) => {
  if (window.origin === here && port !== undefined) checkSpellingOver(port);
});
