// What a company decides about moods, and what its agents say of moods that were read wrongly. The moods themselves are never stored.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { moodLevels } from './mood-levels.ts';
import { line } from './text.ts';

export { moodLevels, type MoodLevel } from './mood-levels.ts';
export const moodLevelSchema = z.enum(moodLevels);

/** The languages that the engine can judge, BCP 47, those of our own test of support messages first. */
export const moodLanguages = ['en', 'de', 'pl', 'da', 'ar', 'fa', 'fr', 'hi', 'it', 'pt', 'es'] as const;

/** From which level on somebody is told of a customer. */
export const moodAlertLevels = ['none', 'slightlyNegative', 'negative', 'veryNegative'] as const;
export const moodAlertLevelSchema = z.enum(moodAlertLevels);
export type MoodAlertLevel = z.infer<typeof moodAlertLevelSchema>;

/** On a conversation whose customer has become so unhappy that supervisors are told; gone when the customer is calm, or it ends. */
export const moodAlertSchema = z.object({
  /** The worst since the customer was calm. */
  level: moodLevelSchema,
  at: z.number().int(),
});

/** There is one policy, under this id. */
export const moodPolicyId = 'mood';

export const moodPolicySchema = z.object({
  id: z.literal(moodPolicyId),
  /** BCP 47 tags of the languages in which moods are read. */
  languages: z.array(line(35)).max(32),
  /** Whether what agents correct is sent to the service, as labelled examples. */
  collect: z.boolean(),
  /** From which level on the service marks a conversation for supervisors; where it is not set, {@link usualAlertAt}. */
  alertAt: moodAlertLevelSchema.optional(),
  rev: z.number().int().min(0).optional(),
});
export type MoodPolicy = z.infer<typeof moodPolicySchema>;

export const usualAlertAt: MoodAlertLevel = 'veryNegative';

/** Holds until an admin decides: the languages that our own test of support messages covers, and nothing is collected. */
export const usualMoodPolicy: MoodPolicy = {
  id: moodPolicyId,
  languages: ['en', 'de', 'pl', 'da', 'ar', 'fa'],
  collect: false,
};

/** One message, or a conversation up to it, whose level an agent has set right. The words stay in the messages. */
export const moodCorrectionSchema = z.object({
  id: idSchema,
  messageId: idSchema,
  conversationId: idSchema,
  /** What the agent chose, and what the engine had said. */
  level: moodLevelSchema,
  said: moodLevelSchema,
  /** As which language it was read; "und" where it was not. */
  language: line(35),
  authorId: idSchema,
  at: z.number().int(),
  /** It is of the whole conversation, as it stood after this message. */
  whole: z.literal(true).optional(),
});
export type MoodCorrection = z.infer<typeof moodCorrectionSchema>;
