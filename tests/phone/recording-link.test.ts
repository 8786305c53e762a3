// Changes when recordings are carried from the phone to the store otherwise.
import { describe, expect, test } from 'vitest';
import { createRecordingLink, problemOf } from '../../renderer/phone/recording-link.ts';
import { AppError } from '../../shared/errors.ts';
import { recordingContract, type RecordingProblem } from '../../shared/ipc/recording.ts';
import { serve, type Port } from '../../shared/ipc/rpc.ts';
import { settle } from './support/recorder-scene.ts';

/** Both ends of a port, with a store that keeps what it is given, and can be ended. */
function storeOn(kept: Map<string, Uint8Array[]>, told: string[], refuse?: { kind: AppError['kind'] }) {
  const left: ((message: unknown) => void)[] = [];
  const right: ((message: unknown) => void)[] = [];
  const closed: (() => void)[] = [];
  let alive = true;
  const end = (mine: typeof left, theirs: typeof left): Port => ({
    post: (message) => queueMicrotask(() => alive && theirs.forEach((hear) => hear(message))),
    onMessage: (hear) => void mine.push(hear),
    onClose: (listener) => void closed.push(listener),
  });
  const need = (): void => {
    if (refuse !== undefined) throw new AppError(refuse.kind, 'No.');
  };
  serve(
    recordingContract,
    end(right, left),
    {
      'recording.begin': ({ id }) => {
        need();
        if (!kept.has(id)) kept.set(id, []);
        return { chunks: kept.get(id)!.length };
      },
      'recording.chunk': ({ id, n, data }) => {
        expect(n).toBe(kept.get(id)!.length);
        kept.get(id)!.push(data);
        return {};
      },
      'recording.finish': ({ id, ms }) => {
        told.push(`${id} ${ms}`);
        return {};
      },
      'recording.failed': ({ problem }) => {
        need();
        told.push(`failed ${problem}`);
        return {};
      },
      'recording.drop': ({ id }) => {
        kept.delete(id);
        told.push(`${id} dropped`);
        return {};
      },
    },
    (_name, error) => {
      throw error;
    },
  );
  return {
    port: end(left, right),
    kill: () => {
      alive = false;
      closed.forEach((tell) => tell());
    },
  };
}
const handTimers = () => {
  const due: (() => void)[] = [];
  return {
    set: (run: () => void, ms: number): unknown => {
      // Only what waits to try again: the time of an answer does not run here.
      if (ms < 10_000) due.push(run);
      return run;
    },
    clear: () => {},
    run: () => due.splice(0).forEach((run) => run()),
  };
};
const head = { id: 'rec-1', conversationId: 'v', callId: 'sip', at: 1 };
const piece = (n: number): Uint8Array => Uint8Array.of(n, n, n);

describe('REC-2: the way to the store', () => {
  test('pieces arrive once and in order, though the store ends in between and comes back', async () => {
    const kept = new Map<string, Uint8Array[]>();
    const told: string[] = [];
    const link = createRecordingLink(handTimers());
    const ends: (RecordingProblem | null)[] = [];
    const sent = link.open(head, { onEnd: (problem) => void ends.push(problem) });
    sent.add(piece(0));
    const first = storeOn(kept, told);
    link.attach(first.port);
    await settle();
    sent.add(piece(1));
    first.kill();
    sent.add(piece(2));
    await settle();
    link.attach(storeOn(kept, told).port);
    await settle();
    sent.add(piece(3));
    sent.finish(4_000, []);
    await settle();
    expect(kept.get('rec-1')?.map(([n]) => n)).toEqual([0, 1, 2, 3]);
    expect([told, ends]).toEqual([['rec-1 4000'], [null]]);
  });

  test('without consent it is told at once, and not tried again', async () => {
    const link = createRecordingLink(handTimers());
    const ends: (RecordingProblem | null)[] = [];
    link.attach(storeOn(new Map(), [], { kind: 'forbidden' }).port);
    link.open(head, { onEnd: (problem) => void ends.push(problem) }).add(piece(0));
    await settle();
    expect(ends).toEqual(['consent']);
  });

  test('what passes is tried again after a while', async () => {
    const refuse: { kind: AppError['kind'] } = { kind: 'storage' };
    const kept = new Map<string, Uint8Array[]>();
    const timers = handTimers();
    const link = createRecordingLink(timers);
    const told: string[] = [];
    link.attach(storeOn(kept, told, refuse).port);
    const ends: (RecordingProblem | null)[] = [];
    const sent = link.open(head, { onEnd: (problem) => void ends.push(problem) });
    sent.add(piece(0));
    sent.finish(1_000, []);
    await settle();
    expect(ends).toEqual([]);
    link.attach(storeOn(kept, told).port);
    timers.run();
    await settle();
    expect([ends, told]).toEqual([[null], ['rec-1 1000']]);
  });

  test('a store that stays away does not fill the memory', () => {
    const link = createRecordingLink(handTimers());
    const ends: (RecordingProblem | null)[] = [];
    const sent = link.open(head, { onEnd: (problem) => void ends.push(problem) });
    for (let n = 0; n < 40; n += 1) sent.add(new Uint8Array(256 * 1024));
    expect(ends).toEqual(['store']);
  });

  test('REC-6: that one failed is told to the store that is there, or comes', async () => {
    const refuse: { kind: AppError['kind'] } = { kind: 'storage' };
    const timers = handTimers();
    const link = createRecordingLink(timers);
    const told: string[] = [];
    const failure = { conversationId: 'v', callId: 'sip', at: 1, problem: 'sound' as const };
    link.failed(failure);
    link.attach(storeOn(new Map(), told, refuse).port);
    await settle();
    expect(told).toEqual([]);
    link.attach(storeOn(new Map(), told).port);
    timers.run();
    await settle();
    link.failed({ ...failure, problem: 'long' });
    await settle();
    expect(told).toEqual(['failed sound', 'failed long']);
  });

  test('what is dropped while it is under way is dropped there too', async () => {
    const kept = new Map<string, Uint8Array[]>();
    const told: string[] = [];
    const link = createRecordingLink(handTimers());
    link.attach(storeOn(kept, told).port);
    const sent = link.open(head, { onEnd: () => {} });
    sent.add(piece(0));
    sent.drop();
    await settle();
    expect([kept.has('rec-1'), told]).toEqual([false, ['rec-1 dropped']]);
  });
});

test('REC-7: each error of the store has its reason', () => {
  const of = (kind: AppError['kind'], problem?: string): RecordingProblem =>
    problemOf(new AppError(kind, 'No.', problem === undefined ? {} : { facts: { problem } }));
  expect([of('forbidden'), of('forbidden', 'rule'), of('storage'), of('version')]).toEqual([
    'consent',
    'rule',
    'disk',
    'old',
  ]);
  expect([of('unauthenticated'), of('tooLarge'), problemOf(new Error('x'))]).toEqual([
    'signedOut',
    'long',
    'store',
  ]);
});
