// What is kept of how a call sounded: its quality over time, the caller's consent, and its recording.
import { z } from 'zod';
import { attachmentSchema } from './attachment.ts';
import { idSchema } from './ids.ts';
import { bounds, line } from './text.ts';

const time = z.number().int().min(0);
const span = z.number().int().min(0).max(86_400_000);

/** A call's quality is kept in at most so many points, whatever its length. */
export const mostQualityPoints = 120;

/** Some seconds of a call: the estimate of what a listener would say (1 to 4.5), and what it was made of. */
export const qualityPointSchema = z.object({
  mos: z.number().min(1).max(4.5),
  /** Milliseconds. */
  jitterMs: z.number().min(0).max(60_000),
  /** There and back, ms; null where nobody has told. */
  roundTripMs: z.number().min(0).max(60_000).nullable(),
  /** Share of packets that did not come, 0 to 1. */
  loss: z.number().min(0).max(1),
});
export type QualityPoint = z.infer<typeof qualityPointSchema>;

/** The quality of a whole call as one desk heard it. */
export const keptQualitySchema = z.object({
  /** When the first point begins, ms since 1970, and how long each is. */
  from: time,
  stepMs: z.number().int().min(1_000).max(86_400_000),
  points: z.array(qualityPointSchema).min(1).max(mostQualityPoints),
  /** The worst second of it. */
  worst: z.number().min(1).max(4.5),
  /** Milliseconds of sound that had to be made up. */
  concealedMs: span,
});
export type KeptQuality = z.infer<typeof keptQualitySchema>;

/** How the caller heard of the recording: a tone in the call, by the agent's words, or asked by the agent. */
export const consentHowSchema = z.enum(['tone', 'said', 'asked']);
export type ConsentHow = z.infer<typeof consentHowSchema>;

/** Whether a call may be recorded, who says so, when and how. The last word counts: it can be taken back. */
export const consentSchema = z.object({
  given: z.boolean(),
  how: consentHowSchema,
  at: time,
  agentId: idSchema,
  agentName: line(bounds.name),
});
export type Consent = z.infer<typeof consentSchema>;

/** Recordings are files whose ids begin like this: they are taken in otherwise than what people send. */
export const recordingPrefix = 'rec-';
export const isRecordingId = (id: string): boolean => id.startsWith(recordingPrefix);
export const recordingMedia = 'audio/webm';
/** A longer call has several files. */
export const mostRecordingParts = 20;

/** One file of a recording. */
export const recordingPartSchema = z.object({
  file: attachmentSchema,
  /** When it begins, and how long it is. */
  at: time,
  ms: span,
  /** Where nothing of the call is in it, in ms from its beginning. */
  pauses: z.array(z.object({ from: span, to: span })).max(100),
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

/** @returns the rule of a queue. */
export function recordingRule(queue: { recording?: RecordingRule | undefined } | undefined): RecordingRule {
  return queue?.recording ?? { mode: 'off', tell: 'tone', days: 90 };
}
