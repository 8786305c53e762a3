// What a command is about and what its author wrote in it, so that nothing of a refused one is lost.
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { RecordKind } from '../../shared/domain/records.ts';
import type { AttentionView } from '../../shared/ipc/views.ts';

/** What something is about. */
export type Subject = Pick<AttentionView, 'subjectKind' | 'subjectId'>;

const about = (subjectKind: Subject['subjectKind'], subjectId: string | null): Subject => ({
  subjectKind,
  subjectId,
});

/** @returns what a command is about. */
export function subjectOf(command: AgentCommand): Subject {
  switch (command.type) {
    case 'customer.create':
      return about('customer', command.args.customer.id);
    case 'note.write':
      return about(command.args.subjectKind, command.args.subjectId);
    case 'offer.decline':
      return about('other', null);
    case 'activity.create': {
      const { caseId, conversationId, customerId } = command.args.activity;
      if (caseId !== null) return about('case', caseId);
      if (conversationId !== null) return about('conversation', conversationId);
      return customerId === null ? about('other', null) : about('customer', customerId);
    }
    default:
  }
  const { args } = command;
  if ('conversationId' in args && command.type !== 'case.create')
    return about('conversation', args.conversationId ?? null);
  if ('caseId' in args && args.caseId !== null) return about('case', args.caseId ?? null);
  return 'customerId' in args ? about('customer', args.customerId ?? null) : about('other', null);
}

/** @returns the value of a field as a person reads it. */
export function fieldText(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const fieldsOf = (set: object): string =>
  Object.entries(set)
    .filter(([, value]) => value !== undefined)
    .map(
      ([field, value]) => `${field}: ${(Array.isArray(value) ? listText(value) : fieldText(value)) ?? '-'}`,
    )
    .join('\n');

/** Of what has a value, such as an address, the value is what was written. */
const listText = (list: readonly unknown[]): string =>
  list
    .map((one) =>
      typeof one === 'object' && one !== null && 'value' in one ? fieldText(one.value) : fieldText(one),
    )
    .join(', ');

const lines = (...texts: string[]): string => texts.filter((text) => text !== '').join('\n\n');

/** @returns what the agent wrote, whole; null when there was nothing to write. */
export function textOf(command: AgentCommand): string | null {
  switch (command.type) {
    case 'message.send':
    case 'message.edit':
    case 'note.write':
    case 'feedback.give':
      return command.args.text;
    case 'case.create':
      return lines(command.args.title, command.args.description);
    case 'case.update':
    case 'customer.update':
    case 'activity.update':
    case 'article.update':
      return fieldsOf(command.args.set);
    case 'case.tag':
    case 'customer.tag':
      return [
        ...command.args.add.map((tag) => `+ ${tag}`),
        ...command.args.remove.map((tag) => `- ${tag}`),
      ].join('\n');
    case 'customer.create': {
      const { name, email, phone } = command.args.customer;
      return fieldsOf({ name, email, phone });
    }
    case 'activity.create':
      return lines(command.args.activity.title, command.args.activity.text);
    case 'article.draft': {
      const { title, summary, body } = command.args.article;
      return lines(title, summary, body);
    }
    case 'conversation.reopen':
      return command.args.reason;
    case 'article.review':
      return command.args.comment;
    case 'handover.offer':
      return lines(command.args.comment, command.args.capsule.draft);
    case 'quickReply.put':
      return lines(command.args.quickReply.title, command.args.quickReply.text);
    case 'macro.put':
      return lines(command.args.macro.title, ...command.args.macro.steps.map(fieldsOf));
    case 'script.put':
      return lines(
        command.args.script.title,
        ...command.args.script.steps.map(({ title, text }) => lines(title, text)),
      );
    default:
      return null;
  }
}

/** What a command that sets fields sets them on. */
export interface Setter {
  kind: Extract<RecordKind, 'case' | 'customer' | 'activity' | 'article'>;
  id: string;
  set: object;
  /** The values that its author saw. */
  base: object;
}

const fields = ({ set, base }: Pick<Setter, 'set' | 'base'>): Pick<Setter, 'set' | 'base'> => ({ set, base });

/** @returns the record and the fields of a command that compares and sets; null for any other. */
export function setterOf(command: AgentCommand): Setter | null {
  switch (command.type) {
    case 'case.update':
      return { kind: 'case', id: command.args.caseId, ...fields(command.args) };
    case 'customer.update':
      return { kind: 'customer', id: command.args.customerId, ...fields(command.args) };
    case 'activity.update':
      return { kind: 'activity', id: command.args.activityId, ...fields(command.args) };
    case 'article.update':
      return { kind: 'article', id: command.args.articleId, ...fields(command.args) };
    default:
      return null;
  }
}
