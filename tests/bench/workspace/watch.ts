// What the parts measure in a page: from a key to the frame that answers it, and the machine's noise. Changes with what counts as painted.
import type { Page } from 'playwright';
import { percentile, row, type Row } from '../table.ts';

export const frameMs = 1000 / 60;

/** One key and its frame, ms. */
export interface Answer {
  /** From when the key was pressed to when the frame was painted. */
  readonly total: number;
  /** The page's own work: scripts that the key set off, then the frame: scripts, style, layout, paint. */
  readonly work: number;
  /** Of it, scripts before the frame. */
  readonly script: number;
}

type Watched = typeof globalThis & { answers?: Answer[]; counted?: string };

/**
 * From now on notes every press of this key: a frame is painted when a message that is posted in its animation
 * callback is handled.
 * @param key as in `event.key`, or "any" for whatever makes a letter.
 */
export async function watchKey(page: Page, key: string): Promise<void> {
  await page.evaluate((wanted) => {
    const here = globalThis as Watched;
    const first = here.answers === undefined;
    here.answers = [];
    here.counted = wanted;
    if (!first) return;
    const soon = (then: () => void): void => {
      const { port1, port2 } = new MessageChannel();
      port1.addEventListener('message', () => {
        then();
        port1.close();
      });
      port1.start();
      port2.postMessage(null);
    };
    addEventListener(
      'keydown',
      (event) => {
        if (here.counted === 'any' ? event.key.length !== 1 : event.key !== here.counted) return;
        const began = performance.now();
        let scripts = 0;
        soon(() => (scripts = performance.now() - began));
        requestAnimationFrame(() => {
          const frame = performance.now();
          // Scripts that were not over are in the frame's way: they count as its wait.
          soon(() => {
            const end = performance.now();
            here.answers?.push({
              total: end - event.timeStamp,
              work: scripts + end - frame,
              script: scripts,
            });
          });
        });
      },
      { capture: true },
    );
  }, key);
}

/**
 * Presses a key again and again, each after the frame of the one before and a pause that has nothing to do with the screen's beat.
 * @returns what was noted.
 */
export async function pressMany(page: Page, key: string, count: number, pauseMs = 40): Promise<Answer[]> {
  for (let n = 1; n <= count; n++) {
    await page.keyboard.press(key);
    await page.waitForFunction((wanted) => (globalThis as Watched).answers!.length >= wanted, n);
    // As far apart as somebody may press, at no fixed place within a frame.
    const pause = pauseMs + ((n * 7919) % 1000) * (frameMs / 1000);
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  return page.evaluate(() => (globalThis as Watched).answers!.splice(0));
}

/** Gaps between the frames of a page that does nothing, ms: how much this machine itself stutters. */
export async function idleFrames(page: Page, frames = 180): Promise<number[]> {
  return page.evaluate(
    (count) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        let last = performance.now();
        const step = (): void => {
          const now = performance.now();
          gaps.push(now - last);
          last = now;
          if (gaps.length < count) requestAnimationFrame(step);
          else resolve(gaps.slice(1));
        };
        requestAnimationFrame(step);
      }),
    frames,
  );
}

/** @returns the rows that tell how quiet the machine was. */
export function noiseRows(gaps: readonly number[], when: string): Row[] {
  return [
    row(
      `noise: frame of an idle page, p95 (p50 ${percentile(gaps, 0.5).toFixed(1)}), ${when}`,
      percentile(gaps, 0.95),
      'ms',
      {
        against: frameMs,
      },
    ),
  ];
}

/** @returns rows of one kind of answers beside those of a bare page. */
export function answerRows(what: string, answers: readonly Answer[], bare: readonly Answer[]): Row[] {
  const of = (some: readonly Answer[], key: keyof Answer, share: number): number =>
    percentile(
      some.map((one) => one[key]),
      share,
    );
  const late = (some: readonly Answer[]): number =>
    (100 * some.filter(({ total, work }) => total - work > frameMs || work > frameMs).length) / some.length;
  return [
    row(`${what}: input to painted frame, p50`, of(answers, 'total', 0.5), 'ms', {
      against: frameMs,
      limit: 1,
    }),
    row(`${what}: input to painted frame, p95`, of(answers, 'total', 0.95), 'ms', {
      against: frameMs,
      limit: 1,
    }),
    row(`${what}: p50 beside the bare page`, of(answers, 'total', 0.5), 'ms', {
      against: of(bare, 'total', 0.5),
    }),
    row(`${what}: p95 beside the bare page`, of(answers, 'total', 0.95), 'ms', {
      against: of(bare, 'total', 0.95),
    }),
    row(`${what}: the page's own work, p50`, of(answers, 'work', 0.5), 'ms', {
      against: of(bare, 'work', 0.5),
    }),
    row(`${what}: the page's own work, p95`, of(answers, 'work', 0.95), 'ms', {
      against: of(bare, 'work', 0.95),
    }),
    row(`${what}: scripts of it, p50`, of(answers, 'script', 0.5), 'ms', {
      against: of(bare, 'script', 0.5),
    }),
    row(`${what}: scripts of it, p95`, of(answers, 'script', 0.95), 'ms', {
      against: of(bare, 'script', 0.95),
    }),
    row(`${what}: not in one frame`, late(answers), '%', { against: late(bare) }),
  ];
}
