// Commands with authority: those of the service and its customers one by one, those of desks in shared transactions.
// Rules: SYNC-10 to SYNC-16.
import type { Pool } from 'pg';
import type { Actor, Command } from '../shared/domain/commands.ts';
import type { Now } from '../shared/domain/ids.ts';
import type { Log } from '../shared/log.ts';
import { compareCursors, cursorStart, type Cursor } from '../shared/sync/cursor.ts';
import type { RunResult } from './context.ts';
import type { DeskKey } from './db/desks.ts';
import { logEnd } from './db/records.ts';
import { createApplier } from './decide/apply.ts';
import type { DeskAnswer, DeskItem, Push } from './decide/batch.ts';
import { createDecide } from './decide/decide.ts';
import type { Mask } from './masking.ts';
import { createLanes, laneBounds, type LaneBounds } from './decide/lanes.ts';
import { transaction, type Pause } from './decide/transaction.ts';
import { createWorkingSet, likelyKeys, RunAgain } from './working-set.ts';

export type { DeskAnswer, DeskItem, Push } from './decide/batch.ts';

/** See {@link createCommands}. */
export interface Commands {
  /** Applies a command at once. @throws when the database is away; then nothing has happened. */
  run(actor: Actor, command: Command): Promise<RunResult>;
  /**
   * Decides the next commands of a desk: once, in order, whatever they are.
   * @param wanted whether anybody still waits for the answers; what has not begun by then is dropped.
   * @returns an answer per item; after a gap there is none.
   * @throws when the database is away; then what follows is not decided and the desk sends it again.
   */
  push(push: Push, wanted?: () => boolean): Promise<DeskAnswer[]>;
  /** Decides one command of a desk, as {@link push} does. */
  decide(desk: DeskKey, actor: Actor, item: DeskItem): Promise<DeskAnswer>;
}

/** What the commands need. */
export interface CommandDeps {
  pool: Pool;
  now: Now;
  log: Log;
  /** Hears of every commit that the log should be read up to. */
  onCommit(at: Cursor): void;
  /** Waits before a transaction is run again. */
  pause?: Pause;
  /** Runs something in the next turn of the event loop, so that what has arrived by then shares a transaction. */
  soon?: (run: () => void) => void;
  bounds?: LaneBounds;
  /** Masks what people write before it is stored. */
  mask?: Mask;
}

const mostTries = 12;

/** @returns the commands over a database. */
export function createCommands(deps: CommandDeps): Commands {
  const { pool, now, log, onCommit } = deps;
  const pause: Pause = deps.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
  const soon = deps.soon ?? ((run: () => void) => void setImmediate(run));
  const decide = createDecide({ pool, now, pause, log, mask: deps.mask });
  const lanes = createLanes(
    async (pushes) => {
      const answers = await decide(pushes);
      const newest = latest(answers.flat());
      if (newest !== cursorStart) onCommit(newest);
      return answers;
    },
    soon,
    deps.bounds ?? laneBounds,
  );

  return {
    async run(actor, command) {
      const result = await transaction(
        pool,
        pause,
        mostTries,
        async ({ client, known }): Promise<RunResult> => {
          const at = now();
          const set = createWorkingSet(client, known, at);
          await set.load(likelyKeys(actor, command));
          const applier = createApplier(client, set, at, deps.mask);
          const applied = await applier.apply(actor, command);
          if (!applied.ok) {
            if (applier.hasRefused() && (await set.isStale())) throw new RunAgain();
            return applied;
          }
          await set.flush();
          const { changes, place } = applied;
          return { ok: true, changes, at: place?.cursor ?? (await logEnd(client)) };
        },
      );
      if (result.ok) onCommit(result.at);
      return result;
    },
    push: lanes.push,
    async decide(desk, actor, item) {
      const [answer] = await lanes.push({ desk, actor, items: [item] });
      return answer!;
    },
  };
}

function latest(answers: readonly DeskAnswer[]): Cursor {
  let newest = cursorStart;
  for (const answer of answers) {
    if (answer.kind !== 'verdict' || answer.verdict.at === null) continue;
    if (compareCursors(answer.verdict.at, newest) > 0) newest = answer.verdict.at;
  }
  return newest;
}
