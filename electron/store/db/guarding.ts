// Changes when it is found out differently whom a half-written text may name.
import { digits, plain } from '../../../shared/cache/text.ts';
import type { Conversation } from '../../../shared/domain/conversation.ts';
import type { Customer } from '../../../shared/domain/people.ts';
import type { GuardFacts, GuardOwner, GuardPerson } from '../../../shared/ipc/guarding.ts';
import type { QueryContext } from '../query-context.ts';
import type { Cache } from './cache.ts';
import { reachedBy } from './customers.ts';

const going = `SELECT body FROM conversation WHERE agentId = ? AND state IN ('active', 'waiting', 'wrapUp')`;
const mostOthers = 200;
const mostCases = 100;
/** Fewer digits are no phone number. */
const shortestPhone = 7;
/** Of one address or number so many are named. */
const mostOwners = 3;

/** @returns the customer of this conversation, and those of this agent's other open ones. */
export function guardFacts(context: QueryContext, id: string): GuardFacts {
  const { cache, agent } = context;
  const here = cache.get('conversation', id);
  const others = cache
    .records('conversation', going, agent?.id ?? '')
    .filter((one) => one.id !== id && (one.customerId === null || one.customerId !== here?.customerId));
  return {
    own: here === undefined ? null : person(context, here),
    others: others.slice(0, mostOthers).map((one) => person(context, one)),
  };
}

/** What was made of a person, and of which versions of which rows. */
interface Known {
  of: string;
  person: GuardPerson;
}
/** A conversation changes with every message: whose it is, is made anew only when the customer or a case did. */
const known = new WeakMap<Cache, Map<string, Known>>();
const mostKnown = 500;
const customerVersion = 'SELECT version, stamp FROM customer WHERE id = ?';
const caseVersions = `SELECT id, version, stamp FROM "case" WHERE customerId = ? ORDER BY createdAt DESC LIMIT ${mostCases}`;
const caseVersion = 'SELECT version, stamp FROM "case" WHERE id = ?';

function person(context: QueryContext, conversation: Conversation): GuardPerson {
  const { cache } = context;
  const { id, customerId, caseId, visitor } = conversation;
  const rows = (sql: string, of: string | null): unknown[] => (of === null ? [] : cache.all(sql, of));
  const of = JSON.stringify([
    customerId,
    caseId,
    visitor.name,
    visitor.email,
    rows(customerVersion, customerId),
    rows(caseVersions, customerId),
    rows(caseVersion, caseId),
  ]);
  const all = known.get(cache) ?? new Map<string, Known>();
  known.set(cache, all);
  const before = all.get(id);
  if (before?.of === of) return before.person;
  const made = { of, person: makePerson(context, conversation) };
  if (all.size >= mostKnown) all.clear();
  all.set(id, made);
  return made.person;
}

function makePerson({ cache }: QueryContext, { id, customerId, caseId, visitor }: Conversation): GuardPerson {
  const customer = customerId === null ? undefined : cache.get('customer', customerId);
  const cases =
    customerId === null
      ? []
      : cache.records(
          'case',
          `SELECT body FROM "case" WHERE customerId = ? ORDER BY createdAt DESC LIMIT ${mostCases}`,
          customerId,
        );
  const linked = caseId === null ? undefined : cache.get('case', caseId);
  const contacts = customer?.contacts ?? [];
  const of = (kind: 'email' | 'phone'): string[] =>
    contacts.filter((one) => one.kind === kind).map(({ value }) => value);
  return {
    conversationId: id,
    customerId,
    names: some(customer?.name, visitor.name),
    emails: some(customer?.email, visitor.email, ...of('email')),
    phones: some(customer?.phone, ...of('phone')),
    cases: some(linked?.number, ...cases.map(({ number }) => number)),
  };
}

function some(...values: (string | null | undefined)[]): string[] {
  return [...new Set(values.filter((value) => value != null && value !== ''))] as string[];
}

/** @returns the customers who are reached by one of these: by their first address or number, or by a further one. */
export function guardOwners(
  context: QueryContext,
  { emails, phones }: { emails: readonly string[]; phones: readonly string[] },
): GuardOwner[] {
  const find = (what: 'email' | 'phone', value: string): GuardOwner[] => {
    const keyOf = what === 'email' ? plain : digits;
    const key = keyOf(value);
    const sql = `SELECT body FROM customer WHERE ${what}Key = ? LIMIT ${mostOwners}`;
    const further = reachedBy(context, what === 'email' ? value : key).filter(({ contacts = [] }) =>
      contacts.some((one) => one.kind === what && keyOf(one.value) === key),
    );
    const all = new Map<string, Customer>();
    for (const one of [...context.cache.records('customer', sql, key), ...further]) all.set(one.id, one);
    return [...all.values()]
      .slice(0, mostOwners)
      .map(({ id, name }) => ({ what, value, customerId: id, name }));
  };
  return [
    ...emails.flatMap((value) => find('email', value)),
    ...phones.flatMap((value) => (digits(value).length < shortestPhone ? [] : find('phone', value))),
  ];
}
