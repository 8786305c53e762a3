// Sets routing up: the feed, the timers and the lead, around the decisions.
import type { Capability, ServiceContext } from '../context.ts';
import { loadRouting } from '../db/routing.ts';
import { seekLeadership, type After } from '../leader.ts';
import { createRouter, type RouterDeps } from './driver.ts';
import { routingDefaults, type RoutingSettings } from './settings.ts';

export { routingDefaults, type RoutingSettings } from './settings.ts';

/** "parley routing", as a number that no other lock of ours uses. */
const lockKey = 7_041_001;

const after: After = (ms, then) => {
  const timer = setTimeout(then, Math.min(ms, 2 ** 31 - 1));
  return () => clearTimeout(timer);
};

/** What a test may bring itself. */
export interface RoutingParts {
  settings: Partial<RoutingSettings>;
  /** Reads the state; by default from the database. With it, this process leads without asking. */
  load: RouterDeps['load'];
}

/** @returns a routing capability with other clocks, or over another source. */
export function routingWith({ settings, load }: Partial<RoutingParts>): Capability {
  return (context: ServiceContext) => {
    const { now, log, pool, run, isLinked } = context;
    const router = createRouter({
      now,
      after,
      log,
      run,
      isLinked,
      settings: { ...routingDefaults, ...settings },
      load: load ?? (() => loadRouting(pool)),
    });
    context.onStop(context.onEntries((entries) => router.hear(entries)));
    context.onStop(() => router.stop());
    if (load !== undefined) return router.start();
    const stopSeeking = seekLeadership({
      pool,
      lockKey,
      after,
      log,
      onLead() {
        log.info('routing: this process leads');
        router.start();
      },
      onLost() {
        log.warn('routing: the lead is lost');
        void router.stop();
      },
    });
    context.onStop(stopSeeking);
  };
}

/** Routing as the service runs it. */
export const setUpRouting: Capability = routingWith({});
