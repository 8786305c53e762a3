// outbox.db: the agent's commands until the service has them, drafts, the workspace. Every commit is durable; nothing here is ever rebuilt.
//
//   waiting --accepted--> acked --its place is in the cache--> done        (kept a while: a restored service asks again)
//      \---refused--> refused --settled by its author--> settled
//   A service of another epoch puts what it does not know (n > its lastN) back to waiting.
import type { Statement } from 'better-sqlite3';
import { z } from 'zod';
import { agentCommandSchema, type AgentCommand } from '../../../shared/domain/commands.ts';
import { errorDataSchema, type ErrorData } from '../../../shared/errors.ts';
import type { Draft } from '../../../shared/ipc/store.ts';
import { compareCursors, cursorStart, type Cursor } from '../../../shared/sync/cursor.ts';
import { onDisk, type Db } from './open.ts';

/** A command that is not in the cache for good yet: waiting, or accepted but not seen in a delta. */
export interface Pending {
  n: number;
  /** When it was made: the desk's estimate of the service's clock, ms since the epoch. */
  madeAt: number;
  command: AgentCommand;
  /** Where the service has put it; null while it waits. */
  at: Cursor | null;
}

/** A refused command, whole. */
export interface Refused {
  n: number;
  madeAt: number;
  command: AgentCommand;
  refusal: ErrorData;
}

/** What the service said to a command: where it is in the log, or why not. */
export type Decision = { commandId: string; at: Cursor } | { commandId: string; refusal: ErrorData };

/** See the head of this file. Every method that writes has committed when it returns; it throws AppError `storage` else. */
export interface Outbox {
  /** Adds commands in order. @returns what is new; one whose id was saved before is left out. */
  add(commands: readonly AgentCommand[], madeAt: number, settles?: string): Pending[];
  has(commandId: string): boolean;
  /** Waiting and acked, in order of n. The same array until something changes; do not change it. */
  pending(): readonly Pending[];
  /** Writes what the service has decided, in one commit. @returns the refused ones. */
  decide(verdicts: readonly Decision[], now: number): Refused[];
  /** Marks those done whose place is at or before the cursor. */
  finish(cursor: Cursor): void;
  refused(): Refused[];
  findRefused(commandId: string): Refused | null;
  settle(commandId: string): void;
  /** Brings back what was settled by dropping it. @returns whether there was something to bring back. */
  unsettle(commandId: string): boolean;
  /** The service starts another epoch: what it does not know waits again. @returns whether the epoch was new. */
  enterEpoch(epoch: string, lastN: number): boolean;
  /** What was decided beyond `lastN` is unknown to the service: it waits again. @returns whether there was such. */
  offerAgain(lastN: number): boolean;
  /** Gives what waits beyond `lastN` the numbers lastN + 1, lastN + 2, ... when it does not have them; with `all`, everything that waits. */
  renumber(lastN: number, all?: boolean): void;
  /**
   * Forgets done and settled commands that were found decided longer ago than `keepMs`, but never the newest ones.
   * @param now the service's clock: this machine's may be years off, and a service that is put back then loses what was forgotten.
   */
  forget(now: number, keepMs: number): void;
  counts(): { waiting: number; attention: number };
  drafts(): Draft[];
  putDrafts(drafts: readonly Draft[]): void;
  workspace(): string | null;
  putWorkspace(state: string): void;
  kv(key: string): string | null;
  putKv(key: string, value: string): void;
  readonly db: Db;
  close(): void;
}

const rowSchema = z.object({
  n: z.number(),
  madeAt: z.number(),
  body: z.string().transform((text) => agentCommandSchema.parse(JSON.parse(text))),
  at: z.string().nullable(),
  refusal: z
    .string()
    .nullable()
    .transform((text) => (text === null ? null : errorDataSchema.parse(JSON.parse(text)))),
});

/** So many of the newest commands are kept, whatever the clocks say: a clock that jumps must not cost what was written. */
const alwaysKept = 1000;

/**
 * Wraps an open, migrated outbox.
 * @param onUnreadable hears of a row that this version cannot read: it stays in the file, and is not pushed.
 */
export function createOutbox(db: Db, onUnreadable: (n: number, error: unknown) => void): Outbox {
  const insert = db.prepare('INSERT OR IGNORE INTO command (id, madeAt, body) VALUES (?, ?, ?)');
  const byId = db.prepare('SELECT n, state FROM command WHERE id = ?');
  const setState = db.prepare(
    `UPDATE command SET state = ?, at = ?, refusal = ?, decidedAt = ? WHERE id = ? AND state IN ('waiting', 'acked')`,
  );
  const getKv = db.prepare('SELECT value FROM kv WHERE key = ?').pluck();
  const setKv = db.prepare('INSERT OR REPLACE INTO kv VALUES (?, ?)');
  /** Those that every look at the list of refused ones takes: made once. */
  const selects = new Map<string, Statement>();
  const refusedCount = db.prepare(`SELECT count(*) FROM command WHERE state = 'refused'`).pluck();
  const write = <T>(work: () => T): T => onDisk(() => db.transaction(work).immediate());

  function read(sql: string, ...params: string[]): z.infer<typeof rowSchema>[] {
    let select = selects.get(sql);
    if (select === undefined) {
      select = db.prepare(`SELECT n, madeAt, body, at, refusal FROM command WHERE ${sql} ORDER BY n`);
      selects.set(sql, select);
    }
    const rows = select.all(...params) as { n: number }[];
    return rows.flatMap((row) => {
      try {
        return [rowSchema.parse(row)];
      } catch (error) {
        onUnreadable(row.n, error);
        return [];
      }
    });
  }
  const load = (): Pending[] =>
    read(`state IN ('waiting', 'acked')`).map(({ n, madeAt, body, at }) => ({
      n,
      madeAt,
      command: body,
      at,
    }));
  let pending = load();
  const refusedOf = (rows: z.infer<typeof rowSchema>[]): Refused[] =>
    rows.map(({ n, madeAt, body, refusal }) => ({
      n,
      madeAt,
      command: body,
      refusal: refusal ?? { kind: 'internal', message: 'Refused.' },
    }));

  return {
    db,
    add: (commands, madeAt, settles) => {
      const added = write(() => {
        if (settles !== undefined)
          db.prepare(`UPDATE command SET state = 'settled' WHERE id = ? AND state = 'refused'`).run(settles);
        return commands.flatMap((command): Pending[] => {
          const { changes, lastInsertRowid } = insert.run(command.id, madeAt, JSON.stringify(command));
          return changes === 0 ? [] : [{ n: Number(lastInsertRowid), madeAt, command, at: null }];
        });
      });
      pending = [...pending, ...added];
      return added;
    },
    has: (commandId) => byId.get(commandId) !== undefined,
    pending: () => pending,
    decide: (verdicts, now) => {
      const decided = new Map(verdicts.map((verdict) => [verdict.commandId, verdict]));
      write(() => {
        for (const verdict of verdicts) {
          if ('at' in verdict) setState.run('acked', verdict.at, null, null, verdict.commandId);
          else setState.run('refused', null, JSON.stringify(verdict.refusal), now, verdict.commandId);
        }
      });
      const refused: Refused[] = [];
      pending = pending.flatMap((entry) => {
        const verdict = decided.get(entry.command.id);
        if (verdict === undefined) return [entry];
        if ('at' in verdict) return [{ ...entry, at: verdict.at }];
        refused.push({ n: entry.n, madeAt: entry.madeAt, command: entry.command, refusal: verdict.refusal });
        return [];
      });
      return refused;
    },
    finish: (cursor) => {
      const over = pending.filter((entry) => entry.at !== null && compareCursors(entry.at, cursor) <= 0);
      if (over.length === 0) return;
      write(() => {
        for (const entry of over) setState.run('done', entry.at, null, null, entry.command.id);
      });
      pending = pending.filter((entry) => !over.includes(entry));
    },
    refused: () => refusedOf(read(`state = 'refused'`)),
    findRefused: (commandId) => refusedOf(read(`state = 'refused' AND id = ?`, commandId))[0] ?? null,
    settle: (commandId) =>
      void onDisk(() =>
        db.prepare(`UPDATE command SET state = 'settled' WHERE id = ? AND state = 'refused'`).run(commandId),
      ),
    unsettle: (commandId) =>
      onDisk(
        () =>
          db
            .prepare(
              `UPDATE command SET state = 'refused' WHERE id = ? AND state = 'settled' AND refusal IS NOT NULL`,
            )
            .run(commandId).changes > 0,
      ),
    enterEpoch: (epoch, lastN) => {
      if (getKv.get('epoch') === epoch) return false;
      write(() => {
        // Places of the old epoch mean nothing now. What the service decided before (n <= lastN) is in its records: it stays
        // on top until this cache has read any of them, so that it does not disappear while they come.
        db.prepare(`UPDATE command SET at = ? WHERE state = 'acked' AND n <= ?`).run(cursorStart, lastN);
        db.prepare(
          `UPDATE command SET state = 'waiting', at = NULL WHERE state IN ('acked', 'done') AND n > ?`,
        ).run(lastN);
        setKv.run('epoch', epoch);
      });
      pending = load();
      return true;
    },
    offerAgain: (lastN) => {
      const beyond = `state IN ('acked', 'done') AND n > ?`;
      if (db.prepare(`SELECT 1 FROM command WHERE ${beyond} LIMIT 1`).get(lastN) === undefined) return false;
      write(() => db.prepare(`UPDATE command SET state = 'waiting', at = NULL WHERE ${beyond}`).run(lastN));
      pending = load();
      return true;
    },
    renumber: (lastN, all = false) => {
      const waiting = pending.filter((entry) => entry.at === null);
      const newest = Number(
        db.prepare(`SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'command'`).pluck().get(),
      );
      // Normal: the service knows no more than we have counted, and what it does not know follows without a hole.
      const ahead = waiting.filter((entry) => entry.n > lastN || entry.n < 1);
      const behind = all || lastN > newest;
      if (!behind && ahead.every((entry, i) => entry.n === lastN + 1 + i)) return;
      const moving = behind ? waiting : ahead;
      write(() => {
        const move = db.prepare('UPDATE command SET n = ? WHERE id = ?');
        const away = Number(db.prepare('SELECT min(coalesce(min(n), 0), 0) FROM command').pluck().get());
        // First everything out of the way, below zero: there the decided ones stay, their numbers mean nothing any more.
        const ids = db.prepare('SELECT id FROM command WHERE n > ?').pluck().all(lastN) as string[];
        [...ids, ...moving.map((entry) => entry.command.id)].forEach((id, i) => move.run(away - 1 - i, id));
        moving.forEach((entry, i) => move.run(lastN + 1 + i, entry.command.id));
        db.prepare(`DELETE FROM sqlite_sequence WHERE name = 'command'`).run();
        db.prepare(`INSERT INTO sqlite_sequence (name, seq) VALUES ('command', ?)`).run(
          lastN + moving.length,
        );
      });
      pending = load();
    },
    forget: (now, keepMs) => {
      const old = `state IN ('done', 'settled') AND decidedAt < ? AND n <= (SELECT max(n) FROM command) - ?`;
      write(() => {
        // Decided by this machine's clock means nothing: from now on the service's counts.
        db.prepare(`UPDATE command SET decidedAt = ? WHERE state = 'done' AND decidedAt IS NULL`).run(now);
        db.prepare(`DELETE FROM command WHERE ${old}`).run(now - keepMs, alwaysKept);
      });
    },
    counts: () => ({
      waiting: pending.filter((entry) => entry.at === null).length,
      attention: Number(refusedCount.get()),
    }),
    drafts: () => db.prepare('SELECT key, text, caret, at FROM draft ORDER BY at').all() as Draft[],
    putDrafts: (drafts) =>
      write(() => {
        for (const { key, text, caret, at } of drafts) {
          if (text === '') db.prepare('DELETE FROM draft WHERE key = ?').run(key);
          else db.prepare('INSERT OR REPLACE INTO draft VALUES (?, ?, ?, ?)').run(key, text, caret, at);
        }
      }),
    workspace: () => (db.prepare('SELECT state FROM workspace').pluck().get() as string | undefined) ?? null,
    putWorkspace: (state) =>
      void onDisk(() => db.prepare('INSERT OR REPLACE INTO workspace VALUES (1, ?)').run(state)),
    kv: (key) => (getKv.get(key) as string | undefined) ?? null,
    putKv: (key, value) => void onDisk(() => setKv.run(key, value)),
    close: () => db.close(),
  };
}
