// The tables of a segment: how many rows travel at once, as an SQLite file that the desk copies from instead of parsing.
import { recordKinds, type RecordKind, type RecordOf } from '../domain/records.ts';
import { isSearchKind, specs, type KindSpec } from './spec.ts';
import { textHash } from './text.ts';

/** Table names are quoted everywhere: "case" is a word of SQL. */
export const tableOf = (kind: RecordKind): string => `"${kind}"`;

/** The columns that a kind's rows have beside id, version and body, in order. */
export const columnsOf = (kind: RecordKind): string[] => [
  ...Object.keys(specs[kind].columns),
  ...(isSearchKind(kind) ? ['textHash'] : []),
];

/** @returns the values of {@link columnsOf}, in that order. */
export function valuesOf(kind: RecordKind, record: unknown): (string | number | null)[] {
  const given = record as RecordOf<RecordKind>;
  const { columns, text } = derivations.get(kind)!;
  const values = columns.map((from) => from(given));
  if (text !== null) values.push(textHash(text(given)));
  return values;
}

/** How {@link valuesOf} makes them: looked up once, as it is called for every row there is. */
const derivations = new Map(
  recordKinds.map((kind) => {
    const { columns, text } = specs[kind] as KindSpec<RecordKind>;
    const from = Object.values(columns).map((column) => column.from);
    return [kind, { columns: from, text: isSearchKind(kind) ? (text ?? (() => '')) : null }];
  }),
);

const typeOf = (kind: RecordKind, column: string): string =>
  column === 'textHash' ? 'INTEGER NOT NULL' : specs[kind].columns[column]!.type;

/**
 * One statement per table. `place` counts 1, 2, 3 over all tables of a segment, in the order in which rows and removals
 * hold: a desk that has taken everything up to a step's place is right at that step's cursor. A snapshot's segment has
 * no steps.
 */
export const segmentTables: readonly string[] = [
  ...recordKinds.map((kind) => {
    const columns = columnsOf(kind).map((name) => `${name} ${typeOf(kind, name)}`);
    const all = ['place INTEGER PRIMARY KEY', 'id TEXT NOT NULL', 'version INTEGER NOT NULL', ...columns];
    return `CREATE TABLE ${tableOf(kind)} (${all.join(', ')}, body TEXT NOT NULL) STRICT`;
  }),
  'CREATE TABLE removed (place INTEGER PRIMARY KEY, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL) STRICT',
  'CREATE TABLE step (place INTEGER PRIMARY KEY, cursor TEXT NOT NULL) STRICT',
];

/** Bumped when a column's value is derived otherwise, though the tables are the same. */
const derivation = 3;

/** Names the form: a desk takes segments of its own layout only, and rows as JSON otherwise. */
export const segmentLayout = `${derivation}.${textHash(segmentTables.join('\n')).toString(16)}.${textHash(
  segmentTables.toReversed().join(' '),
).toString(16)}`;
