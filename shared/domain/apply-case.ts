// Commands of cases and notes: creates by id, compare-and-set per field, notes that are only ever added.
import { done, refuse, type ApplyContext, type Outcome } from './outcome.ts';
import { dueHours, isOpenCase, type Case, type CaseEdit } from './case.ts';
import type { CommandOf } from './commands.ts';
import { put, type Records } from './records.ts';

type CaseCommand = CommandOf<'case.create' | 'case.update' | 'note.write'>;

const hour = 3_600_000;

function create(records: Records, command: CommandOf<'case.create'>, context: ApplyContext): Outcome {
  const { args } = command;
  if (context.actor.kind !== 'agent') return refuse('forbidden', 'Only an agent creates a case.');
  const before = records.get('case', args.caseId);
  if (before !== undefined && (before.number !== null || !context.authority)) return done();
  if (records.get('queue', args.queueId) === undefined) return refuse('notFound', 'There is no such queue.');
  const { now } = context;
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
    dueAt: now + dueHours[args.priority] * hour,
  };
  const conversation =
    args.conversationId === null ? undefined : records.get('conversation', args.conversationId);
  const linked =
    conversation === undefined ? [] : [put('conversation', { ...conversation, caseId: created.id })];
  return done(put('case', created), ...linked);
}

/** Sets fields whose value is still what the agent saw; one that somebody else changed meanwhile is a conflict with both sides. */
function update(records: Records, command: CommandOf<'case.update'>, context: ApplyContext): Outcome {
  const before = records.get('case', command.args.caseId);
  if (before === undefined) return refuse('notFound', 'There is no such case.');
  const { set, base } = command.args;
  let changed = false;
  for (const field of Object.keys(set) as (keyof CaseEdit)[]) {
    if (set[field] === undefined || before[field] === set[field]) continue;
    if (field in base && before[field] !== base[field]) {
      const facts = { field, theirs: before[field] ?? null, yours: set[field] ?? null };
      return refuse('conflict', `Somebody else has changed the ${field} meanwhile.`, facts);
    }
    changed = true;
  }
  if (!changed) return done();
  const priority = set.priority ?? before.priority;
  const status = set.status ?? before.status;
  const dueAt = isOpenCase(status) ? before.createdAt + dueHours[priority] * hour : before.dueAt;
  const given = Object.fromEntries(
    Object.entries(set).filter(([, value]) => value !== undefined),
  ) as Partial<Case>;
  return done(put('case', { ...before, ...given, dueAt, updatedAt: context.now }));
}

function writeNote(records: Records, command: CommandOf<'note.write'>, context: ApplyContext): Outcome {
  const { actor, now } = context;
  if (actor.kind !== 'agent') return refuse('forbidden', 'Only an agent writes notes.');
  const { noteId, subjectKind, subjectId, text, supersedes } = command.args;
  if (records.get('note', noteId) !== undefined) return done();
  if (records.get(subjectKind, subjectId) === undefined)
    return refuse('notFound', `The ${subjectKind} of this note is not there.`);
  if (supersedes !== null) {
    const old = records.get('note', supersedes);
    if (old !== undefined && old.authorId !== actor.id)
      return refuse('forbidden', 'Only its author edits a note.');
  }
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
    case 'note.write':
      return writeNote(records, command, context);
  }
}
