// Measures the start with twenty sessions of ten tabs each, after an orderly end and after kill -9 of everything.
import { execFileSync } from 'node:child_process';
import { percentile, row, type Row } from '../table.ts';
import { complete, sessions, type Context, type Desk } from './context.ts';

/** What a start took, ms, by the page's own clock. */
interface Start {
  /** From the making of the window's page to the first thing painted in it: the window appears. */
  readonly painted: number;
  /** From there until every session stands and the one in front can be written in. */
  readonly complete: number;
}

async function started(desk: Desk): Promise<Start> {
  await complete(desk.page);
  return desk.page.evaluate(() => {
    const now = performance.now();
    const painted = performance.getEntriesByName('first-paint')[0]?.startTime ?? 0;
    return { painted, complete: now - painted };
  });
}

/** Every process below this one. */
function below(pid: number): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n');
  const pairs = lines.map((line) => line.trim().split(/\s+/).map(Number));
  const of = (parent: number): number[] =>
    pairs.flatMap(([child, its]) => (its === parent && child !== undefined ? [child, ...of(child)] : []));
  return of(pid);
}

/** See the head of this file. */
export async function restorePart(context: Context): Promise<Row[]> {
  const rounds = context.scale < 0.5 ? 2 : 6;
  const orderly: Start[] = [];
  const killed: Start[] = [];
  for (let n = 0; n < rounds; n++) {
    const desk = await context.desk({ again: n > 0 });
    (n === 0 ? [] : killed).push(await started(desk));
    const all = [desk.app.process().pid!, ...below(desk.app.process().pid!)];
    const ended = new Promise((resolve) => desk.app.process().once('close', resolve));
    for (const pid of all) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It went with another.
      }
    }
    await ended;
  }
  for (let n = 0; n < rounds; n++) {
    const desk = await context.desk({ again: true });
    const start = await started(desk);
    (n === 0 ? killed : orderly).push(start);
    await desk.close();
  }
  const rows = (what: string, starts: readonly Start[]): Row[] => {
    const of = (key: keyof Start): number[] => starts.map((one) => one[key] / 1000);
    return [
      row(`${what}: page made to window painted, p50`, percentile(of('painted'), 0.5), 's'),
      row(
        `${what}: window painted to ${sessions} sessions complete, p50`,
        percentile(of('complete'), 0.5),
        's',
        {
          limit: 2,
        },
      ),
      row(
        `${what}: window painted to complete, slowest of ${starts.length}`,
        Math.max(...of('complete')),
        's',
        {
          limit: 2,
        },
      ),
    ];
  };
  return [...rows('after kill -9 of all', killed), ...rows('after an orderly end', orderly)];
}
