// What its author must hear of: commands that the service refused, and texts that it could keep only as notes. As the window sees them.
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { Note } from '../../shared/domain/note.ts';
import type { Settlement } from '../../shared/ipc/store.ts';
import type { AttentionView } from '../../shared/ipc/views.ts';
import type { Cache } from './db/cache.ts';
import { keptNotes } from './db/notes.ts';
import type { Refused } from './db/outbox.ts';
import type { QueryContext } from './query-context.ts';

export type Subject = Pick<AttentionView, 'subjectKind' | 'subjectId'>;
/** What a note can be written on. */
export type Place = NonNullable<Settlement['target']>;
type Side = AttentionView['sides'][number];

/** Refusals nobody needs to hear of: the world went on, and nothing that was written is lost. */
export function isSilent(command: AgentCommand): boolean {
  return (
    command.type === 'conversation.read' ||
    command.type === 'offer.decline' ||
    command.type === 'presence.set'
  );
}

/** @returns what a command is about. */
export function subjectOf(command: AgentCommand): Subject {
  switch (command.type) {
    case 'case.create':
    case 'case.update':
    case 'case.tag':
      return { subjectKind: 'case', subjectId: command.args.caseId };
    case 'customer.create':
      return { subjectKind: 'customer', subjectId: command.args.customer.id };
    case 'customer.update':
    case 'customer.tag':
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
    case 'case.tag':
    case 'customer.tag':
      return [
        ...command.args.add.map((tag) => `+ ${tag}`),
        ...command.args.remove.map((tag) => `- ${tag}`),
      ].join('\n');
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

const hasWords = (text: string | null): boolean => text !== null && text.trim() !== '';

function titleOf(cache: Cache, { subjectKind, subjectId }: Subject, command: AgentCommand | null): string {
  if (subjectId === null) return command?.type ?? '';
  if (subjectKind === 'case') {
    const found = cache.get('case', subjectId);
    if (found !== undefined) return found.number === null ? found.title : `${found.number} ${found.title}`;
    return command?.type === 'case.create' ? command.args.title : '';
  }
  if (subjectKind === 'customer')
    return (
      cache.get('customer', subjectId)?.name ??
      (command?.type === 'customer.create' ? command.args.customer.name : '')
    );
  const conversation = cache.get('conversation', subjectId);
  const customer =
    conversation?.customerId == null ? undefined : cache.get('customer', conversation.customerId);
  return customer?.name ?? conversation?.visitor.name ?? '';
}

/** @returns where a note about a refused command can be written without asking; null when nothing is there. */
export function placeOf(command: AgentCommand, gone: boolean): Place | null {
  if (command.type === 'case.create')
    return command.args.conversationId === null
      ? null
      : { subjectKind: 'conversation', subjectId: command.args.conversationId };
  const { subjectKind, subjectId } = subjectOf(command);
  if (subjectKind === 'other' || subjectId === null) return null;
  if (command.type === 'customer.create' || (command.type === 'note.write' && gone)) return null;
  return { subjectKind, subjectId };
}

/** @returns the record whose fields a command sets, as it is now at this desk. */
export function fieldsNow(cache: Cache, command: AgentCommand): Record<string, unknown> | undefined {
  if (command.type === 'case.update') return cache.get('case', command.args.caseId);
  if (command.type === 'customer.update') return cache.get('customer', command.args.customerId);
  return undefined;
}

/** @returns whether the same edit may be sent again over the values that are there now. */
export function canForce(cache: Cache, { command, refusal }: Refused): boolean {
  return refusal.kind === 'conflict' && fieldsNow(cache, command) !== undefined;
}

/** Both sides of a conflict as they are now; where the record is out of sight, as they were when it was refused. */
function sidesOf(cache: Cache, { command, refusal }: Refused): Side[] {
  const { facts } = refusal;
  if (refusal.kind !== 'conflict' || typeof facts?.['field'] !== 'string') return [];
  if (command.type !== 'case.update' && command.type !== 'customer.update') return [];
  const now = fieldsNow(cache, command);
  if (now === undefined) {
    const words = (value: string | number | boolean | null | undefined): string | null =>
      value == null ? null : String(value);
    return [{ field: facts['field'], theirs: words(facts['theirs']), yours: words(facts['yours']) }];
  }
  return Object.entries(command.args.set).flatMap(([field, yours]): Side[] => {
    const theirs = (now[field] ?? null) as string | null;
    return yours === undefined || yours === theirs ? [] : [{ field, theirs, yours }];
  });
}

/** @returns the refused command for its author. */
export function attentionView(cache: Cache, refused: Refused): AttentionView {
  const { command, madeAt, refusal } = refused;
  const subject = subjectOf(command);
  const text = textOf(command);
  const place = placeOf(command, refusal.kind === 'notFound');
  return {
    commandId: command.id,
    type: command.type,
    at: madeAt,
    title: titleOf(cache, subject, command),
    ...subject,
    text,
    refusal,
    canForce: canForce(cache, refused),
    canNote: hasWords(text) && place !== null && cache.get(place.subjectKind, place.subjectId) !== undefined,
    sides: sidesOf(cache, refused),
    kept: false,
  };
}

/** @returns a text of this agent that was kept as a note, beside what stands in the field now. */
function keptView(cache: Cache, note: Note): AttentionView {
  const subject = { subjectKind: note.subjectKind, subjectId: note.subjectId };
  const now = note.subjectKind === 'case' ? cache.get('case', note.subjectId) : undefined;
  return {
    commandId: note.id,
    type: 'case.update',
    at: note.at,
    title: titleOf(cache, subject, null),
    ...subject,
    text: note.text,
    refusal: { kind: 'conflict', message: 'Somebody else has changed the same lines meanwhile.' },
    canForce: now !== undefined,
    canNote: true,
    sides: [{ field: 'description', theirs: now?.description ?? null, yours: note.text }],
    kept: true,
  };
}

/** Everything that needs this agent, oldest first. */
export function attentionList({ cache, outbox, agent }: QueryContext): AttentionView[] {
  const refused = (outbox?.refused() ?? []).map((one) => attentionView(cache, one));
  const kept = keptNotes(cache, agent?.id ?? '').map((note) => keptView(cache, note));
  return [...refused, ...kept].toSorted((a, b) => a.at - b.at);
}
