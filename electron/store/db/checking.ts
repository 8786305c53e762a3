// Whether a record that is in the cache already breaks its schema: rows that came in bulk are held to it afterwards.
import { recordSchemas, type RecordKind } from '../../../shared/domain/records.ts';

/** @returns the path of the first field that breaks the schema; null when none does. */
export function fieldAtFault(kind: RecordKind, record: unknown): string | null {
  const result = recordSchemas[kind].safeParse(record);
  return result.success ? null : `${kind}.${result.error.issues[0]?.path.join('.') ?? ''}`;
}

/** The same for a row's id and body. */
export function bodyAtFault(kind: RecordKind, id: string, body: string): string | null {
  let record: unknown;
  try {
    record = JSON.parse(body);
  } catch {
    return `${kind}.`;
  }
  return fieldAtFault(kind, record) ?? ((record as { id: string }).id === id ? null : `${kind}.id`);
}
