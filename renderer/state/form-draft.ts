// Changes when half-filled forms are kept differently: as a draft of their fields, like any other half-written text.
import { useCallback, useMemo } from 'react';
import { sameValue } from '../../shared/domain/compare.ts';
import { useDraft } from '../data/hooks.ts';

/** A form whose fields outlive tabs, windows and crashes. */
export interface FormDraft<F extends Record<string, string>> {
  values: F;
  /** True once a field was touched, here or before the last start. */
  touched: boolean;
  set: (field: keyof F & string, value: string) => void;
  /** Several that belong together, at once. */
  setAll: (fields: Partial<F>) => void;
  clear: () => void;
}

/** @param initial what the fields hold until they are touched; only its keys are kept. */
export function useFormDraft<F extends Record<string, string>>(key: string, initial: F): FormDraft<F> {
  const draft = useDraft(key);
  const values = useMemo(
    () => ({ ...initial, ...read(draft.text, Object.keys(initial)) }),
    [draft.text, initial],
  );
  const setAll = useCallback(
    (fields: Partial<F>) => draft.set(JSON.stringify({ ...values, ...fields }), 0),
    [draft, values],
  );
  const set = useCallback(
    (field: keyof F & string, value: string) => setAll({ [field]: value } as Partial<F>),
    [setAll],
  );
  return { values, touched: draft.text !== '', set, setAll, clear: draft.clear };
}

/** What was changed of a record and is not saved yet; outlives tabs, windows and crashes. */
export interface EditDraft<T> {
  /** The record as it is now, with what was changed here. */
  edited: T;
  set: (change: Partial<T>) => void;
  clear: () => void;
}

/**
 * Only what differs from the record is kept: what somebody else changes meanwhile elsewhere in it is seen and stays.
 * @param parse takes what was journaled as the bad input it may be; gives only fields that can be shown.
 */
export function useEditDraft<T extends object>(
  key: string,
  now: T,
  parse: (saved: unknown) => Partial<T>,
): EditDraft<T> {
  const draft = useDraft(key);
  const kept = useMemo(() => (draft.text === '' ? {} : parse(parsed(draft.text))), [draft.text, parse]);
  const edited = useMemo(() => ({ ...now, ...kept }), [now, kept]);
  const set = useCallback(
    (change: Partial<T>) => {
      const same = (field: string, value: unknown): boolean =>
        sameValue((now as Record<string, unknown>)[field], value);
      const fields = Object.entries({ ...kept, ...change }).filter(([field, value]) => !same(field, value));
      if (fields.length === 0) draft.clear();
      else draft.set(JSON.stringify(Object.fromEntries(fields)), 0);
    },
    [draft, kept, now],
  );
  return { edited, set, clear: draft.clear };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function read<F extends Record<string, string>>(text: string, keys: readonly string[]): Partial<F> {
  const saved = parsed(text);
  if (typeof saved !== 'object' || saved === null) return {};
  const fields = Object.entries(saved).filter(
    ([key, value]) => keys.includes(key) && typeof value === 'string',
  );
  return Object.fromEntries(fields) as Partial<F>;
}
