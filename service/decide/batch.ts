// Pushes of any desks decided in one transaction: loaded, locked and written together, applied one after the other. Rules: SYNC-10 to SYNC-16.
import type { ClientBase } from 'pg';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import type { Now } from '../../shared/domain/ids.ts';
import type { ErrorData } from '../../shared/errors.ts';
import type { Cursor } from '../../shared/sync/cursor.ts';
import {
  deskName,
  findVerdicts,
  keepVerdicts,
  lockDesks,
  type DeskKey,
  type StoredVerdict,
} from '../db/desks.ts';
import { logEnd, type RecordKey } from '../db/records.ts';
import type { Mask } from '../masking.ts';
import { createWorkingSet, likelyKeys, RunAgain, type Place } from '../working-set.ts';
import { createApplier } from './apply.ts';
import type { Try } from './transaction.ts';

/** One command of a desk. A command that the schemas refused comes as that refusal. */
export interface DeskItem {
  readonly n: number;
  readonly commandId: string;
  readonly command: Command | null;
  readonly refusal: ErrorData | null;
}

/** Commands of one desk, in order. */
export interface Push {
  readonly desk: DeskKey;
  readonly actor: Actor;
  readonly items: readonly DeskItem[];
}

/** The answer to a desk's command. */
export type DeskAnswer = { kind: 'verdict'; verdict: StoredVerdict } | { kind: 'gap'; expected: number };

/** A verdict that is being made: where it holds is known when everything is written. */
interface Draft {
  readonly desk: DeskKey;
  readonly n: number;
  readonly commandId: string;
  readonly place: Place | null;
  readonly settled: boolean;
  readonly refusal: ErrorData | null;
}

type DraftAnswer = DeskAnswer | { kind: 'draft'; draft: Draft };

/**
 * Decides pushes in their order.
 * @param pushes of one desk there may be several; they are decided one after the other.
 * @returns the answers per push; after a gap there is none.
 * @throws RunAgain when somebody else wrote in between. Everything else that is thrown also means that nothing is decided.
 */
export async function decideBatch(
  { client, known }: Try,
  pushes: readonly Push[],
  now: Now,
  mask?: Mask,
): Promise<DeskAnswer[][]> {
  const desks = new Map(pushes.map(({ desk }) => [deskName(desk), desk]));
  const lasts = await lockDesks(client, [...desks.values()]);
  const isOld = ({ desk }: Push, { n }: DeskItem): boolean => n <= (lasts.get(deskName(desk)) ?? 0);
  const kept = await findVerdicts(
    client,
    pushes.flatMap((push) =>
      push.items.filter((item) => isOld(push, item)).map(({ n }) => ({ ...push.desk, n })),
    ),
  );
  const at = now();
  const set = createWorkingSet(client, known, at);
  const keys = pushes.flatMap((push) =>
    push.items.flatMap((item): RecordKey[] =>
      item.command === null || item.refusal !== null || isOld(push, item)
        ? []
        : likelyKeys(push.actor, item.command),
    ),
  );
  if (keys.length > 0) await set.load(keys);
  const applier = createApplier(client, set, at, mask);
  const drafts = new Map<string, Draft>();
  let end: Cursor | null = null;

  async function decide({ desk, actor }: Push, item: DeskItem): Promise<DraftAnswer> {
    const { n, commandId, command } = item;
    const name = `${deskName(desk)} ${n}`;
    const last = lasts.get(deskName(desk)) ?? 0;
    if (n > last + 1) return { kind: 'gap', expected: last + 1 };
    if (n <= last) {
      const draft = drafts.get(name);
      if (draft !== undefined) return { kind: 'draft', draft };
      const before = kept.get(name);
      if (before !== undefined) return { kind: 'verdict', verdict: before };
      // Too old to be kept, but decided: it holds. A verdict that names another command tells the desk that its count is behind.
      end ??= await logEnd(client);
      return { kind: 'verdict', verdict: { commandId, at: end, refusal: null } };
    }
    let { refusal } = item;
    let place: Place | null = null;
    let settled = false;
    if (refusal === null && command !== null) {
      const applied = await applier.apply(actor, command);
      if (applied.ok) {
        settled = applied.place === null;
        // What it would have changed may have been changed by a neighbour that is not written yet.
        place = applied.place ?? set.last();
      } else refusal = applied.refusal;
    }
    const draft: Draft = { desk, n, commandId, place, settled, refusal };
    lasts.set(deskName(desk), n);
    drafts.set(name, draft);
    return { kind: 'draft', draft };
  }

  const answers: DraftAnswer[][] = [];
  for (const push of pushes) {
    const these: DraftAnswer[] = [];
    answers.push(these);
    for (const item of push.items) {
      const answer = await decide(push, item);
      these.push(answer);
      if (answer.kind === 'gap') break;
    }
  }
  // Records are read one after the other, so one may be from before and the next from after the same commit.
  if (applier.hasRefused() && (await set.isStale())) throw new RunAgain();
  await set.flush();
  const holds = await keep(client, [...drafts.values()]);
  return answers.map((these) =>
    these.map((answer): DeskAnswer => {
      if (answer.kind !== 'draft') return answer;
      const { desk, n, commandId, refusal } = answer.draft;
      const verdict = { commandId, at: holds.get(`${deskName(desk)} ${n}`) ?? null, refusal };
      return { kind: 'verdict', verdict };
    }),
  );
}

async function keep(client: ClientBase, drafts: readonly Draft[]): Promise<Map<string, Cursor | null>> {
  if (drafts.length === 0) return new Map();
  return keepVerdicts(
    client,
    drafts.map(({ desk, n, commandId, place, settled, refusal }) => ({
      ...desk,
      n,
      commandId,
      at: refusal === null ? (place?.cursor ?? null) : null,
      settled: settled || (refusal === null && place === null),
      refusal,
    })),
  );
}
