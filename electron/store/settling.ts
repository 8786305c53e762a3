// How an agent settles what needs it: the commands that each way stands for. Rule: SYNC-39.
import type { AgentCommand } from '../../shared/domain/commands.ts';
import type { Id, NewId } from '../../shared/domain/ids.ts';
import type { Note } from '../../shared/domain/note.ts';
import { bounds } from '../../shared/domain/text.ts';
import { AppError } from '../../shared/errors.ts';
import type { Settlement } from '../../shared/ipc/store.ts';
import { saveCommand, type CommandDeps } from './commands.ts';
import { canForce, fieldsNow, placeOf, type Place } from './attention.ts';
import { setterOf, textOf } from './refused-words.ts';
import type { Cache } from './db/cache.ts';
import { keptNotes } from './db/notes.ts';
import type { Refused } from './db/outbox.ts';

/** What settling needs: the means of saving commands, ids, and who settles. */
export interface SettleDeps extends CommandDeps {
  newId: NewId;
  agentId: Id;
}

/**
 * Settles something of the attention list. Works without the service: what it makes is saved as every command is.
 * @throws AppError `notFound` when it was settled before or its record is gone, `state` when this way makes no sense
 * for it, or as the new command is refused; then it is as it was.
 */
export function settle(deps: SettleDeps, settlement: Settlement): void {
  const { outbox, cache, newId, agentId } = deps;
  const { commandId, how } = settlement;
  const gone = (): AppError => new AppError('notFound', 'This has been settled already.');
  if (how === 'restore') {
    if (!outbox.unsettle(commandId)) throw gone();
    return;
  }
  const refused = outbox.findRefused(commandId);
  if (refused === null) {
    const kept = keptNotes(cache, agentId).find(({ id }) => id === commandId);
    if (kept === undefined) throw gone();
    for (const command of keptSettlement(cache, kept, how, newId)) saveCommand(deps, command);
  } else if (how === 'drop') outbox.settle(commandId);
  else saveCommand(deps, settlementOf(cache, refused, settlement, newId), commandId);
}

/**
 * @returns the command that takes the place of a refused one.
 * @throws AppError `state` when this way makes no sense for it, `notFound` when its record is gone.
 */
function settlementOf(
  cache: Cache,
  refused: Refused,
  { how, target, text, contacts }: Settlement,
  newId: NewId,
): AgentCommand {
  switch (how) {
    case 'force':
      return forced(cache, withContacts(refused, contacts), newId);
    case 'asNote':
      return asNote(refused, target ?? null, text ?? textOf(refused.command), newId);
    default:
      throw new AppError('state', 'This cannot be settled in this way.');
  }
}

/** The same edit with the contacts that were chosen. @throws AppError `state` where it is about none. */
function withContacts(refused: Refused, contacts: Settlement['contacts']): Refused {
  if (contacts === undefined) return refused;
  const { command } = refused;
  if (command.type !== 'customer.update' || command.args.set.contacts === undefined)
    throw new AppError('state', 'This is not about the contacts of a customer.');
  const set = { ...command.args.set, contacts };
  return { ...refused, command: { ...command, args: { ...command.args, set } } };
}

/** The same edit over the values that are there now. */
function forced(cache: Cache, refused: Refused, newId: NewId): AgentCommand {
  const { command, refusal } = refused;
  // The same message: under its own id it is one message, however often it is sent.
  if (command.type === 'message.send') return { ...command, id: newId() };
  const setter = setterOf(command);
  if (setter === null) throw new AppError('state', 'This cannot be settled by sending it again.');
  const now = fieldsNow(cache, command);
  if (now === undefined) throw new AppError('notFound', 'What it was about is not there any more.');
  if (!canForce(cache, refused))
    throw new AppError('state', `This cannot be settled by sending it again: ${refusal.kind}.`);
  const base = Object.fromEntries(Object.keys(setter.set).map((field) => [field, now[field]]));
  return { ...command, id: newId(), args: { ...command.args, base } } as AgentCommand;
}

/** The refused text as a note: on what it was about, or on something else that the agent has chosen. */
function asNote(
  { command, refusal }: Refused,
  target: Place | null,
  text: string | null,
  newId: NewId,
): AgentCommand {
  if (text === null || text.trim() === '') throw new AppError('state', 'There are no words to keep.');
  const subject = target ?? placeOf(command, refusal.kind === 'notFound');
  if (subject === null) throw new AppError('state', 'There is nothing that a note could be written on.');
  return noteOn(subject, text, null, newId());
}

/**
 * What settles a text that was kept as a note.
 * `force`: it takes the place of the description. `both`: it goes below it. `asNote`, `drop`: it stays a note.
 * @returns the commands, in order. @throws AppError.
 */
function keptSettlement(cache: Cache, note: Note, how: Settlement['how'], newId: NewId): AgentCommand[] {
  const subject = { subjectKind: note.subjectKind, subjectId: note.subjectId };
  if (how === 'asNote' || how === 'drop') return [noteOn(subject, note.text, note.id, newId())];
  if (how !== 'force' && how !== 'both') throw new AppError('state', 'This cannot be settled in this way.');
  const now = cache.get('case', note.subjectId);
  if (now === undefined) throw new AppError('notFound', 'The case is not there any more.');
  const description = how === 'force' ? note.text : `${now.description}\n\n${note.text}`;
  if (description.length > bounds.description)
    throw new AppError('tooLarge', `A description holds at most ${bounds.description} characters.`);
  return [
    {
      id: newId(),
      type: 'case.update',
      args: { caseId: now.id, set: { description }, base: { description: now.description } },
    },
    noteOn(subject, note.text, note.id, newId(), 'used'),
  ];
}

function noteOn(subject: Place, text: string, supersedes: Id | null, id: Id, kept?: 'used'): AgentCommand {
  const args = { noteId: id, ...subject, text, supersedes, ...(kept === undefined ? {} : { kept }) };
  return { id, type: 'note.write', args };
}
