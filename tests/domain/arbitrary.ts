// Changes when a command gets a field that random tests should vary. Few ids, so that commands meet on the same records.
import * as fc from 'fast-check';
import { endReasons } from '../../shared/domain/call.ts';
import { casePriorities, caseStatuses } from '../../shared/domain/case.ts';
import { commandSchema, type Actor, type Command, type CommandType } from '../../shared/domain/commands.ts';
import { moodLevels, moodPolicyId } from '../../shared/domain/mood.ts';
import { conversationUnits } from '../../shared/domain/presence.ts';
import type { AnyRecord } from '../../shared/domain/records.ts';
import {
  aCapsule,
  aCase,
  aConversation,
  aTalk,
  aMacro,
  aMaskRule,
  aPresenceState,
  anActivity,
  anArticle,
  aQuickReply,
  aScript,
  aView,
  aMessage,
  anOffer,
  aCommand,
  actingAgent,
  actingCustomer,
  aCustomer,
  aDisposition,
  anAgent,
  aPresence,
  aQueue,
  commandTypes,
  row,
  theSystem,
} from '../support/factories.ts';

const id = (prefix: string): fc.Arbitrary<string> =>
  fc.constantFrom(`${prefix}-a`, `${prefix}-b`, `${prefix}-none`);
const maybe = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(one, { nil: null });
const text = fc.constantFrom('Hello', 'Where is my parcel?', 'A\nB', 'مرحبا');
const anyMessageId = fc.constantFrom('message-a', 'message-b', 'message-c', 'message-new', 'message-newer');
const seq = fc.integer({ min: 0, max: 9 });
const description = fc
  .array(fc.constantFrom('one', 'two', 'three', ''), { maxLength: 6 })
  .map((lines) => lines.join('\n'));
const tags = fc.array(fc.constantFrom('VIP', 'vip', 'late', 'طرد'), { maxLength: 3 });
const caseEdit = fc.record(
  {
    description,
    title: fc.constantFrom('One', 'Two'),
    status: fc.constantFrom(...caseStatuses),
    priority: fc.constantFrom(...casePriorities),
    category: maybe(fc.constantFrom('Delivery', 'Repair')),
    ownerId: maybe(id('agent')),
    customerId: maybe(id('customer')),
    queueId: id('queue'),
    parentId: maybe(id('case')),
  },
  { requiredKeys: [] },
);
const customerEdit = fc.record(
  { name: fc.constantFrom('Ida', 'Bo'), city: maybe(fc.constantFrom('Leeds', 'Cork')) },
  { requiredKeys: [] },
);

/** a waits in the queue, b is served by agent-a, c is in wrap-up with agent-b, d is closed, "new" is not there yet. */
const conversationId = fc
  .constantFrom('a', 'b', 'c', 'd', 'new', 'none', 'talk')
  .map((name) => (name === 'talk' ? 'talk-a' : `conversation-${name}`));
/** Calls: one that rings at agent-a, one that agent-b talks in, and one that is not there yet. */
const ofCall = {
  conversationId: fc.constantFrom('talk-a', 'talk-b', 'talk-new', 'conversation-b'),
  callId: fc.constantFrom('call-a@exchange', 'call-b@exchange'),
};
const at = fc.integer({ min: 0, max: 2_000_000 });
const handoverId = fc.constantFrom('handover-a', 'handover-b', 'handover-c');
const rev = maybe(fc.integer({ min: 0, max: 3 }));
const articleEdit = fc.record({ title: fc.constantFrom('One', 'Two'), tags }, { requiredKeys: [] });
const activityEdit = fc.record(
  { title: fc.constantFrom('One', 'Two'), done: fc.boolean(), dueAt: maybe(fc.constantFrom(5, 6)) },
  { requiredKeys: [] },
);
/** Something of an agent or of everybody, in two variants. */
const owned = (
  kind: string,
  make: (id: string, over: { ownerId: string | null; title: string; name: string }) => object,
): fc.Arbitrary<object> =>
  fc.record({
    [kind]: fc
      .record({
        one: id(kind),
        ownerId: maybe(id('agent')),
        title: fc.constantFrom('One', 'Two'),
      })
      .map(({ one, ownerId, title }) => make(one, { ownerId, title, name: title })),
    base: rev,
  });
const args: { [T in CommandType]: fc.Arbitrary<object> } = {
  'offer.accept': fc.record({ offerId: id('offer'), conversationId }),
  'offer.decline': fc.record({ offerId: id('offer') }),
  'conversation.pick': fc.record({ conversationId }),
  'conversation.read': fc.record({ conversationId, seq }),
  'conversation.end': fc.record({ conversationId }),
  'conversation.reopen': fc.record({ conversationId, reason: text }),
  'conversation.close': fc.record({ conversationId, dispositionId: id('disposition') }),
  'conversation.link': fc.record(
    { conversationId, customerId: maybe(id('customer')), caseId: maybe(id('case')) },
    { requiredKeys: ['conversationId'] },
  ),
  'message.send': fc.record({
    messageId: anyMessageId,
    conversationId,
    audience: fc.constantFrom('public', 'internal'),
    text,
  }),
  'case.create': fc.record({
    caseId: id('case'),
    customerId: maybe(id('customer')),
    queueId: id('queue'),
    conversationId: maybe(conversationId),
    priority: fc.constantFrom(...casePriorities),
  }),
  'case.update': fc.record({ caseId: id('case'), set: caseEdit, base: caseEdit }),
  'case.tag': fc.record({ caseId: id('case'), add: tags, remove: tags, seen: fc.constant([]) }),
  'note.write': fc.record({
    noteId: id('note'),
    subjectKind: fc.constantFrom('case', 'conversation', 'customer'),
    subjectId: fc.constantFrom('case-a', 'conversation-a', 'customer-a'),
    text,
    supersedes: maybe(id('note')),
  }),
  'customer.create': fc.record({}),
  'customer.update': fc.record({ customerId: id('customer'), set: customerEdit, base: customerEdit }),
  'customer.tag': fc.record({ customerId: id('customer'), add: tags, remove: tags, seen: fc.constant([]) }),
  'presence.set': fc.record({
    status: fc.constantFrom('available', 'busy', 'doNotDisturb', 'away', 'offline'),
    stateId: maybe(id('presenceState')),
  }),
  'conversation.open': fc.record({ conversationId, queueId: id('queue'), messageId: anyMessageId, text }),
  'message.receive': fc.record({ messageId: anyMessageId, conversationId, text }),
  'conversation.seen': fc.record({ conversationId, deliveredSeq: seq, readSeq: seq }),
  'conversation.leave': fc.record({ conversationId }),
  'conversation.rate': fc.record({
    conversationId,
    rating: fc.record({ score: fc.integer({ min: 1, max: 5 }), comment: text }),
  }),
  'offer.make': fc.record({ offerId: id('offer'), conversationId, agentId: id('agent') }),
  'offer.lapse': fc.record({ offerId: id('offer'), to: fc.constantFrom('expired', 'withdrawn') }),
  'conversation.requeue': fc.record({ conversationId }),
  'conversation.expire': fc.record({ conversationId }),
  'conversation.free': fc.record({ conversationId }),
  'presence.link': fc.record({ agentId: id('agent'), linked: fc.boolean() }),
  'message.edit': fc.record({ messageId: anyMessageId, conversationId, text, base: text }),
  'case.merge': fc.record({
    caseId: id('case'),
    fromIds: fc.array(id('case'), { minLength: 1, maxLength: 2 }),
  }),
  'case.unmerge': fc.record({ caseIds: fc.array(id('case'), { minLength: 1, maxLength: 2 }) }),
  'quickReply.put': owned('quickReply', aQuickReply),
  'quickReply.remove': fc.record({ quickReplyId: id('quickReply') }),
  'macro.put': owned('macro', aMacro),
  'macro.remove': fc.record({ macroId: id('macro') }),
  'script.put': owned('script', aScript),
  'script.remove': fc.record({ scriptId: id('script') }),
  'savedView.put': owned('savedView', aView),
  'savedView.remove': fc.record({ savedViewId: id('savedView') }),
  'maskRule.put': fc.record({
    maskRule: id('maskRule').chain((ruleId) => fc.boolean().map((on) => aMaskRule(ruleId, { on }))),
    base: rev,
  }),
  'maskRule.remove': fc.record({ maskRuleId: id('maskRule') }),
  'presenceState.put': fc.record({
    presenceState: fc
      .tuple(id('presenceState'), fc.constantFrom('away' as const, 'available' as const))
      .map(([stateId, status]) => aPresenceState(stateId, { status })),
    base: rev,
  }),
  'presenceState.remove': fc.record({ presenceStateId: id('presenceState') }),
  'moodPolicy.put': fc.record({
    moodPolicy: fc.record({
      id: fc.constant(moodPolicyId),
      languages: fc.subarray(['en', 'de', 'ar']),
      collect: fc.boolean(),
    }),
    base: rev,
  }),
  'queue.routing': fc.record({
    queueId: id('queue'),
    set: fc.record(
      {
        missed: fc.constantFrom('stay' as const, 'away' as const, 'doNotDisturb' as const),
        declined: fc.constantFrom('stay' as const, 'away' as const, 'doNotDisturb' as const),
      },
      { requiredKeys: [] },
    ),
  }),
  'queue.mood': fc.record({ queueId: id('queue'), on: fc.boolean() }),
  'agent.telephone': fc.record({ agentId: id('agent'), number: maybe(fc.constantFrom('101', '102')) }),
  'queue.telephone': fc.record({ queueId: id('queue'), number: maybe(fc.constantFrom('700', '701')) }),
  'queue.recording': fc.record({
    queueId: id('queue'),
    rule: fc.record({
      mode: fc.constantFrom('off' as const, 'ask' as const, 'always' as const),
      tell: fc.constantFrom('tone' as const, 'said' as const),
      days: fc.constantFrom(30, 90),
    }),
  }),
  'telephone.settle': fc.record({
    of: fc.constantFrom('agent' as const, 'queue' as const),
    subjectId: fc.oneof(id('agent'), id('queue')),
    telephone: maybe(fc.constant({ number: '101', by: 'operator' as const })),
  }),
  'moodCorrection.give': fc.record({
    moodCorrectionId: id('moodCorrection'),
    messageId: id('message'),
    conversationId,
    level: fc.constantFrom(...moodLevels),
    said: fc.constantFrom(...moodLevels),
    language: fc.constantFrom('en', 'und'),
    whole: fc.constantFrom(true as const, undefined),
  }),
  'mood.alert': fc.record({ conversationId, level: fc.option(fc.constantFrom(...moodLevels)) }),
  'moodCorrection.take': fc.record({ moodCorrectionId: id('moodCorrection') }),
  'presence.capacity': fc.record({ agentId: id('agent'), capacity: fc.constantFrom(0, 10, 20, 100) }),
  'activity.create': fc.record({
    activity: fc
      .record({ id: id('activity'), caseId: maybe(id('case')), conversationId: maybe(conversationId) })
      .map((over) => anActivity(over.id, over)),
  }),
  'activity.update': fc.record({ activityId: id('activity'), set: activityEdit, base: activityEdit }),
  'feedback.give': fc.record({
    feedbackId: id('feedback'),
    articleId: id('article'),
    helpful: maybe(fc.boolean()),
    text: fc.constantFrom('', 'Say which button'),
  }),
  'feedback.settle': fc.record({ feedbackId: id('feedback') }),
  'article.draft': fc.record({
    article: id('article').map((articleId) => anArticle(articleId)),
    ofId: fc.option(id('article')),
  }),
  'article.update': fc.record({ articleId: id('article'), set: articleEdit, base: articleEdit }),
  'article.submit': fc.record({ articleId: id('article') }),
  'article.remove': fc.record({ articleId: id('article') }),
  'article.review': fc.record({
    articleId: id('article'),
    verdict: fc.constantFrom('publish', 'return'),
    comment: fc.constantFrom('', 'Shorter'),
  }),
  'handover.offer': fc.record({
    handoverId: handoverId,
    conversationId,
    kind: fc.constantFrom('transfer', 'consult'),
    toAgentId: maybe(id('agent')),
    toQueueId: maybe(id('queue')),
    capsule: fc.constantFrom(
      aCapsule(),
      aCapsule({
        promised: [{ text: 'A refund by Friday', messageId: null, by: 'Agent agent-a', until: 9 }],
      }),
    ),
  }),
  'handover.accept': fc.record({ handoverId, conversationId }),
  'handover.decline': fc.record({ handoverId, conversationId }),
  'handover.withdraw': fc.record({ handoverId, conversationId }),
  'handover.end': fc.record({ handoverId, conversationId }),
  'handover.lapse': fc.record({ handoverId }),
  'call.arrive': fc.record({ ...ofCall, queueId: id('queue') }),
  'call.ring': fc.record({ ...ofCall, direction: fc.constantFrom('in', 'out'), queueId: id('queue'), at }),
  'call.answer': fc.record({ ...ofCall, offerId: maybe(id('offer')), at }),
  'call.end': fc.record({ ...ofCall, outcome: fc.constantFrom(...endReasons), at }),
  'call.quality': fc.record(ofCall),
  'call.consent': fc.record({
    ...ofCall,
    consent: fc.constantFrom(
      { state: 'given' as const, how: 'asked' as const, at: 0 },
      { state: 'refused' as const, how: 'asked' as const, at: 0 },
    ),
    party: maybe(fc.constant({ callId: 'other@there', number: '102' })).map((party) => party ?? undefined),
  }),
  'call.pause': fc.record({ ...ofCall, on: fc.boolean(), at }),
  'call.recording': fc.record(ofCall),
  'call.forget': fc.record({ ...ofCall, why: fc.constantFrom('asked' as const, 'expired' as const) }),
  'call.transcript': fc.record({
    ...ofCall,
    segments: fc.array(
      fc.record({
        n: fc.nat(5),
        who: fc.constantFrom('customer' as const, 'agent' as const),
        at,
        text: fc.constantFrom('It does not work', 'Thank you'),
        language: fc.constantFrom('', 'en'),
      }),
      { minLength: 1, maxLength: 4 },
    ),
  }),
  'call.unsay': fc.record({ ...ofCall, from: fc.nat(4), to: fc.nat(6) }),
};

/** Any command, as it comes out of its schema. */
export const anyCommand: fc.Arbitrary<Command> = fc
  .constantFrom(...commandTypes)
  .chain((type) => args[type].map((given) => commandSchema.parse(aCommand(type, given))));

/** Who acts; any of them may try any command. */
export const anyActor: fc.Arbitrary<Actor> = fc.constantFrom(
  actingAgent('agent-a'),
  actingAgent('agent-b'),
  actingAgent('agent-s', 'supervisor'),
  actingAgent('agent-s', 'admin'),
  actingCustomer('conversation-a'),
  theSystem,
);

/** A step: somebody tries something, some time later. */
export interface Step {
  actor: Actor;
  command: Command;
  after: number;
}
export const anySteps = fc.array(
  fc.record({ actor: anyActor, command: anyCommand, after: fc.integer({ min: 0, max: 5000 }) }),
  { maxLength: 60, size: 'medium' },
);

const said = (conversation: string, id: string): AnyRecord =>
  row('message', aMessage(id, { conversationId: conversation, seq: 1 }));
const spoken = { lastSeq: 1, waitingSince: 0 };

/** What is there before the first step: a conversation in each state, with their agents carrying them. */
export const beginning: AnyRecord[] = [
  row('queue', aQueue({ id: 'queue-a' })),
  row('disposition', aDisposition('disposition-a')),
  ...['agent-a', 'agent-b', 'agent-s'].map((agentId) => row('agent', anAgent(agentId))),
  row('presence', aPresence('agent-a', { used: conversationUnits, status: 'busy' })),
  row('presence', aPresence('agent-b', { used: 2 * conversationUnits, status: 'busy' })),
  row('conversation', aConversation('conversation-a', spoken)),
  said('conversation-a', 'message-a'),
  row('offer', anOffer('offer-a', { conversationId: 'conversation-a', agentId: 'agent-b' })),
  row(
    'conversation',
    aConversation('conversation-b', { ...spoken, state: 'active', agentId: 'agent-a', acceptedAt: 1 }),
  ),
  said('conversation-b', 'message-b'),
  row(
    'conversation',
    aConversation('conversation-c', {
      ...spoken,
      state: 'wrapUp',
      agentId: 'agent-b',
      acceptedAt: 1,
      wrapUpAt: 2,
    }),
  ),
  said('conversation-c', 'message-c'),
  row(
    'conversation',
    aConversation('conversation-d', {
      state: 'closed',
      agentId: 'agent-b',
      acceptedAt: 1,
      wrapUpAt: 2,
      closedAt: 3,
    }),
  ),
  row('conversation', aTalk('talk-a', { callId: 'call-a@exchange', ringing: ['agent-a'] })),
  row(
    'conversation',
    aTalk(
      'talk-b',
      { callId: 'call-b@exchange', answeredAt: 5 },
      { state: 'active', agentId: 'agent-b', acceptedAt: 5 },
    ),
  ),
  row('customer', aCustomer('customer-a')),
  row('customer', aCustomer('customer-b')),
  row('case', aCase('case-b')),
  row('article', anArticle('article-a')),
  row('article', anArticle('article-b', { status: 'draft', authorId: 'agent-a' })),
  row('quickReply', aQuickReply('quickReply-a')),
];
