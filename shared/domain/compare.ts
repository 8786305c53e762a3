// Compare-and-set: what it means that somebody else has changed a field meanwhile.
import type { ErrorData } from '../errors.ts';
import { refuse, type Outcome } from './outcome.ts';

type Fields = Readonly<Record<string, unknown>>;
type Fact = NonNullable<ErrorData['facts']>[string];

/**
 * @returns whether two values of a field are the same; lists and objects by what they hold. In whatever order an object
 * has its keys: a database gives them back in one of its own. A key without a value counts as none. SPEC SYNC-46.
 */
export function sameValue(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b))
    return (
      Array.isArray(a) &&
      Array.isArray(b) &&
      a.length === b.length &&
      a.every((one, index) => sameValue(one, b[index]))
    );
  const [left, right] = [a as Fields, b as Fields];
  const keys = new Set([...Object.keys(left), ...Object.keys(right)]);
  // Its own: every object answers to "toString".
  const of = (fields: Fields, key: string): unknown => (Object.hasOwn(fields, key) ? fields[key] : undefined);
  return [...keys].every((key) => sameValue(of(left, key), of(right, key)));
}

const factOf = (value: unknown): Fact => {
  if (typeof value === 'string') return value.slice(0, 2000);
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return value === null || value === undefined ? null : JSON.stringify(value).slice(0, 2000);
};

/**
 * @param base the values that the author of `set` saw; a field that is not in it is set without comparing.
 * @param merged fields that are merged instead of compared.
 * @returns the refusal with both sides where a field was changed by somebody else, or null.
 */
export function clash(
  before: object,
  set: object,
  base: object,
  merged: readonly string[] = [],
): Outcome | null {
  const [is, wanted, seen] = [before as Fields, set as Fields, base as Fields];
  for (const field of Object.keys(wanted)) {
    if (merged.includes(field) || wanted[field] === undefined) continue;
    if (sameValue(is[field], wanted[field]) || !(field in seen) || sameValue(is[field], seen[field]))
      continue;
    const facts = { field, theirs: factOf(is[field]), yours: factOf(wanted[field]) };
    return refuse('conflict', `Somebody else has changed the ${field} meanwhile.`, facts);
  }
  return null;
}

/** @returns the record with what was given; the same object where that changes nothing. */
export function withGiven<R extends object>(before: R, set: object): R {
  const is = before as Fields;
  const given = Object.entries(set).filter(
    ([field, value]) => value !== undefined && !sameValue(is[field], value),
  );
  return given.length === 0 ? before : { ...before, ...Object.fromEntries(given) };
}
