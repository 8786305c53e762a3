// One batch of faults outside of the test runner, for build/test-faults.ts: `node tests/faults/run.ts store|service|postgres|power|sip --seed S --kills N`.
import { parseArgs } from 'node:util';
import { bundleStore } from '../support/store-bundle.ts';
import { cutPower, recordDesk } from './rig/power-replay.ts';
import { killServices, postgresOnly, servicesOnly } from './rig/service-kills.ts';
import { killStores } from './rig/store-kills.ts';
import { runHostile } from '../phone/support/hostile-run.ts';
import { startWorld, type World } from './rig/world.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, kills: { type: 'string' } },
});
const [kind = ''] = positionals;
const seed = Number(values.seed);
const kills = Number(values.kills);
const known = ['store', 'service', 'postgres', 'power', 'sip'];
if (!known.includes(kind) || !Number.isInteger(seed) || !Number.isInteger(kills) || seed < 0 || kills < 1) {
  console.error(`Usage: node tests/faults/run.ts ${known.join('|')} --seed 1 --kills 25`);
  process.exit(2);
}

async function inWorld<T>(work: (world: World) => Promise<T>): Promise<T> {
  const world = await startWorld();
  try {
    return await work(world);
  } finally {
    await world.stop();
  }
}

async function batch(): Promise<object> {
  if (kind === 'power') {
    const { cuts, ...rest } = cutPower(recordDesk(seed), { seed, cuts: kills });
    return { kills: cuts, ...rest };
  }
  if (kind === 'sip') {
    const { messages, talked, ...rest } = await runHostile(seed, kills);
    return { kills: messages, saved: talked, ...rest };
  }
  if (kind !== 'store')
    return inWorld((world) =>
      killServices(world, { seed, kills, victims: kind === 'service' ? servicesOnly : postgresOnly }),
    );
  const bundle = await bundleStore();
  try {
    return await inWorld((world) => killStores(world, { seed, kills, entry: bundle.entry }));
  } finally {
    bundle.remove();
  }
}

try {
  console.log(JSON.stringify(await batch()));
  process.exit(0);
} catch (error) {
  console.error((error as Error).stack ?? String(error));
  process.exit(1);
}
