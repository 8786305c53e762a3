// The way to a service over the network: what each kind of answer, and of silence, becomes at the desk.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTcp, type AddressInfo, type Server as TcpServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { WebSocketServer } from 'ws';
import { createNetTransport } from '../../electron/store/sync/net.ts';
import { maxFrameBytes, maxSegment } from '../../shared/sync/protocol.ts';
import { anAgent } from '../support/records.ts';
import { until } from '../support/until.ts';

const transport = createNetTransport();
const open: (() => void)[] = [];
afterEach(() => open.splice(0).forEach((close) => close()));

async function listen(server: Server | TcpServer): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push(() => {
    server.close();
    if ('closeAllConnections' in server) server.closeAllConnections();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const serving = (answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> =>
  listen(createServer(answer));
const json = (status: number, body: unknown) => (_request: IncomingMessage, response: ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};
/** An address at which nobody listens any more. */
async function deadAddress(): Promise<string> {
  const address = await serving(() => undefined);
  open.splice(0).forEach((close) => close());
  return address;
}
const request = { handle: 'ada', password: 'secret', deskId: 'd' };

describe('who answers', () => {
  test('a Parley service', async () => {
    const about = { product: 'parley', version: '1.2.3', protocols: [1] };
    expect(await transport.about(await serving(json(200, about)))).toEqual(about);
  });
  test.each([
    ['another product', json(200, { product: 'other' })],
    ['a page', (_: IncomingMessage, response: ServerResponse) => void response.end('<html>hello</html>')],
    ['nothing there', json(404, {})],
    [
      'far too much',
      (_: IncomingMessage, response: ServerResponse) => void response.end('x'.repeat(2_000_000)),
    ],
  ])('%s is no Parley service', async (_what, answer) => {
    await expect(transport.about(await serving(answer))).rejects.toMatchObject({
      kind: 'notFound',
      field: 'service',
    });
  });
  test('nobody', async () => {
    await expect(transport.about(await deadAddress())).rejects.toMatchObject({ kind: 'unreachable' });
  });
  test('somebody who sends elsewhere', async () => {
    const elsewhere = await serving(
      (_, response) => void response.writeHead(302, { location: 'http://127.0.0.1:9/' }).end(),
    );
    await expect(transport.about(elsewhere)).rejects.toMatchObject({ kind: 'unreachable' });
  });
});

describe('signing in', () => {
  test('gives a token', async () => {
    const reply = { token: 't', expiresAt: 5, agent: anAgent('ada') };
    const seen: string[] = [];
    const address = await serving((incoming, response) => {
      incoming.on('data', (chunk: Buffer) => void seen.push(chunk.toString()));
      incoming.on('end', () => json(200, reply)(incoming, response));
    });
    expect(await transport.signIn(address, request)).toEqual(reply);
    expect(JSON.parse(seen.join(''))).toEqual(request);
  });
  test.each([
    [401, { kind: 'unauthenticated', message: 'The name or the password is wrong.' }],
    [429, { kind: 'rateLimited', message: 'Wait.', facts: { retryAfterMs: 5000 } }],
    [403, { kind: 'forbidden', message: 'Closed.' }],
  ])('%i is told as the service said it', async (status, error) => {
    await expect(transport.signIn(await serving(json(status, error)), request)).rejects.toMatchObject(error);
  });
  test('an answer that is not valid is refused with its field', async () => {
    await expect(
      transport.signIn(await serving(json(200, { token: 't', expiresAt: 5, agent: { id: 'ada' } })), request),
    ).rejects.toMatchObject({ kind: 'invalid', field: expect.stringContaining('agent') as string });
    await expect(transport.signIn(await serving(json(500, 'oops')), request)).rejects.toMatchObject({
      kind: 'unreachable',
    });
  });
});

describe('the link', () => {
  interface Heard {
    opened: boolean;
    texts: string[];
    /** Texts, and the lengths of binary frames. */
    all: (string | number)[];
    closed: [string, boolean][];
  }
  const link = (address: string): { heard: Heard; socket: ReturnType<typeof transport.link> } => {
    const heard: Heard = { opened: false, texts: [], all: [], closed: [] };
    const socket = transport.link(address, {
      opened: () => (heard.opened = true),
      text: (text) => {
        heard.texts.push(text);
        heard.all.push(text);
      },
      bytes: (data) => void heard.all.push(data.byteLength),
      closed: (why, notParley) => void heard.closed.push([why, notParley]),
    });
    open.push(() => socket.close());
    return { heard, socket };
  };
  const echo = async (): Promise<{ address: string; peers: WebSocketServer }> => {
    const server = createServer();
    const peers = new WebSocketServer({ server, path: '/link' });
    peers.on('connection', (peer) =>
      peer.on('message', (data) => peer.send((data as Buffer).toString('utf8'))),
    );
    open.push(() => peers.clients.forEach((peer) => peer.terminate()));
    return { address: await listen(server), peers };
  };

  test('carries frames both ways, as large as they may be', async () => {
    const { address } = await echo();
    const { heard, socket } = link(address);
    await until(() => heard.opened, { what: 'the line' });
    const big = 'ä'.repeat(maxFrameBytes / 2);
    socket.send('hello');
    socket.send(big);
    await until(() => heard.texts.length === 2, { what: 'the echo' });
    expect(heard.texts[0]).toBe('hello');
    expect(heard.texts[1] === big).toBe(true);
    expect(heard.closed).toEqual([]);
  });

  test('SYNC-24: carries binary frames in order with the texts, as large as they may be', async () => {
    const { address, peers } = await echo();
    const { heard } = link(address);
    await until(() => heard.opened, { what: 'the line' });
    const [peer] = peers.clients;
    for (const size of [1, maxSegment.packed, 5]) {
      peer!.send(`before ${size}`);
      peer!.send(Buffer.alloc(size, 7));
    }
    peer!.send('after');
    await until(() => heard.all.includes('after'), { what: 'everything' });
    expect(heard.all).toEqual([
      'before 1',
      1,
      `before ${maxSegment.packed}`,
      maxSegment.packed,
      'before 5',
      5,
      'after',
    ]);
  });

  test('a line that is held brings nothing until it is read again, and can be closed', async () => {
    const { address, peers } = await echo();
    const { heard, socket } = link(address);
    await until(() => heard.opened, { what: 'the line' });
    socket.hold!(true);
    const [peer] = peers.clients;
    const answered = new Promise((resolve) => peer!.once('message', resolve));
    // More than the sockets between the two keep for it.
    for (let i = 0; i < 20; i++) peer!.send(Buffer.alloc(1_000_000, 7));
    socket.send('still heard over there');
    await answered;
    expect(heard.all.length).toBeLessThan(20);
    socket.hold!(false);
    await until(() => heard.all.length === 21, { what: 'the rest and the echo' });
    socket.hold!(true);
    socket.close();
    await until(() => peers.clients.size === 0, { what: 'the end at the other side' });
  });

  test('says once that it is lost', async () => {
    const { address, peers } = await echo();
    const { heard } = link(address);
    await until(() => heard.opened, { what: 'the line' });
    peers.clients.forEach((peer) => peer.terminate());
    await until(() => heard.closed.length > 0, { what: 'the end' });
    expect(heard.closed).toEqual([['The connection to the service was lost.', false]]);
  });

  test('is silent after it was closed on purpose', async () => {
    const { address, peers } = await echo();
    const { heard, socket } = link(address);
    await until(() => heard.opened, { what: 'the line' });
    socket.close();
    await until(() => peers.clients.size === 0, { what: 'the end at the other side' });
    socket.send('too late');
    expect(heard.closed).toEqual([]);
  });

  test.each([
    [404, true],
    [200, true],
    [502, false],
    [503, false],
    [429, false],
  ])('an answer of %i instead of a line: no Parley service: %s', async (status, notParley) => {
    const { heard } = link(await serving(json(status, {})));
    await until(() => heard.closed.length > 0, { what: 'the end' });
    expect(heard.closed).toEqual([[`The service answered with ${status}.`, notParley]]);
  });

  test('nobody there', async () => {
    const { heard } = link(await deadAddress());
    await until(() => heard.closed.length > 0, { what: 'the end' });
    expect(heard.closed).toMatchObject([[expect.stringContaining('ECONNREFUSED'), false]]);
  });

  test('somebody who speaks something else entirely', async () => {
    const address = await listen(
      createTcp((socket) => socket.on('error', () => undefined).end('SSH-2.0-hello\r\n')),
    );
    const { heard } = link(address);
    await until(() => heard.closed.length > 0, { what: 'the end' });
    expect(heard.closed).toHaveLength(1);
  });
});
