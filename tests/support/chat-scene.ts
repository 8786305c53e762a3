// Changes when tests of the chat channel need another stage: a small service with one agent, and pages that join it.
import { chatWith, type ChatSettings } from '../../service/channels/chat/index.ts';
import type { ChatUp } from '../../shared/chat/protocol.ts';
import type { Actor, Command } from '../../shared/domain/commands.ts';
import { chatClient, type ChatClient } from './chat-client.ts';
import { aPresence, aQueue, anAgent } from './records.ts';
import { createTestService, type TestService } from './service-context.ts';

const ann: Actor = { kind: 'agent', id: 'ann', name: 'Ann Berg', role: 'agent' };
const opened: { stop(): Promise<void> }[] = [];
/** Stops every service that a test has set up. */
export async function stopChats(): Promise<void> {
  for (const service of opened.splice(0)) await service.stop();
}

let counter = 0;
export const uuid = (): string => crypto.randomUUID();
export const startFrame = (
  over: Partial<Extract<ChatUp, { t: 'start' }>> = {},
): Extract<ChatUp, { t: 'start' }> => ({
  t: 'start',
  conversationId: uuid(),
  messageId: uuid(),
  name: 'Ida Holm',
  email: null,
  text: 'Where is my parcel?',
  queueId: null,
  language: 'da',
  page: null,
  ...over,
});

/** A service with a queue and the agent Ann Berg. */
export async function setUpChat(settings: Partial<ChatSettings> = {}): Promise<{
  service: TestService;
  address: string;
  join(): Promise<ChatClient>;
  agent(type: Command['type'], args: object): Promise<void>;
}> {
  const service = await createTestService(({ chatStore }) => [chatWith(settings, chatStore)]);
  opened.push(service);
  service.world.seed(
    { kind: 'queue', record: aQueue() },
    { kind: 'agent', record: anAgent('ann', { name: 'Ann Berg' }) },
    { kind: 'presence', record: aPresence('ann') },
  );
  const address = await service.listen();
  return {
    service,
    address,
    join: () => chatClient(address),
    async agent(type, args) {
      const result = await service.context.run(ann, { id: `a-${++counter}`, type, args } as Command);
      if (!result.ok) throw new Error(result.refusal.message);
    },
  };
}
