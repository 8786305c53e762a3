// Small valid records for tests; every field can be overridden.
import type { Agent } from '../../shared/domain/people.ts';
import { defaultCapacity, type Presence } from '../../shared/domain/presence.ts';
import type { Queue } from '../../shared/domain/queue.ts';
import type { CommandOf } from '../../shared/domain/commands.ts';

export const aQueue = (over: Partial<Queue> = {}): Queue => ({
  id: 'queue-a',
  name: 'Support',
  channels: ['chat'],
  offerMs: 120_000,
  ...over,
});

export const anAgent = (id: string, over: Partial<Agent> = {}): Agent => ({
  id,
  handle: id,
  name: `Agent ${id}`,
  role: 'agent',
  languages: ['en'],
  queueIds: ['queue-a'],
  ...over,
});

export const aPresence = (id: string, over: Partial<Presence> = {}): Presence => ({
  id,
  status: 'available',
  sticky: false,
  linked: true,
  since: 0,
  capacity: defaultCapacity,
  used: 0,
  ...over,
});

/** The command that opens a chat conversation. */
export const openChat = (
  conversationId: string,
  over: Partial<CommandOf<'conversation.open'>['args']> = {},
): CommandOf<'conversation.open'> => ({
  id: `open-${conversationId}`,
  type: 'conversation.open',
  args: {
    conversationId,
    channel: 'chat',
    queueId: 'queue-a',
    visitor: { name: 'Ida', email: null, language: 'en', page: null, browser: null },
    customerId: null,
    messageId: `${conversationId}-m1`,
    text: 'Hello, where is my parcel?',
    ...over,
  },
});
