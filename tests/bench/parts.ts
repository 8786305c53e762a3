// Changes when a bench of several parts on one stage is asked for, published or ended differently.
import { publish, type Row } from './table.ts';

/** What all parts share; closed once, whoever ends the run. */
interface Shared {
  close(): Promise<void>;
}

/**
 * Runs the parts that were asked for, all by default, in their order, and publishes each as `NAME-PART`.
 * @param args names of parts; `--scale=0.2` for a fifth of everything, `--small` for a 25th.
 * @throws Error that names a part that does not exist.
 */
export async function runParts<C extends Shared>(
  bench: string,
  parts: Readonly<Record<string, (context: C) => Promise<Row[]>>>,
  createContext: (scale: number) => Promise<C>,
  args: readonly string[],
): Promise<Row[]> {
  const asked = args.filter((arg) => !arg.startsWith('-'));
  const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`No part "${unknown[0]}". There are: ${Object.keys(parts).join(', ')}.`);
  const scale = Number(
    args.find((arg) => arg.startsWith('--scale='))?.slice(8) ?? (args.includes('--small') ? 0.04 : 1),
  );
  const context = await createContext(scale);
  const rows: Row[] = [];
  // A run takes minutes: somebody who ends it must not find Postgres still running.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void context.close().finally(() => process.exit(1)));
  try {
    for (const [name, part] of Object.entries(parts)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      const began = performance.now();
      const measured = await part(context);
      rows.push(...measured);
      await publish(`${bench}-${name}`, measured);
      console.log(`  ${name} took ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    await context.close();
  }
  return rows;
}
