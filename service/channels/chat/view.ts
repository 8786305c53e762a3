// What of a conversation the customer may see, and as what. Nothing internal passes here.
import { saysOnlyFiles } from '../../../shared/domain/attachment.ts';
import type { ChatMessage, ChatState } from '../../../shared/chat/protocol.ts';
import type { Conversation, Message } from '../../../shared/domain/conversation.ts';

/** @returns the message as the page sees it, or null when it is not for customers or has no number yet. */
export function chatMessage(message: Message): ChatMessage | null {
  const { id, seq, audience, authorKind, authorName, text, at, attachments, replyToId, edits, articleId } =
    message;
  if (audience !== 'public' || seq === null) return null;
  const files = attachments?.map(({ id: fileId, name, mediaType, bytes }) => ({
    id: fileId,
    name,
    type: mediaType,
    bytes,
  }));
  return {
    id,
    seq,
    from: authorKind,
    name: authorName,
    text: saysOnlyFiles(message) ? '' : text,
    at,
    ...(files === undefined || files.length === 0 ? {} : { files }),
    ...(articleId === null ? {} : { article: true as const }),
    ...(replyToId == null ? {} : { replyToId }),
    ...(edits === undefined || edits.length === 0 ? {} : { edits: edits.length }),
  };
}

/** @returns what the customer is told of the state. */
export function chatState(state: Conversation['state']): ChatState {
  if (state === 'open') return 'queued';
  return state === 'active' || state === 'waiting' ? 'talking' : 'ended';
}
