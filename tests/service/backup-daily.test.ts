// Changes when the service backs itself up at other times, or keeps others.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { setUpDailyBackups } from '../../service/backup/daily.ts';
import { walkBackup } from '../../service/backup/walk.ts';
import { startTestService } from '../support/service.ts';
import { until } from '../support/until.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-daily-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a backup a day, the newest few kept; nothing else in the folder is touched', async () => {
  let now = Date.UTC(2026, 0, 1, 12);
  const ours = (): string[] =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.backup'))
      .toSorted();
  for (const name of ['letter.txt', 'parley-2026-01-01.backup', 'parley-2025-12-31T00-00-00Z.backup.part'])
    writeFileSync(join(folder, name), 'x');
  const service = await startTestService({
    capabilities: [setUpDailyBackups({ folder, version: '0.1.0', keep: 2, everyMs: 10 })],
    parts: { now: () => now },
  });
  const made = (day: number): string => `parley-2026-01-0${day}T12-00-00Z.backup`;
  await until(() => ours().includes(made(1)), { what: 'the first' });
  expect((await walkBackup(join(folder, made(1)))).tables.find(({ name }) => name === 'account')?.rows).toBe(
    4,
  );
  const last = async (): Promise<string | undefined> =>
    (await service.context.pool.query<{ value: string }>(`select value from meta where key = 'last_backup'`))
      .rows[0]?.value;
  const first = await until(last, { what: 'the note of it' });
  // Less than a day later there is none.
  now += 86_400_000 - 1;
  await service.context.pool.query('select pg_sleep(0.1)');
  expect(await last()).toBe(first);
  expect(ours()).toEqual(['parley-2026-01-01.backup', made(1)]);
  now += 1;
  await until(() => ours().includes(made(2)), { what: 'the second' });
  now += 86_400_000;
  await until(() => ours().includes(made(3)) && !ours().includes(made(1)), {
    what: 'the third, and the end of the first',
  });
  await service.stop();
  expect(readdirSync(folder).toSorted()).toEqual([
    'letter.txt',
    'parley-2026-01-01.backup',
    made(2),
    made(3),
  ]);
});

test('where it cannot be written the service works on, and says so', async () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  const service = await startTestService({
    capabilities: [setUpDailyBackups({ folder: join(file, 'backups'), version: '0.1.0', everyMs: 10 })],
  });
  expect((await fetch(`${service.address}/ready`)).status).toBe(200);
  await service.stop();
});
