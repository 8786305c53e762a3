// Changes when a customer to link is looked for differently.
import { useDeferredValue, useState } from 'react';
import { bounds } from '../../../shared/domain/text.ts';
import { useQuery } from '../../data/hooks.ts';
import { useT } from '../../state/intl.tsx';
import { Avatar } from '../../ui/Avatar.tsx';
import { Suggest } from '../../ui/Suggest.tsx';
import type { Linkable } from './useLinking.ts';

const most = 8;

interface CustomerFinderProps {
  /** Not offered: the one that is linked. */
  without: string | null;
  onPick: (customer: Linkable) => void;
  onDone?: () => void;
  autoFocus?: boolean;
}

/** One line that finds a customer by name, address, number or company. */
export function CustomerFinder({ without, onPick, onDone, autoFocus = false }: CustomerFinderProps) {
  const t = useT();
  const [text, setText] = useState('');
  const search = useDeferredValue(text.trim());
  const { rows } = useQuery('customer.list', { text: search });
  const found = search === '' ? [] : (rows ?? []).filter(({ id }) => id !== without).slice(0, most);
  return (
    <Suggest
      label={t('customer.find')}
      value={text}
      onChange={setText}
      maxLength={bounds.search}
      autoFocus={autoFocus}
      nothing={search === '' || rows === undefined ? undefined : t('customer.list.notFound')}
      suggestions={found.map(({ id, name, email, phone, organisation }) => ({
        id,
        label: name,
        detail: [email ?? phone, organisation].filter(Boolean).join(' · '),
        icon: <Avatar name={name} id={id} size={18} />,
      }))}
      onPick={({ id, label }) => {
        setText('');
        onPick({ id, name: label });
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || onDone === undefined) return;
        event.stopPropagation();
        onDone();
      }}
    />
  );
}
