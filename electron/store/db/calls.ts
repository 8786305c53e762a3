// Calls as the window sees them: whose a number is, which calls nobody took, and which this agent had last.
import { digits } from '../../../shared/cache/text.ts';
import { farNumber, tailOfNumber } from '../../../shared/domain/call.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Customer } from '../../../shared/domain/people.ts';
import { mostLastCalls } from '../../../shared/ipc/store.ts';
import type { Candidate, ConversationRow } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { conversationRow } from './conversations.ts';
import { customerRow } from './customers.ts';
import { findRows } from './search.ts';

/** More than this many are no help to choose from. */
const most = 20;

/**
 * Customers with this number, in whatever way it is written: the same digits; where nobody has those, the same digits at
 * the end, since one side may leave the country out. Further numbers of a customer count by the same digits.
 */
export function customersByNumber(context: QueryContext, number: string): Customer[] {
  const { cache } = context;
  const tail = tailOfNumber(number);
  if (tail === null) return [];
  const all = digits(number.replace(/^(sips?|tel):/i, '').split(/[@;]/)[0] ?? '').replace(/^00/, '');
  const same = cache.records(
    'customer',
    'SELECT body FROM customer WHERE phoneKey IN (?, ?) ORDER BY nameKey LIMIT 20',
    all,
    `00${all}`,
  );
  const further = (findRows(context, 'customer', all, most) ?? []).flatMap((row) =>
    cache
      .records('customer', 'SELECT body FROM customer WHERE row = ?', row)
      .filter(({ contacts = [] }) =>
        contacts.some(({ kind, value }) => kind === 'phone' && tailOfNumber(value) === tail),
      ),
  );
  const found = [...same, ...further];
  const ends =
    found.length > 0
      ? []
      : cache.records(
          'customer',
          'SELECT body FROM customer WHERE phoneKey LIKE ? ORDER BY nameKey LIMIT 20',
          `%${tail}`,
        );
  return [...new Map([...found, ...ends].map((one) => [one.id, one])).values()].slice(0, most);
}

/** See {@link customersByNumber}, with their counts. */
export function candidatesByNumber(context: QueryContext, number: string): Candidate[] {
  return customersByNumber(context, number).map((one) => ({
    ...customerRow(context, one),
    matches: ['phone'],
  }));
}

const missedMs = 2 * 24 * 3_600_000;
const mostMissed = 100;
const recent = `SELECT body FROM conversation
  WHERE state IN ('open', 'active', 'waiting', 'wrapUp', 'closed') AND queuedAt > ? AND channel = 'voice'`;

/** Calls of the last two days in this agent's queues that nobody took, and after which nobody talked with that number, newest first. */
export function missedCalls(context: QueryContext): ConversationRow[] {
  const { cache, agent, now } = context;
  const calls = cache.records('conversation', recent, now - missedMs);
  const keyOf = ({ call }: Conversation): string =>
    call === undefined ? '' : (tailOfNumber(farNumber(call)) ?? farNumber(call));
  const talked = new Map<string, number>();
  for (const one of calls)
    if (one.call?.answeredAt !== undefined)
      talked.set(keyOf(one), Math.max(one.call.answeredAt, talked.get(keyOf(one)) ?? 0));
  const mine = new Set(agent?.queueIds ?? []);
  return calls
    .filter(
      (one) =>
        one.state === 'closed' &&
        one.agentId === null &&
        one.call?.direction === 'in' &&
        one.call.answeredAt === undefined &&
        one.call.outcome !== 'elsewhere' &&
        mine.has(one.queueId) &&
        (talked.get(keyOf(one)) ?? 0) < one.createdAt,
    )
    .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? -1 : 1))
    .slice(0, mostMissed)
    .map((one) => conversationRow(context, one));
}

const lastMs = 30 * 24 * 3_600_000;
// Closed ones by the index of their end, the few that are wrapped up by that of their beginning.
const closedByMe = `SELECT body FROM conversation
  WHERE agentId = ? AND state = 'closed' AND closedAt > ? AND channel = 'voice' ORDER BY closedAt DESC LIMIT ?`;
const openByMe = `SELECT body FROM conversation
  WHERE agentId = ? AND state IN ('active', 'waiting', 'wrapUp') AND channel = 'voice'`;

/** This agent's calls of the last thirty days that are over, newest first. */
export function lastCalls(context: QueryContext): ConversationRow[] {
  const { cache, agent, now } = context;
  if (agent === null) return [];
  const closed = cache.records('conversation', closedByMe, agent.id, now - lastMs, mostLastCalls);
  return [...closed, ...cache.records('conversation', openByMe, agent.id)]
    .filter(({ call }) => call?.endedAt !== undefined)
    .toSorted((a, b) => (b.call?.ringingAt ?? 0) - (a.call?.ringingAt ?? 0) || (a.id < b.id ? -1 : 1))
    .slice(0, mostLastCalls)
    .map((one) => conversationRow(context, one));
}
