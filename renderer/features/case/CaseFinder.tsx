// Changes when a case is looked for by number, title or customer differently.
import { useDeferredValue, useState } from 'react';
import { plain } from '../../../shared/cache/text.ts';
import { bounds } from '../../../shared/domain/text.ts';
import type { CaseRow } from '../../../shared/ipc/views.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Suggest } from '../../ui/Suggest.tsx';
import { StatusIcon } from './marks.tsx';

const most = 8;

interface CaseFinderProps {
  /** Not offered. */
  without: ReadonlySet<string>;
  /** Offered before anything is typed: other cases of this customer. */
  customerId: string | null;
  onPick: (row: CaseRow) => void;
  onDone?: () => void;
  autoFocus?: boolean;
}

/** @returns 0 for a case whose number or title begins with this text, 1 for the others. */
function rank({ number, title }: CaseRow, text: string): number {
  const wanted = plain(text.trim());
  return wanted !== '' && [number ?? '', title].some((words) => plain(words).startsWith(wanted)) ? 0 : 1;
}

/** One line that finds a case. */
export function CaseFinder({ without, customerId, onPick, onDone, autoFocus = false }: CaseFinderProps) {
  const t = useT();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const { rows } = useQuery('case.list', {
    view: 'all',
    sort: 'updated',
    text: search,
    customerId: search === '' ? customerId : null,
    limit: most + 20,
  });
  const found = (search === '' && customerId === null ? [] : (rows ?? []))
    .filter(({ id, merged }) => !without.has(id) && merged == null)
    // What begins as was typed comes first, at once: until the next hits are there these are still those of the text before.
    .toSorted((a, b) => rank(a, text) - rank(b, text))
    .slice(0, most);
  return (
    <Suggest
      label={t('case.find')}
      value={text}
      onChange={setText}
      maxLength={bounds.search}
      autoFocus={autoFocus}
      nothing={search === '' || rows === undefined ? undefined : t('case.list.notFound')}
      suggestions={found.map((row) => ({
        id: row.id,
        label: row.title,
        detail: [row.number, row.customerName].filter(Boolean).join(' · '),
        icon: <StatusIcon status={row.status} />,
      }))}
      onPick={({ id }) => {
        const row = found.find((one) => one.id === id);
        setText('');
        if (row !== undefined) onPick(row);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || onDone === undefined) return;
        event.stopPropagation();
        onDone();
      }}
    />
  );
}
