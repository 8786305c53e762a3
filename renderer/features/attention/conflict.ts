// Changes when something that needs its author is explained differently: which sentence, which ways on, which lines differ.
import type { ErrorKind } from '../../../shared/errors.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';

/** How something that needs its author can be settled. `chosen` keeps contact by contact what was chosen. `theirs` lets go, but says what then holds; `elsewhere` asks for a place first. */
export type Way = 'chosen' | 'force' | 'both' | 'theirs' | 'asNote' | 'elsewhere' | 'drop';

/** Fields whose value is words, worth a note; the others are one of a few, or a link. */
const wordy = new Set([
  'title',
  'description',
  'category',
  'name',
  'email',
  'phone',
  'organisation',
  'city',
  'contacts',
]);
/** @returns whether the value of this field is words. */
export const isWordy = (field: string): boolean => wordy.has(field);

/** @returns the ways on, the most likely first. Words are never only droppable when they can be kept. */
export function waysFor(
  item: Pick<AttentionView, 'type' | 'kept' | 'canForce' | 'canNote' | 'text' | 'sides' | 'refusal'>,
): Way[] {
  if (item.kept) return item.canForce ? ['force', 'both', 'asNote'] : ['asNote'];
  if (item.sides.length > 0) {
    const ways: Way[] = item.canForce ? ['force', 'theirs'] : ['theirs'];
    if (canChoose(item)) ways.unshift('chosen');
    if (item.sides.some(({ field }) => isWordy(field))) ways.push(item.canNote ? 'asNote' : 'elsewhere');
    return ways;
  }
  // A conflict without sides has settled itself: both are the same by now.
  const hasWords = item.text !== null && item.text.trim() !== '' && !isSame(item);
  const ways: Way[] = [];
  if (hasWords && item.canNote) ways.push('asNote');
  if (hasWords) ways.push('elsewhere');
  ways.push('drop');
  return ways;
}

/** @returns whether one can choose contact by contact: both lists are here. */
export function canChoose(item: Pick<AttentionView, 'type' | 'kept' | 'canForce' | 'sides'>): boolean {
  const about = item.sides.some(({ field }) => field === 'contacts');
  return about && item.type === 'customer.update' && item.canForce && !item.kept;
}

/** @returns whether a conflict has settled itself: both sides are the same by now. */
export function isSame(item: Pick<AttentionView, 'kept' | 'canForce' | 'sides' | 'refusal'>): boolean {
  return !item.kept && item.refusal.kind === 'conflict' && item.canForce && item.sides.length === 0;
}

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
export function explanationOf(kind: ErrorKind): ExplainedKind {
  return (explained as readonly string[]).includes(kind) ? (kind as ExplainedKind) : 'other';
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
  'conversation.link',
  'offer.accept',
  'conversation.pick',
] as const;
/** What was tried, as the last part of a translation key. */
export type NamedAction = (typeof named)[number] | NamedGroup | 'kept' | 'other';

/** @returns which words say what was tried. */
export function actionOf({ type, kept }: Pick<AttentionView, 'type' | 'kept'>): NamedAction {
  return kept ? 'kept' : (named.find((known) => known === type) ?? grouped[type] ?? 'other');
}

/** @returns the lines of a text, and which of them the other text does not have; none where they have nothing in common. */
export function linesBeside(text: string, other: string): { text: string; differs: boolean }[] {
  const there = new Set(other.split('\n').map((line) => line.trim()));
  const lines = text
    .split('\n')
    .map((line) => ({ text: line, differs: line.trim() !== '' && !there.has(line.trim()) }));
  const common = lines.some((line) => !line.differs && line.text.trim() !== '');
  return common ? lines : lines.map((line) => ({ ...line, differs: false }));
}
