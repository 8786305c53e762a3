// Measures the cache and the sync engine, part by part on one stage: `npm run bench -- sync [PART...] [--small | --scale=SHARE]`.
import { publish, type Row } from './table.ts';
import { createContext, type Part } from './sync/context.ts';
import { bootstrapPart } from './sync/part-bootstrap.ts';
import { catchUpPart } from './sync/part-catch-up.ts';
import { commitPart } from './sync/part-commit.ts';
import { fanOutPart } from './sync/part-fan-out.ts';
import { growthPart } from './sync/part-growth.ts';
import { listsPart } from './sync/part-lists.ts';
import { offlinePart } from './sync/part-offline.ts';
import { peersPart } from './sync/part-peers.ts';
import { pushPart } from './sync/part-push.ts';

/** In an order in which the dataset is loaded once; what leaves many desks behind comes last. */
const parts: Readonly<Record<string, Part>> = {
  bootstrap: bootstrapPart,
  lists: listsPart,
  commit: commitPart,
  'catch-up': catchUpPart,
  offline: offlinePart,
  peers: peersPart,
  push: pushPart,
  'fan-out': fanOutPart,
  growth: growthPart,
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
  // A run takes minutes: somebody who ends it must not find Postgres still running.
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => void context.close().finally(() => process.exit(1)));
  try {
    for (const [name, part] of Object.entries(parts)) {
      if (asked.length > 0 && !asked.includes(name)) continue;
      const began = performance.now();
      const measured = await part(context);
      rows.push(...measured);
      await publish(`sync-${name}`, measured);
      console.log(`  ${name} took ${((performance.now() - began) / 1000).toFixed(1)} s`);
    }
  } finally {
    await context.close();
  }
  return rows;
}
