// Changes when a test stands between a phone and its server otherwise: encryption, and every way in which a line can fail.
import { X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { makeCertificate } from './certificate.ts';

/** An encrypted door to a server of this machine. */
export interface TlsDoor {
  /** Such as wss://127.0.0.1:41234 */
  readonly address: string;
  /** Of the key of its right certificate: what `--ignore-certificate-errors-spki-list` takes, so that a test alone trusts it. */
  readonly hash: string;
  /** Of the right certificate, as Electron says it: "sha256/" and base64. */
  readonly fingerprint: string;
  /** Which certificate is shown from now on; the wrong one to begin with. */
  show(which: 'wrong' | 'right'): void;
  /** Connections that came through so far. */
  made(): number;
  /** Resolves when somebody has looked at the certificate and gone away. */
  refused(): Promise<void>;
  /** open; shut: every line ends, and none is taken; stuck: no line ends, and nothing comes through. */
  set(state: 'open' | 'shut' | 'stuck'): void;
  /** Ends every line, as a server does that is started anew. */
  cut(): void;
  close(): Promise<void>;
}

/**
 * @param folder where its certificates lie, for which nobody vouches. The wrong one is shown first.
 * @param inside the port that it leads to now.
 */
export async function openTlsDoor(folder: string, inside: () => number): Promise<TlsDoor> {
  const make = (name: string) => {
    const own = join(folder, name);
    mkdirSync(own);
    const { cert, key, hash } = makeCertificate(own, ['IP:127.0.0.1']);
    return { hash, files: { cert: readFileSync(cert), key: readFileSync(key) } };
  };
  const [wrong, right] = [make('wrong'), make('right')];
  const { fingerprint256: print } = new X509Certificate(right.files.cert);
  const lines = new Set<Socket>();
  /** Lines that were there when it got stuck stay so: what was lost on them does not come again. */
  const stuck = new WeakSet<Socket>();
  const refusals = new Set<() => void>();
  let state: 'open' | 'shut' | 'stuck' = 'open';
  let made = 0;
  const server = createServer(wrong.files, (outside) => {
    if (state === 'shut') return void outside.destroy();
    const keep = (socket: Socket, other?: Socket): void => {
      lines.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        lines.delete(socket);
        other?.destroy();
      });
    };
    // What comes while it is stuck goes nowhere, then as later.
    if (state === 'stuck') return keep(outside);
    made += 1;
    const to = connect(inside(), '127.0.0.1');
    keep(outside, to);
    keep(to, outside);
    const pass = (from: Socket, on: Socket): void =>
      void from.on('data', (data: Buffer) => {
        if (!stuck.has(from)) on.write(data);
      });
    pass(outside, to);
    pass(to, outside);
  });
  server.on('tlsClientError', () => {
    for (const tell of refusals) tell();
    refusals.clear();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const cut = (): void => {
    for (const line of lines) line.destroy();
  };
  return {
    address: `wss://127.0.0.1:${(server.address() as { port: number }).port}`,
    hash: right.hash,
    fingerprint: `sha256/${Buffer.from(print.replaceAll(':', ''), 'hex').toString('base64')}`,
    show: (which) => server.setSecureContext((which === 'right' ? right : wrong).files),
    made: () => made,
    refused: () => new Promise((resolve) => void refusals.add(resolve)),
    set: (next) => {
      state = next;
      if (next === 'shut') cut();
      if (next === 'stuck') for (const line of lines) stuck.add(line);
    },
    cut,
    close: () =>
      new Promise((resolve) => {
        cut();
        server.close(() => resolve());
      }),
  };
}
