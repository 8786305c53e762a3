// Changes when a line of a log is made fit for a report differently.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { bareLine, bareSentence } from '../../shared/ipc/report.ts';

describe('a line of a log in a report', () => {
  test('keeps our sentence and our words, and the length of everything else', () => {
    const line = {
      at: '2026-01-02T03:04:05.000Z',
      level: 'info',
      message: 'Link',
      state: 'offline',
      reason: 'Ida is away',
      n: 4,
      facts: { detail: 'Ida', ok: true, Ida: 1 },
    };
    expect(bareLine(JSON.stringify(line))).toEqual({
      at: line.at,
      level: 'info',
      message: 'Link',
      state: 'offline',
      reason: '[11]',
      n: 4,
      facts: { detail: '[3]', ok: true },
    });
    expect(bareLine('Ida')).toBeNull();
    expect(bareLine('{"at":"x"}')).toBeNull();
    expect(bareSentence('Port 4110 of "x y" at a@b.c: /home/ida, http://x/y')).toBe('Port # of "…" at … … …');
  });

  test('every sentence that is logged is a constant, so that nobody’s words can be in it', () => {
    const root = join(import.meta.dirname, '..', '..');
    const sources = ['service', 'electron'].flatMap((top) =>
      readdirSync(join(root, top), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts'))
        .map((name) => join(root, top, name)),
    );
    const odd = sources.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\blog\.(?:debug|info|warn|error)\(\s*([^'\s][^\n]*)/g)].map(
        (match) => `${file}: ${match[1]}`,
      ),
    );
    // The store's `die` is given one of three constants.
    expect(odd.filter((line) => !line.endsWith('electron/store/index.ts: what, { error });'))).toEqual([]);
  });
});
