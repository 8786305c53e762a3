// What is the same in every world is made once and copied: making tables anew took a third of a seed. Changes with the SQLite library.
import { closeSync, cpSync, openSync, readFileSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type Database from 'better-sqlite3';
import { accountFolder } from '../../electron/store/account-folder.ts';
import { openCacheFile } from '../../electron/store/db/cache-file.ts';
import { openDesk } from '../../electron/store/db/desk.ts';
import { createIndexes, createStampIndexes, createTables } from '../../electron/store/db/layout.ts';
import { openDatabase } from '../../electron/store/db/open.ts';
import { openOutboxFile } from '../../electron/store/db/outbox-file.ts';
import { createSearchWork } from '../../electron/store/search/work.ts';
import { testKey } from '../support/desk.ts';

/** See {@link createMadeOnce}. */
export interface MadeOnce {
  /** Gives a desk the empty files that it would make at its first start and at its agent's first sign-in. */
  files(folder: string, account: { service: string; agentId: string }): void;
}

type Exec = (this: Database.Database, sql: string) => Database.Database;

/** Whatever is run while `work` runs, in order. */
function listen(prototype: { exec: Exec }, work: () => void): string[] {
  const heard: string[] = [];
  const real = prototype.exec;
  prototype.exec = function exec(sql) {
    heard.push(sql);
    return real.call(this, sql);
  };
  try {
    work();
  } finally {
    prototype.exec = real;
  }
  return heard;
}

/**
 * From here on a new cache that is built in a file of its own gets its tables by copying them: the same bytes as before.
 * @param folder where the originals lie.
 */
export function createMadeOnce(folder: string): MadeOnce {
  const original = join(folder, 'original.db');
  const db = openDatabase({ file: original, keyHex: testKey, durability: 'bulk' });
  const prototype = Object.getPrototypeOf(db) as { exec: Exec };
  const layout = listen(prototype, () => {
    createTables(db);
    createStampIndexes(db);
    createIndexes(db);
  });
  // Each new cache writes this row itself.
  db.exec('DELETE FROM meta');
  db.close();
  const bytes = readFileSync(original);
  const copied = new WeakSet<Database.Database>();
  const real = prototype.exec;
  prototype.exec = function exec(sql) {
    if (copied.has(this) && layout.includes(sql)) return this;
    const isNew = sql === layout[0] && !this.memory && !this.inTransaction && statSync(this.name).size === 0;
    if (!isNew) return real.call(this, sql);
    const file = openSync(this.name, 'r+');
    writeSync(file, bytes);
    closeSync(file);
    copied.add(this);
    return this;
  };

  const files = join(folder, 'files');
  const now = (): number => 0;
  openDesk(join(files, 'desk.db'), testKey, 0).close();
  const agent = join(files, 'agent');
  openOutboxFile({
    file: join(agent, 'outbox.db'),
    keyHex: testKey,
    now,
    onUnreadable: () => {},
  }).outbox.close();
  const { cache } = openCacheFile({ file: join(agent, 'cache.db'), keyHex: testKey, touch: () => {}, now });
  const search = createSearchWork({ file: join(agent, 'search.db'), keyHex: testKey }, (read) =>
    read(cache.db),
  );
  search.step(1);
  search.close();
  cache.close();
  rmSync(original);
  return {
    files: (into, account) => {
      cpSync(join(files, 'desk.db'), join(into, 'desk.db'));
      cpSync(agent, accountFolder(into, account), { recursive: true });
    },
  };
}
