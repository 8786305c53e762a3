// Changes when the end of a call leaves something else in its conversation.
import type { EndReason } from './call.ts';
import type { Conversation } from './conversation.ts';

/** @returns what it means for a conversation that its call is over; nothing where it has none, or it was over before. */
export function callOver(
  { call }: Conversation,
  outcome: EndReason,
  at: number,
  heldMs?: number,
): Pick<Conversation, 'call'> {
  if (call === undefined || call.endedAt !== undefined) return {};
  const { ringing: _nowhere, ...rest } = call;
  return {
    call: {
      ...rest,
      endedAt: Math.max(at, call.answeredAt ?? call.ringingAt),
      outcome,
      ...(heldMs === undefined ? {} : { heldMs }),
    },
  };
}
