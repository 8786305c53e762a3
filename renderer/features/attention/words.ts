// Changes when the fields and values of a conflict are called differently.
import { casePriorities, caseStatuses } from '../../../shared/domain/case.ts';
import type { Contact } from '../../../shared/domain/people.ts';
import type { AttentionView } from '../../../shared/ipc/views.ts';
import type { Translate } from '../../state/intl.tsx';
import { actionOf, explanationOf } from '../../state/refusal-words.ts';
import { isSame, isWordy } from './conflict.ts';
import { contactsIn } from './contacts.ts';

/** Gives a person's name by id; null where it is not known. */
export type NameOf = (field: string, id: string) => string | null;

/** @returns a value of a field as people read it. */
export function valueWords(t: Translate, nameOf: NameOf, field: string, value: string | null): string {
  if (value === null || value.trim() === '') return t('common.none');
  const status = field === 'status' ? caseStatuses.find((known) => known === value) : undefined;
  if (status !== undefined) return t(`caseStatus.${status}`);
  const priority = field === 'priority' ? casePriorities.find((known) => known === value) : undefined;
  if (priority !== undefined) return t(`casePriority.${priority}`);
  if (field === 'contacts') return contactsWords(t, value);
  return nameOf(field, value) ?? value;
}

/** @returns further contacts, one a line, as {@link import('./TwoSides.tsx').TwoSides} compares them. */
function contactsWords(t: Translate, value: string): string {
  const contacts = contactsIn(value);
  if (contacts.length === 0) return t('common.none');
  return contacts.map((contact) => contactWords(t, contact)).join('\n');
}

/** @returns one contact as people read it. */
export function contactWords(t: Translate, { kind, value, label, preferred }: Contact): string {
  const more = [label, preferred === true ? t('customer.contact.preferred') : ''].filter(Boolean);
  const of = more.length === 0 ? '' : ` (${more.join(', ')})`;
  return `${t(`customer.contact.kind.${kind}`)}: ${value}${of}`;
}

/** @returns the name of a field. */
export function fieldName(t: Translate, field: string): string {
  switch (field) {
    case 'title':
    case 'status':
    case 'priority':
    case 'category':
    case 'description':
      return t(`case.field.${field}`);
    case 'ownerId':
      return t('case.field.owner');
    case 'customerId':
      return t('case.field.customer');
    case 'summary':
    case 'body':
      return t(`knowledge.field.${field}`);
    case 'locale':
      return t('knowledge.language');
    case 'tags':
      return t('tags.title');
    case 'contacts':
      return t('customer.contact.title');
    case 'name':
    case 'email':
    case 'phone':
    case 'organisation':
    case 'city':
    case 'language':
      return t(`customer.field.${field}`);
    default:
      return field;
  }
}

/** @returns the sentence that says why it is here. */
export function whyWords(t: Translate, item: AttentionView): string {
  if (item.recording !== undefined) return t(`recording.lost.${item.recording.problem}`);
  if (item.kept) return t('attention.why.kept');
  if (isSame(item)) return t('attention.why.same');
  const by = item.refusal.facts?.['by'];
  const kind = explanationOf(item.refusal.kind);
  if (kind === 'taken' && typeof by === 'string' && by !== '') return t('attention.why.takenBy', { by });
  return t(`attention.why.${kind}`);
}

/**
 * @param duration writes ms, such as "2:05".
 * @returns what there is of a recording that is not whole, and what to do; null for anything else.
 */
export function recordingWords(
  t: Translate,
  { recording }: AttentionView,
  duration: (ms: number) => string,
): { kept: string; todo: string } | null {
  if (recording === undefined) return null;
  const { problem, keptMs } = recording;
  const some =
    keptMs < 1000 ? t('recording.kept.nothing') : t('recording.kept.some', { time: duration(keptMs) });
  return {
    kept: problem === 'service' ? t('recording.kept.here') : some,
    todo: t(`recording.todo.${todoOf[problem]}`),
  };
}

const todoOf = {
  disk: 'disk',
  old: 'old',
  sound: 'sound',
  long: 'nothing',
  signedOut: 'signIn',
  consent: 'nothing',
  rule: 'nothing',
  store: 'report',
  cut: 'nothing',
  service: 'report',
} as const;

/** @returns everything about one item as plain text, to be put elsewhere. */
export function itemAsText(t: Translate, nameOf: NameOf, item: AttentionView, at: string): string {
  const lines = [`${t(`attention.action.${actionOf(item)}`)}: ${item.title}`, at, whyWords(t, item)];
  for (const { field, theirs, yours } of item.sides) {
    lines.push('', fieldName(t, field));
    lines.push(`${t('attention.yours')}: ${valueWords(t, nameOf, field, yours)}`);
    lines.push(`${t('attention.theirs')}: ${valueWords(t, nameOf, field, theirs)}`);
  }
  if (item.sides.length === 0 && item.text !== null && item.text !== '') lines.push('', item.text);
  return lines.join('\n');
}

/** @returns those of the agent's values that are words, with the names of their fields; null where none is. */
export function wordsOf(t: Translate, nameOf: NameOf, item: AttentionView): string | null {
  const sides = item.sides.filter(({ field }) => isWordy(field));
  if (sides.length === 0) return null;
  return sides
    .map(({ field, yours }) => `${fieldName(t, field)}: ${valueWords(t, nameOf, field, yours)}`)
    .join('\n');
}
