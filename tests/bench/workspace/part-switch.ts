// Measures a switch of session among twenty with ten tabs each, one of a hundred thousand messages: from the key to the painted frame.
import { writeFile } from 'node:fs/promises';
import { percentile, row, type Row } from '../table.ts';
import { complete, sessions, type Context } from './context.ts';
import { closePeer, openPeer } from './peer.ts';
import { traced } from './trace.ts';
import { answerRows, idleFrames, noiseRows, pressMany, watchKey } from './watch.ts';

const turns = 10;

/** See the head of this file. */
export async function switchPart(context: Context): Promise<Row[]> {
  const count = Math.max(sessions + 1, Math.round(turns * (sessions + 1) * context.scale));
  const { app, page, close } = await context.desk();
  try {
    await complete(page);
    await page.keyboard.down('Alt');
    await watchKey(page, 'ArrowDown');
    // The first time around panes are made; afterwards they are only shown.
    const first = await pressMany(page, 'ArrowDown', sessions + 1, 400);
    await pressMany(page, 'ArrowDown', sessions + 1);
    const answers = await pressMany(page, 'ArrowDown', count);
    const trace = process.env['BENCH_TRACE'];
    if (trace !== undefined)
      await writeFile(trace, await traced(page, () => pressMany(page, 'ArrowDown', 2 * (sessions + 1))));
    await page.keyboard.up('Alt');
    const long = Math.round(100_000 * context.scale);
    const bare = await openPeer(app, context.peer, { lists: [long, 300], rows: 0 });
    const idle = await idleFrames(bare);
    await bare.keyboard.down('Alt');
    await watchKey(bare, 'ArrowDown');
    await pressMany(bare, 'ArrowDown', 10);
    const floor = await pressMany(bare, 'ArrowDown', count);
    await bare.keyboard.up('Alt');
    await closePeer(app, bare);
    const totals = first.map(({ total }) => total);
    return [
      ...noiseRows(idle, 'switch'),
      ...answerRows(`switch among ${sessions} sessions`, answers, floor),
      row(
        `switch to a session for the first time, p95 (p50 ${percentile(totals, 0.5).toFixed(1)})`,
        percentile(totals, 0.95),
        'ms',
      ),
    ];
  } finally {
    await close();
  }
}
