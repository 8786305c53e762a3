// Rows of a few kinds and ids, as arbitraries, and what a cache then holds. Changes with what tests of rows in bulk compare.
import * as fc from 'fast-check';
import type { Cache } from '../../electron/store/db/cache.ts';
import { recordKinds } from '../../shared/domain/records.ts';
import { aCase, aMessage, aNote } from './factories.ts';
import { aQueue } from './records.ts';

/** Every row as queries see it, stamps and row numbers left out. */
export function contents(cache: Cache): unknown {
  return recordKinds.map((kind) =>
    cache
      .all<Record<string, unknown>>(`SELECT * FROM "${kind}" ORDER BY id`)
      .map(({ row: _row, stamp: _stamp, ...rest }) => ({
        ...rest,
        body: JSON.parse(String(rest['body'])) as unknown,
      })),
  );
}

/** One of few ids, so that rows meet. */
export const anId = fc.constantFrom('a', 'b', 'c', 'd');
/** A row of some kind. */
export const aRow = fc.oneof(
  fc.record({ id: anId, title: fc.string({ minLength: 1, maxLength: 20 }) }).map(({ id, title }) => ({
    kind: 'case' as const,
    id,
    record: aCase(id, { title: title.trim() === '' ? 'x' : title.replace(/\s+/g, ' ').trim() }),
  })),
  fc.record({ id: anId, text: fc.constantFrom('one', 'two', 'three') }).map(({ id, text }) => ({
    kind: 'note' as const,
    id,
    record: aNote(id, { text, subjectId: 'a' }),
  })),
  fc.record({ id: anId, seq: fc.integer({ min: 1, max: 9 }) }).map(({ id, seq }) => ({
    kind: 'message' as const,
    id,
    record: aMessage(id, { seq }),
  })),
  fc.record({ id: anId, name: fc.constantFrom('North', 'South') }).map(({ id, name }) => ({
    kind: 'queue' as const,
    id,
    record: aQueue({ id, name }),
  })),
);
