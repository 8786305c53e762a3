// Changes when what flows to one desk changes: when it is caught up, and from where.
import { describe, expect, test } from 'vitest';
import type { Pool } from 'pg';
import type { Batch, LogEntry } from '../../service/db/feed.ts';
import type { FeedLog } from '../../service/log.ts';
import { createStream, type Stream } from '../../service/stream.ts';
import { scopesFor } from '../../service/visibility.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { compareCursors, type Cursor } from '../../shared/sync/cursor.ts';
import { quiet } from '../support/postgres.ts';
import { until } from '../support/until.ts';

/** A log in memory: entry i is at "i.1", and a run up to it ends at "i+1.0". */
function stage() {
  const entries: LogEntry[] = [];
  let full = false;
  let drained = (): void => {};
  const errors: unknown[] = [];
  const end = (): Cursor => `${entries.length + 1}.0`;
  const run = (from: Cursor, to: Cursor): Batch => ({
    from,
    to,
    more: false,
    entries: entries.filter(
      ({ cursor }) => compareCursors(cursor, from) > 0 && compareCursors(cursor, to) < 0,
    ),
  });
  let position = end();
  const feed = {
    position: () => position,
    read: async (from: Cursor) => run(from, end()),
  } as unknown as FeedLog;
  const held = new Map<string, number>();
  const frames: { from: Cursor; to: Cursor }[] = [];
  const stream: Stream = createStream({
    pool: {} as Pool,
    feed,
    scopes: scopesFor({ id: 'ben', role: 'agent', queueIds: ['a'] }),
    protocol: PROTOCOL_VERSION,
    segments: null,
    log: quiet,
    send(text) {
      const delta = JSON.parse(text as string) as {
        from: Cursor;
        to: Cursor;
        changes: { id: string; version: number }[];
      };
      if (frames.length > 0) expect(delta.from).toBe(frames.at(-1)!.to);
      frames.push(delta);
      for (const { id, version } of delta.changes) held.set(id, version);
    },
    isFull: () => full,
    drained: () => (full ? new Promise((resolve) => (drained = resolve)) : Promise.resolve()),
    onError: (error) => errors.push(error),
  });
  return {
    stream,
    held,
    frames,
    errors,
    write(id: string, scope = 'queue:a') {
      const n = entries.length + 1;
      entries.push({ cursor: `${n}.1`, kind: 'note', id, op: 'put', scope, version: n, json: '{}' });
    },
    /** Brings everything written since the last time to the stream. */
    flow() {
      const batch = run(position, end());
      position = batch.to;
      stream.hear(batch);
      return batch;
    },
    /** Reads on without telling the stream, which should not happen. */
    lose() {
      position = end();
    },
    setFull(on: boolean) {
      full = on;
      if (!on) drained();
    },
  };
}

describe('a stream', () => {
  test('SYNC-8 goes on from its cursor, then live, silent about what is not visible', async () => {
    const { stream, held, frames, write, flow } = stage();
    await stream.start({ after: '1.0', behind: 0 });
    write('one');
    flow();
    write('hidden', 'queue:b');
    flow();
    expect(frames).toHaveLength(1);
    write('two');
    flow();
    expect([...held.keys()]).toEqual(['one', 'two']);
    expect(frames.at(-1)?.to).toBe('4.0');
  });

  test('SYNC-9 says how far the log is when it owes that, or is asked', async () => {
    const { stream, frames, write, flow } = stage();
    await stream.start({ after: '1.0', behind: 0 });
    stream.owe('2.0');
    expect(frames).toEqual([]);
    write('hidden', 'queue:b');
    flow();
    expect(frames.at(-1)).toMatchObject({ to: '2.0', changes: [] });
    expect(stream.nudge()).toBe(false);
    write('hidden too', 'queue:b');
    flow();
    expect(stream.nudge()).toBe(true);
    expect(frames.at(-1)).toMatchObject({ to: '3.0', changes: [] });
  });

  test('SYNC-9 waits for a desk that is full, and then brings all it has missed', async () => {
    const { stream, held, frames, write, flow, setFull } = stage();
    await stream.start({ after: '1.0', behind: 0 });
    setFull(true);
    for (const id of ['a', 'b', 'c']) {
      write(id);
      flow();
    }
    expect(frames).toEqual([]);
    setFull(false);
    await until(() => held.size === 3, { what: 'everything' });
  });

  test('SYNC-8 reads what it did not hear from the log instead of leaving a hole', async () => {
    const { stream, held, write, flow, lose } = stage();
    await stream.start({ after: '1.0', behind: 0 });
    write('heard');
    flow();
    write('lost');
    lose();
    write('after');
    flow();
    await until(() => held.has('lost') && held.has('after'), { what: 'the lost one' });
  });

  test('stops for good', async () => {
    const { stream, frames, write, flow } = stage();
    await stream.start({ after: '1.0', behind: 0 });
    stream.stop();
    write('late');
    flow();
    stream.owe('2.0');
    expect(frames).toEqual([]);
  });
});
