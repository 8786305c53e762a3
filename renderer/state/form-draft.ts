// Changes when half-filled forms are kept differently: as a draft of their fields, like any other half-written text.
import { useCallback, useMemo } from 'react';
import { useDraft } from '../data/hooks.ts';

/** A form whose fields outlive tabs, windows and crashes. */
export interface FormDraft<F extends Record<string, string>> {
  values: F;
  /** True once a field was touched, here or before the last start. */
  touched: boolean;
  set: (field: keyof F & string, value: string) => void;
  clear: () => void;
}

/** @param initial what the fields hold until they are touched; only its keys are kept. */
export function useFormDraft<F extends Record<string, string>>(key: string, initial: F): FormDraft<F> {
  const draft = useDraft(key);
  const values = useMemo(
    () => ({ ...initial, ...read(draft.text, Object.keys(initial)) }),
    [draft.text, initial],
  );
  const set = useCallback(
    (field: keyof F & string, value: string) => {
      const text = JSON.stringify({ ...values, [field]: value });
      draft.set(text, 0);
    },
    [draft, values],
  );
  return { values, touched: draft.text !== '', set, clear: draft.clear };
}

function read<F extends Record<string, string>>(text: string, keys: readonly string[]): Partial<F> {
  if (text === '') return {};
  try {
    const saved: unknown = JSON.parse(text);
    if (typeof saved !== 'object' || saved === null) return {};
    const fields = Object.entries(saved).filter(
      ([key, value]) => keys.includes(key) && typeof value === 'string',
    );
    return Object.fromEntries(fields) as Partial<F>;
  } catch {
    return {};
  }
}
