// What an agent was told is saved, and whether that is still true. Changes with the promise: nothing lost, doubled or out of order.
import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../../electron/store/db/open.ts';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { recordKinds } from '../../../shared/domain/records.ts';
import { testKey } from '../../support/desk.ts';
import type { World } from './world.ts';

/** One command as the outbox has it. */
export interface OutboxRow {
  n: number;
  id: string;
  body: string;
  state: 'waiting' | 'acked' | 'done' | 'refused' | 'settled';
}

/** See the head of this file. */
export interface Ledger {
  /** The agent was told that this is saved. */
  saved(command: AgentCommand): void;
  readonly size: number;
  /** Looks into copies of a dead desk's files: whole, and with everything that was saved. @throws AssertionError. */
  checkFiles(folder: string): OutboxRow[];
  /** What the outbox calls accepted is at the service, word for word. @throws AssertionError. */
  checkService(world: World, agentId: string, outbox: readonly OutboxRow[]): Promise<void>;
}

const textOf = (command: AgentCommand): { kind: string; id: string; text: string } | null => {
  if (command.type === 'note.write')
    return { kind: 'note', id: command.args.noteId, text: command.args.text };
  if (command.type === 'message.send')
    return { kind: 'message', id: command.args.messageId, text: command.args.text };
  return null;
};

/** @param scratch a folder for copies. */
export function createLedger(scratch: string): Ledger {
  const all = new Map<string, AgentCommand>();
  /** Found at the service once; it is asked no more for these until the end. */
  const arrived = new Set<string>();
  return {
    saved: (command) => void all.set(command.id, command),
    get size() {
      return all.size;
    },
    checkFiles: (folder) => {
      const rows = readOutbox(copyOf(folder, scratch, 'outbox.db'));
      const byId = new Map(rows.map((row) => [row.id, row]));
      for (const [id, command] of all) {
        const row = byId.get(id);
        assert.ok(row, `${id} was called saved and is not in the outbox`);
        assert.deepEqual(JSON.parse(row.body), command, `${id} is not what was written`);
      }
      const cache = copyOf(folder, scratch, 'cache.db');
      if (existsSync(cache)) checkWhole(cache);
      return rows;
    },
    checkService: async (world, agentId, outbox) => {
      const accepted = outbox.filter(
        ({ id, state }) => (state === 'acked' || state === 'done') && all.has(id) && !arrived.has(id),
      );
      if (accepted.length === 0) return;
      const there = await world.rows<{ id: string; text: string }>(
        `select kind || ' ' || id as id, body ->> 'text' as text from record where kind in ('note', 'message')`,
      );
      const texts = new Map(there.map(({ id, text }) => [id, text]));
      const verdicts = new Set(
        (
          await world.rows<{ id: string }>(
            'select command_id as id from verdict where agent_id = $1 and refusal is null',
            [agentId],
          )
        ).map(({ id }) => id),
      );
      for (const { id } of accepted) {
        const made = textOf(all.get(id)!);
        if (made !== null)
          assert.equal(texts.get(`${made.kind} ${made.id}`), made.text, `${id} was accepted: its text`);
        assert.ok(verdicts.has(id), `${id} counts as accepted here, but the service has not accepted it`);
        arrived.add(id);
      }
    },
  };
}

/** Copies a database as it lies there, write-ahead log included; the original is for the store to recover. */
function copyOf(folder: string, scratch: string, name: string): string {
  mkdirSync(scratch, { recursive: true });
  const to = join(scratch, name);
  for (const suffix of ['', '-wal', '-shm']) {
    rmSync(to + suffix, { force: true });
    if (suffix !== '-shm' && existsSync(join(folder, name) + suffix))
      copyFileSync(join(folder, name) + suffix, to + suffix);
  }
  return to;
}

function checkWhole(file: string): void {
  const db = openDatabase({ file, keyHex: testKey, durability: 'normal' });
  assert.equal(db.pragma('integrity_check', { simple: true }), 'ok', file);
  db.close();
}

/** @returns every command of an outbox that no process has open; none when the file has not been made yet. */
export function readOutbox(file: string): OutboxRow[] {
  if (!existsSync(file)) return [];
  const db = openDatabase({ file, keyHex: testKey, durability: 'normal' });
  try {
    assert.equal(db.pragma('integrity_check', { simple: true }), 'ok', file);
    // Killed before its first step was done: there is nothing that could have been saved.
    if (Number(db.pragma('user_version', { simple: true })) === 0) return [];
    return db.prepare('SELECT n, id, body, state FROM command ORDER BY n').all() as OutboxRow[];
  } finally {
    db.close();
  }
}

/** Everything written once: no record got a second entry in the log, and each lane's numbers rise. @throws AssertionError. */
export async function checkOnceInOrder(world: World): Promise<void> {
  const entries = await world.rows<{ kind: string; id: string; times: number }>(
    `select kind, id, count(*)::int as times from feed where kind in ('note', 'message') and op = 'put' and id ~ '[.]'
     group by kind, id, op having count(*) > 1`,
  );
  assert.deepEqual(entries, [], 'applied twice');
  const order = await world.rows<{ kind: string; id: string }>(
    `select kind, id from feed where kind in ('note', 'message') and op = 'put' and id ~ '^[a-z0-9]+[.]' order by xid, seq`,
  );
  const newest = new Map<string, number>();
  for (const { kind, id } of order) {
    const [lane = '', number] = id.split('.');
    const before = newest.get(`${kind} ${lane}`) ?? 0;
    assert.ok(Number(number) > before, `${id} came after ${lane}.${before}`);
    newest.set(`${kind} ${lane}`, Number(number));
  }
  const talk = await world.rows<{ seq: number }>(
    `select (body ->> 'seq')::int as seq from record where kind = 'message' and body ->> 'conversationId' = 'talk-1' order by 1`,
  );
  assert.deepEqual(
    talk.map(({ seq }) => seq),
    talk.map((_, i) => i + 1),
    'the messages of a talk are counted without a hole',
  );
}

/** A converged cache holds exactly what its agent may see. Presence is still on the move. @throws AssertionError. */
export async function checkSame(
  world: World,
  folder: string,
  scratch: string,
  agentId: string,
  queueIds: readonly string[],
): Promise<number> {
  const visible = await world.visible(agentId, queueIds);
  const db = openDatabase({
    file: copyOf(folder, scratch, 'cache.db'),
    keyHex: testKey,
    durability: 'normal',
  });
  const held = new Map<string, unknown>();
  for (const kind of recordKinds) {
    for (const { id, body } of db.prepare(`SELECT id, body FROM "${kind}"`).all() as {
      id: string;
      body: string;
    }[])
      held.set(`${kind} ${id}`, JSON.parse(body));
  }
  assert.deepEqual(db.prepare('SELECT kind, id FROM base').all(), [], 'edits that are still laid on');
  db.close();
  for (const some of [visible, held])
    for (const key of some.keys()) if (/^(presence|offer) /.test(key)) some.delete(key);
  assert.deepEqual([...held.keys()].toSorted(), [...visible.keys()].toSorted(), 'which records are there');
  for (const [key, body] of visible) assert.deepEqual(held.get(key), body, key);
  return visible.size;
}
