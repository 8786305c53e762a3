// A desk reduced to its link: signs in, says hello, keeps what it is sent, and checks that cursors never skip.
import { WebSocket } from 'ws';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import {
  downFrameSchema,
  PROTOCOL_VERSION,
  signInReplySchema,
  type DownFrame,
  type UpFrame,
} from '../../shared/sync/protocol.ts';
import { until } from './until.ts';

/** A frame of a type. */
export type Down<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;

/** See {@link linkDesk}. */
export interface LinkClient {
  readonly socket: WebSocket;
  readonly token: string;
  readonly deskId: string;
  readonly frames: DownFrame[];
  /** What it holds, by "kind id". */
  readonly records: Map<string, { version: number; record: unknown }>;
  cursor(): Cursor | null;
  has(kind: RecordKind, id: string): boolean;
  get<K extends RecordKind>(kind: K, id: string): RecordOf<K> | undefined;
  send(frame: UpFrame): void;
  sendText(text: string): void;
  /** Pushes with the next numbers. @returns the verdicts. */
  push(...commands: AgentCommand[]): Promise<Down<'verdict'>[]>;
  /** Waits for a frame that fits. */
  next<T extends DownFrame['t']>(t: T, fits?: (frame: Down<T>) => boolean): Promise<Down<T>>;
  /** Waits until the snapshot and everything up to now is in. */
  ready(): Promise<LinkClient>;
  /** Waits until the connection is over. @returns the code it closed with. */
  closed(): Promise<number>;
  close(): void;
}

/** Signs in over HTTP. */
export async function signIn(
  address: string,
  handle: string,
  password: string,
  deskId: string,
): Promise<Response> {
  return fetch(`${address}/api/sign-in`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ handle, password, deskId }),
  });
}

/** What to link as. */
export interface LinkOptions {
  handle: string;
  password?: string;
  deskId?: string;
  token?: string;
  /** Continues what an earlier client of the same desk has. */
  from?: LinkClient;
  /** What hello says instead. */
  hello?: Partial<Extract<UpFrame, { t: 'hello' }>>;
  /** Says no hello by itself. */
  silent?: boolean;
}

/** Links a desk. Every frame is parsed by the schema; a delta that does not follow the cursor fails the test. */
export async function linkDesk(address: string, options: LinkOptions): Promise<LinkClient> {
  const { from } = options;
  const deskId = options.deskId ?? from?.deskId ?? `desk-${options.handle}`;
  let token = options.token ?? from?.token;
  if (token === undefined) {
    const answer = await signIn(address, options.handle, options.password ?? 'correct horse', deskId);
    if (!answer.ok) throw new Error(`Sign-in failed: ${await answer.text()}`);
    token = signInReplySchema.parse(await answer.json()).token;
  }
  const socket = new WebSocket(`${address.replace('http', 'ws')}/link`);
  const frames: DownFrame[] = [];
  const records = new Map(from?.records);
  const before = from?.frames.find((frame): frame is Down<'welcome'> => frame.t === 'welcome');
  let cursor: Cursor | null = from?.cursor() ?? null;
  let lastN = 0;
  let broken: Error | null = null;
  let code: number | null = null;
  let fill: typeof records | null = null;

  function take(down: DownFrame): void {
    if (down.t === 'welcome') {
      lastN = down.lastN;
      if (down.then === 'snapshot') {
        records.clear();
        fill = new Map();
      }
    }
    if (down.t === 'snapshot') {
      for (const { kind, id, version, record } of down.rows)
        records.set(`${kind} ${id}`, { version, record });
      if (down.cursor !== null) {
        cursor = down.cursor;
        fill = null;
      }
    }
    if (down.t === 'delta') {
      if (fill !== null) throw new Error('A delta came before the snapshot was complete');
      if (down.from !== cursor) throw new Error(`A delta from ${down.from} came at ${cursor}`);
      if (compareCursors(down.to, down.from) <= 0)
        throw new Error(`A delta goes from ${down.from} to ${down.to}`);
      for (const change of down.changes) {
        if (change.op === 'put') records.set(`${change.kind} ${change.id}`, change);
        else records.delete(`${change.kind} ${change.id}`);
      }
      cursor = down.to;
    }
  }
  socket.on('message', (data: Buffer) => {
    try {
      const down = downFrameSchema.parse(JSON.parse(data.toString('utf8')));
      take(down);
      frames.push(down);
    } catch (error) {
      broken ??= error as Error;
    }
  });
  socket.on('close', (why) => (code = why));
  socket.on('error', () => {});
  const check = <T>(value: T): T => {
    if (broken !== null) throw broken;
    return value;
  };
  await until(() => socket.readyState !== WebSocket.CONNECTING, { what: 'the socket to open' });

  const client: LinkClient = {
    socket,
    token,
    deskId,
    frames,
    records,
    cursor: () => cursor,
    has: (kind, id) => records.has(`${kind} ${id}`),
    get: <K extends RecordKind>(kind: K, id: string) =>
      records.get(`${kind} ${id}`)?.record as RecordOf<K> | undefined,
    send: (frame) => socket.send(JSON.stringify(frame)),
    sendText: (text) => socket.send(text),
    async push(...commands) {
      const first = lastN + 1;
      client.send({ t: 'push', items: commands.map((command, i) => ({ n: first + i, at: 0, command })) });
      lastN += commands.length;
      return Promise.all(
        commands.map((_, i) => client.next('verdict', (verdict) => verdict.n === first + i)),
      );
    },
    async next(t, fits = () => true) {
      let found: DownFrame | undefined;
      await until(
        () => {
          found = check(frames.find((frame) => frame.t === t && fits(frame as never)));
          return found !== undefined;
        },
        { what: `a ${t} frame (got ${frames.map((frame) => frame.t).join(' ')}, closed with ${code})` },
      );
      return found as never;
    },
    async ready() {
      await client.next('welcome');
      await until(() => check(cursor !== null && fill === null), { what: 'the snapshot' });
      return client;
    },
    async closed() {
      await until(() => code !== null, { what: 'the socket to close' });
      return check(code!);
    },
    close: () => socket.close(),
  };
  if (options.silent !== true) {
    client.send({
      t: 'hello',
      protocol: PROTOCOL_VERSION,
      app: 'test',
      deskId,
      token,
      epoch: before?.epoch ?? null,
      cursor,
      scopes: before?.scopes ?? null,
      ...options.hello,
    });
  }
  return client;
}
