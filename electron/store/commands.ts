// An agent's command, in this order: refused at once if it cannot be, saved durably, laid over the cache, then "saved".
import type { AgentCommand } from '../../shared/domain/commands.ts';
import { maskCommand, rulesInForce } from '../../shared/domain/mask-rules.ts';
import { fromErrorData } from '../../shared/errors.ts';
import type { Cache } from './db/cache.ts';
import type { Outbox } from './db/outbox.ts';
import type { Overlay } from './sync/pending.ts';

/** What saving a command needs of the signed-in account. */
export interface CommandDeps {
  outbox: Outbox;
  cache: Cache;
  overlay: Overlay;
  /** The desk's estimate of the service's clock. */
  now: number;
  /** The command is safe, but could not be shown: the cache refused. */
  onTrouble: (error: unknown) => void;
}

/** A desk that has read nothing yet knows no rules: the service masks what it sends. */
function masked(cache: Cache, command: AgentCommand): AgentCommand {
  if (!written.has(command.type) || cache.meta('cursor') === null) return command;
  const rules = cache.records('maskRule', 'SELECT body FROM maskRule');
  return maskCommand(command, rulesInForce(rules).agent);
}
const written = new Set<AgentCommand['type']>(['message.send', 'message.edit', 'note.write']);

/** Said again and again: reading marks come in floods, and a window that is opened anew tells of its calls once more. */
const repeats = new Set<AgentCommand['type']>(['conversation.read', 'call.ring', 'call.answer', 'call.end']);

/**
 * Saves a command. When this returns it is on disk and will reach the service.
 * @param given its words are masked by the rules that this desk knows before anything of it is kept (MASK-3).
 * @param settles the refused command that this one takes the place of.
 * @returns whether there is something new to push.
 * @throws AppError as the command would be refused now, or `storage`; then nothing is saved.
 */
export function saveCommand(deps: CommandDeps, given: AgentCommand, settles?: string): boolean {
  const { outbox, cache, overlay, now } = deps;
  if (outbox.has(given.id)) return false;
  const command = masked(cache, given);
  const edit = { command, madeAt: now };
  const outcome = overlay.try(cache, edit);
  if (!outcome.ok) throw fromErrorData(outcome.refusal);
  // What changes nothing has been sent before.
  if (repeats.has(command.type) && outcome.changes.length === 0) return false;
  outbox.add([command], now, settles);
  try {
    cache.transaction(() => overlay.lay(cache, edit));
  } catch (error) {
    deps.onTrouble(error);
  }
  return true;
}
