// Measures the screen pop: from the INVITE in the socket until who is calling is painted in the agent's window.
import { makeWorld } from '../../../service/seed/world.ts';
import { until } from '../../support/until.ts';
import { percentile, row, type Row } from '../table.ts';
import { now, type Context, type Stage } from './context.ts';
import { paintedSince, watchPaint } from './part-ring.ts';

const calls = 60;
/** What has to be there within this many ms (issue of the softphone). */
const limitMs = 300;
const pop = 'section[aria-label="Who is calling"]';

/** One call that rings, is seen, and is given up. @returns ms from the INVITE to the painted pop. */
async function oneCall({ pbx, ours, invitedAt }: Stage, number: string): Promise<number> {
  const began = now();
  const call = pbx.call(ours.user, { name: 'Ada', number, queue: 'support' });
  if (call === undefined) throw new Error('The phone is not signed in.');
  const painted = await until(() => paintedSince(ours.window, began), { what: 'who is calling' });
  const ms = painted - invitedAt();
  call.cancel();
  await until(async () => (await ours.window.locator(pop).count()) === 0, { what: 'the end of it' });
  return ms;
}

/** See the head of this file: callers whom nobody knows, and customers, in turns. */
export async function popPart(context: Context): Promise<Row[]> {
  const stage = await context.stage();
  const known = makeWorld(Date.now()).flatMap(({ kind, record }) =>
    kind === 'customer' && record.phone !== null ? [record.phone.replaceAll(' ', '')] : [],
  );
  await stage.ours.window.bringToFront();
  await watchPaint(stage.ours.window, pop);
  await oneCall(stage, '+15550100');
  const times: { nobody: number[]; customer: number[] } = { nobody: [], customer: [] };
  const count = Math.max(6, Math.round(calls * context.scale));
  for (let at = 0; at < count; at += 1) {
    times.nobody.push(await oneCall(stage, `+1555${String(200 + at)}`));
    times.customer.push(await oneCall(stage, known[at % known.length] ?? '+15550100'));
  }
  const shown = (title: string, all: readonly number[]): Row =>
    row(`${title}, p95 (p50 ${percentile(all, 0.5).toFixed(1)})`, percentile(all, 0.95), 'ms', {
      limit: limitMs,
    });
  return [
    shown('INVITE to the screen pop of a customer', times.customer),
    shown('INVITE to the screen pop of a number nobody has', times.nobody),
  ];
}
