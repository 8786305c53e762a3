// Measures a note of desk A in desk B's cache while many other desks are linked: two real stores, a service, the others in one process.
import type { Pool } from 'pg';
import { tokenHash } from '../../../service/accounts.ts';
import { percentile, row, type Row } from '../table.ts';
import { someCase, type CaseKey } from './cases.ts';
import { memoryOf, startHelper } from './child.ts';
import type { Context } from './context.ts';
import { manyAgent } from './dataset.ts';
import { startDesk, type Desk } from './desk.ts';
import { manyDesk, type DesksAnswer } from './desks.ts';
import { noteOn } from './part-commit.ts';
import type { Stage } from './stage.ts';

/** What one number of desks cost. */
export interface FanOut {
  desks: number;
  times: number[];
  /** How long the other desks took to link, s. */
  linking: number;
  lost: number;
  /** What each link added to the service's memory (PSS), kB, and all of it, MB. */
  perLink: number;
  serviceMb: number;
}

const caseCount = 20;

async function addTokens(pool: Pool, count: number): Promise<void> {
  const numbers = Array.from({ length: count }, (_, n) => n);
  const desks = numbers.map(manyDesk);
  await pool.query(
    `insert into token (hash, agent_id, desk_id, created_at, expires_at)
     select * from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[]) on conflict do nothing`,
    [
      desks.map(({ token }) => tokenHash(token)),
      numbers.map((n) => manyAgent(n).id),
      desks.map(({ deskId }) => deskId),
      desks.map(() => Date.now()),
      desks.map(() => Date.now() + 43_200_000),
    ],
  );
}

/** Writes notes at A, one after the other. @returns ms from the request at A to the rows that hold it at B's window. */
async function writeNotes(a: Desk, b: Desk, cases: readonly CaseKey[], count: number): Promise<number[]> {
  const arrived = new Map<string, () => void>();
  const stops = cases.map(({ id }) =>
    b.live('note.list', { subjectKind: 'case', subjectId: id }, (rows) => {
      for (const { id: noteId } of rows) arrived.get(noteId)?.();
    }),
  );
  const times: number[] = [];
  for (let n = -10; n < count; n++) {
    const command = noteOn(cases[(n + 10) % cases.length]!);
    const noteId = (command.args as { noteId: string }).noteId;
    const came = new Promise<void>((resolve) => arrived.set(noteId, resolve));
    const began = performance.now();
    await a.client.request('command.run', { command });
    await came;
    if (n >= 0) times.push(performance.now() - began);
    arrived.delete(noteId);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  for (const stop of stops) stop();
  return times;
}

/** Measures with each of these numbers of desks linked, in turn, over one service. */
export async function fanOut(stage: Stage, counts: readonly number[], notes: number): Promise<FanOut[]> {
  const most = Math.max(...counts);
  await addTokens(stage.pool, most);
  const queueId = manyAgent(0).queueIds[0]!;
  const cases: CaseKey[] = [];
  for (let n = 0; n < caseCount; n++) cases.push(await someCase(stage.pool, queueId, n));
  const service = await stage.service();
  const others = startHelper(new URL('./desks.ts', import.meta.url));
  const [a, b] = [
    await startDesk(stage.desk('a'), { unwatched: true }),
    await startDesk(stage.desk('b'), { unwatched: true }),
  ];
  const results: FanOut[] = [];
  try {
    for (const [desk, n] of [
      [a, 0],
      [b, 1],
    ] as const) {
      await desk.signIn(service.address, manyAgent(n).handle);
      await desk.when(({ link }) => link.state === 'linked', 'a link');
      // A desk that still indexes after that is a desk too.
      await desk.indexed(20_000).catch(() => undefined);
    }
    const bare = memoryOf(service.process.pid!).pss;
    let linked = 2;
    for (const count of counts.toSorted((x, y) => x - y)) {
      const cursor = await stage.horizon();
      const more = { t: 'link', address: service.address, from: linked, count: count - linked, cursor };
      const { seconds } = await others.ask<DesksAnswer>(more);
      linked = count;
      // What the coming of so many makes others hear is over when a note of ours comes through.
      const times = await writeNotes(a, b, cases, notes);
      const { lost } = await others.ask<DesksAnswer>({ t: 'tell' });
      const { pss } = memoryOf(service.process.pid!);
      results.push({
        desks: count,
        times,
        linking: seconds,
        lost,
        perLink: ((pss - bare) * 1024) / count,
        serviceMb: pss,
      });
    }
    return results;
  } finally {
    await a.stop();
    await b.stop();
    await others.stop();
    await service.stop();
  }
}

/** See the head of this file. */
export async function fanOutPart({ stage, small }: Context): Promise<Row[]> {
  const [result] = await fanOut(stage, [small ? 100 : 2_000], small ? 40 : 200);
  const { desks, times, linking, lost, perLink } = result!;
  const name = `note of desk A in desk B's cache, ${desks} desks linked`;
  return [
    row(`${name}, p50`, percentile(times, 0.5), 'ms', { limit: 10 }),
    row(`${name}, p95`, percentile(times, 0.95), 'ms', { limit: 40 }),
    row(`${desks} desks, until all are linked`, linking, 's'),
    row(`${desks} desks, lost meanwhile`, lost, 'desks', { limit: 0 }),
    row(`${desks} desks, the service's memory for each`, perLink, 'kB'),
  ];
}
