// Measures how many notes a second the service accepts from desks, over real sockets, and how long each waits for its verdict.
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { WebSocket } from 'ws';
import { tokenHash } from '../../service/accounts.ts';
import { saveAccount, saveToken } from '../../service/db/accounts.ts';
import { createBulk } from '../../service/db/bulk.ts';
import { migrate } from '../../service/db/migrate.ts';
import { startPostgres } from '../../service/db/postgres.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { createLog } from '../../shared/log.ts';
import { PROTOCOL_VERSION } from '../../shared/sync/protocol.ts';
import { anAgent, aQueue } from '../support/records.ts';
import { spawnService } from '../support/service.ts';
import { percentile, row, type Row } from './table.ts';

/** One way of pushing: how many desks, how many notes in each push, how many pushes each has under way. */
interface Load {
  readonly desks: number;
  readonly notes: number;
  readonly underWay: number;
}

const loads: readonly Load[] = [
  { desks: 16, notes: 1, underWay: 8 },
  { desks: 64, notes: 1, underWay: 1 },
  { desks: 64, notes: 1, underWay: 4 },
  { desks: 500, notes: 1, underWay: 1 },
  { desks: 32, notes: 50, underWay: 1 },
];
/** So many desks work each queue, and so see each other's notes. */
const teamSize = 8;
const warmUpMs = 2_000;
const runMs = Number(process.env['PUSH_RUN_MS'] ?? 6_000);
const wanted = 4_000;

/** PUSH_PROFILE=DIR leaves a profile of the service there. */
const profileTo = process.env['PUSH_PROFILE'];
const profiling: Record<string, string> =
  profileTo === undefined ? {} : { NODE_OPTIONS: `--cpu-prof --cpu-prof-dir=${profileTo}` };

const text =
  'Customer called about the delayed parcel; tracking shows it left the depot on Tuesday. Promised to call back ' +
  'before noon with the courier’s answer, and offered a voucher if it is not there by Friday. Prefers e-mail.';

interface BenchDesk {
  readonly agentId: string;
  readonly caseId: string;
  readonly token: string;
}

async function fill(pool: Pool, count: number): Promise<BenchDesk[]> {
  await migrate(pool);
  const desks = Array.from(
    { length: count },
    (_, i): BenchDesk => ({
      agentId: `agent-${i}`,
      caseId: `case-${i}`,
      token: randomBytes(32).toString('base64url'),
    }),
  );
  const queueOf = (i: number): string => `queue-${Math.floor(i / teamSize)}`;
  const queues = new Set(desks.map((_, i) => queueOf(i)));
  const bulk = await createBulk(pool, Date.now);
  const rows: AnyRecord[] = [...queues].map((id) => ({ kind: 'queue', record: aQueue({ id, name: id }) }));
  for (const [i, { agentId, caseId }] of desks.entries()) {
    rows.push({ kind: 'agent', record: anAgent(agentId, { queueIds: [queueOf(i)] }) });
    rows.push({
      kind: 'case',
      record: {
        id: caseId,
        number: `C-${20_000 + i}`,
        title: 'Parcel is late',
        description: '',
        kind: 'service',
        status: 'open',
        priority: 'normal',
        category: null,
        customerId: null,
        ownerId: agentId,
        queueId: queueOf(i),
        conversationId: null,
        tags: [],
        createdAt: 0,
        updatedAt: 0,
        dueAt: null,
      },
    });
  }
  await bulk.putRecords(rows);
  await bulk.finish();
  const now = Date.now();
  for (const { agentId, token } of desks) {
    await saveAccount(pool, { agentId, handle: agentId, passwordHash: '-', role: 'agent' });
    const hash = tokenHash(token);
    await saveToken(pool, { hash, agentId, deskId: `desk-${agentId}`, now, expiresAt: now + 3_600_000 });
  }
  return desks;
}

/** What one run of a load has counted. */
interface Tally {
  accepted: number;
  refused: number;
  waits: number[];
}

/** Links a desk and waits for its snapshot. @returns what lets it push, again and again until it is ended. */
async function linkDesk(
  address: string,
  { agentId, caseId, token }: BenchDesk,
  load: Load,
  tally: () => Tally | null,
): Promise<{ begin(): void; end(): void }> {
  const socket = new WebSocket(`${address.replace('http', 'ws')}/link`);
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject));
  let n = 0;
  let going = true;
  const sent = new Map<number, number>();
  const subject = `"subjectKind":"case","subjectId":"${caseId}"`;
  const head = '"type":"note.write","args":{"noteId":';
  const tail = `,${subject},"text":${JSON.stringify(text)},"supersedes":null}}}`;
  const again = (): void => {
    if (!going) return;
    let items = '';
    for (let i = 0; i < load.notes; i += 1) {
      n += 1;
      items += `${i === 0 ? '' : ','}{"n":${n},"at":0,"command":{"id":"c-${agentId}-${n}",${head}"${agentId}-${n}"${tail}`;
    }
    sent.set(n, performance.now());
    socket.send(`{"t":"push","items":[${items}]}`);
  };
  const verdict = (frame: { n: number; refusal: unknown }): void => {
    const into = tally();
    if (into !== null) {
      if (frame.refusal === null) into.accepted += 1;
      else into.refused += 1;
    }
    const at = sent.get(frame.n);
    if (at === undefined) return;
    sent.delete(frame.n);
    into?.waits.push(performance.now() - at);
    again();
  };
  await new Promise<void>((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      // Only what is looked at is parsed: the one who measures shares the processor with the one who is measured.
      const start = data.toString('latin1', 0, 16);
      if (start.startsWith('{"t":"delta"')) return;
      if (start.startsWith('{"t":"verdict"'))
        verdict(JSON.parse(data.toString('latin1')) as { n: number; refusal: unknown });
      else if (start.startsWith('{"t":"welcome"')) {
        n = (JSON.parse(data.toString('utf8')) as { lastN: number }).lastN;
      } else if (start.startsWith('{"t":"snapshot"')) {
        // The last page is the one with a cursor.
        if (!data.toString('latin1', data.length - 16).endsWith('"cursor":null}')) resolve();
      } else if (start.startsWith('{"t":"bye"')) reject(new Error(data.toString('utf8')));
    });
    socket.send(
      JSON.stringify({
        t: 'hello',
        protocol: PROTOCOL_VERSION,
        app: 'bench',
        deskId: `desk-${agentId}`,
        token,
        epoch: null,
        cursor: null,
        scopes: null,
      }),
    );
  });
  const beat = setInterval(() => socket.send('{"t":"ping"}'), 5_000);
  return {
    begin() {
      for (let i = 0; i < load.underWay; i += 1) again();
    },
    end() {
      going = false;
      clearInterval(beat);
      socket.close();
    },
  };
}

/** @returns the processor time (Linux) that a process and its children have used, in ms. */
async function cpuOf(root: number): Promise<number> {
  let ticks = 0;
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    if (Number(pid) === root || Number(fields[1]) === root) ticks += Number(fields[11]) + Number(fields[12]);
  }
  return ticks * 10;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function measure(
  address: string,
  cpu: () => Promise<number[]>,
  desks: readonly BenchDesk[],
  load: Load,
): Promise<Tally & { seconds: number; cpu: number[] }> {
  let tally: Tally | null = null;
  const linked: Awaited<ReturnType<typeof linkDesk>>[] = [];
  for (const desk of desks) linked.push(await linkDesk(address, desk, load, () => tally));
  for (const { begin } of linked) begin();
  await pause(warmUpMs);
  const counted: Tally = { accepted: 0, refused: 0, waits: [] };
  const before = await cpu();
  const from = performance.now();
  tally = counted;
  await pause(runMs);
  tally = null;
  const seconds = (performance.now() - from) / 1000;
  const used = (await cpu()).map((ms, i) => ms - before[i]!);
  for (const { end } of linked) end();
  return { ...counted, seconds, cpu: used };
}

/** The raw limit: a note, its entry in the feed and a commit, from as many connections as the service has, and nothing else. */
async function raw(url: string): Promise<number> {
  const pool = new Pool({ connectionString: url, max: 16 });
  let count = 0;
  let going = true;
  const body = {
    id: '',
    subjectKind: 'case',
    subjectId: 'case-0',
    authorId: 'a',
    authorName: 'A',
    text,
    at: 0,
    supersedes: null,
  };
  const isGoing = (): boolean => going;
  const writer = async (w: number): Promise<void> => {
    for (let i = 0; isGoing(); i += 1) {
      const id = `raw-${w}-${i}`;
      await pool.query({
        name: 'raw',
        text: `with r as (insert into record (kind, id, scope, body) values ('note', $1, 'queue:raw', $2))
          insert into feed (kind, id, op, scope, version, at) values ('note', $1, 'put', 'queue:raw', 1, 0)`,
        values: [id, JSON.stringify({ ...body, id })],
      });
      count += 1;
    }
  };
  const writers = Array.from({ length: 16 }, (_, w) => writer(w));
  await pause(1_000);
  const [before, from] = [count, performance.now()];
  await pause(Math.min(runMs, 4_000));
  const perSecond = ((count - before) / (performance.now() - from)) * 1000;
  going = false;
  await Promise.all(writers);
  await pool.end();
  return perSecond;
}

/** @returns notes accepted a second and the wait for a verdict, per load. Arguments choose loads by their place, from 1. */
export async function bench(args: string[]): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-push-'));
  await chmod(folder, 0o755);
  const log = createLog(() => {}, Date.now, 'error');
  const postgres = await startPostgres({ data: join(folder, 'data'), log });
  try {
    const chosen = args.length === 0 ? loads : loads.filter((_, i) => args.includes(String(i + 1)));
    const rawPool = new Pool({ connectionString: postgres.url() });
    await fill(rawPool, teamSize);
    const limit = await raw(postgres.url());
    const rows: Row[] = [row('raw SQL, 16 connections, one note a transaction', limit, 'notes/s')];
    for (const [i, load] of chosen.entries()) {
      // A database of its own for each, so that none has to send the notes of the one before.
      await rawPool.query(`create database push_${i}`);
      const url = postgres.url(`push_${i}`);
      const pool = new Pool({ connectionString: url });
      const desks = await fill(pool, load.desks);
      await pool.end();
      const service = await spawnService(['--log-level', 'warn'], { DATABASE_URL: url, ...profiling });
      try {
        const cpu = (): Promise<number[]> =>
          Promise.all([service.process.pid!, postgres.server().pid, process.pid].map(cpuOf));
        const {
          accepted,
          refused,
          waits,
          seconds,
          cpu: used,
        } = await measure(service.address, cpu, desks, load);
        const name = `${load.desks} desks, ${load.notes} a push, ${load.underWay} under way`;
        if (refused > 0) throw new Error(`${refused} notes were refused`);
        const speed = row(name, accepted / seconds, 'notes/s', {
          against: limit,
          target: `>= ${wanted} notes/s`,
        });
        rows.push({ ...speed, met: accepted / seconds >= wanted });
        rows.push(row(`${name}: verdict p50`, percentile(waits, 0.5), 'ms'));
        rows.push(row(`${name}: verdict p95`, percentile(waits, 0.95), 'ms'));
        for (const [which, ms] of used.entries()) {
          const who = ['service', 'Postgres', 'this bench'][which];
          rows.push(row(`${name}: processor time of ${who} per note`, (ms * 1000) / accepted, 'µs'));
        }
      } finally {
        await service.end('SIGTERM');
      }
    }
    await rawPool.end();
    return rows;
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
