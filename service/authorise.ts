// Which kind of actor may give which command; what a command does to a record it names is apply.ts's to say.
import {
  agentCommandSchema,
  customerCommandSchema,
  type Actor,
  type Command,
} from '../shared/domain/commands.ts';
import type { ErrorData } from '../shared/errors.ts';

const agentTypes = new Set<string>(agentCommandSchema.options.map((option) => option.shape.type.value));
const customerTypes = new Set<string>(customerCommandSchema.options.map((option) => option.shape.type.value));

/** @returns why this actor may not give this command, or null. The service itself may give any. */
export function refusalFor(actor: Actor, command: Command): ErrorData | null {
  if (actor.kind === 'system') return null;
  if (actor.kind === 'agent') {
    if (agentTypes.has(command.type)) return null;
    return { kind: 'forbidden', message: 'A desk cannot give this command.' };
  }
  const about = 'conversationId' in command.args ? command.args.conversationId : null;
  if (customerTypes.has(command.type) && about === actor.conversationId) return null;
  return { kind: 'forbidden', message: 'A customer can act only in their own conversation.' };
}
