// What is kept of how a call sounded: its quality over time, the caller's consent, and its recording.
import { z } from 'zod';
import { attachmentSchema } from './attachment.ts';
import { idSchema } from './ids.ts';
import { sipCallIdSchema } from './sip-call-id.ts';
import { line } from './text.ts';

const time = z.number().int().min(0);
const span = z.number().int().min(0).max(86_400_000);
/** A part of a recording, in ms from its beginning. */
export const callSpanSchema = z.object({ from: span, to: span });
export type CallSpan = z.infer<typeof callSpanSchema>;

/** A call's quality is kept in at most so many points, whatever its length. */
export const mostQualityPoints = 120;

/** How well some stretch of a call was heard: RFC 3550 6.4.1 for jitter, ITU-T G.107 for the estimate. */
const heardShape = {
  /** An estimate of what a listener would say, 1 to 4.5. */
  mos: z.number().min(1).max(4.5),
  jitterMs: z.number().min(0).max(60_000),
  /** Share of packets that did not come, 0 to 1. */
  loss: z.number().min(0).max(1),
  /** There and back; null where nobody has told. */
  roundTripMs: z.number().min(0).max(60_000).nullable(),
};
export const qualityPointSchema = z.object(heardShape);
export type QualityPoint = z.infer<typeof qualityPointSchema>;

/** How well a call was heard at one desk: its mean, its worst, and a small plot. */
export const callHeardSchema = z.object({
  ...heardShape,
  /** The worst of the estimates. */
  worst: z.number().min(1).max(4.5),
  /** So long does one point stand for, in ms. */
  everyMs: z.number().int().min(1).max(3_600_000),
  points: z.array(qualityPointSchema).max(mostQualityPoints),
});
export type CallHeard = z.infer<typeof callHeardSchema>;

/** Whether the caller agreed to be recorded; who noted it, when, and how the caller was asked. The last word counts. */
export const consentSchema = z.object({
  state: z.enum(['given', 'refused']),
  how: z.enum(['announced', 'asked']),
  agentId: idSchema,
  at: time,
});
export type Consent = z.infer<typeof consentSchema>;

/** Somebody who is in conference with a call, and what they said to being recorded. */
export const callPartySchema = z.object({
  /** What their own call is called on the wire. */
  callId: sipCallIdSchema,
  /** Their number or name, as it is shown. */
  number: line(256),
  consent: consentSchema,
});
export type CallParty = z.infer<typeof callPartySchema>;
/** A desk has six lines at once; over a long call others come and go. */
export const mostParties = 20;

/** Recordings are files whose ids begin like this: they are taken in otherwise than what people send. */
export const recordingPrefix = 'rec-';
/** Names one: its beginning and a UUID. */
export const recordingIdSchema = idSchema.refine(
  (id) => id.startsWith(recordingPrefix),
  'must be the id of a recording',
);
export const isRecordingId = (id: string): boolean => id.startsWith(recordingPrefix);
export const recordingMedia = 'audio/webm';
/** A longer call has several files. */
export const mostRecordingParts = 20;
export const mostPauses = 100;

/** One file of a recording. */
export const recordingPartSchema = z.object({
  file: attachmentSchema,
  /** When it begins, and how long it is. */
  at: time,
  ms: span,
  /** Where nothing of the call is in it. */
  pauses: z.array(callSpanSchema).max(mostPauses),
});
export type RecordingPart = z.infer<typeof recordingPartSchema>;

/** What was recorded of a call. */
export const recordingSchema = z.object({
  parts: z.array(recordingPartSchema).max(mostRecordingParts),
  /** Its sound is deleted: the caller did not agree any more, or its time was over. */
  removed: z.object({ at: time, why: z.enum(['objected', 'expired', 'asked']) }).optional(),
});
export type Recording = z.infer<typeof recordingSchema>;

/** What a queue does about recording; without one, nothing is recorded. */
export const recordingRuleSchema = z.object({
  /** `ask`: when the caller agrees; `always`: every call, after the caller was told. */
  mode: z.enum(['off', 'ask', 'always']),
  /** With `always`: how the caller is told. */
  tell: z.enum(['tone', 'said']),
  /** Recordings are deleted after so many days. */
  days: z.number().int().min(1).max(3_650),
});
export type RecordingRule = z.infer<typeof recordingRuleSchema>;

/**
 * Why nothing of what is said may be kept, neither its sound nor its words; null: it may. The caller was told or asked, as
 * the queue's rule says, and stayed or agreed. Rules: REC-1, REC-8.
 */
export function keepingBarred(
  call: { consent?: Consent | undefined } | undefined,
  queue: { recording?: RecordingRule | undefined } | undefined,
): 'consent' | 'rule' | null {
  if (call?.consent?.state !== 'given') return 'consent';
  return recordingRule(queue).mode === 'off' ? 'rule' : null;
}

/** @returns the rule of a queue. */
export function recordingRule(queue: { recording?: RecordingRule | undefined } | undefined): RecordingRule {
  return queue?.recording ?? { mode: 'off', tell: 'tone', days: 90 };
}
