// Changes when the seeded world needs other amounts of what it holds, or another kind of record.
import type { Article } from '../../shared/domain/knowledge.ts';
import type { Customer, Locale } from '../../shared/domain/people.ts';
import { locales } from '../../shared/domain/people.ts';
import { defaultCapacity, type Presence } from '../../shared/domain/presence.ts';
import type { AnyRecord, RecordKind, RecordOf } from '../../shared/domain/records.ts';
import { awkwardCases } from './awkward.ts';
import { makeCase, type SeededCase } from './cases.ts';
import { agents, dispositions, queues } from './company.ts';
import { contents } from './content/index.ts';
import type { LocaleContent } from './content/types.ts';
import { makeConversation, type SeededConversation } from './conversations.ts';
import { awkwardCustomers, makeCustomers, withContacts } from './customers.ts';
import { makeActivities, makePresenceStates, makeRelated, makeViews } from './desk-work.ts';
import { makeEntitlements } from './entitlements.ts';
import { makeDrafts, makeFeedback } from './knowledge-work.ts';
import { makeArticles, makeQuickReplies } from './knowledge.ts';
import { createRandom, type Random } from './random.ts';
import { makeMacros, makeMaskRules, makeMoreReplies, makeScripts } from './tools.ts';

/** How much of each, by language. */
const amounts: Record<Locale, { customers: number; cases: number; conversations: number }> = {
  en: { customers: 44, cases: 92, conversations: 92 },
  de: { customers: 31, cases: 64, conversations: 64 },
  pl: { customers: 26, cases: 52, conversations: 50 },
  da: { customers: 20, cases: 40, conversations: 42 },
  ar: { customers: 19, cases: 38, conversations: 40 },
  fa: { customers: 17, cases: 36, conversations: 36 },
};

const row =
  <K extends RecordKind>(kind: K) =>
  (record: RecordOf<K>): AnyRecord =>
    ({ kind, record }) as AnyRecord;

/** @returns one customer; the first ones come back more often than the last, as in life. */
const regular = (random: Random, customers: readonly Customer[]): Customer =>
  customers[Math.floor(random.next() ** 1.7 * customers.length)]!;

/** Turns of scripts in order, so that each is used before one comes again. */
function rotate<T>(items: readonly T[], random: Random): () => T {
  let left: T[] = [];
  return () => {
    if (left.length === 0) left = [...items];
    return left.splice(random.int(0, left.length - 1), 1)[0]!;
  };
}

/**
 * Makes the whole demo world. The same for the same `now`.
 * @param now ms since the epoch; all times are relative to it.
 */
export function makeWorld(now: number): AnyRecord[] {
  const random = createRandom(20_261);
  const customers: Customer[] = [];
  const cases: SeededCase[] = [];
  const conversations: SeededConversation[] = [];
  const knowledge: AnyRecord[] = [];
  const articles: Article[] = [];
  for (const locale of locales) {
    const content: LocaleContent = contents[locale];
    const count = amounts[locale];
    const own = makeCustomers(random, locale, content, count.customers, customers.length + 1, now);
    customers.push(...own);
    articles.push(...makeArticles(random, locale, content, now));
    knowledge.push(
      ...[...makeQuickReplies(locale, content), ...makeMoreReplies(locale)].map(row('quickReply')),
      ...makeMacros(locale).map(row('macro')),
      ...makeScripts(locale).map(row('script')),
    );
    const nextDialogue = rotate(content.dialogues, random);
    for (let i = 0; i < count.conversations; i++) {
      const known = !random.chance(0.06);
      const someone = regular(random, own);
      const wish = { number: conversations.length + 1, locale, content, now, dialogue: nextDialogue() };
      conversations.push(
        makeConversation(random, { ...wish, customer: known ? someone : null, visitorName: someone.name }),
      );
    }
    const nextIssue = rotate(content.issues, random);
    for (let i = 0; i < count.cases; i++) {
      const id = `case-${locale}${String(i + 1).padStart(3, '0')}`;
      cases.push(
        makeCase(random, { id, locale, content, customer: regular(random, own), issue: nextIssue(), now }),
      );
    }
  }
  customers.push(...awkwardCustomers(now));
  cases.push(...conversations.flatMap((one) => (one.made === null ? [] : [one.made])), ...awkwardCases(now));
  cases.push(...makeRelated(cases, now));
  cases.sort((a, b) => a.record.createdAt - b.record.createdAt);
  cases.forEach((one, index) => (one.record.number = `C-${10_001 + index}`));
  const presences = agents.map(
    ({ id }): Presence => ({
      id,
      status: 'offline',
      sticky: false,
      linked: false,
      since: now,
      capacity: defaultCapacity,
      used: 0,
    }),
  );
  return [
    ...agents.map(row('agent')),
    ...queues.map(row('queue')),
    ...dispositions.map(row('disposition')),
    ...presences.map(row('presence')),
    ...[...articles, ...makeDrafts(articles, now)].map(row('article')),
    ...makeFeedback(articles, now).map(row('feedback')),
    ...knowledge,
    ...makeMaskRules().map(row('maskRule')),
    ...makePresenceStates().map(row('presenceState')),
    ...makeViews().map(row('savedView')),
    ...withContacts(createRandom(43), customers).map(row('customer')),
    ...makeEntitlements(createRandom(41), customers, now).map(row('entitlement')),
    ...cases.map((one) => row('case')(one.record)),
    ...conversations.map((one) => row('conversation')(one.record)),
    ...conversations.flatMap((one) => one.messages.map(row('message'))),
    ...cases.flatMap((one) => one.notes.map(row('note'))),
    ...makeActivities(
      cases.map(({ record }) => record),
      now,
    ).map(row('activity')),
  ];
}
