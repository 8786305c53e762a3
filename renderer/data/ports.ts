// Changes when the window is handed its ports in another way.
import type { Port } from '../../shared/ipc/rpc.ts';

/** @returns a contract port over a browser message port; closing is heard where the engine tells of it. */
export function portOf(port: MessagePort): Port {
  const closed = new Set<() => void>();
  port.addEventListener('close', () => {
    for (const listener of closed) listener();
  });
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.addEventListener('message', (event: MessageEvent<unknown>) => listener(event.data));
      port.start();
    },
    onClose: (listener) => closed.add(listener),
  };
}

/** Who takes the ports as they come. */
export interface PortTakers {
  /** A store port comes again after every restart of the store; the one before is then dead. */
  onStore(port: Port): void;
  onMain(port: Port): void;
  /** A phone port comes again after every restart of the phone; without a phone there is none. */
  onPhone?(port: Port): void;
}

/**
 * Listens for the ports that the preload hands in, and tells it once that somebody listens.
 * @returns a function that stops listening.
 */
export function listenForPorts(window: Window, takers: PortTakers): () => void {
  const onMessage = (event: MessageEvent<unknown>): void => {
    // Only this very window (the preload shares it) may hand in ports, never a frame or an opener.
    if (event.source !== null && event.source !== window) return;
    const kind = (event.data as { parley?: unknown } | null)?.parley;
    const port = event.ports[0];
    if (port === undefined) return;
    if (kind === 'store') takers.onStore(portOf(port));
    else if (kind === 'main') takers.onMain(portOf(port));
    else if (kind === 'phone') takers.onPhone?.(portOf(port));
  };
  window.addEventListener('message', onMessage);
  window.postMessage({ parley: 'ready' }, window.origin === 'null' ? '*' : window.origin);
  return () => window.removeEventListener('message', onMessage);
}
