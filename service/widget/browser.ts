// What the chat takes from the browser it runs in: storage, sockets, timers, ids.
import { memoryShelf, type Shelf } from './keep.ts';
import type { Socket, SocketEvents } from './link.ts';

/** Starts a timer. @returns what stops it. */
export function after(ms: number, then: () => void): () => void {
  const timer = setTimeout(then, ms);
  return () => clearTimeout(timer);
}

/** @returns the browser's shelf, or one in memory where it gives none. */
export function shelf(take: () => Storage): Shelf {
  try {
    const found = take();
    found.getItem('parley');
    return found;
  } catch {
    return memoryShelf();
  }
}

/** @returns a connection to the chat link of this service. */
export function connectTo(service: string, events: SocketEvents): Socket {
  const socket = new WebSocket(`${service.replace(/^http/, 'ws').replace(/\/$/, '')}/chat/link`);
  socket.addEventListener('open', events.open);
  socket.addEventListener('close', events.close);
  socket.addEventListener('message', ({ data }) => events.message(String(data)));
  return socket;
}

/** @returns a UUID; crypto.randomUUID is only there on secure pages. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
