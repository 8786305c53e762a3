// Commands that the service refused: as their author sees them, and the three ways to settle one.
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { NewId } from '../../shared/domain/ids.ts';
import { AppError } from '../../shared/errors.ts';
import type { AttentionView } from '../../shared/ipc/views.ts';
import type { Cache } from './db/cache.ts';
import type { Refused } from './db/outbox.ts';

type Subject = Pick<AttentionView, 'subjectKind' | 'subjectId'>;

/** Refusals nobody needs to hear of: the world went on, and nothing that was written is lost. */
export function isSilent(command: AgentCommand): boolean {
  return (
    command.type === 'conversation.read' ||
    command.type === 'offer.decline' ||
    command.type === 'presence.set'
  );
}

function subjectOf(command: AgentCommand): Subject {
  switch (command.type) {
    case 'case.create':
    case 'case.update':
      return { subjectKind: 'case', subjectId: command.args.caseId };
    case 'customer.create':
      return { subjectKind: 'customer', subjectId: command.args.customer.id };
    case 'customer.update':
      return { subjectKind: 'customer', subjectId: command.args.customerId };
    case 'note.write':
      return { subjectKind: command.args.subjectKind, subjectId: command.args.subjectId };
    case 'presence.set':
    case 'offer.decline':
      return { subjectKind: 'other', subjectId: null };
    default:
      return { subjectKind: 'conversation', subjectId: command.args.conversationId };
  }
}

const fieldsOf = (set: object): string =>
  Object.entries(set)
    .filter(([, value]) => value !== undefined)
    .map(([field, value]) => `${field}: ${value === null ? '-' : String(value)}`)
    .join('\n');

/** @returns what the agent wrote, whole; null when there was nothing to write. */
export function textOf(command: AgentCommand): string | null {
  switch (command.type) {
    case 'message.send':
    case 'note.write':
      return command.args.text;
    case 'case.create':
      return `${command.args.title}\n\n${command.args.description}`.trim();
    case 'case.update':
    case 'customer.update':
      return fieldsOf(command.args.set);
    case 'customer.create':
      return fieldsOf({
        name: command.args.customer.name,
        email: command.args.customer.email,
        phone: command.args.customer.phone,
      });
    default:
      return null;
  }
}

function titleOf(cache: Cache, { subjectKind, subjectId }: Subject, command: AgentCommand): string {
  if (subjectId === null) return command.type;
  if (subjectKind === 'case') {
    const found = cache.get('case', subjectId);
    if (found !== undefined) return found.number === null ? found.title : `${found.number} ${found.title}`;
    return command.type === 'case.create' ? command.args.title : '';
  }
  if (subjectKind === 'customer')
    return (
      cache.get('customer', subjectId)?.name ??
      (command.type === 'customer.create' ? command.args.customer.name : '')
    );
  const conversation = cache.get('conversation', subjectId);
  const customer =
    conversation?.customerId == null ? undefined : cache.get('customer', conversation.customerId);
  return customer?.name ?? conversation?.visitor.name ?? '';
}

const canForce = ({ command, refusal }: Refused): boolean =>
  refusal.kind === 'conflict' && (command.type === 'case.update' || command.type === 'customer.update');

/** @returns the refused command for its author. */
export function attentionView(cache: Cache, refused: Refused): AttentionView {
  const { command, madeAt, refusal } = refused;
  const subject = subjectOf(command);
  return {
    commandId: command.id,
    type: command.type,
    at: madeAt,
    title: titleOf(cache, subject, command),
    ...subject,
    text: textOf(command),
    refusal,
    canForce: canForce(refused),
  };
}

/**
 * @returns the command that settles a refused one.
 * @throws AppError `state` when this way makes no sense for it.
 */
export function settlement(
  cache: Cache,
  refused: Refused,
  how: 'force' | 'asNote',
  newId: NewId,
): AgentCommand {
  return how === 'force' ? forced(cache, refused, newId) : asNote(refused, newId);
}

/** The same edit over the value that is there now. */
function forced(cache: Cache, refused: Refused, newId: NewId): AgentCommand {
  const { command } = refused;
  if (!canForce(refused)) throw new AppError('state', 'This cannot be settled by sending it again.');
  if (command.type === 'case.update') {
    const theirs = cache.get('case', command.args.caseId);
    if (theirs === undefined) throw new AppError('notFound', 'The case is not there any more.');
    const { set } = command.args;
    const { title, status, priority, category, ownerId, customerId } = theirs;
    return {
      ...command,
      id: newId(),
      args: { ...command.args, base: only({ title, status, priority, category, ownerId, customerId }, set) },
    };
  }
  if (command.type === 'customer.update') {
    const theirs = cache.get('customer', command.args.customerId);
    if (theirs === undefined) throw new AppError('notFound', 'The customer is not there any more.');
    const { set } = command.args;
    const { name, email, phone, organisation, city, language } = theirs;
    return {
      ...command,
      id: newId(),
      args: { ...command.args, base: only({ name, email, phone, organisation, city, language }, set) },
    };
  }
  throw new AppError('state', 'This cannot be settled by sending it again.');
}

const only = <T extends object>(all: T, like: object): Partial<T> =>
  Object.fromEntries(Object.entries(all).filter(([field]) => Object.hasOwn(like, field))) as Partial<T>;

/** The refused text as a note on what it was about. */
function asNote({ command, refusal }: Refused, newId: NewId): AgentCommand {
  const text = textOf(command);
  const { subjectKind, subjectId } = subjectOf(command);
  const about =
    command.type === 'case.create' && command.args.conversationId !== null
      ? { subjectKind: 'conversation' as const, subjectId: command.args.conversationId }
      : { subjectKind, subjectId };
  const creates =
    command.type === 'customer.create' || (command.type === 'case.create' && about.subjectKind === 'case');
  if (
    text === null ||
    about.subjectKind === 'other' ||
    about.subjectId === null ||
    creates ||
    (command.type === 'note.write' && refusal.kind === 'notFound')
  ) {
    throw new AppError('state', 'There is nothing that a note could be written on.');
  }
  return {
    id: newId(),
    type: 'note.write',
    args: {
      noteId: newId(),
      subjectKind: about.subjectKind,
      subjectId: about.subjectId,
      text,
      supersedes: null,
    },
  };
}
