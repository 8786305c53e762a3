// The people: agents (with their roles) and customers.
import { z } from 'zod';
import { idSchema } from './ids.ts';
import { locales } from './locales.ts';
import { tagMarksSchema } from './tags.ts';
import { telephoneSchema } from './telephone.ts';
import { bounds, filledLine, line } from './text.ts';

export const roleSchema = z.enum(['agent', 'supervisor', 'admin']);
/** What an account may do. */
export type Role = z.infer<typeof roleSchema>;

export { locales, type Locale } from './locales.ts';
export const localeSchema = z.enum(locales);

export const agentSchema = z.object({
  id: idSchema,
  /** What the agent signs in with. */
  handle: line(64),
  name: filledLine(bounds.name),
  role: roleSchema,
  languages: z.array(localeSchema).max(20),
  /** Queues this agent works. */
  queueIds: z.array(idSchema).max(200),
  /** Under which number colleagues and the exchange call; without one nobody has said, and there is none. */
  telephone: telephoneSchema.optional(),
});
export type Agent = z.infer<typeof agentSchema>;

/** Further ways to reach a customer, beside the first e-mail address and the first number. */
export const contactKinds = ['email', 'phone', 'social'] as const;
export type ContactKind = (typeof contactKinds)[number];
/** A customer has no more of these. */
export const mostContacts = 20;

export const customerSchema = z.object({
  id: idSchema,
  name: filledLine(bounds.name),
  email: line(320).nullable(),
  phone: line(40).nullable(),
  organisation: line(bounds.name).nullable(),
  city: line(bounds.name).nullable(),
  /** BCP 47 language tag the customer prefers. */
  language: line(35),
  tags: z.array(line(60)).max(50),
  /** Who has added which; see tags.ts. */
  tagMarks: tagMarksSchema.optional(),
  /** ms since the epoch. */
  since: z.number().int(),
  /** Further ways to reach them. */
  contacts: z
    .array(
      z.object({
        kind: z.enum(contactKinds),
        value: filledLine(320),
        label: line(60),
        /** The one of its kind that they would rather be reached by. */
        preferred: z.literal(true).optional(),
      }),
    )
    .max(mostContacts)
    .optional(),
});
export type Contact = NonNullable<Customer['contacts']>[number];
export type Customer = z.infer<typeof customerSchema>;
