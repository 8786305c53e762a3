// Changes when something that needs its author is explained differently: which sentence, which ways on, which lines differ.
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

/** @returns the lines of a text, and which of them the other text does not have; none where they have nothing in common. */
export function linesBeside(text: string, other: string): { text: string; differs: boolean }[] {
  const there = new Set(other.split('\n').map((line) => line.trim()));
  const lines = text
    .split('\n')
    .map((line) => ({ text: line, differs: line.trim() !== '' && !there.has(line.trim()) }));
  const common = lines.some((line) => !line.differs && line.text.trim() !== '');
  return common ? lines : lines.map((line) => ({ ...line, differs: false }));
}
