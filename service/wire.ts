// One line to a desk as the link sees it: frames in and out, with a measure of how much the other side has not read yet.
import type { Writable } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Framer } from './framer.ts';

/** See {@link createWire}. */
export interface Wire {
  /** Hears what comes; called once, before anything can have come. */
  listen(events: WireEvents): void;
  /**
   * One frame: text, or bytes for a binary one.
   * @param shared the same text goes to other wires too, in this turn: it is brought into bytes once for all.
   */
  send(frame: string | Uint8Array, shared?: boolean): void;
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

/** What a wire is made of. */
export interface WireDeps {
  /** A socket that is open. */
  socket: WebSocket;
  /** The stream below it, which takes frames that are bytes already. The socket must not compress what it sends. */
  stream: Writable;
  framer: Framer;
  /** Hears of what breaks it; `closed` follows. */
  onError(error: Error): void;
}

/** @returns a wire over a socket. */
export function createWire({ socket, stream, framer, onError }: WireDeps): Wire {
  const waiting = new Set<() => void>();
  let corked = false;
  const isDrained = (): boolean => socket.bufferedAmount <= fullBytes / 4;
  // Each frame tells when it has been taken: looked at every few ms instead, many large ones would leave the line idle.
  function look(): void {
    if (waiting.size === 0 || (!isDrained() && socket.readyState === socket.OPEN)) return;
    for (const resolve of waiting) resolve();
    waiting.clear();
  }
  // Shared frames do not tell: enough of them to wait for fill the stream, which says when it is empty.
  stream.on('drain', look);
  socket.on('close', look);

  // What one desk is told in one turn, such as fifty verdicts, leaves in one write.
  function gather(): void {
    if (corked) return;
    corked = true;
    stream.cork();
    process.nextTick(() => {
      corked = false;
      stream.uncork();
    });
  }

  return {
    listen(events) {
      socket.on('message', (data: Buffer, isBinary: boolean) => events.message(data, isBinary));
      socket.on('close', () => events.closed());
      socket.on('error', onError);
    },
    send(frame, shared = false) {
      if (socket.readyState !== socket.OPEN) return;
      if (shared && typeof frame === 'string') return void stream.write(framer.bytes(frame));
      gather();
      socket.send(frame, look);
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
