// When a world has come to rest after its faults, and how long that may take.
import { whatIsBroken } from './checks.ts';
import { healEverything } from './faults.ts';
import { SimulationFailure, type Simulation } from './state.ts';
import { createReader, difference, readTruth, type Reader } from './truth.ts';
import type { Watch } from './watch.ts';

/** How long everything may take to come right after the last fault, in ms of the simulation. */
const patienceMs = 180_000;

/**
 * Ends all faults and waits until everything has come right: all linked, all sent, every cache as the service has it.
 * @param pass lets so many ms of the simulation go by.
 * @throws SimulationFailure when it does not come right, or when something is broken then.
 */
export async function comeToRest(
  sim: Simulation,
  watches: ReadonlyMap<string, Watch>,
  pass: (ms: number) => Promise<void>,
): Promise<void> {
  await healEverything(sim);
  const reader = createReader();
  try {
    await waitForRest(sim, watches, pass, reader);
  } finally {
    reader.close();
  }
  const broken = await whatIsBroken(sim, watches);
  if (broken !== null) throw new SimulationFailure(sim.seed, broken);
  sim.healing = false;
}

async function waitForRest(
  sim: Simulation,
  watches: ReadonlyMap<string, Watch>,
  pass: (ms: number) => Promise<void>,
  reader: Reader,
): Promise<void> {
  const until = sim.clockwork.now() + patienceMs;
  for (let problem = ''; ; ) {
    await pass(problem === '' ? 900 : 500);
    problem = (await unrest(sim, watches, reader)) ?? '';
    if (problem === '') break;
    if (sim.clockwork.now() > until)
      throw new SimulationFailure(sim.seed, `I1: it does not come to rest: ${problem}`);
    for (const desk of sim.desks) {
      const { open } = desk;
      if (open?.owner.alive !== true || watches.get(desk.name)!.view()?.link.state !== 'offline') continue;
      // Not awaited: answers come as events.
      void open.client.request('link.retry', {}).catch(() => undefined);
    }
  }
}

async function unrest(
  sim: Simulation,
  watches: ReadonlyMap<string, Watch>,
  reader: Reader,
): Promise<string | null> {
  for (const desk of sim.desks) {
    const view = watches.get(desk.name)!.view();
    if (desk.open === null || view === null) return `${desk.name} is not running`;
    if (view.link.state !== 'linked') return `${desk.name} is ${view.link.state}: ${view.link.reason}`;
    if (view.outbox.waiting > 0) return `${desk.name} has ${view.outbox.waiting} commands that wait`;
  }
  const truth = await readTruth(sim);
  for (const desk of sim.desks) {
    const found = difference(sim, desk, truth, reader.cacheOf(desk));
    if (found !== null) return `${desk.name}: ${found}`;
  }
  return null;
}
