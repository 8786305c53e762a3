// Customers as the window sees them: one, a list, a timeline, and who a visitor may be.
import { digits, plain } from '../../../shared/cache/text.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Customer } from '../../../shared/domain/people.ts';
import type { CustomerRow, TimelineItem } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { caseRowsAt } from './cases.ts';
import { conversationRowsAt } from './conversations.ts';
import { listedNote, notesAt } from './notes.ts';
import { findRows } from './search.ts';

/** @returns the customer with its counts. */
export function customerRow({ cache }: QueryContext, customer: Customer): CustomerRow {
  // The plus keeps the planner from walking all open cases instead of this customer's.
  const counts = cache.one<{ openCases: number; conversations: number }>(
    `SELECT (SELECT count(*) FROM "case" WHERE customerId = ?1 AND +open = 1) AS openCases,
            (SELECT count(*) FROM conversation WHERE customerId = ?1) AS conversations`,
    customer.id,
  );
  const { id, name, email, phone, organisation, city, language, tags, tagMarks, since } = customer;
  return {
    id,
    name,
    email,
    phone,
    organisation,
    city,
    language,
    tags,
    ...(tagMarks === undefined ? {} : { tagMarks }),
    since,
    openCases: counts?.openCases ?? 0,
    conversations: counts?.conversations ?? 0,
  };
}

/** One customer; null when this desk does not hold it. */
export function customerView(context: QueryContext, id: string): CustomerRow | null {
  const customer = context.cache.get('customer', id);
  return customer === undefined ? null : customerRow(context, customer);
}

const listed = 200;

/** By name; with a text those in which every word begins a word, or whose phone number holds these digits. */
export function customerList(context: QueryContext, text: string): CustomerRow[] {
  const { cache } = context;
  const found = findRows(context, 'customer', text, listed);
  const all =
    found === null
      ? cache.records('customer', 'SELECT body FROM customer ORDER BY nameKey LIMIT ?', listed)
      : cache.records(
          'customer',
          'SELECT body FROM customer WHERE row IN (SELECT value FROM json_each(?)) ORDER BY nameKey',
          JSON.stringify(found),
        );
  const number = digits(text);
  if (
    found !== null &&
    all.length < listed &&
    number.length >= 4 &&
    number.length >= plain(text).replace(/[\s()+/.-]/g, '').length
  ) {
    const held = new Set(all.map(({ id }) => id));
    const byPhone = cache.records(
      'customer',
      `SELECT body FROM customer WHERE phoneKey LIKE ? ORDER BY nameKey LIMIT 20`,
      `%${number}%`,
    );
    all.push(...byPhone.filter(({ id }) => !held.has(id)));
  }
  return all.slice(0, listed).map((customer) => customerRow(context, customer));
}

/** No timeline holds more. */
const longest = 500;

/** When each thing of a customer was, from indexes alone. Of one time: conversations first, then cases, each the newer first. */
const times = `SELECT 'conversation' AS type, row, createdAt AS at FROM conversation WHERE customerId = ?1
  UNION ALL SELECT 'case', row, createdAt FROM "case" WHERE customerId = ?1
  UNION ALL SELECT 'note', n.row, n.at FROM note n WHERE n.subjectId = ?1 AND ${listedNote}
  UNION ALL SELECT 'note', n.row, n.at FROM "case" c CROSS JOIN note n ON n.subjectId = c.id WHERE c.customerId = ?1 AND ${listedNote}
  UNION ALL SELECT 'note', n.row, n.at FROM conversation c CROSS JOIN note n ON n.subjectId = c.id WHERE c.customerId = ?1 AND ${listedNote}`;

interface Moment {
  type: TimelineItem['type'];
  row: number;
  at: number;
}

const places: readonly TimelineItem['type'][] = ['conversation', 'case', 'note'];
/** Newest first; of one time as {@link times} says, notes in the order in which they came. */
const newestFirst = (a: Moment, b: Moment): number =>
  b.at - a.at ||
  places.indexOf(a.type) - places.indexOf(b.type) ||
  (a.type === 'note' ? a.row - b.row : b.row - a.row);

/** Everything of one customer, newest first, at most 500. Only what is shown is read. */
export function timeline(context: QueryContext, id: string): TimelineItem[] {
  const moments = context.cache.all<Moment>(times, id).toSorted(newestFirst).slice(0, longest);
  return moments.flatMap(({ type, row, at }): TimelineItem[] => {
    if (type === 'case') return caseRowsAt(context, [row]).map((found) => ({ type, at, case: found }));
    if (type === 'note') return notesAt(context, [row]).map((note) => ({ type, at, note }));
    return conversationRowsAt(context, [row]).map((conversation) => ({ type, at, conversation }));
  });
}

/** Customers that may be this visitor: the same e-mail or phone first, then the same name. */
export function candidates(context: QueryContext, visitor: Conversation['visitor']): CustomerRow[] {
  const { cache } = context;
  const email = visitor.email === null || visitor.email === '' ? null : plain(visitor.email);
  // Some visitors type a number where a name or an address is asked for.
  const phone = [visitor.email ?? '', visitor.name].map(digits).find((number) => number.length >= 7) ?? null;
  const sure = cache.records(
    'customer',
    'SELECT body FROM customer WHERE emailKey = ? OR phoneKey = ? LIMIT 20',
    email,
    phone,
  );
  const named = cache.records(
    'customer',
    'SELECT body FROM customer WHERE nameKey = ? ORDER BY row LIMIT 20',
    plain(visitor.name),
  );
  const held = new Set(sure.map(({ id }) => id));
  return [...sure, ...named.filter(({ id }) => !held.has(id))]
    .slice(0, 20)
    .map((customer) => customerRow(context, customer));
}
