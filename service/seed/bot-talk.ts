// Changes when the conversation that an agent of the demo has taken over from a bot does: its mood begins with what was said to the bot.
import type { AnyRecord } from '../../shared/domain/records.ts';
import { messagesOf, type Line } from './lines.ts';

const minute = 60_000;
const conversationId = 'conversation-bot';
const bot = 'Marlund assistant';
const visitor = 'Carys Penhallow';

/** @returns a conversation of the demo agent whose customer had been with a bot for too long. */
export function makeBotTalk(now: number): AnyRecord[] {
  const began = now - 34 * minute;
  const lines: Line<'customer' | 'bot'>[] = [
    ['customer', 'Hello, my coffee machine leaks from below. Order ML-5530418.', began],
    ['bot', 'I am the assistant of Marlund. Have you tried to descale the machine?', began + 5_000],
    ['customer', 'It is two weeks old. It does not need descaling, it leaks.', began + minute],
    ['bot', 'Here is how to descale your machine. Did that help?', began + minute + 5_000],
    [
      'customer',
      'No! This is the third time you send me that, it is completely useless. I want to talk to a person.',
      began + 2 * minute,
    ],
    [
      'bot',
      'I am passing you on to a colleague, who can read what we have written.',
      began + 2 * minute + 5_000,
    ],
  ];
  const asked = began + 2 * minute;
  return [
    {
      kind: 'conversation',
      record: {
        id: conversationId,
        channel: 'social',
        queueId: 'queue-support',
        state: 'waiting',
        subject: lines[0]![1],
        visitor: { name: visitor, email: null, language: 'en-GB', page: null, browser: 'Firefox on Linux' },
        customerId: null,
        caseId: null,
        agentId: 'agent-demo',
        createdAt: began,
        queuedAt: asked + 5_000,
        acceptedAt: asked + minute,
        wrapUpAt: null,
        closedAt: null,
        dispositionId: null,
        rating: null,
        lastSeq: lines.length,
        lastMessageAt: lines.at(-1)![2],
        waitingSince: asked,
        customerDeliveredSeq: lines.length,
        customerReadSeq: lines.length,
        agentReadSeq: 0,
      },
    },
    ...messagesOf(conversationId, lines, {
      customer: { id: null, name: visitor },
      bot: { id: null, name: bot },
    }),
  ];
}
