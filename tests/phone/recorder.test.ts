// Changes when recording a call is wished, paused, carried to the store or ended otherwise.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CallTracks } from '../../renderer/phone/capture.ts';
import { createRecorder, type RecordingWish } from '../../renderer/phone/recorder.ts';
import { createRecordingLink, type RecordingLink } from '../../renderer/phone/recording-link.ts';
import type { CallSpan } from '../../shared/domain/call-media.ts';
import { AppError } from '../../shared/errors.ts';
import type { RecordingView } from '../../shared/ipc/phone.ts';
import { recordingContract } from '../../shared/ipc/recording.ts';
import { serve, type Port } from '../../shared/ipc/rpc.ts';

const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 40; turn += 1) await Promise.resolve();
};

/** A capture that writes down whether each moment of the call got in. */
function scene() {
  let clock = 1_000;
  const views: (RecordingView | null)[] = [];
  const files: { id: string; bytes: number; ms?: number; pauses?: readonly CallSpan[]; dropped: boolean }[] =
    [];
  const captures: { isOpen: boolean; running: boolean; piece: (size: number) => void; broken: () => void }[] =
    [];
  const taps = new Set<(tracks: CallTracks) => void>();
  let toneOver: () => void = () => {};
  let count = 0;
  const ends: ((kept: boolean) => void)[] = [];
  const link: Pick<RecordingLink, 'open'> = {
    open: ({ id }, onEnd) => {
      const file: (typeof files)[number] = { id, bytes: 0, dropped: false };
      files.push(file);
      ends.push(onEnd);
      return {
        add: ({ length }) => void (file.bytes += length),
        finish: (ms, pauses) => {
          Object.assign(file, { ms, pauses });
          onEnd(true);
        },
        drop: () => {
          file.dropped = true;
          onEnd(true);
        },
      };
    },
  };
  const recorder = createRecorder({
    link,
    capture: (_tracks, onPiece, onBroken) => {
      const one = {
        isOpen: false,
        running: true,
        piece: (size: number) => onPiece(new Uint8Array(size)),
        broken: onBroken,
      };
      captures.push(one);
      return {
        open: (on) => (one.isOpen = on),
        change: () => {},
        stop: () => {
          one.running = false;
          return Promise.resolve();
        },
      };
    },
    tap: (_id, changed) => {
      taps.add(changed);
      return () => taps.delete(changed);
    },
    tone: () => new Promise((resolve) => (toneOver = resolve)),
    now: () => clock,
    newUuid: () => `n${(count += 1)}`,
    onView: (_id, view) => views.push(view),
  });
  const wish = (want: RecordingWish['want'], more: Partial<RecordingWish> = {}): void =>
    recorder.wish({ id: 'c', conversationId: 'v', callId: 'sip', want, ...more });
  return {
    recorder,
    wish,
    views,
    files,
    captures,
    taps,
    ends,
    pass: (ms: number) => void (clock += ms),
    toneOver: () => toneOver(),
    state: () => views.at(-1)?.state ?? null,
  };
}

describe('REC-2: a recording from its beginning to its end', () => {
  test('is on, is saved when the call is over, and is then gone from the line', async () => {
    const { wish, recorder, state, files, captures, pass, taps } = scene();
    wish('on');
    expect([state(), captures[0]?.isOpen, taps.size]).toEqual(['on', true, 1]);
    captures[0]?.piece(5_000);
    pass(2_500);
    recorder.over('c');
    expect(state()).toBe('saving');
    await settle();
    expect(state()).toBeNull();
    expect(files).toEqual([{ id: 'rec-n1', bytes: 5_000, ms: 2_500, pauses: [], dropped: false }]);
    expect([captures[0]?.running, taps.size]).toEqual([false, 0]);
  });

  test('wishing twice records once; what is not recorded cannot be paused or ended', () => {
    const { wish, captures } = scene();
    wish('paused');
    wish('off');
    expect(captures).toHaveLength(0);
    wish('on');
    wish('on');
    expect(captures).toHaveLength(1);
  });

  test('a file that grows too large is followed by another one', async () => {
    const { wish, recorder, files, captures } = scene();
    wish('on');
    captures[0]?.piece(20 * 1024 * 1024 - 500_000);
    await settle();
    expect(captures.map(({ running, isOpen }) => [running, isOpen])).toEqual([
      [false, false],
      [true, true],
    ]);
    recorder.over('c');
    await settle();
    expect(files.map(({ id, ms }) => [id, ms !== undefined])).toEqual([
      ['rec-n1', true],
      ['rec-n2', true],
    ]);
  });

  test('what cannot be kept is told, and nothing of the call gets in any more', async () => {
    const { wish, recorder, state, captures, ends } = scene();
    wish('on');
    ends[0]?.(false);
    expect([state(), captures[0]?.isOpen]).toEqual(['failed', false]);
    wish('paused');
    expect(state()).toBe('failed');
    recorder.over('c');
    await settle();
    expect(state()).toBeNull();
  });

  test('where the machine cannot record at all, that is told', () => {
    const views: (string | null)[] = [];
    const recorder = createRecorder({
      capture: () => {
        throw new Error('No such codec.');
      },
      link: { open: () => ({ add: () => {}, finish: () => {}, drop: () => {} }) },
      tap: () => () => {},
      tone: () => Promise.resolve(),
      now: () => 0,
      newUuid: () => 'n',
      onView: (_id, view) => views.push(view?.state ?? null),
    });
    recorder.wish({ id: 'c', conversationId: 'v', callId: 'sip', want: 'on' });
    recorder.over('c');
    expect(views).toEqual(['failed', null]);
  });

  test('to be dropped, every file of it is', async () => {
    const { wish, files, captures, state } = scene();
    wish('on');
    captures[0]?.piece(20 * 1024 * 1024 - 500_000);
    await settle();
    wish('off', { drop: true });
    expect([files.map(({ dropped }) => dropped), state()]).toEqual([[true, true], null]);
  });
});

describe('REC-1: the tone', () => {
  test('nothing gets in before the caller has heard it', async () => {
    const { wish, captures, toneOver, pass, recorder, files } = scene();
    wish('on', { tone: true });
    expect(captures[0]?.isOpen).toBe(false);
    pass(700);
    toneOver();
    await settle();
    expect(captures[0]?.isOpen).toBe(true);
    recorder.over('c');
    await settle();
    expect(files[0]?.pauses).toEqual([{ from: 0, to: 700 }]);
  });
});

describe('REC-3: pauses', () => {
  test('by hand and by card: it goes on when neither holds, and by hand whatever held', () => {
    const { wish, views, captures } = scene();
    wish('on');
    const now = (): [string | undefined, string | null | undefined, boolean | undefined] => [
      views.at(-1)?.state,
      views.at(-1)?.why,
      captures[0]?.isOpen,
    ];
    wish('paused', { why: 'card' });
    expect(now()).toEqual(['paused', 'card', false]);
    wish('paused', { why: 'hand' });
    wish('on', { why: 'card' });
    expect(now()).toEqual(['paused', 'hand', false]);
    wish('paused', { why: 'card' });
    wish('on', { why: 'hand' });
    expect(now()).toEqual(['on', null, true]);
  });

  test('whatever is wished, in whatever order: sound gets in only while nothing pauses, and the file says where not', async () => {
    const step = fc.record({
      want: fc.constantFrom('on' as const, 'paused' as const),
      why: fc.constantFrom('hand' as const, 'card' as const),
      ms: fc.integer({ min: 1, max: 5_000 }),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { wish, recorder, captures, pass, files } = scene();
        wish('on');
        let open = 0;
        let shut = 0;
        for (const { want, why, ms } of steps) {
          wish(want, { why });
          pass(ms);
          if (captures[0]?.isOpen === true) open += ms;
          else shut += ms;
        }
        recorder.over('c');
        await settle();
        const { ms = 0, pauses = [] } = files[0] ?? {};
        expect(ms).toBe(open + shut);
        expect(pauses.reduce((sum, { from, to }) => sum + to - from, 0)).toBe(shut);
        for (let at = 1; at < pauses.length; at += 1)
          expect(pauses[at]!.from).toBeGreaterThanOrEqual(pauses[at - 1]!.to);
      }),
    );
  });
});

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
    const ends: boolean[] = [];
    const sent = link.open(head, (safe) => ends.push(safe));
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
    expect([told, ends]).toEqual([['rec-1 4000'], [true]]);
  });

  test('without consent it is told at once, and not tried again', async () => {
    const link = createRecordingLink(handTimers());
    const ends: boolean[] = [];
    link.attach(storeOn(new Map(), [], { kind: 'forbidden' }).port);
    link.open(head, (safe) => ends.push(safe)).add(piece(0));
    await settle();
    expect(ends).toEqual([false]);
  });

  test('what passes is tried again after a while', async () => {
    const refuse: { kind: AppError['kind'] } = { kind: 'storage' };
    const kept = new Map<string, Uint8Array[]>();
    const timers = handTimers();
    const link = createRecordingLink(timers);
    const told: string[] = [];
    link.attach(storeOn(kept, told, refuse).port);
    const ends: boolean[] = [];
    const sent = link.open(head, (safe) => ends.push(safe));
    sent.add(piece(0));
    sent.finish(1_000, []);
    await settle();
    expect(ends).toEqual([]);
    link.attach(storeOn(kept, told).port);
    timers.run();
    await settle();
    expect([ends, told]).toEqual([[true], ['rec-1 1000']]);
  });

  test('a store that stays away does not fill the memory', () => {
    const link = createRecordingLink(handTimers());
    const ends: boolean[] = [];
    const sent = link.open(head, (safe) => ends.push(safe));
    for (let n = 0; n < 40; n += 1) sent.add(new Uint8Array(256 * 1024));
    expect(ends).toEqual([false]);
  });

  test('what is dropped while it is under way is dropped there too', async () => {
    const kept = new Map<string, Uint8Array[]>();
    const told: string[] = [];
    const link = createRecordingLink(handTimers());
    link.attach(storeOn(kept, told).port);
    const sent = link.open(head, () => {});
    sent.add(piece(0));
    sent.drop();
    await settle();
    expect([kept.has('rec-1'), told]).toEqual([false, ['rec-1 dropped']]);
  });
});
