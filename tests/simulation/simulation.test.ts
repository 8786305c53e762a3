// Changes when the simulation promises something else: that it finds nothing, and that a seed is one run and no other.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';

const run = async (...args: string[]): Promise<string> => {
  const program = join(import.meta.dirname, 'run.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, ...args], {
    maxBuffer: 64 * 1024 * 1024,
  }).catch((error: { stdout: string; stderr: string; message: string }) => {
    throw new Error(`${error.message}\n${error.stderr}\n${error.stdout}`);
  });
  return stdout;
};
const seeds = 2000;

describe('desks, services, a database and everything that can go wrong between them', () => {
  test('a seed is the same run every time, event by event', { timeout: 240_000 }, async () => {
    const [first, second] = [await run('--seed', '8'), await run('--seed', '8')];
    expect(first).toMatch(/trace [0-9a-f]{64}/);
    expect(second).toBe(first);
  });

  test(`SYNC-4 to SYNC-23, STORE-7 to STORE-13: in ${seeds} seeds nothing is lost, doubled, out of order or out of scope`, {
    timeout: 4_800_000,
  }, async () => {
    const table = await run('--seeds', String(seeds), '--workers', '2');
    expect(table).toMatch(new RegExp(`^seeds +${seeds}$`, 'm'));
    expect(table).toMatch(/^failed +0$/m);
  });
});
