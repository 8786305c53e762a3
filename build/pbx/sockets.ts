// Changes when the demo exchange finds the socket for a message otherwise. One transport over all of its sockets.
import { WebSocketServer, type WebSocket } from 'ws';

/** What the transport needs. */
export interface SocketsOptions {
  /** 0 takes a free one. */
  readonly port: number;
  /** Which socket leads to an address now. */
  readonly socketOf: (uri: string) => WebSocket | undefined;
  /** Sees every message before it is read, with the socket it came by. */
  readonly before: (message: string, from: WebSocket) => void;
  readonly onClosed: (socket: WebSocket) => void;
  readonly onBad: (error: unknown) => void;
}

/** The sockets of the demo exchange, in the shape in which SIP.js wants a transport. */
export interface Sockets {
  readonly port: number;
  /** Cuts every connection, as a server does that is started again. */
  cut(): void;
  close(): Promise<void>;
  readonly transport: new () => object;
}

const maxMessage = 65_535;
const branchesKept = 4_000;

/** Listens on this machine alone. @throws Error when the port is taken. */
export async function openSockets(options: SocketsOptions): Promise<Sockets> {
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: options.port,
    maxPayload: maxMessage,
    handleProtocols: (protocols) => protocols.has('sip') && 'sip',
  });
  await new Promise<void>((resolve, reject) => {
    server.once('listening', resolve);
    server.once('error', reject);
  });
  const branches = new Map<string, WebSocket>();
  let receive: ((message: string) => void) | undefined;

  server.on('connection', (socket) => {
    socket.on('error', () => {});
    socket.on('close', () => options.onClosed(socket));
    socket.on('message', (data) => {
      const message = (data as Buffer).toString();
      if (/^[\r\n]*$/.test(message)) return socket.send('\r\n');
      const branch = branchOf(message);
      if (branch !== undefined) {
        branches.set(branch, socket);
        if (branches.size > branchesKept) branches.delete(branches.keys().next().value ?? '');
      }
      try {
        options.before(message, socket);
        receive?.(message);
      } catch (error) {
        options.onBad(error);
      }
    });
  });

  class Transport {
    readonly protocol = 'WS';
    readonly state = 'Connected';
    readonly stateChange = { addListener: (): void => {}, removeListener: (): void => {} };
    onConnect: (() => void) | undefined;
    onDisconnect: (() => void) | undefined;
    set onMessage(take: ((message: string) => void) | undefined) {
      receive = take;
    }
    isConnected = (): boolean => true;
    connect = (): Promise<void> => Promise.resolve();
    disconnect = (): Promise<void> => Promise.resolve();
    dispose = (): Promise<void> => Promise.resolve();
    send(message: string): Promise<void> {
      const response = message.startsWith('SIP/2.0');
      const uri = /^[A-Z]+ (\S+) /.exec(message)?.[1];
      const socket = response ? branches.get(branchOf(message) ?? '') : options.socketOf(uri ?? '');
      return new Promise((resolve, reject) => {
        if (socket?.readyState !== 1) return reject(new Error('Nobody is connected there.'));
        socket.send(message, (error) => (error ? reject(error) : resolve()));
      });
    }
  }

  return {
    port: (server.address() as { port: number }).port,
    cut: () => {
      for (const socket of server.clients) socket.terminate();
    },
    close: () =>
      new Promise((resolve) => {
        for (const socket of server.clients) socket.terminate();
        server.close(() => resolve());
      }),
    transport: Transport,
  };
}

/** The transaction that a message belongs to: the branch of its topmost Via. */
function branchOf(message: string): string | undefined {
  return /^Via:[^\r\n]*;branch=([^;,\s]+)/im.exec(message)?.[1];
}
