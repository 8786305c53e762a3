// Measures a switch of session: from the key press to the frame that shows the other session, with twenty open.
import type { ElectronApplication, Page } from 'playwright';
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

/** A page in the same Electron that does nothing but swap two lists of fifty lines: what a key and a frame cost here at least. */
const barePage = `data:text/html,<title>bare</title><body>${['a', 'b']
  .map((id) => `<ul id=${id}>${'<li>A line of text in a list'.repeat(50)}</ul>`)
  .join('')}<script>let on=0;const show=()=>{a.hidden=on;b.hidden=!on;on=!on};show();
addEventListener('keydown',(e)=>{if(e.altKey&&e.key==='ArrowDown')show()})</script>`;

async function openBare(app: ElectronApplication): Promise<Page> {
  const opened = app.waitForEvent('window');
  await app.evaluate(
    ({ BrowserWindow }, url) => void new BrowserWindow({ width: 1440, height: 900 }).loadURL(url),
    barePage,
  );
  const page = await opened;
  await page.waitForFunction(() => document.title === 'bare');
  return page;
}

/** @returns p50 and p95 against one frame of a 60 Hz screen and against a bare page in the same run. */
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
    const bare = await openBare(app);
    await watchSwitches(bare);
    const floor = await measure(bare, switches);
    await app.close();
    return [
      row('bare page p50', percentile(floor, 0.5), 'ms', { against: frameMs }),
      row('bare page p95', percentile(floor, 0.95), 'ms', { against: frameMs }),
      row('session switch p95 beside the bare page', percentile(times, 0.95), 'ms', {
        against: percentile(floor, 0.95),
      }),
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
