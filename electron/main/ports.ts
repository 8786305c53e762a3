// Changes when Electron's message ports have to be spoken to differently.
import type { MessagePortMain } from 'electron';
import type { Port } from '../../shared/ipc/rpc.ts';

/** Main's end of a port as the port that rpc.ts knows. It starts delivering once somebody listens. */
export function rpcPort(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', (event) => listener(event.data));
      port.start();
    },
    onClose: (listener) => port.on('close', listener),
  };
}
