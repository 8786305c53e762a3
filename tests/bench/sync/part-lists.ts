// Measures lists and search of a desk that holds everything, at rest: request to rows, through the store's process.
import { percentile, row, type Row } from '../table.ts';
import type { Context } from './context.ts';
import { agentReads, readTimes, someOf, widerReads, type Reading } from './reads.ts';

/** See the head of this file. */
export async function listsPart(context: Context): Promise<Row[]> {
  const { conversationId, words } = await someOf(context.data);
  const desk = await context.loadedDesk();
  try {
    await desk.when(({ link }) => link.state === 'offline', 'the desk to be offline');
    const time = (reads: readonly Reading[], turns: number): Promise<Map<string, number[]>> =>
      readTimes(desk, reads, turns);
    const times = new Map([
      ...(await time(agentReads(conversationId), 60)),
      ...(await time(widerReads(words), 20)),
    ]);
    return [...times].map(([what, ms]) => {
      const limit = what.startsWith('search') ? 5 : 2;
      return row(`${what}, p95 (p50 ${percentile(ms, 0.5).toFixed(2)})`, percentile(ms, 0.95), 'ms', {
        limit,
      });
    });
  } finally {
    await desk.stop();
  }
}
