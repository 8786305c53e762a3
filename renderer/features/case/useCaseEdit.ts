// Changes when a field of a case is saved differently: compare-and-set against what the agent saw.
import { useCallback, useState } from 'react';
import type { Case, CaseEdit } from '../../../shared/domain/case.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useRun } from '../../data/hooks.ts';

/** Those that hold one value; the description is merged instead, and has an editor of its own. */
type PlainField = Exclude<keyof CaseEdit, 'description'>;

/** Saves one field at a time. */
export interface CaseEditing {
  save: <F extends PlainField>(field: F, value: NonNullable<CaseEdit>[F]) => void;
  error: ErrorData | null;
}

/** @param seen the case as the agent sees it: its values are the base that the service compares. */
export function useCaseEdit(seen: Pick<Case, 'id' | PlainField>): CaseEditing {
  const run = useRun();
  const [error, setError] = useState<ErrorData | null>(null);
  const save = useCallback<CaseEditing['save']>(
    (field, value) => {
      if (seen[field] === value) return;
      setError(null);
      run('case.update', { caseId: seen.id, set: { [field]: value }, base: { [field]: seen[field] } }).catch(
        (failure: unknown) => setError(toErrorData(failure)),
      );
    },
    [run, seen],
  );
  return { save, error };
}
