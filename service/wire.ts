// One line to a desk as the link sees it: frames in and out, with a measure of how much the other side has not read yet.
import type { WebSocket } from 'ws';

/** See {@link createWire}. */
export interface Wire {
  /** Hears what comes; called once, before anything can have come. */
  listen(events: WireEvents): void;
  /** One frame: text, or bytes for a binary one. */
  send(frame: string | Uint8Array): void;
  /** Says goodbye and closes. */
  end(text: string, code: number): void;
  /** Hangs up. */
  cut(): void;
  /** Bytes not taken by the other side yet. */
  unsent(): number;
  /** Resolves when little is unsent; rejects when the socket is closed. */
  drained(): Promise<void>;
  /** Stops or goes on reading. */
  hold(on: boolean): void;
}

/** What a wire hears. After `closed` nothing more comes. */
export interface WireEvents {
  message(data: Buffer, isBinary: boolean): void;
  closed(): void;
}

const fullBytes = 4 * 1024 * 1024;

/** @returns whether so much is unsent that nothing more should be added. */
export function isFull(wire: Wire): boolean {
  return wire.unsent() > fullBytes;
}

/** @returns a wire over a socket that is open. `onError` hears of what breaks it; `closed` follows. */
export function createWire(socket: WebSocket, onError: (error: Error) => void): Wire {
  const waiting = new Set<() => void>();
  const isDrained = (): boolean => socket.bufferedAmount <= fullBytes / 4;
  // Each frame tells when it has been taken: looked at every few ms instead, many large ones would leave the line idle.
  function look(): void {
    if (waiting.size === 0 || (!isDrained() && socket.readyState === socket.OPEN)) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  }
  socket.on('close', look);
  return {
    listen(events) {
      socket.on('message', (data: Buffer, isBinary: boolean) => events.message(data, isBinary));
      socket.on('close', () => events.closed());
      socket.on('error', onError);
    },
    send(frame) {
      if (socket.readyState === socket.OPEN) socket.send(frame, look);
    },
    end(text, code) {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(text);
      socket.close(code);
      // One that does not answer the close is hung up on.
      setTimeout(() => socket.terminate(), 1500).unref();
    },
    cut: () => socket.terminate(),
    unsent: () => socket.bufferedAmount,
    async drained() {
      while (!isDrained()) {
        if (socket.readyState !== socket.OPEN) throw new Error('The desk has gone');
        await new Promise<void>((resolve) => waiting.add(resolve));
      }
    },
    hold(on) {
      if (on) socket.pause();
      else socket.resume();
    },
  };
}
