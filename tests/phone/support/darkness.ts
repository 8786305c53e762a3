// Changes when a test cuts the sound of calls otherwise: no datagram comes into this process or leaves it.
import { Socket } from 'node:dgram';

/** The network of this process's datagrams. */
export interface Darkness {
  /** Dark: what is sent is lost, and what comes is not heard; no error tells of it. */
  set(dark: boolean): void;
  /** As it was before. */
  end(): void;
}

type Send = (...args: unknown[]) => void;

/** Sockets that are open already are in it too. The signalling of a test goes by streams and is not. */
export function createDarkness(): Darkness {
  let dark = false;
  const { prototype } = Socket as unknown as {
    prototype: { send: Send; emit: typeof Socket.prototype.emit };
  };
  const { send, emit } = prototype;
  prototype.send = function lost(this: Socket, ...args: unknown[]) {
    if (!dark) return send.apply(this, args);
    const sent = args.at(-1);
    if (typeof sent === 'function') setImmediate(sent as (error: null) => void, null);
  };
  prototype.emit = function unheard(this: Socket, event: string | symbol, ...args: unknown[]) {
    return dark && event === 'message' ? true : emit.apply(this, [event, ...args] as never);
  } as typeof emit;
  return {
    set: (next) => {
      dark = next;
    },
    end: () => {
      dark = false;
      Object.assign(prototype, { send, emit });
    },
  };
}
