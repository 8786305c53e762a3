// Measures the agent's window, part by part on one stage: `npm run bench -- workspace [PART...] [--small | --scale=SHARE]`.
import { runParts } from './parts.ts';
import type { Row } from './table.ts';
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
export const bench = (args: string[]): Promise<Row[]> => runParts('workspace', parts, createContext, args);
