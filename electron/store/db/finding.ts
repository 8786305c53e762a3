// The search over everything: some hits of each kind, newest first, with the place where the words are.
import type { RecordOf } from '../../../shared/domain/records.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { findRows } from './search.ts';
import type { SearchKind } from '../../../shared/cache/spec.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { excerpt } from '../../../shared/cache/places.ts';

/** How many of each kind, in the order in which they are shown; 60 in all. */
const share: readonly [SearchKind, number][] = [
  ['customer', 12],
  ['case', 14],
  ['conversation', 8],
  ['message', 12],
  ['note', 8],
  ['article', 6],
];

type Shapers = {
  [K in SearchKind]: (
    record: RecordOf<K>,
    context: QueryContext,
    text: string,
  ) => Omit<SearchHit, 'type' | 'id'>;
};

function titleOf({ cache }: QueryContext, conversationId: string): string {
  const conversation = cache.get('conversation', conversationId);
  if (conversation === undefined) return '';
  const customer =
    conversation.customerId === null ? undefined : cache.get('customer', conversation.customerId);
  return customer?.name ?? conversation.visitor.name;
}

const shapers: Shapers = {
  customer: (r) => ({
    subjectId: r.id,
    title: r.name,
    excerpt: [r.organisation, r.email, r.phone, r.city].filter(Boolean).join(' · '),
    at: null,
  }),
  case: (r, _, text) => ({
    subjectId: r.id,
    title: r.number === null ? r.title : `${r.number} ${r.title}`,
    excerpt: excerpt(r.description, text),
    at: r.updatedAt,
  }),
  conversation: (r, context) => ({
    subjectId: r.id,
    title: titleOf(context, r.id),
    excerpt: r.subject,
    at: r.lastMessageAt,
  }),
  message: (r, context, text) => ({
    subjectId: r.conversationId,
    title: titleOf(context, r.conversationId),
    excerpt: excerpt(r.text, text),
    at: r.at,
  }),
  note: (r, context, text) => ({
    subjectId: r.subjectId,
    title: noteTitle(r, context),
    excerpt: excerpt(r.text, text),
    at: r.at,
  }),
  article: (r, _, text) => ({
    subjectId: r.id,
    title: r.title,
    excerpt: excerpt(`${r.summary} ${r.body}`, text),
    at: r.updatedAt,
  }),
};

function noteTitle(note: RecordOf<'note'>, context: QueryContext): string {
  if (note.subjectKind === 'conversation') return titleOf(context, note.subjectId);
  if (note.subjectKind === 'customer') return context.cache.get('customer', note.subjectId)?.name ?? '';
  const about = context.cache.get('case', note.subjectId);
  return about === undefined ? '' : `${about.number ?? ''} ${about.title}`.trim();
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the shaper to the kind
function hits<K extends SearchKind>(context: QueryContext, kind: K, text: string, most: number): SearchHit[] {
  const found = findRows(context, kind, text, most) ?? [];
  if (found.length === 0) return [];
  const sql = `SELECT body FROM ${tableOf(kind)} WHERE row IN (SELECT value FROM json_each(?)) ORDER BY row DESC`;
  const records: RecordOf<K>[] = context.cache.records(kind, sql, JSON.stringify(found));
  return records
    .filter((record) => kind !== 'article' || (record as RecordOf<'article'>).status === 'published')
    .map((record) => ({ type: kind, id: record.id, ...shapers[kind](record, context, text) }))
    .toSorted((a, b) => (b.at ?? 0) - (a.at ?? 0));
}

/** At most 60 hits; none for a text without a word. */
export function searchAll(context: QueryContext, text: string): SearchHit[] {
  return share.flatMap(([kind, most]) => hits(context, kind, text, most));
}
