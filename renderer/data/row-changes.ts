// Changes when the rows of a live query are put together differently from what the store sends of them: all, or what is other than before.
import { z } from 'zod';
import { AppError, parseOrThrow } from '../../shared/errors.ts';
import { queries, type QueryName, type RowChanges } from '../../shared/ipc/store.ts';

/**
 * @param before the rows that the store has sent last.
 * @returns the rows now; those that are no others are the same objects.
 * @throws AppError `invalid` when they do not fit to each other, or a row breaks the query's schema.
 */
export function withChanges(name: QueryName, before: unknown, { order, rows }: RowChanges): unknown[] {
  const schema: z.ZodType = queries[name].rows;
  if (!Array.isArray(before) || !(schema instanceof z.ZodArray))
    throw new AppError('invalid', `${name} is no list.`, { field: 'order' });
  let next = 0;
  const now = order.map((at) => {
    const [from, place] = at === -1 ? [rows, next++] : [before as unknown[], at];
    if (place >= from.length) throw new AppError('invalid', `${name} has no such row.`, { field: 'order' });
    return at === -1 ? parseOrThrow<unknown>(schema.element as z.ZodType, rows[place], name) : from[place];
  });
  return now;
}
