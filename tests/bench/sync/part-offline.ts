// Measures a desk that was away for eight hours: 2,000 cases changed, 10,000 messages came, 50 notes wait; from its return to converged.
import { join } from 'node:path';
import { row, type Row } from '../table.ts';
import { someCase } from './cases.ts';
import { applyChanges, writeChanges } from './changes.ts';
import type { Context } from './context.ts';
import { startDesk } from './desk.ts';
import { noteOn } from './part-commit.ts';

const notes = 50;

async function comeBack(context: Context, round: number): Promise<number> {
  const { stage, data, scale } = context;
  const port = await context.port();
  const folder = await context.loadedFolder();
  const key = await someCase(stage.pool);
  // What has happened to the database before this part is not to be measured here.
  const now = await startDesk(folder);
  const before = await stage.service(port);
  await now.client.request('link.retry', {});
  await now.reached(await stage.horizon());
  await now.indexed();
  await before.stop();
  await now.when(({ link }) => link.state === 'offline', 'the desk to be offline');
  const happening = { cases: 2_000 * scale, messages: 10_000 * scale };
  const file = join(stage.folder, `offline-${round}.ndjson`);
  await writeChanges(data, happening, 10 + round, file);
  await applyChanges(stage.pool, file);
  for (let n = 0; n < notes; n++) await now.client.request('command.run', { command: noteOn(key) });
  const service = await stage.service(port);
  try {
    const began = performance.now();
    await now.client.request('link.retry', {});
    await now.reached(await stage.horizon());
    await now.when(({ outbox }) => outbox.waiting === 0, 'the notes to be decided');
    return (performance.now() - began) / 1000;
  } finally {
    await now.stop();
    await service.stop();
  }
}

/** See the head of this file. */
export async function offlinePart(context: Context): Promise<Row[]> {
  const times = [await comeBack(context, 1), await comeBack(context, 2)];
  const what = `${2_000 * context.scale} cases, ${10_000 * context.scale} messages, ${notes} notes`;
  return [row(`8 hours offline (${what}) to converged`, Math.min(...times), 's', { limit: 1 })];
}
