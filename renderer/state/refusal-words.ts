// Changes when another kind of refusal, or of refused edit, gets words of its own.

const explained = [
  'conflict',
  'taken',
  'state',
  'forbidden',
  'notFound',
  'invalid',
  'tooLarge',
  'version',
] as const;
/** Kinds of refusal that have a sentence of their own. */
export type ExplainedKind = (typeof explained)[number] | 'other';

/** @returns which sentence explains a refusal. */
export function explanationOf(kind: string): ExplainedKind {
  return explained.find((known) => known === kind) ?? 'other';
}

/** Commands that are called by what they are about. */
const grouped: Readonly<Record<string, NamedGroup>> = {
  'article.draft': 'article',
  'article.update': 'article',
  'article.submit': 'article',
  'article.remove': 'article',
  'article.review': 'article.review',
  'feedback.give': 'feedback',
  'feedback.settle': 'feedback',
  'activity.create': 'activity',
  'activity.update': 'activity',
  'savedView.put': 'savedView',
  'savedView.remove': 'savedView',
  'quickReply.put': 'quickReply',
  'quickReply.remove': 'quickReply',
  'macro.put': 'macro',
  'macro.remove': 'macro',
  'script.put': 'script',
  'script.remove': 'script',
  'handover.offer': 'handover',
  'handover.accept': 'handover',
  'handover.decline': 'handover',
  'handover.withdraw': 'handover',
  'handover.end': 'handover',
  'message.edit': 'message.edit',
  'case.merge': 'case.merge',
  'case.unmerge': 'case.merge',
  'call.recording': 'recording',
};
type NamedGroup =
  | 'article'
  | 'article.review'
  | 'feedback'
  | 'activity'
  | 'savedView'
  | 'quickReply'
  | 'macro'
  | 'script'
  | 'handover'
  | 'message.edit'
  | 'case.merge'
  | 'recording';

const named = [
  'case.create',
  'case.update',
  'case.tag',
  'note.write',
  'message.send',
  'customer.create',
  'customer.update',
  'customer.tag',
  'conversation.close',
  'conversation.end',
  'conversation.reopen',
  'conversation.link',
  'offer.accept',
  'conversation.pick',
] as const;
/** What was tried, as the last part of a translation key. */
export type NamedAction = (typeof named)[number] | NamedGroup | 'kept' | 'other';

/** @returns which words say what was tried. @param kept it is the author's text for a field that another one has now. */
export function actionOf({ type, kept }: { type: string; kept: boolean }): NamedAction {
  return kept ? 'kept' : (named.find((known) => known === type) ?? grouped[type] ?? 'other');
}
