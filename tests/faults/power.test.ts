// Changes when a power cut may do something else to a disk, or when it is tried at more points.
import { expect, test } from 'vitest';
import { createDisk } from './rig/disk.ts';
import { cutPower, recordDesk } from './rig/power-replay.ts';
import { canRecord } from './rig/recording.ts';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../service/seed/random.ts';

const seed = Number(process.env['PARLEY_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const cuts = Number(process.env['PARLEY_CUTS'] ?? 150);
const only = process.env['PARLEY_CUT'] === undefined ? undefined : Number(process.env['PARLEY_CUT']);

test('the disk forgets what was not synced, and nothing else', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-disk-'));
  const seen = new Set<string>();
  for (let i = 0; i < 40; i++) {
    const disk = createDisk('/d');
    disk.play({ op: 'open', fd: 9, path: '/d', create: false, truncate: false });
    disk.play({ op: 'open', fd: 3, path: '/d/a', create: true, truncate: false });
    disk.play({ op: 'write', fd: 3, at: 0, data: Buffer.from('old') });
    disk.play({ op: 'sync', fd: 3 });
    disk.play({ op: 'sync', fd: 9 });
    disk.play({ op: 'write', fd: 3, at: 0, data: Buffer.from('new') });
    disk.play({ op: 'rename', from: '/d/a', to: '/d/b' });
    const target = join(folder, String(i));
    disk.cutTo(target, createRandom(i));
    seen.add(
      readdirSync(target)
        .map((name) => `${name}=${readFileSync(join(target, name), 'utf8')}`)
        .join(),
    );
  }
  rmSync(folder, { recursive: true, force: true });
  expect([...seen].toSorted()).toEqual(['a=new', 'a=old', 'b=new', 'b=old']);
});

test.skipIf(!canRecord())(
  `STORE-1 STORE-4 STORE-5: after a power cut at any of ${cuts} points everything that was called saved is there (PARLEY_SEED=${seed})`,
  () => {
    const recording = recordDesk(seed % 1000);
    const count = cutPower(recording, { seed, cuts, only });
    expect(count.saved).toBeGreaterThan(40);
    expect(count.syncs).toBeGreaterThanOrEqual(count.saved);
    if (only === undefined) expect(count.compared).toBeGreaterThan(cuts / 10);
  },
  180_000,
);
