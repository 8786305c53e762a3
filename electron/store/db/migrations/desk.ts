// The steps of desk.db: what this desktop knows before anybody has signed in. Add a step at the end, never edit one.
import type { Migration } from '../migrate.ts';

export const deskMigrations: readonly Migration[] = [
  {
    name: 'keys, accounts, notices',
    sql: `
      CREATE TABLE kv (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
      CREATE TABLE account (
        agentId TEXT PRIMARY KEY,
        service TEXT NOT NULL,
        handle TEXT NOT NULL,
        deskId TEXT NOT NULL,
        token TEXT,
        agent TEXT NOT NULL,
        at INTEGER NOT NULL
      ) STRICT;
      CREATE TABLE notice (id TEXT PRIMARY KEY, code TEXT NOT NULL, at INTEGER NOT NULL, detail TEXT NOT NULL) STRICT;
    `,
  },
];
