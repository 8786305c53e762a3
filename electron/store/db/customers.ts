// Customers as the window sees them: one, a list, what service they have bought, and who a visitor may be.
import { digits, plain } from '../../../shared/cache/text.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Entitlement } from '../../../shared/domain/entitlement.ts';
import type { Customer } from '../../../shared/domain/people.ts';
import type { Candidate, CustomerRow } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { findRows } from './search.ts';

/** @returns the customer with its counts. */
export function customerRow({ cache }: QueryContext, customer: Customer): CustomerRow {
  // The plus keeps the planner from walking all open cases instead of this customer's.
  const counts = cache.one<{ openCases: number; conversations: number }>(
    `SELECT (SELECT count(*) FROM "case" WHERE customerId = ?1 AND +open = 1) AS openCases,
            (SELECT count(*) FROM conversation WHERE customerId = ?1) AS conversations`,
    customer.id,
  );
  const { id, name, email, phone, organisation, city, language, tags, tagMarks, contacts, since } = customer;
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
    ...(contacts === undefined ? {} : { contacts }),
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

/** What service a customer has bought, the one that ends last first. */
export function entitlementsOf({ cache }: QueryContext, id: string): Entitlement[] {
  return cache
    .records('entitlement', 'SELECT body FROM entitlement WHERE customerId = ? LIMIT 100', id)
    .toSorted((a, b) => b.to - a.to || (a.id < b.id ? -1 : 1));
}

/** More than this many are no help to choose from. */
const mostCandidates = 20;

/** Customers that may be this visitor: the same e-mail or phone first, then the same name. */
export function candidates(context: QueryContext, visitor: Conversation['visitor']): Candidate[] {
  const { cache } = context;
  const email = visitor.email === null || visitor.email === '' ? null : plain(visitor.email);
  // Some visitors type a number where a name or an address is asked for.
  const phone = [visitor.email ?? '', visitor.name].map(digits).find((number) => number.length >= 7) ?? null;
  const name = plain(visitor.name);
  const found = [
    ...cache.records(
      'customer',
      'SELECT body FROM customer WHERE emailKey = ? OR phoneKey = ? LIMIT 20',
      email,
      phone,
    ),
    // Their further addresses and numbers have no column: they are found as words are.
    ...[visitor.email, phone].flatMap((value) => reachedBy(context, value)),
    ...cache.records(
      'customer',
      'SELECT body FROM customer WHERE nameKey = ? ORDER BY row LIMIT 20',
      plain(visitor.name),
    ),
  ];
  const matchesOf = (one: Customer): NonNullable<Candidate['matches']> => {
    const contacts = one.contacts ?? [];
    const emails = [one.email, ...contacts.filter(({ kind }) => kind === 'email').map(({ value }) => value)];
    const phones = [one.phone, ...contacts.filter(({ kind }) => kind === 'phone').map(({ value }) => value)];
    return [
      ...(email !== null && emails.some((value) => value !== null && plain(value) === email)
        ? (['email'] as const)
        : []),
      ...(phone !== null && phones.some((value) => value !== null && digits(value) === phone)
        ? (['phone'] as const)
        : []),
      ...(plain(one.name) === name ? (['name'] as const) : []),
    ];
  };
  return [...new Map(found.map((one) => [one.id, one])).values()]
    .map((one) => ({ one, matches: matchesOf(one) }))
    .filter(({ matches }) => matches.length > 0)
    .slice(0, mostCandidates)
    .map(({ one, matches }) => ({ ...customerRow(context, one), matches }));
}

/** @returns the customers whose words hold this address or number; which of their words it is, the caller looks. */
export function reachedBy(context: QueryContext, value: string | null): Customer[] {
  if (value === null || value === '') return [];
  const rows = findRows(context, 'customer', value.slice(0, 100), mostCandidates, false) ?? [];
  if (rows.length === 0) return [];
  const sql = 'SELECT body FROM customer WHERE row IN (SELECT value FROM json_each(?))';
  return context.cache.records('customer', sql, JSON.stringify(rows));
}
