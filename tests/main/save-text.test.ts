// Changes when a text that a person keeps is saved in another way.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSaveText } from '../../electron/main/save-text.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-text-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

type Answer = { canceled: boolean; filePath: string };
function saver(answer: () => Promise<Answer>) {
  const asked: unknown[] = [];
  const save = createSaveText({
    dialog: { showSaveDialog: async (options: unknown) => (asked.push(options), answer()) },
    downloads: () => folder,
    now: () => Date.UTC(2026, 0, 2, 3, 4, 5),
  });
  return { save, asked };
}

test('it goes word for word where the person says, for its owner alone', async () => {
  const file = join(folder, 'chosen.txt');
  const { save, asked } = saver(async () => ({ canceled: false, filePath: file }));
  expect(await save('Größe: ۱۲\n\nسلام', undefined)).toBe(true);
  expect(asked).toMatchObject([{ defaultPath: join(folder, 'parley-texts-2026-01-02-03-04-05.txt') }]);
  expect(readFileSync(file, 'utf8')).toBe('Größe: ۱۲\n\nسلام\n');
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('thought better of, asked twice, or a disk that refuses', async () => {
  expect(await saver(async () => ({ canceled: true, filePath: '' })).save('x', undefined)).toBe(false);
  let answer: (value: Answer) => void = () => {};
  const { save, asked } = saver(() => new Promise<Answer>((resolve) => (answer = resolve)));
  const first = save('x', undefined);
  expect(await save('x', undefined)).toBe(false);
  expect(asked).toHaveLength(1);
  answer({ canceled: false, filePath: join(folder, 'no', 'such', 'place.txt') });
  await expect(first).rejects.toMatchObject({ kind: 'storage' });
});
