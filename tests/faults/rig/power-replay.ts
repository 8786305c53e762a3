// Records a desk at work and cuts the power at many points of the recording. Changes with how a cut is chosen or told.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRandom } from '../../../service/seed/random.ts';
import { createDisk } from './disk.ts';
import { checkAfterCut, hearMark, type Said } from './power.ts';
import { readRecording, recordTo, type DiskOp } from './recording.ts';

const writer = fileURLToPath(new URL('../power-writer.ts', import.meta.url));

/** A desk's work, as the disk saw it. */
export interface Recording {
  readonly root: string;
  readonly marks: string;
  readonly ops: readonly DiskOp[];
  readonly seed: number;
}

/** @throws Error with what the desk said when it did not come to its end. */
export function recordDesk(seed: number): Recording {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'parley-power-')));
  const root = join(folder, 'desk');
  const marks = join(folder, 'marks');
  mkdirSync(root);
  try {
    const [program, ...args] = recordTo(join(folder, 'recording'));
    const ran = spawnSync(program, [...args, process.execPath, writer, root, marks, String(seed)], {
      encoding: 'utf8',
      timeout: 120_000,
    });
    assert.equal(ran.status, 0, ran.stderr);
    return { root, marks, ops: readRecording(join(folder, 'recording')), seed };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What the cuts came to. */
export interface CutCount {
  cuts: number;
  /** Caches that could be compared with what the service had at their cursor. */
  compared: number;
  rebuilt: number;
  saved: number;
  /** Times that the outbox was synced while notes were being saved. */
  syncs: number;
}

/**
 * Cuts the power at `cuts` points, drawn from `seed`, and looks at what is left each time.
 * @throws AssertionError that names the cut: `only` does that one again.
 */
export function cutPower(
  recording: Recording,
  options: { seed: number; cuts: number; only?: number | undefined },
): CutCount {
  const { root, marks, ops } = recording;
  const { seed, cuts, only } = options;
  const disk = createDisk(root);
  const outbox = join(root, 'agents', 'ada', 'outbox.db');
  const said: Said = { signedIn: false, saved: [], draft: 0, damaged: false, service: new Map() };
  const count: CutCount = { cuts: 0, compared: 0, rebuilt: 0, saved: 0, syncs: 0 };
  const choice = createRandom(seed);
  // Several cuts at one place differ in what has arrived.
  const places = new Map<number, number>();
  for (let i = 0; i < cuts; i++) {
    const place = choice.int(0, ops.length - 1);
    places.set(place, (places.get(place) ?? 0) + 1);
  }
  const target = mkdtempSync(join(tmpdir(), 'parley-cut-'));
  let marksFd = -1;
  let syncsSince = 0;
  try {
    ops.forEach((op, place) => {
      if (op.op === 'open' && op.path === marks) marksFd = op.fd;
      else if (op.op === 'write' && op.fd === marksFd) {
        for (const line of op.data.toString('utf8').trim().split('\n')) {
          hearMark(said, line);
          if (!line.startsWith('saved')) continue;
          // What makes "saved" true: the commit was flushed after it was written, and not only handed to the system.
          assert.ok(syncsSince > 0, `${line}: the outbox was not synced for it`);
          assert.ok(disk.isSynced(`${outbox}-wal`), `${line}: something of the outbox is not synced`);
          syncsSince = 0;
        }
      }
      if (op.op === 'sync' && disk.pathOf(op.fd)?.startsWith(outbox) === true) {
        syncsSince += 1;
        count.syncs += 1;
      }
      disk.play(op);
      for (let i = 0; i < (places.get(place) ?? 0); i++) {
        const name = place * 1000 + i;
        if (only !== undefined && only !== name) continue;
        const folder = join(target, String(name));
        mkdirSync(folder);
        disk.cutTo(folder, createRandom(seed ^ name));
        try {
          const found = checkAfterCut(folder, recording.seed, said);
          count.compared += Number(found.compared);
          count.rebuilt += Number(found.rebuilt);
        } catch (error) {
          throw new Error(
            `Cut ${name} of ${ops.length} calls, before which ${said.saved.length} notes were called saved: ${(error as Error).message}. To see it again: PARLEY_SEED=${seed} PARLEY_CUT=${name}`,
            { cause: error },
          );
        }
        count.cuts += 1;
        rmSync(folder, { recursive: true, force: true });
      }
    });
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
  count.saved = said.saved.length;
  return count;
}
