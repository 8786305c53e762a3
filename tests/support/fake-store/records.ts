// Changes when the fake store keeps its records differently: plain maps by kind and id.
import type { AnyRecord, Change, RecordKind, RecordOf, Records } from '../../../shared/domain/records.ts';

/** Records in memory. */
export interface FakeRecords extends Records {
  all<K extends RecordKind>(kind: K): RecordOf<K>[];
  apply(changes: readonly Change[]): void;
}

export function createFakeRecords(seed: readonly AnyRecord[]): FakeRecords {
  const byKind = new Map<RecordKind, Map<string, unknown>>();
  const of = (kind: RecordKind): Map<string, unknown> => {
    const map = byKind.get(kind) ?? new Map<string, unknown>();
    byKind.set(kind, map);
    return map;
  };
  for (const { kind, record } of seed) of(kind).set(record.id, record);
  return {
    get: <K extends RecordKind>(kind: K, id: string) => of(kind).get(id) as RecordOf<K> | undefined,
    all: <K extends RecordKind>(kind: K) => [...of(kind).values()] as RecordOf<K>[],
    apply: (changes) => {
      for (const change of changes) {
        if (change.op === 'put') of(change.kind).set(change.id, change.record);
        else of(change.kind).delete(change.id);
      }
    },
  };
}
