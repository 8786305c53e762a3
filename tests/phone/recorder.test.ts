// Changes when recording a call is wished, paused or ended otherwise.
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createRecorder } from '../../renderer/phone/recorder.ts';
import { recorderScene as scene, settle } from './support/recorder-scene.ts';

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
      link: {
        open: () => ({ add: () => {}, finish: () => {}, drop: () => {} }),
        failed: ({ problem }) => void views.push(problem),
      },
      tap: () => () => {},
      tone: () => Promise.resolve(),
      others: () => [],
      onProblem: () => {},
      now: () => 0,
      newUuid: () => 'n',
      onView: (_id, view) => views.push(view?.state ?? null),
    });
    recorder.wish({ id: 'c', conversationId: 'v', callId: 'sip', want: 'on' });
    recorder.over('c');
    expect(views).toEqual(['old', 'failed', null]);
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

describe('REC-5: in conference', () => {
  test('nothing gets in while somebody has not been told; with a tone it goes on when they have heard it', async () => {
    const { wish, captures, together, tones, toneOver, why, state, recorder, pass, files } = scene();
    wish('on');
    pass(1_000);
    together('b');
    expect([state(), why(), captures[0]?.isOpen]).toEqual(['paused', 'party', false]);
    wish('on', { with: ['b'], tone: true });
    await settle();
    expect([tones, captures[0]?.isOpen]).toEqual([['b'], false]);
    pass(500);
    toneOver();
    await settle();
    expect([state(), captures[0]?.isOpen]).toEqual(['on', true]);
    // Who was told stays told; who comes later is not.
    together('b', 'd');
    expect(captures[0]?.isOpen).toBe(false);
    together('b');
    expect(captures[0]?.isOpen).toBe(true);
    pass(1_000);
    recorder.over('c');
    await settle();
    expect(files[0]?.pauses?.[0]).toEqual({ from: 1_000, to: 1_500 });
  });

  test('begun in a conference it waits for everybody; their yes does not end a pause by hand', async () => {
    const { wish, captures, together, why, state } = scene();
    together('b');
    wish('on');
    expect([state(), why(), captures[0]?.isOpen]).toEqual(['paused', 'party', false]);
    wish('paused');
    wish('on', { with: ['b'] });
    await settle();
    expect([state(), why(), captures[0]?.isOpen]).toEqual(['paused', 'hand', false]);
    wish('on');
    expect([state(), captures[0]?.isOpen]).toEqual(['on', true]);
  });

  test('whoever comes, goes, agrees, in whatever order: sound gets in only while everybody there has agreed', async () => {
    const step = fc.oneof(
      fc.record({ there: fc.subarray(['b', 'd', 'e']) }),
      fc.record({ agrees: fc.constantFrom('b', 'd', 'e') }),
      fc.record({ want: fc.constantFrom('on' as const, 'paused' as const) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { wish, captures, together, recorder } = scene();
        wish('on');
        let there: string[] = [];
        const agreed = new Set<string>();
        for (const one of steps) {
          if ('there' in one) together(...(there = one.there));
          else if ('agrees' in one) {
            agreed.add(one.agrees);
            wish('on', { with: [one.agrees] });
          } else wish(one.want);
          await settle();
          if (captures[0]?.isOpen === true) expect(there.filter((id) => !agreed.has(id))).toEqual([]);
        }
        recorder.over('c');
      }),
    );
  });
});

describe('REC-6, REC-7: what is not recorded is said', () => {
  test('what passes is said while it lasts, and goes on', () => {
    const { wish, troubles, state, problem, logged, failures } = scene();
    wish('on');
    troubles[0]?.('disk');
    expect([state(), problem(), logged]).toEqual(['on', 'disk', ['disk']]);
    troubles[0]?.(null);
    expect([state(), problem(), failures]).toEqual(['on', null, []]);
  });

  test('one that cannot be kept after its call waits for its agent; what was not to be recorded does not', async () => {
    const late = scene();
    late.wish('on');
    late.recorder.over('c');
    late.ends[0]?.(false, 'disk');
    expect(late.failures).toEqual([{ conversationId: 'v', callId: 'sip', problem: 'disk', at: 1_000 }]);
    for (const problem of ['consent', 'rule'] as const) {
      const { wish, ends, failures, state, problem: said, logged } = scene();
      wish('on');
      ends[0]?.(false, problem);
      expect([state(), said(), failures, logged]).toEqual(['failed', problem, [], [problem]]);
    }
  });

  test('one that failed is tried anew when the agent wants it', () => {
    const { wish, ends, state, captures } = scene();
    wish('on');
    ends[0]?.(false, 'disk');
    expect(state()).toBe('failed');
    wish('on');
    expect([state(), captures.length, captures[1]?.isOpen]).toEqual(['on', 2, true]);
  });
});
