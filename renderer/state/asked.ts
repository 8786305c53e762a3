// Changes when it is kept differently what an agent is asked for before something can be used, and what was answered so far.
import { useMemo } from 'react';
import { z } from 'zod';
import { useDraft } from '../data/hooks.ts';

const askedSchema = z.object({
  id: z.string().max(64),
  missing: z.array(z.string().max(100)).min(1).max(100),
  values: z.record(z.string(), z.string()),
});
/** What is asked for: of which thing, which values, and those that are half-typed. */
export type Asked = z.infer<typeof askedSchema>;

/** A few questions that outlive tabs, windows and crashes, like any other half-written text. */
export interface AskedDraft {
  /** Null while nothing is asked for. */
  asked: Asked | null;
  ask: (id: string, missing: readonly string[]) => void;
  set: (key: string, value: string) => void;
  end: () => void;
}

/** @param key of the draft in which it is journaled. */
export function useAsked(key: string): AskedDraft {
  const draft = useDraft(key);
  return useMemo(() => {
    const asked = parse(draft.text);
    const keep = (next: Asked): void => draft.set(JSON.stringify(next), 0);
    return {
      asked,
      ask: (id, missing) => keep({ id, missing: [...missing], values: {} }),
      set: (name, value) => {
        if (asked !== null) keep({ ...asked, values: { ...asked.values, [name]: value } });
      },
      end: draft.clear,
    };
  }, [draft]);
}

function parse(text: string): Asked | null {
  try {
    const parsed = askedSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}
