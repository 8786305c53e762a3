// Changes when it changes who may write into a conversation in which state.
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Agent } from '../../../shared/domain/people.ts';

/** Why nothing can be written, as the last part of a translation key. */
export type WriteBar = 'signedOut' | 'notAccepted' | 'otherAgent' | 'ended' | 'closed';

/** @returns why this agent cannot write to this audience here, or null. The same rules as applyCommand, told beforehand. */
export function writeBar(
  conversation: Pick<Conversation, 'state' | 'agentId'>,
  agent: Pick<Agent, 'id' | 'role'> | null,
  audience: 'public' | 'internal',
): WriteBar | null {
  if (agent === null) return 'signedOut';
  if (conversation.state === 'closed') return 'closed';
  if (audience === 'internal') return null;
  if (conversation.state === 'wrapUp') return 'ended';
  if (conversation.state === 'open') return 'notAccepted';
  if (conversation.agentId !== agent.id && agent.role === 'agent') return 'otherAgent';
  return null;
}
