// Measures a list of a thousand cases: how soon it is painted, and whether it keeps up with scrolling.
import { writeFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import { percentile, row, type Row } from '../table.ts';
import { complete, type Context } from './context.ts';
import { closePeer, openPeer } from './peer.ts';
import { traced } from './trace.ts';
import { frameMs, idleFrames, noiseRows } from './watch.ts';

const rowsWanted = 1_000;
const frames = 240;

/** Scrolls what has most to scroll by `step` px in each frame. @returns the gaps between frames, ms. */
async function scroll(page: Page, within: string, step: number): Promise<number[]> {
  return page.evaluate(
    ([selector, by, count]) =>
      new Promise<number[]>((resolve) => {
        const inside = [...document.querySelectorAll<HTMLElement>(`${selector}, ${selector} *`)];
        const list = inside.reduce((most, one) =>
          one.scrollHeight - one.clientHeight > most.scrollHeight - most.clientHeight ? one : most,
        );
        const gaps: number[] = [];
        let last = performance.now();
        const next = (): void => {
          const now = performance.now();
          gaps.push(now - last);
          last = now;
          list.scrollTop += by;
          if (gaps.length < count) requestAnimationFrame(next);
          else resolve(gaps.slice(1));
        };
        requestAnimationFrame(next);
      }),
    [within, step, frames] as const,
  );
}

/** @returns the share of frames that came too late for one or more beats of the screen, percent. */
const dropped = (gaps: readonly number[]): number =>
  (100 * gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / frameMs) - 1), 0)) /
  gaps.reduce((sum, gap) => sum + Math.max(1, Math.round(gap / frameMs)), 0);

/** Clicks the tab of the list. @returns ms from the click to the frame that shows rows. */
async function open(page: Page): Promise<number> {
  await page.evaluate(() => {
    addEventListener(
      'click',
      (event) => {
        const look = (): void => {
          if (
            document.querySelectorAll('[data-tab][data-shown="true"] [role="grid"] [role="row"]').length < 5
          )
            return void requestAnimationFrame(look);
          requestAnimationFrame(() => {
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () =>
              Object.assign(globalThis, { painted: performance.now() - event.timeStamp }),
            );
            port1.start();
            port2.postMessage(null);
          });
        };
        look();
      },
      { capture: true, once: true },
    );
  });
  await page
    .getByRole('navigation', { name: 'Tabs of this session' })
    .getByRole('button', { name: 'Cases', exact: true })
    .click();
  await page.waitForFunction(() => 'painted' in globalThis);
  return page.evaluate(() => {
    const here = globalThis as unknown as { painted?: number };
    const { painted } = here;
    delete here.painted;
    return painted ?? Number.NaN;
  });
}

/** See the head of this file. */
export async function casesPart(context: Context): Promise<Row[]> {
  const { app, page, close } = await context.desk();
  try {
    await complete(page);
    let first = Number.NaN;
    const openFirst = async (): Promise<void> => void (first = await open(page));
    const trace = process.env['BENCH_TRACE'];
    if (trace === undefined) await openFirst();
    else await writeFile(trace, await traced(page, openFirst));
    const again: number[] = [];
    const back = page
      .getByRole('navigation', { name: 'Tabs of this session' })
      .getByRole('button', { name: 'Conversation', exact: true });
    for (let n = 0; n < 10; n++) {
      await back.click();
      again.push(await open(page));
    }
    // All of them come once the end of the first page is near.
    await page.waitForFunction(
      (wanted) => {
        const grid = document.querySelector('[data-tab][data-shown="true"] [role="grid"]');
        grid?.scrollTo(0, grid.scrollHeight);
        return Number(grid?.getAttribute('aria-rowcount')) >= wanted;
      },
      rowsWanted,
      { timeout: 60_000 },
    );
    await page.evaluate(() =>
      document.querySelector('[data-tab][data-shown="true"] [role="grid"]')?.scrollTo(0, 0),
    );
    const slow = await scroll(page, '[data-tab][data-shown="true"]', 40);
    await page.evaluate(() =>
      document.querySelector('[data-tab][data-shown="true"] [role="grid"]')?.scrollTo(0, 0),
    );
    const fast = await scroll(page, '[data-tab][data-shown="true"]', 120);
    const bare = await openPeer(app, context.peer, { lists: [], rows: rowsWanted });
    const idle = await idleFrames(bare);
    const bareSlow = await scroll(bare, '#table', 40);
    await bare.evaluate(() => document.querySelector('#table')?.scrollTo(0, 0));
    const bareFast = await scroll(bare, '#table', 120);
    await closePeer(app, bare);
    return [
      ...noiseRows(idle, 'cases'),
      row('case list, first paint after the click', first, 'ms', { limit: 100 }),
      row('case list, paint when it is gone back to, p50', percentile(again, 0.5), 'ms', {
        against: frameMs,
      }),
      row('case list, paint when it is gone back to, slowest', Math.max(...again), 'ms', {
        against: frameMs,
      }),
      row(`idle frames dropped`, dropped(idle), '%'),
      row('frames dropped, scrolled at 2,400 px a second', dropped(slow), '%', {
        against: dropped(bareSlow),
      }),
      row('frames dropped, scrolled at 7,200 px a second', dropped(fast), '%', {
        against: dropped(bareFast),
      }),
      row('frame, scrolled at 7,200 px a second, p95', percentile(fast, 0.95), 'ms', {
        against: percentile(bareFast, 0.95),
      }),
    ];
  } finally {
    await close();
  }
}
