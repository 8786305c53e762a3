// The store as it meets a service that has no segments for it: its hello names none, so rows come as JSON. For comparison.
import { WebSocket } from 'ws';

const { send } = WebSocket.prototype;
WebSocket.prototype.send = function (this: WebSocket, data: unknown, ...rest: unknown[]) {
  const text =
    typeof data === 'string' ? data.replace(/^(\{"t":"hello".*"segments":)"[^"]*"/s, '$1null') : data;
  return Reflect.apply(send, this, [text, ...rest]) as void;
};
await import('../../../electron/store/index.ts');
