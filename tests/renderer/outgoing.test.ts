// Changes when messages wait differently before they are sent, or come back differently.
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDrafts } from '../../renderer/data/drafts.ts';
import { createOutgoing, tooOldMs, type Outgoing } from '../../renderer/data/outgoing.ts';
import type { StoreClient } from '../../renderer/data/store-client.ts';
import { AppError } from '../../shared/errors.ts';
import { bounds } from '../../shared/domain/text.ts';
import { draftSchema, type Draft } from '../../shared/ipc/store.ts';

/** A store's journal and outbox, which outlive windows. */
function createDisk() {
  const journal = new Map<string, Draft>();
  const sent: { messageId: string; text: string }[] = [];
  const refusals: AppError[] = [];
  return { journal, sent, refusals, clock: { at: 1_000_000 } };
}
type Disk = ReturnType<typeof createDisk>;

/** One window over a disk. `kill` leaves the disk as it is and stops every timer. */
function openWindow(disk: Disk) {
  const timers: { due: number; run: () => void }[] = [];
  let dead = false;
  const request = async (name: string, input: unknown): Promise<unknown> => {
    if (dead) return new Promise(() => {});
    if (name === 'draft.all') return [...disk.journal.values()];
    const draft = draftSchema.parse(input);
    if (draft.text === '') disk.journal.delete(draft.key);
    else disk.journal.set(draft.key, draft);
    return {};
  };
  const store = { request } as unknown as StoreClient;
  const now = (): number => disk.clock.at;
  const fake = {
    set: (run: () => void, ms: number) => {
      const timer = { due: now() + ms, run };
      timers.push(timer);
      return timer;
    },
    clear: (timer: unknown) => {
      const at = timers.indexOf(timer as never);
      if (at !== -1) timers.splice(at, 1);
    },
  };
  const drafts = createDrafts(store, now, fake);
  const run = async (_type: string, args: unknown): Promise<void> => {
    if (dead) return new Promise(() => {});
    const refusal = disk.refusals.shift();
    if (refusal !== undefined) throw refusal;
    const { messageId, text } = args as { messageId: string; text: string };
    if (!disk.sent.some((one) => one.messageId === messageId)) disk.sent.push({ messageId, text });
  };
  const outgoing = createOutgoing({ store, drafts, run, now, timers: fake });
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
  };
  return {
    outgoing,
    drafts,
    settle,
    pass: async (ms: number) => {
      const until = now() + ms;
      for (;;) {
        await settle();
        const next = timers.filter(({ due }) => due <= until).toSorted((a, b) => a.due - b.due)[0];
        if (next === undefined) break;
        disk.clock.at = Math.max(disk.clock.at, next.due);
        fake.clear(next);
        next.run();
      }
      disk.clock.at = until;
      await settle();
    },
    kill: () => {
      dead = true;
      timers.length = 0;
    },
  };
}

const talk = 'conversation-1';
const message = (messageId: string, text = 'On its way.') => ({
  send: { messageId, conversationId: talk, audience: 'public' as const, text, articleId: null },
  typed: `${text} `,
  caret: 4,
  extra: { id: 'article-1' },
});
const states = (outgoing: Outgoing) => outgoing.of(talk).map(({ state }) => state);

describe('a message that waits to be sent', () => {
  it('is sent once when its time has come, and is not in the journal any more', async () => {
    const disk = createDisk();
    const window = openWindow(disk);
    window.outgoing.wait(message('m1'), 3_000);
    await window.pass(2_900);
    expect(disk.sent).toEqual([]);
    expect(disk.journal.size).toBe(1);
    await window.pass(200);
    expect(disk.sent).toEqual([{ messageId: 'm1', text: 'On its way.' }]);
    expect(disk.journal.size).toBe(0);
    expect(states(window.outgoing)).toEqual([]);
  });

  it('is taken back with its words, its caret and what hung on it, and never sent', async () => {
    const disk = createDisk();
    const window = openWindow(disk);
    window.outgoing.wait(message('m1'), 3_000);
    window.outgoing.takeBack('m1');
    expect(window.outgoing.of(talk)).toMatchObject([
      { state: 'back', typed: 'On its way. ', caret: 4, extra: { id: 'article-1' }, error: null },
    ]);
    window.outgoing.settled('m1');
    await window.pass(60_000);
    expect(disk.sent).toEqual([]);
    expect(disk.journal.size).toBe(0);
  });

  it('is found after a crash, waits in sight once more, and is sent', async () => {
    const disk = createDisk();
    const before = openWindow(disk);
    before.outgoing.wait(message('m1'), 3_000);
    await before.pass(1_000);
    before.kill();
    disk.clock.at += 30_000;
    const after = openWindow(disk);
    await after.drafts.restore();
    expect(states(after.outgoing)).toEqual(['wait']);
    expect(after.outgoing.left('m1')).toBeGreaterThan(0);
    await after.pass(10_000);
    expect(disk.sent).toHaveLength(1);
  });

  it('is found after a crash however long it is, and whatever its signs are in the journal', async () => {
    for (const sign of ['a', '\n"', '\\', '\u0007', '\ud800', 'ن', '🌧']) {
      const disk = createDisk();
      const text = sign.repeat(bounds.message).slice(0, bounds.message);
      const files = Array.from({ length: 10 }, (_, at) => ({
        id: `file-${at}`,
        name: `${'"'.repeat(196)}.pdf`,
        mediaType: 'application/pdf' as const,
        bytes: 1,
        sha256: 'a'.repeat(64),
      }));
      const long = message('m1', text);
      const before = openWindow(disk);
      before.outgoing.wait(
        { ...long, typed: text, send: { ...long.send, attachments: files }, extra: { files } },
        3_000,
      );
      await before.settle();
      before.kill();
      const after = openWindow(disk);
      await after.drafts.restore();
      await after.pass(10_000);
      expect(
        disk.sent.map((one) => one.text === text),
        sign,
      ).toEqual([true]);
    }
  });

  it('is given back after a crash when it has grown old', async () => {
    const disk = createDisk();
    const before = openWindow(disk);
    before.outgoing.wait(message('m1'), 3_000);
    await before.pass(0);
    before.kill();
    disk.clock.at += tooOldMs + 4_000;
    const after = openWindow(disk);
    await after.drafts.restore();
    expect(states(after.outgoing)).toEqual(['back']);
    await after.pass(60_000);
    expect(disk.sent).toEqual([]);
    expect(disk.journal.size).toBe(1);
  });

  it('is not sent when another window has taken it back', async () => {
    const disk = createDisk();
    const one = openWindow(disk);
    one.outgoing.wait(message('m1'), 3_000);
    await one.settle();
    const other = openWindow(disk);
    await other.drafts.restore();
    other.outgoing.takeBack('m1');
    await other.settle();
    await one.pass(10_000);
    expect(disk.sent).toEqual([]);
    expect(states(other.outgoing)).toEqual(['back']);
  });

  it('comes back with the reason when it is refused', async () => {
    const disk = createDisk();
    const window = openWindow(disk);
    disk.refusals.push(new AppError('state', 'ended'));
    window.outgoing.wait(message('m1'), 1_000);
    await window.pass(2_000);
    expect(window.outgoing.of(talk)).toMatchObject([{ state: 'back', error: { kind: 'state' } }]);
  });

  it('goes before the end of its conversation', async () => {
    const disk = createDisk();
    const window = openWindow(disk);
    window.outgoing.wait(message('m1'), 10_000);
    window.outgoing.wait(message('m2', 'And this.'), 10_000);
    await window.outgoing.flush(talk);
    expect(disk.sent.map(({ messageId }) => messageId)).toEqual(['m1', 'm2']);
    expect(states(window.outgoing)).toEqual([]);
  });

  it('is tried again under the same id when nobody knows whether it was saved', async () => {
    const disk = createDisk();
    const window = openWindow(disk);
    disk.refusals.push(new AppError('timeout', 'no answer'), new AppError('gone', 'the store has gone'));
    window.outgoing.wait(message('m1'), 1_000);
    await window.pass(10_000);
    expect(disk.sent).toEqual([{ messageId: 'm1', text: 'On its way.' }]);
    expect(states(window.outgoing)).toEqual([]);
  });

  it('is sent at most once, and is never lost, whatever happens', async () => {
    const step = fc.oneof(
      fc.record({ does: fc.constant('pass' as const), ms: fc.integer({ min: 0, max: 6_000 }) }),
      fc.constant({ does: 'crash' as const, ms: 0 }),
      fc.constant({ does: 'takeBack' as const, ms: 0 }),
      fc.constant({ does: 'timeout' as const, ms: 0 }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const disk = createDisk();
        let window = openWindow(disk);
        await window.drafts.restore();
        window.outgoing.wait(message('m1'), 3_000);
        await window.settle();
        let takenBack = false;
        for (const { does, ms } of steps) {
          if (does === 'pass') await window.pass(ms);
          else if (does === 'timeout') disk.refusals.push(new AppError('timeout', 'no answer'));
          else if (does === 'takeBack') {
            const waits = states(window.outgoing)[0] === 'wait';
            window.outgoing.takeBack('m1');
            await window.settle();
            takenBack ||= waits;
          } else {
            window.kill();
            window = openWindow(disk);
            await window.drafts.restore();
          }
        }
        await window.pass(60_000);
        expect(disk.sent.length).toBe(takenBack ? 0 : 1);
        expect(states(window.outgoing)).toEqual(takenBack ? ['back'] : []);
      }),
    );
  });
});
