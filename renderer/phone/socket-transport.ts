// Changes when SIP travels over its socket otherwise. A transport that can be given up at once: on a dead path the
// browser's own closing takes up to a minute.

type State = 'Connecting' | 'Connected' | 'Disconnecting' | 'Disconnected';

/** How a socket is opened, for tests to own. */
export type OpenSocket = (address: string, protocol: string) => WebSocket;

/** What the transport is made with. */
export interface SocketOptions {
  readonly server: string;
  readonly connectMs: number;
  readonly open: OpenSocket;
  /** What the parser of the other side's text threw: hostile or damaged messages end here. */
  readonly onBad: (error: unknown) => void;
}

/** Longer than any message of a phone; more is not read at all. */
const maxMessage = 65_535;

/** Carries SIP messages over one WebSocket at a time; made again by every `connect`. */
export class SocketTransport {
  readonly protocol: string;
  state: State = 'Disconnected';
  readonly stateChange: {
    addListener: (listener: (state: State) => void) => void;
    removeListener: (listener: (state: State) => void) => void;
  };
  onConnect: (() => void) | undefined;
  onDisconnect: ((error?: Error) => void) | undefined;
  onMessage: ((message: string) => void) | undefined;
  readonly #options: SocketOptions;
  readonly #listeners = new Set<(state: State) => void>();
  #socket: WebSocket | undefined;

  constructor(_logger: unknown, options: SocketOptions) {
    this.#options = options;
    this.protocol = options.server.startsWith('wss:') ? 'WSS' : 'WS';
    this.stateChange = {
      addListener: (listener) => void this.#listeners.add(listener),
      removeListener: (listener) => void this.#listeners.delete(listener),
    };
  }

  isConnected(): boolean {
    return this.state === 'Connected';
  }

  /** @returns once the socket is open. @throws Error when it is not within `connectMs`. */
  connect(): Promise<void> {
    if (this.isConnected()) return Promise.resolve();
    this.#drop();
    return new Promise((resolve, reject) => {
      let socket: WebSocket;
      try {
        socket = this.#options.open(this.#options.server, 'sip');
      } catch (error) {
        return reject(error instanceof Error ? error : new Error('The address is none.'));
      }
      this.#socket = socket;
      this.#become('Connecting');
      const timer = setTimeout(() => fail('No connection in time.'), this.#options.connectMs);
      const fail = (why: string): void => {
        clearTimeout(timer);
        if (this.#socket === socket) this.#end(new Error(why));
        reject(new Error(why));
      };
      socket.addEventListener('open', () => {
        if (this.#socket !== socket) return;
        clearTimeout(timer);
        this.#become('Connected');
        this.onConnect?.();
        resolve();
      });
      socket.addEventListener('close', () => fail('The connection is closed.'));
      socket.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        if (this.#socket === socket) this.#take(data);
      });
    });
  }

  disconnect(): Promise<void> {
    this.#end(undefined);
    return Promise.resolve();
  }

  dispose(): Promise<void> {
    return this.disconnect();
  }

  send(message: string): Promise<void> {
    if (!this.isConnected() || this.#socket === undefined) return Promise.reject(new Error('Not connected.'));
    this.#socket.send(message);
    return Promise.resolve();
  }

  /** Takes the connection for dead now, whatever the socket says. */
  abort(): void {
    if (this.state !== 'Disconnected') this.#end(new Error('The line does not answer.'));
  }

  #take(data: unknown): void {
    if (typeof data !== 'string' || data.length > maxMessage) return;
    // RFC 7118: two line ends ask whether we are there, one is the answer.
    if (/^[\r\n]*$/.test(data)) {
      if (data.length > 2) void this.send('\r\n').catch(() => {});
      return;
    }
    try {
      this.onMessage?.(data);
    } catch (error) {
      this.#options.onBad(error);
    }
  }

  #end(error: Error | undefined): void {
    const was = this.state;
    this.#drop();
    if (was === 'Disconnected') return;
    this.#become('Disconnected');
    if (was === 'Connected') this.onDisconnect?.(error);
  }

  #drop(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.close();
  }

  #become(state: State): void {
    if (this.state === state) return;
    this.state = state;
    for (const listener of this.#listeners) listener(state);
  }
}
