// Finds the database that a command works on: one of one's own, the embedded one as it runs, or that one started for it.
import { resolve } from 'node:path';
import { AppError } from '../../shared/errors.ts';
import type { Log } from '../../shared/log.ts';
import { clusterUser, findCluster } from '../db/postgres-folder.ts';
import { answers, runningServer } from '../db/postgres-process.ts';
import { ownDatabase, startPostgres } from '../db/postgres.ts';

/** Where to look; as in service/config.ts. */
export interface Where {
  readonly data: string;
  readonly databaseUrl?: string | undefined;
  readonly log: Log;
  readonly sharedHome?: string | undefined;
}

/** What the command does with the database: only `own` needs it for itself, and makes it where there is none. */
export type Use = 'read' | 'own';

/**
 * Runs `work` with the database's URL. An embedded Postgres that does not run is started for as long as that takes.
 * @throws AppError `notFound` when there is none to read, `taken` when a service works on one that is to be owned.
 */
export async function withDatabase<T>(where: Where, use: Use, work: (url: string) => Promise<T>): Promise<T> {
  if (where.databaseUrl !== undefined) return work(where.databaseUrl);
  const data = resolve(where.data);
  const cluster = await findCluster(data);
  if (use === 'read') {
    if (cluster === null)
      throw new AppError(
        'notFound',
        `There is no database in ${data}. Name the service's folder with --data.`,
      );
    const server = await runningServer(cluster);
    if (server !== undefined && (await answers(cluster, server, 5000)))
      return work(
        `postgres://${clusterUser}:${encodeURIComponent(cluster.password)}@127.0.0.1:${server.port}/${ownDatabase}`,
      );
  }
  const postgres = await startPostgres({ data, log: where.log, sharedHome: where.sharedHome });
  try {
    return await work(postgres.url());
  } finally {
    await postgres.stop();
  }
}
