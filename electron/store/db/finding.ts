// The search over everything: some hits of each kind, the best first, with where they are, whose, and the place where the words are.
import { excerpt, replaced, writtenAs } from '../../../shared/cache/places.ts';
import { tableOf } from '../../../shared/cache/segment.ts';
import { enoughHits } from '../../../shared/cache/slips.ts';
import { specs, type KindSpec, type SearchKind } from '../../../shared/cache/spec.ts';
import { plain, queryWords } from '../../../shared/cache/text.ts';
import type { RecordKind, RecordOf } from '../../../shared/domain/records.ts';
import type { SearchHit } from '../../../shared/ipc/views.ts';
import type { QueryContext } from '../query-context.ts';
import { listedNote } from './notes.ts';
import { findMeant, findRows } from './search.ts';

/** How many of each kind, in the order in which they are shown; 60 in all. */
const share: readonly [SearchKind, number][] = [
  ['customer', 12],
  ['case', 14],
  ['conversation', 8],
  ['message', 12],
  ['note', 8],
  ['article', 6],
];
const mostOfOne = 60;
/** Of kinds with titles more are looked at than shown: who has the words in the title comes first. */
const titled: ReadonlySet<SearchKind> = new Set(['customer', 'case', 'article']);
const looksAt = 3;

/** One search: what is asked, and names that several hits share. */
interface Asked {
  context: QueryContext;
  text: string;
  names: Map<string, string>;
}

type Shaped = Omit<SearchHit, 'type' | 'id'>;
type Shapers = { [K in SearchKind]: (record: RecordOf<K>, asked: Asked) => Shaped };

function once(names: Map<string, string>, key: string, make: () => string): string {
  const known = names.get(key);
  if (known !== undefined) return known;
  const made = make();
  names.set(key, made);
  return made;
}

const customerName = ({ context, names }: Asked, id: string | null): string =>
  id === null ? '' : once(names, `customer:${id}`, () => context.cache.get('customer', id)?.name ?? '');

const talkTitle = (asked: Asked, id: string): string =>
  once(asked.names, `talk:${id}`, () => {
    const talk = asked.context.cache.get('conversation', id);
    return talk === undefined ? '' : customerName(asked, talk.customerId) || talk.visitor.name;
  });

const caseTitle = ({ number, title }: Pick<RecordOf<'case'>, 'number' | 'title'>): string =>
  number === null ? title : `${number} ${title}`;

function noteTitle(asked: Asked, { subjectKind, subjectId }: RecordOf<'note'>): string {
  if (subjectKind === 'conversation') return talkTitle(asked, subjectId);
  if (subjectKind === 'customer') return customerName(asked, subjectId);
  return once(asked.names, `case:${subjectId}`, () => {
    const about = asked.context.cache.get('case', subjectId);
    return about === undefined ? '' : caseTitle(about);
  });
}

const shapers: Shapers = {
  customer: (r) => ({
    subjectKind: 'customer',
    subjectId: r.id,
    title: r.name,
    who: '',
    excerpt: [r.organisation, r.email, r.phone, r.city].filter(Boolean).join(' · '),
    at: null,
  }),
  case: (r, asked) => ({
    subjectKind: 'case',
    subjectId: r.id,
    title: caseTitle(r),
    who: customerName(asked, r.customerId),
    excerpt: excerpt(r.description, asked.text),
    at: r.updatedAt,
  }),
  conversation: (r, asked) => ({
    subjectKind: 'conversation',
    subjectId: r.id,
    title: talkTitle(asked, r.id),
    who: '',
    excerpt: r.subject,
    at: r.lastMessageAt,
  }),
  message: (r, asked) => ({
    subjectKind: 'conversation',
    subjectId: r.conversationId,
    title: talkTitle(asked, r.conversationId),
    who: r.authorName,
    excerpt: excerpt(r.text, asked.text),
    at: r.at,
    ...(r.seq === null ? {} : { seq: r.seq }),
  }),
  note: (r, asked) => ({
    subjectKind: r.subjectKind,
    subjectId: r.subjectId,
    title: noteTitle(asked, r),
    who: r.authorName,
    excerpt: excerpt(r.text, asked.text),
    at: r.at,
  }),
  article: (r, { text }) => ({
    subjectKind: 'article',
    subjectId: r.id,
    title: r.title,
    who: '',
    excerpt: excerpt(`${r.summary} ${r.body}`, text),
    at: r.updatedAt,
  }),
};

/** @returns 0 where the title is or begins with what is asked, or the number is; 1 where it has every word; 2 otherwise. */
function rankOf(title: string, number: string | null, words: readonly string[]): number {
  const folded = plain(title);
  const parts = `${folded} ${number === null ? '' : plain(number)}`.match(/[\p{L}\p{N}]+/gu) ?? [];
  if (folded.startsWith(words.join(' '))) return 0;
  const last = words.at(-1)!;
  if (number !== null && words.length <= 2 && plain(number).match(/\p{N}+/u)?.[0] === last) return 0;
  return words.every((word) => parts.some((part) => part.startsWith(word))) ? 1 : 2;
}

/** Those whose names begin so: among very many with the words somewhere the newest alone would be looked at. */
function namedRows({ cache }: QueryContext, text: string, most: number): number[] {
  const key = queryWords(text).join(' ');
  const sql = 'SELECT row FROM customer WHERE nameKey >= ? AND nameKey < ? ORDER BY nameKey LIMIT ?';
  return cache.all<{ row: number }>(sql, key, `${key}\u{10ffff}`, most).map(({ row }) => row);
}

/** @returns records in the order of the rows. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the records to the kind
function recordsOf<K extends SearchKind>(
  { cache }: QueryContext,
  kind: K,
  rows: readonly number[],
): RecordOf<K>[] {
  if (rows.length === 0) return [];
  // A note that was edited, or went into a description, is nowhere to be seen.
  const listed = kind === 'note' ? `AND ${listedNote}` : '';
  const sql = `SELECT body FROM json_each(?) AS wanted CROSS JOIN ${tableOf(kind)} AS n WHERE n.row = wanted.value ${listed} ORDER BY wanted.key`;
  return cache.records(kind, sql, JSON.stringify(rows));
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the shaper to the kind
function found<K extends SearchKind>(
  { context, text }: Asked,
  kind: K,
  rows: readonly number[],
): RecordOf<K>[] {
  let records = recordsOf(context, kind, rows);
  if (kind === 'article')
    records = records.filter((record) => (record as RecordOf<'article'>).status === 'published');
  if (titled.has(kind)) {
    const words = queryWords(text);
    const rank = (record: RecordOf<K>): number => {
      const { title, name, number } = record as { title?: string; name?: string; number?: string | null };
      return rankOf(title ?? name ?? '', number ?? null, words);
    };
    const ranked = records.map((record) => ({ record, rank: rank(record) }));
    records = ranked.toSorted((a, b) => a.rank - b.rank).map(({ record }) => record);
  }
  return records;
}

/** Rows looked at for so many hits. */
const lookedAt = (kind: SearchKind, most: number): number => (titled.has(kind) ? most * looksAt : most);

function exactRows({ context, text }: Asked, kind: SearchKind, most: number): number[] {
  const rows = findRows(context, kind, text, lookedAt(kind, most), false);
  if (rows === null || kind !== 'customer') return rows ?? [];
  return [...new Set([...namedRows(context, text, most), ...rows])];
}

// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- it ties the shaper to the kind
const hitOf = <K extends SearchKind>(asked: Asked, kind: K, record: RecordOf<K>): SearchHit => ({
  type: kind,
  id: record.id,
  ...shapers[kind](record, asked),
});

/** Each kind that is searched, with how many hits of it. */
const sharesOf = (only?: SearchKind): readonly [SearchKind, number][] =>
  only === undefined ? share : [[only, mostOfOne]];

/** At most 60 hits, of words as they were typed; none for a text without a word. */
export function searchAll(context: QueryContext, text: string, only?: SearchKind): SearchHit[] {
  const asked: Asked = { context, text, names: new Map() };
  return sharesOf(only).flatMap(([kind, most]) =>
    found(asked, kind, exactRows(asked, kind, most))
      .slice(0, most)
      .map((record) => hitOf(asked, kind, record)),
  );
}

/**
 * What may have been meant where hardly anything was found: at most 60 hits, none of which {@link searchAll} gives, each
 * with the query that would have found it. None where enough is found by what was typed.
 */
export function searchNear(context: QueryContext, text: string, only?: SearchKind): SearchHit[] {
  const names = new Map<string, string>();
  const typed: Asked = { context, text, names };
  const shares = sharesOf(only);
  const exact = new Map(shares.map(([kind, most]) => [kind, new Set(exactRows(typed, kind, most))]));
  if ([...exact.values()].reduce((sum, rows) => sum + rows.size, 0) >= enoughHits) return [];
  const limits = shares.map(([kind, most]) => [kind, lookedAt(kind, most)] as const);
  const most = new Map(shares);
  return findMeant(context, text, limits).flatMap(({ kind, rows, meant }) => {
    const likeliest = { context, names, text: replaced(text, (i) => meant[i]?.[0]) };
    const others = rows.filter((row) => !exact.get(kind)!.has(row));
    return found(likeliest, kind, others)
      .slice(0, most.get(kind))
      .map((record) => {
        const words = wordsOf(kind, record);
        const instead = replaced(text, (i) => writtenAs(words, meant[i] ?? []));
        return { ...hitOf({ context, names, text: instead }, kind, record), meant: instead };
      });
  });
}

/** The words of a record by which it is searched, as they are written. */
const wordsOf = (kind: SearchKind, record: RecordOf<SearchKind>): string =>
  (specs[kind] as KindSpec<RecordKind>).text!(record);
