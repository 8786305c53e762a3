// Fills an empty service with the demo world.
import type { Role } from '../../shared/domain/people.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import { makeBotTalk } from './bot-talk.ts';
import { accounts } from './company.ts';
import { makeWaiting } from './waiting.ts';
import { makeWorld } from './world.ts';

export { companyName, demoAccounts, type DemoAccount } from './company.ts';
export { makeWorld } from './world.ts';

/** Where the world goes, and the time it is told from. */
export interface SeedTarget {
  /** Stores rows as they are. Called several times, with at most {@link seedBatch} rows each. */
  putRecords(rows: AnyRecord[]): Promise<void>;
  createAccount(input: { agentId: string; handle: string; password: string; role: Role }): Promise<void>;
  /** ms since the epoch; every time in the world is relative to it. */
  now: number;
}

/** Rows per call of putRecords. */
export const seedBatch = 1000;

/**
 * Writes the demo world: agents with accounts, queues, customers, cases, notes, past conversations, articles, quick replies.
 * Deterministic: the same `now` gives the same world.
 * @throws what putRecords or createAccount throw; then the world is incomplete and should be dropped.
 */
export async function seedWorld(target: SeedTarget): Promise<void> {
  const rows = makeWorld(target.now);
  for (let from = 0; from < rows.length; from += seedBatch) {
    await target.putRecords(rows.slice(from, from + seedBatch));
  }
  for (const { agentId, handle, password, role } of accounts) {
    await target.createAccount({ agentId, handle, password, role });
  }
}

/** Kinds that a world which was seeded earlier can be given afterwards: nothing counts on their number or order. */
const later = new Set<AnyRecord['kind']>([
  'quickReply',
  'macro',
  'script',
  'savedView',
  'maskRule',
  'presenceState',
  'article',
  'feedback',
  'entitlement',
  'activity',
]);

/**
 * @param waiting whether something should also wait for the demo agent, for people to look at.
 * @returns what a world that was seeded earlier may lack. The service adds what was never there.
 */
export function laterRows(now: number, waiting: boolean): AnyRecord[] {
  return [
    ...makeWorld(now).filter(({ kind }) => later.has(kind)),
    ...(waiting ? [...makeWaiting(now), ...makeBotTalk(now)] : []),
  ];
}
