// Changes when something else waits for the demo agent when Parley is started for people to look at.
import type { AnyRecord } from '../../shared/domain/records.ts';
import { messagesOf, type Line } from './lines.ts';

const minute = 60_000;
/** Longer than colleagues usually have, so that it still waits when somebody comes to look. */
const waits = 8 * 60 * minute;

/** @returns a conversation that a colleague hands over at the end of a shift, with its capsule. The customer has left, and will be written to. */
export function makeWaiting(now: number): AnyRecord[] {
  const conversationId = 'conversation-waiting';
  const handoverId = 'handover-waiting';
  const began = now - 95 * minute;
  const lines: Line<'customer' | 'agent'>[] = [
    ['customer', 'Hi, my standing desk came with two left legs. Order ML-4417702.', began],
    [
      'agent',
      'Oh no, sorry about that! I am asking the warehouse for the right one now.',
      began + 3 * minute,
    ],
    ['customer', 'Thanks. I have people over on Friday, will it be here by then?', began + 5 * minute],
    ['agent', 'I will let you know by tomorrow noon when it ships.', began + 9 * minute],
    [
      'customer',
      'Great, please write to me here. And do I have to send the wrong leg back?',
      began + 12 * minute,
    ],
  ];
  const last = lines.at(-1)![2];
  const promise = `${conversationId}-m4`;
  return [
    {
      kind: 'conversation',
      record: {
        id: conversationId,
        channel: 'social',
        queueId: 'queue-orders',
        state: 'waiting',
        subject: lines[0]![1],
        visitor: {
          name: 'Ellis Haverford',
          email: 'ellis.haverford@example.com',
          language: 'en-GB',
          page: null,
          browser: 'Safari on iPhone',
        },
        customerId: null,
        caseId: null,
        agentId: 'agent-jonas',
        createdAt: began,
        queuedAt: began,
        acceptedAt: began + minute,
        wrapUpAt: null,
        closedAt: null,
        dispositionId: null,
        rating: null,
        lastSeq: lines.length,
        lastMessageAt: last,
        waitingSince: last,
        customerDeliveredSeq: lines.length,
        customerReadSeq: lines.length,
        agentReadSeq: lines.length,
        handoverId,
      },
    },
    ...messagesOf(conversationId, lines, {
      customer: { id: null, name: 'Ellis Haverford' },
      agent: { id: 'agent-jonas', name: 'Jonas Bergfeld' },
    }),
    {
      kind: 'handover',
      record: {
        id: handoverId,
        conversationId,
        kind: 'transfer',
        fromAgentId: 'agent-jonas',
        fromName: 'Jonas Bergfeld',
        toAgentId: 'agent-demo',
        toQueueId: null,
        state: 'offered',
        capsule: {
          asked: [
            { text: 'Two left legs came with the desk, order ML-4417702', messageId: `${conversationId}-m1` },
          ],
          promised: [
            {
              text: 'Say by tomorrow noon when the right leg ships',
              messageId: promise,
              by: 'Jonas Bergfeld',
              until: now + 26 * 60 * minute,
            },
          ],
          open: [{ text: 'Does the wrong leg have to come back?', messageId: `${conversationId}-m5` }],
          tried: [],
          mood: [-0.3, 0.1, 0.2],
          draft: 'No need to send the wrong leg back, Ellis. ',
        },
        comment: 'My shift ends. The warehouse answers in the morning.',
        reason: '',
        at: now,
        expiresAt: now + waits,
        decidedAt: null,
      },
    },
  ];
}
