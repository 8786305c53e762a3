// Changes when a refused command is explained differently: which sentence, which two sides, which ways on.
import type { ErrorKind } from '../../../shared/errors.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';

/** How a refused command can be settled. */
export type Settlement = 'force' | 'asNote' | 'drop';

/** The two sides of a conflict, raw. */
export interface Sides {
  field: string;
  theirs: string | number | boolean | null;
  yours: string | number | boolean | null;
}

/** @returns the two sides of a conflict, or null where there are none. */
export function sidesOf(item: Pick<AttentionView, 'refusal'>): Sides | null {
  const { kind, facts } = item.refusal;
  if (kind !== 'conflict' || facts === undefined || typeof facts['field'] !== 'string') return null;
  return { field: facts['field'], theirs: facts['theirs'] ?? null, yours: facts['yours'] ?? null };
}

/** @returns the ways on, the most likely first. Words are never only droppable when they can be kept. */
export function settlementsFor(
  item: Pick<AttentionView, 'canForce' | 'text' | 'subjectId' | 'subjectKind' | 'refusal'>,
): Settlement[] {
  const ways: Settlement[] = [];
  if (item.canForce) ways.push('force');
  // The value of a field is no text of its own: its two sides are shown, and one of them is taken.
  const hasWords = item.text !== null && item.text.trim() !== '' && sidesOf(item) === null;
  const hasPlace = item.subjectId !== null && item.subjectKind !== 'other';
  if (hasWords && hasPlace) ways.push('asNote');
  ways.push('drop');
  return ways;
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

const named = [
  'case.create',
  'case.update',
  'note.write',
  'message.send',
  'customer.create',
  'customer.update',
  'conversation.close',
  'conversation.end',
  'conversation.link',
  'offer.accept',
  'conversation.pick',
] as const;
/** What was tried, as the last part of a translation key. */
export type NamedAction = (typeof named)[number] | 'other';

/** @returns which words say what was tried. */
export function actionOf(type: string): NamedAction {
  return named.find((known) => known === type) ?? 'other';
}
