// The page's connection: connects, greets, beats, and comes back by itself.
//
//   rest --open--> connecting --socket open, greeting sent--> greeting --welcome--> bound
//    ^                 |                                          |                  |
//    |                 +------------- lost, or silent too long ---+------------------+
//    +--close-- waiting (longer each time; at once when the network or the reader is back) --> connecting
import type { ChatDown, ChatUp } from '../../shared/chat/protocol.ts';

/** A connection being made, or made. */
export interface Socket {
  send(text: string): void;
  close(): void;
}

/** What a connection tells. Nothing may be told before `connect` has returned. */
export interface SocketEvents {
  open(): void;
  close(): void;
  message(text: string): void;
}

export interface LinkDeps {
  connect(events: SocketEvents): Socket;
  /** The first frame of each connection; null: nothing to connect for. */
  greeting(): ChatUp | null;
  receive(frame: ChatDown): void;
  /** Told when the link becomes bound or stops being so. */
  changed(bound: boolean): void;
  /** Starts a timer. @returns what stops it. */
  after(ms: number, then: () => void): () => void;
  /** From 0 up to 1. */
  random(): number;
}

export interface Link {
  open(): void;
  /** @returns false when there is no bound connection; then nothing was sent. */
  send(frame: ChatUp): boolean;
  /** The network or the reader is back: do not wait any longer. */
  nudge(): void;
  /** Greets again on the same connection. */
  greet(): void;
  close(): void;
}

const connectMs = 10_000;
const quietMs = 20_000;
const answerMs = 8_000;
const waits = [400, 1_000, 2_000, 4_000, 8_000, 15_000];

export function createLink({ connect, greeting, receive, changed, after, random }: LinkDeps): Link {
  let socket: Socket | null = null;
  let opened = false;
  let bound = false;
  let tries = 0;
  let resting = true;
  let stopTimer = (): void => {};

  const timer = (ms: number, then: () => void): void => {
    stopTimer();
    stopTimer = after(ms, then);
  };

  function go(): void {
    if (socket !== null || greeting() === null) return;
    resting = false;
    // An old connection may still speak after it was given up.
    const current = (then: () => void): void => {
      if (socket === own) then();
    };
    let own: Socket | null = null;
    try {
      own = connect({
        open: () =>
          current(() => {
            opened = true;
            greet();
          }),
        close: () => current(lose),
        message: (text) => current(() => hear(JSON.parse(text) as ChatDown)),
      });
    } catch {
      return retry();
    }
    socket = own;
    timer(connectMs, lose);
  }

  function greet(): void {
    const frame = greeting();
    if (frame === null) return close();
    socket?.send(JSON.stringify(frame));
    timer(connectMs, lose);
  }

  function hear(frame: ChatDown): void {
    if (frame.t === 'welcome') {
      tries = 0;
      bound = true;
    }
    if (bound) beat();
    receive(frame);
    if (frame.t === 'welcome') changed(true);
  }

  /** After a silence asks for a sign of life; without one the connection is dead, whatever the browser thinks. */
  function beat(): void {
    timer(quietMs, () => {
      socket?.send('{"t":"ping"}');
      timer(answerMs, lose);
    });
  }

  function drop(): void {
    stopTimer();
    const old = socket;
    socket = null;
    opened = false;
    old?.close();
    if (!bound) return;
    bound = false;
    changed(false);
  }

  function lose(): void {
    drop();
    if (!resting) retry();
  }

  function retry(): void {
    const wait = waits[Math.min(tries, waits.length - 1)] ?? 15_000;
    tries += 1;
    // Spread, so that a service that comes back is not met by everybody at once.
    timer(wait * (0.7 + 0.6 * random()), go);
  }

  function close(): void {
    resting = true;
    tries = 0;
    drop();
  }

  return {
    open: go,
    send(frame) {
      if (!bound) return false;
      socket?.send(JSON.stringify(frame));
      return true;
    },
    nudge() {
      if (resting || bound) return;
      tries = 0;
      if (socket === null) go();
    },
    greet() {
      if (opened) greet();
      else go();
    },
    close,
  };
}
