// Changes when what the forms of quick replies, macros and scripts have in common is kept or put differently.
import { useMemo } from 'react';
import { localeSchema, type Locale } from '../../../shared/domain/people.ts';
import { useFormDraft, type FormDraft } from '../../state/form-draft.ts';
import type { ToolValues } from './ToolFrame.tsx';
import type { Kept, ToolFormProps } from './ToolList.tsx';
import { tagsOf, useKeeping, type Keeping, type Put } from './useKeeping.ts';

/** The half-filled form of one tool. */
export interface ToolForm<V extends Record<string, string>> {
  /** For the frame. */
  frame: { values: ToolValues; set: FormDraft<ToolValues>['set']; keeping: Keeping; exists: boolean };
  values: ToolValues & V;
  set: FormDraft<ToolValues & V>['set'];
  keeping: Keeping;
  /** Null where any will do, or none is chosen. */
  locale: Locale | null;
  /** @returns the fields that all tools have, as they are put. */
  common: () => { id: string; title: string; ownerId: string | null };
  tags: () => string[];
}

/**
 * @param begun tells half-filled new ones apart that began with something else.
 * @param locale what a new one begins with. @param particular the fields of this kind, as they begin; the same object
 * until one of them is another.
 */
export function useToolForm<T extends Kept, V extends Record<string, string>>(
  kind: Put['kind'],
  { item, copyOf, onDone }: Pick<ToolFormProps<T>, 'item' | 'copyOf' | 'onDone'>,
  { begun = '', locale, particular }: { begun?: string; locale: string; particular: V },
): ToolForm<V> {
  const from = item ?? copyOf;
  const initial = useMemo(
    () => ({
      title: from?.title ?? '',
      locale: from?.locale ?? locale,
      tags: (from?.tags ?? []).join(', '),
      shared: item !== null && item.ownerId === null ? 'yes' : '',
      ...particular,
    }),
    [from, item, locale, particular],
  );
  const form = useFormDraft<ToolValues & V>(
    `tools:${kind}:${item?.id ?? `new:${copyOf?.id ?? begun}`}`,
    initial,
  );
  const { values, set } = form;
  const keeping = useKeeping(kind, { item, onDone }, form.clear);
  return {
    frame: { values, set, keeping, exists: item !== null },
    values,
    set,
    keeping,
    locale: localeSchema.safeParse(values.locale).data ?? null,
    common: () => ({
      id: item?.id ?? keeping.newId(),
      title: values.title,
      ownerId: values.shared === 'yes' && keeping.mayShare ? null : keeping.agentId,
    }),
    tags: () => tagsOf(values.tags),
  };
}
