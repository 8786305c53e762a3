// What of a conversation the customer may see, and as what. Nothing internal passes here.
import type { ChatMessage, ChatState } from '../../../shared/chat/protocol.ts';
import type { Conversation, Message } from '../../../shared/domain/conversation.ts';

/** @returns the message as the page sees it, or null when it is not for customers or has no number yet. */
export function chatMessage(message: Message): ChatMessage | null {
  const { id, seq, audience, authorKind, authorName, text, at } = message;
  if (audience !== 'public' || seq === null) return null;
  return { id, seq, from: authorKind, name: authorName, text, at };
}

/** @returns what the customer is told of the state. */
export function chatState(state: Conversation['state']): ChatState {
  if (state === 'open') return 'queued';
  return state === 'active' || state === 'waiting' ? 'talking' : 'ended';
}
