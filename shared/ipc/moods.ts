// What the window sees of moods beside the levels in its rows, and how it sets one right.
import { z } from 'zod';
import { idSchema } from '../domain/ids.ts';
import { moodLevelSchema, moodPolicySchema } from '../domain/mood.ts';
import { moodModes } from '../sentiment/mood.ts';
import { sentimentWindow } from '../sentiment/types.ts';

const time = z.number().int();
export const moodModeSchema = z.enum(moodModes);

/** Why: a stretch of a message, in UTF-16 units, and its share of the score, -1 to 1. */
export const moodReasonSchema = z.object({
  start: z.number().int().min(0),
  end: z.number().int().min(0),
  text: z.string(),
  weight: z.number(),
  source: z.enum(['rule', 'lexicon', 'model', 'emoji']),
});
export type MoodReason = z.infer<typeof moodReasonSchema>;

/** One of the messages that count, oldest first. */
export const moodMessageSchema = z.object({
  id: idSchema,
  at: time,
  text: z.string(),
  level: moodLevelSchema,
  score: z.number(),
  /** BCP 47; "und" where it was not judged. */
  language: z.string(),
  judged: z.boolean(),
  /** What the engine says, where this agent has set it right. */
  corrected: moodLevelSchema.nullable(),
  reasons: z.array(moodReasonSchema).max(8),
  /** What of the score is of none of these. */
  rest: z.number().optional(),
});
export type MoodMessage = z.infer<typeof moodMessageSchema>;

/** An agent has set the conversation right: what was computed, and how many messages that count came since. */
export const moodSetSchema = z.object({ said: moodLevelSchema, newer: z.number().int().min(0) });

/** Why a conversation has its level. */
export const moodViewSchema = z.object({
  mode: moodModeSchema,
  level: moodLevelSchema,
  score: z.number(),
  steps: z.array(z.number()).max(sentimentWindow),
  messages: z.array(moodMessageSchema).max(sentimentWindow),
  set: moodSetSchema.optional(),
  /** Whether a correction also goes to the service. */
  collected: z.boolean(),
});
export type MoodView = z.infer<typeof moodViewSchema>;

/** How one conversation of a customer ended, or stands. */
export const moodPointSchema = z.object({
  conversationId: idSchema,
  at: time,
  subject: z.string(),
  level: moodLevelSchema,
  score: z.number(),
});
export type MoodPoint = z.infer<typeof moodPointSchema>;
/** So many conversations make a trend. */
export const longestTrend = 24;

/** A running conversation of any agent that this one may see. */
export const teamMoodSchema = z.object({
  id: idSchema,
  title: z.string(),
  agentId: idSchema.nullable(),
  agentName: z.string(),
  queueName: z.string(),
  level: moodLevelSchema,
});
export type TeamMood = z.infer<typeof teamMoodSchema>;

export const moodQueries = {
  /** Null when this desk does not hold the conversation. */
  'mood.of': { args: z.object({ id: idSchema }), rows: moodViewSchema.nullable() },
  /** Of a customer, oldest first; only conversations that have a mood. */
  'mood.trend': { args: z.object({ id: idSchema }), rows: z.array(moodPointSchema).max(longestTrend) },
  /** Below neutral, the worst first; nothing for those who are no supervisors. */
  'mood.team': { args: z.object({}), rows: z.array(teamMoodSchema).max(100) },
  'mood.policy': { args: z.object({}), rows: moodPolicySchema },
} as const;

export const moodRequests = {
  /** Sets a message right at this desk, or with null takes that back. It is on disk when this resolves. */
  'mood.correct': {
    input: z.object({ messageId: idSchema, level: moodLevelSchema.nullable() }),
    output: z.object({}),
  },
  /** The same of a whole conversation, as it stands now. */
  'mood.settle': {
    input: z.object({ conversationId: idSchema, level: moodLevelSchema.nullable() }),
    output: z.object({}),
  },
} as const;
