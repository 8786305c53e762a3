// Commands with authority: one transaction each - load, authorise, apply, write, append to the log - and the verdicts of desks.
// Rules: SYNC-10 to SYNC-16.
import type { Pool, PoolClient } from 'pg';
import { applyCommand } from '../shared/domain/apply.ts';
import type { Actor, Command } from '../shared/domain/commands.ts';
import type { Now } from '../shared/domain/ids.ts';
import type { Outcome } from '../shared/domain/outcome.ts';
import type { Change } from '../shared/domain/records.ts';
import type { ErrorData } from '../shared/errors.ts';
import type { Log } from '../shared/log.ts';
import type { Cursor } from '../shared/sync/cursor.ts';
import { refusalFor } from './authorise.ts';
import type { RunResult } from './context.ts';
import { findVerdict, keepVerdict, lockDesk, type DeskKey, type StoredVerdict } from './db/desks.ts';
import { isConflict, isOutage } from './db/pool.ts';
import { nextCaseNumber } from './db/records.ts';
import { scopesFor, type Scopes } from './visibility.ts';
import { createWorkingSet, HiddenRecord, likelyKeys, NeedRecord } from './working-set.ts';

/** One command of a desk. A command that the schemas refused comes as that refusal. */
export interface DeskItem {
  readonly n: number;
  readonly commandId: string;
  readonly command: Command | null;
  readonly refusal: ErrorData | null;
}

/** The answer to a desk's command. */
export type DeskAnswer = { kind: 'verdict'; verdict: StoredVerdict } | { kind: 'gap'; expected: number };

/** See {@link createCommands}. */
export interface Commands {
  /** Applies a command at once. @throws when the database is away; then nothing has happened. */
  run(actor: Actor, command: Command): Promise<RunResult>;
  /**
   * Decides the next command of a desk: once, in order, whatever it is.
   * @throws when the database is away; then nothing is decided and the desk sends it again.
   */
  decide(desk: DeskKey, actor: Actor, item: DeskItem): Promise<DeskAnswer>;
}

/** What the commands need. */
export interface CommandDeps {
  pool: Pool;
  now: Now;
  log: Log;
  /** Hears of every commit that the log should be read up to. */
  onCommit(at: Cursor): void;
}

type Applied = { ok: true; at: Cursor | null; changes: Change[] } | { ok: false; refusal: ErrorData };

/** Somebody wrote what this transaction had read: roll back, run again. */
class RunAgain extends Error {}

const mostTries = 12;
const hidden: ErrorData = { kind: 'notFound', message: 'There is no such record.' };

/** @returns the commands over a database. */
export function createCommands({ pool, now, log, onCommit }: CommandDeps): Commands {
  async function transaction<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query('begin');
        const result = await work(client);
        await client.query('commit');
        return result;
      } catch (error) {
        await client.query('rollback').catch(() => (broken = true));
        if (!(error instanceof RunAgain || isConflict(error)) || tries >= mostTries) throw error;
        log.debug('A command is run again', { tries });
      } finally {
        client.release(broken);
      }
      await new Promise((resolve) => setTimeout(resolve, tries * 3));
    }
  }

  async function apply(client: PoolClient, actor: Actor, command: Command): Promise<Applied> {
    const refusal = refusalFor(actor, command);
    if (refusal !== null) return { ok: false, refusal };
    const set = createWorkingSet(client);
    await set.load(likelyKeys(actor, command));
    let scopes: Scopes | null = null;
    if (actor.kind === 'agent') {
      const agent = set.readAny('agent', actor.id);
      if (agent === undefined)
        return { ok: false, refusal: { kind: 'forbidden', message: 'This agent is gone.' } };
      scopes = scopesFor({ ...agent, role: actor.role });
    }
    const records = set.visible(scopes);
    const at = now();
    let caseNumber: string | null = null;
    let needsNumber = false;
    const context = {
      actor,
      now: at,
      authority: true,
      nextCaseNumber: () => {
        needsNumber = caseNumber === null;
        return caseNumber ?? '';
      },
    };
    // Applies until nothing is missing: every turn loads what the last one asked for.
    for (let turn = 0; turn < 50; turn += 1) {
      try {
        const outcome: Outcome = applyCommand(records, command, context);
        if (needsNumber) {
          caseNumber = await nextCaseNumber(client);
          needsNumber = false;
          continue;
        }
        if (!outcome.ok) {
          // Records are read one after the other, so one may be from before and the next from after the same commit.
          if (await set.isStale()) throw new RunAgain();
          return outcome;
        }
        if (outcome.changes.length === 0) return { ok: true, at: null, changes: [] };
        const written = await set.write(outcome.changes, scopes, at);
        if (written === null) throw new RunAgain();
        return { ok: true, at: written, changes: outcome.changes };
      } catch (error) {
        if (error instanceof HiddenRecord) return { ok: false, refusal: hidden };
        if (!(error instanceof NeedRecord)) throw error;
        await set.load([error.key]);
      }
    }
    throw new Error(`${command.type} reads without end`);
  }

  const logEnd = async (client: PoolClient): Promise<Cursor> => {
    const text = `select pg_snapshot_xmax(pg_current_snapshot())::text || '.0' as at`;
    return (await client.query<{ at: Cursor }>({ name: 'log-end', text })).rows[0]!.at;
  };

  async function decideOnce(
    client: PoolClient,
    desk: DeskKey,
    actor: Actor,
    item: DeskItem,
  ): Promise<DeskAnswer> {
    const { n, commandId, command } = item;
    const last = await lockDesk(client, desk);
    if (n <= last) {
      const before = await findVerdict(client, desk, n);
      // Too old to be kept, but decided: it holds. A verdict that names another command tells the desk that its count is behind.
      return { kind: 'verdict', verdict: before ?? { commandId, at: await logEnd(client), refusal: null } };
    }
    if (n > last + 1) return { kind: 'gap', expected: last + 1 };
    let refusal = item.refusal;
    let at: Cursor | null = null;
    if (refusal === null && command !== null) {
      const applied = await apply(client, actor, command);
      if (applied.ok) at = applied.at;
      else refusal = applied.refusal;
    }
    return { kind: 'verdict', verdict: await keepVerdict(client, desk, n, { commandId, at, refusal }) };
  }

  return {
    async run(actor, command) {
      const result = await transaction(async (client): Promise<RunResult> => {
        const applied = await apply(client, actor, command);
        if (!applied.ok) return applied;
        return { ...applied, at: applied.at ?? (await logEnd(client)) };
      });
      if (result.ok) onCommit(result.at);
      return result;
    },
    async decide(desk, actor, item) {
      const answer = await transaction((client) => decideOnce(client, desk, actor, item)).catch(
        (error: unknown) => {
          if (error instanceof RunAgain || isConflict(error) || isOutage(error)) throw error;
          // A command that we cannot digest must not hold up those behind it.
          log.error('A command failed', { type: item.command?.type, commandId: item.commandId, error });
          const refusal: ErrorData = { kind: 'internal', message: 'Parley could not carry this out.' };
          const refused = { ...item, command: null, refusal };
          return transaction((client) => decideOnce(client, desk, actor, refused));
        },
      );
      if (answer.kind === 'verdict' && answer.verdict.at !== null) onCommit(answer.verdict.at);
      return answer;
    },
  };
}
