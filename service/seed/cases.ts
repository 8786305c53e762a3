// Changes when the seeded world needs other cases or notes on them.
import { bounds } from '../../shared/domain/text.ts';
import {
  dueHours,
  isOpenCase,
  type Case,
  type CasePriority,
  type CaseStatus,
} from '../../shared/domain/case.ts';
import type { Note } from '../../shared/domain/note.ts';
import type { Agent, Customer, Locale } from '../../shared/domain/people.ts';
import { agents } from './company.ts';
import type { Issue, LocaleContent, QueueId } from './content/types.ts';
import { fill, rollFacts, type Facts } from './fill.ts';
import type { Random } from './random.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A case together with its notes. */
export interface SeededCase {
  record: Case;
  notes: Note[];
}

/** What a case is made from. What is absent is rolled. */
export interface CaseWish {
  id: string;
  locale: Locale;
  content: LocaleContent;
  customer: Customer | null;
  issue: Issue;
  now: number;
  /** Given for a case that was made during a conversation. */
  during?: { conversationId: string; at: number; agent: Agent; facts: Facts; queueId: QueueId };
}

const statuses: readonly (readonly [CaseStatus, number])[] = [
  ['new', 7],
  ['open', 13],
  ['pending', 7],
  ['onHold', 3],
  ['resolved', 62],
  ['canceled', 8],
];
const priorities: readonly (readonly [CasePriority, number])[] = [
  ['low', 22],
  ['normal', 50],
  ['high', 21],
  ['urgent', 7],
];

/** What is never urgent: questions and changes of data. */
const calm: readonly (readonly [CasePriority, number])[] = [
  ['low', 45],
  ['normal', 55],
];

/** @returns the queue a contact lands in: smaller languages share one queue a third of the time. */
export function queueFor(random: Random, locale: Locale, wanted: QueueId): QueueId {
  return locale !== 'en' && locale !== 'de' && random.chance(0.35) ? 'queue-international' : wanted;
}

/** @returns an agent who speaks the language and works the queue; the demo agent more often, so that the demo desk has work. */
export function agentFor(random: Random, locale: Locale, queueId: QueueId): Agent {
  const able = agents.filter(
    (one) => one.languages.includes(locale) && one.queueIds.includes(queueId) && one.role !== 'admin',
  );
  return random.weighted(
    able.map((one) => [one, one.handle === 'demo' ? 3 : one.role === 'supervisor' ? 0.3 : 1] as const),
  );
}

/** @returns when a case began: open ones lately, measured by their clock, so that some are overdue and some are due soon. */
function rollStart(random: Random, status: CaseStatus, priority: CasePriority, now: number): number {
  if (!isOpenCase(status)) return now - Math.round((0.4 + 540 * random.next() ** 2) * day);
  const clock = dueHours[priority] * hour;
  const parked = status === 'pending' || status === 'onHold';
  const share = parked
    ? 0.2 + random.next() * 1.6
    : random.chance(0.2)
      ? 1 + random.next() * 0.6
      : 0.02 + random.next() * 0.96;
  return now - Math.round(share * clock);
}

function rollEnd(random: Random, status: CaseStatus, start: number, now: number): number {
  const length = isOpenCase(status) ? random.next() * (now - start) : (0.5 + random.next() ** 2 * 120) * hour;
  return Math.min(now - minute, start + Math.round(length));
}

/** Makes one case with its notes. */
export function makeCase(random: Random, wish: CaseWish): SeededCase {
  const { content, issue, now, during } = wish;
  const recent = during !== undefined && now - during.at < 2 * day;
  const status =
    during === undefined
      ? random.weighted(statuses)
      : recent
        ? random.pick(['open', 'pending'] as const)
        : 'resolved';
  const isCalm = issue.queue === 'queue-support' || issue.key === 'invoice-company';
  const priority = random.weighted(isCalm ? calm : priorities);
  const createdAt = during?.at ?? rollStart(random, status, priority, now);
  const updatedAt = rollEnd(random, status, createdAt, now);
  const queueId = during?.queueId ?? queueFor(random, wish.locale, issue.queue);
  const worker = during?.agent ?? agentFor(random, wish.locale, queueId);
  const facts =
    during?.facts ??
    rollFacts(random, content, createdAt, issue.products, {
      customer: wish.customer?.name ?? '',
      agent: worker,
    });
  const record: Case = {
    id: wish.id,
    number: null,
    title: fill(random.pick(issue.titles), facts).slice(0, bounds.title),
    description: fill(random.pick(issue.descriptions), facts),
    kind: issue.kind,
    status,
    priority,
    category: issue.category,
    customerId: wish.customer?.id ?? null,
    ownerId: status === 'new' && random.chance(0.7) ? null : worker.id,
    queueId,
    conversationId: during?.conversationId ?? null,
    tags: [...issue.tags],
    createdAt,
    updatedAt,
    dueAt: createdAt + dueHours[priority] * hour,
  };
  return {
    record,
    notes: status !== 'new' && random.chance(0.56) ? makeNotes(random, wish, record, facts) : [],
  };
}

function makeNotes(random: Random, wish: CaseWish, record: Case, facts: Facts): Note[] {
  const { content, issue } = wish;
  const ended = record.status === 'resolved';
  const texts = issue.notes.slice(
    0,
    ended ? issue.notes.length : random.int(1, Math.max(1, issue.notes.length - 1)),
  );
  if (random.chance(0.4)) texts.splice(random.int(0, texts.length - 1), 0, random.pick(content.notes));
  // The last of these says that nobody answered, which fits a case that was given up.
  if (ended && random.chance(0.5)) texts.push(random.pick(content.resolvedNotes.slice(0, 2)));
  if (record.status === 'canceled') texts.push(content.resolvedNotes[2] ?? '');
  const chosen = texts.slice(-4);
  const span = Math.max(record.updatedAt - record.createdAt, minute);
  return chosen.map((text, index) => {
    const colleague = random.chance(0.2)
      ? agentFor(random, wish.locale, record.queueId as QueueId)
      : undefined;
    const author = colleague ?? agents.find((one) => one.id === record.ownerId) ?? agents[0]!;
    return {
      id: `note-${record.id.slice(5)}-${index + 1}`,
      subjectKind: 'case',
      subjectId: record.id,
      authorId: author.id,
      authorName: author.name,
      text: fill(text, facts),
      at: record.createdAt + Math.round((span * (index + 0.5 + random.next() * 0.4)) / chosen.length),
      supersedes: null,
    };
  });
}
