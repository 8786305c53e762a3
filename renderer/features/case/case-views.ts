// Changes when a list of cases is arranged differently: the built-in ones, what a half-made one holds, how it is read back.
import {
  caseColumnSchema,
  savedViewSchema,
  type CaseFilter,
  type SavedView,
} from '../../../shared/domain/view.ts';
import { caseStatuses, isOpenCase } from '../../../shared/domain/case.ts';
import type { QueryArgs } from '../../../shared/ipc/store.ts';
import type { MessageKey } from '../../../shared/i18n/en.ts';

/** What a list shows and how. */
export type Arrangement = Pick<SavedView, 'filter' | 'sort' | 'columns'>;
type Base = QueryArgs<'case.list'>['view'];

/** A list that is there from the start. */
export interface BuiltIn {
  id: string;
  label: MessageKey;
  /** What the store calls the cases it is taken from. */
  view: Base;
  filter: CaseFilter | null;
}

export const everything: CaseFilter = {
  owner: 'anybody',
  statuses: [],
  priorities: [],
  kind: null,
  queueIds: [],
  category: null,
  tag: null,
  due: 'any',
  text: '',
};
const open = caseStatuses.filter(isOpenCase);

export const builtIns: readonly BuiltIn[] = [
  { id: 'mine', label: 'case.list.view.mine', view: 'mine', filter: null },
  {
    id: 'unassigned',
    label: 'case.view.unassigned',
    view: 'open',
    filter: { ...everything, owner: 'nobody' },
  },
  { id: 'overdue', label: 'case.view.overdue', view: 'open', filter: { ...everything, due: 'overdue' } },
  { id: 'open', label: 'case.list.view.open', view: 'open', filter: null },
  { id: 'all', label: 'case.list.view.all', view: 'all', filter: null },
];

export const usualColumns: SavedView['columns'] = [
  'number',
  'title',
  'customer',
  'status',
  'priority',
  'owner',
  'due',
  'updated',
  'created',
];

/** @returns what a built-in list holds, to begin an own one with. */
export function filterOfBuiltIn({ view, filter }: BuiltIn): CaseFilter {
  const from = filter ?? everything;
  if (view === 'all') return from;
  return { ...from, statuses: open, owner: view === 'mine' ? 'me' : from.owner };
}

/** @returns what a saved list asks the store for. */
export const argsOf = (
  filter: CaseFilter,
): Pick<QueryArgs<'case.list'>, 'view' | 'customerId' | 'filter'> => ({
  view: 'all',
  customerId: null,
  filter,
});

const arrangement = savedViewSchema.pick({ filter: true, sort: true, columns: true });

/** @returns a half-made list that a tab remembers; null for none, or one that cannot be read any more. */
export function readArrangement(value: unknown): Arrangement | null {
  const read = arrangement.safeParse(value);
  return read.success ? read.data : null;
}

/** @returns the columns with this one in or out, in the usual order; never none. */
export function toggleColumn(columns: SavedView['columns'], name: string): SavedView['columns'] {
  const all = caseColumnSchema.options;
  const next = all.filter((one) => (one === name ? !columns.includes(one) : columns.includes(one)));
  return next.length === 0 ? [...columns] : next;
}
