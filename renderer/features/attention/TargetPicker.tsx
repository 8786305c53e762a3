// Changes when another place for words that found none is chosen differently.
import { Folder, MessageSquare, User } from 'lucide-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import type { Settlement } from '../../../shared/ipc/store.ts';
import { useQuery } from '../../data/hooks.ts';
import { useSearch } from '../../data/searching.ts';
import { useT } from '../../state/intl.tsx';
import { Suggest, type Suggestion } from '../../ui/Suggest.tsx';

/** What a note can be written on. */
export type Target = NonNullable<Settlement['target']>;
type Option = Suggestion & { target: Target };

const shown = 8;
const icons = {
  case: <Folder size={14} aria-hidden="true" />,
  conversation: <MessageSquare size={14} aria-hidden="true" />,
  customer: <User size={14} aria-hidden="true" />,
} as const;

const option = (subjectKind: Target['subjectKind'], subjectId: string, label: string, detail: string) => ({
  id: `${subjectKind} ${subjectId}`,
  label,
  detail,
  icon: icons[subjectKind],
  target: { subjectKind, subjectId },
});

interface TargetPickerProps {
  onPick: (target: Target, label: string) => void;
  onCancel: () => void;
}

/** Finds a case, a conversation or a customer; before anything is typed, what the agent has at hand. */
export function TargetPicker({ onPick, onCancel }: TargetPickerProps) {
  const t = useT();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const { hits, near, busy } = useSearch(search);
  const { rows: talks } = useQuery('conversation.mine', {});
  const { rows: cases } = useQuery('case.list', {
    view: 'mine',
    sort: 'updated',
    text: '',
    customerId: null,
    limit: 4,
  });
  const options = useMemo<Option[]>(() => {
    const all =
      search === ''
        ? [
            ...(talks ?? []).slice(0, 4).map((row) => option('conversation', row.id, row.title, row.subject)),
            ...(cases ?? []).map((row) =>
              option(
                'case',
                row.id,
                row.number === null ? row.title : `${row.number} ${row.title}`,
                row.customerName ?? '',
              ),
            ),
          ]
        : [...hits, ...near].flatMap(({ type, subjectId, title, excerpt }) => {
            if (type === 'case' || type === 'customer') return [option(type, subjectId, title, excerpt)];
            return type === 'conversation' || type === 'message'
              ? [option('conversation', subjectId, title, excerpt)]
              : [];
          });
    return [...new Map(all.map((one) => [one.id, one])).values()].slice(0, shown);
  }, [search, hits, near, talks, cases]);
  return (
    <Suggest
      autoFocus
      label={t('attention.target.find')}
      value={text}
      maxLength={bounds.search}
      suggestions={options}
      nothing={busy ? undefined : t('attention.target.none')}
      onChange={setText}
      onPick={(picked) => {
        const found = options.find(({ id }) => id === picked.id);
        if (found !== undefined) onPick(found.target, found.label);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        onCancel();
      }}
    />
  );
}
