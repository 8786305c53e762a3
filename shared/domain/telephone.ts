// Changes when another word is kept of who can be reached by telephone: the number of an agent or a queue at the exchange.
import { z } from 'zod';
import { recordingRuleSchema } from './call-media.ts';
import { command } from './command.ts';
import { idSchema } from './ids.ts';

/** The user part of an address at the exchange, such as 101 in sip:101@example.org (RFC 3261, 25.1: a part of it). */
export const extensionSchema = z
  .string()
  .max(64)
  .regex(/^[\w.+-]+$/);

/** Under which number an agent or a queue is called. */
export const telephoneSchema = z.object({
  /** Null: there is none, and nobody is put through. */
  number: extensionSchema.nullable(),
  /** Who has said so: the operator's file, which counts most; an admin; or nobody, and it is what the agent signs in with. */
  by: z.enum(['operator', 'admin', 'name']),
});
export type Telephone = z.infer<typeof telephoneSchema>;

const number = extensionSchema.nullable();
/** By admins. With null there is no telephone. */
export const telephoneCommands = [
  command('agent.telephone', { agentId: idSchema, number }),
  command('queue.telephone', { queueId: idSchema, number }),
  command('queue.recording', { queueId: idSchema, rule: recordingRuleSchema }),
] as const;

/** What the operator's file says of one agent or queue; null: it says nothing (any more). */
export const telephoneSettleCommand = command('telephone.settle', {
  of: z.enum(['agent', 'queue']),
  subjectId: idSchema,
  telephone: telephoneSchema.nullable(),
});
