// Changes when how frames reach a socket changes: whole, in their order, shared or not, and with a measure of what is unread.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import * as fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocket, WebSocketServer } from 'ws';
import { createFramer, textFrame, type Framer } from '../../service/framer.ts';
import { createWire, isFull, type Wire } from '../../service/wire.ts';
import { until } from '../support/until.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0).toReversed()) end();
});

const framers = (): { framer: Framer; made: () => number } => {
  let made = 0;
  const framer = createFramer((run) => void setImmediate(run));
  return {
    framer: {
      bytes(text) {
        made += 1;
        return framer.bytes(text);
      },
    },
    made: () => made,
  };
};

/** Real wires over real sockets, and what their other ends hear. */
async function lines(count: number, framer: Framer) {
  const server: Server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  const wires: { wire: Wire; stream: Duplex; writes: () => number }[] = [];
  server.on('upgrade', (request, stream, head) =>
    sockets.handleUpgrade(request, stream, head, (socket) => {
      let writes = 0;
      const handle = (stream as unknown as { _handle: Record<string, (...args: unknown[]) => unknown> })
        ._handle;
      for (const name of ['writeBuffer', 'writev', 'writeUtf8String', 'writeLatin1String']) {
        const write = handle[name]!.bind(handle);
        handle[name] = (...args) => {
          writes += 1;
          return write(...args);
        };
      }
      wires.push({
        wire: createWire({ socket, stream, framer, onError: () => {} }),
        stream,
        writes: () => writes,
      });
    }),
  );
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  const clients: { socket: WebSocket; heard: string[]; closed: () => number | null }[] = [];
  for (let n = 0; n < count; n++) {
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
    const heard: string[] = [];
    let code: number | null = null;
    socket.on('message', (data: Buffer, isBinary: boolean) =>
      heard.push(isBinary ? `<${data.length}>` : data.toString('utf8')),
    );
    socket.on('close', (given) => (code = given));
    await new Promise((resolve) => socket.once('open', resolve));
    ends.push(() => socket.terminate());
    clients.push({ socket, heard, closed: () => code });
  }
  await until(() => wires.length === count, { what: 'the wires' });
  return { wires, clients };
}

describe('a wire', () => {
  test('SYNC-3 brings frames in the order they were given, shared ones and others, of every size', async () => {
    const { framer } = framers();
    const { wires, clients } = await lines(1, framer);
    const { wire } = wires[0]!;
    const sent: string[] = [];
    for (const [i, size] of [
      0, 1, 125, 125, 126, 126, 127, 65_535, 65_535, 65_536, 65_536, 300_000,
    ].entries()) {
      const shared = i % 2 === 0 ? 'x'.repeat(size) : 'é'.repeat(size >> 1).padEnd((size >> 1) + (size & 1));
      wire.send(shared, true);
      wire.send(`own ${i}`);
      wire.send(new Uint8Array(i + 1));
      wire.send(shared, true);
      sent.push(shared, `own ${i}`, `<${i + 1}>`, shared);
    }
    wire.end('goodbye', 4400);
    await until(() => clients[0]!.closed() !== null, { what: 'the close' });
    expect(clients[0]!.heard).toEqual([...sent, 'goodbye']);
    expect(clients[0]!.closed()).toBe(4400);
    wire.send('after the end', true);
  });

  test('what one desk is told in one turn leaves in one write', async () => {
    const { wires, clients } = await lines(1, framers().framer);
    const { wire, writes } = wires[0]!;
    const before = writes();
    for (let n = 0; n < 50; n++) wire.send(`verdict ${n}`);
    await until(() => clients[0]!.heard.length === 50, { what: 'all of them' });
    expect(writes() - before).toBe(1);
  });

  test('SYNC-9 says how much is unread, and that it was read, when all of it was shared', async () => {
    const { wires, clients } = await lines(1, framers().framer);
    const { wire } = wires[0]!;
    clients[0]!.socket.pause();
    const text = 'x'.repeat(500_000);
    for (let n = 0; n < 60 && !isFull(wire); n++) {
      wire.send(text, true);
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(isFull(wire)).toBe(true);
    let drained = false;
    void wire.drained().then(() => (drained = true));
    await new Promise((resolve) => setImmediate(resolve));
    expect(drained).toBe(false);
    clients[0]!.socket.resume();
    await until(() => drained, { what: 'the desk to read on' });
    expect(isFull(wire)).toBe(false);
  });
});

describe('a framer', () => {
  test('makes the same frame as a server of the library, for any text', async () => {
    const { wires, clients } = await lines(1, framers().framer);
    const { stream } = wires[0]!;
    const texts = fc.sample(fc.string({ unit: 'grapheme', maxLength: 300 }), 100);
    for (const text of texts) stream.write(textFrame(text));
    await until(() => clients[0]!.heard.length === texts.length, { what: 'all of them' });
    expect(clients[0]!.heard).toEqual(texts);
  });

  test('makes a text into bytes once for all desks of a turn, and keeps nothing after it', () => {
    const later: (() => void)[] = [];
    const framer = createFramer((run) => later.push(run));
    const first = framer.bytes('delta');
    expect(framer.bytes(['del', 'ta'].join(''))).toBe(first);
    expect(framer.bytes('other')).not.toBe(first);
    expect(later).toHaveLength(1);
    later[0]!();
    expect(framer.bytes('delta')).not.toBe(first);
    expect(framer.bytes('delta').equals(first)).toBe(true);
  });
});
