// Changes when a record or a command gets a field. Small valid ones for tests; every field can be overridden.
import type { Actor, Command, CommandOf, CommandType } from '../../shared/domain/commands.ts';
import type { ConversationCall } from '../../shared/domain/call.ts';
import type { Case } from '../../shared/domain/case.ts';
import type { Conversation, Message } from '../../shared/domain/conversation.ts';
import type { Article, QuickReply } from '../../shared/domain/knowledge.ts';
import type { Note } from '../../shared/domain/note.ts';
import { usualMoodPolicy } from '../../shared/domain/mood.ts';
import type { Customer } from '../../shared/domain/people.ts';
import type { Disposition, Offer } from '../../shared/domain/queue.ts';
import type { AnyRecord, RecordKind, RecordOf } from '../../shared/domain/records.ts';

import { aCapsule, aMacro, aMaskRule, aPresenceState, aScript, aView } from './desk-records.ts';

export * from './desk-records.ts';
export { anAgent, aPresence, aQueue, openChat } from './records.ts';

/** A record with its kind, as seeds and tables take it. */
export const row = <K extends RecordKind>(kind: K, record: RecordOf<K>): AnyRecord =>
  ({ kind, record }) as AnyRecord;

export const aCustomer = (id: string, over: Partial<Customer> = {}): Customer => ({
  id,
  name: `Customer ${id}`,
  email: `${id}@example.com`,
  phone: null,
  organisation: null,
  city: 'Leeds',
  language: 'en',
  tags: [],
  since: 0,
  ...over,
});

export const aCase = (id: string, over: Partial<Case> = {}): Case => ({
  id,
  number: 'C-10001',
  title: `Case ${id}`,
  description: '',
  kind: 'service',
  status: 'open',
  priority: 'normal',
  category: null,
  customerId: null,
  ownerId: null,
  queueId: 'queue-a',
  conversationId: null,
  tags: [],
  createdAt: 0,
  updatedAt: 0,
  dueAt: 24 * 3_600_000,
  ...over,
});

export const aConversation = (id: string, over: Partial<Conversation> = {}): Conversation => ({
  id,
  channel: 'chat',
  queueId: 'queue-a',
  state: 'open',
  subject: 'Hello',
  visitor: { name: 'Ida', email: null, language: 'en', page: null, browser: null },
  customerId: null,
  caseId: null,
  agentId: null,
  createdAt: 0,
  queuedAt: 0,
  acceptedAt: null,
  wrapUpAt: null,
  closedAt: null,
  dispositionId: null,
  rating: null,
  lastSeq: 0,
  lastMessageAt: 0,
  waitingSince: null,
  customerDeliveredSeq: 0,
  customerReadSeq: 0,
  agentReadSeq: 0,
  ...over,
});

/** A conversation on the telephone that rings where its exchange lets it. */
export const aTalk = (
  id: string,
  call: Partial<ConversationCall> = {},
  over: Partial<Conversation> = {},
): Conversation =>
  aConversation(id, {
    channel: 'voice',
    subject: '+4930111111',
    call: {
      callId: `${id}@exchange`,
      direction: 'in',
      from: '+4930111111',
      to: '100',
      ringingAt: 0,
      ...call,
    },
    ...over,
  });

export const aMessage = (id: string, over: Partial<Message> = {}): Message => ({
  id,
  conversationId: 'conversation-a',
  seq: 1,
  authorKind: 'customer',
  authorId: null,
  authorName: 'Ida',
  audience: 'public',
  text: 'Hello',
  at: 0,
  articleId: null,
  ...over,
});

export const aNote = (id: string, over: Partial<Note> = {}): Note => ({
  id,
  subjectKind: 'case',
  subjectId: 'case-a',
  authorId: 'agent-a',
  authorName: 'Agent agent-a',
  text: 'A note',
  at: 0,
  supersedes: null,
  ...over,
});

export const anArticle = (id: string, over: Partial<Article> = {}): Article => ({
  id,
  title: `Article ${id}`,
  summary: 'In short',
  body: '# Heading\n\n- a point',
  locale: 'en',
  status: 'published',
  tags: [],
  updatedAt: 0,
  ...over,
});

export const aQuickReply = (id: string, over: Partial<QuickReply> = {}): QuickReply => ({
  id,
  title: `Reply ${id}`,
  text: 'Hello {customer.first}',
  locale: 'en',
  tags: [],
  ownerId: null,
  ...over,
});

export const anOffer = (id: string, over: Partial<Offer> = {}): Offer => ({
  id,
  conversationId: 'conversation-a',
  agentId: 'agent-a',
  state: 'ringing',
  offeredAt: 0,
  expiresAt: 120_000,
  ...over,
});

export const aDisposition = (id: string, over: Partial<Disposition> = {}): Disposition => ({
  id,
  labels: { en: 'Resolved', de: 'Gelöst' },
  order: 1,
  ...over,
});

/** An agent who acts; the name is the one of the record that anAgent makes. */
export const actingAgent = (id: string, role: 'agent' | 'supervisor' | 'admin' = 'agent'): Actor => ({
  kind: 'agent',
  id,
  name: `Agent ${id}`,
  role,
});
export const actingCustomer = (conversationId: string): Actor => ({
  kind: 'customer',
  conversationId,
  name: 'Ida',
});
export const theSystem: Actor = { kind: 'system' };

const conversationId = 'conversation-a';
const aCallId = { conversationId, callId: 'call-a@exchange' };
const ends = { from: '+4930111111', to: '100' };
const visitor = { name: 'Ida', email: null, language: 'en', page: null, browser: null };
const customer = {
  id: 'customer-a',
  name: 'Ida Novak',
  email: null,
  phone: null,
  organisation: null,
  city: null,
  language: 'en',
};

const defaults: { [T in CommandType]: CommandOf<T>['args'] } = {
  'offer.accept': { offerId: 'offer-a', conversationId },
  'offer.decline': { offerId: 'offer-a', conversationId },
  'conversation.pick': { conversationId },
  'conversation.read': { conversationId, seq: 1 },
  'conversation.end': { conversationId },
  'conversation.reopen': { conversationId, reason: 'Promised a call back' },
  'conversation.close': { conversationId, dispositionId: 'disposition-a' },
  'conversation.link': { conversationId },
  'message.send': {
    messageId: 'message-a',
    conversationId,
    audience: 'public',
    text: 'Good day',
    articleId: null,
  },
  'case.create': {
    caseId: 'case-a',
    title: 'Lamp does not work',
    description: '',
    kind: 'support',
    priority: 'normal',
    category: null,
    customerId: null,
    queueId: 'queue-a',
    conversationId: null,
  },
  'case.update': { caseId: 'case-a', set: {}, base: {} },
  'case.tag': { caseId: 'case-a', add: [], remove: [], seen: [] },
  'note.write': {
    noteId: 'note-a',
    subjectKind: 'case',
    subjectId: 'case-a',
    text: 'A note',
    supersedes: null,
  },
  'customer.create': { customer },
  'customer.update': { customerId: 'customer-a', set: {}, base: {} },
  'customer.tag': { customerId: 'customer-a', add: [], remove: [], seen: [] },
  'presence.set': { status: 'available' },
  'conversation.open': {
    conversationId,
    channel: 'chat',
    queueId: 'queue-a',
    visitor,
    customerId: null,
    messageId: 'message-1',
    text: 'Hello',
  },
  'message.receive': { messageId: 'message-2', conversationId, text: 'Are you there?' },
  'conversation.seen': { conversationId, deliveredSeq: 1, readSeq: 1 },
  'conversation.leave': { conversationId },
  'conversation.rate': { conversationId, rating: { score: 5, comment: '' } },
  'offer.make': { offerId: 'offer-a', conversationId, agentId: 'agent-a', expiresAt: 120_000 },
  'offer.lapse': { offerId: 'offer-a', to: 'expired' },
  'conversation.requeue': { conversationId, reason: 'returned' },
  'conversation.expire': { conversationId },
  'conversation.free': { conversationId },
  'presence.link': { agentId: 'agent-a', linked: true },
  'message.edit': { messageId: 'message-a', conversationId, text: 'Good evening', base: 'Good day' },
  'case.merge': { caseId: 'case-a', fromIds: ['case-b'] },
  'case.unmerge': { caseIds: ['case-b'] },
  'quickReply.put': { quickReply: aQuickReply('reply-a', { ownerId: 'agent-a' }), base: null },
  'quickReply.remove': { quickReplyId: 'reply-a' },
  'macro.put': { macro: aMacro('macro-a', { ownerId: 'agent-a' }), base: null },
  'macro.remove': { macroId: 'macro-a' },
  'script.put': { script: aScript('script-a', { ownerId: 'agent-a' }), base: null },
  'script.remove': { scriptId: 'script-a' },
  'savedView.put': { savedView: aView('view-a'), base: null },
  'savedView.remove': { savedViewId: 'view-a' },
  'maskRule.put': { maskRule: aMaskRule('rule-a'), base: null },
  'maskRule.remove': { maskRuleId: 'rule-a' },
  'presenceState.put': { presenceState: aPresenceState('state-a'), base: null },
  'presenceState.remove': { presenceStateId: 'state-a' },
  'moodPolicy.put': { moodPolicy: usualMoodPolicy, base: null },
  'queue.routing': { queueId: 'queue-a', set: { declined: 'doNotDisturb' } },
  'queue.mood': { queueId: 'queue-a', on: false },
  'agent.telephone': { agentId: 'agent-a', number: '101' },
  'queue.telephone': { queueId: 'queue-a', number: '700' },
  'queue.recording': { queueId: 'queue-a', rule: { mode: 'ask', tell: 'said', days: 30 } },
  'telephone.settle': {
    of: 'agent',
    subjectId: 'agent-a',
    telephone: { number: '101', by: 'operator' },
  },
  'moodCorrection.give': {
    moodCorrectionId: 'correction-a',
    messageId: 'message-a',
    conversationId,
    level: 'neutral',
    said: 'negative',
    language: 'en',
  },
  'moodCorrection.take': { moodCorrectionId: 'correction-a' },
  'mood.alert': { conversationId, level: 'veryNegative' },
  'presence.capacity': { agentId: 'agent-a', capacity: 60 },
  'activity.create': {
    activity: {
      id: 'activity-a',
      kind: 'task',
      title: 'Call back',
      text: '',
      caseId: null,
      conversationId: null,
      customerId: null,
      ownerId: 'agent-a',
      dueAt: null,
    },
  },
  'activity.update': { activityId: 'activity-a', set: {}, base: {} },
  'feedback.give': { feedbackId: 'feedback-a', articleId: 'article-a', helpful: true, text: '' },
  'feedback.settle': { feedbackId: 'feedback-a' },
  'article.draft': {
    article: {
      id: 'article-a',
      title: 'How to reset a lamp',
      summary: '',
      body: 'Press the button.',
      locale: 'en',
      tags: [],
    },
    caseId: null,
  },
  'article.update': { articleId: 'article-a', set: {}, base: {} },
  'article.submit': { articleId: 'article-a' },
  'article.remove': { articleId: 'article-a' },
  'article.review': { articleId: 'article-a', verdict: 'publish', comment: '' },
  'handover.offer': {
    handoverId: 'handover-a',
    conversationId,
    kind: 'transfer',
    toAgentId: 'agent-b',
    toQueueId: null,
    capsule: aCapsule(),
    comment: '',
  },
  'handover.accept': { handoverId: 'handover-a', conversationId },
  'handover.decline': { handoverId: 'handover-a', conversationId, reason: '' },
  'handover.withdraw': { handoverId: 'handover-a', conversationId },
  'handover.end': { handoverId: 'handover-a', conversationId },
  'handover.lapse': { handoverId: 'handover-a' },
  'call.arrive': { ...aCallId, ...ends, name: 'Ida', queueId: 'queue-a', customerId: null },
  'call.ring': {
    ...aCallId,
    ...ends,
    direction: 'in',
    name: 'Ida',
    queueId: 'queue-a',
    customerId: null,
    at: 0,
  },
  'call.answer': { ...aCallId, at: 0 },
  'call.end': { ...aCallId, outcome: 'completed', at: 0 },
  'call.quality': {
    ...aCallId,
    quality: {
      mos: 4,
      jitterMs: 5,
      roundTripMs: null,
      loss: 0,
      worst: 3,
      everyMs: 1000,
      points: [{ mos: 4, jitterMs: 5, roundTripMs: null, loss: 0 }],
    },
  },
  'call.consent': { ...aCallId, consent: { state: 'given', how: 'asked', at: 0 } },
  'call.pause': { ...aCallId, on: true, at: 0 },
  'call.recording': {
    ...aCallId,
    part: {
      file: { id: 'rec-a', name: 'call.webm', mediaType: 'audio/webm', bytes: 9, sha256: 'a'.repeat(64) },
      at: 0,
      ms: 1000,
      pauses: [],
    },
  },
  'call.forget': { ...aCallId, why: 'asked' },
  'call.transcript': {
    ...aCallId,
    segments: [{ n: 0, who: 'customer', at: 0, text: 'The lamp hums.', language: 'en' }],
  },
  'call.unsay': { ...aCallId, from: 0, to: 1 },
};

/** Every type of command there is. */
export const commandTypes = Object.keys(defaults) as CommandType[];

let made = 0;

/** A valid command of this type about "…-a" records, with what is given in place of the defaults. Its id is new each time. */
export function aCommand<T extends CommandType>(
  type: T,
  args: Partial<CommandOf<T>['args']> = {},
  id?: string,
): CommandOf<T> {
  made += 1;
  return {
    id: id ?? `command-${made}`,
    type,
    args: { ...defaults[type], ...args },
  } as Command as CommandOf<T>;
}
