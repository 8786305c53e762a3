// One command with authority, within a transaction: authorise, apply over the working set, stage what it changes. Rules: SYNC-10, SYNC-21.
import type { ClientBase } from 'pg';
import { applyCommand } from '../../shared/domain/apply.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Outcome } from '../../shared/domain/outcome.ts';
import type { Change } from '../../shared/domain/records.ts';
import type { ErrorData } from '../../shared/errors.ts';
import { refusalFor } from '../authorise.ts';
import { nextCaseNumber } from '../db/records.ts';
import { scopesFor, type Scopes } from '../visibility.ts';
import type { Mask } from '../masking.ts';
import { lateNote, markLate } from './late-note.ts';
import { HiddenRecord, NeedRecord, type Place, type WorkingSet } from '../working-set.ts';

/** What became of a command: staged (nowhere when it changes nothing), or refused. */
export type Applied =
  | { ok: true; place: Place | null; changes: Change[] }
  | { ok: false; refusal: ErrorData };

/** Applies commands one after the other over one working set. */
export interface Applier {
  apply(actor: Actor, command: Command): Promise<Applied>;
  /** Whether a command was refused for what the records say, so that they must not have been stale. */
  hasRefused(): boolean;
}

const hidden: ErrorData = { kind: 'notFound', message: 'There is no such record.' };
const mostTurns = 50;

/**
 * @param now ms since the epoch.
 * @param mask masks what is about to be written.
 */
export function createApplier(client: ClientBase, set: WorkingSet, now: number, mask?: Mask): Applier {
  const scopesOf = new Map<unknown, Map<string, Scopes>>();
  let caseNumber: string | null = null;
  let refused = false;

  /** @returns what the actor may see, null for everything; undefined when there is no such agent. */
  function scopes(actor: Actor): Scopes | null | undefined {
    if (actor.kind !== 'agent') return null;
    const agent = set.readAny('agent', actor.id);
    if (agent === undefined) return undefined;
    const byRole = scopesOf.get(agent) ?? new Map<string, Scopes>();
    scopesOf.set(agent, byRole);
    const found = byRole.get(actor.role) ?? scopesFor({ ...agent, role: actor.role });
    byRole.set(actor.role, found);
    return found;
  }

  async function once(actor: Actor, command: Command): Promise<Applied | 'again'> {
    const seen = scopes(actor);
    if (seen === undefined)
      return { ok: false, refusal: { kind: 'forbidden', message: 'This agent is gone.' } };
    let asked = false;
    const context = {
      actor,
      now,
      authority: true,
      nextCaseNumber: () => {
        asked = true;
        return caseNumber ?? '';
      },
    };
    let outcome: Outcome = applyCommand(set.visible(seen), command, context);
    if (!outcome.ok && outcome.refusal.kind === 'notFound') {
      const late = await lateNote(client, set, actor, command, seen);
      if (late !== null) outcome = applyCommand(late.records, late.command, context);
      if (late !== null && outcome.ok) outcome = { ok: true, changes: markLate(outcome.changes) };
    }
    if (asked && caseNumber === null) {
      caseNumber = await nextCaseNumber(client);
      return 'again';
    }
    if (!outcome.ok) {
      refused = true;
      return outcome;
    }
    if (outcome.changes.length === 0) return { ok: true, place: null, changes: [] };
    const changes = mask === undefined ? outcome.changes : mask(outcome.changes, set.readAny);
    const place = await set.stage(changes, seen);
    // One that was refused in the end leaves its number to the next.
    if (asked) caseNumber = null;
    return { ok: true, place, changes };
  }

  return {
    hasRefused: () => refused,
    async apply(actor, command) {
      const refusal = refusalFor(actor, command);
      if (refusal !== null) return { ok: false, refusal };
      // Until nothing is missing: every turn loads what the last one asked for.
      for (let turn = 0; turn < mostTurns; turn += 1) {
        try {
          const applied = await once(actor, command);
          if (applied !== 'again') return applied;
        } catch (error) {
          if (error instanceof HiddenRecord) return { ok: false, refusal: hidden };
          if (!(error instanceof NeedRecord)) throw error;
          await set.load([error.key]);
        }
      }
      throw new Error(`${command.type} reads without end`);
    },
  };
}
