// Changes when an agent gets other macros, scripts or rules of masking to see.
import type { Macro, Script } from '../../../shared/domain/macro.ts';
import type { MaskRule } from '../../../shared/domain/mask.ts';
import type { QueryContext } from '../query-context.ts';

const own = 'ownerId IS NULL OR ownerId = ?';
const byTitle = (a: { title: string }, b: { title: string }): number => (a.title < b.title ? -1 : 1);

/** Everybody's and this agent's own. */
export function macroList({ cache, agent }: QueryContext): Macro[] {
  return cache.records('macro', `SELECT body FROM macro WHERE ${own}`, agent?.id ?? '').toSorted(byTitle);
}

/** Everybody's and this agent's own. */
export function scriptList({ cache, agent }: QueryContext): Script[] {
  return cache.records('script', `SELECT body FROM script WHERE ${own}`, agent?.id ?? '').toSorted(byTitle);
}

/** Every rule, in force or not, by name. */
export function maskRuleList({ cache }: QueryContext): MaskRule[] {
  return cache
    .records('maskRule', 'SELECT body FROM maskRule')
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}
