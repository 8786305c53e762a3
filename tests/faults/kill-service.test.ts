// Changes when how often, or how, the service and Postgres are killed in every run of the tests. More of it: npm run test:faults.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { killServices, postgresOnly, servicesOnly } from './rig/service-kills.ts';
import { startWorld, type World } from './rig/world.ts';

let world: World | undefined;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world?.stop());

const seed = Number(process.env['PARLEY_SEED'] ?? Math.floor(Math.random() * 1_000_000));
const share = Number(process.env['PARLEY_KILLS'] ?? 30) / 3;
const some = { service: Math.ceil(share * 2), postgres: Math.ceil(share) };

test(`SYNC-10 SYNC-12: a service killed ${some.service} times has lost nothing it accepted and applied nothing twice (PARLEY_SEED=${seed})`, async () => {
  const count = await killServices(world!, { seed, kills: some.service, victims: servicesOnly });
  expect(count.saved).toBeGreaterThan(some.service);
}, 900_000);

test(`SYNC-10 SYNC-14: a Postgres killed ${some.postgres} times neither (PARLEY_SEED=${seed})`, async () => {
  const count = await killServices(world!, { seed: seed + 1, kills: some.postgres, victims: postgresOnly });
  expect(count.saved).toBeGreaterThan(some.postgres);
}, 900_000);
