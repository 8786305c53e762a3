// Changes when it is decided otherwise which moments of a call nothing may be kept of, and whether words were said in one. Rule: REC-9.
import { z } from 'zod';
import type { ConversationCall } from './call.ts';
import { mostPauses } from './call-media.ts';

/** Moments of which nothing that is said may be kept, ms since the epoch; `to` null: it lasts. */
export const callPausesSchema = z
  .array(z.object({ from: z.number().int(), to: z.number().int().nullable() }))
  .max(mostPauses);
export type CallPauses = z.infer<typeof callPausesSchema>;

/** What the clocks of whoever listens and of whoever pauses may differ by, with what is still on its way, ms. */
const guardMs = 1_000;
/** The slowest that anybody speaks: a digit may take a second, and so may whatever stands for one. */
const slowest = { letterMs: 200, signMs: 1_000, mostMs: 60_000 } as const;

/** Something that was said: from when until when, ms since the epoch. */
export interface Said {
  readonly from: number;
  readonly until: number;
}

/**
 * @returns when a part of a transcript was said. Where nobody has told when it ended, it may have taken as long as slow
 * words take, and `at` may be its end as well as its beginning: rather too much is taken for said in a pause than too little.
 */
export function saidWhen({
  at,
  until,
  text,
}: {
  at: number;
  until?: number | undefined;
  text: string;
}): Said {
  if (until !== undefined) return { from: Math.min(at, until), until: Math.max(at, until) };
  const letters = text.match(/[\p{L}\p{M}\s]/gu)?.length ?? 0;
  const signs = Array.from(text).length - letters;
  const long = Math.min(slowest.mostMs, letters * slowest.letterMs + signs * slowest.signMs);
  return { from: at - long, until: at + long };
}

/** @returns whether any of it was said while nothing was to be kept. */
export function saidInPause(pauses: CallPauses | undefined, { from, until }: Said): boolean {
  return (pauses ?? []).some(
    (pause) => until >= pause.from - guardMs && (pause.to === null || from <= pause.to + guardMs),
  );
}

/** @returns whether nothing that is said now may be kept. */
export function isPaused({ pauses }: Pick<ConversationCall, 'pauses'>): boolean {
  return pauses?.at(-1)?.to === null;
}

/**
 * A pause begins, or is over. What has been written down already is in doubt from then on: a desk may tell of it late.
 * @param at when, by the service's clock as far as the desk knows it; never later than now.
 */
export function withPause(
  call: ConversationCall,
  { on, at }: { on: boolean; at: number },
  now: number,
): Pick<ConversationCall, 'pauses' | 'transcript'> {
  const before = call.pauses ?? [];
  const last = before.at(-1);
  if (isPaused(call) === on) return {};
  const moment = Math.min(now, at);
  if (!on) {
    const from = last?.from ?? moment;
    return { pauses: [...before.slice(0, -1), { from, to: Math.max(moment, from) }] };
  }
  // With too many they run together: a pause is never left out.
  const same = last !== undefined && (before.length >= mostPauses || moment <= (last.to ?? moment));
  const pauses = same
    ? [...before.slice(0, -1), { from: Math.min(last.from, moment), to: null }]
    : [...before, { from: moment, to: null }];
  const { transcript } = call;
  if (transcript === undefined || transcript.segments === 0) return { pauses };
  return { pauses, transcript: { ...transcript, doubt: transcript.segments } };
}
