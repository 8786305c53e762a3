// SQL of routing: what decides who is offered what, read whole when routing starts.
import type { Pool } from 'pg';
import type { RoutingFacts } from '../routing/state.ts';

export async function loadRouting(pool: Pool): Promise<RoutingFacts> {
  void pool;
  await Promise.reject(new Error('not yet'));
  return { changes: [], lastTaken: new Map() };
}
