// Lists of cases that agents have arranged: everybody's and this agent's own.
import type { SavedView } from '../../../shared/domain/view.ts';
import type { QueryContext } from '../query-context.ts';

/** Those on the dashboard first, in their order there; then by name. */
export function savedViews({ cache, agent }: QueryContext): SavedView[] {
  return cache
    .records('savedView', 'SELECT body FROM savedView WHERE ownerId IS NULL OR ownerId = ?', agent?.id ?? '')
    .toSorted((a, b) => (a.place ?? 100) - (b.place ?? 100) || (a.name < b.name ? -1 : 1));
}
