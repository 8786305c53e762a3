// Changes when the tags of a customer are edited differently.
import { useState } from 'react';
import type { CustomerRow } from '../../../shared/ipc/views.ts';
import { marksOf, maxTags, tagKey } from '../../../shared/domain/tags.ts';
import { bounds } from '../../../shared/domain/text.ts';
import { toErrorData, type ErrorData } from '../../../shared/errors.ts';
import { useQuery, useRun } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { ErrorNote } from '../../ui/ErrorNote.tsx';
import { TagField, type TagInputProps } from '../../ui/TagField.tsx';
import { TagInput } from '../../ui/TagInput.tsx';
import { useToast } from '../../ui/Toast.tsx';

/** Tags that a desk may edit while others do: nothing that somebody adds is lost. */
export function CustomerTags({ seen }: { seen: Pick<CustomerRow, 'id' | 'tags' | 'tagMarks'> }) {
  const t = useT();
  const run = useRun();
  const toast = useToast();
  const [error, setError] = useState<ErrorData | null>(null);
  const edit = (add: string[], remove: string[]): void => {
    setError(null);
    run('customer.tag', { customerId: seen.id, add, remove, seen: marksOf(seen, remove) }).catch(
      (failure: unknown) => setError(toErrorData(failure)),
    );
  };
  return (
    <>
      <TagField
        tags={seen.tags}
        input={CustomerTagInput}
        onAdd={(tags) => edit(tags, [])}
        onRemove={(tag) => {
          edit([], [tag]);
          const undo = { label: t('common.undo'), run: () => edit([tag], []) };
          toast({ title: t('tags.removed', { tag }), action: undo });
        }}
        words={{ title: t('tags.title'), add: t('tags.add'), remove: (tag) => t('tags.remove', { tag }) }}
      />
      {error !== null && (
        <ErrorNote
          error={error}
          text={error.kind === 'tooLarge' ? t('tags.full', { count: maxTags }) : undefined}
        />
      )}
    </>
  );
}

function CustomerTagInput(props: TagInputProps) {
  const t = useT();
  const { rows } = useQuery('tag.list', { kind: 'customer' });
  return (
    <TagInput {...props} known={rows ?? []} keyOf={tagKey} maxLength={bounds.tag} label={t('tags.add')} />
  );
}
