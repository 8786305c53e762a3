// Fan-out: which open pages belong to a conversation, and what of the log and of typing they are told.
import type { Agent } from '../../../shared/domain/people.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { ChatMessage } from '../../../shared/chat/protocol.ts';
import type { Typing } from '../../../shared/sync/protocol.ts';
import type { FeedEntry } from '../../context.ts';
import { chatMessage } from './view.ts';

/** What the hub tells one page's link. */
export interface Listener {
  messages(messages: ChatMessage[]): void;
  conversation(conversation: Conversation): void;
  typing(typing: Typing): void;
  agent(agent: Agent): void;
}

export interface ChatHub {
  /** @returns a function that ends it. */
  join(conversationId: string, listener: Listener): () => void;
  /** How many have joined. */
  pages(conversationId: string): number;
  hear(entries: FeedEntry[]): void;
  hearTyping(typing: Typing): void;
}

export function createChatHub(): ChatHub {
  const rooms = new Map<string, Set<Listener>>();
  const tell = (conversationId: string, say: (listener: Listener) => void): void =>
    rooms.get(conversationId)?.forEach(say);

  return {
    join(conversationId, listener) {
      const room = rooms.get(conversationId) ?? new Set();
      rooms.set(conversationId, room.add(listener));
      return () => {
        room.delete(listener);
        if (room.size === 0 && rooms.get(conversationId) === room) rooms.delete(conversationId);
      };
    },
    pages: (conversationId) => rooms.get(conversationId)?.size ?? 0,
    hear(entries) {
      for (const entry of entries) {
        if (entry.op === 'remove') continue;
        if (entry.kind === 'message') {
          const message = chatMessage(entry.record);
          if (message !== null) tell(entry.record.conversationId, (listener) => listener.messages([message]));
        } else if (entry.kind === 'conversation') {
          const conversation = entry.record;
          tell(conversation.id, (listener) => listener.conversation(conversation));
        } else if (entry.kind === 'agent') {
          const agent = entry.record;
          for (const room of rooms.values()) for (const listener of room) listener.agent(agent);
        }
      }
    },
    hearTyping(typing) {
      if (typing.who === 'agent') tell(typing.conversationId, (listener) => listener.typing(typing));
    },
  };
}
