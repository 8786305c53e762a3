// Changes when it is told differently how an entitlement stands.
import type { Entitlement } from '../../../shared/domain/entitlement.ts';

export type EntitlementState = 'active' | 'used' | 'future' | 'expired';

/** @param now ms since the epoch. */
export function stateOf({ from, to, total, used }: Entitlement, now: number): EntitlementState {
  if (now >= to) return 'expired';
  if (now < from) return 'future';
  return total !== null && used >= total ? 'used' : 'active';
}

const order: readonly EntitlementState[] = ['active', 'used', 'future'];

/** @returns those that count now or later, the ones in force first and of these the one that ends first; and those that are over, the last first. */
export function sortEntitlements(
  all: readonly Entitlement[],
  now: number,
): { standing: Entitlement[]; past: Entitlement[] } {
  const standing = all.filter((one) => stateOf(one, now) !== 'expired');
  return {
    standing: standing.toSorted(
      (a, b) => order.indexOf(stateOf(a, now)) - order.indexOf(stateOf(b, now)) || a.to - b.to,
    ),
    past: all.filter((one) => stateOf(one, now) === 'expired').toSorted((a, b) => b.to - a.to),
  };
}
