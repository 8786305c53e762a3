// The steps of outbox.db: what an agent did and wrote. Add a step at the end, never edit one, never drop a column.
import type { Migration } from '../migrate.ts';

export const outboxMigrations: readonly Migration[] = [
  {
    name: 'commands, drafts, workspace, keys',
    // command.state: waiting -> acked(at) -> done      waiting -> refused(refusal) -> settled
    // AUTOINCREMENT: n is never used twice, not even after the newest row was removed.
    sql: `
      CREATE TABLE command (
        n INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        madeAt INTEGER NOT NULL,
        body TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'acked', 'done', 'refused', 'settled')),
        at TEXT,
        refusal TEXT,
        decidedAt INTEGER
      ) STRICT;
      CREATE INDEX command_state ON command (state, n);
      CREATE TABLE draft (key TEXT PRIMARY KEY, text TEXT NOT NULL, caret INTEGER NOT NULL, at INTEGER NOT NULL) STRICT;
      CREATE TABLE workspace (id INTEGER PRIMARY KEY CHECK (id = 1), state TEXT NOT NULL) STRICT;
      CREATE TABLE kv (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
    `,
  },
];
