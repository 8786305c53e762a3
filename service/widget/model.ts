// What the page knows of its conversation, and how frames from the service change it. Pure.
import type { ChatDown, ChatFile, ChatMessage, ChatState } from '../../shared/chat/protocol.ts';

/** A message of the customer that the service has not confirmed. */
export interface Pending {
  id: string;
  text: string;
  at: number;
  files?: ChatFile[];
  replyToId?: string;
  /** Why the service refused it, as an error kind; null while it is on its way. */
  refusal: string | null;
}

/**
 * Where the customer is.
 *
 *   form --start--> starting --welcome--> queued <--> talking --> ended --new chat--> form
 */
export type Phase = 'form' | 'starting' | ChatState;

export interface Model {
  phase: Phase;
  /** By number, each once. */
  messages: ChatMessage[];
  /** In the order they were written. */
  pending: Pending[];
  agentName: string | null;
  /** The agent has read up to this number. */
  agentRead: number;
  /** Who is writing, or null. */
  typing: string | null;
  rated: boolean;
}

export const emptyModel: Model = {
  phase: 'form',
  messages: [],
  pending: [],
  agentName: null,
  agentRead: 0,
  typing: null,
  rated: false,
};

/** Kinds of refusal after which the same frame may be sent again by itself. */
export const passing = (kind: string): boolean =>
  kind === 'rateLimited' || kind === 'internal' || kind === 'timeout';

/** @returns the model after this frame. Frames that say nothing new give the same model. */
export function receive(model: Model, frame: ChatDown): Model {
  switch (frame.t) {
    case 'welcome':
      return take(
        {
          ...model,
          phase: frame.state,
          agentName: frame.agentName,
          rated: model.rated || frame.rated,
          typing: null,
        },
        frame.messages,
      );
    case 'messages':
      return take(model, frame.messages);
    case 'state':
      return {
        ...model,
        phase: frame.state,
        agentName: frame.agentName,
        typing: frame.state === 'talking' ? model.typing : null,
      };
    case 'typing':
      return { ...model, typing: frame.on ? frame.name : null };
    case 'seen':
      return { ...model, agentRead: Math.max(model.agentRead, frame.agentRead) };
    case 'rated':
      return { ...model, rated: true };
    case 'refused':
      if (frame.messageId === null || passing(frame.kind)) return model;
      return {
        ...model,
        pending: model.pending.map((one) =>
          one.id === frame.messageId ? { ...one, refusal: frame.kind } : one,
        ),
      };
    case 'pong':
      return model;
  }
}

function take(model: Model, fresh: ChatMessage[]): Model {
  const known = new Set(model.messages.map(({ id }) => id));
  const news = fresh.filter(
    ({ id }, at) => !known.has(id) && fresh.findIndex((other) => other.id === id) === at,
  );
  if (fresh.length === 0) return model;
  const ids = new Set(fresh.map(({ id }) => id));
  const spoke = news.some(({ from }) => from === 'agent');
  const changed = new Map(fresh.map((message) => [message.id, message]));
  const isNewer = ({ id, edits = 0 }: ChatMessage): boolean => (changed.get(id)?.edits ?? 0) > edits;
  const before = model.messages.some(isNewer)
    ? model.messages.map((message) => (isNewer(message) ? (changed.get(message.id) ?? message) : message))
    : model.messages;
  const messages = news.length === 0 ? before : [...before, ...news];
  if (news.length > 0) messages.sort((a, b) => a.seq - b.seq);
  return {
    ...model,
    messages,
    pending: model.pending.filter(({ id }) => !ids.has(id)),
    typing: spoke ? null : model.typing,
  };
}

/** @returns the highest number of a message, 0 without any. */
export function lastSeq({ messages }: Model): number {
  return messages.at(-1)?.seq ?? 0;
}
