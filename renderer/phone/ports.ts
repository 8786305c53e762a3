// Changes when the phone's window is handed its ports otherwise.
import type { Port } from '../../shared/ipc/rpc.ts';

/** Who takes the ports as they come. */
export interface PhonePortTakers {
  /** Main's; once. */
  onHost(port: Port): void;
  /** The agent's window; again after each of its reloads, and the one before is then dead. */
  onDesk(port: Port): void;
  /** The store's, for what is recorded; again after each of its starts. */
  onStore(port: Port): void;
}

/** Listens for the ports that the preload hands in, and tells it once that somebody listens. */
export function listenForPhonePorts(window: Window, takers: PhonePortTakers): void {
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== null && event.source !== window) return;
    const kind = (event.data as { parley?: unknown } | null)?.parley;
    const port = event.ports[0];
    if (port === undefined) return;
    if (kind === 'host') takers.onHost(portOf(port));
    else if (kind === 'desk') takers.onDesk(portOf(port));
    else if (kind === 'store') takers.onStore(portOf(port));
  });
  window.postMessage({ parley: 'ready' }, window.origin === 'null' ? '*' : window.origin);
}

function portOf(port: MessagePort): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data));
      port.start();
    },
    // Not every engine tells of it; a newer port takes this one's place in any case.
    onClose: (listener) => port.addEventListener('close', listener),
  };
}
