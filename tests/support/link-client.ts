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
import { segmentLayout } from '../../shared/cache/segment.ts';
import { readSegment, type ReadSegment } from './segments.ts';
import { until } from './until.ts';

/** A frame of a type. */
export type Down<T extends DownFrame['t']> = Extract<DownFrame, { t: T }>;

/** See {@link linkDesk}. */
export interface LinkClient {
  readonly socket: WebSocket;
  readonly token: string;
  readonly deskId: string;
  readonly frames: DownFrame[];
  /** Segments that came, read, beside the frames that announced them. */
  readonly segments: { announced: Down<'segment'>; read: ReadSegment }[];
  /** Bytes received so far. */
  received(): number;
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
  /** Takes rows in bulk as segments. */
  segments?: boolean;
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
  const segments: LinkClient['segments'] = [];
  let announced: Down<'segment'> | null = null;
  let received = 0;
  const records = new Map(from?.records);
  const before = from?.frames.find((frame): frame is Down<'welcome'> => frame.t === 'welcome');
  let cursor: Cursor | null = from?.cursor() ?? null;
  let lastN = 0;
  let broken: Error | null = null;
  let code: number | null = null;
  let fill: typeof records | null = null;

  /** Of two states of a record in a snapshot the newer one holds: its parts were read at different times. */
  function fillIn(row: { kind: RecordKind; id: string; version: number; record?: unknown }): void {
    const key = `${row.kind} ${row.id}`;
    const before = records.get(key);
    if (before === undefined || before.version <= row.version)
      records.set(key, { version: row.version, record: row.record });
  }

  function takeSegment(bytes: Buffer, of: Down<'segment'>): void {
    const read = readSegment(bytes, of);
    segments.push({ announced: of, read });
    if (of.of.t === 'snapshot') {
      if (fill === null) throw new Error('A segment of a snapshot came outside of one');
      read.rows.forEach(fillIn);
      return;
    }
    const { from: begin, to } = of.of;
    if (fill !== null || begin !== cursor) throw new Error(`A segment from ${begin} came at ${cursor}`);
    let at = begin;
    for (const step of read.steps) {
      if (compareCursors(step.cursor, at) <= 0) throw new Error(`A step goes from ${at} to ${step.cursor}`);
      at = step.cursor;
    }
    if (at !== to) throw new Error(`The steps of a segment end at ${at}, it at ${to}`);
    if (read.steps.at(-1)?.place !== read.rows.length) throw new Error('Rows come after the last step');
    for (const row of read.rows) {
      if (row.record === undefined) records.delete(`${row.kind} ${row.id}`);
      else records.set(`${row.kind} ${row.id}`, row);
    }
    cursor = to;
  }

  function take(down: DownFrame): void {
    if (down.t === 'welcome') {
      lastN = down.lastN;
      if (down.then === 'snapshot') {
        records.clear();
        fill = new Map();
      }
    }
    if (down.t === 'snapshot') {
      for (const row of down.rows) fillIn(row);
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
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    received += data.length;
    try {
      if (isBinary !== (announced !== null))
        throw new Error('A segment was not announced, or did not follow');
      if (announced !== null) {
        const of = announced;
        announced = null;
        takeSegment(data, of);
        return;
      }
      const down = downFrameSchema.parse(JSON.parse(data.toString('utf8')));
      if (down.t === 'segment') announced = down;
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
    segments,
    received: () => received,
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
      run: before?.run ?? null,
      segments: options.segments === true ? segmentLayout : null,
      ...options.hello,
    });
  }
  return client;
}
