// Finding rows by words, newest first: what the index gives, held to the rows that the cache has now.
import { tableOf } from '../../../shared/cache/segment.ts';
import { enoughHits } from '../../../shared/cache/slips.ts';
import type { SearchKind } from '../../../shared/cache/spec.ts';
import { queryForms } from '../../../shared/cache/text.ts';
import { weekOf, kinds, stampOf, timeOf } from '../search/layout.ts';
import type { OpenIndex, SearchReader } from '../search/reader.ts';
import type { Cache } from './cache.ts';
import { allOf, anyOf, beginning, withPart } from './search-words.ts';
import { begunAsMeant, meantWords } from './typos.ts';

/** What is searched. */
export interface Searched {
  cache: Cache;
  search: SearchReader;
}

/** Lists up to this long are put in the order of time; longer ones are by the week. */
const shortList = 64;
/** Entries looked at at least: some are dead, and those of one week are in the order in which they came. */
const lookedAt = 100;
/** Turns in which entries are looked at while too many of them are dead. */
const turns = 4;

/** What the words of one search may look up in the index of a kind for slips, together: some ten milliseconds. */
const mostLookups = 5000;

/** How the words of a query are asked of the index of a kind: each by any of its forms. */
interface Forms {
  forms: readonly string[];
  /** How a form is asked for as the beginning of a word. */
  begin: (index: OpenIndex, kind: SearchKind, form: string) => string | null;
}

/** @returns rows in which every word begins a word; behind them those in which one is a part of a word. */
function rowsWith(
  { cache }: Searched,
  index: OpenIndex,
  kind: SearchKind,
  words: readonly Forms[],
  limit: number,
): number[] {
  const find = (expression: string | null): number[] =>
    expression === null ? [] : newest(cache, index, kind, expression, limit);
  const begun = words.map(({ forms, begin }) =>
    anyOf(forms.flatMap((word) => begin(index, kind, word) ?? [])),
  );
  const exact = find(allOf(begun));
  if (exact.length >= limit) return exact;
  const parts = words.map(({ forms }) => anyOf(forms.flatMap((word) => withPart(index, kind, word) ?? [])));
  const inside = parts.some((part) => part !== null)
    ? find(allOf(begun.map((expression, i) => anyOf([expression ?? [], parts[i] ?? []].flat()))))
    : [];
  return inside.length === 0 ? exact : [...new Set([...exact, ...inside])].slice(0, limit);
}

const asTyped = (forms: readonly string[]): Forms => ({ forms, begin: beginning });

/**
 * @param forgives false where mistyped words are not to be looked for.
 * @returns the row numbers of this kind in which every word of `text` begins a word, newest first; behind them those in
 * which one is a part of a word, newest first; what may have been meant by mistyped words, when nothing else is found;
 * null when `text` holds no word, so that nothing is asked.
 */
export function findRows(
  searched: Searched,
  kind: SearchKind,
  text: string,
  limit: number,
  forgives = true,
): number[] | null {
  const words = queryForms(text);
  if (words.length === 0) return null;
  const found = searched.search.look((index) => {
    const exact = rowsWith(searched, index, kind, words.map(asTyped), limit);
    if (exact.length > 0 || !forgives) return exact;
    return meantRows(searched, index, words, [[kind, limit]])[0]?.rows ?? [];
  });
  return found ?? [];
}

/** Rows of a kind that have what may have been meant. */
export interface MeantRows {
  kind: SearchKind;
  rows: number[];
  /** For each word of the query what stands for it, the likeliest first; nothing where it stays. */
  meant: string[][];
}

/** @returns what may have been meant by mistyped words of `text`, in kinds that have something such; at most so many rows of each. */
export const findMeant = (
  searched: Searched,
  text: string,
  limits: readonly (readonly [SearchKind, number])[],
): MeantRows[] => searched.search.look((index) => meantRows(searched, index, queryForms(text), limits)) ?? [];

function meantRows(
  searched: Searched,
  index: OpenIndex,
  words: readonly string[][],
  limits: readonly (readonly [SearchKind, number])[],
): MeantRows[] {
  const live = (kind: SearchKind, expression: string | null, most: number): number =>
    expression === null ? 0 : liveEntries(searched.cache, index, kind, expression, most).length;
  const typed = words.map((forms) => {
    let had = 0;
    for (const kind of kinds) {
      const asked = forms.flatMap((one) => [
        beginning(index, kind, one) ?? [],
        withPart(index, kind, one) ?? [],
      ]);
      had = Math.max(had, live(kind, anyOf(asked.flat()), enoughHits));
      if (had >= enoughHits) break;
    }
    return { forms, had };
  });
  return limits.flatMap(([kind, limit]) => {
    const budget = { left: mostLookups };
    const meant = meantWords(index, kind, typed, (expression) => live(kind, expression, 1) > 0, budget);
    if (meant === null) return [];
    const asked = words.map((forms, i) =>
      meant[i]!.length === 0 ? asTyped(forms) : { forms: meant[i]!, begin: begunAsMeant },
    );
    const rows = rowsWith(searched, index, kind, asked, limit);
    return rows.length === 0 ? [] : [{ kind, rows, meant }];
  });
}

function newest(
  cache: Cache,
  index: OpenIndex,
  kind: SearchKind,
  expression: string,
  limit: number,
): number[] {
  const found = liveEntries(cache, index, kind, expression, limit);
  if (limit > shortList || found.length < 2) return found.slice(0, limit).map(({ row }) => row);
  // Only the week in which the list ends may hold newer ones behind it.
  const week = weekOf(found[Math.min(limit, found.length) - 1]!.entry);
  const rows = found.filter(({ entry }) => weekOf(entry) >= week).map(({ row }) => row);
  const sorted = `SELECT row FROM ${tableOf(kind)} WHERE row IN (SELECT value FROM json_each(?))
    ORDER BY ${timeOf[kind] === '0' ? '' : `${timeOf[kind]} DESC,`} row DESC LIMIT ?`;
  return cache.all<{ row: number }>(sorted, JSON.stringify(rows), limit).map(({ row }) => row);
}

/** Entries that fit, and the rows that they stand for: one counts while the cache has the very text that it was made of. */
function liveEntries(
  cache: Cache,
  index: OpenIndex,
  kind: SearchKind,
  expression: string,
  limit: number,
): { entry: number; row: number }[] {
  const live: { entry: number; row: number }[] = [];
  const sql = `SELECT stamp, row FROM ${tableOf(kind)} WHERE stamp IN (SELECT value FROM json_each(?))`;
  const look = Math.max(limit, lookedAt);
  let before = Number.MAX_SAFE_INTEGER;
  for (let turn = 0; turn < turns && live.length < limit; turn++) {
    const entries = index.entries(kind, expression, before, look);
    const asked = JSON.stringify(entries.map(stampOf));
    const rows = new Map(
      cache.all<{ stamp: number; row: number }>(sql, asked).map(({ stamp, row }) => [stamp, row]),
    );
    for (const entry of entries) {
      const row = rows.get(stampOf(entry));
      if (row !== undefined) live.push({ entry, row });
    }
    if (entries.length < look) break;
    before = entries.at(-1)!;
  }
  return live;
}

/** @returns how many rows the index lags behind: all of them while there is none. */
export function indexLag({ cache, search }: Searched): number {
  const marks = search.look((index) => kinds.map((kind) => index.mark(kind))) ?? kinds.map(() => 0);
  return kinds.reduce(
    (sum, kind, i) =>
      sum +
      (cache.one<{ n: number }>(`SELECT count(*) AS n FROM ${tableOf(kind)} WHERE stamp > ?`, marks[i]!)?.n ??
        0),
    0,
  );
}
