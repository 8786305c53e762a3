// Changes when the phone's page is given another port. No logic here, and nothing else of Electron.
import { ipcRenderer } from 'electron';

const here = 'app://desk';

// The page asks when it listens; main checks who asks.
window.addEventListener('message', (event) => {
  if (event.source !== window || event.origin !== here) return;
  const data: unknown = event.data;
  if (typeof data !== 'object' || data === null || !('parley' in data) || data.parley !== 'ready') return;
  ipcRenderer.send('parley:ports');
});

// Main's port once; the agent's window's again after each of its reloads, the store's after each of its starts.
for (const name of ['host', 'desk', 'store']) {
  ipcRenderer.on(`parley:${name}`, (event) => {
    if (window.origin !== here) return;
    window.postMessage({ parley: name }, here, [...event.ports]);
  });
}
