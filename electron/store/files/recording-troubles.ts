// Recordings that did not come about, or are not whole: kept beside the outbox until their agent has read of them.
import { z } from 'zod';
import { idSchema, type NewId } from '../../../shared/domain/ids.ts';
import { recordingProblems } from '../../../shared/ipc/recording.ts';
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

const listSchema = z.array(recordingTroubleSchema);

/** @returns all of them, the oldest first; those that cannot be read are none. */
function read(outbox: Pick<Outbox, 'kv'>): RecordingTrouble[] {
  const text = outbox.kv(key);
  if (text === null) return [];
  try {
    return listSchema.parse(JSON.parse(text));
  } catch {
    return [];
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
