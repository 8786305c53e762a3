// The edge between a window and the store: named live queries, commands, drafts, the workspace.
import { z } from 'zod';
import { agentCommandSchema } from '../domain/commands.ts';
import { channelSchema } from '../domain/conversation.ts';
import { entitlementSchema } from '../domain/entitlement.ts';
import { idSchema } from '../domain/ids.ts';
import { articleSchema, quickReplySchema } from '../domain/knowledge.ts';
import { macroSchema, scriptSchema } from '../domain/macro.ts';
import { maskRuleSchema } from '../domain/mask.ts';
import { noteSubjectSchema } from '../domain/note.ts';
import { agentSchema, customerSchema } from '../domain/people.ts';
import { presenceSchema, presenceStateSchema } from '../domain/presence.ts';
import { dispositionSchema, queueSchema } from '../domain/queue.ts';
import { bounds, filledProse } from '../domain/text.ts';
import { caseFilterSchema, savedViewSchema } from '../domain/view.ts';
import { errorDataSchema } from '../errors.ts';
import { phoneSettingsEditSchema, phoneSettingsViewSchema } from '../sync/phone-settings.ts';
import { typingSchema } from '../sync/protocol.ts';
import { diagnosticsSchema } from './diagnostics.ts';
import { fileRequests, fileRowSchema } from './files.ts';
import { guardAskedSchema, guardFactsSchema, guardOwnerSchema } from './guarding.ts';
import { moodQueries, moodRequests } from './moods.ts';
import type { Contract } from './rpc.ts';
import { activityViewSchema, caseRelationsSchema, caseTallySchema } from './views-case.ts';
import {
  longestTimeline,
  timelineItemSchema,
  timelineKindSchema,
  timelineTallySchema,
} from './views-customer.ts';
import { handoverTargetsSchema, handoverViewSchema, reminderViewSchema } from './views-handover.ts';
import {
  articleDraftSchema,
  articleFeedbackSchema,
  articleQuerySchema,
  suggestionSchema,
} from './views-knowledge.ts';
import {
  articleHitSchema,
  attentionViewSchema,
  candidateSchema,
  caseRowSchema,
  caseViewSchema,
  conversationRowSchema,
  conversationViewSchema,
  customerRowSchema,
  deskViewSchema,
  messageViewSchema,
  noteViewSchema,
  offerViewSchema,
  searchHitSchema,
  searchTypeSchema,
} from './views.ts';

const time = z.number().int();
const none = z.object({});
/** Of an agent's last calls. */
export const mostLastCalls = 20;
const byId = z.object({ id: idSchema });
const text = z.string().max(bounds.search);
const caseFilter = z.object({
  view: z.enum(['mine', 'open', 'all']),
  text,
  /** Only of this customer. */
  customerId: idSchema.nullable(),
  /** What the view holds besides; its text is looked for as well as the one above. */
  filter: caseFilterSchema.optional(),
});

/** Every live query: its arguments and its rows. The store runs it again when what it reads has changed. */
export const queries = {
  /** Link, outbox, presence, who is signed in. */
  'desk.view': { args: none, rows: deskViewSchema },
  /** This agent's active, waiting and wrap-up conversations, oldest accepted first. */
  'conversation.mine': { args: none, rows: z.array(conversationRowSchema) },
  /** Those waiting in this agent's queues, longest wait first. */
  'conversation.open': { args: none, rows: z.array(conversationRowSchema) },
  /** This agent's closed ones, newest first, at most 100. */
  'conversation.closed': { args: none, rows: z.array(conversationRowSchema) },
  'conversation.view': { args: byId, rows: conversationViewSchema.nullable() },
  /** The newest `limit` messages, oldest first; `total` is how many there are. */
  'conversation.messages': {
    args: z.object({ id: idSchema, limit: z.number().int().min(1).max(2000) }),
    rows: z.object({ total: z.number().int(), messages: z.array(messageViewSchema) }),
  },
  /** A page of 200 messages of a conversation, by their numbers: page 1 is 201 to 400; and the one before it. */
  'conversation.page': {
    args: byId.extend({ page: z.number().int().min(0) }),
    rows: z.array(messageViewSchema).max(201),
  },
  /** The number of the first message from this moment on; null when there is none. Asks nothing with null. */
  'conversation.at': {
    args: byId.extend({ at: time.nullable() }),
    rows: z.object({ at: time.nullable(), seq: z.number().int().nullable() }),
  },
  /** These messages of a conversation, as far as they are here. */
  'message.some': {
    args: byId.extend({ ids: z.array(idSchema).max(50) }),
    rows: z.array(messageViewSchema).max(50),
  },
  /** How far this desk's files of a conversation have come, newest first. */
  'file.of': { args: byId, rows: z.array(fileRowSchema).max(200) },
  'offer.ringing': { args: none, rows: z.array(offerViewSchema) },
  'customer.view': { args: byId, rows: customerRowSchema.nullable() },
  /** Newest first, at most `limit` (500 where none is given). A channel leaves only conversations and calls. */
  'customer.timeline': {
    args: byId.extend({
      kind: timelineKindSchema.optional(),
      channel: channelSchema.optional(),
      limit: z.number().int().min(1).max(longestTimeline).optional(),
    }),
    rows: z.array(timelineItemSchema).max(longestTimeline),
  },
  /** How much there is of each kind and on each channel. */
  'customer.tally': { args: byId, rows: timelineTallySchema },
  /** Whose a number is, however it is written: nobody, one, or several. */
  'customer.byNumber': {
    args: z.object({ number: z.string().max(256) }),
    rows: z.array(candidateSchema).max(20),
  },
  /** Calls of the last two days in this agent's queues that nobody took and nobody has called back, newest first. */
  'call.missed': { args: none, rows: z.array(conversationRowSchema).max(100) },
  /** Calls that this agent has talked in or made in the last thirty days and that are over, newest first. */
  'call.last': { args: none, rows: z.array(conversationRowSchema).max(mostLastCalls) },
  /** What service a customer has bought, the one that ends last first. */
  'entitlement.of': { args: byId, rows: z.array(entitlementSchema).max(100) },
  'customer.list': { args: z.object({ text }), rows: z.array(customerRowSchema).max(200) },
  /** The first `limit` in this order, 1000 where none is given. */
  'case.list': {
    args: caseFilter.extend({
      sort: z.enum(['due', 'updated', 'created', 'priority']),
      limit: z.number().int().min(1).max(1000).optional(),
    }),
    rows: z.array(caseRowSchema).max(1000),
  },
  /** How many there are, for whoever shows only the first of them; counting ends at 1000. */
  'case.count': { args: caseFilter, rows: z.number().int().min(0).max(1000) },
  /** The same, support and service apart. */
  'case.tally': { args: caseFilter, rows: caseTallySchema },
  /** What a case hangs together with. */
  'case.relations': { args: byId, rows: caseRelationsSchema },
  /** Calls, tasks, visits and what else is to be done; open ones by due time, then those that are done. */
  'activity.of': {
    args: z.object({ subjectKind: noteSubjectSchema, subjectId: idSchema }),
    rows: z.array(activityViewSchema).max(200),
  },
  /** Open ones of this agent, by due time. */
  'activity.mine': { args: none, rows: z.array(activityViewSchema).max(200) },
  /** Everybody's and this agent's own lists of cases. */
  'savedView.list': { args: none, rows: z.array(savedViewSchema) },
  'case.view': { args: byId, rows: caseViewSchema.nullable() },
  'note.list': {
    args: z.object({ subjectKind: noteSubjectSchema, subjectId: idSchema }),
    rows: z.array(noteViewSchema),
  },
  /** Published ones; an empty text gives the newest. Those in `locale` first. */
  'article.search': { args: articleQuerySchema, rows: z.array(articleHitSchema).max(50) },
  'article.view': { args: byId, rows: articleSchema.nullable() },
  /** This agent's own, the last changed first; also those that wait for a review. */
  'article.drafts': { args: none, rows: z.array(articleDraftSchema).max(100) },
  /** What waits for a review, longest first; nothing for those who do not review. */
  'article.reviews': { args: none, rows: z.array(articleDraftSchema).max(100) },
  /** What agents said of one article. */
  'feedback.of': { args: byId, rows: articleFeedbackSchema },
  /** Suggestions that nobody has dealt with, oldest first; nothing for those who do not. */
  'feedback.open': { args: none, rows: z.array(suggestionSchema).max(200) },
  'quickReply.list': { args: none, rows: z.array(quickReplySchema) },
  /** Everybody's and this agent's own. */
  'macro.list': { args: none, rows: z.array(macroSchema) },
  'script.list': { args: none, rows: z.array(scriptSchema) },
  ...moodQueries,
  'maskRule.list': { args: none, rows: z.array(maskRuleSchema) },
  /** The company's own states of presence, in their order. */
  'presenceState.list': { args: none, rows: z.array(presenceStateSchema) },
  /** Whom the texts of this conversation are for, and whom this agent serves besides. */
  'guard.facts': { args: byId, rows: guardFactsSchema },
  /** Whose the addresses and numbers are that stand in a half-written text. */
  'guard.owners': { args: guardAskedSchema, rows: z.array(guardOwnerSchema).max(100) },
  'disposition.list': { args: none, rows: z.array(dispositionSchema) },
  'agent.list': { args: none, rows: z.array(agentSchema.extend({ presence: presenceSchema.nullable() })) },
  'queue.list': { args: none, rows: z.array(queueSchema) },
  /** Tags in use, the most used first. */
  'tag.list': {
    args: z.object({ kind: z.enum(['case', 'customer', 'article']) }),
    rows: z.array(z.string()).max(200),
  },
  /** Some of each kind, the best of a kind first; more where `only` one kind is asked for. */
  'search.all': {
    args: z.object({ text, only: searchTypeSchema.optional() }),
    rows: z.array(searchHitSchema).max(60),
  },
  /** What may have been meant, where `search.all` finds hardly anything: none of its hits, each with the words it was found by. */
  'search.near': {
    args: z.object({ text, only: searchTypeSchema.optional() }),
    rows: z.array(searchHitSchema).max(60),
  },
  /** Asked of this agent, with time left, the one that ends first first. */
  'handover.offered': { args: none, rows: z.array(handoverViewSchema) },
  /** Sent by this agent: still offered, or decided in the last ten minutes. */
  'handover.sent': { args: none, rows: z.array(handoverViewSchema).max(50) },
  /** Of one conversation, newest first. */
  'handover.of': { args: byId, rows: z.array(handoverViewSchema).max(50) },
  /** Who could take this conversation, or advise on it. */
  'handover.targets': { args: byId, rows: handoverTargetsSchema },
  /** What was promised and this agent is to keep, by due time. */
  'reminder.mine': { args: none, rows: z.array(reminderViewSchema).max(200) },
  'attention.list': { args: none, rows: z.array(attentionViewSchema) },
} as const;
export type QueryName = keyof typeof queries;
export type QueryArgs<N extends QueryName> = z.input<(typeof queries)[N]['args']>;
export type QueryRows<N extends QueryName> = z.output<(typeof queries)[N]['rows']>;
export const queryNameSchema = z.enum(Object.keys(queries) as [QueryName, ...QueryName[]]);

/**
 * What is other in a list than when it was sent last: for each row its place among those before, or -1 for the next of
 * `rows`.
 */
export const rowChangesSchema = z.object({
  order: z.array(z.number().int().min(-1)).max(10_000),
  rows: z.array(z.unknown()).max(10_000),
});
export type RowChanges = z.infer<typeof rowChangesSchema>;

/** Keys such as "reply:<conversation>" or "note:case:<id>". */
const draftKey = z.string().min(1).max(200);
/**
 * The longest half-written text. A message that waits to be sent is kept as JSON, as it is sent and as it was typed; a
 * sign may take six in it: twice that, and room for what hangs on it.
 */
export const draftBound = Math.max(bounds.note, 2 * 6 * bounds.message + 64_000);
export const draftSchema = z.object({
  key: draftKey,
  text: z.string().max(draftBound),
  caret: z.number().int().min(0),
  at: z.number().int(),
});
export type Draft = z.infer<typeof draftSchema>;

/** How an agent settles what needs it; see electron/store/settling.ts. */
export const settlementSchema = z.object({
  commandId: idSchema,
  /** `restore` brings back what was dropped a moment ago. */
  how: z.enum(['force', 'both', 'asNote', 'drop', 'restore']),
  /** With `asNote`: what the note is written on instead of what it was about. */
  target: z.object({ subjectKind: noteSubjectSchema, subjectId: idSchema }).optional(),
  /** With `asNote`: the words, where the window has better ones than the store: the value of a field with its name. */
  text: filledProse(bounds.note).optional(),
  /** With `force`: a customer's further contacts as they were chosen one by one, instead of all of the author's. */
  contacts: customerSchema.shape.contacts,
});
export type Settlement = z.infer<typeof settlementSchema>;

export const storeContract = {
  requests: {
    /**
     * Starts a live query under a number of the window's choosing; rows come as pushes, the first at once. Who says
     * `changes` is sent, after the first, what is other in a list instead of all of it.
     */
    'query.start': {
      input: z.object({
        sub: z.number().int(),
        name: queryNameSchema,
        args: z.unknown(),
        changes: z.boolean().optional(),
      }),
      output: none,
    },
    'query.stop': { input: z.object({ sub: z.number().int() }), output: none },
    /** These are out of sight, or in sight again: the news of what nobody sees may come a second late. */
    'query.rest': {
      input: z.object({ subs: z.array(z.number().int()).max(10_000), on: z.boolean() }),
      output: none,
    },
    /** Resolves when the command is safe on disk ("saved here"). Refusals known at once reject. */
    'command.run': { input: z.object({ command: agentCommandSchema }), output: none },
    /** Signs in at a service and opens (or creates) this agent's files. */
    'account.signIn': {
      input: z.object({
        service: z.string().min(1).max(500),
        handle: z.string().min(1).max(64),
        password: z.string().min(1).max(1000),
      }),
      output: none,
    },
    /** Unsent work stays on disk for the next sign-in of the same agent. */
    'account.signOut': { input: none, output: none },
    /** Tries the service now instead of at the next retry. */
    'link.retry': { input: none, output: none },
    'typing.send': { input: z.object({ conversationId: idSchema, on: z.boolean() }), output: none },
    ...fileRequests,
    ...moodRequests,
    'draft.all': { input: none, output: z.array(draftSchema) },
    /** An empty text removes it. Resolves when it is on disk. */
    'draft.put': { input: draftSchema, output: none },
    /** The window's sessions, tabs and panels, as the window wants them back. Null before the first. */
    'workspace.get': { input: none, output: z.object({ state: z.string().max(2_000_000).nullable() }) },
    'workspace.put': { input: z.object({ state: z.string().max(2_000_000) }), output: none },
    /** Settles a refused command: send it again over the newer value, keep its text as a note, or let it go. */
    'attention.settle': {
      input: settlementSchema,
      output: none,
    },
    'notice.dismiss': { input: z.object({ id: z.string().max(100) }), output: none },
    /**
     * The settings of telephones, for admins, straight from the service; with `edit` they are changed before. Nothing of it
     * is kept here: there are secrets in it.
     */
    'phone.settings': {
      input: z.object({ edit: phoneSettingsEditSchema.nullable() }),
      output: phoneSettingsViewSchema,
    },
    /** What a person needs to report a problem: states, counts, sizes; no texts, no secrets. */
    'desk.diagnostics': { input: none, output: diagnosticsSchema },
  },
  pushes: {
    rows: z.object({ sub: z.number().int(), rows: z.unknown() }),
    /** What is other in the rows than in those sent before. */
    changed: z.object({ sub: z.number().int(), changes: rowChangesSchema }),
    /** A live query failed; its last rows stay valid. */
    failed: z.object({ sub: z.number().int(), error: errorDataSchema }),
    typing: typingSchema,
    /** Something happened that a sound or a native notification may follow. */
    event: z.discriminatedUnion('type', [
      z.object({ type: z.literal('message'), conversationId: idSchema, title: z.string(), text: z.string() }),
      z.object({
        type: z.literal('offer'),
        offerId: idSchema,
        title: z.string(),
        text: z.string(),
        expiresAt: z.number().int(),
      }),
      z.object({
        type: z.literal('refused'),
        commandId: idSchema,
        title: z.string(),
        /** Only told, as nothing of it waits to be settled: the presence that was chosen did not come about. */
        presence: errorDataSchema.optional(),
      }),
    ]),
  },
} as const satisfies Contract;
export type StoreContract = typeof storeContract;
