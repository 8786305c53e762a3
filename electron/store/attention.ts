// What its author must hear of: commands that the service refused, and texts that it could keep only as notes. As the window sees them.
import { isOfCall } from '../../shared/domain/call.ts';
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { sameValue } from '../../shared/domain/compare.ts';
import type { Note } from '../../shared/domain/note.ts';
import type { Settlement } from '../../shared/ipc/store.ts';
import type { AttentionView } from '../../shared/ipc/views.ts';
import type { Cache } from './db/cache.ts';
import { keptNotes } from './db/notes.ts';
import type { Refused } from './db/outbox.ts';
import { openTroubles, type RecordingTrouble } from './files/recording-troubles.ts';
import type { QueryContext } from './query-context.ts';
import { fieldText, setterOf, subjectOf, textOf, type Subject } from './refused-words.ts';

/** What a note can be written on. */
export type Place = NonNullable<Settlement['target']>;
type Side = AttentionView['sides'][number];

/** Refusals nobody needs to hear of: the world went on, and nothing that was written is lost. */
export function isSilent(command: AgentCommand): boolean {
  return (
    command.type === 'conversation.read' ||
    command.type === 'offer.decline' ||
    command.type === 'presence.set' ||
    isReport(command) ||
    // The correction itself is kept here, whether the service wants it or not.
    command.type === 'moodCorrection.give' ||
    command.type === 'moodCorrection.take'
  );
}

/**
 * What the desk reports of a call by itself: nobody has written it, and there is nothing to decide. What an agent loses by
 * it, a recording, is told in words of its own (REC-6). Rule: CALL-26.
 */
function isReport(command: AgentCommand): boolean {
  switch (command.type) {
    case 'call.ring':
    case 'call.answer':
    case 'call.end':
    case 'call.quality':
    case 'call.recording':
    case 'call.pause':
      return true;
    // That somebody objects has been said by a person, and must not get lost.
    case 'call.consent':
      return command.args.consent.state === 'given';
    // Whoever has the call instead, the telephone says so itself.
    case 'offer.accept':
      return isOfCall(command.args.conversationId);
    default:
      return false;
  }
}

const hasWords = (text: string | null): boolean => text !== null && text.trim() !== '';

/** @returns the title of what stands for itself; '' where there is none: what was tried is said anyway. */
function ownTitle(cache: Cache, command: AgentCommand): string {
  switch (command.type) {
    case 'article.draft':
      return command.args.article.title;
    case 'article.update':
    case 'article.submit':
    case 'article.remove':
    case 'article.review':
    case 'feedback.give':
      return cache.get('article', command.args.articleId)?.title ?? '';
    case 'activity.create':
      return command.args.activity.title;
    case 'activity.update':
      return cache.get('activity', command.args.activityId)?.title ?? '';
    case 'quickReply.put':
      return command.args.quickReply.title;
    case 'macro.put':
      return command.args.macro.title;
    case 'script.put':
      return command.args.script.title;
    case 'savedView.put':
      return command.args.savedView.name;
    default:
      return '';
  }
}

function titleOf(cache: Cache, { subjectKind, subjectId }: Subject, command: AgentCommand | null): string {
  if (subjectId === null) return command === null ? '' : ownTitle(cache, command);
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
  const setter = setterOf(command);
  if (setter === null) return undefined;
  const found = cache.get(setter.kind, setter.id);
  if (found === undefined) return undefined;
  return setter.kind === 'activity' ? { ...found, done: 'doneAt' in found && found.doneAt !== null } : found;
}

/** @returns whether the same edit may be sent again over the values that are there now. */
export function canForce(cache: Cache, { command, refusal }: Refused): boolean {
  return refusal.kind === 'conflict' && fieldsNow(cache, command) !== undefined;
}

/** Of a list, what its author saw: its entries are compared one by one. */
function seenOf(base: object, field: string): { seen?: string } {
  const value = field === 'contacts' && 'contacts' in base ? fieldText(base.contacts) : null;
  return value === null ? {} : { seen: value };
}

/** Both sides of a conflict as they are now; where the record is out of sight, as they were when it was refused. */
function sidesOf(cache: Cache, { command, refusal }: Refused): Side[] {
  const { facts } = refusal;
  if (refusal.kind !== 'conflict' || typeof facts?.['field'] !== 'string') return [];
  const setter = setterOf(command);
  if (setter === null) return [];
  const now = fieldsNow(cache, command);
  if (now === undefined) {
    const words = (value: string | number | boolean | null | undefined): string | null =>
      value == null ? null : String(value);
    return [{ field: facts['field'], theirs: words(facts['theirs']), yours: words(facts['yours']) }];
  }
  return Object.entries(setter.set).flatMap(([field, yours]): Side[] =>
    yours === undefined || sameValue(now[field], yours)
      ? []
      : [{ field, theirs: fieldText(now[field]), yours: fieldText(yours), ...seenOf(setter.base, field) }],
  );
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

/** @returns a recording that is not there, or not whole, with what there is of it. */
function recordingView(cache: Cache, { id, conversationId, problem, at }: RecordingTrouble): AttentionView {
  const subject = { subjectKind: 'conversation' as const, subjectId: conversationId };
  const parts = cache.get('conversation', conversationId)?.call?.recording?.parts ?? [];
  return {
    commandId: id,
    type: 'call.recording',
    at,
    title: titleOf(cache, subject, null),
    ...subject,
    text: null,
    refusal: { kind: 'storage', message: 'The recording of this call is not whole.' },
    canForce: false,
    canNote: false,
    sides: [],
    kept: false,
    recording: { problem, keptMs: parts.reduce((sum, { ms }) => sum + ms, 0) },
  };
}

/** Everything that needs this agent, oldest first. */
export function attentionList({ cache, outbox, agent }: QueryContext): AttentionView[] {
  const refused = (outbox?.refused() ?? []).map((one) => attentionView(cache, one));
  const kept = keptNotes(cache, agent?.id ?? '').map((note) => keptView(cache, note));
  const recordings = outbox === null ? [] : openTroubles(outbox).map((one) => recordingView(cache, one));
  return [...refused, ...kept, ...recordings].toSorted((a, b) => a.at - b.at);
}
