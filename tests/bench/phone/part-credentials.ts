// Measures what one service does for telephones as the agents become more: credentials handed out, and calls brought by an exchange that are on the log when it is answered.
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { inRepository } from '../../../build/paths.ts';
import { tokenHash } from '../../../service/accounts.ts';
import { saveAccount, saveToken } from '../../../service/db/accounts.ts';
import { createBulk } from '../../../service/db/bulk.ts';
import { migrate } from '../../../service/db/migrate.ts';
import { startPostgres } from '../../../service/db/postgres.ts';
import type { AnyRecord } from '../../../shared/domain/records.ts';
import { createLog } from '../../../shared/log.ts';
import { anAgent, aQueue } from '../../support/records.ts';
import { spawnService } from '../../support/service.ts';
import { drawPlot } from '../sync/plot.ts';
import { percentile, row, type Row } from '../table.ts';
import type { Context } from './context.ts';

const crowds = [10, 100, 1_000];
/** Each agent may ask so often at once; the service refuses more. */
const asksEach = 15;
const asksAtMost = 4_000;
const underWay = 32;
const calls = 1_500;
const exchangeSecret = 'a-secret-of-the-bench-alone';

/** Runs so many jobs, some of them at a time. @returns how long each took, and all together, ms. */
async function inTurns(
  count: number,
  job: (at: number) => Promise<void>,
): Promise<{ each: number[]; all: number }> {
  const each: number[] = [];
  let next = 0;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: Math.min(underWay, count) }, async () => {
      for (let at = next++; at < count; at = next++) {
        const from = performance.now();
        await job(at);
        each.push(performance.now() - from);
      }
    }),
  );
  return { each, all: performance.now() - began };
}

async function fill(pool: Pool, count: number): Promise<string[]> {
  await migrate(pool);
  const bulk = await createBulk(pool, Date.now);
  const rows: AnyRecord[] = [{ kind: 'queue', record: aQueue({ id: 'calls', name: 'Calls' }) }];
  const tokens = Array.from({ length: count }, () => randomBytes(32).toString('base64url'));
  for (const at of tokens.keys())
    rows.push({ kind: 'agent', record: anAgent(`agent-${at}`, { queueIds: ['calls'] }) });
  await bulk.putRecords(rows);
  await bulk.finish();
  const now = Date.now();
  for (const [at, token] of tokens.entries()) {
    const agentId = `agent-${at}`;
    await saveAccount(pool, { agentId, handle: agentId, passwordHash: '-', role: 'agent' });
    await saveToken(pool, {
      hash: tokenHash(token),
      agentId,
      deskId: `desk-${at}`,
      now,
      expiresAt: now + 3_600_000,
    });
  }
  return tokens;
}

async function post(address: string, path: string, secret: string, body: object): Promise<unknown> {
  const answer = await fetch(`${address}${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 300)}`);
  return answer.status === 204 ? null : answer.json();
}

/** See the head of this file. */
export async function credentialsPart({ scale }: Context): Promise<Row[]> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-phones-'));
  await chmod(folder, 0o755);
  const settings = join(folder, 'phone.json');
  await writeFile(
    settings,
    JSON.stringify({
      server: 'wss://phone.invalid',
      domain: 'phone.invalid',
      credentials: { secret: 'another-secret-of-the-bench' },
      exchange: { secret: exchangeSecret },
    }),
  );
  const postgres = await startPostgres({
    data: join(folder, 'data'),
    log: createLog(() => {}, Date.now, 'error'),
  });
  const admin = new Pool({ connectionString: postgres.url() });
  const rows: Row[] = [];
  const handed: [number, number][] = [];
  const brought: [number, number][] = [];
  try {
    for (const agents of crowds) {
      await admin.query(`create database phones_${agents}`);
      const url = postgres.url(`phones_${agents}`);
      const pool = new Pool({ connectionString: url });
      const tokens = await fill(pool, agents);
      await pool.end();
      const service = await spawnService(['--log-level', 'error', '--phone', settings], {
        DATABASE_URL: url,
      });
      try {
        const asks = Math.max(
          agents,
          Math.round(Math.min(agents * asksEach, asksAtMost) * Math.min(1, scale * 4)),
        );
        const { each, all } = await inTurns(asks, async (at) => {
          await post(service.address, '/api/phone/credentials', tokens[at % agents]!, {});
        });
        handed.push([agents, asks / (all / 1000)]);
        rows.push(
          row(
            `${agents} agents: credentials handed out (p95 ${percentile(each, 0.95).toFixed(0)} ms)`,
            asks / (all / 1000),
            'a second',
          ),
        );
        const count = Math.max(60, Math.round(calls * scale));
        const came = await inTurns(count, async (at) => {
          const arrival = {
            callId: `bench-${agents}-${at}@phone.invalid`,
            from: `+1555${at}`,
            to: '+1',
            name: `Caller ${at}`,
          };
          const { conversationId } = (await post(service.address, '/api/calls', exchangeSecret, arrival)) as {
            conversationId: string;
          };
          await post(service.address, `/api/calls/${conversationId}/over`, exchangeSecret, {
            outcome: 'abandoned',
          });
        });
        const perMinute = count / (came.all / 60_000);
        brought.push([agents, perMinute]);
        rows.push(
          row(
            `${agents} agents: calls that came and went on the log (p95 ${percentile(came.each, 0.95).toFixed(0)} ms)`,
            perMinute,
            'a minute',
          ),
        );
      } finally {
        await service.end('SIGTERM');
      }
    }
  } finally {
    await admin.end();
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const out = inRepository('out', 'bench');
  await mkdir(out, { recursive: true });
  for (const [file, title, y, points] of [
    ['phone-credentials.svg', 'Credentials handed out by one service', 'a second', handed],
    ['phone-calls.svg', 'Calls with their events on the log, one service', 'a minute', brought],
  ] as const) {
    await writeFile(
      join(out, file),
      drawPlot({ title, x: 'agents', y, series: [{ name: 'one service', points }] }),
    );
    console.log(`${title}: ${join(out, file)}`);
  }
  return rows;
}
