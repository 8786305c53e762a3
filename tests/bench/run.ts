// Changes when benches are found or run differently: `npm run bench` runs all, `npm run bench -- NAME` one.
import { readdir } from 'node:fs/promises';
import { publish, type Row } from './table.ts';

/** A bench: measures and gives its rows. Arguments after the name are its own. */
export type Bench = (args: string[]) => Promise<Row[]>;

const helpers = ['run.ts', 'parts.ts', 'table.ts', 'rig.ts'];
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith('.ts') && !helpers.includes(file))
  .map((file) => file.slice(0, -3))
  .toSorted();
const [asked, ...rest] = process.argv.slice(2);
if (asked !== undefined && !names.includes(asked)) {
  console.error(`There is no bench "${asked}". There are: ${names.join(', ')}.`);
  process.exit(1);
}
for (const name of asked === undefined ? names : [asked]) {
  const { bench } = (await import(`./${name}.ts`)) as { bench: Bench };
  await publish(name, await bench(rest));
}
process.exit(0);
