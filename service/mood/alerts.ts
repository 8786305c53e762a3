// Changes when the service finds out differently that supervisors must be told of a customer. Rules: SENT-11, SENT-16.
//
//   at rest --a customer writes, a marked one changes--> looking at those;  --queues or policy change, start--> at all that run
//   looking --nothing left--> at rest;  --the database is away--> again after a moment
import type { Actor, SystemCommand } from '../../shared/domain/commands.ts';
import { usualAlertAt } from '../../shared/domain/mood.ts';
import type { NewId } from '../../shared/domain/ids.ts';
import type { Log } from '../../shared/log.ts';
import { alertAfter } from '../../shared/sentiment/alert.ts';
import { moodOf, rulesOf, type MoodReader } from '../../shared/sentiment/mood.ts';
import type { FeedEntry, RunResult } from '../context.ts';
import type { After } from '../leader.ts';
import type { MoodState } from '../db/moods.ts';

/** What the watch is given. */
export interface AlertsDeps {
  reader: MoodReader;
  log: Log;
  newId: NewId;
  run(actor: Actor, command: SystemCommand): Promise<RunResult>;
  /** @returns these conversations with what their customers said last, and what the company has decided. */
  load(ids: readonly string[]): Promise<MoodState>;
  /** @returns all that are not over, or marked. */
  running(): Promise<string[]>;
  after: After;
}

/** Watches while it runs. */
export interface MoodAlerts {
  start(): void;
  /** Takes in what was committed. */
  hear(entries: readonly FeedEntry[]): void;
  /** Ends; a command under way still finishes. */
  stop(): Promise<void>;
}

const system: Actor = { kind: 'system' };
/** So many are read at once: a few milliseconds of work, then others have their turn. */
const atOnce = 20;
const retryMs = 1_000;

/** @returns a watch at rest. */
export function createMoodAlerts({ reader, log, newId, run, load, running, after }: AlertsDeps): MoodAlerts {
  let on = false;
  let all = false;
  const changed = new Set<string>();
  let wake = (): void => {};
  let loop: Promise<void> = Promise.resolve();

  const rest = (ms: number | null): Promise<void> =>
    new Promise((resolve) => {
      const cancel = ms === null ? () => {} : after(ms, () => wake());
      wake = () => {
        cancel();
        wake = () => {};
        resolve();
      };
    });

  async function look(ids: readonly string[]): Promise<void> {
    const { talks, policy, off } = await load(ids);
    const rules = rulesOf(policy.languages);
    for (const { conversation, said } of talks) {
      if (!on) return;
      const { id, queueId, state, visitor, moodAlert } = conversation;
      const read = !off.has(queueId) && state !== 'wrapUp' && state !== 'closed';
      const mood = read ? moodOf(reader, said, visitor.language, rules) : null;
      const level = mood?.mode === 'judged' ? mood.level : null;
      const before = moodAlert?.level ?? null;
      const now = alertAfter(before, level, policy.alertAt ?? usualAlertAt);
      if (now === before) continue;
      const args = { conversationId: id, level: now };
      const result = await run(system, { id: newId(), type: 'mood.alert', args });
      if (!result.ok) log.info('moods: refused', { refusal: result.refusal });
    }
  }

  async function watch(): Promise<void> {
    const goesOn = (): boolean => on;
    while (goesOn()) {
      const sweep = all;
      const ids = sweep ? [] : [...changed].slice(0, atOnce);
      try {
        if (sweep) {
          all = false;
          for (const id of await running()) changed.add(id);
        } else if (ids.length === 0) await rest(null);
        else {
          for (const id of ids) changed.delete(id);
          await look(ids);
        }
      } catch (error) {
        all ||= sweep;
        for (const id of ids) changed.add(id);
        log.warn('moods: could not look, trying again', { error });
        await rest(retryMs);
      }
    }
  }

  return {
    start() {
      if (on || reader.silent === true) return;
      on = true;
      all = true;
      loop = loop.then(watch);
    },
    hear(entries) {
      if (!on) return;
      for (const entry of entries) {
        if (entry.kind === 'queue' || entry.kind === 'moodPolicy') all = true;
        if (entry.op !== 'put') continue;
        // Those of a conversation that goes to another queue are told of anew, so it is looked at by that queue's rule.
        if (entry.kind === 'message' && entry.record.authorKind === 'customer')
          changed.add(entry.record.conversationId);
        // It may have ended, or gone to a queue without moods.
        if (entry.kind === 'conversation' && entry.record.moodAlert !== undefined) changed.add(entry.id);
      }
      if (all || changed.size > 0) wake();
    },
    stop() {
      on = false;
      changed.clear();
      wake();
      return loop;
    },
  };
}
