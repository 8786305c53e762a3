// Measures the agent's window, part by part on one stage: `npm run bench -- workspace [PART...] [--small | --scale=SHARE]`.
import { publish, type Row } from './table.ts';
import { createContext, type Part } from './workspace/context.ts';
import { casesPart } from './workspace/part-cases.ts';
import { keysPart } from './workspace/part-keys.ts';
import { memoryPart } from './workspace/part-memory.ts';
import { restorePart } from './workspace/part-restore.ts';
import { searchPart } from './workspace/part-search.ts';
import { switchPart } from './workspace/part-switch.ts';

const parts: Readonly<Record<string, Part>> = {
  switch: switchPart,
  cases: casesPart,
  restore: restorePart,
  keys: keysPart,
  memory: memoryPart,
  search: searchPart,
};

/** @param args names of parts, all by default; `--scale=0.2` for a fifth of everything, `--small` for a 25th. */
export async function bench(args: string[]): Promise<Row[]> {
  const asked = args.filter((arg) => !arg.startsWith('-'));
  const unknown = asked.filter((name) => !Object.hasOwn(parts, name));
  if (unknown.length > 0)
    throw new Error(`No part "${unknown[0]}". There are: ${Object.keys(parts).join(', ')}.`);
  const scale = Number(
    args.find((arg) => arg.startsWith('--scale='))?.slice(8) ?? (args.includes('--small') ? 0.04 : 1),
  );
  const context = await createContext(scale);
  const rows: Row[] = [];
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void context.close().finally(() => process.exit(1)));
  try {
    for (const [name, part] of Object.entries(parts)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      const began = performance.now();
      const measured = await part(context);
      rows.push(...measured);
      await publish(`workspace-${name}`, measured);
      console.log(`  ${name} took ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    await context.close();
  }
  return rows;
}
