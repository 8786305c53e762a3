// What the cache knows of each record kind beside its body: columns to find it by, indexes, searchable text, whose child it is.
import { duePlace } from '../domain/case-clocks.ts';
import type { RecordKind, RecordOf } from '../domain/records.ts';
import { digits, plain } from './text.ts';

type Value = string | number | null;

/** One kind's table. A field that nothing sorts or filters by needs no column: it is in the body. */
export interface KindSpec<K extends RecordKind> {
  /** TEXT or INTEGER, and how it follows from the record. */
  columns: Readonly<Record<string, { type: 'TEXT' | 'INTEGER'; from: (record: RecordOf<K>) => Value }>>;
  /** Each a list of columns, with DESC where wanted. */
  indexes: readonly string[];
  /** Indexes of few of the rows only, such as those that are still worked on. `where` is SQL, and a query must say the same. */
  partial?: readonly { columns: string; where: string }[];
  /** What full-text search finds it by. */
  text?: (record: RecordOf<K>) => string;
  /** The column that names what it belongs to, so that a list of one conversation is not run for messages of another. */
  parent?: string;
}

const text = <R>(from: (record: R) => string | null) => ({ type: 'TEXT' as const, from });
const integer = <R>(from: (record: R) => number | null) => ({ type: 'INTEGER' as const, from });

const ranks = { low: 0, normal: 1, high: 2, urgent: 3 } as const;
const open = (status: RecordOf<'case'>['status']): number =>
  status === 'resolved' || status === 'canceled' ? 0 : 1;

/** Every kind. A change here is a new layout: the cache is then rebuilt from its own rows (layout.ts). */
export const specs: { readonly [K in RecordKind]: KindSpec<K> } = {
  agent: { columns: { name: text((r) => r.name) }, indexes: [] },
  queue: { columns: { name: text((r) => r.name) }, indexes: [] },
  disposition: { columns: { position: integer((r) => r.order) }, indexes: [] },
  presence: { columns: {}, indexes: [] },
  customer: {
    columns: {
      name: text((r) => r.name),
      nameKey: text((r) => plain(r.name)),
      emailKey: text((r) => (r.email === null || r.email === '' ? null : plain(r.email))),
      phoneKey: text((r) => (r.phone === null || r.phone === '' ? null : digits(r.phone))),
    },
    indexes: ['nameKey', 'emailKey', 'phoneKey'],
    text: (r) =>
      [
        r.name,
        r.email,
        r.organisation,
        r.city,
        r.phone,
        r.phone === null ? null : digits(r.phone),
        ...(r.contacts ?? []).flatMap(({ kind, value }) =>
          kind === 'phone' ? [value, digits(value)] : value,
        ),
      ]
        .filter(Boolean)
        .join(' '),
  },
  case: {
    columns: {
      open: integer((r) => open(r.status)),
      status: text((r) => r.status),
      kind: text((r) => r.kind),
      queueId: text((r) => r.queueId),
      categoryKey: text((r) => (r.category === null ? null : plain(r.category))),
      tagKeys: text((r) => `\n${r.tags.map(plain).join('\n')}\n`),
      parentId: text((r) => r.parentId ?? null),
      mergedInto: text((r) => r.merged?.intoId ?? null),
      priority: integer((r) => ranks[r.priority]),
      ownerId: text((r) => r.ownerId),
      customerId: text((r) => r.customerId),
      conversationId: text((r) => r.conversationId),
      createdAt: integer((r) => r.createdAt),
      updatedAt: integer((r) => r.updatedAt),
      due: integer(duePlace),
    },
    // Each list has an index in its own order: its first page is read off, however long it is (db/cases.ts).
    indexes: [
      'customerId, createdAt, open',
      'open DESC, due',
      'open DESC, priority DESC, due',
      'updatedAt',
      'createdAt',
    ],
    // With `open` in them, though it is always 1: without figures the planner takes the index with more of the terms.
    partial: [
      { columns: 'parentId', where: 'parentId IS NOT NULL' },
      { columns: 'mergedInto', where: 'mergedInto IS NOT NULL' },
      { columns: 'open, updatedAt', where: 'open = 1' },
      { columns: 'open, createdAt', where: 'open = 1' },
      { columns: 'open, ownerId, due', where: 'open = 1' },
      // By anything else the few of one agent are sorted, without reading the rows.
      { columns: 'open, ownerId, priority, due, updatedAt, createdAt', where: 'open = 1' },
    ],
    text: (r) => `${r.number ?? ''} ${r.title} ${r.category ?? ''} ${r.tags.join(' ')} ${r.description}`,
  },
  conversation: {
    columns: {
      state: text((r) => r.state),
      channel: text((r) => r.channel),
      agentId: text((r) => r.agentId),
      queueId: text((r) => r.queueId),
      customerId: text((r) => r.customerId),
      caseId: text((r) => r.caseId),
      createdAt: integer((r) => r.createdAt),
      queuedAt: integer((r) => r.queuedAt),
      acceptedAt: integer((r) => r.acceptedAt),
      closedAt: integer((r) => r.closedAt),
      lastMessageAt: integer((r) => r.lastMessageAt),
      alertAt: integer((r) => r.moodAlert?.at ?? null),
    },
    indexes: [
      'state, queuedAt',
      'agentId, state, acceptedAt',
      'agentId, state, closedAt',
      // With the channel, so that what happened on each is counted without reading it.
      'customerId, createdAt, channel',
      'caseId',
    ],
    // Few are marked at any time.
    partial: [{ columns: 'alertAt', where: 'alertAt IS NOT NULL' }],
    text: (r) => `${r.subject} ${r.visitor.name} ${r.visitor.email ?? ''}`,
  },
  message: {
    columns: {
      conversationId: text((r) => r.conversationId),
      seq: integer((r) => r.seq),
      author: text((r) => r.authorKind),
      at: integer((r) => r.at),
    },
    // With the author, so that what counts only customers' messages need not read them.
    indexes: ['conversationId, seq, author'],
    text: (r) => r.text,
    parent: 'conversationId',
  },
  note: {
    columns: {
      subjectId: text((r) => r.subjectId),
      subjectKind: text((r) => r.subjectKind),
      at: integer((r) => r.at),
      supersedes: text((r) => r.supersedes),
      // Who is to settle a text that was kept beside a description; '-' once it was used.
      kept: text((r) => (r.kept === 'description' ? r.authorId : r.kept === 'used' ? '-' : null)),
    },
    // With what says whether it counts, so that notes are counted without reading them.
    indexes: ['subjectId, at, kept, id', 'supersedes', 'kept'],
    text: (r) => r.text,
    parent: 'subjectId',
  },
  article: {
    columns: {
      status: text((r) => r.status),
      locale: text((r) => r.locale),
      updatedAt: integer((r) => r.updatedAt),
      // What a search is ranked and filtered by, so that no body is read for it.
      titleKey: text((r) => ` ${plain(r.title).replace(/[^\p{L}\p{N}]+/gu, ' ')}`),
      tagKeys: text((r) => `\n${r.tags.map(plain).join('\n')}\n`),
      authorId: text((r) => (r.status === 'draft' ? (r.authorId ?? null) : null)),
      submittedAt: integer((r) => (r.status === 'draft' ? (r.submittedAt ?? null) : null)),
    },
    indexes: ['status, updatedAt', 'authorId', 'submittedAt'],
    text: (r) => `${r.title} ${r.tags.join(' ')} ${r.summary} ${r.body}`,
  },
  quickReply: { columns: { ownerId: text((r) => r.ownerId) }, indexes: [] },
  offer: {
    columns: {
      agentId: text((r) => r.agentId),
      state: text((r) => r.state),
      conversationId: text((r) => r.conversationId),
      expiresAt: integer((r) => r.expiresAt),
    },
    indexes: ['agentId, state'],
  },
  macro: { columns: { ownerId: text((r) => r.ownerId) }, indexes: [] },
  script: { columns: { ownerId: text((r) => r.ownerId) }, indexes: [] },
  savedView: { columns: { ownerId: text((r) => r.ownerId) }, indexes: [] },
  activity: {
    columns: {
      caseId: text((r) => r.caseId),
      conversationId: text((r) => r.conversationId),
      customerId: text((r) => r.customerId),
      ownerId: text((r) => r.ownerId),
      open: integer((r) => (r.doneAt === null ? 1 : 0)),
      dueAt: integer((r) => r.dueAt),
      // Where it stands on a line of time: done, due or made.
      at: integer((r) => r.doneAt ?? r.dueAt ?? r.createdAt),
    },
    indexes: ['caseId', 'conversationId', 'customerId', 'ownerId, open, dueAt'],
  },
  entitlement: { columns: { customerId: text((r) => r.customerId) }, indexes: ['customerId'] },
  feedback: {
    columns: {
      articleId: text((r) => r.articleId),
      // Suggestions that nobody has dealt with, by when they were made.
      openAt: integer((r) => (r.settledAt === null && r.text.trim() !== '' ? r.at : null)),
    },
    indexes: ['articleId', 'openAt'],
  },
  handover: {
    columns: {
      conversationId: text((r) => r.conversationId),
      toAgentId: text((r) => r.toAgentId),
      fromAgentId: text((r) => r.fromAgentId),
      state: text((r) => r.state),
      at: integer((r) => r.at),
      expiresAt: integer((r) => r.expiresAt),
      decidedAt: integer((r) => r.decidedAt),
    },
    indexes: ['conversationId, at', 'toAgentId, state', 'fromAgentId, at'],
    parent: 'conversationId',
  },
  maskRule: { columns: {}, indexes: [] },
  presenceState: { columns: {}, indexes: [] },
  moodPolicy: { columns: {}, indexes: [] },
  moodCorrection: { columns: {}, indexes: [] },
};

/** Kinds that full-text search covers, and how long a prefix their index is prepared for. */
export const searchKinds = {
  customer: '2 3',
  case: '2 3',
  conversation: '2 3',
  message: '3',
  note: '3',
  article: '2 3',
} as const;
export type SearchKind = keyof typeof searchKinds;
export const isSearchKind = (kind: RecordKind): kind is SearchKind => Object.hasOwn(searchKinds, kind);
