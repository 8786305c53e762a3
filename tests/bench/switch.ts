// Measures a switch of session: from the key press to the frame that shows the other session, with twenty open.
import type { Page } from 'playwright';
import { pickAll, setUpRig } from './rig.ts';
import { percentile, row, type Row } from './table.ts';

const sessions = 20;
const switches = 200;
const frameMs = 1000 / 60;

/**
 * In the page: notes when the key event was made and when the frame after it was painted. A frame is painted when a
 * message posted in its animation callback is handled.
 */
async function watchSwitches(page: Page): Promise<void> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(globalThis, { switchTimes: times });
    addEventListener(
      'keydown',
      (event) => {
        if (!event.altKey || event.key !== 'ArrowDown') return;
        requestAnimationFrame(() => {
          const { port1, port2 } = new MessageChannel();
          port1.addEventListener('message', () => times.push(performance.now() - event.timeStamp));
          port1.start();
          port2.postMessage(null);
        });
      },
      { capture: true },
    );
  });
}

/** Presses Alt+Down again and again, each after the last was painted. @returns the times in ms. */
async function measure(page: Page, count: number): Promise<number[]> {
  for (let n = 1; n <= count; n++) {
    await page.keyboard.press('Alt+ArrowDown');
    await page.waitForFunction(
      (wanted) => (globalThis as unknown as { switchTimes: number[] }).switchTimes.length >= wanted,
      n,
    );
  }
  return page.evaluate(() => (globalThis as unknown as { switchTimes: number[] }).switchTimes);
}

/** @returns p50 and p95 against one frame of a 60 Hz screen. */
export async function bench(): Promise<Row[]> {
  const rig = await setUpRig();
  try {
    const { app, page } = await rig.desk();
    await rig.customers(sessions);
    await pickAll(page, sessions);
    await watchSwitches(page);
    // Once around, so that every session has been seen.
    await measure(page, sessions + 1);
    await page.evaluate(() => (globalThis as unknown as { switchTimes: number[] }).switchTimes.splice(0));
    const times = await measure(page, switches);
    await app.close();
    return [
      row(`session switch p50, ${sessions} sessions`, percentile(times, 0.5), 'ms', {
        against: frameMs,
        limit: 1,
      }),
      row(`session switch p95, ${sessions} sessions`, percentile(times, 0.95), 'ms', {
        against: frameMs,
        limit: 1,
      }),
      row('session switch, slowest', Math.max(...times), 'ms', { against: frameMs }),
    ];
  } finally {
    await rig.close();
  }
}
