// Changes when the wrong-customer guard needs to know something else of whom a text may name.
import { z } from 'zod';
import { idSchema } from '../domain/ids.ts';

const few = z.array(z.string()).max(50);

/** Whom a conversation is with, and by what a text would name them. */
export const guardPersonSchema = z.object({
  conversationId: idSchema,
  customerId: idSchema.nullable(),
  names: few,
  emails: few,
  phones: few,
  /** Numbers of their cases, such as "C-10042". */
  cases: z.array(z.string()).max(500),
});
export type GuardPerson = z.infer<typeof guardPersonSchema>;

/** Whose something in a text is. */
export const guardOwnerSchema = z.object({
  what: z.enum(['email', 'phone', 'case']),
  /** As it was asked for. */
  value: z.string(),
  customerId: idSchema,
  name: z.string(),
});
export type GuardOwner = z.infer<typeof guardOwnerSchema>;

/** What is asked about: found in a half-written text. */
export const guardAskedSchema = z.object({
  emails: z.array(z.string().max(320)).max(10),
  phones: z.array(z.string().max(40)).max(10),
});

/** The customer of a conversation, and those of this agent's other open ones. */
export const guardFactsSchema = z.object({
  own: guardPersonSchema.nullable(),
  others: z.array(guardPersonSchema).max(500),
});
export type GuardFacts = z.infer<typeof guardFactsSchema>;
