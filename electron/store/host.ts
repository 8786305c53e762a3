// How the store process hears its parent and its windows, whichever way it was started. The messages are in host-protocol.ts.
/* oxlint-disable unicorn/require-post-message-target-origin -- these are ports between processes, not windows */
import type { Port } from '../../shared/ipc/rpc.ts';
import { toStoreSchema, type FromStore, type ToStore, type WindowRole } from './host-protocol.ts';

/** A port as a utilityProcess gets it; the shape of Electron's MessagePortMain, which the store does not import. */
interface NativePort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  start(): void;
  close(): void;
}
interface ParentPort {
  postMessage(message: unknown): void;
  on(event: 'message', listener: (event: { data: unknown; ports: NativePort[] }) => void): unknown;
}

/** The parent channel, one way or the other. */
export interface ParentChannel {
  send(message: FromStore): void;
  /** `port`: what came along with a `window` message. */
  listen(onMessage: (message: unknown, port: NativePort | undefined) => void): void;
  /** The parent has ended. */
  onGone(listener: () => void): void;
}

/** @returns the channel to the process that started this one; null when there is none (started by hand). */
export function findParent(): ParentChannel | null {
  const parentPort = (process as unknown as { parentPort?: ParentPort }).parentPort;
  if (parentPort !== undefined) {
    return {
      send: (message) => parentPort.postMessage(message),
      listen: (onMessage) => void parentPort.on('message', ({ data, ports }) => onMessage(data, ports[0])),
      // Electron ends a utilityProcess together with its parent.
      onGone: () => undefined,
    };
  }
  if (process.send === undefined) return null;
  return {
    // A parent that has just ended cannot take it; its end is heard by `disconnect`.
    send: (message) => process.connected && process.send?.(message, undefined, undefined, () => undefined),
    listen: (onMessage) => void process.on('message', (message) => onMessage(message, undefined)),
    onGone: (listener) => void process.on('disconnect', listener),
  };
}

/** What the process does with what it hears. */
export interface HostEvents {
  init: (message: Extract<ToStore, { t: 'init' }>) => void;
  window: (port: Port, role: WindowRole) => void;
  power: (state: 'suspend' | 'resume') => void;
  stop: () => void;
  nonsense: (problem: string) => void;
}

interface Framed {
  port: Port;
  hear: (frame: unknown) => void;
  end: () => void;
}

/** Listens to the parent and makes a Port of each window. */
export function hostOn(parent: ParentChannel, events: HostEvents): void {
  const windows = new Map<string, Framed>();

  function open(id: string, native: NativePort | undefined, role: WindowRole): void {
    const made =
      native === undefined
        ? framed((frame) => parent.send({ t: 'frame', window: id, frame }))
        : direct(native);
    windows.get(id)?.end();
    windows.set(id, made);
    made.port.onClose(() => windows.delete(id));
    events.window(made.port, role);
    native?.start();
  }

  parent.listen((raw, native) => {
    const parsed = toStoreSchema.safeParse(raw);
    if (!parsed.success) return events.nonsense(parsed.error.issues[0]?.message ?? 'not a message of ours');
    const message = parsed.data;
    switch (message.t) {
      case 'init':
        return events.init(message);
      case 'window':
        return open(message.id, native, message.role ?? 'desk');
      case 'frame':
        return windows.get(message.window)?.hear(message.frame);
      case 'windowClosed':
        return windows.get(message.id)?.end();
      case 'power':
        return events.power(message.state);
      case 'stop':
        return events.stop();
    }
  });
}

function listeners(): Omit<Framed, 'port'> & Pick<Port, 'onMessage' | 'onClose'> {
  const onMessage: ((message: unknown) => void)[] = [];
  const onClose: (() => void)[] = [];
  /** Frames from before anybody listened: the folder is still being opened. */
  let held: unknown[] = [];
  let over = false;
  return {
    onMessage: (listener) => {
      onMessage.push(listener);
      const early = held;
      held = [];
      early.forEach((frame) => listener(frame));
    },
    onClose: (listener) => void onClose.push(listener),
    hear: (frame) => {
      if (over) return;
      if (onMessage.length === 0) held.push(frame);
      else onMessage.forEach((listener) => listener(frame));
    },
    end: () => {
      if (over) return;
      over = true;
      onClose.forEach((listener) => listener());
    },
  };
}

/** A window whose frames come wrapped over the parent. */
function framed(post: (frame: unknown) => void): Framed {
  const { onMessage, onClose, hear, end } = listeners();
  return { hear, end, port: { post, onMessage, onClose } };
}

/** A window with a port of its own. */
function direct(native: NativePort): Framed {
  const { onMessage, onClose, hear, end } = listeners();
  native.on('message', ({ data }) => hear(data));
  native.on('close', end);
  const close = (): void => {
    end();
    native.close();
  };
  return { hear, end: close, port: { post: (message) => native.postMessage(message), onMessage, onClose } };
}
