// Changes when a half-written description is kept or compared differently.
import { useCallback, useMemo, useState } from 'react';
import type { Case } from '../../../shared/domain/case.ts';
import { mergeText } from '../../../shared/domain/merge.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useDraft, useRun } from '../../data/hooks.ts';

/** How the half-written text stands to what others have saved since. */
export type Meeting = 'none' | 'merged' | 'meets';

/** The description of a case while it is edited. */
export interface DescriptionEdit {
  /** Null while nothing half-written is there. */
  draft: { text: string; caret: number } | null;
  meeting: Meeting;
  error: ErrorData | null;
  write: (text: string, caret: number) => void;
  /** @returns whether there was something to save. */
  save: () => Promise<boolean>;
  discard: () => void;
}

/**
 * Keeps the text and the text it was made from as drafts: the second is what the service merges against, however long
 * the first lay.
 */
export function useDescription(seen: Pick<Case, 'id' | 'description'>): DescriptionEdit {
  const run = useRun();
  const draft = useDraft(`description:${seen.id}`);
  const base = useDraft(`description:${seen.id}:base`);
  // An emptied text is no draft in the journal; while the editor is open it counts all the same.
  const [emptied, setEmptied] = useState(false);
  const [error, setError] = useState<ErrorData | null>(null);
  const begun = draft.text !== '' || emptied;
  const from = begun ? base.text : seen.description;
  const meeting = useMemo<Meeting>(() => {
    if (!begun || from === seen.description || draft.text === seen.description) return 'none';
    return mergeText(from, seen.description, draft.text) === null ? 'meets' : 'merged';
  }, [begun, from, draft.text, seen.description]);
  const discard = useCallback(() => {
    setEmptied(false);
    setError(null);
    draft.clear();
    base.clear();
  }, [draft, base]);
  return {
    draft: begun ? { text: draft.text, caret: draft.caret } : null,
    meeting,
    error,
    write: (text, caret) => {
      if (!begun) base.set(seen.description, 0);
      setEmptied(text === '');
      draft.set(text, caret);
    },
    save: async () => {
      if (!begun || draft.text === seen.description) {
        discard();
        return true;
      }
      setError(null);
      try {
        await run('case.update', {
          caseId: seen.id,
          set: { description: draft.text },
          base: { description: from },
        });
        discard();
        return true;
      } catch (failure) {
        setError(toErrorData(failure));
        return false;
      }
    },
    discard,
  };
}
