// What every part is played on: a Postgres with the dataset, a service in its own process, real stores in theirs. All gone at the end.
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import { startService, type RunningService } from '../../../build/world.ts';
import { createPool } from '../../../service/db/pool.ts';
import { startPostgres } from '../../../service/db/postgres.ts';
import { segmentLimits } from '../../../service/segments/index.ts';
import { copyFolder, quiet, type Data } from './data.ts';

/** See the head of this file. */
export interface Stage {
  readonly data: Data;
  /** For what belongs to this run. */
  readonly folder: string;
  readonly pool: Pool;
  /** Starts a service, on a given port or any. It is stopped at the end if it still runs. */
  service(port?: number, env?: Record<string, string>): Promise<RunningService>;
  /** A fresh folder for a store. */
  desk(name: string): string;
  /** Resolves when the service that runs has made its images. */
  images(): Promise<void>;
  /** Where the log stands. */
  horizon(): Promise<string>;
  close(): Promise<void>;
}

/** Copies the dataset's Postgres and starts it, durable as in use. */
export async function openStage(data: Data): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'parley-bench-sync-'));
  const cluster = join(data.postgres, '..', `work-${process.pid}`);
  await rm(cluster, { recursive: true, force: true });
  await copyFolder(data.postgres, cluster);
  const postgres = await startPostgres({ data: cluster, log: quiet });
  const pool = createPool(postgres.url(), quiet);
  // As after a long life: what was filled just now must not cost those who read first.
  await pool.query('checkpoint');
  const running = new Set<RunningService>();
  let desks = 0;
  return {
    data,
    folder,
    pool,
    async service(port = 0, env = {}) {
      const service = await startService({
        data: folder,
        port,
        env: { DATABASE_URL: postgres.url(), ...env },
      });
      running.add(service);
      void service.ended.then(() => running.delete(service));
      return service;
    },
    desk: (name) => join(folder, `desk-${name}-${++desks}`),
    async images() {
      const text = 'select 1 from record group by scope having count(*) > $1';
      const wanted = (await pool.query(text, [segmentLimits.imageRows])).rowCount ?? 0;
      const made = async (): Promise<number> => {
        const found = await readdir(join(folder, 'service', 'images'), { recursive: true }).catch(() => []);
        return found.filter((name) => name.endsWith('image.json')).length;
      };
      for (const until = Date.now() + 240_000; (await made()) < wanted; ) {
        if (Date.now() > until) throw new Error('The service did not make its images');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    async horizon() {
      const text = `select pg_snapshot_xmin(pg_current_snapshot())::text || '.0' as at`;
      return (await pool.query<{ at: string }>(text)).rows[0]!.at;
    },
    async close() {
      for (const service of running) await service.stop();
      await pool.end();
      await postgres.stop();
      await rm(cluster, { recursive: true, force: true });
      await rm(folder, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    },
  };
}
