// Changes when how a request can end does: a value, an error, a time-out, or "gone".
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { AppError } from '../../shared/errors.ts';
import {
  createClient,
  serve,
  type Contract,
  type Handlers,
  type Port,
  type Timers,
} from '../../shared/ipc/rpc.ts';

const contract = {
  requests: {
    double: { input: z.object({ n: z.number() }), output: z.number() },
    name: { input: z.object({}), output: z.string().max(5) },
  },
  pushes: { changed: z.object({ id: z.string() }) },
} satisfies Contract;

/** Two ends of a wire. What is sent arrives at once; either end can be cut. */
function wire(): { left: Port; right: Port; close: () => void; sent: unknown[] } {
  const ends = [0, 1].map(() => ({
    listeners: [] as ((message: unknown) => void)[],
    closers: [] as (() => void)[],
  }));
  const sent: unknown[] = [];
  const port = (own: number): Port => ({
    post: (message) => {
      sent.push(message);
      for (const listener of ends[1 - own]!.listeners) listener(structuredClone(message));
    },
    onMessage: (listener) => void ends[own]!.listeners.push(listener),
    onClose: (listener) => void ends[own]!.closers.push(listener),
  });
  return {
    left: port(0),
    right: port(1),
    sent,
    close: () => ends.forEach((end) => end.closers.forEach((closed) => closed())),
  };
}

/** Timers that a test lets run out. */
function handTimers(): Timers & { runOut: () => void; readonly running: number } {
  const waiting = new Set<() => void>();
  return {
    set: (run) => {
      waiting.add(run);
      return run;
    },
    clear: (timer) => void waiting.delete(timer as () => void),
    runOut: () => [...waiting].forEach((run) => run()),
    get running() {
      return waiting.size;
    },
  };
}

function pair(handlers: Partial<Handlers<typeof contract>> = {}) {
  const ends = wire();
  const timers = handTimers();
  const errors: [string, unknown][] = [];
  const server = serve(
    contract,
    ends.right,
    { double: ({ n }) => 2 * n, name: () => 'Ida', ...handlers },
    (name, error) => errors.push([name, error]),
  );
  return { ...ends, timers, errors, server, client: createClient(contract, ends.left, timers) };
}
const never = (): Promise<never> => new Promise(() => undefined);
const kindOf = async (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'value',
    (error: unknown) => (error instanceof AppError ? error.kind : 'other'),
  );

describe('a request ends', () => {
  test('with its value, and its timer stops', async () => {
    const { client, timers } = pair();
    await expect(client.request('double', { n: 21 })).resolves.toBe(42);
    expect(timers.running).toBe(0);
  });
  test('with the error of the other side, its kind, field and facts kept', async () => {
    const { client, errors } = pair({
      double: () => {
        throw new AppError('conflict', 'Changed meanwhile.', {
          field: 'title',
          facts: { theirs: 'a', yours: 'b' },
        });
      },
    });
    await expect(client.request('double', { n: 1 })).rejects.toMatchObject({
      kind: 'conflict',
      message: 'Changed meanwhile.',
      field: 'title',
      facts: { theirs: 'a', yours: 'b' },
    });
    expect(errors).toEqual([]);
  });
  test('as internal, without details, when the other side fails; the log hears of it', async () => {
    const { client, errors } = pair({ double: () => Promise.reject(new TypeError('secret path /home')) });
    await expect(client.request('double', { n: 1 })).rejects.toMatchObject({
      kind: 'internal',
      message: expect.not.stringContaining('secret') as string,
    });
    expect(errors).toHaveLength(1);
  });
  test('by time-out, and a late answer does no harm', async () => {
    let answer: (n: number) => void = () => undefined;
    const { client, timers } = pair({ double: () => new Promise((resolve) => (answer = resolve)) });
    const asked = kindOf(client.request('double', { n: 1 }));
    timers.runOut();
    expect(await asked).toBe('timeout');
    answer(2);
    await expect(client.request('name', {})).resolves.toBe('Ida');
  });
  test('as gone when the port closes, also those asked after; each listener is told once', async () => {
    const { client, close, timers } = pair({ double: never });
    const asked = [kindOf(client.request('double', { n: 1 })), kindOf(client.request('double', { n: 2 }))];
    let told = 0;
    client.onGone(() => (told += 1));
    close();
    close();
    expect(await Promise.all(asked)).toEqual(['gone', 'gone']);
    expect(await kindOf(client.request('double', { n: 3 }))).toBe('gone');
    client.onGone(() => (told += 10));
    expect(told).toBe(11);
    expect(timers.running).toBe(0);
  });
  test('as invalid, naming the field, when the input breaks the contract; the handler is not called', async () => {
    let called = false;
    const { client } = pair({
      double: ({ n }) => {
        called = true;
        return n;
      },
    });
    await expect(client.request('double', { n: 'x' as unknown as number })).rejects.toMatchObject({
      kind: 'invalid',
      field: 'n',
    });
    expect(called).toBe(false);
  });
  test('as internal when the answer breaks the contract', async () => {
    const { client } = pair({ name: () => 'much too long a name' });
    await expect(client.request('name', {})).rejects.toMatchObject({ kind: 'internal' });
  });
  test('as invalid when there is no such request, also for the names of inherited things', async () => {
    const { client } = pair();
    for (const name of ['nothing', 'constructor', '__proto__', 'toString']) {
      expect(await kindOf(client.request(name as 'name', {})), name).toBe('invalid');
    }
  });
  test('each with its own answer, in whatever order they come', async () => {
    const open: (() => void)[] = [];
    const { client } = pair({ double: ({ n }) => new Promise((resolve) => open.push(() => resolve(2 * n))) });
    const asked = [1, 2, 3].map((n) => client.request('double', { n }));
    for (const answer of open.toReversed()) answer();
    expect(await Promise.all(asked)).toEqual([2, 4, 6]);
  });
});

describe('pushes', () => {
  test('reach who listens, until it stops; one that breaks the contract reaches nobody', () => {
    const { client, server } = pair();
    const heard: string[] = [];
    const stop = client.on('changed', ({ id }) => heard.push(id));
    server.push('changed', { id: 'a' });
    server.push('changed', { id: 7 } as unknown as { id: string });
    stop();
    server.push('changed', { id: 'b' });
    expect(heard).toEqual(['a']);
  });
});

test('rubbish on the wire harms neither side', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.oneof(
          fc.anything(),
          fc.record({ id: fc.integer(), name: fc.string(), input: fc.anything() }),
          fc.record({ id: fc.integer({ min: 1, max: 3 }), ok: fc.boolean(), value: fc.anything() }),
        ),
        { maxLength: 10 },
      ),
      async (frames) => {
        const { client, left, right } = pair();
        for (const frame of frames) {
          try {
            left.post(frame);
            right.post(frame);
          } catch (error) {
            // What cannot be cloned never gets onto a wire.
            if (!(error instanceof DOMException)) throw error;
          }
        }
        await expect(client.request('double', { n: 4 })).resolves.toBe(8);
      },
    ),
    { numRuns: 200 },
  );
});
