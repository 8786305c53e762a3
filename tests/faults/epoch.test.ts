// Another epoch is another history: nothing that was placed in the old one may be waited for in the new one. Changes with SYNC-17.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { testKey } from '../support/desk.ts';
import { powerNote } from './rig/power.ts';

test('STORE-13 SYNC-17: what the service knows in its new epoch is done with the first that is read of it, what it does not know waits again, whatever its old place', () => {
  const folder = mkdtempSync(join(tmpdir(), 'parley-epoch-'));
  const { outbox } = openOutboxFile({
    file: join(folder, 'outbox.db'),
    keyHex: testKey,
    now: () => 1,
    onUnreadable: () => undefined,
  });
  outbox.enterEpoch('old', 0);
  outbox.add([powerNote(1, 1), powerNote(1, 2), powerNote(1, 3)], 1);
  outbox.decide(
    [
      { commandId: 'k1', at: '900.1' },
      { commandId: 'k2', at: '900.2' },
    ],
    1,
  );
  // Restored from a backup that holds the first of them; the log of the new epoch may never get to "900.1".
  expect(outbox.enterEpoch('new', 1)).toBe(true);
  // Until anything of the new epoch is in the cache it stays on top, so that it does not disappear meanwhile.
  expect(outbox.pending().map(({ n }) => n)).toEqual([1, 2, 3]);
  outbox.finish('1.0');
  expect(outbox.pending().map(({ n, at }) => [n, at])).toEqual([
    [2, null],
    [3, null],
  ]);
  outbox.close();
  rmSync(folder, { recursive: true, force: true });
});
