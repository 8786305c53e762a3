// Changes when a saved report holds something else, or is saved in another way.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSaveReport } from '../../electron/main/report.ts';
import { someDiagnostics } from '../support/diagnostics.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-report-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Answer = { canceled: boolean; filePath: string };
function saver(answer: () => Promise<Answer>) {
  const asked: unknown[] = [];
  const save = createSaveReport({
    dialog: {
      showSaveDialog: async (options: unknown) => {
        asked.push(options);
        return answer();
      },
    },
    downloads: () => folder,
    logFolder: folder,
    version: '0.1.0',
    platform: 'linux',
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  });
  return { save, asked };
}

test('it goes where the person says, for its owner alone, with the last log lines and nothing that people wrote', async () => {
  const line = (n: number): string =>
    `${JSON.stringify({ at: new Date(n).toISOString(), level: 'info', message: 'Link', n, text: 'a secret' })}\n`;
  writeFileSync(join(folder, 'parley.1.log'), Array.from({ length: 150 }, (_, n) => line(n)).join(''));
  writeFileSync(
    join(folder, 'parley.log'),
    `${Array.from({ length: 150 }, (_, n) => line(150 + n)).join('')}a secret\n`,
  );
  const file = join(folder, 'chosen.json');
  const { save, asked } = saver(async () => ({ canceled: false, filePath: file }));
  expect(await save(someDiagnostics(), undefined)).toBe(true);
  expect(asked).toMatchObject([{ defaultPath: join(folder, 'parley-report-2026-01-02-03-04-05.json') }]);
  const text = readFileSync(file, 'utf8');
  expect(text).not.toContain('secret');
  const report = JSON.parse(text) as { log: { n: number }[] };
  expect(report).toMatchObject({ report: 'parley-desk', version: '0.1.0', diagnostics: someDiagnostics() });
  expect(report.log.map(({ n }) => n)).toEqual(
    Array.from({ length: report.log.length }, (_, i) => 300 - report.log.length + i),
  );
  expect(report.log.length).toBeGreaterThanOrEqual(199);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('thought better of, asked twice, or a disk that refuses', async () => {
  expect(await saver(async () => ({ canceled: true, filePath: '' })).save(someDiagnostics(), undefined)).toBe(
    false,
  );
  let answer: (value: Answer) => void = () => {};
  const { save, asked } = saver(() => new Promise<Answer>((resolve) => (answer = resolve)));
  const first = save(someDiagnostics(), undefined);
  expect(await save(someDiagnostics(), undefined)).toBe(false);
  answer({ canceled: true, filePath: '' });
  expect(await first).toBe(false);
  expect(asked).toHaveLength(1);
  await expect(
    saver(async () => ({ canceled: false, filePath: join(folder, 'no', 'such', 'x.json') })).save(
      someDiagnostics(),
      undefined,
    ),
  ).rejects.toMatchObject({ kind: 'storage' });
  expect(readdirSync(folder)).toEqual([]);
});
