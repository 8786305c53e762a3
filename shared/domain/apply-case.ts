// Commands of cases and notes: creates by id, compare-and-set per field, a merged description, tags as sets, notes that are only ever added.
import { clash, withGiven } from './compare.ts';
import { mergeText } from './merge.ts';
import { done, refuse, tooManyTags, type ApplyContext, type Outcome } from './outcome.ts';
import { dueOf, startClocks, turnClocks } from './case-clocks.ts';
import type { Case, CaseEdit } from './case.ts';
import type { CommandOf } from './commands.ts';
import type { Note } from './note.ts';
import { put, type Change, type Records } from './records.ts';
import { editTags } from './tags.ts';

type CaseCommand = CommandOf<'case.create' | 'case.update' | 'case.tag' | 'note.write'>;

function create(records: Records, command: CommandOf<'case.create'>, context: ApplyContext): Outcome {
  const { args } = command;
  if (context.actor.kind !== 'agent') return refuse('forbidden', 'Only an agent creates a case.');
  const before = records.get('case', args.caseId);
  if (before !== undefined && (before.number !== null || !context.authority)) return done();
  if (records.get('queue', args.queueId) === undefined) return refuse('notFound', 'There is no such queue.');
  const { now } = context;
  const conversation =
    args.conversationId === null ? undefined : records.get('conversation', args.conversationId);
  const clocks = startClocks(args.priority, now);
  // Made while the customer is being talked to, and waits for nothing: the first answer was given before the case.
  if (conversation !== undefined && conversation.agentId !== null && conversation.waitingSince === null)
    clocks.response.doneAt = now;
  const created: Case = {
    id: args.caseId,
    number: context.authority ? (context.nextCaseNumber?.() ?? null) : null,
    title: args.title,
    description: args.description,
    kind: args.kind,
    status: 'open',
    priority: args.priority,
    category: args.category,
    customerId: args.customerId,
    ownerId: context.actor.id,
    queueId: args.queueId,
    conversationId: args.conversationId,
    tags: [],
    createdAt: now,
    updatedAt: now,
    dueAt: dueOf(clocks),
    clocks,
  };
  const linked =
    conversation === undefined ? [] : [put('conversation', { ...conversation, caseId: created.id })];
  return done(put('case', created), ...linked);
}

/** Sets fields whose value is still what the agent saw; one that somebody else changed meanwhile is a conflict with both sides. */
function update(records: Records, command: CommandOf<'case.update'>, context: ApplyContext): Outcome {
  const before = records.get('case', command.args.caseId);
  if (before === undefined) return refuse('notFound', 'There is no such case.');
  const { set, base } = command.args;
  const refused = clash(before, set, base, ['description']) ?? misplaced(records, before, set);
  if (refused !== null) return refused;
  const text = describe(records, before, command, context);
  if ('ok' in text) return text;
  const { description, note } = text;
  const next = withGiven(before, { ...set, description });
  if (next === before) return done(...note);
  const clocks = turnClocks(before, next, context.now);
  const dueAt = dueOf(clocks);
  return done(put('case', { ...next, clocks, dueAt, updatedAt: context.now }), ...note);
}

/** How far up the parents of a case are looked at. */
const mostAbove = 20;

/** @returns why a case cannot be put there: no such queue, no such parent, or it would be above itself. */
function misplaced(records: Records, before: Case, set: CaseEdit): Outcome | null {
  if (
    set.queueId !== undefined &&
    set.queueId !== before.queueId &&
    records.get('queue', set.queueId) === undefined
  )
    return refuse('notFound', 'There is no such queue.');
  if (set.parentId == null || set.parentId === before.parentId) return null;
  let above = records.get('case', set.parentId);
  if (above === undefined) return refuse('notFound', 'There is no such case.');
  for (let steps = 0; above !== undefined && steps < mostAbove; steps += 1) {
    if (above.id === before.id) return refuse('invalid', 'A case cannot be above itself.');
    above = above.parentId == null ? undefined : records.get('case', above.parentId);
  }
  return null;
}

/** The description after an edit, and the note that keeps a text which could not be merged; or a refusal. */
type Described = { description: string; note: Change[] } | Outcome;

/**
 * Merges the new description with what is there. Where both sides touch the same lines, what is there stays, and the
 * agent's text is kept whole as a note. The note has the id of the command: the second time, it is there already.
 */
function describe(
  records: Records,
  before: Case,
  { id, args }: CommandOf<'case.update'>,
  { actor, now }: ApplyContext,
): Described {
  const yours = args.set.description ?? before.description;
  const stays = { description: before.description, note: [] };
  if (yours === before.description) return stays;
  const merged = mergeText(args.base.description ?? '', before.description, yours);
  if (merged !== null) return { description: merged, note: [] };
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent edits a description.');
  if (records.get('note', id) !== undefined) return stays;
  // There is nothing to keep of an emptied text, but its author hears that it was not emptied.
  if (yours.trim() === '') {
    const facts = { field: 'description', theirs: before.description.slice(0, 2000), yours };
    return refuse('conflict', 'Somebody else has changed the description meanwhile.', facts);
  }
  const kept: Note = {
    id,
    subjectKind: 'case',
    subjectId: before.id,
    authorId: actor.id,
    authorName: actor.name,
    text: yours,
    at: now,
    supersedes: null,
    kept: 'description',
  };
  return { description: before.description, note: [put('note', kept)] };
}

function tag(records: Records, command: CommandOf<'case.tag'>, context: ApplyContext): Outcome {
  if (context.actor.kind !== 'agent') return refuse('forbidden', 'Only an agent sets tags.');
  const before = records.get('case', command.args.caseId);
  if (before === undefined) return refuse('notFound', 'There is no such case.');
  const tagged = editTags(before, command.args, command.id);
  if (tagged === 'full') return tooManyTags();
  return tagged === null ? done() : done(put('case', { ...before, ...tagged, updatedAt: context.now }));
}

function writeNote(records: Records, command: CommandOf<'note.write'>, context: ApplyContext): Outcome {
  const { actor, now } = context;
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent writes notes.');
  const { noteId, subjectKind, subjectId, text, supersedes, kept, format } = command.args;
  if (records.get('note', noteId) !== undefined) return done();
  if (records.get(subjectKind, subjectId) === undefined)
    return refuse('notFound', `The ${subjectKind} of this note is not there.`);
  const old = supersedes === null ? undefined : records.get('note', supersedes);
  if (old !== undefined && old.authorId !== actor.id)
    return refuse('forbidden', 'Only its author edits a note.');
  return done(
    put('note', {
      id: noteId,
      subjectKind,
      subjectId,
      authorId: actor.id,
      authorName: actor.name,
      text,
      at: now,
      supersedes,
      ...(format === undefined ? {} : { format }),
      // Only a text that was kept for a description can have gone into it.
      ...(kept === 'used' && old?.kept === 'description' ? { kept } : {}),
    }),
  );
}

/** See {@link import('./apply.ts').applyCommand}. */
export function applyCaseCommand(records: Records, command: CaseCommand, context: ApplyContext): Outcome {
  switch (command.type) {
    case 'case.create':
      return create(records, command, context);
    case 'case.update':
      return update(records, command, context);
    case 'case.tag':
      return tag(records, command, context);
    case 'note.write':
      return writeNote(records, command, context);
  }
}
