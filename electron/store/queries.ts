// Every named query: what it reads, so that it runs again when that changes, and the function that answers it.
import type { QueryArgs, QueryName, QueryRows } from '../../shared/ipc/store.ts';
import { attentionList } from './attention.ts';
import { articleSearch, articleView, quickReplies } from './db/articles.ts';
import { articleDrafts, articleReviews, feedbackOf, openSuggestions } from './db/article-work.ts';
import { activitiesOf, myActivities } from './db/activities.ts';
import { candidatesByNumber, lastCalls, missedCalls } from './db/calls.ts';
import { caseRelations } from './db/case-relations.ts';
import { caseCount, caseList, caseTally, caseView } from './db/cases.ts';
import {
  closedConversations,
  conversationView,
  myConversations,
  openConversations,
} from './db/conversations.ts';
import { messagePage, messages, seqAt, someMessages } from './db/messages.ts';
import { customerList, customerView, entitlementsOf } from './db/customers.ts';
import { searchAll, searchNear } from './db/finding.ts';
import {
  handoversOf,
  handoverTargets,
  myReminders,
  offeredHandovers,
  sentHandovers,
} from './db/handovers.ts';
import { guardFacts, guardOwners } from './db/guarding.ts';
import { moodPolicy, moodTrend, moodView, teamMoods } from './db/moods.ts';
import { notesOf } from './db/notes.ts';
import { agentList, dispositionList, presenceStates, queueList, ringing } from './db/people.ts';
import { tagsInUse } from './db/tags.ts';
import { timeline, timelineTally } from './db/timeline.ts';
import { macroList, maskRuleList, scriptList } from './db/tools.ts';
import { savedViews } from './db/views.ts';
import type { QueryContext } from './query-context.ts';

/** One query. `reads` gives touch keys: a kind ("case"), a record ("case#id"), the children of one ("message@conversation"), what db/talk-keys.ts says of conversations ("talk"), or a word of the store ("desk", "outbox", "search", "clock"). */
interface Runner<N extends QueryName> {
  reads: (args: QueryArgs<N>) => readonly string[];
  run: (context: QueryContext, args: QueryArgs<N>) => QueryRows<N>;
}

/** What every mood depends on beside the messages: the queue's switch, the company's policy, what the agent has set right. */
const moods = ['queue', 'moodPolicy', 'mood'] as const;
const conversationLists = ['conversation', 'message', 'customer', 'case', 'desk', ...moods] as const;
/** The conversations of one customer with what is said in them. */
const talksOf = (id: string): string[] => ['talk', `talk@${id}`, 'talk@'];
/** What a list of cases depends on by what is asked of it: with words the index, by due time the clock. */
function furtherReads({ text, filter }: Pick<QueryArgs<'case.count'>, 'text' | 'filter'>): string[] {
  const due = filter !== undefined && filter.due !== 'any';
  return [...(text === '' ? [] : ['search']), ...(due ? ['time'] : [])];
}

const caseLists = ['case', 'customer', 'agent', 'note', 'desk'] as const;
const handoverLists = ['handover', 'talk', 'customer', 'agent', 'queue', 'desk', 'clock'] as const;

/** See the head of this file. */
export const runners: { readonly [N in QueryName]: Runner<N> } = {
  'desk.view': { reads: () => ['desk', 'outbox', 'presence', 'agent', 'note'], run: ({ desk }) => desk() },
  'conversation.mine': { reads: () => conversationLists, run: myConversations },
  'conversation.open': { reads: () => conversationLists, run: openConversations },
  'conversation.closed': {
    reads: () => ['talk', 'talk:closed', 'customer', 'case', 'desk', ...moods],
    run: closedConversations,
  },
  'conversation.view': {
    reads: ({ id }) => [`conversation#${id}`, `message@${id}`, 'customer', 'case', 'agent', 'note', ...moods],
    run: (context, { id }) => conversationView(context, id),
  },
  'conversation.messages': {
    reads: ({ id }) => [`conversation#${id}`, `message@${id}`, ...moods],
    run: (context, { id, limit }) => messages(context, id, limit),
  },
  'conversation.page': {
    reads: ({ id }) => [`conversation#${id}`, `message@${id}`, ...moods],
    run: (context, { id, page }) => messagePage(context, id, page),
  },
  'conversation.at': {
    reads: ({ id, at }) => (at === null ? [] : [`message@${id}`]),
    run: ({ cache }, { id, at }) => ({ at, seq: at === null ? null : seqAt(cache, id, at) }),
  },
  'message.some': {
    reads: ({ id, ids }) => (ids.length === 0 ? [] : [`conversation#${id}`, `message@${id}`, ...moods]),
    run: (context, { id, ids }) => someMessages(context, id, ids),
  },
  'file.of': {
    reads: ({ id }) => [`file@${id}`, 'desk'],
    run: ({ files }, { id }) => files?.of(id) ?? [],
  },
  'offer.ringing': {
    reads: () => ['offer', 'talk', 'customer', 'queue', 'desk', 'clock'],
    run: ringing,
  },
  'customer.view': {
    reads: ({ id }) => [`customer#${id}`, 'case', 'talk'],
    run: (context, { id }) => customerView(context, id),
  },
  'customer.timeline': {
    reads: ({ id }) => [...talksOf(id), 'case', 'note', 'activity', 'customer', 'agent', ...moods],
    run: timeline,
  },
  'customer.tally': { reads: () => ['talk', 'case', 'note', 'activity'], run: timelineTally },
  'customer.byNumber': {
    reads: () => ['customer', 'search'],
    run: (context, { number }) => candidatesByNumber(context, number),
  },
  'call.missed': { reads: () => conversationLists, run: missedCalls },
  'call.last': { reads: () => conversationLists, run: lastCalls },
  'entitlement.of': { reads: () => ['entitlement'], run: (context, { id }) => entitlementsOf(context, id) },
  'customer.list': {
    reads: () => ['customer', 'case', 'talk', 'search'],
    run: (context, { text }) => customerList(context, text),
  },
  'case.list': { reads: (asked) => [...caseLists, ...furtherReads(asked)], run: caseList },
  'case.count': {
    reads: (asked) => ['case', 'desk', ...furtherReads(asked)],
    run: caseCount,
  },
  'case.tally': {
    reads: (asked) => ['case', 'desk', ...furtherReads(asked)],
    run: caseTally,
  },
  'case.relations': {
    reads: () => ['case', 'note', 'conversation', 'message', 'customer', 'agent', 'queue'],
    run: (context, { id }) => caseRelations(context, id),
  },
  'activity.of': {
    reads: ({ subjectKind }) => ['activity', 'agent', 'case', ...(subjectKind === 'case' ? ['talk'] : [])],
    run: activitiesOf,
  },
  'activity.mine': { reads: () => ['activity', 'agent', 'case', 'customer', 'desk'], run: myActivities },
  'savedView.list': { reads: () => ['savedView', 'desk'], run: savedViews },
  'case.view': {
    reads: ({ id }) => [`case#${id}`, `note@${id}`, 'customer', 'agent'],
    run: (context, { id }) => caseView(context, id),
  },
  'note.list': {
    reads: ({ subjectId }) => [`note@${subjectId}`],
    run: (context, { subjectKind, subjectId }) => notesOf(context, subjectKind, subjectId),
  },
  'article.search': {
    reads: () => ['article', 'search'],
    run: articleSearch,
  },
  'article.view': {
    reads: ({ id }) => [`article#${id}`],
    run: (context, { id }) => articleView(context, id),
  },
  'article.drafts': { reads: () => ['article', 'agent', 'desk'], run: articleDrafts },
  'article.reviews': { reads: () => ['article', 'agent', 'desk'], run: articleReviews },
  'feedback.of': { reads: () => ['feedback', 'desk'], run: (context, { id }) => feedbackOf(context, id) },
  'feedback.open': { reads: () => ['feedback', 'article', 'desk'], run: openSuggestions },
  'quickReply.list': { reads: () => ['quickReply', 'desk'], run: quickReplies },
  'macro.list': { reads: () => ['macro', 'desk'], run: macroList },
  'script.list': { reads: () => ['script', 'desk'], run: scriptList },
  'presenceState.list': { reads: () => ['presenceState'], run: presenceStates },
  'mood.of': {
    reads: ({ id }) => [`conversation#${id}`, `message@${id}`, ...moods],
    run: (context, { id }) => moodView(context, id),
  },
  'mood.trend': {
    reads: ({ id }) => [...talksOf(id), ...moods],
    run: (context, { id }) => moodTrend(context, id),
  },
  'mood.team': { reads: () => [...conversationLists, 'agent'], run: teamMoods },
  'mood.policy': { reads: () => ['moodPolicy'], run: moodPolicy },
  'maskRule.list': { reads: () => ['maskRule'], run: maskRuleList },
  'guard.facts': {
    reads: () => ['talk', 'customer', 'case', 'desk'],
    run: (context, { id }) => guardFacts(context, id),
  },
  'guard.owners': {
    // Further addresses are found by the search, which may come a moment later.
    reads: ({ emails, phones }) => (emails.length + phones.length === 0 ? [] : ['customer', 'search']),
    run: guardOwners,
  },
  'disposition.list': { reads: () => ['disposition'], run: dispositionList },
  'agent.list': { reads: () => ['agent', 'presence'], run: agentList },
  'queue.list': { reads: () => ['queue'], run: queueList },
  'tag.list': { reads: ({ kind }) => [kind], run: ({ cache }, { kind }) => tagsInUse(cache, kind) },
  'search.all': {
    reads: () => ['search', 'customer', 'case', 'conversation', 'article'],
    run: (context, { text, only }) => searchAll(context, text, only),
  },
  'search.near': {
    reads: () => ['search', 'customer', 'case', 'conversation', 'article'],
    run: (context, { text, only }) => searchNear(context, text, only),
  },
  'handover.offered': { reads: () => handoverLists, run: offeredHandovers },
  'handover.sent': { reads: () => handoverLists, run: sentHandovers },
  'handover.of': {
    reads: ({ id }) => [`handover@${id}`, `conversation#${id}`, 'agent', 'queue', 'customer'],
    run: (context, { id }) => handoversOf(context, id),
  },
  'handover.targets': {
    reads: () => ['agent', 'presence', 'queue', 'talk', 'desk'],
    run: (context, { id }) => handoverTargets(context, id),
  },
  'reminder.mine': { reads: () => ['activity', 'talk', 'customer', 'desk'], run: myReminders },
  'attention.list': {
    reads: () => ['outbox', 'case', 'customer', 'talk', 'note', 'desk'],
    run: attentionList,
  },
};
