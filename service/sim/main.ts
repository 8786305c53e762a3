// The simulation as a process of its own: node service/sim/main.ts --address http://127.0.0.1:4110 --customers 3 --seed 1
import { parseArgs } from 'node:util';
import { createLog } from '../../shared/log.ts';
import { startSimulation } from './index.ts';

const { values } = parseArgs({
  options: {
    address: { type: 'string' },
    customers: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    pace: { type: 'string', default: '1' },
    rounds: { type: 'string' },
  },
});

/** @throws Error when the text is not a number of at least `least`. */
function number(text: string, name: string, least: number): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < least)
    throw new Error(`--${name} takes a number, not "${text}".`);
  return value;
}

async function main(): Promise<void> {
  const { address } = values;
  if (address === undefined || !/^(http|ws)s?:\/\//.test(address))
    throw new Error('--address takes the address of a service, such as http://127.0.0.1:4110.');
  const log = createLog((line) => void process.stdout.write(`${line}\n`), Date.now);
  const simulation = startSimulation({
    address,
    customers: number(values.customers, 'customers', 0),
    seed: number(values.seed, 'seed', 0),
    pace: number(values.pace, 'pace', 0),
    now: Date.now,
    log,
    ...(values.rounds === undefined ? {} : { rounds: number(values.rounds, 'rounds', 1) }),
  });
  process.once('SIGINT', () => void simulation.stop());
  process.once('SIGTERM', () => void simulation.stop());
  log.info('sim: over', await simulation.done);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
