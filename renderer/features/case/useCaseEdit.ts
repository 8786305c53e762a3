// Changes when a field of a case is saved differently: compare-and-set against what the agent saw, with a way back.
import { useCallback, useState } from 'react';
import type { Case, CaseEdit } from '../../../shared/domain/case.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { useToast } from '../../ui/Toast.tsx';

/** Those that hold one value; the description is merged instead, and has an editor of its own. */
type PlainField = Exclude<keyof CaseEdit, 'description'>;

/** Saves one field at a time. */
export interface CaseEditing {
  /** @param word the new value for people: with it a toast says what was changed and offers to undo it. */
  save: <F extends PlainField>(field: F, value: NonNullable<CaseEdit>[F], word?: string) => void;
  error: ErrorData | null;
}

/** @param seen the case as the agent sees it: its values are the base that the service compares. */
export function useCaseEdit(seen: Pick<Case, 'id' | PlainField>): CaseEditing {
  const run = useRun();
  const t = useT();
  const toast = useToast();
  const [error, setError] = useState<ErrorData | null>(null);
  const save = useCallback<CaseEditing['save']>(
    (field, value, word) => {
      const before = seen[field] ?? null;
      if (before === value) return;
      const failed = (failure: unknown): void => setError(toErrorData(failure));
      const put = (to: typeof value | typeof before, from: typeof value | typeof before): Promise<void> =>
        run('case.update', { caseId: seen.id, set: { [field]: to }, base: { [field]: from } });
      setError(null);
      put(value, before).then(() => {
        if (word === undefined) return;
        const label = t(field === 'parentId' ? 'case.tree.parent' : `case.field.${wordOf(field)}`);
        toast({
          title: t('case.changed', { field: label, value: word }),
          action: { label: t('common.undo'), run: () => void put(before, value).catch(failed) },
        });
      }, failed);
    },
    [run, seen, t, toast],
  );
  return { save, error };
}

type Worded = 'title' | 'kind' | 'status' | 'priority' | 'category' | 'owner' | 'customer' | 'queue';

const wordOf = (field: Exclude<PlainField, 'parentId'>): Worded => {
  switch (field) {
    case 'ownerId':
      return 'owner';
    case 'customerId':
      return 'customer';
    case 'queueId':
      return 'queue';
    default:
      return field;
  }
};
