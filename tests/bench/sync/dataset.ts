// The records that sync is measured with: any number of messages with their conversations, customers, cases and notes, the same on every machine.
import type { Agent, Locale } from '../../../shared/domain/people.ts';
import { locales } from '../../../shared/domain/people.ts';
import { dueHours } from '../../../shared/domain/case.ts';
import { defaultCapacity } from '../../../shared/domain/presence.ts';
import type { RecordKind, RecordOf } from '../../../shared/domain/records.ts';
import { agents, dispositions, queues } from '../../../service/seed/company.ts';
import { contents } from '../../../service/seed/content/index.ts';
import { makeCustomers } from '../../../service/seed/customers.ts';
import { makeArticles, makeQuickReplies } from '../../../service/seed/knowledge.ts';
import { createRandom, type Random } from '../../../service/seed/random.ts';
import { queueScope, type Scope } from '../../../service/visibility.ts';
import { createWriter, type Writer } from './prose.ts';

/** How much there is. */
export interface Size {
  readonly cases: number;
  readonly messages: number;
}

/** One record with its scope, as the service keeps it. */
export interface Scoped {
  readonly kind: RecordKind;
  readonly id: string;
  readonly scope: Scope;
  readonly record: unknown;
}

const minute = 60_000;
const day = 86_400_000;
/** Fixed, so that the data is the same in every run. */
export const datasetNow = Date.UTC(2026, 9, 1, 12);
const perConversation = 10;
/** Conversations that each agent of the staff has put aside. */
const openEach = 12;
/** Desks that benches of many desks link: an agent each. */
export const manyAgents = 5_000;

const statuses = [
  ['new', 5],
  ['open', 10],
  ['pending', 5],
  ['onHold', 2],
  ['resolved', 70],
  ['canceled', 8],
] as const;
const priorities = ['low', 'normal', 'normal', 'normal', 'high', 'urgent'] as const;
const shares: readonly (readonly [Locale, number])[] = [
  ['en', 30],
  ['de', 20],
  ['pl', 15],
  ['da', 13],
  ['ar', 12],
  ['fa', 10],
];

/** @returns an id as desks make them: a UUID of version 7, growing with `at`. */
export function idAt(random: Random, at: number): string {
  const hex = (bits: number): string =>
    Math.floor(random.next() * 2 ** bits)
      .toString(16)
      .padStart(bits / 4, '0');
  const time = Math.floor(at).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex(12)}-a${hex(12)}-${hex(24)}${hex(24)}`;
}

/** One of the agents of {@link manyAgents}. All work one queue, so that each hears what the others write. */
export function manyAgent(n: number): Agent {
  const queue = queues[0]!;
  const handle = `desk${String(n).padStart(4, '0')}`;
  return {
    id: `agent-${handle}`,
    handle,
    name: `Agent ${n}`,
    role: 'agent',
    languages: ['en'],
    queueIds: [queue.id],
  };
}

function scoped<K extends RecordKind>(kind: K, scope: Scope, record: RecordOf<K>): Scoped {
  return { kind, id: record.id, scope, record };
}

function* company(): Generator<Scoped> {
  const many = Array.from({ length: manyAgents }, (_, n) => manyAgent(n));
  for (const one of [...agents, ...many]) yield scoped('agent', 'all', one);
  for (const one of queues) yield scoped('queue', 'all', one);
  for (const one of dispositions) yield scoped('disposition', 'all', one);
  for (const { id } of agents) {
    const idle = { status: 'offline', sticky: false, linked: false, since: datasetNow, used: 0 } as const;
    yield scoped('presence', 'all', { ...idle, id, capacity: defaultCapacity });
  }
}

/** Makes the records in an order in which what hangs on another comes after it. */
export function* makeDataset(size: Size): Generator<Scoped> {
  const random = createRandom(20_262);
  const writers = new Map<Locale, Writer>(locales.map((locale) => [locale, createWriter(locale, random)]));
  yield* company();
  const customers = new Map<Locale, { id: string; name: string; email: string | null }[]>();
  for (const [locale, share] of shares) {
    const content = contents[locale];
    for (const one of makeArticles(random, locale, content, datasetNow)) yield scoped('article', 'all', one);
    for (const one of makeQuickReplies(locale, content)) yield scoped('quickReply', 'all', one);
    const count = Math.ceil(((size.cases + 100) / 4) * (share / 100));
    const own: { id: string; name: string; email: string | null }[] = [];
    // The seed's customers have no name twice, and there are only so many names.
    while (own.length < count) {
      const few = makeCustomers(random, locale, content, Math.min(200, count - own.length), 1, datasetNow);
      for (const one of few) {
        const id = idAt(random, one.since);
        own.push({ id, name: one.name, email: one.email });
        yield scoped('customer', 'all', { ...one, id });
      }
    }
    customers.set(locale, own);
  }
  const staff = agents.filter((one) => one.role === 'agent');
  for (let n = 0; n < size.cases; n++) {
    const at = Math.round(datasetNow - 540 * day * (1 - (n + 1) / (size.cases + 1)));
    yield makeCase(n, at);
  }
  const talks = Math.ceil(size.messages / perConversation);
  for (let n = 0; n < talks; n++) {
    const at = Math.round(datasetNow - 300 * day * (1 - (n + 1) / (talks + 1)) - 60 * minute);
    // The newest are still being worked on, so that agents have lists to read.
    const busy = talks - n <= staff.length * openEach;
    const agent = busy ? staff[n % staff.length]! : random.pick(staff);
    yield* makeTalk(at, Math.min(perConversation, size.messages - n * perConversation), agent, busy);
  }

  function makeCase(n: number, at: number): Scoped {
    const locale = random.weighted(shares);
    const queue = random.pick(queues);
    const status = random.weighted(statuses);
    const priority = random.pick(priorities);
    const issue = random.pick(contents[locale].issues);
    const writer = writers.get(locale)!;
    return scoped('case', queueScope(queue.id), {
      id: idAt(random, at),
      number: `C-${10_001 + n}`,
      title: writer.write(random, 45).slice(0, 120),
      description: writer.write(random, 400 + random.next() ** 2 * 1300),
      kind: issue.kind,
      status,
      priority,
      category: issue.category,
      customerId: random.pick(customers.get(locale)!).id,
      ownerId: status === 'new' ? null : random.pick(staff).id,
      queueId: queue.id,
      conversationId: null,
      tags: [...issue.tags],
      createdAt: at,
      updatedAt: Math.min(datasetNow, Math.round(at + random.next() ** 2 * 10 * day)),
      dueAt: at + dueHours[priority] * 60 * minute,
    });
  }

  function* makeTalk(at: number, count: number, agent: Agent, busy: boolean): Generator<Scoped> {
    const locale = random.weighted(shares);
    const queue = random.pick(queues);
    const customer = random.pick(customers.get(locale)!);
    const writer = writers.get(locale)!;
    const id = idAt(random, at);
    const messages: Scoped[] = [];
    for (let seq = 1, when = at; seq <= count; seq++) {
      when += random.int(5, 240) * 1000;
      const mine = seq % 2 === 0;
      const text = writer.write(random, 60 + random.next() ** 2 * 560);
      messages.push(
        scoped('message', queueScope(queue.id), {
          id: idAt(random, when),
          conversationId: id,
          seq,
          authorKind: mine ? 'agent' : 'customer',
          authorId: mine ? agent.id : customer.id,
          authorName: mine ? agent.name : customer.name,
          audience: 'public',
          text,
          at: when,
          articleId: null,
        }),
      );
    }
    const last = at + count * 240_000;
    yield scoped('conversation', queueScope(queue.id), {
      id,
      channel: 'chat',
      queueId: queue.id,
      state: busy ? 'waiting' : 'closed',
      subject: writer.write(random, 50).slice(0, 120),
      visitor: {
        name: customer.name,
        email: customer.email,
        language: contents[locale].format.tag,
        page: `https://shop.example.com/${locale}/orders`,
        browser: 'Firefox on Linux',
      },
      customerId: customer.id,
      caseId: null,
      agentId: agent.id,
      createdAt: at,
      queuedAt: at,
      acceptedAt: at + 10_000,
      wrapUpAt: busy ? null : last,
      closedAt: busy ? null : last + minute,
      dispositionId: busy ? null : dispositions[0]!.id,
      rating: null,
      lastSeq: count,
      lastMessageAt: last,
      waitingSince: null,
      customerDeliveredSeq: count,
      customerReadSeq: count,
      agentReadSeq: count,
    });
    yield* messages;
  }
}
