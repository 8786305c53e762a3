// Changes when cutting the network between a desk and the service needs another way of failing.
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';

/** A cable that can be pulled: a TCP relay on loopback. */
export interface Cable {
  /** Where a desk connects to. */
  readonly port: number;
  /** Breaks every connection and refuses new ones. */
  cut(): Promise<void>;
  /** Lets connections through again, on the same port. */
  mend(): Promise<void>;
  close(): Promise<void>;
}

/** Lays a cable to a TCP port on this machine. */
export async function layCable(target: { host: string; port: number }): Promise<Cable> {
  const sockets = new Set<Socket>();
  let server: Server | undefined;
  let port = 0;

  const track = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const mend = async (): Promise<void> => {
    if (server !== undefined) return;
    const listening = createServer((near) => {
      const far = connect(target.port, target.host);
      track(near);
      track(far);
      near.once('close', () => far.destroy());
      far.once('close', () => near.destroy());
      near.pipe(far).pipe(near);
    });
    await new Promise<void>((resolve, reject) => {
      listening.once('error', reject);
      listening.listen(port, '127.0.0.1', resolve);
    });
    port = (listening.address() as AddressInfo).port;
    server = listening;
  };
  const cut = async (): Promise<void> => {
    const listening = server;
    server = undefined;
    for (const socket of sockets) socket.destroy();
    if (listening !== undefined) await new Promise<void>((resolve) => listening.close(() => resolve()));
  };

  await mend();
  return {
    get port() {
      return port;
    },
    cut,
    mend,
    close: cut,
  };
}
