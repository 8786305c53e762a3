// Changes when how often, or how, a store is killed in every run of the tests. More of it: npm run test:faults.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleStore, type StoreBundle } from '../support/store-bundle.ts';
import { killStores } from './rig/store-kills.ts';
import { startWorld, type World } from './rig/world.ts';

let world: World | undefined;
let bundle: StoreBundle | undefined;
beforeAll(async () => {
  [world, bundle] = await Promise.all([startWorld(), bundleStore()]);
});
afterAll(async () => {
  await world?.stop();
  bundle?.remove();
});

const kills = Number(process.env['PARLEY_KILLS'] ?? 170);
const seed = Number(process.env['PARLEY_SEED'] ?? Math.floor(Math.random() * 1_000_000));

test(`STORE-9 SYNC-11: a store killed ${kills} times has lost nothing it called saved, sent nothing twice, kept the order (PARLEY_SEED=${seed})`, async () => {
  const count = await killStores(world!, { seed, kills, entry: bundle!.entry });
  expect(count.kills).toBe(kills);
  expect(count.saved).toBeGreaterThan(kills);
}, 900_000);
