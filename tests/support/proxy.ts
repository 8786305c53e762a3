// A line between desk and service that goes wrong on demand: slow, cut, half-open, byte by byte, twice, too late. Changes with what lines do.
import { connect, createServer, type Socket } from 'node:net';

/** What is wrong with the line; all of it may change while connections are open. */
export interface LineFaults {
  /** Each chunk arrives this much later, in ms; with `jitterMs` up to so much more, the order kept. */
  latencyMs: number;
  jitterMs: number;
  /** In each direction; 0 for no bound. */
  bytesPerSecond: number;
  /** Chunks are cut into pieces of at most so many bytes; 0 leaves them. */
  pieceBytes: number;
  /** A connection is cut when so many bytes went through it in both directions; 0 for never. */
  cutAfterBytes: number;
  /** Nothing is passed on any more, nothing is closed: as with a cable pulled far away. */
  halfOpen: boolean;
  /** What the desk sends is kept back and passed on when this ends, even if the desk has hung up meanwhile. */
  holdUp: boolean;
  /** What the desk sends on a new connection goes to the service twice, over two connections. */
  duplicate: boolean;
}

/** See {@link createProxy}. */
export interface Proxy {
  /** Where desks connect instead, such as "http://127.0.0.1:4321". */
  readonly address: string;
  /** How many connections were made so far. */
  readonly made: () => number;
  /** How many are open to the service. */
  readonly open: () => number;
  set(faults: Partial<LineFaults>): void;
  /** Nothing is wrong from now on. */
  heal(): void;
  /** Ends all connections at once. */
  cut(): void;
  close(): Promise<void>;
}

const none: LineFaults = {
  latencyMs: 0,
  jitterMs: 0,
  bytesPerSecond: 0,
  pieceBytes: 0,
  cutAfterBytes: 0,
  halfOpen: false,
  holdUp: false,
  duplicate: false,
};

/**
 * @param target a port of 127.0.0.1.
 * @param random 0 to 1.
 */
export async function createProxy(target: number, random: () => number): Promise<Proxy> {
  let faults = { ...none };
  let made = 0;
  const sockets = new Set<Socket>();
  const upstream = new Set<Socket>();
  /** Runs when faults change: what was kept back may go on. */
  const waiting = new Set<() => void>();

  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
  const change = (): Promise<void> =>
    new Promise((resolve) => {
      const run = (): void => {
        waiting.delete(run);
        resolve();
      };
      waiting.add(run);
    });

  /** Passes on what comes from one side, in order, with the faults as they are at each piece. */
  function pump(
    from: Socket,
    to: Socket[],
    direction: 'up' | 'down',
    count: (bytes: number) => boolean,
  ): void {
    let turn: Promise<void> = Promise.resolve();
    const stuck = (): boolean => faults.halfOpen || (direction === 'up' && faults.holdUp);
    from.on('data', (chunk: Buffer) => {
      // What is not passed on is not read either, so that the sender's system notices nothing.
      from.pause();
      turn = turn.then(async () => {
        const { latencyMs, jitterMs, pieceBytes, bytesPerSecond } = faults;
        if (latencyMs + jitterMs > 0) await pause(latencyMs + random() * jitterMs);
        const size = pieceBytes > 0 ? pieceBytes : chunk.length;
        for (let at = 0; at < chunk.length; at += size) {
          while (stuck()) await change();
          const piece = chunk.subarray(at, at + size);
          if (bytesPerSecond > 0) await pause((piece.length / bytesPerSecond) * 1000);
          // A turn of the loop between two pieces, so that they arrive one by one.
          else if (pieceBytes > 0) await new Promise((resolve) => setImmediate(resolve));
          for (const one of to) if (one.writable) one.write(piece);
          if (!count(piece.length)) return;
        }
        from.resume();
      });
    });
    from.on('close', () => {
      turn = turn.then(async () => {
        while (stuck()) await change();
        for (const one of to) one.end();
      });
    });
  }

  const server = createServer((desk) => {
    made += 1;
    const services = Array.from({ length: faults.duplicate ? 2 : 1 }, () => connect(target, '127.0.0.1'));
    for (const socket of [desk, ...services]) {
      sockets.add(socket);
      socket.setNoDelay(true);
      socket.on('error', () => undefined);
      socket.on('close', () => (sockets.delete(socket), upstream.delete(socket)));
    }
    for (const service of services) upstream.add(service);
    let passed = 0;
    const count = (bytes: number): boolean => {
      passed += bytes;
      if (faults.cutAfterBytes === 0 || passed < faults.cutAfterBytes) return true;
      for (const socket of [desk, ...services]) socket.destroy();
      return false;
    };
    pump(desk, services, 'up', count);
    pump(services[0]!, [desk], 'down', count);
    // What the second one is answered nobody reads; it ends with the first.
    services[1]?.on('data', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port.');

  const set = (next: Partial<LineFaults>): void => {
    faults = { ...faults, ...next };
    for (const run of waiting) run();
  };
  const cut = (): void => sockets.forEach((socket) => socket.destroy());
  return {
    address: `http://127.0.0.1:${address.port}`,
    made: () => made,
    open: () => upstream.size,
    set,
    heal: () => set({ ...none }),
    cut,
    close: async () => {
      set({ ...none });
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
