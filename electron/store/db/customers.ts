// Customers as the window sees them: one, a list, a timeline, and who a visitor may be.
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Customer } from '../../../shared/domain/people.ts';
import type { CustomerRow, TimelineItem } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { caseRowsWhere } from './cases.ts';
import { conversationRow } from './conversations.ts';
import { notesWhere } from './notes.ts';
import { findRows } from './search.ts';
import { digits, plain } from '../../../shared/cache/text.ts';

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
  const found = findRows(cache, 'customer', text, listed);
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

/** Everything of one customer, newest first, at most 500. */
export function timeline(context: QueryContext, id: string): TimelineItem[] {
  const { cache } = context;
  const conversations = cache.records(
    'conversation',
    'SELECT body FROM conversation WHERE customerId = ? ORDER BY createdAt DESC LIMIT 500',
    id,
  );
  const cases = caseRowsWhere(context, 'c.customerId = ?1 ORDER BY c.createdAt DESC LIMIT 500', id);
  const notes = notesWhere(
    context,
    `n.subjectId = ?1 OR n.subjectId IN (SELECT id FROM "case" WHERE customerId = ?1) OR n.subjectId IN (SELECT id FROM conversation WHERE customerId = ?1)`,
    id,
  );
  const items: TimelineItem[] = [
    ...conversations.map(
      (conversation): TimelineItem => ({
        type: 'conversation',
        at: conversation.createdAt,
        conversation: conversationRow(context, conversation),
      }),
    ),
    ...cases.map((row): TimelineItem => ({ type: 'case', at: row.createdAt, case: row })),
    ...notes.map((note): TimelineItem => ({ type: 'note', at: note.at, note })),
  ];
  return items.toSorted((a, b) => b.at - a.at).slice(0, 500);
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
