// Rows and cursor are one thing: a delta that fails anywhere has not happened. Changes with how a delta is written.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { applyDelta } from '../../electron/store/sync/inbound.ts';
import { createOverlay } from '../../electron/store/sync/pending.ts';
import { testKey } from '../support/desk.ts';
import { quiet } from '../support/postgres.ts';
import { anAgent, aQueue } from '../support/records.ts';

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'parley-inbound-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const now = (): number => 1_700_000_000_000;

test('STORE-7: a delta that fails at any of its rows leaves cursor and rows as they were, also for a second look from outside', () => {
  const { outbox } = openOutboxFile({
    file: join(folder, 'outbox.db'),
    keyHex: testKey,
    now,
    onUnreadable: () => undefined,
  });
  const { cache } = openCacheFile({
    file: join(folder, 'cache.db'),
    keyHex: testKey,
    touch: () => undefined,
    now,
  });
  cache.transaction(() => cache.setMeta('cursor', '1.0'));
  cache.db.exec(
    `CREATE TABLE bad (id TEXT); CREATE TRIGGER fails BEFORE INSERT ON queue WHEN NEW.id IN (SELECT id FROM bad) BEGIN SELECT RAISE(ABORT, 'the disk'); END`,
  );
  const overlay = createOverlay(() => anAgent('ada'));
  const ids = ['q1', 'q2', 'q3'];
  const apply = (): unknown =>
    applyDelta(
      { cache, outbox, overlay, log: quiet, now },
      {
        t: 'delta',
        from: '1.0',
        to: '2.0',
        changes: ids.map((id) => ({ op: 'put', kind: 'queue', id, version: 1, record: aQueue({ id }) })),
      },
    );
  const held = (): unknown => cache.all('SELECT id FROM queue ORDER BY id');
  for (const id of ids) {
    cache.db.prepare('INSERT INTO bad VALUES (?)').run(id);
    expect(apply).toThrow('the disk');
    expect(cache.meta('cursor')).toBe('1.0');
    expect(held()).toEqual([]);
    cache.db.exec('DELETE FROM bad');
  }
  expect(apply()).toEqual({ messages: [], offers: [] });
  expect(cache.meta('cursor')).toBe('2.0');
  expect(held()).toEqual(ids.map((id) => ({ id })));
  cache.close();
  outbox.close();
});
