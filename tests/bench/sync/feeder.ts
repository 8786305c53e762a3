// A service without a database, as a process of its own: prepared frames over the real link, so that the desk's side alone is measured.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { WebSocketServer, type WebSocket } from 'ws';
import { deltaFrame, frame, snapshotFrame } from '../../../service/frames.ts';
import { agents } from '../../../service/seed/company.ts';
import { maxFrameBytes, upFrameSchema, type UpFrame } from '../../../shared/sync/protocol.ts';
import { onOrder } from './child.ts';

/** What it is told. Files hold a row on each line. */
export type FeederOrder =
  /** With no file it has nothing for fresh desks. */
  | { t: 'start'; rowsFile: string | null; kinds?: string[]; port?: number }
  /** To the desk that is linked now, as the service would tell it, from the cursor it came with. */
  | { t: 'deltas'; rowsFile: string };
/** How it answers: with its address, or where the log stands after the deltas. */
export interface FeederAnswer {
  address: string;
  cursor: string;
}

const rowsAtOnce = 2000;
const agent = agents.find((one) => one.handle === 'demo')!;
const links = new Map<WebSocket, string>();
let snapshot: Buffer[] = [];
let address = '';
const start = '100.0';

async function pack(
  file: string,
  wrap: (rows: string, count: number) => string,
  kinds?: string[],
): Promise<Buffer[]> {
  const frames: Buffer[] = [];
  let rows: string[] = [];
  let bytes = 0;
  let count = 0;
  const flush = (): void => {
    if (rows.length === 0) return;
    count += rows.length;
    frames.push(Buffer.from(wrap(`[${rows.join(',')}]`, count)));
    rows = [];
    bytes = 0;
  };
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (kinds !== undefined && !kinds.some((kind) => line.startsWith(`{"kind":"${kind}"`))) continue;
    const size = Buffer.byteLength(line) + 20;
    if (bytes + size > maxFrameBytes - 4096 || rows.length >= rowsAtOnce) flush();
    rows.push(line);
    bytes += size;
  }
  flush();
  return frames;
}

async function feed(socket: WebSocket, frames: readonly Buffer[]): Promise<void> {
  for (const one of frames) {
    while (socket.bufferedAmount > 2 * 1024 * 1024) await new Promise((resolve) => setImmediate(resolve));
    if (socket.readyState !== socket.OPEN) return;
    socket.send(one, { binary: false });
  }
  while (socket.bufferedAmount > 0) await new Promise((resolve) => setImmediate(resolve));
}

async function hello(socket: WebSocket, up: Extract<UpFrame, { t: 'hello' }>): Promise<void> {
  const { cursor } = up;
  const flow = cursor === null ? 'snapshot' : 'delta';
  socket.send(
    frame({
      t: 'welcome',
      protocol: 2,
      // Whatever the desk has is right: it may come from a real service.
      epoch: up.epoch ?? 'bench',
      scopes: up.scopes ?? 'bench',
      run: up.run ?? 'bench',
      agent,
      now: Date.now(),
      lastN: 0,
      // oxlint-disable-next-line unicorn/no-thenable -- a word of the protocol, never awaited
      then: flow,
    }),
  );
  if (cursor === null) await feed(socket, [...snapshot, Buffer.from(snapshotFrame('[]', 0, 0, start))]);
  links.set(socket, cursor ?? start);
}

const http = createServer((request, response) => {
  response.setHeader('content-type', 'application/json');
  request.resume();
  if (request.url === '/api/about')
    return response.end(JSON.stringify({ product: 'parley', version: '0.1.0', protocols: [1, 2] }));
  response.end(JSON.stringify({ token: 'bench', expiresAt: Date.now() + 3_600_000, agent }));
});
new WebSocketServer({ server: http, perMessageDeflate: false }).on('connection', (socket) => {
  socket.on('message', (data: Buffer) => {
    const up = upFrameSchema.parse(JSON.parse(data.toString('utf8')));
    if (up.t === 'hello') void hello(socket, up);
    else if (up.t === 'ping') socket.send(frame({ t: 'pong' }));
  });
  socket.on('close', () => links.delete(socket));
  socket.on('error', () => undefined);
});

onOrder(async (order: FeederOrder) => {
  if (order.t === 'start') {
    snapshot =
      order.rowsFile === null
        ? []
        : await pack(order.rowsFile, (rows, count) => snapshotFrame(rows, count, count, null), order.kinds);
    await new Promise<void>((resolve) => http.listen(order.port ?? 0, '127.0.0.1', resolve));
    address = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
    process.send!({ address, cursor: start });
    return;
  }
  const [socket, from] = [...links].at(-1)!;
  let at = from;
  let xid = Number(from.split('.')[0]);
  const frames = await pack(order.rowsFile, (rows) => {
    const to = `${++xid}.0`;
    const text = deltaFrame(at, to, rows.replaceAll('{"kind":', '{"op":"put","kind":'));
    at = to;
    return text;
  });
  process.send!({ address, cursor: at });
  void feed(socket, frames);
});
