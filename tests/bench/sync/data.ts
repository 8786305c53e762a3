// What is made once and kept in out/bench/data: the rows as text, and a Postgres that holds them. Changes with where and how it is kept.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync } from 'node:fs';
import { cp, mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Pool } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { inRepository } from '../../../build/paths.ts';
import { saveAccount } from '../../../service/db/accounts.ts';
import { migrate, readMigrations } from '../../../service/db/migrate.ts';
import { createPool } from '../../../service/db/pool.ts';
import { startPostgres } from '../../../service/db/postgres.ts';
import { createPasswords } from '../../../service/passwords.ts';
import { accounts } from '../../../service/seed/company.ts';
import { createLog } from '../../../shared/log.ts';
import { datasetNow, makeDataset, manyAgent, manyAgents, type Scoped, type Size } from './dataset.ts';

/** A dataset on disk. */
export interface Data {
  readonly size: Size;
  /** Text, a row as it travels on each line: kind, id, version, record. */
  readonly rowsFile: string;
  readonly rows: number;
  readonly bytes: number;
  /** The data folder of an embedded Postgres that is stopped. Copy it; never start it. */
  readonly postgres: string;
}

/** Signs in whoever is in the dataset. */
export const benchPassword = 'harbour-lantern-27';
export const quiet = createLog(() => {}, Date.now, 'error');
const home = inRepository('out', 'bench', 'data');

async function sourcesHash(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const files = path.endsWith('.ts') ? [path] : await readdir(path, { recursive: true });
    for (const file of files.toSorted()) {
      const whole = path.endsWith('.ts') ? path : join(path, file);
      if (/\.(ts|sql)$/.test(whole)) hash.update(await readFile(whole));
    }
  }
  return hash.digest('hex').slice(0, 12);
}

/** Lines of a COPY in text form. */
const copyLine = (...fields: string[]): string =>
  `${fields.map((field) => field.replaceAll('\\', '\\\\')).join('\t')}\n`;

async function copyInto(pool: Pool, table: string, lines: Iterable<string>): Promise<void> {
  const client = await pool.connect();
  try {
    function* chunks(): Generator<string> {
      let chunk = '';
      for (const line of lines) {
        chunk += line;
        if (chunk.length < 262_144) continue;
        yield chunk;
        chunk = '';
      }
      yield chunk;
    }
    await pipeline(Readable.from(chunks()), client.query(copyFrom(`copy ${table} from stdin`)));
  } finally {
    client.release();
  }
}

async function fillPostgres(folder: string, size: Size): Promise<void> {
  const postgres = await startPostgres({ data: folder, log: quiet, durable: false });
  const pool = createPool(postgres.url(), quiet);
  try {
    await migrate(pool);
    const keys: [kind: string, id: string, scope: string][] = [];
    function* records(): Generator<string> {
      for (const { kind, id, scope, record } of makeDataset(size)) {
        keys.push([kind, id, scope]);
        yield copyLine(kind, id, scope, JSON.stringify(record));
      }
    }
    await copyInto(pool, 'record (kind, id, scope, body)', records());
    const at = String(datasetNow);
    await copyInto(
      pool,
      'feed (kind, id, op, scope, version, at)',
      keys.map(([kind, id, scope]) => copyLine(kind, id, 'put', scope, '1', at)),
    );
    // The least that scrypt takes: signing in is not what is measured.
    const passwordHash = await createPasswords({ logN: 4, r: 8, p: 1 }).hash(benchPassword);
    const many = Array.from({ length: manyAgents }, (_, n) => manyAgent(n));
    for (const { id, handle, role } of [...accounts.map((one) => ({ ...one, id: one.agentId })), ...many])
      await saveAccount(pool, { agentId: id, handle, role, passwordHash });
    await pool.query(`select setval('case_number', $1)`, [10_000 + size.cases]);
    await pool.query(`insert into meta (key, value) values ('seed', 'complete')`);
    await pool.query('vacuum analyze record');
    await pool.query('vacuum analyze feed');
    await pool.query('checkpoint');
  } finally {
    await pool.end();
    await postgres.stop();
  }
}

async function writeRows(file: string, rows: Iterable<Scoped>): Promise<{ rows: number; bytes: number }> {
  let count = 0;
  let bytes = 0;
  function* lines(): Generator<string> {
    let chunk = '';
    for (const { kind, id, record } of rows) {
      const body = JSON.stringify(record);
      count += 1;
      bytes += Buffer.byteLength(body);
      chunk += `{"kind":"${kind}","id":"${id}","version":1,"record":${body}}\n`;
      if (chunk.length < 262_144) continue;
      yield chunk;
      chunk = '';
    }
    yield chunk;
  }
  await pipeline(Readable.from(lines()), createWriteStream(file));
  return { rows: count, bytes };
}

/** Copies a folder with its owners. */
export async function copyFolder(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') await cp(from, to, { recursive: true });
  else await promisify(execFile)('cp', ['-a', from, to]);
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

/** @returns the dataset of this size, made when it is not there yet or when what makes it has changed. */
export async function prepareData(size: Size): Promise<Data> {
  const seed = inRepository('service', 'seed');
  const makers = ['dataset.ts', 'prose.ts'].map((name) => join(import.meta.dirname, name));
  const hash = await sourcesHash([...makers, seed]);
  const schema = (await readMigrations()).map(({ sha256 }) => sha256.slice(0, 6)).join('');
  const folder = join(home, `${size.cases}-${size.messages}-${hash}`);
  await mkdir(folder, { recursive: true });
  // What older makers made is of no use any more.
  for (const name of await readdir(home))
    if (/^\d+-\d+-/.test(name) && !name.endsWith(hash)) await rm(join(home, name), { recursive: true });
  // Left behind by runs that were killed.
  for (const name of await readdir(folder)) {
    const pid = /^work-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) await rm(join(folder, name), { recursive: true });
  }
  const rowsFile = join(folder, 'rows.ndjson');
  const factsFile = join(folder, 'facts.json');
  if (!existsSync(factsFile)) {
    console.log(`  making ${size.cases} cases and ${size.messages} messages`);
    await writeFile(factsFile, JSON.stringify(await writeRows(rowsFile, makeDataset(size))));
  }
  const facts = JSON.parse(await readFile(factsFile, 'utf8')) as { rows: number; bytes: number };
  const postgres = join(folder, `postgres-${createHash('sha256').update(schema).digest('hex').slice(0, 8)}`);
  if (!existsSync(postgres)) {
    console.log('  filling Postgres with them');
    for (const name of await readdir(folder))
      if (name.startsWith('postgres')) await rm(join(folder, name), { recursive: true });
    await fillPostgres(`${postgres}.half`, size);
    await rename(`${postgres}.half`, postgres);
  }
  return { size, rowsFile, ...facts, postgres };
}
