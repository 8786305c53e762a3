// Recordings that did not come about, or are not whole: kept beside the outbox until their agent has read of them.
import { z } from 'zod';
import type { AgentCommand } from '../../../shared/domain/commands.ts';
import { idSchema, type NewId } from '../../../shared/domain/ids.ts';
import type { ErrorKind } from '../../../shared/errors.ts';
import { recordingProblems } from '../../../shared/ipc/recording.ts';
import type { Log } from '../../../shared/log.ts';
import type { Outbox } from '../db/outbox.ts';

/** `cut`: the phone ended before the call did, or without a word. `service`: the service would not have it; it is still here. */
export const recordingTroubleSchema = z.object({
  id: idSchema,
  conversationId: idSchema,
  problem: z.enum([...recordingProblems, 'cut', 'service']),
  /** When the recording began or should have begun, ms since 1970. */
  at: z.number().int().min(0),
  /** It was read. */
  settled: z.boolean(),
});
export type RecordingTrouble = z.infer<typeof recordingTroubleSchema>;

const key = 'recordingTroubles';
const most = 50;

/** @returns all of them that can be read, the oldest first, and how many cannot; null: not even that. */
function look(outbox: Pick<Outbox, 'kv'>): { all: RecordingTrouble[]; lost: number | null } {
  const text = outbox.kv(key);
  if (text === null) return { all: [], lost: 0 };
  try {
    const list = z.array(z.unknown()).parse(JSON.parse(text));
    const all = list.flatMap((one) => recordingTroubleSchema.safeParse(one).data ?? []);
    return { all, lost: list.length - all.length };
  } catch {
    return { all: [], lost: null };
  }
}

const read = (outbox: Pick<Outbox, 'kv'>): RecordingTrouble[] => look(outbox).all;

/** Once, before the others: what cannot be read is said in the log and let go; the rest stays. */
export function mendTroubles(outbox: Pick<Outbox, 'kv' | 'putKv'>, log: Pick<Log, 'error'>): void {
  const { all, lost } = look(outbox);
  if (lost === 0) return;
  log.error('Recordings that were not whole cannot be told of any more: what was kept of them is damaged', {
    lost,
    left: all.length,
  });
  try {
    outbox.putKv(key, JSON.stringify(all));
  } catch {
    // A disk that takes nothing now has said so elsewhere; this is said again at the next start.
  }
}

/** @returns those that nobody has read. */
export function openTroubles(outbox: Pick<Outbox, 'kv'>): RecordingTrouble[] {
  return read(outbox).filter(({ settled }) => !settled);
}

/** One of a call: what happens again while nobody has read of it says the newest. @throws AppError `storage`. */
export function addTrouble(
  outbox: Pick<Outbox, 'kv' | 'putKv'>,
  newId: NewId,
  trouble: Pick<RecordingTrouble, 'conversationId' | 'problem' | 'at'>,
): void {
  const all = read(outbox);
  const before = all.find(
    ({ conversationId, settled }) => conversationId === trouble.conversationId && !settled,
  );
  const next = { ...trouble, id: before?.id ?? newId(), at: before?.at ?? trouble.at, settled: false };
  outbox.putKv(key, JSON.stringify([...all.filter((one) => one !== before), next].slice(-most)));
}

/** It was read, or is to be read again. @returns whether there is such. @throws AppError `storage`. */
export function settleTrouble(outbox: Pick<Outbox, 'kv' | 'putKv'>, id: string, settled: boolean): boolean {
  const all = read(outbox);
  if (!all.some((one) => one.id === id && one.settled !== settled)) return false;
  outbox.putKv(key, JSON.stringify(all.map((one) => (one.id === id ? { ...one, settled } : one))));
  return true;
}

/** @returns what a refusal by the service means for the recording of a call; null: nothing that its agent does not know. */
export function lostWith(
  command: AgentCommand,
  refusal: ErrorKind,
): Pick<RecordingTrouble, 'conversationId' | 'problem' | 'at'> | null {
  // Deleted meanwhile by somebody who may: that is no loss.
  if (command.type === 'call.recording' && refusal !== 'state')
    return { conversationId: command.args.conversationId, problem: 'service', at: command.args.part.at };
  if (command.type === 'call.consent' && command.args.consent.state === 'given')
    return { conversationId: command.args.conversationId, problem: 'consent', at: command.args.consent.at };
  return null;
}
