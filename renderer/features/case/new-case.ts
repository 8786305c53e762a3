// Changes when the form of a new case is prefilled differently.
import type { CaseKind, CasePriority } from '../../../shared/domain/case.ts';
import { bounds, cleanLine } from '../../../shared/domain/text.ts';
import type { ConversationView } from '../../../shared/ipc/views.ts';

/** The form of a new case. */
export interface NewCase {
  title: string;
  kind: CaseKind;
  priority: CasePriority;
  category: string;
  /** Of the chosen customer; '' for none. Of a conversation it is the conversation that says. */
  customerId: string;
  customerName: string;
  /** Where it is to be worked on; '' while that is not known. */
  queueId: string;
}

/** What a form begins with that nothing is known for. */
export const emptyCase: NewCase = {
  title: '',
  kind: 'support',
  priority: 'normal',
  category: '',
  customerId: '',
  customerName: '',
  queueId: '',
};

/** @returns the form prefilled: the customer's first words as title, a higher priority for somebody very unhappy. */
export function newCaseFrom(view: Pick<ConversationView, 'conversation' | 'row'>): NewCase {
  const level = view.row.sentiment.level;
  return {
    ...emptyCase,
    title: shorten(cleanLine(view.conversation.subject), 120),
    priority: level === 'veryNegative' ? 'high' : 'normal',
  };
}

/** @returns the text, cut at a word within `max` characters, never inside a letter. */
export function shorten(text: string, max: number): string {
  const limit = Math.min(max, bounds.title);
  if (text.length <= limit) return text;
  const letters = Array.from(text.slice(0, limit + 1));
  let cut = letters.slice(0, -1).join('');
  if (cut.length > limit - 1) cut = letters.slice(0, -2).join('');
  const space = cut.lastIndexOf(' ');
  return `${space > limit / 2 ? cut.slice(0, space) : cut}…`;
}
