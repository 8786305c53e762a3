// Figures of a desk that is well, for fakes of the store; every field can be overridden.
import type { Diagnostics } from '../../shared/ipc/diagnostics.ts';

export const someDiagnostics = (over: Partial<Diagnostics> = {}): Diagnostics => ({
  at: 1_700_000_000_000,
  version: '0.1.0',
  protocol: 2,
  signedIn: true,
  link: { state: 'linked', since: 1_700_000_000_000, retryAt: null },
  linkedAt: 1_700_000_000_000,
  movedAt: null,
  clockOffset: 0,
  serviceVersion: '0.1.0',
  epoch: 'epoch-1',
  cursor: '800.1',
  outbox: { waiting: 0, oldestAt: null, acked: 0, attention: 0, drafts: 0 },
  refusals: [],
  records: {},
  indexLag: 0,
  bytes: { outbox: 0, cache: 0, search: 0, desk: 0, aside: 0, free: null },
  layouts: { cache: 'layout', outbox: 1 },
  queries: {},
  windows: 1,
  memory: 0,
  ...over,
});
