// Every edit as one closed union. A command says what is wanted; apply.ts says what it means.
// All are idempotent: creates carry ids made by the caller, updates set values.
import { z } from 'zod';
import { caseEditSchema, caseKindSchema, casePrioritySchema, mostMerged } from './case.ts';
import { attachmentsSchema } from './attachment.ts';
import { callArriveCommand, callCommands } from './call.ts';
import { command } from './command.ts';
import { deskCommands } from './commands-desk.ts';
import { audienceSchema, channelSchema, maskedSchema, ratingSchema, visitorSchema } from './conversation.ts';
import { idSchema } from './ids.ts';
import { moodLevelSchema } from './mood.ts';
import { keptSchema, noteSubjectSchema } from './note.ts';
import { customerSchema } from './people.ts';
import { maxCapacity, presenceStatusSchema } from './presence.ts';
import { offerLostSchema } from './queue.ts';
import { tagEditShape } from './tags.ts';
import { telephoneCommands, telephoneSettleCommand } from './telephone.ts';
import { bounds, filledLine, filledProse, line, prose } from './text.ts';
import { transcriptCommand, unsayCommand } from './transcript.ts';

const customerEdit = customerSchema
  .pick({
    name: true,
    email: true,
    phone: true,
    organisation: true,
    city: true,
    language: true,
    contacts: true,
  })
  .partial();

/** What an agent (or a supervisor) does at a desk. */
export const agentCommandSchema = z.discriminatedUnion('type', [
  command('offer.accept', { offerId: idSchema, conversationId: idSchema }),
  command('offer.decline', { offerId: idSchema, conversationId: idSchema }),
  /** Takes an open conversation out of the queue without an offer. */
  command('conversation.pick', { conversationId: idSchema }),
  /** The agent has read up to this message. */
  command('conversation.read', { conversationId: idSchema, seq: z.number().int().min(0) }),
  /** Ends the talk; the agent is in wrap-up. */
  command('conversation.end', { conversationId: idSchema }),
  command('conversation.close', { conversationId: idSchema, dispositionId: idSchema }),
  /** Brings a closed one back into its queue. By supervisors and admins; the reason is kept with it. */
  command('conversation.reopen', { conversationId: idSchema, reason: filledProse(bounds.reason) }),
  /** Links a customer or a case, or unlinks with null. Absent fields stay as they are. */
  command('conversation.link', {
    conversationId: idSchema,
    customerId: idSchema.nullable().optional(),
    caseId: idSchema.nullable().optional(),
  }),
  command('message.send', {
    messageId: idSchema,
    conversationId: idSchema,
    audience: audienceSchema,
    text: filledProse(bounds.message),
    articleId: idSchema.nullable(),
    replyToId: idSchema.nullable().optional(),
    attachments: attachmentsSchema.optional(),
    /** What the desk has masked in the text before it kept it. */
    masked: maskedSchema.optional(),
  }),
  /** Changes a message of one's own; `base` is the text that its author saw. Earlier texts are kept. */
  command('message.edit', {
    messageId: idSchema,
    conversationId: idSchema,
    text: filledProse(bounds.message),
    base: prose(bounds.message),
    masked: maskedSchema.optional(),
  }),
  command('case.create', {
    caseId: idSchema,
    title: filledLine(bounds.title),
    description: prose(bounds.description),
    kind: caseKindSchema,
    priority: casePrioritySchema,
    category: line(100).nullable(),
    customerId: idSchema.nullable(),
    queueId: idSchema,
    /** Links the new case to this conversation as well. */
    conversationId: idSchema.nullable(),
  }),
  /** Compare-and-set per field: `base` holds the values the agent saw. A description is merged with what is there. */
  command('case.update', { caseId: idSchema, set: caseEditSchema, base: caseEditSchema }),
  command('case.tag', { caseId: idSchema, ...tagEditShape }),
  /** Makes several cases one: the others are canceled and point to it. What is written on them is shown on it. */
  command('case.merge', {
    caseId: idSchema,
    fromIds: z
      .array(idSchema)
      .min(1)
      .max(mostMerged - 1),
  }),
  /** Takes cases out of the one that they were merged into, back to the status they had. */
  command('case.unmerge', {
    caseIds: z
      .array(idSchema)
      .min(1)
      .max(mostMerged - 1),
  }),
  command('note.write', {
    noteId: idSchema,
    subjectKind: noteSubjectSchema,
    subjectId: idSchema,
    text: filledProse(bounds.note),
    supersedes: idSchema.nullable(),
    kept: keptSchema.extract(['used']).optional(),
    format: z.enum(['plain', 'rich']).optional(),
  }),
  command('customer.create', { customer: customerSchema.omit({ since: true, tags: true, tagMarks: true }) }),
  command('customer.update', { customerId: idSchema, set: customerEdit, base: customerEdit }),
  command('customer.tag', { customerId: idSchema, ...tagEditShape }),
  command('presence.set', {
    status: presenceStatusSchema,
    text: line(60).nullable().optional(),
    /** A state of the company's own; its status goes before the one given here. */
    stateId: idSchema.nullable().optional(),
  }),
  /** How much an agent carries, in units. By supervisors and admins. */
  command('presence.capacity', { agentId: idSchema, capacity: z.number().int().min(0).max(maxCapacity) }),
  ...deskCommands,
  ...callCommands,
  ...telephoneCommands,
]);

/** What a customer does on a channel. Made by the channel adapters of the service, never by a desk. */
export const customerCommandSchema = z.discriminatedUnion('type', [
  command('conversation.open', {
    conversationId: idSchema,
    channel: channelSchema,
    queueId: idSchema,
    visitor: visitorSchema,
    customerId: idSchema.nullable(),
    messageId: idSchema,
    text: filledProse(bounds.message),
  }),
  command('message.receive', {
    messageId: idSchema,
    conversationId: idSchema,
    text: filledProse(bounds.message),
    replyToId: idSchema.nullable().optional(),
    attachments: attachmentsSchema.optional(),
  }),
  command('conversation.seen', {
    conversationId: idSchema,
    deliveredSeq: z.number().int().min(0),
    readSeq: z.number().int().min(0),
  }),
  command('conversation.leave', { conversationId: idSchema }),
  command('conversation.rate', { conversationId: idSchema, rating: ratingSchema }),
]);

/** What the service does by itself: routing, clocks, links. */
export const systemCommandSchema = z.discriminatedUnion('type', [
  command('offer.make', {
    offerId: idSchema,
    conversationId: idSchema,
    agentId: idSchema,
    expiresAt: z.number().int(),
  }),
  /** `sets`: its agent did not answer, and is not asked again until it says so. */
  command('offer.lapse', {
    offerId: idSchema,
    to: z.enum(['expired', 'withdrawn']),
    sets: offerLostSchema.exclude(['stay']).optional(),
  }),
  /** Gives an active conversation back to its queue, for example when its agent's desk is lost for too long. */
  command('conversation.requeue', {
    conversationId: idSchema,
    reason: z.enum(['agentLost', 'returned', 'supervisor']),
  }),
  /** Closes by clock: an open one nobody took, or a wrap-up nobody finished. */
  command('conversation.expire', { conversationId: idSchema }),
  /** Its wrap-up goes on, but takes up no capacity any more. */
  command('conversation.free', { conversationId: idSchema }),
  command('presence.link', { agentId: idSchema, linked: z.boolean() }),
  /** Nobody has answered a handover in time, or its conversation is over; a consult that goes on then ends. */
  command('handover.lapse', { handoverId: idSchema }),
  /** How unhappy a customer is that supervisors are to be told of; null: calm again, or over. */
  command('mood.alert', { conversationId: idSchema, level: moodLevelSchema.nullable() }),
  callArriveCommand,
  transcriptCommand,
  unsayCommand,
  telephoneSettleCommand,
]);

export const commandSchema = z.union([agentCommandSchema, customerCommandSchema, systemCommandSchema]);
export type AgentCommand = z.infer<typeof agentCommandSchema>;
export type CustomerCommand = z.infer<typeof customerCommandSchema>;
export type SystemCommand = z.infer<typeof systemCommandSchema>;
export type Command = AgentCommand | CustomerCommand | SystemCommand;
export type CommandType = Command['type'];
/** The command of a type. */
export type CommandOf<T extends CommandType> = Extract<Command, { type: T }>;

/** Who acts. The desk passes its own agent; the service passes whom it has authenticated. */
export type Actor =
  | { kind: 'agent'; id: string; name: string; role: 'agent' | 'supervisor' | 'admin' }
  | { kind: 'customer'; conversationId: string; name: string }
  | { kind: 'system' };
