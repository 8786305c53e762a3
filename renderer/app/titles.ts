// Changes when sessions and tabs are named differently.
import type { QueryName, QueryRows } from '../../shared/ipc/store.ts';
import { useQuery } from '../data/hooks.ts';
import { useT, type Translate } from '../state/intl.tsx';
import type { TabKind } from '../state/workspace.ts';

const queryOf: Partial<Record<TabKind, QueryName>> = {
  case: 'case.view',
  customer: 'customer.view',
  article: 'article.view',
  conversation: 'conversation.view',
};

/** @returns the title of what a session or a tab shows; the name of its kind until that is known. */
export function useTitle(kind: TabKind, subjectId: string | null): string {
  const t = useT();
  const name = subjectId === null ? undefined : queryOf[kind];
  // One hook whatever the kind: the desk's view is always there and costs nothing more.
  const { rows } = useQuery(name ?? 'desk.view', name === undefined ? {} : { id: subjectId ?? '' });
  return (name === undefined ? null : titleOf(name, rows, t)) ?? t(`tab.${kind}`);
}

/** @returns how a case is called: its number and title, or the title alone until it has a number. */
export function caseTitle(row: { number: string | null; title: string }): string {
  return row.number === null ? row.title : `${row.number} ${row.title}`;
}

function titleOf(name: QueryName, rows: unknown, t: Translate): string | null {
  if (rows === undefined || rows === null) return null;
  switch (name) {
    case 'case.view':
      return caseTitle((rows as NonNullable<QueryRows<'case.view'>>).case);
    case 'customer.view':
      return (rows as NonNullable<QueryRows<'customer.view'>>).name;
    case 'article.view':
      return (rows as NonNullable<QueryRows<'article.view'>>).title;
    case 'conversation.view':
      return (rows as NonNullable<QueryRows<'conversation.view'>>).row.title || t('common.visitor');
    default:
      return null;
  }
}
