// Simulated customers for demos, tests and load: so many at a time, each with a script, over the real chat link.
import type { Log } from '../../shared/log.ts';
import { createCasting } from './casting.ts';
import { startCustomer, type Customer, type Outcome } from './customer.ts';

/** What a simulation is. */
export interface SimulationOptions {
  /** http or ws address of the service. */
  address: string;
  /** How many talk at the same time. */
  customers: number;
  /** The same seed gives the same customers with the same pauses. */
  seed: number;
  now(): number;
  log: Log;
  /** 1 is a person's pace (the default), 0 is at once. */
  pace?: number;
  /** How many conversations each place has before it stays empty; without a number new customers come until stopped. */
  rounds?: number;
}

/** How the conversations ended, counted. */
export type Summary = Record<Outcome, number>;

export interface Simulation {
  /** Resolves when the last customer is gone. */
  done: Promise<Summary>;
  /** All customers leave. Resolves like `done`. */
  stop(): Promise<Summary>;
}

/** Starts a simulation. It survives a service that is away; customers wait and go on. */
export function startSimulation({
  address,
  customers,
  seed,
  now,
  log,
  pace = 1,
  rounds,
}: SimulationOptions): Simulation {
  const cast = createCasting(seed);
  const here = new Set<Customer>();
  const summary: Summary = { served: 0, gaveUp: 0, refused: 0, stopped: 0 };
  const breaks = new Set<() => void>();
  let stopped = false;

  const over = (): boolean => stopped;
  const rest = (seconds: number): Promise<void> =>
    new Promise((resolve) => {
      const finish = (): void => {
        clearTimeout(timer);
        breaks.delete(finish);
        resolve();
      };
      const timer = setTimeout(finish, seconds * 1000 * pace);
      breaks.add(finish);
      if (over()) finish();
    });

  async function place(number: number): Promise<void> {
    // Not all in the same second: the first at once, each next one a little later.
    await rest(number * 7);
    for (let round = 0; round < (rounds ?? Infinity); round += 1) {
      if (over()) return;
      const { script, random } = cast();
      const customer = startCustomer({ address, script, random, now, log, pace });
      here.add(customer);
      if (over()) customer.stop();
      const outcome = await customer.done;
      here.delete(customer);
      summary[outcome] += 1;
      log.info('sim: is gone', { script: script.key, outcome });
      await rest(outcome === 'refused' ? 60 : 20 + random.next() * 60);
    }
  }

  const done = Promise.all(Array.from({ length: customers }, (_, number) => place(number))).then(
    () => summary,
  );
  return {
    done,
    stop() {
      stopped = true;
      for (const customer of here) customer.stop();
      for (const finish of breaks) finish();
      return done;
    },
  };
}
