// The agent's own edits over the service's rows: laid on at once, taken off before rows arrive, laid on again after. All in one transaction.
import { applyCommand } from '../../../shared/domain/apply.ts';
import { refuse, type Outcome } from '../../../shared/domain/outcome.ts';
import type { Agent } from '../../../shared/domain/people.ts';
import type { RecordKind, Records } from '../../../shared/domain/records.ts';
import type { Cache } from '../db/cache.ts';
import { isSqlError } from '../db/open.ts';
import type { Pending } from '../db/outbox.ts';

/** One edit as it is laid on: the command and the instant it was made, which stays the same however often it is laid on. */
export type Edit = Pick<Pending, 'command' | 'madeAt'>;

/** See the head of this file. */
export interface Overlay {
  /** @returns what the command would do now; changes nothing. */
  try(cache: Cache, edit: Edit): Outcome;
  /** Lays one more edit on. Inside a transaction of the cache. */
  lay(cache: Cache, edit: Edit): Outcome;
  /** Takes all edits off: the cache then holds the service's rows only. Inside a transaction of the cache. */
  rewind(cache: Cache): void;
  /** Lays all these on, in order, after {@link Overlay.rewind}. Inside the same transaction. */
  replay(cache: Cache, edits: readonly Edit[]): void;
  /** @returns whether an edit now laid on has read or written this record, so that a new row for it asks for a replay. */
  concerns(kind: RecordKind, id: string): boolean;
}

/**
 * @param agent the agent of this desk, as commands see who acts.
 */
export function createOverlay(agent: () => Agent): Overlay {
  /** "kind#id" of what the edits now laid on have read or written. */
  const concerned = new Set<string>();

  /** A command that we fail on must not keep the service's rows from being shown: it counts as refused here, the service decides. */
  function outcome(records: Records, edit: Edit): Outcome {
    const { id, name, role } = agent();
    try {
      return applyCommand(records, edit.command, {
        actor: { kind: 'agent', id, name, role },
        now: edit.madeAt,
        authority: false,
      });
    } catch (error) {
      if (isSqlError(error)) throw error;
      return refuse('internal', 'Something went wrong inside Parley.');
    }
  }

  function lay(cache: Cache, edit: Edit): Outcome {
    const watched: Records = {
      get: (kind, id) => {
        concerned.add(`${kind}#${id}`);
        return cache.get(kind, id);
      },
    };
    const result = outcome(watched, edit);
    if (!result.ok) return result;
    for (const change of result.changes) {
      concerned.add(`${change.kind}#${change.id}`);
      cache.keepBase(change.kind, change.id);
      if (change.op === 'remove') cache.remove(change.kind, change.id);
      else cache.put(change.kind, change.id, cache.version(change.kind, change.id) ?? 0, change.record);
    }
    return result;
  }

  return {
    try: (cache, edit) => outcome(cache, edit),
    lay,
    rewind: (cache) => {
      concerned.clear();
      cache.rewind();
    },
    replay: (cache, edits) => {
      for (const edit of edits) lay(cache, edit);
    },
    concerns: (kind, id) => concerned.has(`${kind}#${id}`),
  };
}
