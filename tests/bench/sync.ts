// Measures the cache and the sync engine, part by part on one stage: `npm run bench -- sync [PART...] [--small | --scale=SHARE]`.
import { runParts } from './parts.ts';
import type { Row } from './table.ts';
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
export const bench = (args: string[]): Promise<Row[]> => runParts('sync', parts, createContext, args);
